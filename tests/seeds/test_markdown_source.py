"""What is read of Markdown: the words that its page shows, on the lines on which they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import BriefError
from generator.seeds.editions import read_edition
from generator.seeds.readers.kinds import kind_of
from generator.seeds.readers.markdown_source import is_markdown, lines_of_markdown, read_markdown
from generator.seeds.reading import SourceReading
from tests.seeds.importing import import_seed
from tests.seeds.wholeness import is_without_remainder

PAGE = """---
title: "Dues at the lock"
author: Ada Moor
date: 2024-03-01
---

# Dues at the *lock*

The dues at the **lock** were raised twice within
a single [year](https://example.org/year), as `said`.[^1]

<!-- nobody sees
this -->

> We paid, and
> we went on.

![The lock](lock.png)

3. The keeper opens the lock.
4. Nobody else does.
   - Not even the mayor.

| Year | Dues |
|------|------|
| 2024 | 45 &amp; more |

```text
open(lock)
```

<div>Some <b>words</b></div>

[^1]: See the keeper’s book.
"""


def read(text: str) -> SourceReading:
    return read_markdown(text.encode(), "lock.md", "UTF-8")


def kept(text: str) -> list[str]:
    return [one.text for one in read(text).cleaned.paragraphs]


def test_words_are_read_as_the_page_shows_them_on_the_lines_on_which_they_are_typed():
    found = read(PAGE).cleaned

    assert [(one.kind, one.first_line, one.last_line, one.text) for one in found.paragraphs] == [
        ("text", 9, 10, "The dues at the lock were raised twice within a single year, as said."),
        ("quote", 15, 16, "We paid, and we went on."),
        ("item", 20, 20, "3. The keeper opens the lock."),
        ("item", 21, 21, "4. Nobody else does."),
        ("item", 22, 22, "Not even the mayor."),
        ("cell", 24, 24, "Year Dues"),
        ("cell", 26, 26, "2024 45 & more"),
    ]


def test_what_is_no_body_is_dropped_with_the_reason():
    assert [(one.reason, one.text) for one in read(PAGE).cleaned.dropped] == [
        ("front matter", 'title: "Dues at the lock"'),
        ("front matter", "author: Ada Moor"),
        ("front matter", "date: 2024-03-01"),
        ("heading", "Dues at the lock"),
        ("code", "open(lock)"),
        ("HTML", "Some words"),
        ("note", "See the keeper’s book."),
    ]


def test_it_is_told_that_a_quotation_typed_as_code_is_left_out():
    quoted = "    The keeper opens the lock at six, and nobody else does."
    found = read(f"{PAGE}\nHe wrote:\n\n{quoted}\n").cleaned

    assert not read(PAGE).cleaned.guesses
    assert any("The keeper opens the lock" in told for told in found.guesses)


def test_front_matter_says_who_and_when():
    found = read(PAGE).cleaned

    assert (found.title, found.author, found.published) == (
        "Dues at the lock",
        "Ada Moor",
        "2024-03-01",
    )


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("A *b* _c_ ~~d~~ e.", "A b c d e."),
        ("A [b](c), [d][e] and <https://f.example>.\n\n[e]: https://e.example",
         "A b, d and https://f.example."),
        ("A \\*b\\* &copy; c.", "A *b* © c."),
        ("A <b>b</b> <!-- c --> d<br>e.", "A b d e."),
        ("A\\\nb.", "A b."),
        ("水位\n上升了。", "水位上升了。"),
        ("0. A.", "0. A."),
        ("- > A b.", "A b."),
    ],
    ids=["emphasis", "links", "signs", "tags", "line break", "chinese", "from nought", "inside"],
)  # fmt: skip
def test_marks_are_no_words(typed, shown):
    assert kept(typed) == [shown]


def test_front_matter_may_end_in_an_empty_line_and_a_title_go_on_in_the_next():
    front = "---\nTitle: Law on the lock\n  and its dues\nslug: lock_law\n\n---\n"
    found = read(front + "\nThe dues were raised twice within a year, and nobody was asked.\n")

    assert found.cleaned.title == "Law on the lock and its dues"
    assert {line.reason for line in found.cleaned.dropped} == {"front matter"}


def test_the_sections_of_a_law_in_markdown_are_its_numbers(tmp_path):
    law = tmp_path / "law.md"
    law.write_text(
        "".join(
            f"### § {count} Dues\n\n(1) The dues are raised of every boat, and are:\n\n"
            "1.  two crowns in spring, and\n2.  three crowns in autumn.\n\n(2) No more is due.\n\n"
            for count in (1, 2, 3)
        ),
        encoding="utf-8",
    )

    edition = import_seed(law, tmp_path, key="law", file="law.md").edition
    numbers = [one.number for one in edition.paragraphs]
    assert numbers[:5] == ["1(1)", "1(1)(1)", "1(1)(2)", "1(2)", "2(1)"]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (PAGE, True),
        ("---\ntitle: The lock\n---\nWords.", True),
        ("# The lock\n\nThe **dues** rose.", True),
        ("The [dues](https://example.org) rose.\n\n[^1]: So it says.", True),
        ("---\nTitle: The lock\n\n---\nWords.", True),
        ("## § 1 The lock\n\nThe dues rose.\n\n## § 2 The quay\n\nThey fell.", True),
        ("# The lock\n\nThe dues rose.", False),
        ("## The lock\n\nThe dues rose.\n\n# They fell.", False),
        ("The **dues** rose, and **fell**.", False),
        ("a | b\n--- | ---", False),
        ("---\nThe dues rose.\n---\n", False),
        ("1. The dues rose [1].\n* See (https://example.org).", False),
        ("x = a**b**c\n#define LOCK\n", False),
    ],
)
def test_a_text_is_markdown_only_with_clear_signs(text, known):
    assert is_markdown(text.encode()) is known
    assert is_markdown(text.encode("utf-16")) is known


def test_a_seed_made_of_markdown_is_proved_by_it(tmp_path):
    source = tmp_path / "lock.md"
    source.write_bytes(PAGE.replace("\n", "\r\n").encode())

    found = import_seed(source, tmp_path / "seeds", key="lock", file="lock.md").edition

    assert found.reader is not None
    assert found.reader.libraries.startswith("markdown-it-py ")
    assert read_edition(tmp_path / "seeds/lock", file="seeds/lock") == found


@pytest.mark.parametrize(
    "deep", ["> " * 200 + "words", "".join("  " * n + "- a\n" for n in range(99))]
)
def test_lists_and_quotations_deeper_than_is_read_are_refused(deep):
    with pytest.raises(BriefError) as caught:
        read(deep)

    assert caught.value.diagnostics[0].code == "S016"


TYPED = st.text(st.sampled_from("ab *_`[]()<>!#|-\n\n>1.&;:^~\\ \t漢"), max_size=60)


@given(TYPED)
def test_whatever_is_typed_its_words_are_kept_or_dropped_without_remainder(text):
    try:
        found = read(f"{text}.\n")
    except BriefError as error:
        assert error.diagnostics[0].code == "S016"
        return

    assert is_without_remainder(found)
    assert lines_of_markdown(f"{text}.\n".encode(), "UTF-8", "lock.md") == found.lines


@given(
    st.lists(st.text(st.sampled_from("abc "), min_size=1).map(str.strip).filter(bool), min_size=1)
)
def test_no_word_of_a_plain_paragraph_is_lost(words):
    text = "\n\n".join(words)

    assert [line.split() for line in read(text).lines.texts if line] == list(map(str.split, words))
    assert kind_of(text.encode()).called == "a plain text"
