"""Addresses that stand by themselves become links: GitHub Flavored Markdown, 6.9."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markdown.parse import parse
from generator.markdown.syntax import walk, words_aloud
from tests.checking import words_at


def links_in(text: str) -> list[tuple[str, str, str]]:
    """Each link: its address, its words, and what stands at its place."""
    return [
        (node.value, words_aloud(node.children), words_at(text, node.span))
        for node in walk(parse(text, "x.md").blocks)
        if node.kind == "link"
    ]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://example.org/a_b~c.", "https://example.org/a_b~c"),
        ("See HTTP://Example.org, page 2.", "HTTP://Example.org"),
        ("It is there (see https://example.org/x_(1)).", "https://example.org/x_(1)"),
        ("It is “https://example.org/a?b=c&d=e#f”!", "https://example.org/a?b=c&d=e#f"),
        ("*https://example.org/a* or so", "https://example.org/a"),
        ("https://example.org/@desk/1[@log, ¶1]", "https://example.org/@desk/1"),
        ("https://example.org^[So it says.] is it", "https://example.org"),
        ("Write to mailto:desk@example.org; we read it.", "mailto:desk@example.org"),
        ("## The log at https://example.org/log", "https://example.org/log"),
        ("| log |\n|---|\n| https://example.org/a-b |", "https://example.org/a-b"),
        ("A [log at https://example.org/b]{.term} so", "https://example.org/b"),
    ],
)
def test_a_bare_address_is_a_link_without_the_signs_behind_it(text, address):
    assert links_in(text) == [(address, address, address)]
    assert parse(text, "x.md").diagnostics == ()


def test_an_address_in_angle_brackets_is_shown_as_it_was_typed():
    address = "https://example.org/a%20b?c=%C3%A9&d=é"

    assert [words for _, words, _ in links_in(f"See <{address}>.")] == [address]


@pytest.mark.parametrize(
    "text",
    [
        "`https://example.org`",
        "See www.example.org or example.org/a.",
        "ftp://example.org and file:///etc/hosts",
        "https://localhost/a and https://… and https:// alone",
        "https://desk:word@example.org/a",
        "xhttps://example.org",
        "See https://example.org/a?b&amp;c of it",
        "javascript:alert(1) and mailto:desk",
    ],
)
def test_what_may_not_be_led_to_stays_words(text):
    assert links_in(text) == []


def test_an_address_in_the_words_of_a_link_leads_where_the_link_does():
    text = "[see https://example.org/a](https://example.org/b)"

    assert [address for address, _, _ in links_in(text)] == ["https://example.org/b"]


PATHS = st.text("abcxyz019/-_.~%=&?#+,;:()", max_size=30)
BEHIND = st.sampled_from([".", ",", ";", ":", "!", "?", ")", "”", " so", "**", "’s way", "…", ""])


@given(PATHS, BEHIND)
def test_whatever_stands_behind_an_address_no_word_of_it_is_lost(path, behind):
    text = f"See https://example.org/{path}x{behind}"

    (paragraph,) = parse(text, "x.md").blocks
    ((address, shown, _),) = links_in(text)
    assert address == shown
    assert words_aloud((paragraph,)).replace("*", "") == text.replace("*", "")
