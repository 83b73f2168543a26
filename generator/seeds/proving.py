"""Comparing an edition with its original: words, their order, numbers, labels.

A digest shows only changes by somebody who did not make a new digest. The original shows the rest.
docs/codes.md says under S005 what it cannot show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.language.folding import digest
from generator.seeds.blocks import number_of_added, numbering_of, with_number, with_numbers
from generator.seeds.ink import OriginalInk, stretches_of
from generator.seeds.mending import LEFT_OUT, CannotMendError, by_hand, edition_mended, left_out
from generator.seeds.numbering import ParagraphNumber, plain_number
from generator.seeds.originals import READERS, RESTORE, ink_of_edition
from generator.seeds.seed import Edition, ReadAs, SeedParagraph, SourceBlock

At = Callable[[SourceBlock, str], Span]
"""From a block and one of its keys ("text", "number" …) to its place in the edition's file."""


def unproved(
    edition: Edition, original: bytes, before: Edition | None, *, shown: Span, at: At
) -> tuple[Diagnostic, ...]:
    """Where an edition differs from its original, or from the edition before it.

    `shown` is the edition's file. Only the first kind of fault is reported, because the others
    would follow from it. Raises BriefError if the original cannot be read as before.
    """
    ink = ink_of_edition(edition, original, shown.file.rpartition("/editions/")[0])
    if ink is None or edition.reader is None:
        message = "it was made by a reader that this version of brief does not know"
        return (diagnose(codes.DAMAGED_EDITION, message, shown, hint="upgrade brief"),)
    for found in (
        _in_order(edition, at),
        _parted(edition, ink, shown, at),
        _place_faults(edition, ink, at),
        _words(edition, ink, at),
        _forms(edition, edition.reader, shown, at),
        _numbers(edition, before, ink, shown, at),
    ):
        if faults := tuple(found):
            return _told_of_libraries(faults, edition.reader)
    return ()


def _told_of_libraries(faults: tuple[Diagnostic, ...], read_as: ReadAs) -> tuple[Diagnostic, ...]:
    """The findings; where the original is read by other libraries than before, with that hint."""
    reader = READERS[read_as.kind, read_as.version]
    before, here = read_as.libraries, reader.libraries()
    if before == here:
        return faults
    hint = f"it was imported with {before}, and {here} may read it otherwise: use {before} again"
    return tuple(replace(fault, hint=hint) for fault in faults)


def changed_words(paragraph: SeedParagraph, edition: Edition, span: Span) -> Diagnostic:
    """The finding for a paragraph whose words have changed since the import."""
    line = paragraph.place.first_line
    hint = f"bring its words back as they stand in {edition.original}, line {line}"
    return _changed(paragraph, "its words have changed", span, hint)


def _changed(paragraph: SeedParagraph, what: str, span: Span, hint: str = RESTORE) -> Diagnostic:
    message = f"¶{paragraph.number} is not as it was imported: {what}"
    return diagnose(codes.CHANGED_PARAGRAPH, message, span, hint=hint)


def _damaged(message: str, span: Span) -> Diagnostic:
    return diagnose(codes.DAMAGED_EDITION, message, span, hint=RESTORE)


# --- without remainder ------------------------------------------------------------------


def _in_order(edition: Edition, at: At) -> Iterator[Diagnostic]:
    """Paragraphs are in the order of the original, and so are dropped lines."""
    for blocks in (edition.paragraphs, edition.dropped):
        last = -1
        for block in blocks:
            if not _is_ink(block.ink) or block.ink[0] <= last:
                yield _damaged(f"{_named(block)} is not in its order", at(block, "ink"))
                break
            last = block.ink[0]


def _parted(edition: Edition, ink: OriginalInk, shown: Span, at: At) -> Iterator[Diagnostic]:
    """Kept and dropped blocks have every visible character of the original, each once."""
    every = [(*one, block) for block in edition.blocks for one in stretches_of(block.ink)]
    done = 0
    for start, end, block in sorted(every, key=lambda one: one[:2]):
        if end > ink.length:
            message = f"{_named(block)} goes on behind the end of {edition.original}"
            yield _damaged(message, at(block, "ink"))
            return
        if start != done:
            fault = "is left out" if start > done else "is there twice"
            yield _damaged(f"{_line(edition, ink, min(start, done))} {fault}", at(block, "text"))
            return
        done = end
    if done < ink.length:
        yield _damaged(f"{_line(edition, ink, done)} is left out", shown)


def _line(edition: Edition, ink: OriginalInk, position: int) -> str:
    return f"line {ink.line_at(position)} of {edition.original}"


def _place_faults(edition: Edition, ink: OriginalInk, at: At) -> Iterator[Diagnostic]:
    for block in edition.blocks:
        if block.place != ink.place(block.ink):
            yield _damaged(f"{_named(block)} stands on other lines", at(block, "place"))


def _is_ink(ink: Sequence[int]) -> bool:
    return len(ink) >= 2 and len(ink) % 2 == 0 and _rises(ink)


def _named(block: SourceBlock) -> str:
    if isinstance(block, SeedParagraph):
        return f"¶{block.number}"
    return f"the dropped line {block.line}"


# --- words ------------------------------------------------------------------------------


def _words(edition: Edition, ink: OriginalInk, at: At) -> Iterator[Diagnostic]:
    for paragraph in edition.paragraphs:
        if not ink.reads(paragraph.ink, paragraph.text):
            yield changed_words(paragraph, edition, at(paragraph, "text"))
        elif digest(paragraph.text) != paragraph.digest:
            yield _changed(paragraph, "its digest has changed", at(paragraph, "digest"))
    for block in edition.dropped:
        if not ink.reads(block.ink, block.text):
            message = f"{_named(block)} has other words than {edition.original}"
            yield _damaged(message, at(block, "text"))


# --- what goes with the words -----------------------------------------------------------


def _forms(edition: Edition, read_as: ReadAs, shown: Span, at: At) -> Iterator[Diagnostic]:
    kinds = READERS[read_as.kind, read_as.version].kinds
    for block in edition.blocks:
        if block.kind not in kinds:
            message = f"{_named(block)} is of a kind that its reader does not tell apart"
            yield _damaged(message, at(block, "kind"))
    for paragraph in edition.paragraphs:
        if not _begin_words(paragraph):
            said = "its sentences do not begin where words do"
            yield _changed(paragraph, said, at(paragraph, "sentences"))
    if any(block.label for block in edition.dropped):
        yield _damaged("it has labels of dropped lines: its reader makes none", shown)
    taken_out = {block.ink[0] for block in edition.dropped if block.reason == LEFT_OUT}
    if taken_out != left_out(edition.edits):
        yield _damaged("what was left out by hand is not what its edits say", shown)


def _begin_words(paragraph: SeedParagraph) -> bool:
    """Whether the first sentence begins the text, and each further one a word behind it."""
    text, starts = paragraph.text, paragraph.starts
    if not starts or text[: starts[0]].strip() or not _rises(starts) or starts[-1] >= len(text):
        return False
    inside = (text[at - 1].isalnum() and text[at].isalnum() for at in starts if at)
    return not any(inside) and not any(text[at].isspace() for at in starts)


def _rises(numbers: Sequence[int]) -> bool:
    return numbers[0] >= 0 and all(a < b for a, b in pairwise(numbers))


# --- numbers ----------------------------------------------------------------------------


def _numbers(
    edition: Edition, before: Edition | None, ink: OriginalInk, shown: Span, at: At
) -> Iterator[Diagnostic]:
    if edition.number == 1 or (before and before.original_digest != edition.original_digest):
        given = by_hand(edition.edits)
        expected = with_numbers(edition.paragraphs, edition.dropped, numbering_of(edition), given)
    elif before is None:
        message = f"edition {edition.number - 1}, which froze its numbers, is not beside it"
        yield _damaged(message, shown)
        return
    elif edition.edits != before.edits:
        yield from _as_mended(edition, before, ink, shown, at)
        return
    else:
        gone = _gone(edition, before)
        if gone:
            yield _damaged(f"¶{gone.number} of edition {before.number} is not in it", shown)
            return
        yield from _moved(edition, before, at)
        expected = _frozen(edition, before)
    yield from _other_numbers(edition, expected, at)


def _other_numbers(
    edition: Edition, expected: Sequence[SeedParagraph], at: At
) -> Iterator[Diagnostic]:
    for paragraph, other in zip(edition.paragraphs, expected, strict=True):
        if paragraph.number != other.number:
            said = f"its number was {other.number}"
            yield _changed(paragraph, said, at(paragraph, "number"))
        elif paragraph.label != other.label:
            said = f"its label is {paragraph.label!r}, and {other.label!r} in print"
            yield _changed(paragraph, said, at(paragraph, "label"))


def _as_mended(
    edition: Edition, before: Edition, ink: OriginalInk, shown: Span, at: At
) -> Iterator[Diagnostic]:
    """An edition with edits is the one before with one more of them, and nothing else."""
    *earlier, last = edition.edits or (None,)
    if tuple(earlier) != before.edits or last is None or before.reader is None:
        yield _damaged(f"its edits are not those of edition {before.number} and one more", shown)
        return
    try:
        expected = edition_mended(before, last, ink)
    except CannotMendError as error:
        yield _damaged(f"its last edit does not fit edition {before.number}: {error}", shown)
        return
    if [one.ink for one in expected.paragraphs] != [one.ink for one in edition.paragraphs]:
        yield _damaged("its paragraphs are not those that its last edit made", shown)
        return
    yield from _other_numbers(edition, expected.paragraphs, at)
    for paragraph, other in zip(edition.paragraphs, expected.paragraphs, strict=True):
        if paragraph.starts != other.starts:
            said = f"its sentences began elsewhere in edition {before.number}"
            yield _changed(paragraph, said, at(paragraph, "sentences"))


def _key(paragraph: SeedParagraph) -> tuple[int, str]:
    return paragraph.place.first_line, paragraph.text


def _gone(edition: Edition, before: Edition) -> SeedParagraph | None:
    """A paragraph of the edition before that is missing."""
    there = set(map(_key, edition.paragraphs))
    return next((one for one in before.paragraphs if _key(one) not in there), None)


def _moved(edition: Edition, before: Edition, at: At) -> Iterator[Diagnostic]:
    known = {_key(paragraph): paragraph.starts for paragraph in before.paragraphs}
    for paragraph in edition.paragraphs:
        starts = known.get(_key(paragraph))
        if starts and starts != paragraph.starts:
            said = f"its sentences began elsewhere in edition {before.number}"
            yield _changed(paragraph, said, at(paragraph, "sentences"))


def _frozen(edition: Edition, before: Edition) -> tuple[SeedParagraph, ...]:
    """The paragraphs under the numbers of the edition before; those added since get theirs."""
    known = {_key(one): one for one in before.paragraphs}
    added = [one for one in edition.paragraphs if _key(one) not in known]
    kept = tuple(
        with_number(one, _as_before(known[_key(one)], before))
        for one in edition.paragraphs
        if _key(one) in known
    )
    for one in added:
        number = number_of_added(one, replace(edition, paragraphs=kept))
        kept = tuple(sorted((*kept, with_number(one, number)), key=lambda each: each.ink))
    return kept


def _as_before(paragraph: SeedParagraph, before: Edition) -> ParagraphNumber:
    if before.reader is None:  # format 1 has no labels
        return plain_number(paragraph.number, paragraph.text)
    return ParagraphNumber(paragraph.number, paragraph.label)
