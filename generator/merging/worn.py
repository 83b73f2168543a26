"""Links to other places of a file, fields, and styles of words: what came or went by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from generator.incoming.file import (
    IncomingMark,
    IncomingParagraph,
    IncomingPiece,
    IncomingReference,
    IncomingRun,
)
from generator.language.words import shortened
from generator.merging.as_made import AsMade
from generator.merging.letters import uncounted
from generator.merging.told import Told

_Worn = tuple[str, str]  # "link" and a place of the file, "style" and its name


def told_worn(models: AsMade) -> Iterator[Told]:
    """What is not taken over of that, each at its paragraph."""
    for place, paragraph in enumerate(models.file.paragraphs):
        if paragraph.in_contents:
            continue
        own = models.own(place, paragraph)
        now, before = _worn_words(paragraph), _worn_words(own) if own else {}
        come = [*_more(now, before)]
        told = {(kind, words) for (kind, _), words in come}
        for (kind, name), words in come:
            message = f"“{shortened(words)}” {_COME[kind].format(name)}, which is not taken over"
            yield Told("untaken", message, _HINTS[kind], place)
        for (kind, name), words in _more(before, now):
            if words in paragraph.text and (kind, words) not in told:
                message = f"“{shortened(words)}” {_GONE[kind].format(name)}"
                yield Told("untaken", message, _TO_LOSE, place)
    yield from _told_fields(models)


def _told_fields(models: AsMade) -> Iterator[Told]:
    """What was typed over the words that a field repeats; programs count its number anew."""
    known: dict[str, set[str]] = {}
    for one in models.was.paragraphs:
        for target, words in _shown_by_fields(one):
            known.setdefault(target, set()).add(words)
    there = {
        name: " ".join(one.text.split()) for one in models.file.paragraphs for name in one.bookmarks
    }
    for place, paragraph in enumerate(models.file.paragraphs):
        for target, words in () if paragraph.in_contents else _shown_by_fields(paragraph):
            was = known.get(target, {words})
            is_recounted = uncounted(words) in map(uncounted, was) and (
                words.isdigit() or there.get(target, words).startswith(words)
            )
            if words not in was and not is_recounted:
                message = f"“{shortened(words)}” stands in a field, which repeats other words"
                hint = "type beside the field, or delete it first"
                gist = "other words stand in a field than it repeats"
                yield Told("untaken", message, hint, place, gist=gist)


def _shown_by_fields(paragraph: IncomingParagraph) -> Iterator[tuple[str, str]]:
    """The place that each field of a paragraph repeats, and the words that it shows."""
    for piece in paragraph.pieces:
        if isinstance(piece, IncomingReference):
            yield piece.target, " ".join(piece.text.split())
        elif isinstance(piece, IncomingMark) and piece.repeated:
            yield piece.target, " ".join(piece.shown.split())


_COME = {"link": "leads to a place of the file now", "style": "wears the style “{}” now"}
_GONE = {
    "link": "leads to its place no more, and does so in the Markdown",
    "style": "wears the style “{}” no more, and does so in the Markdown",
}
_HINTS = {
    "link": "name the place in the Markdown, {#place}, and write [words](#place) here",
    "style": "mark the words in the Markdown, as `code` or [term]{.term}, if they are that",
}
_TO_LOSE = "take the mark-up around these words out of the Markdown"


def _more(
    now: Mapping[_Worn, list[str]], before: Mapping[_Worn, list[str]]
) -> Iterator[tuple[_Worn, str]]:
    """What more words wear than before, and the first of these words."""
    for worn, words in now.items():
        known = before.get(worn, [])
        come = [one for one in words if one not in known]
        if len(words) > len(known) and come:
            yield worn, come[0]


def _worn_words(paragraph: IncomingParagraph) -> Mapping[_Worn, list[str]]:
    """The stretches of words that lead to each place of the file, or wear each style."""
    found: dict[_Worn, list[str]] = {}
    for kind, of_piece in (("link", _leads_to), ("style", _style_worn)):
        for name, pieces in groupby(paragraph.pieces, of_piece):
            words = "".join(getattr(one, "text", "") for one in pieces).strip()
            if name and words:
                found.setdefault((kind, name), []).append(words)
    return found


def _leads_to(piece: IncomingPiece) -> str:
    """The place of the file that a piece leads to, unless it is the number of a note."""
    if not isinstance(piece, IncomingRun) or piece.text.isdigit():
        return ""
    return piece.link if piece.link.startswith("#") else ""


def _style_worn(piece: IncomingPiece) -> str:
    """The style of words, unless it is that of a paragraph or says what a brief says otherwise."""
    style = piece.style if isinstance(piece, IncomingRun) else ""
    return "" if style in _SAID_OTHERWISE or style.endswith(" char") else style


_SAID_OTHERWISE = frozenset(
    {
        *("strong", "emphasis", "hyperlink", "followedhyperlink", "visited internet link"),
        *("footnote reference", "endnote reference", "annotation reference"),
        *("footnote characters", "endnote characters"),
        *("plain link", "default paragraph font"),
    }
)
