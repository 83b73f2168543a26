"""A last page with little on it: sections that may give up space draw its matter in."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace

from generator.document import Document
from generator.theme.theme import SectionStyle, Theme
from generator.typesetting import Pages, typeset
from generator.typesetting.placed import Page
from tests.typesetting.reading import document, line_words, text
from tests.typesetting.sample import sample_theme
from tests.typesetting.test_sections import heading

PLAIN = sample_theme()
GIVING = replace(PLAIN, sections={"annex": SectionStyle(draw_in=0.08)})
STIFF = replace(PLAIN, sections={"annex": SectionStyle()})


def annexed(count: int, before: int = 3) -> Document:
    """A document whose annex has so many paragraphs of a line each."""
    body = [text(f"Before {number}.") for number in range(before)]
    annex = [text(f"Annexed {number}.") for number in range(count)]
    return document(*body, heading("Annex", "annex"), *annex)


def first_over(theme: Theme, pages: int) -> int:
    """The least paragraphs of an annex that take more than so many pages."""
    return next(n for n in range(20, 400) if len(typeset(annexed(n), theme).pages) > pages)


def steps(page: Page, words: str) -> set[float]:
    """The distances of lines that hold some words, from one to the next."""
    ys = [one.y for one in page.lines if words in line_words(one.line)]
    return {round(high - low, 2) for high, low in pairwise(ys)}


def lines_of(pages: Pages) -> list[str]:
    return [line_words(one.line) for page in pages.pages for one in page.lines]


def places(pages: Pages) -> list[list[tuple[float, float]]]:
    """Where each line of each page stands."""
    return [[(one.x, one.y) for one in page.lines] for page in pages.pages]


@pytest.fixture(scope="module")
def scant() -> Document:
    """A document that leaves three lines to its last page."""
    return annexed(first_over(STIFF, 2) + 2)


def test_a_last_page_of_a_few_lines_is_drawn_in(scant):
    assert len(typeset(scant, STIFF).pages) == 3

    assert len(typeset(scant, GIVING).pages) == 2


def test_no_word_is_lost_or_moved_by_it(scant):
    assert lines_of(typeset(scant, GIVING)) == lines_of(typeset(scant, STIFF))


def test_it_gives_up_no_more_than_it_has_to_and_nothing_outside_the_section(scant):
    loose, drawn = typeset(scant, STIFF).pages[0], typeset(scant, GIVING).pages[0]
    style = PLAIN.style("body")

    (full,) = steps(loose, "Annexed")
    (tight,) = steps(drawn, "Annexed")
    assert full == style.leading + style.after
    # A quarter of 8 % of the leading, and five times that of the space: the first step is enough.
    assert tight == pytest.approx(style.leading * 0.98 + style.after * 0.9, abs=0.02)
    assert steps(drawn, "Before") == steps(loose, "Before")


def test_what_it_cannot_draw_in_stays_as_it_is():
    far = annexed(first_over(STIFF, 1) + 10)

    assert places(typeset(far, GIVING)) == places(typeset(far, STIFF))
    assert 0.1 < typeset(far, GIVING).pages[-1].filled < 1 / 3


def test_a_last_page_that_is_a_third_full_stays_as_it_is():
    fuller = annexed(first_over(STIFF, 2) + 17)

    pages = typeset(fuller, GIVING).pages

    assert pages[-1].filled > 1 / 3
    assert len(pages) == 3


def test_a_single_page_is_never_drawn_in():
    short = annexed(4)

    assert places(typeset(short, GIVING)) == places(typeset(short, STIFF))
