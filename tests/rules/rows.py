"""rows.py write FILE: a self-evaluation of one row for every line of rows.txt. rows.py told FILE: what the
findings say that they should not, or do not say that they should, a line each."""
import json, os, sys

LEVEL1 = {"数量指标": "产出指标", "质量指标": "产出指标", "时效指标": "产出指标", "成本指标": "产出指标",
          "经济成本指标": "成本指标", "社会成本指标": "成本指标", "生态环境成本指标": "成本指标",
          "服务对象满意度指标": "满意度指标"}
# of the form as a whole, which has one row only
WHOLE = {"CMP-017"}


def rows():
    with open(os.path.join(os.path.dirname(__file__), "rows.txt"), encoding="utf-8") as f:
        return [line.rstrip("\n").split("|") for line in f if line.strip() and not line.startswith("#")]


def write(path):
    with open(path, "w", encoding="utf-8") as f:
        for n, (_, level2, name, target, actual) in enumerate(rows()):
            row = {"level1": LEVEL1.get(level2, "效益指标"), "level2": level2, "level3": name, "target": target,
                   "actual": actual, "weight": "10", "score": "10", "reason": ""}
            f.write(json.dumps({
                "form": "self_evaluation", "year": 2024, "region": "湖南省", "unit_name": "市发展和改革局",
                "project_name": f"项目{n}", "currency_unit": "万元", "budget_total": "1300", "executed": "1300",
                "execution_rate": "100%", "deviation_reason": "", "improvement": "", "indicators": [row]},
                ensure_ascii=False) + "\n")


def told(path):
    loud, missed = {}, set()
    with open(path, encoding="utf-8") as f:
        for line in f:
            d = json.loads(line)
            if d["kind"] != "finding" or "indicator" not in d or d["rule"] in WHOLE:
                continue
            n = d["project"]["ordinal"] - 1
            if d["severity"] != "note":
                loud.setdefault(n, []).append(f"{d['rule']} {d['message']}")
            if d["rule"] in ("SEV-024", "SEV-027"):
                missed.add(n)
    for n, row in enumerate(rows()):
        if row[0] == "met" and n in loud:
            print("met, and yet:", *row[1:], *loud[n])
        if row[0] == "missed" and n not in missed:
            print("missed, and not told:", *row[1:])


{"write": write, "told": told}[sys.argv[1]](sys.argv[2])
