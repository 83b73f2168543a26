"""Which element of a web page is the article, and what its markup says against its blocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from generator.seeds.readers.html_blocks import PageBlock, innermost
from generator.seeds.readers.html_lines import WebPage
from generator.seeds.readers.html_names import NamedReason, reason_of, reasons_of
from generator.seeds.readers.html_tokens import attributes_of
from generator.seeds.wrapping import closes

OUTSIDE = "outside the article"
NOTE_MARK = "note mark"
_STEP = 0.86  # what an element adds to the one around it, of its own score
_AGAINST = 0.3  # what prose counts for if a name speaks against it
_CLIMB = 2.5  # times the clean prose that an element around the article must have, to replace it
_HEAVY = 0.3  # of the article's prose: an element with more is no sidebar, whatever its name says


class ArticleInPage(Struct, frozen=True):
    """For each block why its markup says that it is not body; empty if it does not.

    `rivalled` says that another part of the page has nearly as much prose.
    """

    reasons: tuple[str, ...]
    rivalled: bool


def article_in(page: WebPage, blocks: Sequence[PageBlock]) -> ArticleInPage:
    """The article of a page, by the tags, names and prose of its elements."""
    said = tuple(map(reason_of, page.elements))
    own = _telling(page, blocks, said)
    top, mass = _article(page, blocks, own)
    inside = _inside_element(page, top)
    whole = reasons_of(page.elements, own)
    named = reasons_of(page.elements, _light(own, mass, top), top)
    outside = sum(
        _prose_characters(block)
        for block in blocks
        if not inside[block.element] and not whole[block.element]
    )
    around_prose = {
        holder_of(page, block)
        for block in blocks
        if block.prose > _PROSE and inside[block.element] and not named[block.element]
    }
    reasons = tuple(
        "hidden"
        if block.hidden
        else NOTE_MARK
        if block.mark
        else (named[block.element] or _as_links(page, block, around_prose))
        if inside[block.element]
        else (whole[block.element] or OUTSIDE)
        for block in blocks
    )
    return ArticleInPage(reasons, outside > _RIVAL * mass[top])


_RIVAL = 0.5


_NEARLY_ALL = 0.8  # of the prose of a page
_OF_PARTS = frozenset(("sidebar", "caption", "advert", "tags"))


def _telling(
    page: WebPage, blocks: Sequence[PageBlock], said: Sequence[NamedReason]
) -> tuple[str, ...]:
    """The reasons of the elements, but for those by a name that most of the prose bears.

    A program that builds pages of parts gives each part its name for a part, whatever is in it.
    """
    borne: defaultdict[str, float] = defaultdict(float)
    whole = 0.0
    above: list[frozenset[str]] = []
    for element, one in zip(page.elements, said, strict=True):
        names = above[element.parent] if element.parent >= 0 else frozenset()
        above.append(names | {one.name} if one.name else names)
    for block in blocks:
        characters = _prose_characters(block)
        whole += characters
        for name in above[block.element] if characters else ():
            borne[name] += characters
    return tuple(
        "" if one.reason in _OF_PARTS and borne[one.name] > _NEARLY_ALL * whole else one.reason
        for one in said
    )


def _light(own: Sequence[str], mass: Sequence[float], top: int) -> list[str]:
    """The reasons of the elements that do not hold much of the article."""
    most = _HEAVY * mass[top]
    return ["" if mass[number] > most else reason for number, reason in enumerate(own)]


_PROSE = 0.8  # of a block: a sentence of eighty characters


def _as_links(page: WebPage, block: PageBlock, around_prose: set[int]) -> str:
    """A block of links only, unless it is a sentence that is one whole link.

    Nor is an item one that has more than its link, if its list stands among the paragraphs.
    """
    if block.linked <= _MOST_LINKED or block.kind in {"quote", "cell"}:
        return ""
    if block.kind == "item" and page.elements[holder_of(page, block)].parent in around_prose:
        return ""
    return "" if closes(block.text) and len(block.text) >= _SHORTEST_LINKED_SENTENCE else "links"


_MOST_LINKED = 0.6
_SHORTEST_LINKED_SENTENCE = 60


def _inside_element(page: WebPage, top: int) -> list[bool]:
    """For each element whether it is the top one, or inside it."""
    inside: list[bool] = []
    for number, element in enumerate(page.elements):
        inside.append(number == top or (element.parent >= 0 and inside[element.parent]))
    return inside


def _article(
    page: WebPage, blocks: Sequence[PageBlock], own: Sequence[str]
) -> tuple[int, list[float]]:
    """The element of the article, and the prose in each element, in characters."""
    named = reasons_of(page.elements, own)
    score = sums_of(
        page, [(holder_of(page, b), _score(b, named[b.element])) for b in blocks], _STEP
    )
    top = max(range(len(score)), key=score.__getitem__)
    prose = [(block.element, _prose_characters(block)) for block in blocks]
    mass = sums_of(page, prose)
    against = reasons_of(page.elements, _light(own, mass, top))
    clean = sums_of(
        page, [(b.element, _prose_characters(b)) for b in blocks if not against[b.element]]
    )
    around = page.elements[top].parent
    while around > 0:
        if page.elements[around].tag not in {"body", "html"} and (
            clean[around] > _CLIMB * max(clean[top], 1)
        ):
            top = around
        around = page.elements[around].parent
    return _whole_article(page, _with_its_like(page, top, clean), clean), mass


def _whole_article(page: WebPage, top: int, clean: Sequence[float]) -> int:
    """The `article` around an element that holds most of its prose, else the element itself."""
    around = top
    while around >= 0 and page.elements[around].tag != "article":
        around = page.elements[around].parent
    return around if around >= 0 and clean[top] > _MOST * clean[around] else top


_MOST = 0.5


_LIKE = 0.25  # of the prose of the article: what another part of it has at least


def _with_its_like(page: WebPage, top: int, clean: Sequence[float]) -> int:
    """The element around all parts of an article that is set in parts of one name."""
    element = page.elements[top]
    if "class" not in element.attributes:
        return top
    names = attributes_of(element.attributes).get("class", "").split()
    like = {
        number
        for number, one in enumerate(page.elements)
        if one.tag == element.tag
        and clean[number] > _LIKE * clean[top]
        and names
        and attributes_of(one.attributes).get("class", "").split() == names
    }
    found = innermost(page, like | {top})
    tag = page.elements[found].tag
    return top if tag in {"body", "html"} else found


def holder_of(page: WebPage, block: PageBlock) -> int:
    """The element that a block speaks for: around its paragraph or item."""
    element = page.elements[block.element]
    return element.parent if element.tag in {"p", "li"} and element.parent >= 0 else block.element


def _score(block: PageBlock, reason: str) -> float:
    if block.kind == "heading" or block.hidden:
        return 0.0
    return block.prose * (_AGAINST if reason else 1.0)


def _prose_characters(block: PageBlock) -> float:
    return len(block.text) * (1 - block.linked) if block.prose and not block.hidden else 0.0


def sums_of(page: WebPage, own: Sequence[tuple[int, float]], share: float = 1.0) -> list[float]:
    """For each element of a page what is its own, and a share of what its children have."""
    sums = [0.0] * len(page.elements)
    for number, value in own:
        sums[number] += value
    for number in range(len(sums) - 1, 0, -1):  # a parent comes before its children
        sums[page.elements[number].parent] += share * sums[number]
    return sums
