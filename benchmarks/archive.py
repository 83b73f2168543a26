"""Measure the archive beside what its work costs at the least: `python benchmarks/archive.py`.

Prints Markdown tables. Commits are timed by the clock, since they wait for the disk, in turn with
plain writing of the same files; all else is CPU time and peak memory of whole processes.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from measuring import Cost, Work, measure

REPOSITORY = Path(__file__).parent.parent
_BRIEF = (sys.executable, "-m", "generator")
LARGE, MANY, FEW = 60, 10_000, 1_000  # objects
ROUNDS = 7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer objects, fewer rounds")
    parser.add_argument("--lay-out", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--commits", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    os.environ["PYTHONPATH"] = str(REPOSITORY)
    if given.lay_out:
        kind, folder, count = given.lay_out
        _lay_out(Path(folder), kind, int(count))
    elif given.commits:
        print(json.dumps(_commits(Path(given.commits[0]), int(given.commits[1]))))
    else:
        _measure(quick=given.quick)


def _measure(*, quick: bool) -> None:
    """In folders on the disk: what is measured is what an archive does to it."""
    rounds, share = (3, 10) if quick else (ROUNDS, 1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind, count in (("large", LARGE), ("few", FEW), ("many", MANY)):
            _self("--lay-out", kind, str(folder / kind), str(count // share))
        print(_table_of_commits(folder, rounds))
        print(_table_of_audits(folder / "large", rounds))
        print(_table_of_questions(folder, rounds))


def _self(*arguments: str) -> str:
    command = [sys.executable, __file__, *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


# --- what is measured -------------------------------------------------------------------


def _lay_out(folder: Path, kind: str, count: int) -> None:
    """A workspace with an archive of so many objects; its index built, its files warm."""
    from generator.archive import index
    from generator.archive.inventory import User
    from generator.archive.places import Archive
    from generator.archive.store import NewVersion, commit, writing

    os.fsync = lambda _: None  # what is only laid out does not wait for the disk
    folder.mkdir()
    (folder / "brief.toml").write_text('publisher = "Desk"\n', encoding="utf-8")
    archive = Archive(folder / "archive")
    files = _published() if kind == "large" else _small()
    for number in range(count):
        own = files | _own(number)
        user, created = User("Desk", "urn:example:desk"), "2026-11-22T09:00:00Z"
        change = NewVersion(f"urn:example:{number:05}", own, "First", user, created)
        with writing(archive):
            commit(archive, change)
    index.rebuild(archive)


def _published() -> dict[str, bytes]:
    """The files of this repository's brief as it is published."""
    from generator.archive.catalogue import held
    from generator.archive.places import Archive

    with tempfile.TemporaryDirectory() as name:
        for part in ("seeds", "briefs", "templates"):
            shutil.copytree(REPOSITORY / part, Path(name, part))
        for part in ("brief.toml", "records.yaml"):
            shutil.copy(REPOSITORY / part, name)
        command = (*_BRIEF, "publish", "military", "-m", "First", "--acknowledge", "all")
        subprocess.run(command, cwd=name, check=True, stdout=subprocess.DEVNULL)
        version = held(Archive(Path(name, "archive")), "military")
        return {path: version.read(path) for path in version.paths}


def _small() -> dict[str, bytes]:
    """A brief and its source, without what makes an object large."""
    seed = REPOSITORY / "seeds/ulislam-summit/editions/1.json"
    return {"seeds/ulislam-summit/editions/1.json": seed.read_bytes()}


def _own(number: int) -> dict[str, bytes]:
    """What differs from brief to brief: its words, and what its record says."""
    text = (REPOSITORY / "briefs/military.md").read_text(encoding="utf-8")
    source = {"key": "ulislam-summit", "edition": 1, "paragraphs": ["1", "5"], "title": "Summit"}
    record = {
        "slug": f"brief-{number:05}",
        "title": f"Brief number {number}",
        "number": f"PB-{number:05}",
        "version": "1.0",
        "date": f"20{10 + number % 17}-0{1 + number % 9}-12",
        "marking": "TLP:CLEAR",
        "topics": ["arms transfers", f"topic {number % 50}"],
        "amendment": "first",
        "brief": f"briefs/brief-{number:05}.md",
        "sources": [source],
    }
    return {
        f"briefs/brief-{number:05}.md": f"{text}\nNumbered {number}.\n".encode(),
        "record.json": json.dumps(record).encode(),
    }


# --- commits ----------------------------------------------------------------------------


def _commits(folder: Path, rounds: int) -> Mapping[str, list[float]]:
    """Seconds of each round: a first version, an amendment, and writing a version's files.

    An amendment stores what changed; beside it stands writing all of the version, as a copy would.
    """
    from generator.archive.inventory import User
    from generator.archive.places import Archive
    from generator.archive.store import NewVersion, commit, writing

    archive = Archive(folder / "commits")
    files, user, created = _published(), User("Desk"), "2026-11-22T09:00:00Z"
    amended = {p: d + b"\n" for p, d in files.items() if not p.startswith(("templates", "seeds"))}
    seconds: dict[str, list[float]] = {"first": [], "second": [], "plain": []}
    with writing(archive):
        pass
    for number in range(rounds):
        versions = (("first", files), ("second", {**files, **amended}))
        for base, (name, held) in enumerate(versions):
            change = NewVersion(f"urn:example:{number}", held, "A version", user, created, base)
            began = time.perf_counter()
            with writing(archive):
                commit(archive, change)
            seconds[name].append(time.perf_counter() - began)
        began = time.perf_counter()
        _write_plainly(folder / f"plain-{number}", files)
        seconds["plain"].append(time.perf_counter() - began)
    return seconds


def _write_plainly(folder: Path, files: Mapping[str, bytes]) -> None:
    """Each file written and synced, nothing else."""
    for path, data in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())


def _table_of_commits(folder: Path, rounds: int) -> str:
    found = json.loads(_self("--commits", str(folder), str(rounds * 3)))
    median = {name: statistics.median(seconds) for name, seconds in found.items()}
    lines = [
        "### A commit\n",
        "| work | ms | writing and syncing the version's files, ms | ratio | budget |",
        "|:--|--:|--:|--:|--:|",
    ]
    for name, shown in (("first", "a first version"), ("second", "an amendment")):
        ours, plain = median[name], median["plain"]
        cells = f"{ours * 1e3:.0f} | {plain * 1e3:.0f} | {ours / plain:.2f} | 2.00"
        lines.append(f"| {shown} | {cells} |")
    return "\n".join(lines) + "\n"


# --- audits and questions ---------------------------------------------------------------


def _table_of_audits(folder: Path, rounds: int) -> str:
    paths = [path for path in (folder / "archive/ocfl").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in paths)
    works = [
        Work("audit", ((*_BRIEF, "archive", "audit"),), folder),
        Work("sha512sum", (("sha512sum", *map(str, paths)),), folder),
    ]
    costs = measure(works, rounds=rounds)
    lines = [
        f"### An audit of {size / 1e6:.0f} MB in {len(paths)} files\n",
        "| work | CPU ms | MB/s | peak MiB | beside sha512sum | budget |",
        "|:--|--:|--:|--:|--:|--:|",
    ]
    for name, cost in costs.items():
        ratio = f"{costs['sha512sum'].cpu / cost.cpu:.2f} | 0.80" if name == "audit" else " | "
        speed = f"{cost.cpu * 1e3:.0f} | {size / 1e6 / cost.cpu:.0f} | {cost.peak:.0f}"
        lines.append(f"| {name} | {speed} | {ratio} |")
    return "\n".join(lines) + "\n"


_QUESTIONS = {
    "list": ("list",),
    "log": ("log", "brief-00070"),
    "show": ("show", "brief-00070"),
    "search, rare words": ("search", "numbered 70"),
    "search, words of all": ("search", "trilateral"),
    "search, a citation": ("search", "--cites", "ulislam-summit#5", "--topic", "topic 7"),
}


def _table_of_questions(folder: Path, rounds: int) -> str:
    costs: dict[tuple[str, str], Cost] = {}
    for kind in ("few", "many"):
        works = [
            Work(name, ((*_BRIEF, "archive", *arguments),), folder / kind)
            for name, arguments in _QUESTIONS.items()
        ]
        costs |= {(kind, name): cost for name, cost in measure(works, rounds=rounds).items()}
    few, many = (
        len(list((folder / kind).glob("archive/ocfl/*/*/*/*"))) for kind in ("few", "many")
    )
    lines = [
        f"### {many:,} objects\n",
        f"| command | CPU ms | peak MiB | with {few:,}: CPU ms | peak MiB | budget, ms |",
        "|:--|--:|--:|--:|--:|--:|",
    ]
    for name in _QUESTIONS:
        shown = [
            f"{costs[kind, name].cpu * 1e3:.0f} | {costs[kind, name].peak:.0f}"
            for kind in ("many", "few")
        ]
        lines.append(f"| {name} | {' | '.join(shown)} | 150 |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
