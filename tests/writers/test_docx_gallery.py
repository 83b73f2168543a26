"""The styles that Word offers an author, and those that it keeps back."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from generator.writers.docx import write_docx
from tests.conftest import REPOSITORY
from tests.projections import Element, W, WordFile
from tests.samples import brief
from tests.typesetting.sample import sample_theme

LOOKS = ("", "memo", "in-focus", "policy-brief")


@pytest.fixture(scope="module", params=LOOKS)
def styles(request) -> list[Element]:
    file = WordFile(write_docx(brief(), sample_theme(request.param)))
    return list(file.parts["word/styles.xml"].iterfind(f"{W}style"))


def names(styles: Iterable[Element]) -> list[str]:
    return [one.find(f"{W}name").get(f"{W}val") for one in styles]


def is_offered(style: Element) -> bool:
    return style.find(f"{W}qFormat") is not None


def priority(style: Element) -> int:
    return int(style.find(f"{W}uiPriority").get(f"{W}val"))


def test_the_gallery_holds_what_an_author_needs_in_the_order_of_a_brief(styles):
    offered = sorted(filter(is_offered, styles), key=priority)

    assert names(offered) == [
        *("Body Text", "heading 1", "heading 2", "heading 3", "heading 4", "Lead", "Key Point"),
        *("List Bullet", "List Bullet 2", "List Number", "List Number 2", "List Continue"),
        *("Quote", "Definition Term", "Definition", "caption", "Table Header", "Table Cell"),
        *("Table Source", "Figure", "Strong", "Emphasis", "Term", "Code"),
    ]


def test_every_other_style_is_there_and_hidden_until_it_is_worn(styles):
    hidden = [one for one in styles if one.find(f"{W}semiHidden") is not None]

    assert all(one.find(f"{W}unhideWhenUsed") is not None for one in hidden)
    assert [one for one in hidden if is_offered(one)] == []
    rest = [one for one in styles if one not in hidden and not is_offered(one)]
    assert names(rest) == ["Brief Table"]


def test_the_page_about_word_names_each_style_that_is_offered(styles):
    page = (REPOSITORY / "docs/word.md").read_text(encoding="utf-8")
    chapter = page.partition("## Styles in the Word file")[2].casefold()

    named = set(re.findall(r"\*([^*]+)\*", chapter)) | {"heading 3"}  # "Heading 2 to Heading 4"
    assert {one.casefold() for one in names(filter(is_offered, styles))} <= named
