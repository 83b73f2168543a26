"""The passages of a PDF → its paragraphs, and why each other line is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from generator.language.detection import COMMON_WORDS, language_of
from generator.seeds.block import SHORTEST_HALF
from generator.seeds.dates import day_in_front
from generator.seeds.lines import COMMAS
from generator.seeds.readers.pdf_document import PdfContent
from generator.seeds.readers.pdf_lines import PdfLine, is_bullet
from generator.seeds.readers.pdf_masthead import PdfMasthead
from generator.seeds.readers.pdf_passages import PdfPassage, is_note_mark, with_words
from generator.seeds.readers.pdf_reasons import (
    author_of_pdf,
    reasons_by_role,
    stands_by_a_picture,
    title_of_pdf,
)
from generator.seeds.readers.structured import HEADING, TITLE, loose_ends
from generator.seeds.reading import Cleaned, DroppedLine, SourcePassage
from generator.seeds.wrapping import begins_low, closes, is_enumerated


def body_of_pdf(
    lines: Sequence[PdfLine],
    passages: Iterable[PdfPassage],
    content: PdfContent,
    masthead: PdfMasthead,
) -> Cleaned:
    """The paragraphs of a PDF, and each other line with the reason why it is none."""
    about = content.about
    apart = sorted(_without_marks(passages, lines), key=lambda one: one.lines)
    whole = tuple(_without_cuts([with_words(one, lines) for one in apart], lines))
    title = title_of_pdf(whole, lines, about.title)
    blocks = tuple(reasons_by_role(whole, lines, title))
    if masthead.lines:
        blocks = tuple(_without_bodies(blocks, lines))
    # With its title above it, a line that is a name reads as a by-line.
    above = (SourcePassage(title, 1, 1),) if title else ()
    reasons, author = loose_ends((*above, *_paragraphs_of(blocks)), titled=bool(title))
    judged = tuple(_judged(blocks, reasons[len(above) :]))
    kept = _paragraphs_of(judged)
    loose = next((one.text for one in judged if one.reason == TITLE), "")
    return Cleaned(
        title=title or loose,
        author=author_of_pdf(whole, lines, about.author) or author,
        language=_language(about.language, kept),
        paragraphs=kept,
        dropped=tuple(_dropped_lines(judged, lines)),
        published=masthead.published or day_in_front(_in_front(judged, lines)),
        publisher=masthead.publisher,
        guesses=tuple(_guesses(judged, lines, content)),
    )


def _without_bodies(blocks: Sequence[PdfPassage], lines: Sequence[PdfLine]) -> Iterator[PdfPassage]:
    """The blocks; those that name two bodies and their sessions above a title are dropped."""
    title = next((at for at, one in enumerate(blocks) if one.reason == TITLE), 0)
    height = lines[blocks[title].lines[0]].y if blocks else 0.0
    for at, one in enumerate(blocks):
        above = at < title and one.kind == "cell" and lines[one.lines[-1]].y > height
        yield replace(one, reason="before the body") if above and not one.reason else one


def _in_front(judged: Sequence[PdfPassage], lines: Sequence[PdfLine]) -> Iterator[str]:
    """The lines before the first paragraph or above it."""
    start = next((one.lines[0] for one in judged if not one.reason), 0)
    for index, line in enumerate(lines):
        if index < start or (line.page == lines[start].page and line.y > lines[start].y):
            yield line.text


def _paragraphs_of(blocks: Iterable[PdfPassage]) -> tuple[SourcePassage, ...]:
    return tuple(
        SourcePassage(one.text, one.lines[0] + 1, one.lines[-1] + 1, one.kind)
        for one in blocks
        if not one.reason
    )


def _dropped_lines(judged: Iterable[PdfPassage], lines: Sequence[PdfLine]) -> list[DroppedLine]:
    dropped = [
        DroppedLine(index + 1, lines[index].text, block.reason, block.kind)
        for block in judged
        if block.reason
        for index in block.lines
    ]
    return sorted(dropped, key=lambda drop: drop.line)


def _language(declared: str, kept: Sequence[SourcePassage]) -> str:
    """The language of the text, by the tag of the file where that is of the same language."""
    found = language_of("\n".join(block.text for block in kept))
    primary = declared.partition("-")[0].casefold()
    fits = found in {"und", primary} or primary not in COMMON_WORDS
    return declared if declared and fits else found


# --- whole paragraphs -------------------------------------------------------------------


def _without_marks(
    passages: Iterable[PdfPassage], lines: Sequence[PdfLine]
) -> Iterator[PdfPassage]:
    """The passages with the marks of notes and the bullets of items apart."""
    for passage in passages:
        if passage.reason:
            yield passage
            continue
        marks = {index for index in passage.lines if is_note_mark(lines, index)}
        first, *others = passage.lines
        bullet = {first} - marks if others and is_bullet(lines[first].text) else set()
        yield from (PdfPassage((index,), reason="note mark") for index in marks)
        yield from (PdfPassage((index,), reason="bullet") for index in bullet)
        if rest := tuple(index for index in passage.lines if index not in marks | bullet):
            yield replace(passage, lines=rest, kind="item" if bullet else passage.kind)


def _without_cuts(found: Sequence[PdfPassage], lines: Sequence[PdfLine]) -> Iterator[PdfPassage]:
    """The passages; the halves of one that something dropped cuts in two are joined."""
    half: PdfPassage | None = None
    for passage in found:
        if passage.reason:
            yield passage
        elif half is not None and _is_cut(half, passage, lines):
            half = with_words(replace(half, lines=(*half.lines, *passage.lines)), lines)
        else:
            if half is not None:
                yield half
            half = passage
    if half is not None:
        yield half


def _is_cut(before: PdfPassage, after: PdfPassage, lines: Sequence[PdfLine]) -> bool:
    if not {before.kind, after.kind} <= {"text", "item", "quote"}:
        return False
    if len(before.text) < SHORTEST_HALF or closes(before.text) or is_enumerated(after.text):
        return False
    return begins_low(after.text) or (after.kind == "text" and _runs_over(before, after, lines))


def _runs_over(before: PdfPassage, after: PdfPassage, lines: Sequence[PdfLine]) -> bool:
    """Whether a page ends in the full row between two passages of a tagged PDF.

    Some programs tag the rest of a paragraph on the next page as another one.
    """
    last, first = lines[before.lines[-1]], lines[after.lines[0]]
    if last.block < 0 or last.page == first.page or not closes(after.text):
        return False
    right = max(lines[index].x1 for index in before.lines)
    letter = (first.x1 - first.x0) / max(len(first.text), 1)
    room = letter * (1 + len(first.text.split()[0]))
    rows = {lines[index].row for index in before.lines}
    return len(rows) > 1 and right - last.x1 < room and not stands_by_a_picture(after.text)


# --- what the words say -----------------------------------------------------------------


def _judged(blocks: Sequence[PdfPassage], reasons: Iterable[str]) -> Iterator[PdfPassage]:
    """The blocks; those without a reason of their own get the next one of `reasons`.

    A line that is short and no sentence is dropped also among others of its kind: the pages of a
    report have charts and tables between them.
    """
    following = iter(reasons)
    for index, block in enumerate(blocks):
        if block.reason:
            yield block
            continue
        reason = next(following) or _short(block, blocks[index + 1 : index + 2])
        yield replace(block, reason=reason)


def _short(block: PdfPassage, behind: Sequence[PdfPassage]) -> str:
    if block.kind != "text" or closes(block.text) or block.text.endswith(COMMAS):
        return ""
    goes_on = any(begins_low(one.text) for one in behind)
    is_long = len(block.text.split()) > _SHORT or is_enumerated(block.text)
    return "" if is_long or goes_on else HEADING


_SHORT = 12  # words


# --- what rests on a guess --------------------------------------------------------------

_SHOWN = 5  # pages by their count


def _guesses(
    judged: Sequence[PdfPassage], lines: Sequence[PdfLine], content: PdfContent
) -> Iterator[str]:
    if guessed := sum(block.guessed and not block.reason for block in judged):
        yield f"boundaries were guessed: {guessed} block{'s' if guessed > 1 else ''}"
    empty = [str(sheet.number + 1) for sheet in content.sheets if not sheet.runs]
    if empty:
        yield f"pages without letters: {', '.join(empty[:_SHOWN])}{' …' * (len(empty) > _SHOWN)}"
    unknown = sum(line.text.count("\ufffd") for line in lines)
    if unknown:
        yield f"letters that the file does not name: {unknown}"
    capitals = (one.text for one in judged if one.reason == HEADING and len(one.text) == 1)
    if apart := sum(map(str.isupper, capitals)):
        yield f"capitals that may begin a word of the text: {apart}"
    if content.about.has_form:
        yield "the fields of its form were not read"
    if content.about.forbids:
        yield "its owner forbids copying"
