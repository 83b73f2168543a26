"""Measure a build of briefs that have not changed: `python benchmarks/unchanged.py [--quick]`.

Beside it stands `sha256sum` of the same briefs, sources and templates: less cannot be done by
anybody who reads them all. Prints a Markdown table of CPU time and peaks of whole processes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from measuring import Work, measure

REPOSITORY = Path(__file__).parent.parent
MANY, ROUNDS, BUDGET = 10_000, 7, 2.0
_BUILD = (sys.executable, "-m", "generator", "build", "--format", "txt")

_BRIEF = """---
title: Note {number} on the summit
number: N-{number:05}
date: 2026-11-22
seeds: [ulislam-summit]
---

The author calls it "a growing military axis" [@ulislam-summit, ¶2].
"""
_PARAGRAPH = (
    "\nIn case {number} nobody has cited anything yet, and the paragraph is as long as usual."
)
_PARAGRAPHS = 66  # so that a brief is as long as one of this repository: 6 kB


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of the briefs")
    count = MANY // (10 if parser.parse_args().quick else 1)
    os.environ["PYTHONPATH"] = str(REPOSITORY)
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_CACHE_HOME"] = str(Path(name) / "caches")
        root = Path(name) / "house"
        _lay_out(root, count)
        subprocess.run([*_BUILD, "-q"], cwd=root, check=True, stdout=subprocess.DEVNULL)
        print(_table(root, count))


def _lay_out(root: Path, count: int) -> None:
    for part in ("seeds", "templates"):
        shutil.copytree(REPOSITORY / part, root / part)
    for part in ("brief.toml", "records.yaml"):
        shutil.copy(REPOSITORY / part, root / part)
    (root / "briefs").mkdir()
    for number in range(count):
        text = _BRIEF.format(number=number) + _PARAGRAPH.format(number=number) * _PARAGRAPHS
        (root / f"briefs/note-{number:05}.md").write_text(text, encoding="utf-8")


def _table(root: Path, count: int) -> str:
    inputs = [path for path in root.rglob("*") if path.is_file() and "build" not in path.parts]
    files = [str(path.relative_to(root)) for path in inputs]
    edited = "echo 'One sentence more.' >> briefs/note-00000.md"
    works = (
        Work(f"build of {count:,} unchanged briefs", (_BUILD,), root),
        Work("the same, one of them edited", (("sh", "-c", edited), _BUILD), root),
        Work(
            "sha256sum of them and all else that they are made from", (("sha256sum", *files),), root
        ),
    )
    costs = measure(works, rounds=ROUNDS)
    least = costs[works[-1].name].cpu
    lines = [
        "| work | CPU ms | peak MiB | beside sha256sum | budget |",
        "|:--|--:|--:|--:|--:|",
    ]
    for work in works:
        cost, is_ours = costs[work.name], work is works[0]
        ratio = "" if work is works[-1] else f"{cost.cpu / least:.2f}"
        cells = [work.name, f"{cost.cpu * 1000:.0f}", f"{cost.peak:.0f}", ratio]
        lines.append(f"| {' | '.join(cells)} | {f'{BUDGET:.2f}' if is_ours else ''} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
