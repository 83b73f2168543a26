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


def run(line: str) -> str:
    """What a line of the page prints: a command of brief, or a file piped into one."""
    piped, _, asked = line.rpartition(" | ")
    _, *arguments = shlex.split(asked)
    given = Path(shlex.split(piped)[1]).read_bytes() if piped else None
    done = command(*arguments, given=given)
    assert done.exit_code == 0, done.output
    return str(done.stdout)


def test_each_command_prints_what_the_page_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "briefs").mkdir()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "lock.html").write_bytes(web_page())
    (tmp_path / "dredging.pdf").write_bytes(pdf())
    (tmp_path / "minutes.docx").write_bytes(word_file())
    (tmp_path / "speech.txt").write_bytes("\n\n".join(SPEECH).encode("cp1250"))
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    shown = _SHOWN.findall(PAGE.read_text(encoding="utf-8"))

    for block in shown:
        line, _, printed = block.removeprefix("$ ").partition("\n")
        assert run(line).rstrip("\n") == printed.rstrip("\n")

    assert len(shown) >= 9


def test_the_kinds_that_the_page_lists_are_those_that_are_read():
    from generator.seeds.readers.kinds import KINDS

    listed = PAGE.read_text(encoding="utf-8")
    read = [kind for kind in KINDS if kind.called != "an office file"]

    assert [kind.called for kind in read if f"`{kind.suffix}`" not in listed] == []


@pytest.fixture(autouse=True)
def _no_trace_of_the_machine(tmp_path_factory, monkeypatch):
    """Proofs of PDFs are remembered in a folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
