"""Sources that number their paragraphs, imported: what is cited, and what proves it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import BriefError
from generator.seeds.editions import read_edition
from generator.seeds.numbers_alone import numbers_apart
from generator.seeds.printed_numbers import printed_number
from generator.seeds.reading import Cleaned, SourcePassage
from generator.seeds.seed import Edition
from tests.seeds.editions import content_of, forge, seed_of

ACT = """LOCKS ACT

Chapter I
General provisions

Article 1
Purpose

This Act governs the locks of the river Alder and the fees that are raised at them.

Article 2
Definitions

(1) In this Act, “lock” means a basin with two gates in which boats are raised or lowered.

(2) “Fee” means a payment under Article 3 that is due before a gate is opened.

Article 3
Fees

(1) There is a fee for each passage, and the council sets it once a year.

(2) The keeper of the lock shall:
(a) raise the fee;
(b) enter it in a book; and
(c) show the book to whoever asks.

Article 4
Repeal

The Locks Act of 1902 is repealed.
"""

COURT = """Judgment of the river court

41.

The applicant is a boatman. He asks for the fee that he paid at the lock in May.

42.

The respondent is the board. It says that the fee was due, and that it was low.

43.

The court finds that nobody had set the fee in the year in which it was raised.
"""


def edition(folder: Path) -> Edition:
    return read_edition(folder, file=f"seeds/{folder.name}")


def said(folder: Path) -> list[tuple[str, str]]:
    return [(one.number, one.label) for one in edition(folder).paragraphs]


def test_a_number_in_roman_figures_is_cited_in_arabic_ones():
    romans = {"IV": "4", "XIX": "19", "XLVI": "46", "LXXX": "80", "XCIX": "99", "CIX": "109"}
    found = {one: printed_number(f"Article {one} Of locks") for one in romans}

    assert {roman: one and one.number for roman, one in found.items()} == romans


def test_articles_of_an_act_pass_their_numbers_to_the_paragraphs_below(tmp_path):
    found = said(seed_of(tmp_path, ACT))

    assert found == [
        ("1", "Article 1"),
        ("2(1)", "Article 2(1)"),
        ("2(2)", "Article 2(2)"),
        ("3(1)", "Article 3(1)"),
        ("3(2)", "Article 3(2)"),
        ("3(2)(a)", "Article 3(2)(a)"),
        ("3(2)(b)", "Article 3(2)(b)"),
        ("3(2)(c)", "Article 3(2)(c)"),
        ("4", "Article 4"),
    ]


def test_a_number_on_a_line_of_its_own_numbers_what_follows(tmp_path):
    assert said(seed_of(tmp_path, COURT)) == [("41", "41"), ("42", "42"), ("43", "43")]


def test_a_passage_that_is_only_a_number_is_dropped():
    passages = [
        SourcePassage(words, line, line)
        for line, words in enumerate(["41.", "The fee.", "42.", "The lock.", "43.", "So it is."], 1)
    ]

    found = numbers_apart(Cleaned("", "", "en", tuple(passages), ()))

    assert [one.text for one in found.paragraphs] == ["The fee.", "The lock.", "So it is."]
    assert [(one.line, one.reason) for one in found.dropped] == [
        (1, "paragraph number"),
        (3, "paragraph number"),
        (5, "paragraph number"),
    ]


def test_an_edition_names_the_version_of_its_numbering(tmp_path):
    folder = seed_of(tmp_path, ACT)

    assert content_of(folder)["reader"]["numbering"] == 5


def test_an_edition_without_a_version_keeps_the_numbers_that_were_counted(tmp_path):
    folder = seed_of(tmp_path, ACT)

    def counted(content):
        del content["reader"]["numbering"]
        for count, paragraph in enumerate(content["paragraphs"], 1):
            paragraph.update(number=str(count), label="")

    forge(folder, counted)

    assert [number for number, _ in said(folder)] == [str(count) for count in range(1, 10)]


@pytest.mark.parametrize(
    ("index", "change", "told"),
    [
        (0, {"number": "2"}, "¶2 is not as it was imported: its number was 1"),
        (5, {"number": "3(2)(d)"}, "¶3(2)(d) is not as it was imported: its number was 3(2)(a)"),
        (1, {"label": "Article 2"}, "its label is 'Article 2', and 'Article 2(1)' in print"),
        (4, {"number": "3(2)(a"}, "¶3(2)(a is not the number of a paragraph"),
    ],
)
def test_a_changed_number_or_label_is_refused_although_every_digest_fits(
    tmp_path, index, change, told
):
    folder = seed_of(tmp_path, ACT)

    forge(folder, lambda content: content["paragraphs"][index].update(change))

    with pytest.raises(BriefError) as caught:
        edition(folder)
    assert any(told in fault.message for fault in caught.value.diagnostics)


def test_a_numbering_of_a_later_release_is_told(tmp_path):
    folder = seed_of(tmp_path, ACT)

    forge(folder, lambda content: content["reader"].update(numbering=99))

    with pytest.raises(BriefError) as caught:
        edition(folder)
    assert caught.value.diagnostics[0].hint == "upgrade brief"
