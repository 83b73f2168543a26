"""What a writer began and did not end is told at its place: a footnote, a fence."""

from __future__ import annotations

import pytest

from generator.markdown.parse import parse
from tests.checking import words_at


@pytest.mark.parametrize(
    ("text", "message", "shown"),
    [
        ("It sails[^a].", "there is no footnote `a`", "[^a]"),
        ("It sails.\n\n[^a]: Late.", "nothing refers to footnote `a`", "[^a]"),
        ("Sails[^a].\n\n[^a]: Late.\n\n[^a]: Later.", "footnote `a` is defined twice", "[^a]"),
        ("It sails[^a].\n\n[^a]:", "footnote `a` is empty", "[^a]"),
        (
            "Sails[^a] on[^b].\n\n[^a]: Late[^b].\n\n[^b]: So.",
            "this footnote is inside another footnote",
            "[^b]",
        ),
        ("It sails^[late^[so]].", "this footnote is inside another footnote", "^[so]"),
    ],
)
def test_a_footnote_that_does_not_match_is_an_error_at_its_mark(text, message, shown):
    [found] = parse(text, "x.md").diagnostics

    assert (found.code, found.message) == ("B010", message)
    assert found.is_error
    assert words_at(text, found.span) == shown


def test_footnotes_that_match_are_no_finding():
    text = "It sails[^a], and waits^[A day.].\n\n[^a]: Late."

    assert parse(text, "x.md").diagnostics == ()


def test_a_fence_that_is_never_closed_is_an_error_at_its_line():
    text = "::: {.sidebar}\nThe ferry sails."

    [found] = parse(text, "x.md").diagnostics

    assert (found.code, found.message) == ("B006", "this fence is never closed")
    assert words_at(text, found.span) == "::: {.sidebar}"


def test_a_fence_that_is_closed_is_no_finding():
    markdown = parse("::: {.sidebar}\nThe ferry sails.\n:::\n\nIt waits.", "x.md")

    assert markdown.diagnostics == ()
    assert [node.kind for node in markdown.blocks] == ["div", "paragraph"]
