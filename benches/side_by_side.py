#!/usr/bin/env python3
"""Builds one corpus with Briefer and with other generators, in turn, and prints the ratios.

    side_by_side.py LAB N [--work DIR] [--runs 5] [--hugo PATH] [--zola PATH] [--briefer PATH] [--only-lay]

LAB is a folder with `corpus.py` (lays down N briefings; `--peer hugo` the same as a Hugo site). Work on tmpfs
(default /dev/shm/side-by-side) or in fresh folders: a file system that just deleted many files is slow.
Prints wall and CPU seconds and peak memory, each the median of the runs, and the ratio of the pairs.

Briefer builds the corpus twice: `briefer` with the theme in `lean/`, which makes the pages that the templates of the
other generators make, and `briefer record` with its own theme, whose pages say and do more.
"""
import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time

SITE = """title = "Bench"
base_url = "https://example.org/"
permalink = "/{year}/{month}/{slug}/"
theme = "{theme}"

[feeds]
full_text = true
of = ["site"]
formats = ["atom"]

[data]
formats = []

[sections]
timeline = false
upcoming = false
statements = false
sources = false
corrections = false
calendars = false

[lists]
home = 20
per_page = 50

[lints]
shared-alias = "allow"
unregistered-actor = "allow"
"""


def lay_briefer(lab, count, folder, theme):
    """The corpus as a Briefer site: its actors become a registry, its addresses are kept."""
    subprocess.run([sys.executable, os.path.join(lab, "corpus.py"), str(count), folder], check=True)
    with open(os.path.join(folder, "site.toml"), "w") as site:
        site.write(SITE.replace("/{year}", "/briefings/{year}").replace("{theme}", theme))
    if theme == "lean":
        shutil.copytree(os.path.join(os.path.dirname(os.path.abspath(__file__)), theme), os.path.join(folder, "themes", theme))
    actors = os.path.join(folder, "content", "actors")
    os.makedirs(actors)
    entries = re.split(r"^- ", open(os.path.join(folder, "data", "actors.yaml"), encoding="utf-8").read(), flags=re.M)
    for entry in filter(None, entries):
        fields = dict(line.strip().split(": ", 1) for line in entry.strip().splitlines())
        aliases = json.loads(fields["aliases"])
        weak = [alias for alias in aliases if alias.startswith("the ")]
        strong = [alias for alias in aliases if alias not in weak]
        kind = fields["kind"].replace("organisation", "organization")
        lines = ["---", f"name: {fields['name']}", f"kind: {kind}"]
        lines.append(f"aliases: {json.dumps(strong, ensure_ascii=False)}")
        lines.append(f"weak_aliases: {json.dumps(weak, ensure_ascii=False)}")
        with open(os.path.join(actors, fields["id"] + ".md"), "w", encoding="utf-8") as out:
            out.write("\n".join(lines + ["---", ""]))


def measure(command, cwd, out):
    """Wall, CPU seconds and peak MiB of one run into an absent output folder."""
    for leftover in (out, os.path.join(cwd, ".briefer")):
        shutil.rmtree(leftover, ignore_errors=True)
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    if status:
        sys.exit(f"{command} failed:\n{error.decode()[-2000:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def sizes(folder):
    """How many files an output holds, and how many megabytes."""
    files = [os.path.join(parent, file) for parent, _, files in os.walk(folder) for file in files]
    return len(files), sum(map(os.path.getsize, files)) / 1e6


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lab")
    parser.add_argument("count", type=int)
    parser.add_argument("--work", default="/dev/shm/side-by-side")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--hugo", default=os.environ.get("HUGO") or shutil.which("hugo"))
    parser.add_argument("--zola", default=os.environ.get("ZOLA") or shutil.which("zola"))
    parser.add_argument("--briefer", default=os.path.join(os.path.dirname(__file__), "../target/release/briefer"))
    parser.add_argument("--only-lay", action="store_true", help="lay down Briefer's site and stop")
    a = parser.parse_args()
    briefer = os.path.abspath(a.briefer)

    contenders = {}
    for name, theme, folder in (("briefer", "lean", "lean"), ("briefer record", "record", "briefer")):
        folder = os.path.join(a.work, f"{folder}-{a.count}")
        if not os.path.exists(folder):
            lay_briefer(a.lab, a.count, folder, theme)
        contenders[name] = ([briefer, "build", "--quiet"], folder, os.path.join(folder, "public"))
    if a.only_lay:
        return
    for name, binary, command in (("hugo", a.hugo, ["build", "--quiet"]), ("zola", a.zola, ["build"])):
        if not binary:
            print(f"{name}: not installed, left out")
            continue
        folder = os.path.join(a.work, f"{name}-{a.count}")
        if not os.path.exists(folder):
            subprocess.run([sys.executable, os.path.join(a.lab, "corpus.py"), "--peer", name, str(a.count), folder], check=True)
        contenders[name] = ([binary, *command], folder, os.path.join(folder, "public"))

    results = {name: [] for name in contenders}
    results["cp -r"] = []
    for _ in range(a.runs):
        for name, (command, folder, out) in contenders.items():
            results[name].append(measure(command, folder, out))
        copy = os.path.join(a.work, "copy")
        results["cp -r"].append(measure(["cp", "-r", contenders["briefer"][2], copy], a.work, copy))
        shutil.rmtree(copy, ignore_errors=True)
    warm = []
    for _ in range(a.runs):
        start = time.monotonic()
        subprocess.run(contenders["briefer"][0], cwd=contenders["briefer"][1], check=True)
        warm.append(time.monotonic() - start)

    print(f"{a.count} briefings, {a.runs} runs in turn; medians (min-max); files and MB: "
          + ", ".join("{} {} {:.1f}".format(name, *sizes(out)) for name, (_, _, out) in contenders.items()))
    print("| | wall s | cpu s | peak MiB | briefer is faster by (wall / cpu) |\n| --- | ---: | ---: | ---: | ---: |")
    for name, runs in results.items():
        walls, cpus, peaks = zip(*runs)
        ratios = [statistics.median(other[k] / own[k] for other, own in zip(runs, results["briefer"])) for k in (0, 1)]
        print(f"| {name} | {statistics.median(walls):.3f} ({min(walls):.3f}-{max(walls):.3f}) | {statistics.median(cpus):.3f} "
              f"| {statistics.median(peaks):.0f} | {ratios[0]:.2f} / {ratios[1]:.2f} |")
    print(f"| briefer, nothing changed | {statistics.median(warm):.3f} ({min(warm):.3f}-{max(warm):.3f}) | | | "
          f"{statistics.median(warm) / statistics.median([run[0] for run in results['briefer']]):.3f} of cold |")


main()
