"""How a finding is shown, and in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import BriefError, Diagnostic, Position, Severity, Span, in_reading_order
from generator.diagnostics.rendering import render


def test_a_finding_shows_its_line_with_carets():
    found = Diagnostic("C002", "no paragraph 7", Span.at("x.md", 2, 3, 4), hint="it ends at ¶5")

    assert render(found, "one\ntwo words\n").splitlines() == [
        "error[C002]: no paragraph 7",
        "  --> x.md:2:3",
        "  |",
        "2 | two words",
        "  |   ^^^^",
        "  = hint: it ends at ¶5",
    ]


def test_a_finding_about_a_whole_file_shows_no_line():
    found = Diagnostic("B002", "no front matter", Span.at("x.md"), Severity.WARNING)

    assert render(found, "one\n") == "warning[B002]: no front matter\n  --> x.md:1:1"


def test_a_finding_over_several_lines_marks_the_first_to_its_end():
    span = Span("x.md", Position(1, 5), Position(3, 2))

    assert render(Diagnostic("B012", "lost", span), "one two\nthree\nfour").endswith("|     ^^^")


def test_a_long_line_is_cut_around_the_fault():
    line = "a" * 500 + "FAULT" + "b" * 500

    shown = render(Diagnostic("C005", "altered", Span.at("x.md", 1, 501, 5)), line).splitlines()

    assert len(shown[3]) < 180
    start = shown[4].index("^")
    assert shown[3][start : start + 5] == "FAULT"


@given(
    st.text("ab\t é😀\n", max_size=400),
    st.integers(1, 9),
    st.integers(1, 400),
    st.integers(0, 300),
)
def test_any_span_can_be_shown(source, line, column, width):
    found = Diagnostic("C005", "altered", Span.at("x.md", line, column, width))

    assert render(found, source).startswith("error[C005]: altered\n  --> x.md:")


def test_findings_stand_in_reading_order_without_repeats():
    first, second = Span.at("a.md", 2), Span.at("b.md", 1)
    later = Diagnostic("B003", "z", second)
    earlier = Diagnostic("C001", "a", first)

    assert in_reading_order([later, earlier, later]) == (earlier, later)


def test_an_error_of_many_findings_says_each():
    found = [Diagnostic("B003", "one", Span.at("x")), Diagnostic("B004", "two", Span.at("x"))]

    with pytest.raises(BriefError, match="B003: one\nB004: two"):
        raise BriefError(found)
