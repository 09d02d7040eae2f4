#!/usr/bin/env python3
"""Does what a guide says, block by block, and compares what it shows: `lua`, `json` and `text`
blocks are stored under the last name in backquotes before them (one that is indented goes to its end), each `$ command` of a `console` block is
run in one folder and its output compared; … stands for anything. Speaks TAP."""
import os, re, subprocess, sys

guide, source, folder, jihe = sys.argv[1:5]
env = {k: v for k, v in os.environ.items() if k not in ("JIHE_RULES", "LANG", "LC_ALL", "LC_MESSAGES")}
env.update(JIHE_SOURCE=source, PATH=os.path.dirname(jihe) + ":" + env["PATH"], LC_CTYPE="C.UTF-8")
count = failed = 0


def tell(good, name, got=""):
    global count, failed
    count += 1
    failed += not good
    print(f"{'ok' if good else 'not ok'} {count} - {name}")
    if not good:
        print("".join(f"# {line}\n" for line in got.splitlines()[:12]), end="")


def pattern(lines):
    text = "\n".join(lines)
    return re.compile(".*".join(re.escape(part) for part in text.split("…")) + r"\n?", re.S)


def run(command):
    if command.startswith("export "):
        name, value = command[7:].split("=", 1)
        env[name] = value.replace("$PWD", folder)
        return ""
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=env, capture_output=True, timeout=60)
    return (done.stdout + done.stderr).decode()


def console(lines, number):
    steps = []
    for line in lines:
        if line.startswith("$ "):
            steps.append((line[2:], []))
        else:
            steps[-1][1].append(line)
    for command, wanted in steps:
        got = run(command)
        tell(bool(pattern(wanted).fullmatch(got)), f"line {number}: {command[:70]}", got or "(nothing)")


text = open(guide, encoding="utf-8").read().split("\n")
block = kind = None
name = ""
for number, line in enumerate(text, 1):
    if block is None:
        if line.startswith("```"):
            block, kind, start = [], line[3:], number
        else:
            found = re.findall(r"`([^`]+\.(?:lua|ndjson|txt))`", line)
            name = found[-1] if found else name
    elif line == "```":
        if kind == "console":
            console(block, start)
        else:
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            if block[0].startswith("  "):
                before, brace, _ = open(path, encoding="utf-8").read().rpartition("}")
                block = [before + "\n".join(block), brace]
            open(path, "w", encoding="utf-8").write("\n".join(block) + "\n")
            tell(True, f"line {start}: {name}")
        block = None
    else:
        block.append(line)
print(f"1..{count}")
sys.exit(failed > 0)
