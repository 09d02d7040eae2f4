-- 本省表上另有的栏目。

words "result_note_headings" {
  title = "读入的表里记完成情况简要描述的栏目",
  "完成情况简要描述", "score_remark", "得失分依据",
}
