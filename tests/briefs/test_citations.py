"""How a citation is spelt, and what it points at."""

from __future__ import annotations

import pytest

from generator.briefs.brief import Range, RecordRef, SeedRef
from generator.briefs.read import read_body
from generator.diagnostics import Severity
from tests.checking import words_at


def cited(text: str):
    body, found = read_body(text, "x.md")
    assert not [finding for finding in found if finding.severity is not Severity.NOTE], found
    return [citation for group in body.groups.values() for citation in group.citations]


@pytest.mark.parametrize(
    ("locator", "ranges", "sentence"),
    [
        ("¶3", [("3", "3")], 0),
        ("¶ 3", [("3", "3")], 0),
        ("¶3A", [("3A", "3A")], 0),
        ("¶3a", [("3A", "3A")], 0),
        ("¶¶ 3-5", [("3", "5")], 0),
        ("¶¶3–5", [("3", "5")], 0),
        ("¶¶ 3--5", [("3", "5")], 0),
        ("¶¶ 3, 5", [("3", "3"), ("5", "5")], 0),
        ("¶¶ 2, 4-5 and 7", [("2", "2"), ("4", "5"), ("7", "7")], 0),
        ("¶3 & ¶5", [("3", "3"), ("5", "5")], 0),
        ("¶3 s2", [("3", "3")], 2),
        ("¶3, s. 2", [("3", "3")], 2),
        ("¶3 sentence 2", [("3", "3")], 2),
        ("para. 3", [("3", "3")], 0),
        ("paras. 3-5", [("3", "5")], 0),
        ("Paragraph 3", [("3", "3")], 0),
        ("{¶3}", [("3", "3")], 0),
        ("{para. 3}", [("3", "3")], 0),
    ],
)
def test_a_locator_can_be_spelt_in_many_ways(locator, ranges, sentence):
    (citation,) = cited(f"Said [@smith-trade, {locator}].")

    expected = tuple(Range(first, last) for first, last in ranges)
    assert citation.target == SeedRef("smith-trade", expected, sentence)
    assert citation.suffix == ""


def test_a_bracket_holds_several_citations_with_words_around_them():
    text = "Said [@a; see @{b-2}, ¶2 ; but @c, ¶3A, in passing; @R4, p. 2]."
    text = text.replace("@a;", "@a, ¶1;")

    first, second, third, record = cited(text)

    assert (first.target, first.prefix) == (SeedRef("a", (Range("1", "1"),)), "")
    assert (second.target, second.prefix) == (SeedRef("b-2", (Range("2", "2"),)), "see")
    assert (third.prefix, third.suffix) == ("but", "in passing")
    assert (record.target, record.suffix) == (RecordRef("R4"), "p. 2")
    assert words_at(text, second.span) == "@{b-2}, ¶2"
    assert words_at(text, third.span) == "@c, ¶3A"


def test_a_place_holds_behind_double_blanks_and_over_a_line_end():
    text = "> Said [see  @a,  ¶1;\n>   also @b,\n> ¶2]."

    first, second = cited(text)

    assert words_at(text, first.span) == "@a,  ¶1"
    assert (second.span.start.line, second.span.start.column) == (2, 10)
    assert (second.span.end.line, second.span.end.column) == (3, 5)


def test_a_source_can_be_named_in_the_sentence():
    text = "As @smith [¶3] says, it is so."

    body, _ = read_body(text, "x.md")

    (group,) = body.groups.values()
    assert group.in_text
    assert group.citations[0].target == SeedRef("smith", (Range("3", "3"),))
    assert words_at(text, group.span) == "@smith [¶3]"
    assert words_at(text, group.citations[0].span) == "@smith [¶3"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Said [@a].", "which paragraph of `a`?"),
        ("Said [@a, page 3].", "cannot read “page 3” as paragraphs"),
        ("Said [@a, ¶].", "cannot read “¶” as paragraphs"),
        ("Said [@a, ¶3 5].", "cannot read “¶3 5” as paragraphs"),
        ("Said [@a, ¶3/9].", "cannot read “¶3/9” as paragraphs"),
        ("Said [@a, ¶3 s1-2].", "cannot read “¶3 s1-2” as paragraphs"),
        ("Said [@a, ¶3 s1, s2].", "cannot read “¶3 s1, s2” as paragraphs"),
        ("Said [@a, ¶3s2].", "cannot read “¶3s2” as paragraphs"),
        ("Said [@a, ¶3ff].", "cannot read “¶3ff” as paragraphs"),
        ("Said [@a, ¶1 @b, ¶2].", "two citations in one"),
        ("Said [@a, ¶1; see also].", "no `@key` in this part of the citation"),
        ("Said [@a, ¶1;].", "no `@key` in this part of the citation"),
        ("Said [@R1, ¶2].", "R1 is a record, and records have no numbered paragraphs"),
        ("As @a says.", "which paragraph of `a`?"),
        ("Said [@a, ¶1; @tbl-x].", "`@tbl-x` is no source"),
        ("Said [text @a](http://b.c).", "which paragraph of `a`?"),
    ],
)
def test_a_citation_that_cannot_be_read_is_an_error(text, message):
    _, found = read_body(text, "x.md")

    assert [f.message for f in found if f.code == "C008"] == [message]


@pytest.mark.parametrize(
    "text",
    [
        "Write to desk@example.org or <desk@example.org>.",
        "In code, `[@a, ¶1]` and `@a` are letters.",
        "An escaped \\@a and a lone @ sign.",
        "<!-- [@a, ¶1] -->",
        "[A link](https://example.org/@a).",
    ],
)
def test_an_at_sign_that_cites_nothing_is_left_alone(text):
    assert cited(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "## Heading [@a, ¶1]",
        "| a | b |\n|---|---|\n| [@a, ¶1] | c |",
        "| a | b |\n|---|---|\n| d | c |\n\n: Caption [@a, ¶1] {#tbl-a}",
        "![Caption [@a, ¶1]](x.png)",
        "Term [@a, ¶1]\n:   Said.",
        "Term\n:   Said [@a, ¶1].",
        "> Quoted [@a, ¶1].",
        "- one\n  - two [@a, ¶1]",
        "::: {.sidebar}\nIn a box [@a, ¶1].\n:::",
        "**In *bold [@a, ¶1]***",
        "[In a span [@a, ¶1]]{.reported}",
        "[In a link [@a, ¶1]](https://example.org)",
        "A note.^[In a note [@a, ¶1].]",
        "A note.[^1]\n\n[^1]: In a note [@a, ¶1].",
        "السلام [@a, ¶1] عليكم",
        "e\u0301e\u0301 [@a, ¶1]",
    ],
)
def test_a_citation_is_read_wherever_it_stands(text):
    (citation,) = cited(text)

    assert words_at(text, citation.span) == "@a, ¶1"
