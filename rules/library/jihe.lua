---@meta jihe
-- 规则里能用的名称，供编辑器（LuaLS）补全和检查；不是规则，不会载入。与程序不一致时测试会报。
-- 用法：在规则文件夹的 .luarc.json 里写 { "workspace.library": ["library"] }。说明见 docs/rule-api.md。

---@class Goal 一条绩效目标
---@field term "annual"|"long"|""
---@field text string 目标
---@field done string 完成情况
---@field extra table<string, string> 目标的其他栏目

---@class PlanEntry 资金支出计划的一期
---@field month integer
---@field text string 所填文字
---@field value Value

---@class Project 一个项目
---@field form "declaration"|"target"|"monitoring"|"self_evaluation"|"disclosure" 表格种类
---@field year integer? 预算年度
---@field month integer? 监控月份
---@field region string 财政区划
---@field unit_code string 单位代码
---@field unit_name string 单位名称
---@field department string 主管部门
---@field implementing_unit string 实施单位
---@field project_code string 项目编码
---@field project_name string 项目名称
---@field category string[] 项目类别
---@field attribute string[] 项目属性
---@field type string[] 项目类型
---@field currency_unit "元"|"万元"|"" 金额单位
---@field budget_total Value 预算数
---@field budget_fiscal Value 财政资金
---@field budget_other Value 其他资金
---@field budget_carryover Value 上年结转
---@field budget_initial Value 年初预算数
---@field executed Value 执行数
---@field execution_rate Value 执行率
---@field execution_weight Value 预算执行分值
---@field execution_score Value 预算执行得分
---@field total_score Value 总分
---@field purpose string 资金用途
---@field content string 项目内容
---@field legal_basis string 立项依据
---@field start Value 开始日期
---@field end Value 结束日期（在 Lua 里写 p.end_）
---@field end_ Value 结束日期
---@field reported_on Value 填报日期
---@field payment_plan PlanEntry[] 资金支出计划
---@field goals Goal[] 绩效目标
---@field deviation_reason string 偏差原因分析
---@field improvement string 改进措施
---@field review_opinion string 审核意见
---@field indicators Indicator[] 绩效指标
---@field ordinal integer 在文件里的次序，从 1 起

---@class Indicator 一行指标
---@field seq integer? 序号
---@field term "annual"|"long"|"" 期限
---@field goal string 对应目标
---@field level1 string 一级指标
---@field level2 string 二级指标
---@field level3 string 三级指标
---@field code string 指标编码
---@field nature string 指标性质
---@field description string 绩效指标描述
---@field target Value 指标值
---@field target_basis string 指标值确定依据
---@field target_op string 计算符号
---@field target_value Value 目标数值
---@field target_unit string 计量单位
---@field actual Value 实际完成值
---@field forecast Value 全年预计完成情况
---@field likelihood string 完成目标可能性
---@field weight Value 分值
---@field score Value 得分
---@field reason string 偏差原因
---@field remark string 备注
---@field last_year Value 上年指标值
---@field level1_name string 一级指标的标准名称，空着的按二级推定，不是标准名称的为 ""
---@field level2_name string 二级指标的标准名称，不是标准名称的为 ""
---@field withheld boolean 涉密
---@field filled boolean 名称、描述、指标值、实际完成值至少填了一项
---@field project Project 所在项目

---@class Value 一个值：单元格里的数、日期、文字，原样和理解都在里面
---@field kind "number"|"range"|"compound"|"date"|"period"|"duration"|"text"|"withheld"|"na"|"symbol"|"empty"
---@field text string 所填文字
---@field op ">="|">"|"="|"<"|"<=" 没有写的为 "="
---@field op_written boolean 写了符号
---@field value Value? 不带符号的数
---@field low Value? 区间的下限
---@field high Value? 区间的上限
---@field unit string 单位，没有的为 ""
---@field dimension "none"|"ratio"|"money"|"time"|"people"|"count"|"measure"|"score"
---@field parts Value[] 并列的几个值（kind 为 compound）
---@field start Value? 起始日期
---@field finish Value? 结束日期
---@field year integer? 日期的年
---@field month integer?
---@field day integer?
---@field change boolean 是增减的幅度
---@field falling boolean 是下降的幅度
---@field approximate boolean 写了“左右”“约”等
---@field span string 符号、数和单位所占的文字
---@operator add(any): Value?
---@operator sub(any): Value?
---@operator mul(any): Value?
---@operator div(any): Value?
---@operator unm: Value?

---@class Failure
---@field message string 问题；{名称} 换成本表同名的键，没有则换成记录同名的栏目
---@field message_en? string
---@field suggestion? string 怎样改
---@field suggestion_en? string
---@field field? string 报在哪一栏
---@field at? Project|Indicator|table 报在哪一行：同一项目的另一条记录；跨项目规则里是 items 的一项
---@field seq? integer 跨项目规则：第几个指标
---@field related? table[] 有关的地方：{ at = x, field = "…" }
---@field value? string 所填内容，不是整栏时写
---@field severity? "error"|"warning"|"note" 只能比规则的级别低

---@class Expectation 示例与一般情形不同之处
---@field field? string|false 报在哪一栏，false 是不报在栏目上
---@field severity? "error"|"warning"|"note"
---@field count? integer 报几个

---@class Rule
---@field title string 名称，写成一个问题
---@field title_en? string
---@field suggestion_en? string
---@field severity "error"|"warning"|"note" 须修改、须说明、提示
---@field aspect string 方面，如 "完整性"
---@field basis string[] statutes.lua 里登记的编号；{} 只凭审核实践
---@field each "project"|"indicator"|"group"
---@field where? table 适用的表和指标：form、level1、level2、term、nature、code
---@field needs? string[] 这些规则已经报了的，不再报
---@field classified? boolean 也看涉密的指标
---@field discreet? boolean 问题里不引用所填内容
---@field fold? boolean 同一项目的几行只报一个问题
---@field unitwide? boolean 同一单位的几张表都有的提示只报一个
---@field since? string|integer 适用的起止
---@field until_? string|integer
---@field negotiable? table 下级可以放宽到哪里：{ severity = "note", off = true }
---@field by? fun(p: Project): string|string[]|nil, any 跨项目规则：归到哪一组；后面再返回的交给 keep
---@field keep? fun(p: Project, found: any): table 跨项目规则：每个项目记住什么
---@field check fun(x: any, key?: string): any 返回 fail{…}、其列表、skip(…)、undecided(…)，或者什么也不返回
---@field bad table[] 应当报出的示例
---@field good table[] 应当通过的示例

---@param id string
---@return fun(rule: Rule)
function rule(id) end

---@param code string "national" 或区划代码
---@return fun(pack: table)
function pack(code) end

---@param id string
---@return fun(statute: { title: string, number?: string, number_en?: string, issuer?: string, from?: string, until_?: string, standing?: "checked"|"seen"|"second-hand"|"memory", articles?: table, note?: string, caveat?: string, caveat_en?: string })
function statute(id) end

---@param name string
---@return fun(form: table)
function form(name) end

---报出一个问题。
---@param t Failure
---@return table
function fail(t) end

---不适用。
---@param reason string
function skip(reason) end

---作不出判断，须人工查看。
---@param reason string
---@param reason_en? string
function undecided(reason, reason_en) end

---表样里：这一部分不能读。
---@param reason string
---@param cell? any
---@param reason_en? string
function reject(reason, cell, reason_en) end

---表样里：提一句，什么也不丢。
---@param text string
---@param cell? any
---@param text_en? string
function remark(text, cell, text_en) end

---表里有没有这一栏，空白也算有。
---@param r Project|Indicator
---@param field string
---@return boolean
function has(r, field) end

---表外的栏目。给几个表头的，取第一个填了内容的，都空着取第一个有的。
---@param r Project|Indicator
---@param heading string|string[]
---@return string?
function extra(r, heading) end

---参数：param.execution_floor。
---@type table<string, any>
param = {}

---词表：words.vague；在词表文件里是声明：words "名称" { … }。
---@type table<string, table>
words = {}

---代码表：codes.weight_profiles；在代码表文件里是声明：codes "名称" { … }。
---@type table<string, table>
codes = {}

---不带单位的数；不是数的为 nil。
---@return Value?
function number(x) end

---@return boolean
function is_number(x) end

---把文字当作一个值来读。
---@param s string
---@return Value
function quantity(s) end

---@return boolean
function same_unit(a, b) end

---单价乘数量得的金额：200元/亩 × 3.1万亩。不是单价、数的不是那个单位的，得 nil；数量写 1 就是一个的价钱。
---@param price Value
---@param count Value | integer
---@return Value?
function cost_of(price, count) end

---两个值能不能比大小。
---@return boolean
function comparable(a, b) end

---@return boolean
function equal(a, b) end

---0.5559 → "55.59%"
---@param places? integer 正好几位小数
---@return string?
function percent(x, places) end

---"280万元"
---@return string?
function money(x) end

---四舍五入。
---@param places? integer
---@return Value?
function round(x, places) end

---@return Value?
function abs(x) end

---@return Value?
function min(...) end

---@return Value?
function max(...) end

---@param list any[]
---@return Value?
function sum(list) end

---指标没有完成：true、false，nil 是说不准。
---@param i Indicator
---@return boolean?
function unmet(i) end

---没有填写的二级或一级指标的标准名称。
---@param p Project
---@param names string[]
---@return string[]?
function missing_levels(p, names) end

---是不是部门整体支出的表：名称说是，或有三个一级指标是它的。
---@param p Project
---@return boolean
function whole_department(p) end

---项目名称，去掉前面的地名。
---@param p Project
---@return string
function plain_name(p) end

---同一项目的几张表共有的键，供 by 使用。
---@param p Project
---@return string[]
function project_keys(p) end

---一个键下的两张表是不是同一项目的：按编码；有一张没有编码（code）的按名称。
---@param a table
---@param b table
---@param key string
---@return boolean
function same_project(a, b, key) end

---项目里没有保密、符合条件的行：named 名称不空，annual 不是总体（长期）目标的，level1、level2 标准名称，target、actual 值的种类，dimension 指标值的计量种类。
---@param p Project
---@param conditions? { named?: boolean, annual?: boolean, level1?: string, level2?: string, target?: string|string[], actual?: string|string[], dimension?: string }
---@return Indicator[]
function rows_of(p, conditions) end

---去掉“指标1：”的指标名称。
---@param s string
---@return string
function indicator_name(s) end

---@class textlib
text = {}
---字数。
---@return integer
function text.length(s) end
---@return boolean
function text.is_blank(s) end
---@return string
function text.trim(s) end
---归一：全角半角、大小写，去掉空白和标点。
---@return string
function text.fold(s) end
---前 n 个字。
---@return string
function text.head(s, n) end
---消息里引用的前 n 个字，后面还有的加“…”。
---@return string
function text.brief(s, n) end
---有实质内容：不是空白、“无”“不适用”和套话，够字数。
---@return boolean
function text.is_substantive(s) end
---含有 t（文字、词表、列表、代码表）中的哪一个。
---@return string?
function text.contains(s, t) end
---@return string[]
function text.find_all(s, list) end
---@return string
function text.remove(s, list) end
---@return string
function text.replace(s, from, to) end
---只由这些词、空白和标点组成。
---@return boolean
function text.only(s, list) end
---以 t 开头；t 是词表、列表时返回其中最长的一个，没有的返回 nil。
---@return boolean|string|nil
function text.starts(s, t) end
---以 t 结尾；同上。
---@return boolean|string|nil
function text.ends(s, t) end
---@return string[]
function text.split(s, separator) end
---PCRE2：各个捕获，没有捕获的返回整个匹配。
---@return string?
function text.match(s, pattern) end
---@return string[]
function text.matches(s, pattern) end
---项目里含有 t 的文字。
---@param p Project
---@param fields string[]
---@return { at: Project|Indicator, field: string, text: string }[]
function text.places(p, fields, t) end
---@param p Project
---@param fields string[]
---@param pattern string
---@return { at: Project|Indicator, field: string, text: string }[]
function text.places_matching(p, fields, pattern) end
---相邻两字的相似程度，0 到 1。
---@return Value
function text.similarity(a, b) end
---共有的相邻两字有几个。
---@return integer
function text.shared(a, b) end
---文字里的数量。
---@return Value[]
function text.numbers(s) end

---@class dateslib
dates = {}
---从 a 的开始到 b 的结束有几天。
---@return integer?
function dates.days(a, b) end
---@return boolean?
function dates.before(a, b) end
---@return integer
function dates.year_days(y) end

---@class listlib
list = {}
---@return integer
function list.count(t, f) end
---@return boolean
function list.any(t, f) end
---@return boolean
function list.all(t, f) end
---@return any[]
function list.filter(t, f) end
---@return any[]
function list.map(t, f) end
---@return any[]
function list.distinct(t) end
---@return boolean
function list.contains(t, x) end
---@return string
function list.join(t, separator) end
---@return { key: string, items: any[] }[]
function list.group(t, f) end

---@class scorelib
score = {}
---按公式应得的分。
---@param mode "platform"|"ratio"
---@return Value?
function score.expected(target, actual, weight, mode) end
---印出的数是不是那个数四舍五入的结果。
---@return boolean?
function score.agrees(printed, exact, slack, places) end
