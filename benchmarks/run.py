"""Measure `brief` beside pandoc, Typst and docxtpl: `python benchmarks/run.py [--quick]`.

Prints one Markdown table for each kind of work. All figures are of whole processes, medians of
rounds in which every tool runs once; ratios compare figures of the same run.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import re
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from measuring import Cost, Work, measure

HERE = Path(__file__).parent
PEERS = HERE / "peers"
BRIEF = "military"
PACKAGES = ("python-docx", "reportlab", "typst", "docxtpl")


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: briefs in a batch, briefs in the largest batch, rounds of each."""

    batch: int
    most: int
    cold_rounds: int
    batch_rounds: int


FULL = Size(batch=200, most=1000, cold_rounds=21, batch_rounds=3)
QUICK = Size(batch=20, most=50, cold_rounds=5, batch_rounds=1)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; `beside` names the works whose sum it is compared with."""

    work: Work
    beside: tuple[str, ...] = ()
    budget: float | None = None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="few rounds and small batches")
    size = QUICK if parser.parse_args().quick else FULL
    os.environ["PYTHONPATH"] = str(HERE.parent)
    _compile_bytecode()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _python(HERE / "material.py", folder, size.most, size.batch)
        print(_setting())
        print(_table("One brief, cold", _cold(folder), size.cold_rounds))
        title = f"{size.batch} briefs in one process, each text different; CPU a brief"
        print(_table(title, _batch(folder, size.batch), size.batch_rounds))
        print(_memory(folder, size))
        print(_long(folder))


def _compile_bytecode() -> None:
    """Compile what is installed, and us, so that no run pays for compiling."""
    library = sysconfig.get_paths()["purelib"]
    for place in (library, HERE.parent / "generator"):
        _python("-m", "compileall", "-qq", place, check=False)


def _python(*arguments: object, check: bool = True) -> str:
    command = [sys.executable, *map(str, arguments)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if check and run.returncode:
        sys.exit(f"{' '.join(command)}\n{run.stderr}")
    return run.stdout


def _pandoc() -> str:
    return _python("-c", "import pypandoc; print(pypandoc.get_pandoc_path())").strip()


# --- what is measured -------------------------------------------------------------------


def _cold(folder: Path) -> tuple[Row, ...]:
    one, peers, pair = folder / "one", folder / "peers", ("pandoc → DOCX", "Typst → PDF")
    source, pandoc, both = f"{BRIEF}.md", _pandoc(), "pandoc → DOCX and Typst → PDF"

    def ours(name: str, *command: str) -> Work:
        return Work(name, ((*command, BRIEF),), one)

    return (
        Row(ours("brief build, DOCX + PDF", *_BUILD), pair, 1.0),
        Row(ours("brief build, DOCX + PDF", *_BUILD), (both,)),
        Row(ours("brief build, DOCX", *_BUILD, "--format", "docx"), pair[:1]),
        Row(ours("brief build, PDF", *_BUILD, "--format", "pdf"), pair[1:]),
        Row(ours("brief check", *_CHECK), pair, 0.6),
        Row(Work(pair[0], ((pandoc, source, "-o", "made.docx"),), peers)),
        Row(Work(pair[1], (_typst(folder, [BRIEF]),), peers)),
        Row(Work(both, _from_one_source(folder, pandoc, source), peers)),
        Row(Work("docxtpl → DOCX", (_docxtpl([BRIEF]),), peers)),
        Row(Work("an empty Python process", ((sys.executable, "-c", "pass"),), peers)),
    )


def _from_one_source(folder: Path, pandoc: str, source: str) -> tuple[tuple[str, ...], ...]:
    """What an author does who has one Markdown file and wants both: three commands.

    The Typst source that pandoc makes is not fit for PDF/UA.
    """
    return (
        (pandoc, source, "-o", "made.docx"),
        (pandoc, source, "-s", "-o", "made.typ"),
        _typst(folder, ["made"], standard="1.7"),
    )


_BRIEF = (sys.executable, "-m", "generator")
# One process, of which all time is counted, and which does not share the machine with itself.
_ALONE = ("--anew", "--jobs", "1")
_BUILD, _CHECK = (*_BRIEF, "build", *_ALONE, "-q"), (*_BRIEF, "check", *_ALONE)


def _typst(folder: Path, slugs: Iterable[str], *, standard: str = "ua-1") -> tuple[str, ...]:
    fonts = folder / "one" / "templates" / "fonts"
    script = str(PEERS / "typst_pdf.py")
    return (sys.executable, script, str(fonts), standard, *(f"{slug}.typ" for slug in slugs))


def _docxtpl(slugs: Iterable[str]) -> tuple[str, ...]:
    script = str(PEERS / "word_files.py")
    return (sys.executable, script, "template.docx", *(f"{slug}.json" for slug in slugs))


def _batch(folder: Path, count: int) -> tuple[Row, ...]:
    many, peers, slugs = folder / "many", folder / "peers", _slugs(count)
    pandoc, sources = _pandoc(), [f"{slug}.md" for slug in slugs]
    pair = ("pandoc → DOCX, one process each", "Typst → PDF, one compiler")
    single = tuple((pandoc, source, "-o", "made.docx") for source in sources)
    lua = (pandoc, "lua", str(PEERS / "pandoc_batch.lua"))
    # 200 files in one such process end in a segmentation fault of pandoc 3.9.
    twenties = tuple((*lua, *sources[start : start + 20]) for start in range(0, count, 20))

    def ours(name: str, *command: str) -> Work:
        return Work(name, ((*command, *slugs),), many, count)

    return (
        Row(ours("brief build, DOCX + PDF", *_BUILD), pair, 0.2),
        Row(ours("brief build, DOCX", *_BUILD, "--format", "docx"), ("docxtpl → DOCX",), 0.8),
        Row(ours("brief build, PDF", *_BUILD, "--format", "pdf"), pair[1:], 0.45),
        Row(ours("brief check", *_CHECK), pair),
        Row(Work(pair[0], single, peers, count)),
        Row(Work("pandoc → DOCX, twenty a process", twenties, peers, count)),
        Row(Work(pair[1], (_typst(folder, slugs),), peers, count)),
        Row(Work("docxtpl → DOCX", (_docxtpl(slugs),), peers, count)),
    )


def _slugs(count: int) -> list[str]:
    return [f"{BRIEF}-{number:04}" for number in range(1, count + 1)]


# --- what is printed --------------------------------------------------------------------


def _setting() -> str:
    pandoc = subprocess.check_output([_pandoc(), "--version"], encoding="utf-8").split("\n")[0]
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    today = datetime.datetime.now().astimezone().date()
    words = f"{today}, {_processor()}, {platform.system()}, Python {platform.python_version()}"
    return f"{words}, {pandoc}, {packages}.\n"


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    names = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    return f"{os.cpu_count()} cores of {names[0] if names else platform.processor()}"


def _table(title: str, rows: tuple[Row, ...], rounds: int) -> str:
    works = {row.work.name: row.work for row in rows}
    costs = measure([*works.values()], rounds=rounds)
    lines = [
        f"### {title}\n",
        "| work | CPU ms | peak MiB | beside | ratio | budget |",
        "|:--|--:|--:|:--|--:|--:|",
        *(_line(row, costs) for row in rows),
    ]
    return "\n".join(lines) + "\n"


def _line(row: Row, costs: Mapping[str, Cost]) -> str:
    cost = costs[row.work.name]
    ratio = f"{cost.cpu / sum(costs[name].cpu for name in row.beside):.2f}" if row.beside else ""
    budget = f"{row.budget:.2f}" if row.budget else ""
    beside = " + ".join(name.split(",")[0] for name in row.beside)
    cells = (row.work.name, f"{cost.cpu * 1000:.0f}", f"{cost.peak:.0f}", beside, ratio, budget)
    return f"| {' | '.join(cells)} |"


def _memory(folder: Path, size: Size) -> str:
    counts = (10, size.most)
    many = folder / "many"
    works = [Work(str(count), ((*_BUILD, *_slugs(count)),), many, count) for count in counts]
    costs = measure(works, rounds=1)
    lines = ["### Memory by the size of the batch\n", "| briefs | peak MiB |", "|--:|--:|"]
    lines += [f"| {count} | {costs[str(count)].peak:.0f} |" for count in counts]
    return "\n".join(lines) + "\n"


def _long(folder: Path) -> str:
    """What a page costs of documents that are longer and longer."""
    long = folder / "long"
    slugs = [path.stem for path in (long / "briefs").iterdir()]
    slugs.sort(key=lambda slug: int(slug.rpartition("-")[2]))
    works = {
        (slug, form): Work(f"{slug} {form}", ((*_BUILD, slug, "--format", form),), long)
        for slug in slugs
        for form in ("pdf", "docx")
    }
    costs = measure([*works.values()], rounds=1)
    lines = [
        "### One long document\n",
        "| pages | notes | PDF: CPU ms | a page | peak MiB | DOCX: CPU ms | a page | peak MiB |",
        "|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for slug in slugs:
        pages, notes = _extent(long, slug)
        cells = [str(pages), str(notes)]
        for form in ("pdf", "docx"):
            cost = costs[works[slug, form].name]
            each = f"{cost.cpu * 1000 / pages:.1f}"
            cells += [f"{cost.cpu * 1000:.0f}", each, f"{cost.peak:.0f}"]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _extent(folder: Path, slug: str) -> tuple[int, int]:
    """The pages and notes of a brief, as its build says."""
    command = [*_BRIEF, "build", "--anew", slug, "--format", "pdf"]
    run = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True)
    found = re.search(r"([\d,]+) pages, .*?([\d,]+) notes", run.stdout)
    assert found, run.stdout
    pages, notes = (int(number.replace(",", "")) for number in found.groups())
    return pages, notes


if __name__ == "__main__":
    main()
