"""What a Word file holds besides words: links, headings, images, properties."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from generator.document.shifts import lowered, raised
from generator.incoming.file import (
    IncomingMark,
    IncomingParagraph,
    IncomingPicture,
    IncomingPiece,
    IncomingReference,
    IncomingRun,
)
from generator.language.visible import words_of
from generator.manifest.links import canonical_address
from generator.manifest.passages import Passage, Piece
from generator.opening.ooxml import Package
from generator.proof.finished import as_number
from generator.proof.found import FoundImage, FoundLink, FoundParticulars, StoryPlace


class SaidParagraph(Struct, frozen=True):
    """A paragraph of a file that says something, and its passage.

    `bookmarks` are its own and those of paragraphs before it that say nothing. `aside` are those of
    them that hold the marks of notes which are shown beside the text.
    """

    paragraph: IncomingParagraph
    passage: Passage
    bookmarks: tuple[str, ...]
    aside: tuple[IncomingParagraph, ...]


_OF_MARK = re.compile(r"#(?:b[0-9a-f]{6}_)?(?:mark_|reference_of_mark)")
_MARK = re.compile(r"(?:b[0-9a-f]{6}_)?mark_([0-9]{1,6})")  # with a prefix since format 3


def said_pieces(paragraph: IncomingParagraph) -> list[IncomingPiece]:
    """The pieces of a paragraph that are any in its passage."""
    return [piece for piece in paragraph.pieces if piece_of(piece) != ""]


def piece_of(piece: IncomingPiece) -> Piece:
    """A piece of a file as a passage has it."""
    match piece:
        case IncomingRun(text, shift=shift):
            words = text.translate(_SPACES)
            return _SHIFTS[shift](words) if shift else words
        case IncomingReference(text):
            return text.translate(_SPACES)
        case IncomingMark(shown=shown):
            number = as_number(shown)
            return shown if number is None else number
        case IncomingPicture(words=words):
            return words


_SPACES = str.maketrans("\t\n", "  ")
_SHIFTS = {"superscript": raised, "subscript": lowered}


def numbers_by_bookmark(marks: Iterable[IncomingMark]) -> dict[int, int]:
    """The number that each note had when the file was made, by its place among the marks now."""
    found: dict[int, int] = {}
    for number, mark in enumerate(marks, 1):
        for name in mark.bookmarks:
            if original := _MARK.fullmatch(name):
                found[number] = int(original[1])
    return found


def word_particulars(
    package: Package,
    stories: Sequence[Sequence[SaidParagraph]],
    images: Iterable[FoundImage],
    numbered: Mapping[int, int],
) -> FoundParticulars:
    """What the texts of a file hold, the body first and then its notes in their order."""
    every = [
        ((number, place), said)
        for number, story in enumerate(stories)
        for place, said in enumerate(story)
    ]
    places: dict[str, tuple[StoryPlace, ...]] = {}
    for at, said in every:
        for name in said.bookmarks:
            places.setdefault(f"#{name}", (at,))
        for paragraph in said.aside:
            # A bookmark there stands for a note, wherever a program has put it between the marks.
            notes = [(number, 0) for mark in paragraph.marks if (number := as_number(mark.shown))]
            places |= {f"#{name}": (at, *notes) for name in paragraph.bookmarks}
    return FoundParticulars(
        links=tuple(link for at, said in every for link in _paragraph_links(at, said.paragraph)),
        places=places,
        levels={
            at: said.paragraph.level for at, said in every if at[0] == 0 and said.paragraph.level
        },
        images=tuple(images),
        properties=_word_properties(package),
        numbered=numbered,
    )


# --- links --------------------------------------------------------------------------------


def _paragraph_links(at: StoryPlace, paragraph: IncomingParagraph) -> Iterator[FoundLink]:
    """The links of a paragraph; one whose words differ in look is one.

    So is one with a field in it, such as the number in "as in note 5".
    """
    start, words, targets = 0, "", [""]
    for place, piece in enumerate((*said_pieces(paragraph), IncomingRun(""))):
        target = _target(piece)
        if targets[0] and isinstance(piece, IncomingReference) and _OF_MARK.match(target):
            targets.append(target)
        elif target != targets[0]:
            if targets[0] and words_of(words):
                shown, (goal, *inner) = " ".join(words_of(words)), map(_goal, targets)
                yield FoundLink(at, shown, goal, inner=tuple(inner), start=start, end=place)
            start, words, targets = place, "", [target]
        words += str(piece_of(piece))


def _target(piece: IncomingPiece) -> str:
    match piece:
        case IncomingRun(link=link):
            return link
        case IncomingReference(target=target):
            return f"#{target}"
        case _:
            return ""


def _goal(target: str) -> str:
    return target if target.startswith("#") else canonical_address(target)


# --- images -------------------------------------------------------------------------------


def word_images(package: Package, paragraphs: Iterable[IncomingParagraph]) -> Iterator[FoundImage]:
    """The images in paragraphs in reading order; one that lies elsewhere has no digest."""
    parts = {name.rpartition("/")[2]: name for name in package.names}
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            if isinstance(piece, IncomingPicture) and piece.kind == "picture":
                part = parts.get(piece.name)
                data = package.zipped.read(part) if part else b""
                digest = hashlib.sha256(data).hexdigest() if part else ""
                yield FoundImage(digest, "", piece.alternative)


# --- properties ---------------------------------------------------------------------------

_CORE = {
    "title": "title",
    "subject": "subject",
    "creator": "authors",
    "keywords": "keywords",
    "identifier": "formal_identifier",
    "language": "language",
    "version": "version",
    "created": "issued",
    "contentStatus": "draft",
}
_CUSTOM = {
    "Licence": "licence",
    "Licence address": "licence_address",
    "DOI": "doi",
    "Marking": "marking",
}
# Of the file and not of the brief: who saved it, when and how often.
_OF_FILE = frozenset({"lastModifiedBy", "modified", "revision", "lastPrinted"})


def _word_properties(package: Package) -> Mapping[str, tuple[str, ...]]:
    """What the properties of a Word file say, by the names of `Metadata`."""
    found: dict[str, list[str]] = {name: [] for name in (*_CORE.values(), *_CUSTOM.values())}
    for name, said in stated_properties(package):
        known = _CORE.get(name) or _CUSTOM.get(name)
        if known:
            found[known].append(said)
    return {name: tuple(said) for name, said in found.items()}


def other_properties(package: Package) -> Iterator[tuple[str, str]]:
    """The properties that are neither of the brief nor of the file, each with its words."""
    known = {*_CORE, *_CUSTOM, *_OF_FILE}
    yield from ((name, said) for name, said in stated_properties(package) if name not in known)


def stated_properties(package: Package) -> Iterator[tuple[str, str]]:
    """The core properties and the custom ones (ISO 29500-2, 8; 29500-1, 22.3) that say anything."""
    for part in package.related("", "core-properties"):
        for element in package.xml(part):
            if words_of(element.text or ""):
                yield element.tag.rpartition("}")[2], element.text or ""
    for part in package.related("", "custom-properties"):
        for element in package.xml(part):
            said = "".join(element.itertext())
            if words_of(said):
                yield element.get("name", ""), said
