"""The passages of a PDF → its paragraphs, and why each other line is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from generator.language.detection import COMMON_WORDS, language_of
from generator.seeds.block import SHORTEST_HALF
from generator.seeds.cleaning import clean
from generator.seeds.numbering import numbers_of
from generator.seeds.passages import begins_low, closes, is_enumerated
from generator.seeds.readers.pdf_document import PdfContent
from generator.seeds.readers.pdf_lines import PdfLine, is_bullet
from generator.seeds.readers.pdf_passages import PdfPassage, is_note_mark, with_words
from generator.seeds.readers.pdf_reasons import author_of_pdf, reasons_by_role, title_of_pdf
from generator.seeds.reading import Cleaned, DroppedLine, SourcePassage


def body_of_pdf(
    lines: Sequence[PdfLine], passages: Iterable[PdfPassage], content: PdfContent
) -> Cleaned:
    """The paragraphs of a PDF, and each other line with the reason why it is none."""
    about = content.about
    apart = sorted(_without_marks(passages, lines), key=lambda one: one.lines)
    blocks = tuple(_without_cuts([with_words(one, lines) for one in apart], lines))
    head = clean(_apart(blocks))
    verdicts = {drop.line: drop.reason for drop in head.dropped}
    title = title_of_pdf(blocks, lines, about.title) or head.title
    found = tuple(reasons_by_role(blocks, lines, title))
    judged = [_judged(found, index, verdicts.get(2 * index + 1, "")) for index in range(len(found))]
    kept = [block for block in judged if not block.reason]
    return Cleaned(
        title=title,
        author=author_of_pdf(blocks, lines, about.author) or head.author,
        language=_language(about.language, kept),
        paragraphs=tuple(
            SourcePassage(one.text, one.lines[0] + 1, one.lines[-1] + 1, one.kind) for one in kept
        ),
        numbers=numbers_of([block.text for block in kept]),
        dropped=tuple(_dropped(judged, lines)),
        guesses=tuple(_guesses(kept, lines, content)),
    )


def _dropped(judged: Iterable[PdfPassage], lines: Sequence[PdfLine]) -> list[DroppedLine]:
    dropped = [
        DroppedLine(index + 1, lines[index].text, block.reason, block.kind)
        for block in judged
        if block.reason
        for index in block.lines
    ]
    return sorted(dropped, key=lambda drop: drop.line)


def _language(declared: str, kept: Sequence[PdfPassage]) -> str:
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
        elif half is not None and _is_cut(half, passage):
            half = with_words(replace(half, lines=(*half.lines, *passage.lines)), lines)
        else:
            if half is not None:
                yield half
            half = passage
    if half is not None:
        yield half


def _is_cut(before: PdfPassage, after: PdfPassage) -> bool:
    if not {before.kind, after.kind} <= {"text", "item", "quote"}:
        return False
    if len(before.text) < SHORTEST_HALF or closes(before.text) or is_enumerated(after.text):
        return False
    return begins_low(after.text)


# --- what the words say -----------------------------------------------------------------


def _apart(blocks: Sequence[PdfPassage]) -> list[str]:
    """The texts as lines with blank ones between; in place of what is no text, nothing."""
    apart = [("" if one.reason or one.kind == "cell" else one.text, "") for one in blocks]
    return [line for pair in apart for line in pair]


_POSITIONAL = ("before the body", "after the body", "in the midst", "heading", "standfirst")


def _judged(blocks: Sequence[PdfPassage], index: int, said: str) -> PdfPassage:
    """A block, dropped for its role on the page, or else for what its words say.

    That it stands outside the densest prose, or is said twice, says nothing of a sentence: a report
    has tables and boxes in its midst, and a summary in front.
    """
    block = blocks[index]
    if block.reason or not said or block.kind == "cell":
        return block
    if said == "table row" and re.search(r"[^\W\d_]{3}", block.text):
        return replace(block, kind="cell")
    beside = (*blocks[max(index - 1, 0) : index], *blocks[index + 1 : index + 2])
    in_list = block.kind == "item" and any(one.kind == "item" for one in beside)
    is_text = in_list or closes(block.text) or len(block.text) > _LONGEST_LINE
    return block if said.startswith(_POSITIONAL) and is_text else replace(block, reason=said)


_LONGEST_LINE = 100  # characters


# --- what rests on a guess --------------------------------------------------------------

_SHOWN = 5  # pages by their count


def _guesses(
    kept: Sequence[PdfPassage], lines: Sequence[PdfLine], content: PdfContent
) -> Iterator[str]:
    if guessed := sum(block.guessed for block in kept):
        yield f"boundaries were guessed: {guessed} block{'s' if guessed > 1 else ''}"
    empty = [str(sheet.number + 1) for sheet in content.sheets if not sheet.runs]
    if empty:
        yield f"pages without letters: {', '.join(empty[:_SHOWN])}{' …' * (len(empty) > _SHOWN)}"
    unknown = sum(line.text.count("\ufffd") for line in lines)
    if unknown:
        yield f"letters that the file does not name: {unknown}"
    if content.about.has_form:
        yield "the fields of its form were not read"
    if content.about.forbids:
        yield "its owner forbids copying"
