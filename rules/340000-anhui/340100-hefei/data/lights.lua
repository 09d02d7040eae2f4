-- 监控表上的三栏，和各栏的写法。
words "progress_headings" { title = "是否达到序时支出进度的栏目", "是否达到序时支出进度", "是否达到序时进度", "xsjdwarn" }
words "stage_headings"    { title = "是否达到阶段性绩效目标的栏目", "是否达到阶段性绩效目标", "是否达到阶段目标", "isgoal" }
words "light_headings"    { title = "预警灯的栏目", "预警灯", "warn" }
words "reached"           { title = "达到的写法", "是", "1", "达到", "已达到" }
words "not_reached"       { title = "没有达到的写法", "否", "0", "2", "未达到", "没有达到" }

codes "light_names" {
  green = { zh = "绿灯", "绿灯", "绿", "green" },
  yellow = { zh = "黄灯", "黄灯", "黄", "yellow" },
  red = { zh = "红灯", "红灯", "红", "red" },
}
