"""Every node knows its exact place, and nothing that was written is swallowed."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings

from generator.config.files import BRIEF
from generator.config.text import read_text
from generator.diagnostics import Position, Span
from generator.markdown.parse import parse
from generator.markdown.syntax import Markdown, Node, walk
from tests.conftest import examples
from tests.markdown_documents import Written, markdown_document, markdown_documents

PREFIX = re.compile(r"[\s>]*")


def source_at(text: str, span: Span) -> str:
    """The words at a span; in front of later lines what containers ask for is left out."""
    lines = text.split("\n")[span.start.line - 1 : span.end.line]
    lines[-1] = lines[-1][: span.end.column - 1]
    lines[0] = lines[0][span.start.column - 1 :]
    first, *rest = lines
    return "\n".join([first, *(PREFIX.sub("", line, count=1) for line in rest)])


def everything(markdown: Markdown) -> list[Node]:
    return list(walk((*markdown.blocks, *markdown.footnotes.values())))


def reported_lines(markdown: Markdown) -> set[int]:
    return {
        line
        for found in markdown.diagnostics
        for line in range(found.span.start.line, found.span.end.line + 1)
    }


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def kept(markdown: Markdown) -> str:
    """Every string that the nodes hold."""
    return "\0".join(
        "\0".join([node.value, node.identifier, *node.classes, *node.attributes.values()])
        for node in everything(markdown)
    )


def texts_stand_where_they_say(written: Written, markdown: Markdown) -> None:
    for node in everything(markdown):
        if node.kind == "text" and node.value.strip():
            at = source_at(written.text, node.span)
            unescaped = html.unescape(re.sub(r"\\(\W)", r"\1", at))
            assert node.value in (at, unescaped, at.replace(" [", ", ")), node


def brackets_stand_where_they_say(written: Written, markdown: Markdown) -> None:
    raw = [source_at(written.text, n.span) for n in everything(markdown) if n.kind == "citations"]
    code = "".join(n.value for n in everything(markdown) if n.kind == "code")
    reported = reported_lines(markdown)
    missed = [b for b in written.brackets if b not in raw and b not in code]
    assert len(raw) == len(set(raw))
    assert set(raw) <= set(written.brackets)
    assert all(line_of(written.text, bracket) in reported for bracket in missed)


def spans_stand_where_they_say(written: Written, markdown: Markdown) -> None:
    for node in everything(markdown):
        if node.kind == "bracketed":
            at = source_at(written.text, node.span)
            # A single backtick may have found another, and made code of a bracket between.
            assert at in written.spans or (at[0] + at[-1] == "[}" and "`" in at)


def no_word_is_swallowed(written: Written, markdown: Markdown) -> None:
    said, reported = kept(markdown), reported_lines(markdown)
    lost = [word for word in written.words if word not in said]
    assert all(line_of(written.text, word) in reported for word in lost), lost


PROPERTIES = (
    texts_stand_where_they_say,
    brackets_stand_where_they_say,
    spans_stand_where_they_say,
    no_word_is_swallowed,
)


@settings(max_examples=examples(30))
@given(written=markdown_documents())
def test_every_place_in_any_document_is_where_it_says(written):
    markdown = parse(written.text, "briefs/x.md")
    for holds in PROPERTIES:
        holds(written, markdown)


@pytest.mark.slow
def test_every_place_in_five_hundred_documents_is_where_it_says():
    for written in map(markdown_document, range(500)):
        markdown = parse(written.text, "briefs/x.md")
        for holds in PROPERTIES:
            holds(written, markdown)


def test_windows_line_ends_leave_every_place_as_it_is(tmp_path):
    text = "One [@a, ¶1].\r\n\r\n- two\r\n  [@b, ¶2]\r\n"
    path = tmp_path / "x.md"
    path.write_bytes(text.encode())

    markdown = parse(read_text(path, "x.md", BRIEF, code="B004"), "x.md")

    places = [n.span.start for n in everything(markdown) if n.kind == "citations"]
    assert places == [Position(1, 5), Position(4, 3)]
