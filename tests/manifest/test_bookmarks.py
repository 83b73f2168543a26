"""How the bookmarks of a Word file are named, and how they are read back."""

from __future__ import annotations

from string import hexdigits

import pytest

from generator.document import Document, Meta
from generator.manifest.bookmarks import (
    bookmark_name,
    bookmark_prefix,
    passage_at,
    passage_bookmark,
    unprefixed,
)

PREFIX = "b1a2b3c_"


def brief_of(title: str, identifier: str = "") -> Document:
    return Document(title, "en", Meta(identifier=identifier), ())


def test_anchors_that_differ_in_case_alone_or_are_too_long_get_bookmarks_of_their_own():
    anchors = ["Sec-1", "sec-1", "sec_1", "sec 1", "a" * 60, "a" * 61, "x--y", "x-y", "", "§", "1a"]

    names = [bookmark_name(PREFIX, anchor).lower() for anchor in anchors]

    assert len(set(names)) == len(anchors)
    assert all(len(name) <= 40 and name.isidentifier() for name in names)


def test_an_anchor_in_small_letters_keeps_its_words_as_a_bookmark():
    assert bookmark_name(PREFIX, "src-ulislam-summit-2") == "b1a2b3c_src_ulislam_summit_2"


def test_a_brief_is_told_by_its_identifier_and_else_by_its_title():
    prefixes = [
        bookmark_prefix(brief_of("A harbour", "PB-1")),
        bookmark_prefix(brief_of("A harbour", "PB-2")),
        bookmark_prefix(brief_of("A harbour")),
        bookmark_prefix(brief_of("A road")),
    ]

    assert len(set(prefixes)) == len(prefixes)
    assert bookmark_prefix(brief_of("Another title", "PB-1")) == prefixes[0]
    assert all(len(one) == 8 and set(one[1:7]) <= set(hexdigits) for one in prefixes)


@pytest.mark.parametrize("brief", ["", "b1a2b3c_"])
@pytest.mark.parametrize("copied", ["", "_Copy_1", " Copy 2", "_Copy_1_Copy_1"])
def test_a_bookmark_is_read_with_or_without_a_prefix_and_as_libreoffice_copies_it(brief, copied):
    assert unprefixed(f"{brief}mark_3{copied}") == "mark_3"


@pytest.mark.parametrize("copied", ["", "_Copy_1", " Copy 1"])
def test_the_bookmark_of_a_passage_tells_its_id(copied):
    name = passage_bookmark(PREFIX, "0000002b")

    assert name.startswith("_")
    assert passage_at(name + copied) == "0000002b"


@pytest.mark.parametrize("name", ["b1a2b3c_p0000002b", "_Toc0000002b", "_GoBack", "", "_p2b"])
def test_any_other_bookmark_is_that_of_no_passage(name):
    assert passage_at(name) == ""
