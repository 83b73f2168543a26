"""Inline nodes as the content of an element."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import assert_never

from msgspec import Struct

from generator.document import (
    Changed,
    CodeSpan,
    CrossReference,
    Emphasis,
    Foreign,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    Remark,
    SourceWords,
    Strong,
    Subscript,
    Superscript,
    Term,
    Text,
)
from generator.writers.html.claims import ClaimedWords, claimed_words
from generator.writers.html.markup import (
    attribute,
    class_name,
    element,
    escaped_text,
    identifier,
    inner_target,
    link_target,
)


class Places(Struct, frozen=True):
    """What links of a document lead to, and what its notes are called and bear on."""

    anchors: frozenset[str]
    notes: Mapping[int, str]  # the anchor of each note
    claims: Mapping[int, str]  # the words that each note bears on
    note_name: str = "Note {number}"


class _Run(Struct):
    """A run on its way into an element: which of its words are claims, and how far it is."""

    places: Places
    claimed: tuple[ClaimedWords, ...]
    done: int = 0  # letters of its leaves
    linked: bool = False  # whether what comes stands in a link
    bound: bool = False  # whether lines end at spaces alone


def run_html(run: tuple[Inline, ...], places: Places, *, bound: bool = False) -> str:
    """Inline nodes as HTML; words that notes bear on say which ones.

    No line of `bound` ones, as of a heading, ends inside "Russia–North". Raises KeyError for the
    mark of a note that is not there.
    """
    return _all_inlines(run, _Run(places, claimed_words(run, places.claims), bound=bound))


def _all_inlines(inlines: tuple[Inline, ...], run: _Run) -> str:
    return "".join([_inline(inline, run) for inline in inlines])


def _inline(inline: Inline, run: _Run) -> str:
    match inline:
        case Text(value):
            return _claimed_leaf(value, run)
        case CrossReference(label, target):
            return _link_html((Text(label),), f"#{target}", run)
        case Link(children, target):
            return _link_html(children, target, run)
        case NoteMark(number, anchor):
            return _mark(number, anchor, run)
        case LineBreak():
            return "<br>"
        case Remark(text, severity):
            kind = attribute("class", f"remark {severity}")
            return element("span", escaped_text(text), kind, " data-beside")
        case Term(children):
            return _all_inlines(children, run)
        case Emphasis() | Superscript() | Subscript() | CodeSpan():
            name, kind = _ELEMENTS[type(inline)]
            return element(name, _all_inlines(inline.children, run), kind)
        case Strong() | Foreign() | SourceWords() | Changed():
            name, kind = _named_element(inline)
            return element(name, _all_inlines(inline.children, run), kind)
        case _:
            assert_never(inline)


_ELEMENTS: Mapping[type[Inline], tuple[str, str]] = {
    Emphasis: ("em", ""),
    Superscript: ("sup", ""),
    Subscript: ("sub", ""),
    CodeSpan: ("code", ' class="s-code" translate="no"'),
}


def _named_element(inline: Strong | Foreign | SourceWords | Changed) -> tuple[str, str]:
    match inline:
        case Strong(role=role):
            return "strong", attribute("class", f"chip s-{class_name(role)}" if role else None)
        case Foreign(language=language):
            return "span", attribute("lang", language)
        case SourceWords(notes=notes, quoted_in=quoted_in):
            numbers = _numbered("data-n", notes) + _numbered("data-q", quoted_in)
            return "span", f' class="ev"{numbers}'
        case Changed(how=how, move=move):
            moved = attribute("data-move", move or None)
            return ("del" if how == "deleted" else "ins"), moved


def _numbered(name: str, notes: tuple[int, ...]) -> str:
    return attribute(name, " ".join(map(str, notes)))


def _claimed_leaf(words: str, run: _Run) -> str:
    """Words of a leaf, those that notes bear on in elements that name the notes."""
    if not run.claimed:
        return _bound_html(words) if run.bound else escaped_text(words)
    begin, end = run.done, run.done + len(words)
    run.done, pieces, place = end, [], begin
    for one in run.claimed:
        first, last = max(begin, one.start), min(end, one.end)
        if first < last:
            numbers = _numbered("data-n", one.notes)
            said = escaped_text(words[first - begin : last - begin])
            before = escaped_text(words[place - begin : first - begin])
            pieces += [before, element("span", said, ' class="claim"', numbers)]
            place = last
    return "".join([*pieces, escaped_text(words[place - begin :])])


_COMPOUND = re.compile(r"(\S*\w[-–/]\w\S*)")
_LONGEST_BOUND = 15  # letters: a longer word may have no room on a narrow screen


def _bound_html(words: str) -> str:
    """Words whose compounds no line end divides, as far as any screen has room for them."""
    return "".join(
        element("span", escaped_text(piece), ' class="whole"')
        if place % 2 and len(piece) <= _LONGEST_BOUND
        else escaped_text(piece)
        for place, piece in enumerate(_COMPOUND.split(words))
    )


def _link_html(children: tuple[Inline, ...], target: str, run: _Run) -> str:
    """A link, or its words alone inside another link and where it leads nowhere."""
    leads = target[1:] in run.places.anchors if target.startswith("#") else bool(target.strip())
    if run.linked or not leads:
        return _all_inlines(children, run)
    run.linked = True
    said = _all_inlines(children, run)
    run.linked = False
    return element("a", said, attribute("href", link_target(target)))


def _mark(number: int, anchor: str, run: _Run) -> str:
    """The mark of a note, a link to it that is also the place to come back to."""
    name = run.places.note_name.replace("{number}", str(number))
    link = element(
        "a",
        str(number),
        ' role="doc-noteref"',
        attribute("id", identifier(anchor)),
        attribute("href", inner_target(run.places.notes[number])),
        attribute("aria-label", name),
        attribute("data-n", number),
    )
    return element("sup", link, ' class="mark"')
