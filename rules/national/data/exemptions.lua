-- 核验之前的豁免：哪些结论填报单位无从改起，一律降级，规则不必各自考虑。
-- 涉密、层级别名、需要的数据缺失等豁免不靠用语，由程序在规则之前处理。

codes "exemptions" {
  title = "核验之前的豁免",

  -- 上级下达的指标：内容不是填报单位定的，有关内容的结论只作提示。空着没填的仍由单位补。
  from_above = {
    -- 项目类别、属性、类型写明上级资金
    categories = { "转移支付", "上级补助", "上级专项" },
    -- 本级向下级分配的，目标由本级定
    not_categories = { "市对下", "市对县", "县对下", "县对乡", "区对下", "本级" },
    -- 名称只说钱从哪里来的（“提前下达…转移支付”）不算：县里照样自己定指标
    names = { "对地方转移支付", "对下转移支付", "区域绩效目标" },
    not_names = { "配套" },
    -- 依据或备注写明这一行由上级下达
    row_words = { "上级下达", "中央下达", "省级下达", "市级下达", "省下达", "市下达", "随资金下达", "区域绩效目标", "下达绩效目标",
                  "下达的绩效目标", "上级设定", "上级确定的指标" },
    aspects = { "完整性", "相关性", "适当性", "可行性" },
    fields = { "level1", "level2", "level3", "description", "target", "target_op", "target_value", "target_unit", "nature" },
    note = "指标由上级下达、本单位不能改的，向下达部门反映即可",
    note_en = "where the indicator was set from above and cannot be changed, tell the office that set it",
    heading = "以下指标由上级下达，本单位不能改的，向下达部门反映即可。",
    heading_en = "The following indicators were set from above; where they cannot be changed, tell the office that set them.",
  },

  -- 自评和监控的时候绩效目标早已批复，填报单位改不了（财预〔2020〕10号按批复的指标评价）：有关目标内容的结论写明何时改。
  -- 只问申报、目标阶段也问的规则；完成值、得分、偏差原因都在本表改。
  approved = {
    fields = { "goals", "indicators", "term", "goal", "level1", "level2", "level3", "code", "nature", "description", "target",
               "target_op", "target_value", "target_unit", "target_basis" },
    -- 表上该填没填的地方（“(XX 分)”），本表就能改
    not_rules = { "CMP-029G" },
    self_evaluation = {
      note = "已批复的指标本表不改，下年度申报时改",
      note_en = "an approved target stays as it is here and is changed in next year's declaration",
      heading = "以下是已批复的绩效目标本身的问题：先与批复核对，抄错的改正；批复如此的本表不改，下年度申报时按建议改。"
        .. "本年把做了多少、结果怎样如实写在实际完成值里，与指标值对不上的在偏差原因中说明。",
      heading_en = "The following is about the targets as approved. Compare them with the approval and mend what was copied "
        .. "wrongly; what was approved so stays in this form and is changed in next year's declaration. Write what was "
        .. "done, and how much, under actual value; what cannot be held against its target is explained under deviation.",
    },
    monitoring = {
      note = "已批复的指标，确需调整的按程序报批，否则下年度申报时改",
      note_en = "an approved target is adjusted through the prescribed procedure, or changed in next year's declaration",
      heading = "以下是已批复的绩效目标本身的问题：先与批复核对，抄错的改正；批复如此、确需调整的按程序报批，"
        .. "不调整的下年度申报时按建议改。本期把做了多少如实写在完成情况里。",
      heading_en = "The following is about the targets as approved. Compare them with the approval and mend what was copied "
        .. "wrongly; what was approved so is adjusted through the prescribed procedure or changed in next year's "
        .. "declaration. Write what was done so far, and how much, under the value reached.",
    },
  },

  -- 空白行：名称、描述、完成值都没有写、指标值也空着的行不是指标。模板印好的“指标1：”不算名称。
  -- 指标值填“无”、名称写明不适用的行，也不是指标。
  blank = { labels = { "指标" }, not_applicable = { "不适用", "不涉及" } },

  -- 有的地方自评照评价指标体系打分，“投入”下放的是资金、制度、管理，不是成本指标；二级写明成本的仍是成本指标。
  frame_inputs = { self_evaluation = { "投入", "投入指标", "投入目标", "项目投入" } },

  -- 系统在专门的栏目里注明不是指标的行，整行不核验：框架行（如预算执行率）、不适用的指标、取消的指标。
  -- 没有写 values 的，栏目里有内容而指标值空着就算：年初有值、调整后为空。
  passed_over = {
    { headings = { "datatype" }, values = { "selfframe" } },
    { headings = { "isapply", "是否适用" }, values = { "2", "否" } },
    { headings = { "target_op", "computesign", "计算符号", "运算符号" }, values = { "10", "不适用" } },
    { headings = { "年初指标值", "ncindexval" } },
  },

  -- 读表的人或程序注明原文被截断的，或者表到效益的空标题就没有了、连满意度的标题也没有的：
  -- 缺项可能只是没有读到，降一级。
  cut = {
    headings = { "truncated", "截断", "原文截断" },
    last = "效益指标",
    next = "满意度指标",
    aspects = { "完整性" },
    -- 表头的栏目在截断之前，缺了就是缺了
    heads = { "year", "region", "unit_code", "unit_name", "department", "implementing_unit", "project_code", "project_name", "category",
              "attribute", "type", "budget_total", "budget_fiscal", "budget_other", "budget_carryover", "budget_initial" },
    note = "可能因文本截断，请核对原件",
    note_en = "the text may have been cut off; check the original",
    heading = "以下可能因文本截断，请核对原件。",
    heading_en = "The following may come of a text that was cut off; check the original.",
  },
}
