"""Accepted, a redline is the later brief; rejected, it is the earlier one."""

from __future__ import annotations

import pytest

from generator.document import Changed, PageBreak
from generator.document.walking import inline_runs, plain_text
from generator.redlining.redline import redline
from generator.writers.docx import write_docx
from tests.redlining.edits import AT_THE_SIDE, EDITS, MILITARY, edited
from tests.redlining.settling import said, settled, wherever
from tests.typesetting.reading import document, text


def word_file(composed, markdown: str) -> bytes:
    brief = composed(markdown)
    return write_docx(brief.document, brief.theme)


@pytest.mark.slow
@pytest.mark.parametrize("name", EDITS)
def test_accepted_a_redline_is_the_later_brief_and_rejected_the_earlier(name, composed, redlined):
    after = edited(MILITARY, EDITS[name])
    shown = redlined(MILITARY, after)
    accepted, rejected = (settled(shown, accept=accept) for accept in (True, False))
    wanted = [word_file(composed, one) for one in (after, MILITARY)]
    if name in AT_THE_SIDE:
        for got, want in zip((accepted, rejected), wanted, strict=True):
            assert wherever(said(got, counted=False)) == wherever(said(want, counted=False))
        return
    assert said(accepted) == said(wanted[0])
    assert said(rejected, counted=False) == said(wanted[1], counted=False)


@pytest.mark.slow
def test_a_redline_of_a_brief_and_itself_shows_nothing(composed, redlined):
    assert said(redlined(MILITARY, MILITARY)) == said(word_file(composed, MILITARY))


def test_letters_that_are_written_without_blanks_are_compared_one_by_one():
    shown = redline(document(text("貿易は増えた。")), document(text("貿易は減った。")))

    (run,) = inline_runs(shown.blocks[0])
    changed = [plain_text(one.children) for one in run if isinstance(one, Changed)]
    assert changed == ["増え", "減っ"]


def test_a_page_break_is_shown_where_the_later_brief_has_one():
    """It has no words: the earlier brief's cannot be shown as gone."""
    plain = document(text("One."), text("Two."))
    parted = document(text("One."), PageBreak(), text("Two."))

    assert PageBreak() in redline(plain, parted).blocks
    assert PageBreak() not in redline(parted, plain).blocks
