-- 专项资金绩效目标表，指标横着排（福建等地）：上面三行是一级、二级、三级指标，下面每个乡镇（单位）一行，格子里是指标值。项目名称在
-- 题目里。第一行是指标值，其余各行按乡镇名称另记。
local CLASSES = { "产出指标", "效益指标", "满意度指标", "成本指标" }
local AREAS = { "镇", "乡镇", "乡镇、村", "项目单位", "单位", "单位名称", "县（市、区）", "区域", "地区", "实施单位", "承担单位" }

-- 一格在它那一行里管到的列，从左到右；合并丢了的，空格子也算
local function over(cells, column)
  local last
  for _, cell in ipairs(cells) do
    if cell.column <= column and not cell.blank then last = cell end
  end
  return last
end

form "matrix-target" {
  title     = "专项资金绩效目标表（指标横排）",
  title_en  = "targets across, a row for each town",
  kind      = "target",
  looks_for = "指标横排、每个乡镇一行的绩效目标表",
  looks_for_en = "levels of indicators above each other, a row for each town",

  match = function(doc)
    local corner = doc:table(AREAS, "产出指标", "效益指标")
    return corner ~= nil and corner:find("产出指标").row == corner:find("效益指标").row and not doc:has(words.form_project) and not doc:has(words.form_level1) and not doc:has(words.form_level3)
  end,
  parts = function(doc)
    return list.filter(doc:tables(), function(t) return t:has(AREAS, "产出指标", "效益指标") end)
  end,
  read = function(part, doc)
    local corner, lines = part:find(AREAS), part:lines()
    local heads, rows = {}, {}
    for _, line in ipairs(lines) do
      if #heads > 0 or line:has(CLASSES) then
        if #heads < 3 then heads[#heads + 1] = line:cells() else rows[#rows + 1] = line end
      end
    end
    local title = part:search([[^(.+?)绩效目标表$]]) or doc:search([[^(?:附件\d*\s*)?(.+?)绩效目标表$]])
    local p = { project_name = title, year = title and title:year(), department = doc:find({ "主管部门" }), region = doc:region(), indicators = {} }
    for _, name in ipairs(heads[3] or {}) do
      if name.column > corner.column and not name.blank then
        local i = { level1 = over(heads[1], name.column), level2 = over(heads[2], name.column), level3 = name }
        for _, line in ipairs(rows) do
          local cells = line:cells()
          local area, value = cells[1], over(list.filter(cells, function(c) return c.column == name.column end), name.column)
          if area and not area.blank and text.only(area.text, words.total_rows) == false and value then
            if not i.target then i.target = value else
              i.extra = i.extra or {}
              i.extra[area.text] = value
            end
          end
        end
        if i.target then p.indicators[#p.indicators + 1] = i end
      end
    end
    part:ignore(AREAS)
    return p
  end,

  examples = {
    { document = { "2020年市级扶贫项目绩效目标表", { { "镇", "产出指标", "", "效益指标" }, { "", "质量指标", "数量指标", "社会效益指标" }, { "", "资金投向合规率", "扶持村数", "改善人居环境" },
        { "龙门滩镇", "100%", "2个", "明显改善" }, { "葛坑镇", "100%", "1个", "明显改善" } } },
      gives = { { project_name = "2020年市级扶贫项目", year = "2020", indicators = { { level1 = "产出指标", level2 = "质量指标", target = "100%" },
        { level1 = "产出指标", level2 = "数量指标", level3 = "扶持村数", target = "2个" }, { level1 = "效益指标", level2 = "社会效益指标" } } } } },
  },
}
