"""Lines of a document → its body paragraphs, and every dropped line with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.language.detection import language_of
from generator.language.folding import fold
from generator.language.sentences import sentences
from generator.seeds.block import SHORTEST_HALF, block
from generator.seeds.frame import SourceFrame, frame_of, title_text
from generator.seeds.junk import is_interruption, junk_reasons
from generator.seeds.numbering import numbers_of
from generator.seeds.passages import begins_low, closes, is_enumerated, passages
from generator.seeds.reading import Cleaned, DroppedLine, SourcePassage


class _EndMark(Struct, frozen=True):
    """Words such as "(END)"; if `before` is empty, they are the whole line."""

    index: int
    text: str
    before: str


def clean(lines: Sequence[str]) -> Cleaned:
    """Separate the body of a text from the lines around and inside it."""
    found = list(passages(lines))
    language = language_of("\n".join(passage.text for passage in found))
    junk = junk_reasons(found)
    start, end = block(found, junk, language)
    mark = _end_mark(found, start)
    if mark is not None:
        found[mark.index] = replace(found[mark.index], text=mark.before)
        end = min(end, mark.index + bool(mark.before))
    frame = frame_of(found, junk, start, max(start, end))
    body = _body(found, junk, frame)
    paragraphs = tuple(_whole(found, body, junk))
    numbers = numbers_of([paragraph.text for paragraph in paragraphs])
    numbered = tuple(zip(numbers, paragraphs, strict=True))
    dropped = [
        DroppedLine(line, lines[line - 1].strip(), reason)
        for index in sorted(set(range(len(found))) - set(body))
        for reason in [_reason(index, found, junk, frame, mark, numbered)]
        for line in range(found[index].first_line, found[index].last_line + 1)
        if lines[line - 1].strip()
    ]
    if mark is not None and mark.before and mark.index in body:
        dropped.append(_shorn(mark, found[mark.index], numbered))
    return Cleaned(
        title="" if frame.title is None else title_text(found[frame.title]),
        author=frame.author,
        language=language,
        paragraphs=paragraphs,
        numbers=numbers,
        dropped=tuple(sorted(dropped, key=lambda drop: drop.line)),
    )


_Junk = Sequence[str | None]
_Numbered = Sequence[tuple[str, SourcePassage]]

# --- the end mark -----------------------------------------------------------------------

_END_LINE = re.compile(
    r"[(\[<*—–\s-]*(?:the end|end|ends|ende|fin|fine|конец|끝|完)[)\]>*—–.\s-]*|#{2,}|-30-|[■□∎]",
    re.IGNORECASE,
)
_END_TAIL = re.compile(
    r"(?<=[.!?…\"'”’)])\s*(?P<mark>[(\[](?i:the end|ends?|ende|fin)[)\]]|/?ENDS?|#{3}|-30-|[■□∎])$"
)


def _end_mark(found: Sequence[SourcePassage], start: int) -> _EndMark | None:
    """The first mark at or after the start of the body that says that the text ends."""
    for index in range(start, len(found)):
        text = found[index].text
        if index > start and _END_LINE.fullmatch(text):
            return _EndMark(index, text, "")
        if tail := _END_TAIL.search(text):
            return _EndMark(index, tail["mark"], text[: tail.start()])
    return None


def _shorn(mark: _EndMark, passage: SourcePassage, numbered: _Numbered) -> DroppedLine:
    holder = next(number for number, p in numbered if p.last_line == passage.last_line)
    return DroppedLine(passage.last_line, mark.text, f"end mark, taken off the end of ¶{holder}")


# --- the body ---------------------------------------------------------------------------


def _body(found: Sequence[SourcePassage], junk: _Junk, frame: SourceFrame) -> list[int]:
    """The passages of the block that are paragraphs, without a standfirst at its head."""
    body = [
        index
        for index in range(frame.start, frame.end)
        if junk[index] is None
        and index not in frame.biography
        and _inner_reason(found, junk, index) is None
    ]
    return body[_leading_repeats([fold(found[index].text).casefold() for index in body]) :]


def _leading_repeats(texts: Sequence[str]) -> int:
    """How many of the first few paragraphs only repeat words of a later one."""
    rest = " ".join(texts)
    count = 0
    for text in texts[:_MOST_REPEATS]:
        rest = rest[len(text) :]
        if len(text) < _SHORTEST_STANDFIRST or text not in rest:
            break
        count += 1
    return count


def _inner_reason(found: Sequence[SourcePassage], junk: _Junk, index: int) -> str | None:
    """Why a passage in the middle of the body is dropped, or None if it is a paragraph."""
    text = found[index].text
    if closes(text) or text.endswith(",") or len(text) > 90:
        return None
    behind = (i for i in range(index + 1, len(found)) if not is_interruption(junk[i]))
    following = found[i].text if (i := next(behind, None)) is not None else ""
    if _is_row(text) or _is_row(following):
        return "table row"
    if begins_low(following) and not begins_low(text):
        return None  # a sentence that a page break cut
    before = found[index - 1].text if index else ""
    if is_enumerated(text) and (is_enumerated(before) or is_enumerated(following)):
        return None  # an item of a list
    return "heading" if len(text.split()) <= 12 else None


def _is_row(text: str) -> bool:
    tokens = text.split()
    figures = sum(any(map(str.isdigit, token)) for token in tokens)
    return len(text) <= 90 and figures >= 2 and figures * 2 >= len(tokens)


def _whole(
    found: Sequence[SourcePassage], body: Sequence[int], junk: _Junk
) -> Iterator[SourcePassage]:
    """The paragraphs; if a page break or an advert cut one in two, its halves are joined."""
    whole: SourcePassage | None = None
    last = -1
    for index in body:
        passage = found[index]
        between = [junk[i] for i in range(last + 1, index)]
        if whole is not None and _is_cut(whole.text, passage.text, between):
            text = f"{whole.text} {passage.text}"
            whole = SourcePassage(text, whole.first_line, passage.last_line)
        else:
            if whole is not None:
                yield whole
            whole = passage
        last = index
    if whole is not None:
        yield whole


def _is_cut(before: str, after: str, between: _Junk) -> bool:
    if not begins_low(after) or len(before) < SHORTEST_HALF or is_enumerated(after):
        return False
    interrupted = bool(between) and all(map(is_interruption, between))
    return not closes(before) if interrupted else not between and before[-1].isalnum()


# --- the rest ---------------------------------------------------------------------------

_SHORTEST_STANDFIRST = 40
_MOST_REPEATS = 3
_FARTHEST_STANDFIRST = 20  # passages before the body; those above belong to the page's head


def _reason(
    index: int,
    found: Sequence[SourcePassage],
    junk: _Junk,
    frame: SourceFrame,
    mark: _EndMark | None,
    numbered: _Numbered,
) -> str:
    if mark is not None and index == mark.index:
        return "end mark"
    if (reason := junk[index]) is not None:
        return reason
    if index == frame.title:
        return "title"
    if index == frame.byline:
        return "author's name"
    if index in frame.biography:
        return "biography"
    first = numbered[0][1].first_line if numbered else 0
    if found[index].last_line < first:
        return _standfirst(index, found, frame, numbered) or "before the body"
    if mark is not None and index > mark.index:
        return "after the end mark"
    if frame.inside(index):
        return _inner_reason(found, junk, index) or "in the midst of the body"
    return "after the body"


def _standfirst(
    index: int, found: Sequence[SourcePassage], frame: SourceFrame, numbered: _Numbered
) -> str | None:
    text = found[index].text
    if len(text) < _SHORTEST_STANDFIRST or frame.start - index > _FARTHEST_STANDFIRST:
        return None
    words = fold(text).casefold()
    for number, paragraph in numbered:
        if words in fold(paragraph.text).casefold():
            return f"standfirst: repeats {_part(words, paragraph.text)}¶{number}"
    led = frame.byline is not None and index < frame.byline
    return "standfirst" if led and frame.title is not None and index > frame.title else None


_ORDINALS = ("first", "second", "third", "fourth", "fifth")


def _part(words: str, paragraph: str) -> str:
    for ordinal, sentence in zip(_ORDINALS, sentences(paragraph), strict=False):
        if fold(sentence.text).casefold() == words:
            return f"the {ordinal} sentence of "
    return "words of "
