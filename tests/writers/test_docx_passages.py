"""Each passage of the body has an id in a Word file, which no program and no edit takes away."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import pytest
from hypothesis import given

from generator.document import Box, Document, Meta, Paragraph, Table, Text
from generator.language.visible import words_of
from generator.manifest.bookmarks import bookmark_prefix, passage_at
from generator.manifest.passages import body_passages, passage_id
from generator.writers.docx import write_docx
from tests.projections import Element, W, WordFile, run_words
from tests.samples import brief
from tests.strategies import documents, some_pages
from tests.writers.docx_rules import bookmark_names
from tests.writers.sided import sided_document, sided_theme

PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
ONE = (Text("Ferry"),)


def said_in(paragraph: Element) -> list[str]:
    return words_of("".join(run_words(run) for run in paragraph.iter(f"{W}r")))


def ids_of(file: WordFile) -> dict[str, Element]:
    """The paragraphs of a body by the ids that they bear; an id that stands twice is an error."""
    found = [one for one in file.body.iter(f"{W}p") if one.get(PARAGRAPH_ID)]
    by_id = {one.get(PARAGRAPH_ID, ""): one for one in found}
    assert len(by_id) == len(found)
    return by_id


@pytest.mark.slow
@given(tree=documents(with_endnotes=True))
def test_every_passage_of_any_document_is_in_the_paragraph_of_its_id(tree, theme):
    passages = list(body_passages(tree))

    file = WordFile(write_docx(tree, theme, page_of=some_pages(tree)))

    written = ids_of(file)
    assert sorted(written) == [passage_id(place) for place in range(1, len(passages) + 1)]
    for place, passage in enumerate(passages, 1):
        # A first word that fills the indent has a tab in the place of the space behind it, and a
        # raised figure has a space before a mark.
        said = "".join(said_in(written[passage_id(place)]))
        assert said.endswith("".join(passage.words[-1:]))


@pytest.mark.parametrize("edge", ["left", "right"])
def test_a_passage_at_the_side_has_its_id_as_well(theme, edge):
    tree = sided_document()

    file = WordFile(write_docx(tree, sided_theme(theme, edge)))

    assert len(ids_of(file)) == len(list(body_passages(tree)))


def test_a_hidden_bookmark_of_the_same_id_stands_around_the_words(theme):
    file = WordFile(write_docx(brief(), theme))

    assert ids_of(file)
    for id_, paragraph in ids_of(file).items():
        first, *_, last = [one for one in paragraph if one.tag != f"{W}pPr"]
        assert first.tag == f"{W}bookmarkStart"
        assert passage_at(first.get(f"{W}name", "")) == id_
        assert (last.tag, last.get(f"{W}id")) == (f"{W}bookmarkEnd", first.get(f"{W}id"))


def test_a_block_that_stands_twice_has_two_ids(theme):
    twice = Paragraph(ONE)
    table = Table((ONE, ONE), ((ONE, ONE),), ("left", "left"), caption=ONE, label="Table 1")
    tree = Document("T", "en", Meta(), (twice, Box("key", (twice,), ONE), twice, table))

    file = WordFile(write_docx(tree, theme))

    shown = [said_in(one) for _, one in sorted(ids_of(file).items())]
    assert shown == [one.words for one in body_passages(tree)]
    assert len(shown) == 9


def test_notes_have_no_ids_nor_have_lines_of_contents_or_heads(theme):
    file = WordFile(write_docx(brief(), theme))

    stories = [*file.notes, *file.heads.values()]
    assert not [one for story in stories for one in story.iter() if one.get(PARAGRAPH_ID)]


def test_two_briefs_have_no_bookmark_in_common_so_that_they_can_be_joined(theme):
    first, second = brief(), sided_document()

    names = [
        name
        for tree in (first, second)
        for name in set(bookmark_names(WordFile(write_docx(tree, theme))))
    ]

    assert bookmark_prefix(first) != bookmark_prefix(second)
    assert [name for name, count in Counter(names).items() if count > 1] == []


# --- in other programs -------------------------------------------------------------------


def kept(data: bytes) -> dict[str, list[str]]:
    """Each id of a passage, and the first word of the paragraph that its bookmark begins in."""
    return {
        id_: said_in(paragraph)[:1]
        for mark in WordFile(data).body.iter(f"{W}bookmarkStart")
        if (id_ := passage_at(mark.get(f"{W}name", "")))
        for paragraph in islice(mark.iterancestors(f"{W}p"), 1)
    }


@pytest.mark.slow
@pytest.mark.program  # it keeps an office busy
def test_libreoffice_keeps_every_id_also_by_way_of_odt(office, theme, tmp_path):
    trees = {"plain": (brief(), theme), "sided": (sided_document(), sided_theme(theme))}
    files = [tmp_path / f"{name}.docx" for name in trees]
    for path, (tree, look) in zip(files, trees.values(), strict=True):
        path.write_bytes(write_docx(tree, look))

    saved = office.save_again(files, tmp_path / "saved")
    texts = office.save_again(files, tmp_path / "texts", "odt")
    straight = [kept(path.read_bytes()) for path in saved]
    by_odt = [
        kept(path.read_bytes()) for path in office.save_again(texts, tmp_path / "through texts")
    ]

    for number, (tree, _) in enumerate(trees.values()):
        wanted = {
            passage_id(place): one.words[:1] for place, one in enumerate(body_passages(tree), 1)
        }
        assert straight[number] == wanted
        assert by_odt[number] == wanted
