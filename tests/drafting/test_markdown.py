"""Words from another program as Markdown: whatever they are, it says exactly these words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.drafting.markdown import Verbatim, markdown_of
from generator.drafting.reading_back import TypingContext
from generator.incoming.file import IncomingRun
from generator.language.visible import words_of
from generator.markdown.parse import parse
from generator.markdown.syntax import Node

FRAMES = {"paragraph": "{}", "heading": "## {}", "cell": "| a | b |\n|---|---|\n| {} | z |"}


def typed(words: str, context: TypingContext = "paragraph") -> str:
    return markdown_of((IncomingRun(words),), context)


def said(node: Node) -> str:
    """The words that a reader of the page sees."""
    match node.kind:
        case "text" | "address" | "line_break":
            return node.value
        case "citations" | "author_in_text" | "note_reference":
            return ""
        case _:
            return "".join(map(said, node.children))


def read(markdown: str, context: str) -> tuple[list[str], list[str]]:
    """The words, and what is found wrong with them."""
    read = parse(FRAMES[context].format(markdown) + "\n", "x")
    found = [one.message for one in read.diagnostics]
    if context == "cell":
        (table,) = read.blocks
        first, last = table.children[-1].children
        assert said(last) == "z"
        return words_of(said(first)), found
    return words_of("\n".join(map(said, read.blocks))), found


@pytest.mark.parametrize(
    ("words", "markdown"),
    [
        ("a plain sentence, with [12] and a_name.", "a plain sentence, with [12] and a_name."),
        ("2 * 3 and *so*", r"2 \* 3 and \*so\*"),
        ("# no heading", r"\# no heading"),
        ("1. no item", r"1\. no item"),
        ("• no item", "&#8226; no item"),
        ("see [this](that)", r"see \[this\](that)"),
        ("mail @ada or ada@example.org", r"mail \@ada or ada@example.org"),
        ("&amp; <b>", r"\&amp; \<b>"),
        ("from $5 to $7", "from $5 to $7"),
        ("C:\\new", r"C:\\new"),
        ("https://example.org/a_b", "https://example.org/a_b"),
        ("one\ntwo", "one\\\ntwo"),
        ("one\n---", "one\\\n\\---"),
        ("  spaced \t out ", "spaced out"),
    ],
)
def test_a_backslash_stands_only_where_it_must(words, markdown):
    assert typed(words) == markdown


def test_a_bar_is_escaped_in_a_cell_alone():
    assert typed("a.b | c") == "a.b | c"
    assert typed("a.b | c", "cell") == r"a.b \| c"


def test_a_typed_citation_that_leads_nowhere_is_words_and_leaves_the_looks_beside_it():
    pieces = (
        IncomingRun("It is "), IncomingRun("not", bold=True), IncomingRun(" so (e.g. here) "),
        Verbatim("[smyth ¶3]"), IncomingRun("."), Verbatim("[^1]"),
    )  # fmt: skip

    assert markdown_of(pieces) == "It is **not** so (e.g. here) [smyth ¶3].[^1]"


def test_looks_that_touch_share_their_signs():
    pieces = (
        IncomingRun("It is "), IncomingRun("not ", bold=True),
        IncomingRun("ever", bold=True, italic=True), IncomingRun(", m"),
        IncomingRun("2", shift="superscript"), IncomingRun(" see "),
        IncomingRun("here", link="https://example.org/(a)"),
    )  # fmt: skip

    assert markdown_of(pieces) == (
        "It is **not *ever***, m^2^ see [here](https://example.org/%28a%29)"
    )


def test_a_blank_at_the_edge_of_a_look_stands_outside_its_signs():
    pieces = IncomingRun("He said "), IncomingRun(" no ", italic=True), IncomingRun("again")

    assert markdown_of(pieces) == "He said *no* again"


def test_a_stop_that_would_keep_signs_from_closing_stands_outside():
    pieces = IncomingRun("so,", bold=True), IncomingRun("then")

    assert markdown_of(pieces) == "**so**,then"


def test_what_is_put_among_words_is_not_escaped():
    pieces = IncomingRun("*so*"), Verbatim("[^1]"), IncomingRun(", x"), Verbatim("<!-- Bo: * -->")

    assert markdown_of(pieces) == r"\*so\*[^1], x<!-- Bo: * -->"


def test_a_comment_before_all_words_stands_behind_them():
    pieces = IncomingRun(" "), Verbatim("<!-- Bo -->"), IncomingRun(" It fell.")

    assert markdown_of(pieces) == "It fell. <!-- Bo -->"


@pytest.mark.parametrize("link", ["file:///etc/passwd", "javascript:x", "#place", "page.html"])
def test_a_link_that_no_brief_may_have_is_its_words(link):
    assert markdown_of([IncomingRun("words", link=link)]) == "words"


SIGNS = "*_`~^[](){}<>#+-=.!|\\$&@:;%'\"/,?1aAé•·–— \n\t\u00a0\u200b"
NASTY = st.lists(st.sampled_from([*SIGNS, "ab", "http://", "<!--", ":::"]), max_size=14).map(
    "".join
)
PIECES = st.lists(
    st.one_of(
        st.builds(
            IncomingRun, NASTY, st.booleans(), st.booleans(),
            st.sampled_from(["", "", "superscript", "subscript"]),
            st.sampled_from(["", "", "https://example.org/x_y*z", "mailto:ada@example.org"]),
        ),
        st.sampled_from([Verbatim("[@quay, ¶3]"), Verbatim("<!-- note -->")]),
    ),
    max_size=4,
)  # fmt: skip


@given(words=st.one_of(NASTY, st.text(max_size=30)), context=st.sampled_from([*FRAMES]))
def test_any_words_read_back_as_they_are(words: str, context: TypingContext):
    written = typed(words, context)

    if words_of(written):
        assert read(written, context) == (words_of(cleaned(words)), [])
    else:
        assert not words_of(cleaned(words))


def cleaned(words: str) -> str:
    """What cannot stand in a text file is left out; what divides lines or records is a blank."""
    blank = re.sub("[\t\r\f\v\x1c-\x1f]", " ", words)
    return "".join(one for one in blank if one == "\n" or not (ord(one) < 32 or one == "\x7f"))


@given(pieces=PIECES, context=st.sampled_from([*FRAMES]))
def test_any_words_in_any_looks_read_back_as_they_are(pieces, context):
    pieces = [IncomingRun("So "), *pieces, IncomingRun(" it ends")]

    written = markdown_of(pieces, context)

    plain = "".join(piece.text for piece in pieces if isinstance(piece, IncomingRun))
    words, found = read(written, context)
    assert ("".join(words), found) == ("".join(words_of(plain)), [])


@given(
    pieces=st.lists(
        st.builds(
            IncomingRun, st.sampled_from(["port ", "of Visby. ", "10 % (net) ", "sea"]),
            st.booleans(), st.booleans(),
        ),
        min_size=1, max_size=6,
    )
)  # fmt: skip
def test_the_looks_of_common_words_are_kept(pieces):
    written = markdown_of(pieces)

    (block,) = parse(written, "x").blocks
    marked = [one.kind for one in block.children if one.kind != "text"]
    assert bool(marked) == any(piece.bold or piece.italic for piece in pieces)
