"""What people type to cite becomes a citation where one source is meant, and nothing else does."""

from __future__ import annotations

import pytest

from generator import Library, find_workspace
from generator.actions.typed_citations import with_typed_citations
from tests.archive.workspaces import copy_workspace

BRIEF = """\
---
title: "The summit"
date: "2026-11-22"
seeds: []
---

{}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    root = tmp_path_factory.mktemp("house")
    copy_workspace(root)
    return Library(find_workspace(root))


def cited(library, words: str, before: str = "") -> str:
    path = library.workspace.briefs / "new.md"
    return with_typed_citations(library, path, BRIEF.format(words), before=before)


def test_a_citation_typed_in_word_is_one_and_its_source_is_listed(library):
    typed = r"The axis grows \[ulislam ¶2\]. So it is said \[\@ulislam-summit, para. 6 s1\]."

    text = cited(library, typed)

    assert "The axis grows [@ulislam-summit, ¶2]. So it is said [@ulislam-summit, ¶6 s1]." in text
    assert "\nseeds: [ulislam-summit]\n" in text


@pytest.mark.parametrize(
    "words", [r"It grew \[smith ¶2\].", r"It \[so it is said\] grew [x](y.md)."]
)
def test_what_may_mean_anything_else_stays_as_it_is(library, words):
    assert cited(library, words) == BRIEF.format(words)


def test_a_record_is_cited_and_is_no_source_to_be_listed(library):
    assert cited(library, r"A treaty \[R5, p. 3\].") == BRIEF.format("A treaty [@R5, p. 3].")


def test_words_that_stood_there_before_are_left_to_the_author(library):
    words = "The axis grows [ulislam ¶2]."

    assert cited(library, words, before=words) == BRIEF.format(words)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        (r"The \[R4\]\{.term\} road.", "The [R4]{.term} road."),
        (r"The [R4]\{.term\} road.", "The [R4]{.term} road."),
        (r"So it is. \[The source's.\]\{.origin\}", "So it is. [The source's.]{.origin}"),
        (r"It is \[here\]\{.odd\}.", r"It is \[here\]\{.odd\}."),
    ],
)
def test_words_that_were_typed_with_a_class_as_a_hint_says_have_it(library, typed, written):
    assert cited(library, typed) == BRIEF.format(written)
