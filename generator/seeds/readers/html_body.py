"""Which blocks of an article are body: what the words and their neighbours say against a block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.language.folding import fold
from generator.seeds.bylines import LONGEST_BIOGRAPHY, introduces
from generator.seeds.endnotes import with_endnotes
from generator.seeds.junk import junk_reasons
from generator.seeds.lines import COMMAS
from generator.seeds.readers.html_about import AboutPage
from generator.seeds.readers.html_article import holder_of, sums_of
from generator.seeds.readers.html_blocks import PageBlock
from generator.seeds.readers.html_lines import WebPage
from generator.seeds.reading import SourcePassage
from generator.seeds.repeats import FARTHEST_QUOTE, repeats_itself
from generator.seeds.wrapping import closes, is_enumerated


class _Article(Struct, frozen=True):
    """The blocks of a page that its markup takes for the article, and what is said of it."""

    page: WebPage
    blocks: Sequence[PageBlock]
    about: AboutPage
    words: tuple[str, ...]  # of each block, as they are compared
    first: int  # the first block that is prose
    last: int


def reasons_of_blocks(
    page: WebPage, blocks: Sequence[PageBlock], by_markup: Sequence[str], about: AboutPage
) -> tuple[str, ...]:
    """For each block of a page why it is not body; empty for body.

    `by_markup` are the reasons that its markup gives already.
    """
    reasons = list(by_markup)
    words = tuple(fold(block.text).casefold() for block in blocks)
    for rule in _RULES:
        kept = [index for index, reason in enumerate(reasons) if not reason]
        prose = [index for index in kept if blocks[index].prose > _PROSE]
        if not prose and len(kept) <= _SHORT_TEXT:
            prose = [index for index in kept if blocks[index].prose > _SHORT_PROSE]
        if not prose:
            return tuple(reasons)
        article = _Article(page, blocks, about, words, prose[0], prose[-1])
        for index, reason in list(rule(article, kept)):
            reasons[index] = reason
    return tuple(reasons)


_PROSE = 0.8  # of a block: a sentence of eighty characters
_SHORT_PROSE = 0.4  # where no block of a short text has more, as in a resolution
_SHORT_TEXT = 15  # blocks
_Found = Iterator[tuple[int, str]]


def _named_by_words(article: _Article, kept: Sequence[int]) -> _Found:
    """Lines that say themselves what they are: adverts, pleas, dates, rights."""
    for index, reason in zip(kept, junk_reasons(_passages(article, kept)), strict=True):
        if reason and (reason != "repeated line" or article.blocks[index].kind == "text"):
            yield index, reason


def _passages(article: _Article, kept: Sequence[int]) -> list[SourcePassage]:
    return [
        SourcePassage(block.text, block.lines[0], block.lines[-1], block.kind)
        for block in (article.blocks[index] for index in kept)
    ]


def _marked_notes(article: _Article, kept: Sequence[int]) -> _Found:
    """Numbered notes that the text above them marks."""
    found = list(_marked_passages(article, kept))
    nothing: tuple[None, ...] = (None,) * len(found)
    for index, reason in zip(kept, with_endnotes(found, nothing), strict=True):
        if reason and index > article.first:
            yield index, reason


def _marked_passages(article: _Article, kept: Sequence[int]) -> Iterator[SourcePassage]:
    """The blocks with the marks of notes that were taken out of each, behind its words."""
    marks = {one.lines[0]: one.text.strip("[](),;") for one in article.blocks if one.mark}
    for passage, index in zip(_passages(article, kept), kept, strict=True):
        lines = article.blocks[index].lines
        own = (marks[at] for at in range(lines[0], lines[-1] + 2) if at in marks)
        yield replace(passage, text=passage.text + "".join(f"[{mark}]" for mark in own))


def _pleas(article: _Article, kept: Sequence[int]) -> _Found:
    """What little stands in one element with a form to fill in."""
    elements = article.page.elements
    forms = sums_of(article.page, [(n, 1.0) for n, one in enumerate(elements) if one.tag == "form"])
    holders = sums_of(article.page, [(block.element, 1.0) for block in article.blocks])
    for index in kept:
        number = article.blocks[index].element
        while number > 0 and holders[number] <= _FEW_BLOCKS and not forms[number]:
            number = elements[number].parent
        if number > 0 and forms[number] and holders[number] <= _FEW_BLOCKS:
            yield index, "form"


_FEW_BLOCKS = 4


def _titles(article: _Article, kept: Sequence[int]) -> _Found:
    title = fold(article.about.title).casefold()
    for index in kept:
        tag = article.page.elements[article.blocks[index].element].tag
        if article.words[index] == title or (
            index < article.first and (tag == "h1" or article.words[index] in title)
        ):
            yield index, "title"


_LONGEST_LABEL = 120


def _above_body(article: _Article, kept: Sequence[int]) -> _Found:
    """Short lines above the first paragraph: the author, the day, the place of a picture."""
    author = fold(article.about.author).casefold()
    for index in kept:
        block = article.blocks[index]
        if index >= article.first or block.kind == "heading" or len(block.text) > _LONGEST_LABEL:
            continue
        if author and author in article.words[index]:
            yield index, "by-line"
        elif _DATED.search(block.text) and not closes(block.text):
            yield index, "date"
        elif _is_apart(article, index, article.first):
            yield index, "before the body"


_DATED = re.compile(r"\b(?:19|20)\d\d\b")


def _below_body(article: _Article, kept: Sequence[int]) -> _Found:
    """Short lines and headings below the last paragraph."""
    for index in kept:
        block = article.blocks[index]
        if index <= article.last or len(block.text) > _LONGEST_LABEL:
            continue
        if block.kind == "heading" or _is_apart(article, index, article.last):
            yield index, "after the body"


def _is_apart(article: _Article, index: int, prose: int) -> bool:
    """Whether a short line is no sentence, and stands in another element than a paragraph."""
    block = article.blocks[index]
    goes_on = block.text.endswith(COMMAS)
    said = goes_on or (closes(block.text) and not block.text.endswith(":"))
    if block.kind != "text" or said or is_enumerated(block.text):
        return False
    return holder_of(article.page, block) != holder_of(article.page, article.blocks[prose])


_LONGEST_CAPTION = 250


def _captions(article: _Article, kept: Sequence[int]) -> _Found:
    """The words that stand alone with a picture in one element."""
    elements = article.page.elements
    shown = [(n, 1.0) for n, element in enumerate(elements) if element.tag in {"img", "picture"}]
    pictures = sums_of(article.page, shown)
    holders = sums_of(article.page, [(block.element, 1.0) for block in article.blocks])
    for index in kept:
        block = article.blocks[index]
        number = block.element
        while number > 0 and holders[number] == 1:
            element = elements[number]
            if pictures[number] and element.tag not in {"p", "li", "td"}:
                if len(block.text) <= _LONGEST_CAPTION:
                    yield index, "caption"
                break
            number = element.parent


def _biographies(article: _Article, kept: Sequence[int]) -> _Found:
    """What the last paragraphs say of the author, by name."""
    author = fold(article.about.author)
    for index in kept[-_LAST:] if author else ():
        text = _ABOUT.sub("", fold(article.blocks[index].text))
        said = text.casefold() == author.casefold() or introduces(text, author)
        if said and len(text) <= LONGEST_BIOGRAPHY:
            yield index, "biography"


_ABOUT = re.compile("^about ", re.IGNORECASE)
_LAST = 3
_SHORTEST_REPEAT = 40
_LONGEST_REPEAT = 250


_MOST_COMPARED = 2_000_000_000  # blocks times characters: about a second; a long article has 1 %


def _repeats(article: _Article, kept: Sequence[int]) -> _Found:
    """Words that stand a second time in a longer paragraph of the body."""
    bare = {index: _without_stops(article.words[index]) for index in kept}
    whole = "\n".join(bare.values())
    if len(kept) * len(whole) > _MOST_COMPARED or repeats_itself(bare.values()):
        return
    for place, index in enumerate(kept):
        block, words = article.blocks[index], bare[index]
        listed = block.kind in {"cell", "item"} or is_enumerated(block.text)
        if listed or not _SHORTEST_REPEAT <= len(words) <= _LONGEST_REPEAT:
            continue
        around = kept[max(0, place - FARTHEST_QUOTE) : place + FARTHEST_QUOTE + 1]
        if whole.count(words) > 1 and any(
            words in bare[other] and len(bare[other]) > len(words)
            for other in (kept if index < article.first + 1 else around)
        ):
            yield index, "standfirst" if index < article.first + 1 else "pull quote"


def _without_stops(words: str) -> str:
    return words.strip("'.!?… \n")


_TAIL = re.compile(
    r"(?:more|read more|also read|further reading|you (?:may|might) (?:also )?(?:like|enjoy)"
    r"|recommended|related|popular|trending|explore further|mehr zum thema|weitere artikel"
    r"|lire aussi|à lire aussi|lea también|leggi anche|leia também|читайте также)\b.{0,60}",
    re.IGNORECASE,
)


def _lists_of_others(article: _Article, kept: Sequence[int]) -> _Found:
    """Below a line such as "More stories": the lines that are links, or no sentences."""
    below = False
    for index, following in zip(kept, (*kept[1:], None), strict=True):
        block = article.blocks[index]
        leads = following is None or article.blocks[following].linked > _SOME_LINKS
        if leads and _TAIL.fullmatch(block.text) and not block.text.endswith("."):
            below = True
        else:
            below = below and block.linked > _SOME_LINKS
        if below:
            yield index, "related"


_SOME_LINKS = 0.3


def _headings(article: _Article, kept: Sequence[int]) -> _Found:
    for index in kept:
        if article.blocks[index].kind == "heading":
            yield index, "heading"


_RULES: tuple[Callable[[_Article, Sequence[int]], _Found], ...] = (
    _lists_of_others,
    _named_by_words,
    _titles,
    _captions,
    _above_body,
    _below_body,
    _biographies,
    _repeats,
    _marked_notes,
    _pleas,
    _headings,
)
