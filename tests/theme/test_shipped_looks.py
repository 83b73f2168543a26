"""What can be told of each shipped look from its first page."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace

from generator.document import Aside, Box, Heading, Text
from generator.theme.theme import Theme
from generator.typesetting import typeset
from generator.typesetting.placed import Page, PlacedLine
from tests.typesetting.reading import document, line_words, text
from tests.typesetting.sample import sample_theme

LOOKS = ("policy-brief", "in-focus", "memo")
READ = ("Text", "Harbours", "Words", "Cranes", "More")


def heading(words: str, level: int) -> Heading:
    return Heading(level, (Text(words),), words.lower())


FIRST_PAGE = document(
    Box("masthead", (heading("Ships", 1),)),
    Aside("glance", (text("Beside.", "tile"),)),
    text("Text begins."),
    heading("Harbours", 2),
    text("Words on harbours."),
    heading("Cranes", 3),
    text("More words."),
)


def first_page(theme: Theme) -> tuple[Page, dict[str, PlacedLine]]:
    """The page, and its lines by their first word."""
    [page] = typeset(FIRST_PAGE, theme).pages
    return page, {line_words(placed.line).split()[0]: placed for placed in page.lines}


def test_a_memo_has_no_band_a_serif_title_and_at_its_left_what_is_beside_the_text():
    page, lines = first_page(sample_theme("memo"))

    title = lines["Ships"]
    assert title.line.runs[0].face.name == "SourceSerif4-Bold"
    ground, *bars = sorted(page.fills, key=lambda fill: -fill.height)
    assert ground.y < title.y < ground.y + ground.height and ground.color == "#ffffff"
    assert [bar.height for bar in bars] == [9, 1]
    assert bars[0].y > title.y > bars[1].y
    assert lines["Beside."].x == title.x < lines["Text"].x


@pytest.mark.parametrize("look", LOOKS)
def test_what_follows_a_masthead_without_author_begins_clear_of_its_ground(look):
    page, lines = first_page(sample_theme(look))

    below = max(placed.y for word, placed in lines.items() if word != "Ships")
    assert min(fill.y for fill in page.fills) - below > 20


@pytest.mark.parametrize("look", LOOKS)
def test_a_heading_of_level_3_stands_back_from_level_2_and_near_its_own_text(look):
    theme = sample_theme(look)

    _, lines = first_page(replace(theme, page=replace(theme.page, columns=1)))

    sizes = [lines[word].line.runs[0].size for word in ("Harbours", "Cranes", "More")]
    assert sizes[0] > sizes[1] > sizes[2]
    apart = {below: lines[above].y - lines[below].y for above, below in pairwise(READ)}
    assert apart["Harbours"] > apart["Cranes"] + 3
    assert apart["Cranes"] > apart["More"] + 3
