"""A Word file → its words as they stand, with tracked changes accepted, and what it carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.diagnostics import codes
from generator.incoming.file import IncomingParagraph
from generator.incoming.word import incoming_word
from generator.manifest.passages import Passage
from generator.manifest.shown import shown_by_word
from generator.opening.budget import Budget
from generator.opening.ooxml import word_package
from generator.proof.finished import Finished, as_number, cannot
from generator.proof.word_beside import beside_word, word_titles
from generator.proof.word_particulars import (
    SaidParagraph,
    numbers_by_bookmark,
    piece_of,
    said_pieces,
    word_images,
    word_particulars,
)


def read_word(data: bytes, budget: Budget) -> Finished:
    """The words and attachments of a Word file. Raises BriefError if it cannot be read."""
    package = word_package(data, budget)
    if next(package.related("", "officeDocument"), None) is None:
        message = "this is no Word file: it has no main part"
        hint = "name a .docx or a .pdf that `brief` has written"
        raise cannot(codes.DAMAGED_FILE, budget.file, message, hint)
    incoming = incoming_word(package)
    notes = {key: tuple(_said_paragraphs(said, "note")) for key, said in incoming.notes.items()}
    marks = [mark for paragraph in incoming.paragraphs for mark in paragraph.marks]
    own = [mark for mark in marks if not mark.repeated]
    body = tuple(_said_paragraphs(incoming.paragraphs, "body"))
    stories = (body, *(notes[mark.note] for mark in own))
    images = word_images(package, incoming.paragraphs)
    return Finished(
        kind="Word file",
        body=tuple(said.passage for said in body),
        notes=tuple(tuple(said.passage for said in story) for story in stories[1:]),
        attachments=incoming.attachments,
        saved_again=package.saved_again,
        tracked=any(change.kind != "format" for change in incoming.tracked),
        beside=beside_word(package, incoming.attachments),
        titles=tuple(word_titles(package)),
        particulars=word_particulars(package, stories, images, numbers_by_bookmark(own)),
        shown=shown_by_word((name, package.zipped.read(name)) for name in package.names),
    )


def _said_paragraphs(paragraphs: Iterable[IncomingParagraph], role: str) -> Iterator[SaidParagraph]:
    """The paragraphs that say something. Those of a table of contents have the role `contents`."""
    repeated: set[int | None] = set()  # the numbers of notes that fields have shown
    bookmarks: tuple[str, ...] = ()
    aside: tuple[IncomingParagraph, ...] = ()
    for paragraph in paragraphs:
        repeated.update(as_number(mark.shown) for mark in paragraph.marks if mark.repeated)
        pieces = tuple(map(piece_of, said_pieces(paragraph)))
        passage = Passage("contents" if paragraph.in_contents else role, pieces)
        is_bare = not passage.words and _is_shown_before(paragraph, repeated)
        bookmarks += paragraph.bookmarks
        if passage.is_said and paragraph.in_contents:  # no anchor leads there, but past it
            yield SaidParagraph(paragraph, passage, (), ())
        elif passage.is_said and is_bare:
            aside += (paragraph,)
        elif passage.is_said:
            yield SaidParagraph(paragraph, passage, bookmarks, aside)
            bookmarks, aside = (), ()


def _is_shown_before(paragraph: IncomingParagraph, repeated: set[int | None]) -> bool:
    """Whether its marks are nothing but those of notes that fields have marked before it.

    They stand behind what is set beside the text: LibreOffice loses a note from there.
    """
    return all(not mark.repeated and as_number(mark.shown) in repeated for mark in paragraph.marks)
