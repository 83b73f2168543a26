"""What shows that a brief is half done: placeholders such as TODO, and parts without text.

A note in a draft, a warning in a build, an error in a publication (see `Purpose`).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from generator.briefs.front import FrontMatter, printed_values
from generator.briefs.structure import PRINTED_ATTRIBUTES
from generator.diagnostics import Diagnostic, Position, Span, codes, diagnose
from generator.markdown.syntax import Markdown, Node, walk
from generator.templates.blocks import CAVEAT, PAGE_BREAK, PARTS_OF_A_BRIEF

# One class of characters comes first, and whether a word begins with it: the quickest to search.
# A € is searched as a $, for a class with it takes ten times as long to compile.
_PLACEHOLDER = re.compile(
    r"""[TtFXxLl12EC?_$£\[](?:(?<=\b[TtFXxLl12EC])|(?<=[?_$£\[]))(?:
    (?<=T)(?:ODO|B[ACD]|\.B\.[ACD]\.|K(?:TK)+)(?!\w) | (?<=t)b[cd](?!\w)
    |(?<=F)IXME(?!\w) | (?<=X)XX+(?!\w) | (?<=[Ll])(?i:orem\ ipsum)(?!\w)
    |(?<=\?)\?{2,} | (?<=_)_{3,}
    |(?<=[Xx])[Xx]?(?=\s?(?:%(?![}>])|per\ ?cent\b)) | (?<=[$£])\s?X+\b
    |(?:(?<=1)9|(?<=2)0)(?:XX|xx)\b
    |(?<=\[)(?i:(?:citation|source)\ needed|(?:insert|add|to\ be|to\ come|tk)\b[^\[\]\n]*
        |date|figure|number|amount|percentage|source|citation|reference|link)\]
    # What Word leaves: fields that lost what they showed, the prompt of an empty form.
    |(?:(?<=E)rr(?:or|eur)|(?<=F)ehler)
        \s?!\s(?:Reference|Bookmark|Source|Signet|Verweis|Textmarke)[^.\n]*\.?
    |(?<=C)lick\ (?:or\ tap\ )?(?:here\ )?to\ enter\ (?:text|a\ date))""",
    re.VERBOSE,
)
# After these words XXX is the Roman number thirty, not a placeholder.
_NUMBERED = (
    r"\b(?:Annexe?|Appendix|Article|Book|Chapter|Chapitre|Livre|Part|Partie|Schedule"
    r"|Title|Titre)\s$"
)


class _Placeholder(Struct, frozen=True):
    """What keeps a place free, and where it stands in its words."""

    words: str
    start: int
    end: int


def half_done(markdown: Markdown, text: str) -> Iterator[Diagnostic]:
    """What is still to be written in a brief or in caveats; `markdown` was read from `text`."""
    amiss = [finding.span for finding in markdown.diagnostics]  # a lost line leaves its item empty
    parts = _empty_parts(markdown.blocks)
    empty = tuple(it for it in parts if not any(map((it.about or it.span).meets, amiss)))
    yield from empty
    if _PLACEHOLDER.search(text.replace("€", "$")):
        yield from _places_kept_free(markdown, {finding.span.start.line for finding in empty})


def _places_kept_free(markdown: Markdown, told: Container[int]) -> Iterator[Diagnostic]:
    """The placeholders. A comment below an empty part adds nothing to the finding of that part.

    `told` are the lines of the empty parts.
    """
    nodes = (*markdown.blocks, *markdown.footnotes.values())
    for node in _plain_words(nodes):
        if found := tuple(_placeholders(node.value)):
            start = node.span.start
            first = Position(start.line, start.column + found[0].start)
            last = Position(start.line, start.column + found[-1].end)
            yield _told(_kept_free(found), Span(node.span.file, first, last))
    for node in walk(nodes):
        for name in PRINTED_ATTRIBUTES:
            if found := tuple(_placeholders(node.attributes.get(name, ""))):
                yield _told(_kept_free(found), node.span)
    for comment in markdown.comments:
        found_in = next(_placeholders(comment.value), None)
        if found_in and _line_before(comment, nodes) not in told:
            yield _told(f"this comment says {found_in.words}", comment.span)


def _line_before(comment: Node, nodes: tuple[Node, ...]) -> int:
    """The line of the last node before a comment."""
    begun = (node.span.start.line for node in walk(nodes) if node.span.start < comment.span.start)
    return max(begun, default=0)


def half_done_front(front: FrontMatter, places: Mapping[str, Span]) -> Iterator[Diagnostic]:
    """What is still to be written in the values of the front matter that are printed."""
    for _, words, place in printed_values(front, places):
        yield from half_done_words(words, place)


def nothing_written(blocks: tuple[Node, ...], place: Span) -> Iterator[Diagnostic]:
    """A brief that is nothing but its head; `place` is where that is told."""
    if not blocks:
        yield _told("this brief has nothing below its head", place)


def half_done_words(words: str, place: Span) -> Iterator[Diagnostic]:
    """What keeps a place free in words that are printed as they are."""
    if found := tuple(_placeholders(words)):
        yield _told(_kept_free(found), place)


def _kept_free(found: Iterable[_Placeholder]) -> str:
    words = ", ".join(dict.fromkeys(f"“{it.words}”" for it in found))
    return f"something is still to be written here: {words}"


def _placeholders(words: str) -> Iterator[_Placeholder]:
    for found in _PLACEHOLDER.finditer(words.replace("€", "$")):
        if found[0] != "XXX" or not re.search(_NUMBERED, words[: found.start()]):
            start, end = found.span()
            yield _Placeholder(words[start:end], start, end)


def _plain_words(nodes: Iterable[Node]) -> Iterator[Node]:
    """The text nodes, without code and without terms."""
    for node in nodes:
        if node.kind == "text":
            yield node
        elif node.kind not in ("citations", "author_in_text") and "term" not in node.classes:
            yield from _plain_words(node.children)


def _empty_parts(blocks: tuple[Node, ...]) -> Iterator[Diagnostic]:
    """The parts, boxes and sections of a brief that have no text."""
    for number, block in enumerate(blocks):
        if block.kind == "heading":
            following = blocks[number + 1 :]
            if not any(map(_is_of_a_section, _below_heading(block, following))):
                end = following[0].span.start if following else _END
                told = _told("this section is still to be written", block.span)
                yield replace(told, about=Span(block.span.file, block.span.start, end))
        elif block.kind == "div" and not block.children and not _MAY_BE_EMPTY & {*block.classes}:
            name = next(iter(block.classes), "box")
            yield _told(f"`{name}` is still to be written", block.span)
        elif block.kind == "item" and not block.children:
            yield _told("this item is still to be written", block.span)
        elif block.kind == "table" and (head := _empty_head(block)):
            yield _told("the head of this table is still to be written", head.span, _HEADLESS)
        if block.kind in ("bullet_list", "ordered_list", "item", "quotation", "div"):
            yield from _empty_parts(block.children)


def _empty_head(table: Node) -> Node | None:
    """The header row of a table if no column has a name: it would be printed as a bare bar."""
    head = next(row for row in table.children if row.kind == "row")
    return None if any(cell.children for cell in head.children) else head


_END = Position(1 << 30, 1)  # behind each file
_HEADLESS = "name the columns; for terms and what each is, write a term, and below it : and words"
_MAY_BE_EMPTY = {"caveat", PAGE_BREAK}


def _below_heading(heading: Node, following: tuple[Node, ...]) -> Iterator[Node]:
    """The blocks below a heading, up to the next of its level or a higher one."""

    def goes_on(block: Node) -> bool:
        return block.kind != "heading" or block.level > heading.level

    return takewhile(goes_on, following)


def _is_of_a_section(block: Node) -> bool:
    """Whether a block is printed in its section. Parts and caveats are printed elsewhere."""
    placed = {*PARTS_OF_A_BRIEF, CAVEAT}
    return block.kind != "div" or placed.isdisjoint(block.classes)


_UNWRITTEN = "write it, or remove it; `brief publish` refuses it"


def _told(message: str, place: Span, hint: str = _UNWRITTEN) -> Diagnostic:
    return diagnose(codes.HALF_DONE, message, place, hint=hint)
