"""Originals that say themselves what each line is: from their lines to what of them is body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from generator.language.detection import language_of
from generator.language.folding import fold
from generator.seeds.dates import day_in_front
from generator.seeds.lines import COMMAS, joined_lines
from generator.seeds.reading import Cleaned, DroppedLine, OriginalLines, SourcePassage
from generator.seeds.seed import SourceBlockKind
from generator.seeds.wrapping import begins_low, closes, is_enumerated


class StructuredLine(Struct, frozen=True):
    """A line of an original, and what the original says that it is.

    `reason` is why it is no body, empty for body. Body lines next to each other with the same
    number of a `passage`, but 0, are one: the cells of a row, the lines of a paragraph.
    """

    text: str
    kind: SourceBlockKind = "text"
    reason: str = ""
    passage: int = 0


class Properties(Struct, frozen=True):
    """What a file says of itself beside its text, empty where it does not."""

    title: str = ""
    author: str = ""
    language: str = ""


TITLE = "title"
HEADING = "heading"
BY_LINE = "by-line"


def original_lines(lines: Sequence[StructuredLine]) -> OriginalLines:
    """All that is printed, line by line."""
    return OriginalLines(tuple(line.text for line in lines))


def cleaned_lines(lines: Sequence[StructuredLine], said: Properties) -> Cleaned:
    """Which lines are body: those of which the original says nothing else, without loose ends.

    Loose ends are short lines before the first sentence and behind the last one, and single ones
    in between that read as headings.
    """
    found = tuple(_body_passages(lines))
    titled = any(line.reason in {TITLE, HEADING} for line in lines)
    reasons, author = loose_ends(found, titled=titled)
    body = [one for one, reason in zip(found, reasons, strict=True) if not reason]
    first = body[0].first_line - 1 if body else 0
    guessed = reasons.count(HEADING)
    return Cleaned(
        title=_title_said(lines, found, reasons) or _standing(said.title, lines),
        author=author or (_standing(said.author, lines) if " " in said.author.strip() else ""),
        language=said.language or language_of("\n".join(one.text for one in body)),
        paragraphs=tuple(body),
        dropped=tuple(_dropped(lines, found, reasons)),
        guesses=(_guess(guessed),) if guessed else (),
        published=day_in_front(line.text for line in lines[:first]),
    )


def _guess(headings: int) -> str:
    return f"headings were guessed: {headings} line{'s' * (headings > 1)}"


def _body_passages(lines: Sequence[StructuredLine]) -> Iterator[SourcePassage]:
    """The lines of body in passages: one each, or those of the same one."""
    numbered = [one for one in enumerate(lines, 1) if not one[1].reason and one[1].text.split()]
    for _, group in groupby(numbered, key=lambda one: one[1].passage or -one[0]):
        own = list(group)
        kind = own[0][1].kind
        words = [" ".join(line.text.split()) for _, line in own]
        text = " ".join(words) if kind == "cell" else joined_lines(words)
        yield SourcePassage(text, own[0][0], own[-1][0], kind)


def _dropped(
    lines: Sequence[StructuredLine], found: Sequence[SourcePassage], reasons: Sequence[str]
) -> Iterator[DroppedLine]:
    loose = {
        number: reason
        for one, reason in zip(found, reasons, strict=True)
        if reason
        for number in range(one.first_line, one.last_line + 1)
    }
    for number, line in enumerate(lines, 1):
        reason = line.reason or loose.get(number, "")
        if reason and line.text.split():
            yield DroppedLine(number, " ".join(line.text.split()), reason, line.kind)


# --- loose ends ---------------------------------------------------------------------------


def loose_ends(found: Sequence[SourcePassage], *, titled: bool) -> tuple[list[str], str]:
    """Why each passage is no body, empty for body; and who has written it, if a line says so.

    If nothing is set as a title or a heading, a loose line may be the title.
    """
    from generator.seeds.frame import frame_of
    from generator.seeds.junk import junk_reasons

    junk = tuple(
        reason if one.kind == "text" or reason == "no words" else None
        for one, reason in zip(found, junk_reasons(found), strict=True)
    )
    start, end = _prose(found, junk)
    frame = frame_of(found, junk, start, end)
    reasons = list[str]()
    for index, why in enumerate(junk):
        if index == frame.byline:
            reasons.append(BY_LINE)
        elif index == frame.title and not titled:
            reasons.append(TITLE)
        elif index in frame.biography:
            reasons.append("biography")
        elif start <= index < end:
            reasons.append(why or (HEADING if _heads(found, index) else ""))
        else:
            reasons.append(why or ("before the body" if index < start else "after the body"))
    return reasons, frame.author


def _prose(found: Sequence[SourcePassage], junk: Sequence[str | None]) -> tuple[int, int]:
    """From the first passage that is surely body to behind the last; all where none is.

    It reads as prose, or is a row, an item or a quotation.
    """
    sure = [
        index
        for index, one in enumerate(found)
        if one.kind != "text"
        or (junk[index] is None and (closes(one.text) or len(one.text) >= _LONG))
    ]
    return (sure[0], sure[-1] + 1) if sure else (0, len(found))


_LONG = 100  # characters: a longer line is a sentence, even if nothing ends it


def _heads(found: Sequence[SourcePassage], index: int) -> bool:
    """Whether a short line alone between sentences is a heading."""
    if not _is_short(found[index]) or index + 1 == len(found):
        return False
    behind = found[index + 1]
    alone = not (index and _is_short(found[index - 1])) and not _is_short(behind)
    return alone and not begins_low(behind.text)


def _is_short(one: SourcePassage) -> bool:
    if one.kind != "text" or closes(one.text) or one.text.endswith(COMMAS):
        return False
    return len(one.text.split()) <= _HEADING_WORDS and not is_enumerated(one.text)


_HEADING_WORDS = 12


def reads_as_heading(text: str) -> bool:
    """Whether what is set as a heading is one.

    Laws, contracts and judgments set whole clauses so, for the number that comes with the style.
    """
    words = len(text.split())
    asks = text.rstrip("\"'”’)").endswith(("?", "!", "？", "！"))
    return not closes(text) or words <= (_HEADING_WORDS if asks else _CLOSED_WORDS)


_CLOSED_WORDS = 5  # of a heading that ends as a sentence


# --- what is said of it -------------------------------------------------------------------


def _title_said(
    lines: Sequence[StructuredLine], found: Sequence[SourcePassage], reasons: Sequence[str]
) -> str:
    """The line that is set as the title, else the first heading above the body, else a loose one.

    Empty where there is none of them.
    """
    first = next((one.first_line for one, why in zip(found, reasons, strict=True) if not why), 0)
    above = lines[: max(first - 1, 0)]
    said = [line.text for line in above if line.reason == TITLE]
    heads = [line.text for line in above if line.reason == HEADING]
    loose = [one.text for one, why in zip(found, reasons, strict=True) if why == TITLE]
    title = next(iter([*said, *(one for one in [*heads, *loose][:1] if not names_a_part(one))]), "")
    return " ".join(title.split())


_PART = re.compile(
    r"\W*(?:\d+(?:\.\d+)*[.):]|\d+(?:\.\d+)+|1|(?:case )?(?:no|nr)[.:]* ?\d\S*)(?:\s|$)"
    r"|(?:chapter|part|section|schedule|annex|page|kapitel|teil|anhang|chapitre) [\divx]+\b"
    r"|.*\[(?:19|20)\d\d\] [A-Z]|(?!.*[^\W\d_]{3})",
    re.IGNORECASE,
)


def names_a_part(text: str) -> bool:
    """Whether a heading is that of a part, or a number of a document, and so no title."""
    return _PART.match(text) is not None


def _standing(said: str, lines: Sequence[StructuredLine]) -> str:
    """A property of a file, if its text says so, too: programs fill in what nobody has said."""
    words = " ".join(said.split())
    text = " ".join(" ".join(line.text.split()) for line in lines)
    return words if fold(words).casefold() in fold(text).casefold() else ""
