from __future__ import annotations

import pytest
from hypothesis import given

from generator.diagnostics import Severity
from generator.document import (
    Document,
    Emphasis,
    Inline,
    Link,
    Meta,
    Note,
    NoteMark,
    Paragraph,
    Remark,
    Strong,
    Superscript,
    Text,
)
from generator.document.rewriting import with_runs
from generator.document.walking import plain_text
from generator.layout.binding import bound_run, bound_words
from tests.projections import document_words
from tests.strategies import documents


def bound(*run: Inline) -> tuple[Inline, ...]:
    return bound_run(run)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on the day 22 November it", "on the day 22~November it"),
        ("see (pp. 3–5) and ¶ 3", "see (pp.~3–5) and ¶~3"),
        ("10 km, 3 % or 4 billion.", "10~km, 3~% or 4~billion."),
        ("no. 3 million", "no.~3~million"),
        ("by “G. Greene”, Dr Smith", "by “G.~Greene”, Dr~Smith"),
        ("Table 1 and Article five", "Table~1 and Article five"),
        ("one – two — three –four", "one~– two~— three –four"),
        (
            "at 10 a.m., 5 km). 1er mai, 22. März; 3.º de",
            "at 10~a.m., 5~km). 1er~mai, 22.~März; 3.º~de",
        ),
        (" – 5 – (№ 3) St John, Mrs É. Roe", "~– 5~– (№~3) St~John, Mrs~É.~Roe"),
    ],
)
def test_what_belongs_together_is_joined_by_a_no_break_space(words, expected):
    assert bound_words(words) == expected.replace("~", "\u00a0")


@pytest.mark.parametrize(
    "words",
    [
        "in 2024 Korea",
        "stop. The next",
        "3 kmx",
        "No Dr",
        "a. b",
        "10 a.m",
        "3 –4",
        "1er maison",
        "the best",
        "( 3",
    ],
)
def test_what_only_looks_alike_may_part(words):
    assert bound_words(words) == words


def test_words_are_joined_over_the_edge_of_a_link_or_an_emphasis():
    found = bound(Text("see pp. "), Emphasis((Text("3 "), Strong((Text("km"),)))), Text(" on"))

    assert plain_text(found) == "see pp.\u00a03\u00a0km on"
    assert found[1] == Emphasis((Text("3\u00a0"), Strong((Text("km"),))))


def test_the_mark_of_a_note_parts_the_words_and_a_remark_does_not():
    remark = Remark("C002", Severity.ERROR)

    marked = bound(Text("in 22"), NoteMark(1, "mark-1"), Text(" November"))
    remarked = bound(Text("in 22"), remark, Text(" November"))

    assert marked[2] == Text(" November")
    assert remarked == (Text("in 22"), remark, Text("\u00a0November"))


def test_notes_are_bound_like_the_text():
    said = Paragraph((Link((Text("¶ 3"),), "#src-3"),), "note")
    plain = Document("Title", "en-GB", Meta(), (), (Note(1, (said,), "note-1"),))

    document = with_runs(plain, bound_run)

    assert document.notes[0].blocks == (Paragraph((Link((Text("¶\u00a03"),), "#src-3"),), "note"),)


@pytest.mark.slow
@given(tree=documents())
def test_no_word_of_any_document_is_lost_or_moved(tree):
    assert document_words(with_runs(tree, bound_run)) == document_words(tree)


def test_a_raised_unit_stands_with_its_number_and_keeps_its_figure():
    found = bound(Text("some 10 km"), Superscript((Text("2"),)), Text(" of land"))

    assert found == (Text("some 10\u00a0km"), Superscript((Text("2"),)), Text(" of land"))
