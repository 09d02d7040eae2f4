"""Forms written another way, or arranged another way: what may not change what is found. Where only the order of
rows or forms changes, every finding keeps its fingerprint. harmless.py DIR writes base.ndjson and one
file per change; harmless.py DIR NAME prints where the findings of NAME differ from those of base."""
import copy, glob, json, random, re, sys

def rows(p):
    return p.get("indicators", [])

def values(change, keys=("target", "actual", "forecast", "weight", "score"), heads=()):
    def apply(p):
        for r in rows(p):
            r.update({k: change(r[k]) for k in keys if isinstance(r.get(k), str)})
        p.update({k: change(p[k]) for k in heads if isinstance(p.get(k), str)})
    return apply

AMOUNTS = ("budget_total", "budget_fiscal", "budget_other", "budget_initial", "executed", "execution_rate",
           "execution_score", "total_score")
TEXTS = ("level1", "level2", "level3", "target", "actual", "description", "target_basis", "reason", "forecast",
         "likelihood")
HEADS = ("project_name", "unit_name", "purpose", "deviation_reason", "improvement", "currency_unit") + AMOUNTS
SIMPLE = "数质时经济会态续响满标产个万处项场条块组队实于达积极减户岗维护监购题为对务"
FULL = "數質時經濟會態續響滿標產個萬處項場條塊組隊實於達積極減戶崗維護監購題為對務"

def wide(s):
    return s.translate({ord(a): ord(a) + 0xFEE0 for a in "0123456789%><="}) if "$" not in s else s

def signs(more, less):
    return values(lambda s: re.sub("≤|不超过", less, re.sub("≥|不低于|不少于", more, s)), ("target",))

def unseen(s):
    half = len(s) // 2
    return "\ufeff\u3000" + (s[:half] + "\u200b" + s[half:] if "$" not in s else s) + "\u00a0\n"

def wrapped(p):
    values(lambda s: re.sub(r"(\d)(处|件|人|%|万元|元|次)(?=$|以)", r"\1\n\2", s), ("target", "actual"))(p)
    for r in rows(p):
        for k in ("level1", "level2"):
            r[k] = "\n".join(r.get(k, ""))
        name = r.get("level3", "")
        r["level3"] = re.sub("^([\u4e00-\u9fff]{2})(?=[\u4e00-\u9fff])", r"\1 ", name)

def traditional(p):
    table = str.maketrans(SIMPLE, FULL)
    values(lambda s: s.translate(table), TEXTS)(p)

def levels(p):
    short = {"产出指标": "一、产出指标：", "效益指标": "（二）效益", "满意度指标": "满意度", "成本指标": "1.成本指标"}
    for r in rows(p):
        r["level1"] = short.get(r.get("level1"), r.get("level1", ""))
        if re.fullmatch("(经济|社会|生态)效益指标", r.get("level2", "")):
            r["level2"] = r["level2"].replace("指标", "情况")

def unit_column(p):
    for r in rows(p) if p["form"] != "disclosure" else ():  # what is told in sentences has no columns
        parts = re.fullmatch("([≥≤=])(\\d+(?:\\.\\d+)?)(%|处|件|人|万元|万立方米|公里|个|次|场)", r.get("target", ""))
        if parts:
            r["target_op"], r["target_value"], r["target_unit"] = parts.groups()
            del r["target"]
            for k in ("actual", "forecast"):
                if re.fullmatch("\\d+(\\.\\d+)?" + re.escape(r["target_unit"]), r.get(k, "")):
                    r[k] = r[k][: -len(r["target_unit"])]

def numbers(s):
    return re.sub(r"(?<![\d.])(\d{1,3})(?=%)", r"\1.0", re.sub(r"(?<![\d.,年])(\d{1,2})(\d{3})(?=人|件|元)", r"\1,\2", s))

CHANGES = {
    "wide": values(wide, heads=AMOUNTS), "signs": signs(">=", "=<"), "other-signs": signs("≧", "⩽"),
    "words": signs("大于或等于", "小于等于"), "unseen": values(unseen, TEXTS, HEADS), "wrapped": wrapped,
    "traditional": traditional, "levels": levels, "unit-column": unit_column,
    "numbers": values(numbers, ("target", "actual")),
}

def turned(items, number):
    return random.Random(number).sample(items, len(items))

def rows_turned(p, number):
    p["indicators"] = [{**r, "seq": n} for n, r in enumerate(turned(rows(p), number), 1)]
    return p

ORDERS = {
    "rows-backwards": lambda forms: [{**p, "indicators": [{**r, "seq": n} for n, r in enumerate(reversed(rows(p)), 1)]} for p in forms],
    "rows-shuffled": lambda forms: [rows_turned(p, n) for n, p in enumerate(forms)],
    "forms-backwards": lambda forms: forms[::-1], "forms-shuffled": lambda forms: turned(forms, 1),
    "all-shuffled": lambda forms: turned([rows_turned(p, n + 99) for n, p in enumerate(forms)], 2),
}

def save(folder, name, forms):
    with open(f"{folder}/{name}.ndjson", "w", encoding="utf-8") as out:
        out.writelines(json.dumps(p, ensure_ascii=False) + "\n" for p in forms)

def write(folder):
    base = [json.loads(line) for path in sorted(glob.glob("fixtures/clean/*.ndjson")) + sorted(glob.glob("fixtures/00*.ndjson"))
            for line in open(path, encoding="utf-8")]
    for name, change in {"base": lambda p: None, **CHANGES}.items():
        forms = copy.deepcopy(base)
        for p in forms:
            change(p)
        save(folder, name, forms)
    for name, order in ORDERS.items():
        save(folder, name, order(copy.deepcopy(base)))

def found(path):
    said = set()
    for line in open(path, encoding="utf-8"):
        f = json.loads(line)
        if f["kind"] in ("finding", "undecided", "rule_error"):
            said.add((f["project"]["ordinal"], (f.get("indicator") or {}).get("seq", 0), f["rule"], f.get("severity"), f.get("field")))
    return said

def known(path):
    """Which findings there are, wherever they stand; those told with another form's, too."""
    said = set()
    for line in open(path, encoding="utf-8"):
        f = json.loads(line)
        if f["kind"] in ("finding", "undecided", "rule_error"):
            said.update((x["fingerprint"], f["rule"], f.get("severity")) for x in [f] + f.get("related", []) if "fingerprint" in x)
    return said

if len(sys.argv) == 2:
    write(sys.argv[1])
    print(*CHANGES, *ORDERS)
else:
    look = known if sys.argv[2] in ORDERS else found
    before, after = (look(f"{sys.argv[1]}/{n}.said") for n in ("base", sys.argv[2]))
    assert len(before) > 100
    for mark, places in (("-", before - after), ("+", after - before)):
        for place in sorted(places, key=str):
            print(mark, *place)
