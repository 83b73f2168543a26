"""The commands of docs/sources.md run as they stand, on sources of each kind, as the page says."""

from __future__ import annotations

import io
import re
import shlex
from pathlib import Path

import docx
import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from tests.archive.workspaces import command
from tests.seeds.pages import page, paragraphs

PAGE = Path(__file__).parent.parent / "docs/sources.md"
_SHOWN = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)

DREDGING = """\
The harbour of Osmark loses a metre of depth in eleven years, because the river brings sand down \
with every flood.
A dredger costs 41,000 crowns a day. The harbour has hired one for twelve days of each spring \
since 2009, and has never asked for another price.
Nobody has asked the owners of the barges, who would pay for it twice, by their taxes and by \
their dues.""".splitlines()
SPEECH = """\
Přístav v Osmarku ztrácí každých jedenáct let metr hloubky, protože řeka s každou povodní \
přináší písek.
Nikdo se neptal majitelů člunů, kteří by za to zaplatili dvakrát, jednou z daní a podruhé z \
poplatků.""".splitlines()
MINUTES = """\
The council approved the minutes of its meeting in May without a vote.
The harbour master reported that eleven ships had been turned away in June.
The levy will be raised by two crowns a tonne from the first of September.""".splitlines()
RESOLUTION = """\
The Harbour Assembly,

Recalling that the levy was voted in 1974 and has not been changed since,

1. Requests the harbour master to report every year on the depth of the basin;

2. Decides that the levy is raised by two crowns a tonne, of which

(a) one crown is spent on dredging the basin and its two approaches;

(b) one crown is set aside for a new lock at the river's mouth;

3. Remains seized of the matter.
"""
REPORT = """\
The basin of Osmark is seven metres deep at low water, two less than when it was dug.
Dredging began in 2009. It costs half a million crowns in each year, and the board pays for it.
A second dredger was hired in 2021. The board has not said what became of the first one.
The ferries pay no levy, and nobody has proposed that they should.""".splitlines()
CORRECTED = (
    "The board has corrected this report: the year of the second dredger was wrong.",
    *REPORT[:2],
    REPORT[2].replace("2021", "2022"),
)
BRIEF = """\
---
title: "The basin"
date: "2026-11-22"
seeds: [report]
---

The basin is seven metres deep at low water [@report, ¶1]. Dredging began in 2009 [@report, ¶2 s1].
A second dredger was hired in 2021 [@report, ¶3 s1]. The ferries pay no levy [@report, ¶4].
"""
NOTE = "The dues of 2024 were voted in one evening, and nobody spoke against them.\n"


def web_page() -> bytes:
    about = (
        '{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "The lock that was '
        'shut", "author": {"@type": "Person", "name": "Jonna Verwey"}, "datePublished": '
        '"2025-03-28", "publisher": {"@type": "Organization", "name": "The Canal Post"}}'
    )
    first, *rest = paragraphs().splitlines(keepends=True)
    body = (
        "<nav>Home News Harbours</nav><article><h1>The lock that was shut</h1>"
        f'<p class="byline">By Jonna Verwey</p>{first}{rest[0]}<p>Advertisement</p>'
        f"{''.join(rest[1:])}</article><footer>© 2025 The Canal Post</footer>"
    )
    return page(body, f'<script type="application/ld+json">{about}</script>')


def pdf() -> bytes:
    written = io.BytesIO()
    styles = getSampleStyleSheet()
    title = Paragraph("What dredging costs", styles["Title"])
    body = [Paragraph(text, styles["BodyText"]) for text in DREDGING]
    SimpleDocTemplate(written, title="What dredging costs").build([title, *body])
    return written.getvalue()


def word_file() -> bytes:
    written = io.BytesIO()
    document = docx.Document()
    document.add_heading("Minutes of the harbour council", 0)
    for text in MINUTES:
        document.add_paragraph(text, style="List Number")
    document.save(written)
    return written.getvalue()


def lay_down_sources(folder: Path) -> None:
    (folder / "briefs").mkdir()
    (folder / "seeds").mkdir()
    (folder / "lock.html").write_bytes(web_page())
    (folder / "dredging.pdf").write_bytes(pdf())
    (folder / "minutes.docx").write_bytes(word_file())
    (folder / "speech.txt").write_bytes("\n\n".join(SPEECH).encode("cp1250"))
    for name, text in (
        ("note.txt", NOTE),
        ("resolution.txt", RESOLUTION),
        ("report.txt", "\n\n".join(REPORT)),
        ("corrected.txt", "\n\n".join(CORRECTED)),
        ("briefs/basin.md", BRIEF),
    ):
        (folder / name).write_text(text, encoding="utf-8")


def run(line: str) -> str:
    """What a line of the page prints: a command of brief, or a file piped into one."""
    piped, _, asked = line.rpartition(" | ")
    _, *arguments = shlex.split(asked)
    given = Path(shlex.split(piped)[1]).read_bytes() if piped else None
    done = command(*arguments, given=given)
    assert done.exit_code == 0 or "seed diff" in line, done.output
    return str(done.stdout)


@pytest.mark.slow
def test_each_command_prints_what_the_page_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    lay_down_sources(tmp_path)
    shown = _SHOWN.findall(PAGE.read_text(encoding="utf-8"))

    for block in shown:
        line, _, printed = block.removeprefix("$ ").partition("\n")
        assert run(line).rstrip("\n") == printed.rstrip("\n")

    assert len(shown) >= 9


def test_the_kinds_that_the_page_lists_are_those_that_are_read():
    from generator.seeds.readers.kinds import KINDS

    listed = PAGE.read_text(encoding="utf-8")
    read = [kind for kind in KINDS if kind.called not in {"an office file", "no text"}]

    assert [kind.called for kind in read if f"`{kind.suffix}`" not in listed] == []


@pytest.fixture(autouse=True)
def _no_trace_of_the_machine(tmp_path_factory, monkeypatch):
    """Proofs of PDFs are remembered in a folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
