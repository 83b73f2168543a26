"""Any document against any other, and against itself with some of it changed."""

from __future__ import annotations

import random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.document import Block, Document, Inline, Text
from generator.document.rewriting import rewritten, with_inner_blocks
from generator.document.walking import note_marks
from generator.redlining import redline
from generator.typesetting import typeset
from generator.writers.docx import write_docx
from generator.writers.pdf import write_pdf
from tests.conftest import examples
from tests.redlining.conftest import marked
from tests.redlining.trees import sayings, settled_tree
from tests.strategies import documents, some_pages
from tests.writers.docx_rules import findings

pytestmark = pytest.mark.slow


def changed_by_hand(document: Document, pick: random.Random) -> Document:
    """The document with words changed, and blocks doubled, moved and taken out."""

    def words(run: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(
            replace(node, value=f"{node.value} {pick.choice('uvwxyz')}")
            if isinstance(node, Text) and pick.random() < 0.2
            else node
            for node in run
        )

    def rearranged(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        found = [with_inner_blocks(one, rearranged) for one in blocks if pick.random() < 0.9]
        if len(found) > 1 and pick.random() < 0.3:
            found.insert(pick.randrange(len(found)), found.pop(pick.randrange(len(found))))
        return tuple(found)

    blocks = tuple(rewritten(block, words) for block in rearranged(document.blocks))
    left = {mark.number for mark in note_marks(blocks)}
    notes = tuple(note for note in document.notes if note.number in left)
    return replace(document, blocks=blocks, notes=notes)


# A document is too large to be made smaller in a time that anybody would wait.
UNSHRUNK = settings(phases=[Phase.explicit, Phase.generate])


def comes_back(earlier: Document, later: Document) -> None:
    shown = redline(earlier, later)
    assert sayings(settled_tree(shown, "inserted")) == sayings(later)
    assert sayings(settled_tree(shown, "deleted")) == sayings(earlier)


@UNSHRUNK
@given(earlier=documents(), later=documents())
def test_any_document_against_any_other_comes_back(earlier, later):
    comes_back(earlier, later)


@UNSHRUNK
@given(document=documents(), seed=st.integers(0, 2**32))
def test_any_document_against_itself_changed_comes_back(document, seed):
    comes_back(document, changed_by_hand(document, random.Random(seed)))


@settings(UNSHRUNK, max_examples=examples(40))
@given(earlier=documents(), later=documents())
def test_any_redline_can_be_written_in_both_formats(earlier, later, theme):
    shown = marked(redline(earlier, later))
    assert not findings(write_docx(shown, theme, page_of=some_pages(shown)))
    assert write_pdf(shown, typeset(shown, theme))
