"""Documents of hundreds of pages: what they cost grows as they do, and no faster."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.document import (
    Block,
    BulletList,
    Contents,
    Document,
    Heading,
    Inline,
    Note,
    NoteMark,
    Paragraph,
    Table,
    Text,
)
from generator.language.words import word_set
from generator.proof.carried import carried_manifest
from generator.proof.needs import handed_budget
from generator.proof.readers import FILE_READERS
from generator.typesetting import typeset
from generator.writers.docx import write_docx
from generator.writers.pdf import write_pdf
from tests.archive.workspaces import copy_workspace
from tests.checking import findings
from tests.conftest import REPOSITORY
from tests.typesetting.reading import document, text
from tests.typesetting.sample import sample_theme
from tests.work import counted_calls

pytestmark = pytest.mark.slow

MOST_MIB = 160  # for 319 pages: half a MiB each
STATUS = Path("/proc/self/status")
WORDS = sorted(
    word_set("""
    the partnership requires close monitoring and a robust response from the international
    community to reduce risks in an increasingly polarised world while sanctions remain
""")
)


def report(sections: int) -> Document:
    """A report of two pages a section, with notes, a table and a list in each."""
    pick = random.Random(sections)
    blocks: list[Block] = [Contents("Contents", 1)]
    notes: list[Note] = []

    def prose(count: int) -> str:
        return " ".join(pick.choices(WORDS, k=count)).capitalize() + "."

    for section in range(sections):
        blocks.append(Heading(2, (Text(f"Section {section}"),), f"section-{section}"))
        for _ in range(6):
            number = len(notes) + 1
            mark = NoteMark(number, f"mark-{number}")
            blocks.append(Paragraph((Text(prose(60)), mark, Text(" " + prose(60)))))
            notes.append(Note(number, (text(prose(25), "note"),), f"note-{number}"))
        rows = tuple(tuple((Text(prose(6)),) for _ in range(3)) for _ in range(6))
        blocks.append(Table(rows[0], rows[1:], ("left",) * 3))
        blocks.append(BulletList(tuple((text(prose(30)),) for _ in range(4))))
    return document(*blocks, notes=tuple(notes))


def work_on_report(sections: int, template: str) -> tuple[int, int]:
    """The pages of a report, and how many calls of functions it takes to set and write it."""
    tree, theme = report(sections), sample_theme(template)
    with counted_calls() as calls:
        pages = typeset(tree, theme)
        write_pdf(tree, pages)
        write_docx(tree, theme, page_of=pages.page_of)
    return len(pages.pages), calls()


@pytest.mark.parametrize("template", ["policy-brief", "in-focus"])
def test_twice_the_pages_take_twice_the_work(template):
    work_on_report(2, template)  # words and fonts that the process then knows

    pages, work = work_on_report(12, template)
    twice, more = work_on_report(24, template)

    assert twice > 1.9 * (pages - 1)
    assert more < 2.15 * work


def long_table(rows: int) -> Document:
    """A table with a note in every fifth row, a head over two columns and a source line.

    Tables of two lengths have no number in common, so that none is set with the words of another.
    """
    notes = [Note(n, (text("Counted.", "note"),), f"note-{n}") for n in range(1, rows // 5 + 1)]

    def row(number: int) -> tuple[tuple[Inline, ...], ...]:
        mark = (NoteMark(number // 5 + 1, f"mark-{number // 5 + 1}"),) if number % 5 == 0 else ()
        words = (Text(f"Quay {rows}{number:03}"), *mark)
        tonnes = (Text(f"{rows}{number:03}.5"),), (Text(f"{rows}{number * 7:04}"),)
        return (words, *tonnes, (Text("said " * 20),))

    head = ((Text("Quay"),), (Text("Tonnes"),), (), (Text("Remark"),))
    rows_of = tuple(row(number) for number in range(rows))
    table = Table(
        head,
        rows_of,
        ("left", "decimal", "decimal", "left"),
        source=(Text("Source: ours."),),
        spans=(1, 2, 0, 1),
    )
    return document(table, notes=tuple(notes))


def work_on_table(rows: int, template: str) -> int:
    """How many calls of functions it takes to set a table and to write it in both formats."""
    tree, theme = long_table(rows), sample_theme(template)
    with counted_calls() as calls:
        write_pdf(tree, typeset(tree, theme))
        write_docx(tree, theme)
    return calls()


@pytest.mark.parametrize("template", ["policy-brief", "in-focus"])
def test_twice_the_rows_of_a_table_take_twice_the_work(template):
    work_on_table(20, template)  # words and fonts that the process then knows

    assert work_on_table(500, template) < 2.15 * work_on_table(250, template)


def test_twice_the_rows_that_cite_take_twice_the_work_to_check(tmp_path):
    def work(rows: int) -> int:
        cited = "".join(f"| {n} | {n * 7 % 997}.5 [@harbour, ¶1] |\n" for n in range(rows))
        with counted_calls() as calls:
            found = findings(tmp_path, f"| Day | Tonnes |\n|---|---|\n{cited}")
        assert len(found) >= rows
        return calls()

    work(20)

    assert work(400) < 2.3 * work(200)


PEAK = """
from pathlib import Path
from generator.cli import main

try:
    main()
finally:
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else ()
    print(*(line for line in lines if "VmHWM" in line))
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Path:
    """A workspace with a brief of more than three hundred pages."""
    folder = copy_workspace(tmp_path_factory.mktemp("long"))
    command = (
        "import sys; from pathlib import Path; from long_brief import long_brief\n"
        "path = Path(sys.argv[1]); text = path.read_text(encoding='utf-8')\n"
        "path.with_stem('long').write_text(long_brief(text, 377), encoding='utf-8')\n"
    )
    run_python(folder, command, str(folder / "briefs/military.md"))
    return folder


@pytest.fixture(scope="module")
def said_of_pdf(workspace) -> str:
    """What `brief build` says of its PDF, and the peak memory."""
    return run_python(workspace, PEAK, "build", "long", "--format", "pdf")


def run_python(folder: Path, command: str, *arguments: str) -> str:
    places = os.pathsep.join([str(REPOSITORY / "benchmarks"), str(REPOSITORY)])
    done = subprocess.run(
        [sys.executable, "-c", command, *arguments],
        cwd=folder, env=os.environ | {"PYTHONPATH": places},
        check=True, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    return done.stdout


@pytest.mark.skipif(not STATUS.exists(), reason="needs /proc to tell the peak of a process")
def test_three_hundred_pages_are_built_in_little_memory(said_of_pdf, record_property):
    pages = int(said_of_pdf.split(" pages")[0].split()[-1])
    peak = int(said_of_pdf.split()[-2]) / 1024
    record_property("counted", f"A brief of {pages} pages: {peak:.0f} MiB at most")
    assert pages >= 300
    assert peak <= MOST_MIB


@pytest.mark.usefixtures("said_of_pdf")
def test_three_hundred_pages_are_read_back_with_a_tenth_of_each_limit(workspace):
    formats = {one.format for one in FILE_READERS.values()}
    run_python(workspace, PEAK, "build", "long", "--format", ",".join(sorted(formats - {"pdf"})))

    for reader in FILE_READERS.values():
        data = (workspace / f"build/long.{reader.format}").read_bytes()
        tenth = replace(handed_budget(f"long.{reader.format}"), share=10)
        carried_manifest(reader.load()(data, tenth), tenth)
        assert tenth.spent
