"""What a person names to change a seed → where it stands in the ink of its original."""

from __future__ import annotations

import re

from generator.diagnostics import BriefError, Span, codes, refusal
from generator.seeds.ink import OriginalInk
from generator.seeds.places import paragraph_place
from generator.seeds.printed_numbers import number_asked
from generator.seeds.seed import Edition, SeedParagraph


def paragraph_asked(edition: Edition, asked: str, file: str) -> SeedParagraph:
    """The paragraph that a person names: 5, ¶5, "Art. 5(2)". Raises BriefError."""
    number = number_asked(asked)
    found = next((one for one in edition.paragraphs if one.number == number), None)
    if found is None:
        first, last = edition.paragraphs[0], edition.paragraphs[-1]
        message = f"`{file.rpartition('/')[2]}` has no paragraph {asked}"
        hint = f"it runs from {paragraph_place(first)} to {paragraph_place(last)}"
        raise refusal(codes.NOT_MENDED, message, _span(edition, file, 1), hint=hint)
    return found


def paragraphs_asked(
    edition: Edition, asked: str, file: str
) -> tuple[SeedParagraph, SeedParagraph]:
    """Two paragraphs that follow each other, as a person names them: 5-6. Raises BriefError."""
    first, dash, second = re.sub("[–—]", "-", asked).partition("-")
    one = paragraph_asked(edition, first, file)
    index = edition.paragraphs.index(one)
    behind = edition.paragraphs[index + 1 : index + 2]
    span = _span(edition, file, one.place.first_line)
    if dash and behind != (paragraph_asked(edition, second, file),):
        message = f"{first.strip()} and {second.strip()} do not follow each other"
        hint = "join two that do, such as 5-6; several at a time one after the other"
        raise refusal(codes.NOT_MENDED, message, span, hint=hint)
    if not behind:
        message = f"{paragraph_place(one)} is the last paragraph: there is nothing to join it with"
        raise refusal(codes.NOT_MENDED, message, span)
    return one, behind[0]


def half_asked(
    edition: Edition, one: SeedParagraph, where: str, ink: OriginalInk, file: str
) -> int:
    """The place in the ink at which a person parts a paragraph: before s3, or before some words.

    Raises BriefError.
    """
    sentence = re.fullmatch(r"s\.?\s?(\d{1,5})", where.strip())
    offset, fault = _of_sentence(one, int(sentence[1])) if sentence else _of_words(one, where)
    if fault:
        hint = f"name {_later_sentences(one)}the words that the second half has first"
        span = _span(edition, file, one.place.first_line)
        raise refusal(codes.NOT_MENDED, f"{paragraph_place(one)} {fault}", span, hint=hint)
    return next(place for place, at in ink.aligned(one.ink, one.text) if at >= offset)


def _later_sentences(one: SeedParagraph) -> str:
    match len(one.sentences):
        case 1:
            return ""
        case 2:
            return "s2 or "
        case last:
            return f"one of s2 to s{last}, or "


def _of_sentence(one: SeedParagraph, count: int) -> tuple[int, str]:
    """Where a sentence begins, and what is wrong with that."""
    if 2 <= count <= len(one.sentences):
        return one.sentences[count - 1].start, ""
    return 0, f"cannot be split before sentence {count} of {len(one.sentences)}"


def _of_words(one: SeedParagraph, words: str) -> tuple[int, str]:
    """Where some words stand that are there once, and what is wrong with that."""
    times = one.text.count(words) if words.strip() else 0
    offset = one.text.find(words)
    if times != 1:
        return 0, f"has “{words}” {times} times"
    if not offset:
        return 0, f"begins with “{words}” already"
    if one.text[offset - 1].isalnum():
        return 0, f"has no word that begins “{words}”"
    return offset, ""


def lines_asked(edition: Edition, lines: range, file: str) -> tuple[int, int]:
    """The ink of the dropped lines in a range, without blank ones. Raises BriefError for others."""
    for paragraph in edition.paragraphs:
        line = max(lines.start, paragraph.place.first_line)
        if line <= paragraph.place.last_line and line in lines:
            raise _not_dropped(
                edition, line, f"line {line} is in {paragraph_place(paragraph)}", file
            )
    found = [drop for drop in edition.dropped if drop.line in lines]
    if not found:
        line = max(lines.start, 1)
        raise _not_dropped(edition, line, f"line {lines.start} is blank or not there", file)
    return found[0].ink[0], found[-1].ink[-1]


def _not_dropped(edition: Edition, line: int, message: str, file: str) -> BriefError:
    hint = f"`brief seed show {file.rpartition('/')[2]} --dropped` lists the lines to choose from"
    return refusal(codes.LINE_NOT_DROPPED, message, _span(edition, file, line), hint=hint)


def _span(edition: Edition, file: str, line: int) -> Span:
    return Span.at(f"{file}/{edition.original}", line)
