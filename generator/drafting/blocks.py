"""The paragraphs of a file → the blocks of a draft, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from generator.document.sections import heading_depths
from generator.drafting.markdown import markdown_of
from generator.drafting.pieces import DraftBlock, DraftNotes
from generator.drafting.tables import caption_words, table_blocks
from generator.incoming.file import IncomingFile, IncomingParagraph, IncomingRun
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


# --- which paragraphs are headings ------------------------------------------------------


_DEEPEST = 4
_BEGINNING = 4  # paragraphs, of which one may be the title
_LONGEST = 90  # characters of a heading that is one by its bold type alone
_TITLES, _SUBTITLES = frozenset({"title"}), frozenset({"subtitle"})


class DraftOutline(Struct, frozen=True):
    """The title of a draft, and its headings by the places of their paragraphs.

    `by_look` are those that are headings by their bold type alone, `apart` the places of
    paragraphs that are title and subtitle.
    """

    title: str
    subtitle: str
    levels: Mapping[int, int]
    by_look: frozenset[int]
    apart: frozenset[int]


def is_named(paragraph: IncomingParagraph, names: frozenset[str]) -> bool:
    """Whether the style of a paragraph, or one behind it, has one of these names."""
    return not names.isdisjoint((paragraph.style, *paragraph.based_on))


def draft_outline(file: IncomingFile) -> DraftOutline:
    """The title and the headings of a draft. The levels go down one by one, from 2 to 4."""
    body = {
        place: one
        for place, one in enumerate(file.paragraphs)
        if one.text.strip() and one.cell is None and not one.in_box and not one.in_contents
    }
    titled = [place for place, one in body.items() if is_named(one, _TITLES)][:1]
    under = [place for place, one in body.items() if is_named(one, _SUBTITLES)][:1]
    found = {place: one.level for place, one in body.items() if one.level and place not in titled}
    if not titled:
        titled = _only_first(found, body)
    for place in titled:
        found.pop(place, None)
    by_look = frozenset() if found else frozenset(_bold_lines(body, {*titled, *under}))
    found |= dict.fromkeys(by_look, 1)
    placed = sorted(found)
    stepped = (min(depth + 1, _DEEPEST) for depth in heading_depths(found[one] for one in placed))
    levels = dict(zip(placed, stepped, strict=True))
    own = file.properties.get("title", "").strip()
    title = _one_line(body[titled[0]].text if titled else own)
    subtitle = _one_line(body[under[0]].text) if under else ""
    return DraftOutline(title, subtitle, levels, by_look, frozenset({*titled, *under}))


def _one_line(words: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())


def _only_first(found: Mapping[int, int], body: Mapping[int, IncomingParagraph]) -> list[int]:
    """The only heading of the highest level, if it stands near the beginning."""
    highest = [place for place, level in found.items() if level == min(found.values())]
    begins = set(sorted(body)[:_BEGINNING])
    return highest if len(highest) == 1 and highest[0] in begins else []


def _bold_lines(body: Mapping[int, IncomingParagraph], apart: Iterable[int]) -> Iterable[int]:
    """Short paragraphs that are bold throughout, and no sentences."""
    for place, one in body.items():
        runs = [it for it in one.pieces if isinstance(it, IncomingRun) and it.text.strip()]
        words = one.text.strip()
        is_line = len(words) <= _LONGEST and words[-1].isalnum() and "\n" not in words
        bold = bool(runs) and all(run.bold for run in runs)
        if place not in apart and is_line and bold and one.item is None:
            yield place
