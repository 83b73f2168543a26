"""Headers and footers: words and the logo in three places, and a marking that meets neither."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.document.markings import Marking, MarkingLook, marking_of
from generator.images.svg import read_svg
from generator.theme.running_heads import RunningHead
from generator.theme.theme import Logo, Rule, Style, Theme
from generator.typesetting import typeset
from generator.typesetting.areas import run_width
from generator.typesetting.fonts import chain
from generator.typesetting.placed import Page, RunningLine
from tests.conftest import examples
from tests.typesetting.reading import document, line_words, text
from tests.typesetting.sample import sample_theme

PLAIN = sample_theme()
DISC = read_svg(
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><circle r="9"/></svg>'
)
LOGO = Logo(Path("logo.svg"), 28.0, DISC)
STRIP = Style(font="display", size=11, leading=14, bold=True, color="#ffffff")
TOPIC = Style(
    font="display", size=8.2, leading=11, caps="all", tracking=0.9, color="#f1c878", align="right"
)
FIELDS = {
    "title": "A title",
    "publisher": "Policy Desk",
    "series": "Policy brief",
    "number": "PB-1",
    "version": "2.0",
}
SIDES = PLAIN.page.left, PLAIN.page.left + PLAIN.page.text_width


def themed(head: RunningHead, logo: Logo | None = LOGO) -> Theme:
    styles = {**PLAIN.styles, "strip": STRIP, "topic": TOPIC}
    return replace(PLAIN, styles=styles, first_header=head, logo=logo)


def page_with(theme: Theme, marking: Marking | None = None, **fields: str) -> Page:
    tree = document(text("Words."))
    meta = replace(tree.meta, fields={**FIELDS, **fields}, marking=marking)
    return typeset(replace(tree, meta=meta), theme).pages[0]


def headers(page: Page) -> list[RunningLine]:
    return [line for line in page.running if not line.foot]


def ends(line: RunningLine) -> tuple[float, float]:
    first, last = line.line.runs[0], line.line.runs[-1]
    return line.x + first.x, line.x + last.x + run_width(last)


def space(style: Style) -> float:
    face = chain(PLAIN, style.font, bold=style.bold, italic=False).first
    return face.advance(face.shaper.get_nominal_glyph(ord(" "))) * style.size + style.tracking


def capitals(style: Style) -> float:
    return chain(PLAIN, style.font, bold=style.bold, italic=False).first.cap_height * style.size


def test_a_logo_before_words_stands_a_space_from_them_amid_their_capitals():
    page = page_with(themed(RunningHead("{logo} {publisher}", left_style="strip")))

    [logo], [words] = page.logos, headers(page)
    assert (logo.x, logo.width, logo.height, logo.image) == (SIDES[0], 42.0, 28.0, DISC)
    assert words.x == pytest.approx(logo.x + 42 + space(STRIP))
    assert logo.y + 14 == pytest.approx(words.y + capitals(STRIP) / 2)
    assert words.y == PLAIN.page.height - PLAIN.page.header


def test_a_logo_behind_words_ends_where_the_text_does():
    page = page_with(themed(RunningHead(right="{publisher} {logo}", right_style="topic")))

    [logo], [words] = page.logos, headers(page)
    assert logo.x + logo.width == pytest.approx(SIDES[1])
    assert ends(words)[1] == pytest.approx(logo.x - space(TOPIC))


def test_words_and_logo_in_the_middle_are_centred_as_one():
    page = page_with(themed(RunningHead(center="{publisher} {logo} {number}")))

    [logo], [before, behind] = page.logos, headers(page)
    assert [line_words(line.line) for line in (before, behind)] == ["Policy Desk", "PB-1"]
    assert ends(before)[1] < logo.x < logo.x + logo.width < ends(behind)[0]
    assert (ends(before)[0] + ends(behind)[1]) / 2 == pytest.approx(sum(SIDES) / 2)


def test_a_logo_in_a_footer_stands_there():
    theme = replace(themed(RunningHead()), first_footer=RunningHead("{logo}"))

    page = page_with(theme)

    [logo] = page.logos
    assert logo.foot
    assert logo.y < PLAIN.page.footer < logo.y + logo.height


def test_a_theme_without_a_logo_shows_the_words_alone():
    page = page_with(themed(RunningHead("{logo} · {publisher}"), logo=None))

    assert page.logos == ()
    assert [line_words(line.line) for line in headers(page)] == ["Policy Desk"]


def test_each_place_wears_a_style_of_its_own_or_that_of_the_head():
    head = RunningHead("{publisher}", "{number}", "{series}", left_style="strip",
                       right_style="topic")  # fmt: skip

    runs = [line.line.runs[0] for line in headers(page_with(themed(head)))]

    own = PLAIN.style("header")
    assert [(run.size, run.color, run.tracking) for run in runs] == [
        (11.0, "#ffffff", 0.0),
        (own.size, own.color, own.tracking),
        (8.2, "#f1c878", 0.9),
    ]
    capital = runs[2].face.shaper.get_nominal_glyph(ord("L"))
    assert runs[2].words[0].glyphs[2].number == capital  # of Policy, in capitals


def rules(page: Page, theme: Theme) -> int:
    return len([fill for fill in page.fills if fill.color == theme.style("header").below.color])


@pytest.mark.parametrize(
    ("head", "count"),
    [
        (RunningHead("{publisher}"), 1),
        (RunningHead("{publisher}", right="{number}", left_style="strip"), 1),
        (RunningHead("{publisher}", right="{number}", left_style="strip", right_style="topic"), 0),
        (RunningHead("{publisher}", right="{subtitle}", left_style="strip"), 0),
        (RunningHead(), 0),
    ],
)
def test_the_rules_of_a_head_are_drawn_where_something_wears_its_style(head, count):
    theme = themed(head)
    header = replace(theme.style("header"), below=Rule(0.4, "#123456", 4.0))
    theme = replace(theme, styles={**theme.styles, "header": header})

    assert rules(page_with(theme, subtitle=""), theme) == count


def test_a_rule_keeps_clear_of_the_logo():
    theme = themed(RunningHead("{logo} {publisher}"))
    header = replace(theme.style("header"), below=Rule(0.4, "#123456", 4.0))
    theme = replace(theme, styles={**theme.styles, "header": header})

    page = page_with(theme)

    [rule] = [fill for fill in page.fills if fill.color == "#123456"]
    assert rule.y + rule.height == pytest.approx(page.logos[0].y - 4.0)


def test_a_rule_without_a_gap_keeps_clear_of_letters_that_reach_below_the_line():
    theme = themed(RunningHead("Typography"))
    header = replace(theme.style("header"), below=Rule(1.0, "#123456", 0.0))
    theme = replace(theme, styles={**theme.styles, "header": header})

    page = page_with(theme)

    [rule] = [fill for fill in page.fills if fill.color == "#123456"]
    [words] = headers(page)
    assert rule.y + rule.height <= words.y - 0.2 * header.size


def test_words_at_the_left_are_cut_and_the_logo_stays():
    page = page_with(themed(RunningHead("{logo} {title}", right="{number}")), title="Words " * 60)

    words, number = headers(page)
    assert line_words(words.line).endswith("Words…")
    assert ends(words)[1] < ends(number)[0]
    assert len(page.logos) == 1


def test_words_at_the_right_leave_those_at_the_left_half_of_the_line():
    head = RunningHead("{logo} {publisher}", right="{series} · {number}")
    series = "a series of many papers and of many more of them that have been written"

    long, cut = headers(page_with(themed(head), publisher="Institute of " * 20, series=series))
    whole, other = headers(page_with(themed(head), series=series * 2))

    middle = sum(SIDES) / 2
    assert line_words(cut.line).startswith("a series of many")
    assert line_words(cut.line).endswith("… · PB-1")  # the longest part loses its words
    assert middle - 60 < ends(long)[1] < middle < ends(cut)[0]
    assert line_words(whole.line) == "Policy Desk"
    assert ends(other)[0] - ends(whole)[1] < 60


def test_the_middle_place_stays_in_the_middle_and_keeps_its_distance():
    head = RunningHead("{title}", "{title}", "{number}")

    left, middle, right = headers(
        page_with(themed(head), title="word " * 40, number="A number of many words")
    )

    assert sum(ends(middle)) / 2 == pytest.approx(sum(SIDES) / 2)
    assert ends(middle)[0] - ends(left)[1] >= 12
    assert ends(right)[0] - ends(middle)[1] >= 12


# --- markings -----------------------------------------------------------------------------

BAND = RunningHead("{logo} {publisher}", right="{series} · {number} · {title}",
                   left_style="strip", right_style="topic")  # fmt: skip


class Area(NamedTuple):
    left: float
    low: float
    right: float
    high: float

    def meets(self, other: Area) -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > 0.01
            and min(self.high, other.high) - max(self.low, other.low) > 0.01
        )


def areas(page: Page, marking: str) -> list[Area]:
    """What the header takes on the page: words, logo, and the ground of the marking."""
    found = [Area(one.x, one.y, one.x + one.width, one.y + one.height) for one in page.logos]
    found += [
        Area(one.x, one.y, one.x + one.width, one.y + one.height)
        for one in page.fills
        if one.color == "#7a1f2b" and one.y > page_middle
    ]
    for line in headers(page):
        if line_words(line.line) != marking:
            size = line.line.runs[0].size
            found.append(
                Area(ends(line)[0], line.y - 0.2 * size, ends(line)[1], line.y + 0.68 * size)
            )
    return found


page_middle = PLAIN.page.height / 2


def marked(words: str, position, size: float) -> Marking:
    return Marking(words, MarkingLook("#ffffff", "#7a1f2b", position, size))


def test_a_marking_stands_beside_the_words_where_there_is_room():
    page = page_with(themed(BAND), marked("TLP:CLEAR", "right", 12.0))

    label = next(line for line in headers(page) if line_words(line.line) == "TLP:CLEAR")
    assert {line.y for line in headers(page)} == {label.y}
    assert len(areas(page, "TLP:CLEAR")) == 4


def test_a_marking_stands_above_words_with_a_logo_that_leave_it_no_room():
    long = {"title": "Russia and North Korea, and what they say"}
    page = page_with(themed(BAND), marking_of("TLP:AMBER+STRICT", {}), **long)

    label = next(line for line in headers(page) if line_words(line.line) == "TLP:AMBER+STRICT")
    words = [line for line in headers(page) if line is not label]
    assert all(line.y < label.y for line in words)
    assert line_words(words[0].line) == "Policy Desk"
    [logo] = page.logos
    [ground] = [fill for fill in page.fills if fill.y < label.y < fill.y + fill.height]
    assert logo.y + logo.height < ground.y
    assert PLAIN.page.height - PLAIN.page.top <= logo.y
    assert ground.y + ground.height <= PLAIN.page.height


def test_a_marking_stands_above_the_logo_of_any_line():
    head = themed(RunningHead("", "\n{publisher}", "{logo} {title}"))
    page = page_with(head, marked("TLP:AMBER+STRICT", "left", 7.0), title="word " * 17)

    [logo] = page.logos
    [ground] = [one for one in page.fills if one.color == "#7a1f2b" and one.y > page_middle]
    assert logo.y + logo.height < ground.y


def test_words_at_the_left_end_before_those_at_the_right_where_nothing_fits_between():
    page = page_with(themed(RunningHead("{title}", "{logo}", "{title}")), title="word " * 13)

    left, right = headers(page)
    assert page.logos == ()
    assert ends(left)[1] + 11 < ends(right)[0]


LINES = st.lists(
    st.sampled_from(["{logo}", "{publisher}", "{number}", "{title}", "{series}"]), max_size=3
).map(" ".join)
PATTERNS = st.lists(LINES, max_size=2).map("\n".join)
STYLES = st.sampled_from([None, "strip", "topic"])


@given(
    head=st.builds(RunningHead, PATTERNS, PATTERNS, PATTERNS, STYLES, STYLES, STYLES),
    title=st.integers(1, 25).map(lambda count: " ".join(["word"] * count)),
    marking=st.builds(
        marked,
        st.sampled_from(["TLP:RED", "TLP:AMBER+STRICT", "OFFICIAL-SENSITIVE"]),
        st.sampled_from(["left", "center", "right"]),
        st.floats(6, 14),
    ),
)
@settings(max_examples=examples(60), deadline=None)
def test_nothing_in_a_header_meets_anything_else(head, title, marking):
    page = page_with(themed(head), marking, title=title)

    found = areas(page, marking.words)
    assert [pair for pair in combinations(found, 2) if pair[0].meets(pair[1])] == []
    assert all(SIDES[0] - 0.01 <= one.left <= one.right <= SIDES[1] + 1 for one in found)


def test_further_lines_stand_outside_the_one_nearest_the_text():
    theme = themed(RunningHead("{title}\n{number}", right="{series}"), None)
    page = page_with(replace(theme, first_footer=RunningHead("{publisher}\n\n12 Long Street")))

    y = PLAIN.page.height - PLAIN.page.header
    step = PLAIN.style("header").leading
    said = {line_words(one.line): one.y for one in page.running}
    assert said == {
        "PB-1": y,
        "A title": y + step,
        "Policy brief": y + step,
        "Policy Desk": PLAIN.page.footer,
        "12 Long Street": PLAIN.page.footer - PLAIN.style("footer").leading,
    }


def test_a_rule_beside_small_words_is_clear_of_the_ground_of_a_marking():
    red = Rule(0.5, "#aa0000", gap=2.0)
    small = Style(font="display", size=7, leading=9, above=red, below=red)
    styles = {**PLAIN.styles, "header": small, "footer": small}
    theme = replace(PLAIN, styles=styles, first_footer=RunningHead("12 Long Street"))

    page = page_with(theme, marking_of("TLP:CLEAR", {}))

    rules = [one for one in page.fills if one.color == red.color]
    grounds = [one for one in page.fills if one.color == "#000000" and one.height > 5]
    assert rules
    assert len(grounds) == 2
    for rule, ground in product(rules, grounds):
        assert rule.y >= ground.y + ground.height or rule.y + rule.height <= ground.y
