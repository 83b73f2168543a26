"""Raised and lowered words, as pandoc writes them: `m^2^`, `H~2~O`."""

from __future__ import annotations

import pytest

from generator.markdown.parse import parse
from generator.markdown.syntax import walk, words_aloud
from tests.checking import words_at


def shifted_in(text: str) -> list[tuple[str, str, str]]:
    """Each raised or lowered node: its kind, its words, and what stands at its place."""
    return [
        (node.kind, node.children[0].value, words_at(text, node.span))
        for node in walk(parse(text, "x.md").blocks)
        if node.kind in ("superscript", "subscript")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Some 5 km^2^ of it.", [("superscript", "2", "^2^")]),
        ("It emits CO~2~ so.", [("subscript", "2", "~2~")]),
        ("Ca^2+^, 10^-6^ and x^n^", [("superscript", it, f"^{it}^") for it in ("2+", "-6", "n")]),
        ("*m*^2^ and **m^2^**", [("superscript", "2", "^2^")] * 2),
        ("PM~2.5~ at\n*x*~max~^2^", [("subscript", "2.5", "~2.5~"), ("subscript", "max", "~max~"),
                                     ("superscript", "2", "^2^")]),
        ("| a^2^ |\n|---|\n| a \\| b~1~ |", [("superscript", "2", "^2^"),
                                                ("subscript", "1", "~1~")]),
    ],
)  # fmt: skip
def test_raised_and_lowered_words_are_read_at_their_place(text, found):
    assert shifted_in(text) == found
    assert parse(text, "x.md").diagnostics == ()


@pytest.mark.parametrize("text", [r"10\^6\^ and H\~2\~O", "`m^2^`", "~5 % and ~6 %", "1 ^ 2 ^ 3"])
def test_signs_that_are_meant_as_signs_stay(text):
    assert shifted_in(text) == []
    assert parse(text, "x.md").diagnostics == ()


def test_a_caret_before_a_bracket_is_still_a_note():
    (paragraph,) = parse("Some m^2^^[Of land.] of it^[Or so.].", "x.md").blocks

    kinds = [node.kind for node in paragraph.children]
    assert (kinds.count("inline_note"), kinds.count("superscript")) == (2, 1)


def test_read_aloud_figures_keep_their_height():
    (paragraph,) = parse("10^-6^ m^2^, SO~4~^2-^, 1^st^", "x.md").blocks

    assert words_aloud((paragraph,)) == "10⁻⁶ m², SO₄²⁻, 1st"
