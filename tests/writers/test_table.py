"""The table of formats: a third one is a module and a row."""

from __future__ import annotations

import pytest

from generator import build
from generator.document import Heading
from generator.document.walking import plain_text
from generator.writers import WRITERS, Manuscript, Writer
from tests.archive.workspaces import SUMMIT


def write_headings(manuscript: Manuscript) -> bytes:
    """A toy: the title and the headings, a line each, and how many pages there are."""
    blocks = [block for block in manuscript.document.blocks if isinstance(block, Heading)]
    pages = len(manuscript.pages.pages) if manuscript.pages else 0
    lines = [manuscript.document.title, *(plain_text(block.children) for block in blocks)]
    return "\n".join([*lines, f"{pages} pages"]).encode()


@pytest.fixture(params=[True, False], ids=["in pages", "without pages"])
def toy(request, monkeypatch) -> Writer:
    place = f"{__name__}:write_headings"
    row = Writer("toy", "text/x-toy", needs_pages=request.param, write=place)
    monkeypatch.setitem(WRITERS, "toy", row)
    return row


BRIEF = SUMMIT / "briefs/military.md"


@pytest.mark.slow
def test_a_third_format_is_one_function_and_one_row(toy, tmp_path):
    built = build(BRIEF, formats=("toy", "docx"), output=tmp_path)

    (path, rendition), (other, _) = built.files
    assert (path.name, other.name) == ("military.toy", "military.docx")
    assert rendition.media_type == "text/x-toy"
    assert rendition.pages == (4 if toy.needs_pages else None)
    title, *_, pages = path.read_text(encoding="utf-8").splitlines()
    assert title.startswith("Military implications")
    assert pages == ("4 pages" if toy.needs_pages else "0 pages")


def test_a_format_that_no_row_has_is_refused_with_those_that_are_there(tmp_path):
    with pytest.raises(ValueError, match="no format `odt`; known here: docx, "):
        build(BRIEF, formats=("odt",), output=tmp_path)
