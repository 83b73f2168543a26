"""No theme hides words: contrast by WCAG 2.2, 1.4.3, for every style on its ground."""

from __future__ import annotations

import shutil

import pytest
from msgspec.structs import replace

from generator.diagnostics import Severity, Span
from generator.document import Aside, Box, Heading, NoteMark, Paragraph, Strong, Text
from generator.document.colors import contrast
from generator.theme.contrast import Worn, faults_of_chips, faults_of_contrast, worn_in
from generator.theme.theme import BoxStyle, Style, Theme
from generator.theme.toml import ThemeFile
from tests.theme.themes import found, house, told, write
from tests.typesetting.reading import document, text
from tests.typesetting.sample import FIRST_LOOK, sample_theme


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = house(tmp_path_factory.mktemp("contrast"))
    shutil.copytree(FIRST_LOOK, root / "templates/first-look")
    return root


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),  # the grey that is known to miss the mark by a hair
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_the_contrast_of_two_colours_is_that_of_the_standard(one, other, ratio):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


PLAIN = 'parent = "first-look"\n'  # whose header has no words of its own
MASTHEAD = '{% extends "first-look" %}\n{% block masthead %}\n'
BAND = f"{MASTHEAD}::: {{.box .band}}\n# {{{{ brief.title }}}}\n:::\n{{% endblock %}}\n"


@pytest.mark.parametrize(
    ("theme", "line", "words"),
    [
        ('[colors]\ngrey = "#bbbbbb"', 2, "`confidence`, `header`, `footer` and "),
        ('[styles.caption]\ncolor = "sand"', 2, "`caption`"),
        ('[styles.link]\ncolor = "#aaaaaa"', 2, "`link`"),
        ('[tables]\nheader_fill = "ice"', 2, "`table-header`"),
        ('[tables]\nbanding = "#404040"', 2, "`table-cell`"),
        ('[boxes.caveat-brief]\nfill = "navy"', 2, "`caveat-brief`"),
        ('[boxes.sidebar]\nfill = "ink"', 2, "`body`"),
        ('[styles.heading2]\ncolor = "#8a8a8a"', 2, "`heading3`"),
    ],
)
def test_a_colour_too_near_to_its_ground_is_told_once_where_it_is_said(root, theme, line, words):
    write(root, theme=theme + "\n")

    (one,) = found(root)
    assert (one.code, one.span.file) == ("L018", "templates/house/theme.toml")
    assert one.span.start.line == line
    assert words in one.message


@pytest.mark.slow
def test_words_in_a_box_of_the_house_are_seen_on_its_ground(root):
    write(root, settings=PLAIN, theme='[boxes.band]\nfill = "navy"\n', layout=BAND)

    assert told(root) == [("L018", "house/theme.toml", 2)]


def test_white_words_that_only_stand_on_a_dark_ground_are_seen(root):
    write(
        root,
        settings=PLAIN,
        theme='[boxes.band]\nfill = "navy"\n[styles.heading1]\ncolor = "#ffffff"\n',
        layout=BAND,
    )

    assert found(root) == []


STRIP = """
[boxes.band]
fill = "navy"
bleed = true
[styles.heading1]
color = "#ffffff"
[styles.strip]
color = "{strip}"
[{head}]
left = "{{title}}"
left_style = "strip"
"""


@pytest.mark.parametrize(
    ("strip", "head", "layout", "seen"),
    [
        ("#ffffff", "first_header", BAND, True),
        ("grey", "first_header", BAND, False),
        ("#ffffff", "header", BAND, False),
        ("#ffffff", "first_footer", BAND, False),
        ("#ffffff", "first_header", BAND.replace("::: {.box", "Words.\n\n::: {.box"), False),
    ],
)
def test_words_of_a_header_are_seen_on_the_band_that_reaches_under_them(
    root, strip, head, layout, seen
):
    theme = STRIP.format(strip=strip, head=head)
    write(root, settings=PLAIN, theme=theme, layout=layout)

    assert told(root) == ([] if seen else [("L018", "house/theme.toml", 8)])


def test_words_of_a_header_without_a_style_of_their_own_are_seen_on_the_band_too(root):
    theme = STRIP.format(strip="#ffffff", head="first_header") + 'right = "{number}"\n'
    write(root, settings=PLAIN, theme=theme, layout=BAND)

    (one,) = found(root)
    assert "`header`" in one.message
    assert one.message.endswith("on #12355b can hardly be read: `header`")


def dressed(**styles: Style) -> Theme:
    theme = sample_theme()
    boxes = {**theme.boxes, "dark": BoxStyle(fill="#000000"), "clear": BoxStyle()}
    return replace(theme, styles={**theme.styles, **styles}, boxes=boxes)


CHIP = Paragraph((Text("So "), Strong((Strong((Text("it"),), "chip"), Text(" is")))))


@pytest.mark.parametrize(("ground", "count"), [("#000000", 1), ("#111111", 0), (None, 0)])
def test_a_chip_with_the_ground_of_its_box_is_not_seen(ground, count):
    theme = dressed(chip=Style(color="#ffffff", ground=ground))
    data = {"styles": {"chip": {"ground": ground}}, "boxes": {"dark": {"fill": "#000000"}}}
    file = ThemeFile(theme, data, ("theme.toml",), lambda place: Span.at("theme.toml", len(place)))

    found = [*faults_of_chips(file, worn_in(document(Box("dark", (CHIP,))), theme))]

    assert len(found) == count
    for one in found:
        assert one.message == "`chip` has the ground of the box `dark`, and is not seen there"
        assert one.severity is Severity.WARNING


def test_a_chip_is_seen_on_its_own_ground():
    pale = dressed(chip=Style(color="#000000", ground="#111111"))
    file = ThemeFile(pale, {"styles": {"chip": {"ground": "#111111"}}, "boxes": {}},
                     ("theme.toml",), lambda place: Span.at("theme.toml", len(place)))  # fmt: skip

    worn = [*worn_in(document(CHIP), pale)]

    assert Worn("chip") in worn
    (one,) = faults_of_contrast(file, [Worn("chip", "dark")])
    assert one.message == "#000000 on #111111 can hardly be read: `chip`"
    assert one.span.start.line == 3  # of ("styles", "chip", "ground")


@pytest.mark.parametrize(
    ("block", "worn"),
    [
        (Aside("dark", (text("words", "lead"),)), Worn("lead", "dark")),
        (Box("dark", (Aside("clear", (text("words", "lead"),)),)), Worn("lead", "dark")),
        (Box("dark", (Box("clear", (), (Text("title"),)),)), Worn("box-title", "dark")),
        (Box("clear", (text("words", "lead"),)), Worn("lead")),
        (Box("dark", (Heading(1, (Text("title"),), "t"),)), Worn("heading1", "dark")),
        (Box("dark", (CHIP,)), Worn("chip", "dark")),
    ],
)
def test_words_in_a_box_are_seen_on_the_ground_that_is_below_them(block, worn):
    assert worn in [*worn_in(document(block), dressed(chip=Style()))]


def test_a_mark_among_words_for_a_dark_ground_is_seen_as_these_are():
    marked = (Text("words"), NoteMark(1, "m1"))
    theme = dressed(heading1=Style(color="#ffffff"))

    in_title = [*worn_in(document(Box("dark", (Heading(1, marked, "t"),))), theme)]
    in_text = [*worn_in(document(Box("dark", (Paragraph(marked),))), theme)]

    assert Worn("heading1", "dark") in in_title
    assert Worn("note-mark", "dark") not in in_title
    assert Worn("note-mark", "dark") in in_text


def test_large_words_may_be_paler(root):
    write(root, theme='[styles.heading1]\ncolor = "#8a8a8a"\n')

    assert found(root) == []


def test_a_marking_that_cannot_be_read_is_told_in_the_settings(root):
    write(root)
    settings = root / "brief.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text + '[markings."SECRET"]\ncolor = "#444444"\n', encoding="utf-8")

    from generator import BriefError

    with pytest.raises(BriefError) as raised:
        found(root)
    settings.write_text(text, encoding="utf-8")

    assert [(one.code, one.span.file) for one in raised.value.diagnostics] == [
        ("L018", "brief.toml")
    ]
