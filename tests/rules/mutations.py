"""mutations.py JIHE RULES: changes of real forms (mutations.txt) against what the rules say of them. Prints a line
for every right change that raises a warning or an error, and for every fault that is not told where it is.

All of them are judged in one run, each in a unit of its own, beside the projects as they were."""
import copy, json, os, re, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.join(HERE, "..", "..", "fixtures")
DOCUMENTS = {"declaration": "000-ezhou-declaration-2022", "shunping": "001-shunping-target-2020",
             "ezhou": "002-ezhou-self-evaluation-2023", "changli": "003-changli-target-2022",
             "menyuan": "004-menyuan-disclosure-2024"}
LISTS = ("category", "attribute", "type")
NUMBERS = ("year", "month")
LOUD = ("note", "warning", "error")
documents, named = {}, {}


def project(name):
    """A named base, or "changli 9": the ninth project of that document. Each row remembers its place."""
    if name in named:
        return copy.deepcopy(named[name])
    document, _, number = name.partition(" ")
    if document not in documents:
        with open(os.path.join(FIXTURES, DOCUMENTS[document] + ".ndjson"), encoding="utf-8") as f:
            documents[document] = [json.loads(line) for line in f if line.strip()]
    p = copy.deepcopy(documents[document][int(number) - 1])
    for n, row in enumerate(p["indicators"]):
        row["place"] = n + 1
    return p


def projects(names):
    found = []
    for name in names.split(","):
        document, _, number = name.strip().partition(" ")
        whole = number == "*" and len(project(document + " 1")) and len(documents[document])
        found += [project(f"{document} {n + 1}") for n in range(whole)] if whole else [project(name.strip())]
    return found


def put(thing, field, how, text):
    text = text.replace("\\n", "\n").replace("␠", " ")
    if how == "-":
        thing.pop(field, None)
    elif how == "~":
        old, new = text.split("~")
        assert old in thing[field], f"{field} does not hold {old}"
        thing[field] = thing[field].replace(old, new)
    elif field in LISTS:
        thing[field] = [tick for tick in text.split("+") if tick]
    else:
        thing[field] = int(text) if field in NUMBERS else text


def change_goal(p, number, field, how, text):
    goals = p.setdefault("goals", [])
    if how == "-":
        del goals[number - 1]
        return
    while len(goals) < number:
        goals.append({})
    put(goals[number - 1], field or "text", how, text)


def change_rows(p, place, rest):
    rows = p["indicators"]
    chosen = [row for row in rows if place in ("*", str(row["place"]))]
    if rest == "-":
        rows.remove(chosen[0])
    elif rest.startswith("<>"):
        other = next(row for row in rows if str(row["place"]) == rest[2:])
        a, b = rows.index(chosen[0]), rows.index(other)
        rows[a], rows[b] = rows[b], rows[a]
    elif rest.startswith("+"):
        added = dict(copy.deepcopy(chosen[0]), place=100 + len(rows))
        for pair in filter(None, rest[1:].split(",,")):
            field, _, text = pair.strip().partition("=")
            put(added, field, "=", text)
        rows.insert(rows.index(chosen[0]) + 1, added)
    else:
        field, how, text = re.fullmatch(r"\.(\w+)(=|-$|~)(.*)", rest, re.S).groups()
        for row in chosen:
            put(row, field, how, text)


def change_one(p, said):
    goal = re.fullmatch(r"goal(\d+)(?:\.(\w+))?(=|-|~)(.*)", said)
    plan = re.fullmatch(r"plan\.(\d\d)(=|-)(.*)", said)
    row = re.fullmatch(r"(\d+|\*)(-|<>\d+|\+.*|\..*)", said)
    if goal:
        change_goal(p, int(goal[1]), goal[2], goal[3], goal[4])
    elif plan:
        put(p["payment_plan"], plan[1], plan[2], plan[3])
    elif row:
        change_rows(p, row[1], row[2])
    else:
        put(p, *re.fullmatch(r"(\S+?)(=|-$|~)(.*)", said).groups())


def change(ps, said):
    one = re.fullmatch(r"#(\d+) (.*)", said)
    if said == "reversed":
        ps.reverse()
    elif said.startswith("all "):
        for p in ps:
            change_one(p, said[4:])
    else:
        change_one(ps[int(one[1]) - 1] if one else ps[0], one[2] if one else said)


def made(names, changes):
    ps = projects(names)
    for n, p in enumerate(ps):
        p["mark"] = n + 1
    for said in filter(None, (s.strip() for s in changes.split(";;"))):
        change(ps, said)
    return ps


def read():
    with open(os.path.join(HERE, "mutations.txt"), encoding="utf-8") as f:
        lines = [line.rstrip("\n") for line in f if line.strip() and not line.startswith("#")]
    for line in lines:
        kind, names, *more = line.split(" | ")
        if kind.startswith("base "):
            name, _, source = kind[5:].partition(" = ")
            named[name] = made(source, names)[0]
            named[name].pop("mark")
        else:
            yield line, kind, names, more[0], more[1] if len(more) > 1 else ""


def judged(jihe, rules, ps):
    """{(mark of the project, place of the row or 0, rule): loudest severity}, errors of the input among them."""
    lines, places = [], []
    for p in ps:
        rows = [dict(row, seq=n + 1) for n, row in enumerate(p["indicators"])]
        places.append((p["mark"], [0] + [row.pop("place") for row in rows]))
        lines.append(json.dumps({k: v for k, v in dict(p, indicators=rows).items() if k not in ("mark", "source")},
                                ensure_ascii=False))
    done = subprocess.run([jihe, "check", "-", "--rules", rules, "-q", "--format", "ndjson"],
                          input="\n".join(lines).encode(), capture_output=True, check=False)
    found = {}
    for line in done.stdout.decode().splitlines():
        d = json.loads(line)
        if d["kind"] not in ("finding", "rule_error"):
            continue
        first = [(d["project"]["ordinal"], d.get("indicator", {}).get("seq", 0))]
        for ordinal, seq in first + [(r["ordinal"], r.get("seq", 0)) for r in d.get("related", []) if "ordinal" in r]:
            mark, rows = places[ordinal - 1]
            key = mark, rows[seq], d["rule"]
            found[key] = max(found.get(key, 0), LOUD.index(d.get("severity", "error")))
    return found


def apart(ps, n):
    """The projects as those of a unit that has no others."""
    for p in ps:
        p["mark"] = n, p["mark"]
        if p.get("unit_code"):
            p["unit_code"] = f"{n:06d}"
        if p.get("unit_name"):
            p["unit_name"] = f"第{n}所" + p["unit_name"]
        if len(p.get("project_code") or "") in (17, 21):
            p["project_code"] = p["project_code"][:-4] + f"{n:04d}"
    return ps


def compare(line, kind, wanted, before, after):
    new = {key for key in after if after[key] > before.get(key, -1)}
    if kind == "right":
        for _, place, rule in sorted(key for key in new if after[key] > 0):
            print(f"right, and yet {rule} speaks of {'row ' + str(place) if place else 'the project'}: {line}")
        return
    where, rules = wanted.split(" ")
    mark, _, place = where.rpartition(".")
    told = re.compile(r"(?:[A-Z]+:)?(?:" + rules + ")$")
    if not any(told.match(rule) and place in ("0", str(at)) and (not mark or int(mark) == m) for m, at, rule in new):
        print(f"not told: {line}")


def main(jihe, rules):
    cases, batch, found = list(read()), [], {}
    for n, (_, _, names, changes, _) in enumerate(cases):
        batch += apart(made(names, ""), 2 * n) + apart(made(names, changes), 2 * n + 1)
    for (mark, place, rule), severity in judged(jihe, rules, batch).items():
        found.setdefault(mark[0], {})[mark[1], place, rule] = severity
    for n, (line, kind, _, _, wanted) in enumerate(cases):
        compare(line, kind, wanted, found.get(2 * n, {}), found.get(2 * n + 1, {}))


main(*sys.argv[1:])
