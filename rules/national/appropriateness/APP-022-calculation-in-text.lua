-- “救助金167万元按50人次、每人次平均3.34万元测算”：三个数要对得上，单价按四舍五入留两成尾差以内的零头。
local pattern = "([\\d.]+)\\s*万元按\\s*(?:约)?([\\d.]+)\\s*\\p{Lo}{1,3}[、，,]\\s*\\s*(?:每|单)\\p{Lo}{1,4}?(?:平均|标准|补助|补贴)?(?:为)?\\s*([\\d.]+)\\s*(万元|元)"

rule "APP-022" {
  title    = "文字里的测算算不拢",
  title_en = "The calculation in the text does not come out",
  suggestion_en = "check amount, quantity and unit price",
  severity = "warning",
  aspect   = "适当性",
  basis    = {},
  each     = "project",
  where    = { form = { "declaration", "target" } },
  check = function(p)
    local faults = {}
    for _, place in ipairs(text.places_matching(p, { "purpose", "content" }, pattern)) do
      for _, said in ipairs(text.matches(place.text, pattern)) do
        local numbers = text.matches(said, "[\\d.]+")
        local total, count, price = quantity(numbers[1] .. "万元"), quantity(numbers[2]), quantity(numbers[3] .. (text.match(said, "万元$") or "元"))
        if is_number(total) and is_number(count) and is_number(price) then
          local product = quantity(tostring(number(count) * number(price)) .. (text.match(said, "万元$") or "元"))
          if abs(product - total) > total * 0.02 then
            table.insert(faults, fail { field = place.field, value = said, said = said, product = money(product),
              message = "“{said}”：数量乘单价是 {product}", message_en = "'{said}': quantity times price is {product}",
              suggestion = "核对金额、数量和单价" })
          end
        end
      end
    end
    return faults
  end,
  bad  = { { purpose = "修复费42万元按3000叶、每叶1400元测算。" }, { purpose = "救助金1670万元按50人次、每人次平均3.34万元测算。" }, { content = "补贴60万元按300件，每件0.3万元测算。" } },
  good = { { purpose = "修复费42万元按3000叶、每叶140元测算。" }, { purpose = "运转经费12万元按标准核定，每月1万元。" }, { purpose = "救助金167万元按50人次、每人次平均3.34万元测算；培训费3万元按2场、每场1.5万元测算。" },
           { purpose = "补贴6万元按300件、每件200元测算。" } },
}
