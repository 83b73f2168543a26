from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language.folding import fold
from generator.layout.typography import ENGLISH_MARKS, QuotationMarks, nested, typographic


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("\"x\" and 'y'", "“x” and ‘y’"),
        ("Russia's", "Russia’s"),
        ("the '90s", "the ’90s"),
        ("1--2 --- 3...", "1–2 — 3…"),
        ('("x")', "(“x”)"),
        ("\"'x' y\"", "“‘x’ y”"),
        ("'[t]he' and \"[t]he\"", "‘[t]he’ and “[t]he”"),
        ("'(x)' and \"(x)\"", "‘(x)’ and “(x)”"),
        ("'...and' and \"...and\"", "‘…and’ and “…and”"),
        ("'–5' and \"--5\"", "‘–5’ and “–5”"),
        ("'2024 began' and \"2024\"", "‘2024 began’ and “2024”"),
        ("the class of '98, '90s and '24/25", "the class of ’98, ’90s and ’24/25"),
        ("'tis and rock 'n' roll", "’tis and rock ’n’ roll"),
        ('"I was--", then "but-".', "“I was–”, then “but-”."),
        ('said:"yes";"no"', "said:“yes”;“no”"),
    ],
)
def test_typed_marks_become_typographic(typed, printed):
    assert typographic(typed) == printed


@given(st.text("ab \"'-.()…—“’"))
def test_dressing_leaves_the_words_as_they_are_compared(text):
    assert fold(typographic(text)) == fold(text)


@given(st.text("ab \"'-.()…—“’"))
def test_dressing_twice_changes_nothing_more(text):
    once = typographic(text)

    assert typographic(once) == once


@pytest.mark.parametrize(
    ("printed", "inside"),
    [
        ("he said “[t]he end”", "he said ‘[t]he end’"),
        ("“…and so on” – “—5”, “(x)”, “2024”", "‘…and so on’ – ‘—5’, ‘(x)’, ‘2024’"),
        ('he said "[t]he end", "(x)"', "he said ‘[t]he end’, ‘(x)’"),
        ("Er sagte: „Nein“.", "Er sagte: ‚Nein‘."),
        ("Er sagte: „Nein", "Er sagte: ‚Nein"),
        ("He said: “No“.", "He said: ‘No’."),
    ],
)
def test_quotation_marks_inside_a_quotation_become_single_and_keep_their_side(printed, inside):
    assert nested(printed) == inside


@given(st.text("ab \"“”„'-.()[]…—5"))
def test_marks_inside_a_quotation_leave_the_words_as_they_are_compared(text):
    assert fold(nested(text)) == fold(text)
    assert not set(nested(text)) & set('"“”„')


def test_a_title_that_quotes_is_printed_in_one_pair_of_double_marks():
    assert ENGLISH_MARKS.around('The "[new] axis" of 2024') == "“The ‘[new] axis’ of 2024”"


FRENCH = QuotationMarks("«\u00a0", "\u00a0»", "“", "”")
GERMAN = QuotationMarks("„", "“", "‚", "‘")
RUSSIAN = QuotationMarks("«", "»", "„", "“")


@pytest.mark.parametrize(
    ("marks", "printed"),
    [
        (FRENCH, "Il dit : «\u00a0c’est tout\u00a0», puis «\u00a0non\u00a0»."),
        (GERMAN, "Il dit : „c’est tout“, puis „non“."),
        (RUSSIAN, "Il dit : «c’est tout», puis «non»."),
    ],
)
def test_straight_quotation_marks_become_those_of_the_language(marks, printed):
    assert typographic("""Il dit : "c'est tout", puis "non".""", marks=marks) == printed


@pytest.mark.parametrize(
    ("marks", "words", "around"),
    [
        (FRENCH, "The “[new] axis”", "«\u00a0The “[new] axis”\u00a0»"),
        (FRENCH, "L’«\u00a0axe\u00a0» nouveau", "«\u00a0L’“axe” nouveau\u00a0»"),
        (GERMAN, "The “[new] axis”", "„The ‚[new] axis‘“"),
        (GERMAN, "Die „Achse“", "„Die ‚Achse‘“"),
        (RUSSIAN, "Новая «ось»", "«Новая „ось“»"),
        (RUSSIAN, "The “[new] axis”", "«The „[new] axis“»"),
    ],
)
def test_marks_inside_marks_are_those_of_the_language(marks, words, around):
    assert marks.around(words) == around
