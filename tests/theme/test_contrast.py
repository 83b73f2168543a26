"""No theme hides words: contrast by WCAG 2.2, 1.4.3, for every style on its ground."""

from __future__ import annotations

import pytest

from generator.document.colors import contrast
from tests.theme.themes import found, house, told, write


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return house(tmp_path_factory.mktemp("contrast"))


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


MASTHEAD = '{% extends "policy-brief" %}\n{% block masthead %}\n'
BAND = f"{MASTHEAD}::: {{.box .band}}\n# {{{{ brief.title }}}}\n:::\n{{% endblock %}}\n"


@pytest.mark.parametrize(
    ("theme", "line", "words"),
    [
        ('[colors]\ngrey = "#bbbbbb"', 2, "`confidence`, `header`, `footer` and "),
        ('[styles.caption]\ncolor = "sand"', 2, "`caption`"),
        ('[styles.link]\ncolor = "#aaaaaa"', 2, "`link`"),
        ('[tables]\nheader_fill = "ice"', 2, "`table-header`"),
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


def test_words_in_a_box_of_the_house_are_seen_on_its_ground(root):
    write(root, theme='[boxes.band]\nfill = "straw"\n', layout=BAND)

    assert told(root) == [("L018", "house/theme.toml", 2)]


def test_white_words_that_only_stand_on_a_dark_ground_are_seen(root):
    write(
        root,
        theme='[boxes.band]\nfill = "navy"\n[styles.heading1]\ncolor = "#ffffff"\n',
        layout=BAND,
    )

    assert found(root) == []


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
