"""The places of a running head: what each of them says, how it looks, how wide that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.document import Meta
from generator.theme.running_heads import (
    HEAD_FIELD,
    PAGE_FIELDS,
    SEPARATOR,
    head_fields,
    one_word_less,
)
from generator.theme.theme import Logo, Style
from generator.writers.docx.making import DocxFile
from generator.writers.docx.markup import PLAIN, RunFormat, run
from generator.writers.docx.measures import words_width
from generator.writers.docx.parts import TextPart
from generator.writers.docx.pictures import logo_run
from generator.writers.docx.references import complex_field

_LOGO = "logo"

PAGE_CODES = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
"""The fields of Word that count pages, by how labels.toml names what they say."""

HeadPiece = tuple[str, str]  # the name of a field, if it is one, and its words


class Place(Struct, frozen=True):
    """A place of a running head: its pieces, how its words look, and the logo if it shows one."""

    pieces: tuple[HeadPiece, ...]
    look: Style
    letters: RunFormat
    logo: Logo | None = None

    @property
    def is_said(self) -> bool:
        """Whether it shows anything."""
        return bool(self.pieces)

    @property
    def width(self) -> float:
        """Its width in points, about."""
        words = words_width(_told_words(self.pieces), self.look)
        return words + (self.logo.width if self.logo else 0.0)


def place_of(pattern: str, style: str | None, look: Style, file: DocxFile) -> Place:
    """A place by its pattern, in a style of its own or in the look of the whole line."""
    pieces = _filled(pattern, file.document.meta, with_logo=file.theme.logo is not None)
    logo = file.theme.logo if any(name == _LOGO for name, _ in pieces) else None
    if style is None or not pieces:
        return Place(pieces, look, PLAIN, logo)
    return Place(pieces, file.theme.style(style), file.styles.letters(style, look), logo)


def shortened_place(place: Place, room: float) -> Place:
    """The place, its words cut behind one of them where they take more room than there is.

    Those behind a logo go first, and the logo with the last of those before it, as in a PDF; a page
    number is never cut.
    """
    if place.width <= room or any(name in PAGE_FIELDS for name, _ in place.pieces):
        return place
    names = [name for name, _ in place.pieces]
    at = names.index(_LOGO) if place.logo else len(names)
    before, logo, behind = place.pieces[:at], place.pieces[at : at + 1], place.pieces[at + 1 :]
    room -= place.logo.width if place.logo else 0.0
    led = words_width(_told_words(before), place.look)
    if logo and (kept := words_that_fit(_told_words(behind), place.look, room - led)):
        return replace(place, pieces=(*before, *logo, ("", kept)))
    said = _told_words(before)
    kept = said if led <= room else words_that_fit(said, place.look, room)
    if not kept.strip() and (said.strip() or not logo or room < 0):
        return replace(place, pieces=(), logo=None)
    return replace(place, pieces=(("", kept), *logo))


def words_that_fit(words: str, look: Style, room: float) -> str:
    """As many words as there is room for, in points, and what says that there were more."""
    while words and words_width(words, look) > room:
        words = one_word_less(words)
    return words


def place_runs(place: Place, part: TextPart, file: DocxFile) -> str:
    """The runs of a place; a logo stands in `part`."""
    return "".join(_piece_runs(piece, place, part, file) for piece in place.pieces)


def _piece_runs(piece: HeadPiece, place: Place, part: TextPart, file: DocxFile) -> str:
    name, words = piece
    if name in PAGE_FIELDS:
        return _page_runs(name, file.document.meta, place.letters)
    if name == _LOGO:
        return logo_run(file, part)
    content = run(words, place.letters)
    # LibreOffice dresses a field that is bound as the line, whatever its letters wear.
    return file.trail.controls.field(name, words, content) if place.letters == PLAIN else content


def _filled(pattern: str, meta: Meta, *, with_logo: bool) -> tuple[HeadPiece, ...]:
    """The pattern with its fields; a part between dots whose fields are all empty is left out."""
    fields = head_fields(meta, page=("88", "88"))  # as wide as page numbers may come to look
    found: list[HeadPiece] = []
    for part in pattern.split(SEPARATOR):
        literals, names = HEAD_FIELD.split(part)[::2], HEAD_FIELD.split(part)[1::2]
        pieces = [(name, fields.get(name, f"{{{name}}}")) for name in names]
        said = [("", literals[0])]
        for piece, literal in zip(pieces, literals[1:], strict=True):
            said += [piece, ("", literal)]
        if _told_words(said).strip() or (with_logo and _LOGO in names):
            found += [("", SEPARATOR), *said] if found else said
    return tuple(found)


def _told_words(pieces: Iterable[HeadPiece]) -> str:
    return "".join(words for _, words in pieces)


def _page_runs(name: str, meta: Meta, letters: RunFormat) -> str:
    return "".join(
        complex_field(PAGE_CODES[piece], "1", letters)
        if piece in PAGE_CODES
        else run(piece, letters)
        for piece in pieces_of_page(name, meta)
    )


def pieces_of_page(name: str, meta: Meta) -> Sequence[str]:
    """What a field of the page says: words, {page} for its number, {pages} for their count."""
    said = {"page": meta.page_label, "page_number": "{page}", "page_count": "{pages}"}[name]
    return re.split(r"(\{pages?\})", said)
