"""The paragraphs of a file → the blocks of a draft, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from generator.drafting.headings import DraftOutline, is_named
from generator.drafting.markdown import markdown_of
from generator.drafting.pieces import DraftBlock, DraftNotes
from generator.drafting.tables import caption_words, table_blocks
from generator.incoming.file import IncomingParagraph
from generator.language.words import shortened
from generator.opening.list_numbers import ListPlace

_QUOTES = frozenset({"quote", "intense quote", "block text", "quotations", "block quotation"})
_CAPTIONS = frozenset({"caption"})
_CONTENTS = frozenset({"toc heading", *(f"toc {depth}" for depth in range(1, 10))})
_DEEPEST_ITEM = 8  # a brief has nine levels
_BULLET = re.compile(r"\s*(?:[•‣◦▪■●○▸►–—-]|\uf0b7|\uf0a7)[\s\u00a0]+(?=\S)")
_NUMBER = re.compile(r"\s*(\d{1,3})[.)]\t\s*(?=\S)")
_COUNTED = re.compile(r"(\d{1,4})\W*\Z")


class DraftBody(Struct):
    """The body of a draft, and what is left to do about it."""

    notes: DraftNotes
    outline: DraftOutline
    _said: str = ""  # the last words before a table

    def blocks(self) -> Iterator[DraftBlock]:
        """The blocks, without title, contents and empty paragraphs."""
        numbered = list(enumerate(self.notes.file.paragraphs))
        tables: dict[int, list[tuple[int, IncomingParagraph]]] = {}
        for place, paragraph in numbered:
            if paragraph.cell:
                tables.setdefault(paragraph.cell.table, []).append((place, paragraph))
        for place, paragraph in numbered:
            if paragraph.cell is None:
                yield from self._paragraph(place, paragraph)
            elif table := tables.pop(paragraph.cell.table, None):  # as a whole, where it begins
                yield from table_blocks(table, self.notes, shortened(self._said))

    def _paragraph(self, place: int, paragraph: IncomingParagraph) -> Iterator[DraftBlock]:
        apart = place in self.outline.apart or paragraph.in_contents
        if apart or is_named(paragraph, _CONTENTS):
            return
        block = self._block(place, paragraph)
        if not block.markdown:
            return
        words = paragraph.text.strip()
        self._said = words or self._said
        if paragraph.in_box:
            left = f"“{shortened(words)}” stands in a text box: see where it belongs"
            self.notes.left.append(left)
        yield block

    def _block(self, place: int, paragraph: IncomingParagraph) -> DraftBlock:
        if place in self.outline.levels:
            return self._heading(place, paragraph)
        if paragraph.item:
            return self._item(place, paragraph, paragraph.item)
        if block := self._typed_item(place, paragraph):
            return block
        pieces = self.notes.pieces(paragraph, place)
        if is_named(paragraph, _CAPTIONS):
            return DraftBlock("caption", markdown_of(caption_words(pieces), "heading"))
        if is_named(paragraph, _QUOTES):
            told = shortened(paragraph.text.strip(' \n"“”„«»'))
            self.notes.left.append(f"the quotation “{told}” needs its citation")
            return DraftBlock("quote", markdown_of(pieces))
        return DraftBlock("paragraph", markdown_of(pieces))

    def _heading(self, place: int, paragraph: IncomingParagraph) -> DraftBlock:
        markdown = markdown_of(self.notes.pieces(paragraph, place), "heading")
        words = " ".join(paragraph.text.split())
        if place in self.outline.by_look:
            markdown = re.sub(r"\A\*\*(.*)\*\*\Z", r"\1", markdown)
            told = f"“{shortened(words)}” was taken for a heading by its bold type"
            self.notes.left.append(told)
        return DraftBlock("heading", markdown, self.outline.levels[place], words=words)

    def _typed_item(self, place: int, paragraph: IncomingParagraph) -> DraftBlock | None:
        """A paragraph that begins with a bullet or a number that somebody has typed."""
        bullet, number = _BULLET.match(paragraph.text), _NUMBER.match(paragraph.text)
        found = bullet or number
        if found is None:
            return None
        markdown = markdown_of(self.notes.pieces(paragraph, place, skip=found.end()))
        counted = int(number[1]) if number else None
        return DraftBlock("item", markdown, name="typed", number=counted)

    def _item(self, place: int, paragraph: IncomingParagraph, item: ListPlace) -> DraftBlock:
        counted = _COUNTED.search(item.label)
        number = int(counted[1]) if counted else 1
        return DraftBlock(
            "item",
            markdown_of(self.notes.pieces(paragraph, place)),
            min(item.depth, _DEEPEST_ITEM),
            item.name,
            number if item.is_numbered else None,
            item.goes_on,
        )
