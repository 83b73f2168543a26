"""How a citation is spelt, and what it points at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.briefs.brief import Range, RecordRef, SeedRef, Sentences
from generator.briefs.citations import canonical_citation
from generator.briefs.read import read_body
from generator.diagnostics import Severity
from tests.checking import words_at


def cited(text: str):
    body, found = read_body(text, "x.md")
    assert not [finding for finding in found if finding.severity is not Severity.NOTE], found
    return [citation for group in body.groups.values() for citation in group.citations]


@pytest.mark.parametrize(
    ("locator", "canonical"),
    [
        ("¶3", "¶3"),
        ("¶ 3", "¶3"),
        ("¶3A", "¶3A"),
        ("¶3a", "¶3A"),
        ("¶¶ 3-5", "¶¶ 3-5"),
        ("¶¶3–5", "¶¶ 3-5"),
        ("¶¶ 3--5", "¶¶ 3-5"),
        ("¶¶ 3 to 5", "¶¶ 3-5"),
        ("¶3 through ¶5", "¶¶ 3-5"),
        ("¶¶ 3, 5", "¶¶ 3, 5"),
        ("¶¶ 2, 4-5 and 7", "¶¶ 2, 4-5, 7"),
        ("¶3 & ¶5", "¶¶ 3, 5"),
        ("¶¶ 3, 5, and 7", "¶¶ 3, 5, 7"),
        ("¶3 s2", "¶3 s2"),
        ("¶3, s. 2", "¶3 s2"),
        ("¶3 sentence 2", "¶3 s2"),
        ("¶3 s1-2", "¶3 s1-2"),
        ("¶3 s1–s3", "¶3 s1-3"),
        ("¶3 sentences 1 to 3", "¶3 s1-3"),
        ("¶3 s1 and s4", "¶3 s1, s4"),
        ("¶3 s1, s4-5", "¶3 s1, s4-5"),
        ("¶3 ss. 1, 4 and 6", "¶3 s1, s4, s6"),
        ("¶3 s1, ¶5", "¶3 s1, ¶5"),
        ("¶3 s1, ¶4 s2 and s3", "¶3 s1, ¶4 s2, s3"),
        ("¶¶ 1-2, ¶4 s2", "¶¶ 1-2, ¶4 s2"),
        ("para. 3", "¶3"),
        ("paras. 3-5", "¶¶ 3-5"),
        ("Paragraph 3", "¶3"),
        ("§3", "§ 3"),
        ("sec. 2.3.1", "§ 2.3.1"),
        ("§§ 12, 13a", "§§ 12, 13a"),
        ("¶ 8 (a) (ii)", "¶8(a)(ii)"),
        ("¶8(A)", "¶8(a)"),
        ("¶8(a)-(c)", "¶¶ 8(a)-8(c)"),
        ("¶II.3", "¶II.3"),
        ("¶¶ 1.1, 2.1", "¶¶ 1.1, 2.1"),
        ("art. 5 (2)", "Art. 5(2)"),
        ("Arts. 5(2) and 7", "Arts. 5(2), 7"),
        ("Article 5 bis", "Art. 5bis"),
        ("Rn. 14 to 16", "Rn. 14-16"),
        ("page 7", "p. 7"),
        ("pp. iv-9", "pp. iv-9"),
        ("p. 7 ¶ 2", "p. 7 ¶2"),
        ("p. 7 ¶2 s1", "p. 7 ¶2 s1"),
        ("at 1:02:03", "at 1:02:03"),
        ("{¶3}", "¶3"),
        ("{para. 3}", "¶3"),
    ],
)
def test_a_locator_is_read_to_its_end_however_it_is_spelt(locator, canonical):
    (citation,) = cited(f"Said [@smith-trade, {locator}].")

    assert canonical_citation(citation.target) == f"@smith-trade, {canonical}"
    assert (citation.written, citation.suffix) == (f"@smith-trade, {locator}", "")


RANGES = st.tuples(st.integers(1, 99), st.integers(0, 9)).map(lambda r: (r[0], r[0] + r[1]))
PINNED = st.tuples(
    st.integers(1, 99), st.lists(RANGES.map(lambda r: Sentences(*r)), max_size=3)
).map(lambda item: Range(str(item[0]), str(item[0]), tuple(item[1])))
WIDE = RANGES.map(lambda r: Range(str(r[0]), str(r[1])))


@given(st.lists(PINNED | WIDE, min_size=1, max_size=4))
def test_what_is_written_of_a_locator_is_read_as_the_same(ranges):
    target = SeedRef("smith-trade", tuple(ranges))

    (citation,) = cited(f"Said [{canonical_citation(target)}].")

    assert citation.target == target


@given(
    st.sampled_from([" and ", ", ", " to ", "–", " s", " (", " cf. ", " & s. ", " also "]),
    st.integers(0, 999),
    st.sampled_from(["", " below", "b", ")", " f."]),
)
def test_no_number_of_a_locator_is_printed_as_a_remark(joint, number, rest):
    body, found = read_body(f"Said [@smith-trade, ¶3{joint}{number}{rest}].", "x.md")

    read = [c for group in body.groups.values() for c in group.citations]
    assert all(str(number) in citation.written for citation in read)
    assert read or [f.code for f in found] == ["C008"]


@pytest.mark.parametrize(
    "rest", [" lit. a", ", letter b", " point (c)", ", no. iv", ", first indent"]
)
def test_no_letter_of_a_locator_is_printed_as_a_remark(rest):
    body, found = read_body(f"Said [@smith-trade, Art. 3{rest}].", "x.md")

    assert not body.groups
    assert [fault.code for fault in found] == ["C008"]


@pytest.mark.parametrize(
    "remark",
    ["emphasis added", "(our translation)", "quoting the minister of 2019", "translation by A. B."],
)
def test_a_remark_behind_a_locator_is_printed(remark):
    (citation,) = cited(f"Said [@smith-trade, ¶3, {remark}].")

    assert citation.suffix == remark


def test_a_locator_alone_is_one_of_the_only_seed_listed():
    (group,) = read_body("Said [¶¶ 3 and 5].", "x.md", ["smith-trade"])[0].groups.values()

    (citation,) = group.citations
    assert citation.target == SeedRef("smith-trade", (Range("3", "3"), Range("5", "5")))
    assert citation.written == "¶¶ 3 and 5"


@pytest.mark.parametrize(
    ("listed", "hint"),
    [
        (["smith", "mill"], "write [@smith, ¶3] or [@mill, ¶3]"),
        ([], "write [@key, ¶2], [@key, ¶¶ 2-4], [@key, ¶¶ 2, 5] or [@key, ¶2 s1]"),
    ],
)
def test_a_locator_alone_is_an_error_where_the_source_cannot_be_told(listed, hint):
    body, found = read_body("Said [¶3].", "x.md", listed)

    assert not body.groups
    assert [(f.code, f.hint) for f in found] == [("C008", hint)]


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("It fell [@smith, ¶3. Then it rose.", "[@smith, ¶3]"),
        ("It fell [@smith, para. 3", "[@smith, para. 3]"),
        ("It fell [@smith, ¶3). Then it rose.", "[@smith, ¶3]"),
        ("It fell [see @smith, ¶3\n[@mill, ¶1].", "[see @smith, ¶3]"),
        ("*It fell [@smith, ¶3* and rose.", "[@smith, ¶3]"),
    ],
)
def test_a_bracket_that_is_not_closed_is_an_error_at_the_bracket(text, closed):
    _, found = read_body(text, "x.md")

    (fault,) = (f for f in found if f.code == "C008")
    assert fault.message == "this bracket is not closed"
    assert words_at(text, fault.span) == "["
    assert fault.hint == f"close it after the citation: {closed}"


def test_a_bracket_holds_several_citations_with_words_around_them():
    text = "Said [@a; see @{b-2}, ¶2 ; but @c, ¶3A, in passing; @R4, in state media]."
    text = text.replace("@a;", "@a, ¶1;")

    first, second, third, record = cited(text)

    assert (first.target, first.prefix) == (SeedRef("a", (Range("1", "1"),)), "")
    assert (second.target, second.prefix) == (SeedRef("b-2", (Range("2", "2"),)), "see")
    assert (third.prefix, third.suffix) == ("but", "in passing")
    assert (record.target, record.suffix) == (RecordRef("R4"), "in state media")
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


_NO_PARAGRAPHS = "cannot read “{}”: R1 is a record, and a record has no paragraphs"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Said [@a].", "this citation does not say which paragraph of `a` it means"),
        ("Said [@a, ¶].", "cannot read “¶” as paragraphs"),
        ("Said [@a, ¶3 5].", "cannot read “¶3 5” as paragraphs"),
        ("Said [@a, ¶3/9].", "cannot read “¶3/9” as paragraphs"),
        ("Said [@a, ¶3 s1, 4].", "cannot read “¶3 s1, 4” as paragraphs"),
        ("Said [@a, ¶3 s1 and].", "cannot read “¶3 s1 and” as paragraphs"),
        ("Said [@a, ¶3 to the end].", "cannot read “¶3 to the end” as paragraphs"),
        ("Said [@a, ¶3, second sentence].", "cannot read “¶3, second sentence” as paragraphs"),
        ("Said [@a, ¶3(b].", "cannot read “¶3(b” as paragraphs"),
        ("Said [@a, ¶8(a), (c)].", "cannot read “¶8(a), (c)” as paragraphs"),
        ("Said [@a, p. 7, ¶2].", "cannot read “p. 7, ¶2” as paragraphs"),
        ("Said [@a, ¶3, p. 7].", "cannot read “¶3, p. 7” as paragraphs"),
        ("Said [@a, ¶3 et seq.].", "cannot read “¶3 et seq.” as paragraphs"),
        ("Said [@a, ch. 7].", "cannot read “ch. 7” as paragraphs"),
        ("Said [@a, ¶ three].", "cannot read “¶ three” as paragraphs"),
        ("Said [@a, ¶3.].", "cannot read “¶3.” as paragraphs"),
        (
            "Said [cf. para 9 and @a, ¶3].",
            "“cf. para 9 and” before the citation names a place, and nothing checks it",
        ),
        ("Said [@a, ¶3s2].", "cannot read “¶3s2” as paragraphs"),
        ("Said [@a, ¶3ff].", "cannot read “¶3ff” as paragraphs"),
        ("Said [@a, ¶1 @b, ¶2].", "there is no semicolon between two citations"),
        ("Said [@a, ¶1; see also].", "this part of the citation has no `@key`"),
        ("Said [@a, ¶1;].", "this part of the citation has no `@key`"),
        ("Said [@R1, ¶2].", _NO_PARAGRAPHS.format("¶2")),
        ("Said [@R1, para. 8].", _NO_PARAGRAPHS.format("para. 8")),
        ("Said [@R1, p. 3 ff.].", "cannot read “p. 3 ff.” as a place in R1"),
        ("Said [@R1, p. 3, 4b-].", "cannot read “p. 3, 4b-” as a place in R1"),
        ("Said [@R1, p. three].", "cannot read “p. three” as a place in R1"),
        ("Said [@R1, Art. 5(].", "cannot read “Art. 5(” as a place in R1"),
        ("Said [@R1, § 3.2.].", "cannot read “§ 3.2.” as a place in R1"),
        ("Said [@R1, at 10:75].", "cannot read “at 10:75” as a place in R1"),
        ("Said [@R1, 12].", "cannot read “12” as a place in R1"),
        ("Said [@R1, p. 12 ¶2].", "cannot read “p. 12 ¶2” as a place in R1"),
        ("Said [@R1, {p. 12].", "cannot read “{p. 12” as a place in R1"),
        ("As @a says.", "this citation does not say which paragraph of `a` it means"),
        ("Said [@a, ¶1; @tbl-x].", "`@tbl-x` is a table or figure, not a source"),
        (
            "Said [text @a](http://b.c).",
            "this citation does not say which paragraph of `a` it means",
        ),
    ],
)
def test_a_citation_that_cannot_be_read_is_an_error(text, message):
    _, found = read_body(text, "x.md")

    assert [f.message for f in found if f.code == "C008"] == [message]


def test_who_cites_a_heading_is_told_how_it_is_named():
    _, [found] = read_body("See [@sec-duties].", "x.md")

    assert found.hint == "a heading is named in a link: [words](#sec-duties)"


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
        "## Heading [@a, ¶1]\n\nText.",
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
        "A note.^[In a note [@a, ¶1].]",
        "A note.[^1]\n\n[^1]: In a note [@a, ¶1].",
        "السلام [@a, ¶1] عليكم",
        "e\u0301e\u0301 [@a, ¶1]",
    ],
)
def test_a_citation_is_read_wherever_it_stands(text):
    (citation,) = cited(text)

    assert words_at(text, citation.span) == "@a, ¶1"
