"""What no page can show stops a final build, whatever its format."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.diagnostics import Diagnostic, Severity, Span
from generator.document import (
    Contents,
    Document,
    Emphasis,
    Figure,
    Note,
    Paragraph,
    Table,
    Text,
)
from generator.theme.running_heads import RunningHead
from generator.theme.unshown import script_of, unshown_characters
from tests.archive.workspaces import brief, copy_workspace, edit
from tests.typesetting.reading import document, inlines
from tests.typesetting.sample import sample_document, sample_theme

THEME = sample_theme()
ELSEWHERE = Span.at("seeds/quay/original.txt", 4)


def found_in(whole: Document, theme=THEME) -> list[Diagnostic]:
    return list(unshown_characters(whole, theme, lambda _, place: place or ELSEWHERE))


def said(words: str, line: int = 3) -> Paragraph:
    return Paragraph((Text(words, span=Span.at("briefs/x.md", line, 10, len(words))),))


def test_letters_that_no_font_has_are_one_error_a_script_at_the_first_place():
    whole = document(said("Kim, 北京"), said("北, then ไทย", 5), said("北", 7), said("北", 9))

    chinese, thai = found_in(whole)

    assert (chinese.code, chinese.severity) == ("L011", Severity.ERROR)
    assert chinese.span == Span.at("briefs/x.md", 3, 15, 2)
    assert chinese.message == (
        "no font of the theme has 5 Chinese characters; "
        "also at briefs/x.md:5:10, briefs/x.md:7:10 and 1 more"
    )
    assert (thai.code, thai.span) == ("L011", Span.at("briefs/x.md", 5, 18, 3))


def test_signs_of_no_script_are_one_error_that_names_them():
    [found] = found_in(document(said("Done ✅ and 👍 and ✅")))

    assert found.code == "L011"
    assert "“✅” (U+2705 white heavy check mark), “👍” (U+1F44D thumbs up sign)" in found.message


@pytest.mark.parametrize(
    ("words", "script"),
    [
        ("وزارة الخارجية", "Arabic"),
        ("משרד החוץ", "Hebrew"),
        ("ܫܠܡܐ", "Syriac"),
        ("ދިވެހި", "Thaana"),
        ("١٢٣", "Arabic"),
        ("ﻣﺮﺣﺒﺎ", "Arabic"),
        ("𞤀𞤣𞤤𞤢𞤥", "Adlam"),
    ],
)
def test_words_from_right_to_left_are_an_error_whatever_fonts_there_are(words, script):
    [found] = found_in(document(said(f"The office ({words}) said so")))

    assert (found.code, found.severity) == ("W003", Severity.ERROR)
    assert f"{script} characters" in found.message
    assert found.span == Span.at("briefs/x.md", 3, 22, len(words))


@pytest.mark.parametrize(
    ("character", "script"),
    [("北", "Chinese"), ("か", "Hiragana"), ("ท", "Thai"), ("ि", "Devanagari"), ("한", "Hangul")],
)
def test_a_letter_belongs_to_the_script_that_its_name_says(character, script):
    assert script_of(character) == script


@pytest.mark.parametrize("character", ["✅", "𝐀", "\U000f0000", "。", "́", "🇫", "\ufffe"])
def test_a_sign_belongs_to_no_script(character):
    assert script_of(character) == ""


def with_field(words: str) -> Document:
    whole = document()
    return replace(whole, meta=replace(whole.meta, fields={"publisher": words}))


def table(words: str, **more) -> Table:
    return Table((inlines("a"),), ((inlines(words),),), ("left",), **more)


PLACES = {
    "a note": lambda w: document(notes=(Note(1, (said(w),), "note-1"),)),
    "emphasis": lambda w: document(Paragraph((Emphasis(inlines(w)),))),
    "a cell": lambda w: document(table(w)),
    "a label": lambda w: document(table("a", label=w)),
    "a caption": lambda w: document(
        Figure(b"", "image/png", 1, 1, "alt", caption=inlines(w), label="1")
    ),
    "a title of contents": lambda w: document(Contents(w)),
    "a running head": with_field,
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("words", ["北京", "القمة"])
def test_wherever_a_reader_is_shown_words_they_are_looked_at(place, words):
    assert len(found_in(PLACES[place](words))) == 1


def test_the_words_of_the_theme_are_looked_at_too():
    theme = replace(THEME, header=RunningHead(center="北京"))

    [found] = found_in(document(), theme)

    assert found.span == ELSEWHERE


def test_a_font_that_has_the_letters_lets_them_through():
    assert found_in(document(said("김정은"))) == []
    without = {name: one for name, one in THEME.fonts.items() if name != "hangul"}
    fonts = {name: replace(one, fallback=()) for name, one in without.items()}

    assert len(found_in(document(said("김정은")), replace(THEME, fonts=fonts))) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Müller’s café in Łódź — “quoted”, 2019–2024; naïve…",
        "Владимир Путин, Ελλάδα, 김정은",
        "10 °C, ± 3 %, € 3.50, £4, ½, 5²",
        "non‑breaking, thin\u202fspace, soft\u00adhyphen, minus −3",
        "a copyright © \ufe0f sign and a zero\u200bwidth space, a joiner\u200d and a mark\u200f",
    ],
)
def test_honest_words_pass(words):
    assert found_in(document(said(words))) == []


def test_a_brief_in_latin_cyrillic_and_greek_has_all_its_characters():
    assert found_in(sample_document()) == []


# --- in a workspace -----------------------------------------------------------------------


@pytest.fixture
def house(tmp_path):
    return copy_workspace(tmp_path)


@pytest.mark.parametrize("format_", ["docx", "pdf"])
def test_a_final_build_stops_in_every_format(house, format_):
    edit(
        house / "briefs/economic.md",
        "## Another reading",
        "The desk (القمة) agreed ✅.\n\n## Another reading",
    )

    run = brief(house, "build", "economic", "--format", format_)

    assert run.exit_code == 1
    assert "error[W003]" in run.stderr
    assert "error[L011]" in run.stderr
    assert not (house / "build").exists()


@pytest.mark.slow
def test_a_draft_is_written_and_shows_it(house):
    edit(
        house / "briefs/economic.md",
        "## Another reading",
        "The desk (القمة) agreed.\n\n## Another reading",
    )

    run = brief(house, "build", "economic", "--draft", "--format", "docx")

    assert "error[W003]" in run.stderr
    assert (house / "build/economic-draft.docx").exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("seeds/ulislam-summit/seed.toml", 'author = "', 'author = "北京 ', "seed.toml"),
        ("records.yaml", 'publisher: "Jurist"', 'publisher: "北京"', "records.yaml"),
        ("brief.toml", 'publisher = "', 'publisher = "北京 ', "--> brief.toml:"),
    ],
)
def test_words_from_beside_the_brief_stop_it_with_the_file_that_they_came_from(
    house, file, old, new, place
):
    edit(house / file, old, new)

    run = brief(house, "build", "sanctions", "--format", "docx")

    assert run.exit_code == 1
    assert "error[L011]" in run.stderr
    assert place in run.stderr
