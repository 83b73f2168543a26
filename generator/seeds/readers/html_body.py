"""Which blocks of an article are body: what the words and their neighbours say against a block."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.language.folding import fold
from generator.seeds.junk import is_date, junk_reasons
from generator.seeds.passages import closes, is_enumerated
from generator.seeds.readers.html_about import AboutPage
from generator.seeds.readers.html_article import reasons_by_markup
from generator.seeds.readers.html_blocks import PageBlock
from generator.seeds.readers.html_lines import WebPage
from generator.seeds.reading import SourcePassage


def reasons_of_blocks(
    page: WebPage, blocks: Sequence[PageBlock], about: AboutPage
) -> tuple[str, ...]:
    """For each block why it is not body; empty for body."""
    reasons = list(reasons_by_markup(page, blocks))
    junk = _by_words(blocks)
    for index, block in enumerate(blocks):
        if not reasons[index]:
            reasons[index] = junk[index]
    _title(blocks, reasons, about)
    for index, block in enumerate(blocks):
        if not reasons[index] and block.kind == "heading":
            reasons[index] = "heading"
    return tuple(reasons)


def _by_words(blocks: Sequence[PageBlock]) -> tuple[str, ...]:
    passages = [SourcePassage(b.text, b.lines[0], b.lines[-1], b.kind) for b in blocks]
    return tuple(
        (reason or "").removeprefix("site boilerplate: ") for reason in junk_reasons(passages)
    )


def _title(blocks: Sequence[PageBlock], reasons: list[str], about: AboutPage) -> None:
    title = fold(about.title).casefold()
    for index, block in enumerate(blocks):
        if not reasons[index] and title and fold(block.text).casefold() == title:
            reasons[index] = "title"
