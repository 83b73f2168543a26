"""Code, between backticks: in a face of its own, as it was typed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.document import CodeSpan, Heading, Paragraph, Strong, Superscript
from generator.typesetting import typeset
from tests.typesetting.reading import document, elements, inlines, line_words
from tests.typesetting.sample import sample_theme
from tests.typesetting.test_lines import set_lines

LOOKS = {name: sample_theme(name) for name in ("policy-brief", "in-focus", "memo")}
LOOK = LOOKS["policy-brief"]
BODY = LOOK.style("body")
BUILD = CodeSpan(inlines("brief build"))


def faces(line):
    return [(run.face.name, run.size) for run in line.runs]


@pytest.mark.parametrize("look", LOOKS)
def test_each_look_that_is_shipped_sets_code_in_the_monospace_face(look):
    theme = LOOKS[look]

    [line] = set_lines((BUILD,), 300, theme.style("body"), theme)

    assert faces(line) == [("NotoSansMono-Regular", theme.style("code").size)]
    assert theme.style("code").size < theme.style("body").size


def test_code_is_as_large_and_as_bold_as_the_words_around_it_let_it_be():
    heading = LOOK.style("heading2")

    [line] = set_lines(inlines("How ", BUILD), 300, heading, LOOK)
    [bold] = set_lines((Strong((BUILD,)),), 300, BODY, LOOK)

    assert faces(line)[1] == ("NotoSansMono-Bold", heading.size * 0.9)
    assert faces(bold) == [("NotoSansMono-Bold", 9.0)]


def test_code_keeps_its_letters_where_the_words_around_it_are_capitals():
    [line] = set_lines((BUILD,), 300, replace(BODY, caps="all"), LOOK)

    glyphs = [glyph for word in line.runs[0].words for glyph in word.glyphs]
    drawn = [line.runs[0].face.characters_of[glyph.number] for glyph in glyphs]
    assert "".join(drawn) == "brief build"


def test_code_of_a_look_without_such_a_style_wears_the_face_around_it():
    plain = {name: style for name, style in LOOK.styles.items() if name != "code"}

    [line] = set_lines((BUILD,), 300, BODY, replace(LOOK, styles=plain))

    assert faces(line) == [("SourceSerif4-Regular", 10.0)]


def test_code_is_never_divided_by_a_hyphen():
    code = CodeSpan(inlines("internationalisation of proceedings administration"))

    lines = [line_words(line) for line in set_lines((code,), 130, BODY, LOOK)]

    assert len(lines) > 2
    assert "\u00ad" not in "".join(lines)


def test_code_is_tagged_as_such():
    pages = typeset(document(Paragraph(inlines("Write ", BUILD, "."))), LOOK)

    (code,) = elements(pages.structure, "Code")
    assert len(code.kids) == 1


def test_a_contents_entry_keeps_code_and_powers():
    heading = Heading(2, inlines("On ", BUILD, " and m", Superscript(inlines("2"))), "a")

    pages = typeset(document(heading), LOOK)

    assert [entry.title for entry in pages.outline] == ["On brief build and m²"]
