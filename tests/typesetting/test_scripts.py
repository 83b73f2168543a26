from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.document import Heading, Note, NoteMark, Paragraph, Strong, Table, Text
from generator.typesetting import typeset
from generator.typesetting.fonts import chain
from tests.typesetting.reading import document, inlines, words_in_order
from tests.typesetting.sample import sample_theme

NAMES = "Владимир Путин, 김정은, Ελλάδα"
THEMES = {name: sample_theme(name) for name in ("policy-brief", "in-focus", "memo")}


def in_every_place():
    """A document with the names in a heading, running text, a table and a note."""
    words = inlines(NAMES)
    table = Table((words,), ((words,), ((Strong(words),),)), ("left",), caption=words, label="1")
    body = Paragraph((*words, NoteMark(1, "mark-1"), Text(". "), Strong(words)))
    note = Note(1, (Paragraph(words),), "note-1")
    return document(Heading(2, words, "h"), body, table, notes=(note,))


@pytest.mark.parametrize("name", THEMES)
def test_names_in_four_scripts_are_drawn_wherever_they_stand(name):
    pages = typeset(in_every_place(), THEMES[name])

    drawn = [
        (word.face, glyph)
        for page in pages.pages
        for line in page.lines
        for run in line.line.runs
        for word in run.words
        for glyph in word.glyphs
    ]
    assert all(glyph.number for _, glyph in drawn)
    assert "?" not in {face.characters_of.get(glyph.number) for face, glyph in drawn}
    assert words_in_order(pages).replace("\n", " ").count("김정은") == 8


def test_families_stand_in_in_the_order_of_the_theme():
    theme = THEMES["policy-brief"]
    fonts = {**theme.fonts, "text": replace(theme.fonts["text"], fallback=("hangul", "display"))}

    found = chain(replace(theme, fonts=fonts), "text", bold=True, italic=False)

    names = [found.first.name, *(path.stem for path in found.others)]
    assert names[:3] == ["SourceSerif4-Bold", "NotoSansKR-Bold", "SourceSans3-Bold"]


def test_bold_syllables_are_bold():
    words = document(Paragraph((Strong(inlines("김정은")),)))

    [page] = typeset(words, THEMES["policy-brief"]).pages

    assert page.lines[0].line.runs[0].face.name == "NotoSansKR-Bold"
