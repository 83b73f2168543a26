"""What people type into the table at the head of a form becomes front matter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.briefs.front import Author, read_front, split_front
from generator.briefs.head_values import HEAD_VALUES, head_values, with_head_values

BRIEF = """\
---
title: "The ferry"   # in one line
date: "2026-11-22"
author:
  - name: "A. Quay"
    role: "Drafting"
seeds:
- ferry-log
topics: []
---

It sails.
"""


def shown(markdown: str) -> dict[str, str]:
    front, _, found = read_front(split_front(markdown, "x.md")[0], "x.md")
    assert found == ()
    return dict(head_values(front))


def test_every_value_is_shown_in_words_that_are_read_back_as_the_same():
    before = shown(BRIEF)

    after, found = with_head_values(BRIEF, before, "x.md")

    assert shown(after) == before
    assert before["author"] == "A. Quay (Drafting)"
    assert tuple(before) == HEAD_VALUES
    assert found == ()


def test_an_author_keeps_what_no_form_shows_and_another_one_gets_nothing_of_it():
    known = '    affiliation: "Ferries"\n    orcid: "0000-0002-1825-0097"\n'
    brief = BRIEF.replace('    role: "Drafting"\n', known)

    after, _ = with_head_values(brief, {"author": "A. Quay (Review); B. Dock"}, "x.md")

    quay, dock = read_front(split_front(after, "x.md")[0], "x.md")[0].author
    assert quay == Author("A. Quay", "Review", "Ferries", orcid="0000-0002-1825-0097")
    assert dock == Author("B. Dock")


@pytest.mark.parametrize(
    ("name", "typed", "read"),
    [
        ("title", 'It said: "no"', 'It said: "no"'),
        ("title", "two\nlines", "two lines"),
        ("date", "31 January 2027", "2027-01-31"),
        ("date", "31. Januar 2027", "2027-01-31"),
        ("date", "31 січня 2027 року", "2027-01-31"),
        ("date", "2027년 1월 31일", "2027-01-31"),
        ("cutoff", "2026-11-20", "2026-11-20"),
        ("author", "A. Quay (Drafting, lead), B. Dock", "A. Quay (Drafting, lead); B. Dock"),
        ("seeds", "ferry-log, [@quay]", "ferry-log; quay"),
        ("topics", "ports;\nferries", "ports; ferries"),
        ("abstract", "Yes # it is", "Yes # it is"),
        ("topics", "", ""),
    ],
)
def test_a_value_is_read_as_people_type_it(name, typed, read):
    after, found = with_head_values(BRIEF, {name: typed}, "x.md")

    assert shown(after)[name] == read
    assert found == ()


def test_only_the_entry_that_changes_is_written_again():
    after, _ = with_head_values(BRIEF, {"title": "The bridge", "number": "PB-1"}, "x.md")

    expected = BRIEF.replace('"The ferry"', '"The bridge"')
    assert after == expected.replace("\n---\n\nIt", '\nnumber: "PB-1"\n---\n\nIt')


@pytest.mark.parametrize(
    ("name", "typed", "hint"),
    [("date", "soon", "write a day"), ("seeds", "the log of the ferry", "write the keys")],
)
def test_what_is_no_such_value_is_told_and_changes_nothing(name, typed, hint):
    after, (fault,) = with_head_values(BRIEF, {name: typed}, "x.md")

    assert after == BRIEF
    assert typed in fault.message
    assert fault.hint.startswith(hint)


LINES = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=30)


@given(LINES)
def test_any_words_can_be_a_title(words):
    after, _ = with_head_values(BRIEF, {"subtitle": words}, "x.md")

    assert shown(after)["subtitle"] == " ".join(words.split())
