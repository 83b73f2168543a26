"""What other programs read of our Word files: python-docx, mammoth, docx2python, pandoc."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import mammoth
import pypandoc
import pytest
from docx2python import docx2python
from lxml import html

from generator.document import NumberedList
from generator.document.walking import inline_runs, plain_text
from generator.language.visible import words_of
from generator.manifest.passages import body_passages, note_passages
from generator.writers.docx import write_docx
from tests.samples import brief


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    from tests.typesetting.sample import sample_theme

    path: Path = tmp_path_factory.mktemp("programs") / "brief.docx"
    path.write_bytes(write_docx(brief(), sample_theme()))
    return path


def key_points() -> list[list[str]]:
    (points,) = [block for block in brief().blocks if isinstance(block, NumberedList)
                 and block.role == "key-point"]  # fmt: skip
    return [words_of(plain_text(inline_runs(first)[0])) for first, *_ in points.items]


def table_cells() -> list[list[str]]:
    passages = [one for one in body_passages(brief()) if one.role in {"header", "cell"}]
    return [one.words for one in passages]


def note_words() -> list[list[str]]:
    return [[word for one in note_passages(note) for word in one.words] for note in brief().notes]


# --- python-docx -------------------------------------------------------------------------


def test_python_docx_reads_the_title_and_the_key_points_in_their_styles(path):
    paragraphs = docx.Document(str(path)).paragraphs

    by_style: dict[str, list[list[str]]] = {}
    for one in paragraphs:
        by_style.setdefault(one.style.name, []).append(words_of(one.text))
    assert by_style["Heading 1"] == [words_of(brief().title)]
    assert by_style["Key Point"] == key_points()


def test_python_docx_reads_words_in_every_paragraph_that_says_something(path):
    document = docx.Document(str(path))

    stories = [document, *(cell for table in document.tables for row in table.rows
                           for cell in row.cells)]  # fmt: skip
    read = [one.text for story in stories for one in story.paragraphs if one.text.strip()]
    assert len(read) == len(list(body_passages(brief())))


def test_python_docx_reads_the_table(path):
    (table,) = docx.Document(str(path)).tables

    assert [words_of(cell.text) for row in table.rows for cell in row.cells] == table_cells()


# --- mammoth -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def page(path) -> Any:
    with path.open("rb") as file:
        return html.fromstring(mammoth.convert_to_html(file).value)


def said(elements: list[Any]) -> list[list[str]]:
    """The words of elements, without the links of notes."""
    for element in elements:
        for mark in element.xpath(".//sup | .//a[starts-with(@href, '#footnote-ref')]"):
            mark.drop_tree()
    return [words_of(one.text_content()) for one in elements]


def test_mammoth_reads_the_title_the_key_points_and_the_table(page):
    assert said(page.xpath("//h1")) == [words_of(brief().title)]
    assert said(page.xpath("//table//th | //table//td")) == table_cells()
    items = said(page.xpath("//li | //p"))
    assert [point for point in key_points() if point in items] == key_points()


def test_mammoth_reads_every_note(page):
    notes = page.xpath("//li[starts-with(@id, 'footnote-')]")

    assert said([each for note in notes for each in note.xpath("./p")]) == note_words()


# --- docx2python -------------------------------------------------------------------------


@pytest.mark.slow
def test_docx2python_reads_title_key_points_table_and_notes(path):
    with docx2python(str(path)) as read:
        body, notes = read.body_runs, read.footnotes_runs

    lines = [words_of(_MARKS.sub("", "".join(runs))) for runs in paragraphs_of(body)]
    wanted = [words_of(brief().title), *key_points(), *table_cells()]
    assert [one for one in wanted if one not in [line[-len(one) :] for line in lines]] == []
    noted = [_MARKS.sub("", "".join(runs)) for runs in paragraphs_of(notes) if any(runs)]
    found = [words_of(one)[1:] for one in noted]
    assert found == note_words()


_MARKS = re.compile("----footnote[0-9]+----|</?a[^>]*>")


def paragraphs_of(nested: Any) -> Iterator[list[str]]:
    """The runs of each paragraph in lists of lists of lists."""
    if nested and isinstance(nested[0], str):
        yield nested
    elif isinstance(nested, list):
        for one in nested:
            yield from paragraphs_of(one)


# --- pandoc ------------------------------------------------------------------------------


@pytest.mark.slow
def test_pandoc_reads_title_key_points_table_and_notes(path):
    tree = json.loads(pypandoc.convert_file(str(path), "json"))

    headings = [node for node in nodes(tree["blocks"], "Header") if node[0] == 1]
    assert [words_of(text(node[2])) for node in headings] == [words_of(brief().title)]
    ordered = [words_of(text(item[0])) for list_ in nodes(tree["blocks"], "OrderedList")
               for item in list_[1]]  # fmt: skip
    assert [point for point in key_points() if point in ordered] == key_points()
    (table,) = nodes(tree["blocks"], "Table")
    assert words_of(text(table[3:])) == [word for cell in table_cells() for word in cell]
    assert [words_of(text(note)) for note in nodes(tree["blocks"], "Note")] == note_words()


def nodes(tree: Any, kind: str) -> Iterator[Any]:
    """The content of each node of a kind, in reading order."""
    if isinstance(tree, dict):
        if tree.get("t") == kind:
            yield tree["c"]
        yield from nodes(tree.get("c"), kind)
    elif isinstance(tree, list):
        for one in tree:
            yield from nodes(one, kind)


def text(tree: Any) -> str:
    """The words of nodes, without those of notes."""
    if isinstance(tree, list):
        return "".join(map(text, tree))
    if not isinstance(tree, dict) or tree.get("t") == "Note":
        return ""
    match tree["t"]:
        case "Str":
            return str(tree["c"])
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Para" | "Plain":
            return text(tree["c"]) + " "
        case "Quoted":
            return "".join(map(text, tree["c"][1]))
        case _:
            return text(tree.get("c"))
