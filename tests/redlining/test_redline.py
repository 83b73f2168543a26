"""Accepted, a redline is the later brief; rejected, it is the earlier one."""

from __future__ import annotations

import pytest

from generator.writers.docx import write_docx
from tests.redlining.conftest import MILITARY
from tests.redlining.edits import EDITS, edited
from tests.redlining.settling import said, settled


def word_file(composed, markdown: str) -> bytes:
    brief = composed(markdown)
    return write_docx(brief.document, brief.theme)


@pytest.mark.parametrize("name", EDITS)
def test_accepted_a_redline_is_the_later_brief_and_rejected_the_earlier(name, composed, redlined):
    after = edited(MILITARY, EDITS[name])
    shown = redlined(MILITARY, after)
    accepted, rejected = (settled(shown, accept=accept) for accept in (True, False))
    assert said(accepted) == said(word_file(composed, after))
    earlier = word_file(composed, MILITARY)
    assert said(rejected, counted=False) == said(earlier, counted=False)


def test_a_redline_of_a_brief_and_itself_shows_nothing(composed, redlined):
    assert said(redlined(MILITARY, MILITARY)) == said(word_file(composed, MILITARY))
