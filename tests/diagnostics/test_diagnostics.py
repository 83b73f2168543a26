"""How a finding is shown, and in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import (
    BriefError,
    Code,
    Diagnostic,
    Position,
    Severity,
    Span,
    codes,
    diagnose,
    in_reading_order,
    refusal,
)
from generator.diagnostics.rendering import columns, render


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

    assert len(shown[3]) == 100
    start = shown[4].index("^")
    assert shown[3][start : start + 5] == "FAULT"


def test_the_carets_stand_under_the_words_behind_a_number_of_two_digits():
    found = Diagnostic("C005", "altered", Span.at("x.md", 12, 5, 5))

    margin, line, carets = render(found, "\n" * 11 + "two words").splitlines()[2:5]

    assert (margin, line, carets) == ("   |", "12 | two words", "   |     ^^^^^")


def test_a_wide_letter_takes_two_columns_and_an_accent_none():
    found = Diagnostic("L011", "no font", Span.at("x.md", 1, 4, 2))

    shown = render(found, "埠e\u0301頭a").splitlines()

    assert shown[4] == "  |    ^^^"


@given(
    st.text("ab漢é 埠", min_size=1, max_size=200),
    st.integers(1, 200),
    st.integers(1, 60),
    st.integers(40, 100),
)
def test_a_line_fits_the_screen_and_the_first_caret_is_under_the_first_letter(
    line, column, wide, width
):
    column = min(column, len(line))
    found = Diagnostic("C005", "altered", Span.at("x.md", 1, column, wide))

    _, _, _, shown, carets = render(found, line, width).splitlines()

    assert max(columns(shown), columns(carets)) <= width
    above = next(at for at in range(len(shown)) if columns(shown[:at]) == carets.index("^"))
    assert shown[above] == line[column - 1]


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


@pytest.mark.parametrize(
    ("first", "second", "meet"),
    [
        (Span.at("a.md", 1, 1, 5), Span.at("a.md", 1, 5, 2), True),
        (Span.at("a.md", 1, 1, 5), Span.at("a.md", 1, 6, 2), False),  # one begins where one ends
        (Span.at("a.md", 1, 1, 5), Span.at("b.md", 1, 1, 5), False),
        (Span.at("a.md", 1, 1, 5), Span.at("a.md", 2, 1, 5), False),
        (Span("a.md", Position(1, 8), Position(3, 2)), Span.at("a.md", 2, 1, 1), True),
    ],
)
def test_two_places_meet_where_they_have_a_character_in_common(first, second, meet):
    assert first.meets(second) is meet
    assert second.meets(first) is meet


def test_a_place_reaches_from_the_start_of_one_to_the_end_of_another():
    covered = Span.covering(Span.at("a.md", 1, 3, 2), Span.at("a.md", 2, 1, 4))

    assert (covered.start, covered.end) == (Position(1, 3), Position(2, 5))


def test_a_finding_is_as_grave_as_the_registry_says_unless_a_check_says_otherwise():
    place = Span.at("a.md")

    assert diagnose(codes.HEDGE, "x", place).severity is codes.HEDGE.severity
    assert diagnose(codes.HEDGE, "x", place, severity=Severity.NOTE).severity is Severity.NOTE


def test_a_refusal_is_an_error_of_one_finding():
    error = refusal(codes.NO_SEED, "no seed", Span.at("seeds"), hint="import it")

    (found,) = error.diagnostics
    assert (found.code, found.is_error, found.hint) == ("S002", True, "import it")


def test_each_row_of_the_registry_is_found_under_its_code_and_no_two_share_one():
    rows = [row for row in vars(codes).values() if isinstance(row, Code)]

    assert list(codes.CODES.items()) == [(str(row), row) for row in rows]
    assert len(rows) > 100
