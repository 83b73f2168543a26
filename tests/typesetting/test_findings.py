from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.diagnostics import Severity, Span
from generator.document import Figure, Paragraph, Table, Text
from generator.typesetting import typeset
from tests.samples import image
from tests.typesetting.reading import document
from tests.typesetting.sample import sample_theme

PLACE = Span.at("briefs/x.md", 7, 3, 5)


def found_in(*blocks) -> list[tuple[str, Span]]:
    found = typeset(document(*blocks), sample_theme()).found
    return [(one.code, one.span) for one in found]


def figure(width: int, height: int) -> Figure:
    return Figure(image(width, height), "image/png", width, height, "A quay", span=PLACE)


def table(*cells: str) -> Table:
    rows = tuple(((Text(cell, span=PLACE),),) for cell in cells)
    return Table(((Text("Head"),),), rows, ("left",))


def test_a_row_that_a_page_cannot_hold_is_said_at_its_words():
    assert found_in(table("short", "many words " * 900)) == [("L013", PLACE)]


def test_a_header_that_a_page_cannot_hold_is_said_and_stands_on_no_other_page():
    head = (Text("many words " * 1500, span=PLACE),)
    rows = tuple(((Text(f"Row {n}"),),) for n in range(100))

    pages = typeset(document(Table((head,), rows, ("left",))), sample_theme())

    assert [(one.code, one.span) for one in pages.found] == [("L013", PLACE)]
    assert all(line.y > 0 for page in pages.pages for line in page.lines)
    assert len(pages.pages) < 8


def test_a_row_of_many_lines_that_fits_is_not():
    assert found_in(table("short", "many words " * 90)) == []


def test_a_word_that_no_line_can_hold_is_said_once_at_its_own_place():
    word = "9" * 400
    value = f"See {word} and {word} here."
    span = Span.at("briefs/x.md", 4, 1, len(value))

    found = found_in(Paragraph((Text(value, span=span),)))

    assert found == [("L014", Span.at("briefs/x.md", 4, 5, 400))]


@pytest.mark.parametrize(
    "word",
    ["https://example.org/" + "one-part/" * 60, "ant\u00adi" * 90, "word " * 90],
    ids=["address", "soft hyphens", "words"],
)
def test_what_may_be_divided_is_no_finding(word):
    assert found_in(Paragraph((Text(word, span=PLACE),))) == []


def test_a_coarse_image_is_said_with_its_resolution_and_the_width_it_bears():
    [found] = typeset(document(figure(600, 300)), sample_theme()).found

    assert (found.code, found.severity) == ("L016", Severity.WARNING)
    assert "97 dpi" in found.message
    assert "102 mm at 150 dpi" in found.message
    assert "924 pixels" in found.hint


def test_an_image_takes_the_share_of_its_column_that_is_asked_for():
    asked = replace(figure(1200, 500), share=0.6)

    (page,) = typeset(document(asked), sample_theme()).pages

    (picture,) = page.pictures
    assert picture.width == pytest.approx(sample_theme().page.text_width * 0.6)
    assert picture.height == pytest.approx(picture.width * 500 / 1200)


def test_an_image_too_coarse_for_the_share_asked_for_is_said_with_that_width():
    [found] = typeset(document(replace(figure(300, 150), share=0.5)), sample_theme()).found

    assert found.code == "L016"
    assert "97 dpi 78 mm wide" in found.message
    assert "462 pixels" in found.hint
    assert found_in(replace(figure(600, 300), share=0.5)) == []


def test_an_image_that_fills_its_column_sharply_is_no_finding():
    assert found_in(figure(1200, 500)) == []


def test_an_image_that_must_shrink_to_stay_on_its_page_is_noted():
    [found] = typeset(document(figure(1000, 2400)), sample_theme()).found

    assert (found.code, found.severity) == ("L015", Severity.NOTE)


@pytest.mark.parametrize(("width", "height"), [(0, 0), (0, 9), (1, 100_000), (100_000, 1)])
def test_no_size_of_an_image_stops_the_setting(width, height):
    shown = replace(figure(2, 2), width=width, height=height)

    assert typeset(document(shown), sample_theme()).pages
