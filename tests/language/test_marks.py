"""The table of quotation marks: complete, and one answer for each sign."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from generator.language import marks
from generator.language.folding import fold, level


def test_every_initial_and_final_mark_of_unicode_is_known():
    signs = map(chr, range(sys.maxunicode + 1))
    quoting = {sign for sign in signs if unicodedata.category(sign) in ("Pi", "Pf")}

    assert quoting - set(marks.MARKS) == set()


@pytest.mark.parametrize("sign", "\"'«»‘’‚‛“”„‟‹›⹂「」『』〝〞〟﹁﹂﹃﹄＂＇｢｣")
def test_every_sign_with_the_property_quotation_mark_is_known(sign):
    assert sign in marks.MARKS


def test_evening_keeps_the_length():
    text = "".join(sorted(marks.MARKS)) * 2

    assert len(marks.even(text)) == len(text)


def test_a_sign_set_twice_is_one_mark():
    found = marks.signs(marks.even("′′a′′ ``b'' ,,c'' <<d>>"))

    assert [sign for sign, _, _ in found] == ['"', '"', "“", '"', "„", '"', "«", "»"]


@pytest.mark.parametrize("sign", sorted(marks.MARKS))
def test_the_comparer_reads_every_mark_alike(sign):
    assert level(f"a {sign}b{sign} é") == "a 'b' é"


@pytest.mark.parametrize(
    ("printed", "levelled"),
    [
        ("rose by 5¹ per cent", "rose by 5 per cent"),
        ("the port.²³ It", "the port. It"),
        ("12 km² and 3 m³", "12 km2 and 3 m3"),
        ("10⁶ ships", "10^6 ships"),
        ("docks—the largest—are", "docks - the largest - are"),
        ("docks – the largest -- are", "docks - the largest - are"),
        ("2–3 million, non-aligned", "2-3 million, non-aligned"),
        ("€ 3.5 or 5 %", "€3.5 or 5%"),
    ],
)
def test_what_a_printer_changes_is_levelled(printed, levelled):
    assert level(printed) == levelled


def test_a_digest_is_made_of_the_fold_and_not_of_what_is_levelled():
    assert fold("5¹ 《a》") == "51 《a》"


@pytest.mark.parametrize(
    ("words", "nested"),
    [
        ("a “b” c", "a ‘b’ c"),
        ("a „b“ c", "a ‚b‘ c"),
        ("a «b» c", "a «b» c"),
        ('a "b" c', "a 'b' c"),
    ],
)
def test_marks_inside_of_others_are_single_on_both_sides(words, nested):
    assert marks.marks_nested(words) == nested
