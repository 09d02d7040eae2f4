"""scores.py self_evaluation|monitoring write FILE: 400 forms drawn by lot, the same every time. … told FILE: where
the findings and an independent calculation in decimals part, a line each.

Execution score = min(1, executed/budget) × weight; ≥ and = in proportion; ≤ by either of the two usual formulas;
= 0 all or nothing; words by their band; the total is the sum. Lights: rate or value over (target × month/12),
red below 60 %, yellow below 80 %; ceilings and rates by their range alone."""
import json, random, re, sys
from decimal import Decimal as D, ROUND_HALF_UP

FORMS, CENT = 400, D("0.01")
NAMES = {">=": ("产出指标", "数量指标", "新建便民驿站", "处"), "<=": ("产出指标", "质量指标", "设备故障率", "%"),
         "=": ("产出指标", "数量指标", "建成站点", "个"), "0": ("效益指标", "社会效益指标", "安全责任事故", "起"),
         "word": ("效益指标", "可持续影响指标", "长效管护机制", "")}
GRADES = [("达成年度指标", D("0.8"), D("1.001")), ("部分达成年度指标并具有一定效果", D("0.6"), D("0.8")),
          ("未达成年度指标且效果较差", D(0), D("0.6"))]


def cents(x):
    return x.quantize(CENT, ROUND_HALF_UP)


def plain(x):
    return format(x.normalize(), "f")


def scores(op, t, a, w):
    if op in (">=", "="):
        return [w if a >= t else cents(a / t * w)]
    if op == "0" or a <= t:
        return [w if a <= t else D(0)]
    return [max(D(0), cents((1 - (a - t) / t) * w)), cents(t / a * w)]


def scored_row(draw, seq):
    """the row, and what its score should have been: None where it is right"""
    op = draw.choice(list(NAMES))
    level1, level2, name, unit = NAMES[op]
    w = D(draw.choice([5, 8, 10, 15, 20]))
    if op == "word":
        grade, low, high = draw.choice(GRADES)
        s = cents(D(draw.randint(0, 100)) / 100 * w)
        target, actual, right = "健全", grade, None if low * w <= s < high * w else "band"
    else:
        t = D(0) if op == "0" else D(draw.randint(10, 900)) / 100 if unit == "%" else D(draw.randint(2, 400))
        a = D(draw.choice([0, 0, 1, 2])) if op == "0" else (t * D(draw.randint(40, 230)) / 100).quantize(CENT if unit == "%" else D(1))
        if op in (">=", "="):
            a = min(a, t)  # what is exceeded may be marked down with a reason
        due = scores(op, t, a, w)
        s = draw.choice(due)
        if draw.random() < 0.3:
            s = min(w, s + D(draw.choice(["0.41", "2.03"])))
        right = None if any(abs(s - x) <= CENT for x in due) else due
        target = ("≥" if op == ">=" else "≤" if op == "<=" else "") + plain(t) + unit
        actual = plain(a) + unit
    row = {"level1": level1, "level2": level2, "level3": name + "一二三四五"[seq], "target": target, "actual": actual,
           "weight": plain(w), "score": format(s, "f"), "reason": "设备招标两次流标，推迟到次年"}
    return row, s, right


def project(form, n, budget, executed):
    return {"form": form, "year": 2024, "region": "湖南省", "unit_name": "市发展和改革局", "project_name": f"项目{n}",
            "currency_unit": "万元", "budget_total": plain(budget), "executed": plain(executed),
            "execution_rate": plain(cents(executed / budget * 100)) + "%",
            "goals": [{"term": "annual", "text": "建设便民驿站", "done": "已建设"}]}


def self_evaluations():
    draw = random.Random(7)
    for n in range(FORMS):
        budget = D(draw.randint(20, 9000))
        executed = D(draw.randint(int(budget) * 62, int(budget) * 100)) / 100
        w = D(draw.choice([10, 20]))
        due = cents(executed / budget * w)
        printed = due if draw.random() < 0.7 or due + 1 > w else due + D("0.37")
        rows = [scored_row(draw, k) for k in range(5)]
        total = printed + sum(s for _, s, _ in rows)
        said = total if draw.random() < 0.8 else total + D("0.51")
        p = project("self_evaluation", n, budget, executed)
        p.update(execution_weight=plain(w), execution_score=format(printed, "f"), total_score=format(said, "f"),
                 deviation_reason="设备招标两次流标，合同推迟到次年签订，资金没有支付", improvement="提前招标，六月底前签订合同",
                 indicators=[r for r, _, _ in rows])
        want = {("SEV-022", 0): None if printed == due else [due], ("SEV-028", 0): None if said == total else [total]}
        for k, (r, _, right) in enumerate(rows, 1):
            want["SEV-024" if right == "band" or r["target"] == "健全" else "SEV-023", k] = right
        yield p, want


def monitorings():
    draw = random.Random(11)
    for n in range(FORMS):
        month, budget = draw.randint(1, 12), D(draw.randint(20, 9000))
        executed = D(draw.randint(0, int(budget) * 100)) / 100
        t, ceiling, fault = D(draw.randint(6, 900)), D(draw.randint(10, 90)) / 10, D(draw.randint(5, 120)) / 10
        a = D(draw.randint(0, int(t)))
        p = project("monitoring", n, budget, executed)
        p.update(month=month, deviation_reason="", indicators=[
            dict(level1="产出指标", level2="数量指标", level3="新建便民驿站", target=f"≥{t}处", actual=f"{a}处",
                 forecast=f"{t}处", likelihood="确定能", reason=""),
            dict(level1="产出指标", level2="质量指标", level3="设备故障率", target=f"≤{ceiling}%", actual=f"{fault}%",
                 forecast=f"{ceiling}%", likelihood="确定能", reason="")])
        pace, light = a / t * 12 / month, executed / budget * 12 / month
        yield p, {("MON-002", 0): "error" if light < D("0.6") else "warning" if light < D("0.8") else None,
                  ("MON-003", 1): None if pace >= D("0.8") else [cents(pace * 100)], ("MON-003", 2): True if fault > ceiling else None}


def findings(path):
    got = {}
    with open(path, encoding="utf-8") as f:
        for line in f:
            d = json.loads(line)
            if d["kind"] != "finding" or d["severity"] == "note":
                continue
            rule = "SEV-023" if d["rule"] == "SEV-027" else d["rule"]
            at = d["project"]["ordinal"]
            got[at, rule, (d.get("indicator") or {}).get("seq", 0)] = d
            for place in d.get("related") or []:
                got.setdefault((at, rule, place.get("seq", 0)), dict(d, message=""))
    return got


def told(forms, path):
    got = findings(path)
    for n, (p, want) in enumerate(forms, 1):
        for (rule, seq), right in want.items():
            d = got.get((n, rule, seq))
            row = p["indicators"][seq - 1] if seq else p
            if (d is None) != (right is None):
                print(rule, "is silent:" if d is None else "speaks:", right, d and d["message"], row)
            elif d and isinstance(right, str) and right != "band" and d["severity"] != right:
                print(rule, d["severity"], "should be", right, d["message"])
            elif d and isinstance(right, list) and rule != "SEV-023":
                figures = [D(x) for x in re.findall(r"\d+(?:\.\d+)?", d["message"])]
                if figures and right[0] not in figures:
                    print(rule, "does not say", right[0], d["message"])


forms = list(self_evaluations() if sys.argv[1] == "self_evaluation" else monitorings())
if sys.argv[2] == "write":
    with open(sys.argv[3], "w", encoding="utf-8") as f:
        f.writelines(json.dumps(p, ensure_ascii=False) + "\n" for p, _ in forms)
else:
    told(forms, sys.argv[3])
