-- What a rule can use (docs/rule-api.md): Lua 5.4 without what the sandbox leaves out, plus the API.
std = {
  read_globals = {
    "assert", "error", "ipairs", "pairs", "select", "tonumber", "tostring", "type",
    math = { fields = { "abs", "ceil", "floor", "fmod", "max", "min", "sqrt", "tointeger", "type",
      "maxinteger", "mininteger", "huge", "pi" } },
    string = { fields = { "byte", "char", "format", "len", "lower", "rep", "reverse", "sub", "upper" } },
    table = { fields = { "concat", "insert", "pack", "remove", "sort", "unpack" } },
    utf8 = { fields = { "char", "codepoint", "len", "offset" } },

    -- what a file declares
    "rule", "pack", "statute", "form",
    -- records and packs; words and codes are verbs of data files too
    param = { other_fields = true }, words = { other_fields = true }, codes = { other_fields = true },
    "has", "extra",
    -- form maps
    "reject", "remark",
    -- answers
    "fail", "skip", "undecided",
    -- values
    "number", "is_number", "quantity", "same_unit", "comparable", "equal", "percent", "money", "cost_of",
    "round", "abs", "min", "max", "sum", "unmet", "missing_levels", "whole_department", "plain_name", "project_keys", "same_project", "indicator_name", "rows_of",
    -- helpers
    text = { fields = { "length", "is_blank", "trim", "fold", "head", "brief", "is_substantive", "contains",
      "find_all", "remove", "replace", "only", "starts", "ends", "split", "match", "matches",
      "places", "places_matching", "similarity", "shared", "numbers" } },
    dates = { fields = { "days", "before", "year_days" } },
    list = { fields = { "count", "any", "all", "filter", "map", "distinct", "contains", "join", "group" } },
    score = { fields = { "expected", "agrees" } },
  },
}

-- annotations for an editor: they define what is only read here
exclude_files = { "rules/library", "**/rules/library" }

-- an example record is one line, however long
max_line_length = false
