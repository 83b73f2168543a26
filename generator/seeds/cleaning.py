"""Lines of a document → its body paragraphs, and every dropped line with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from generator.language.counting import counted
from generator.language.detection import language_of
from generator.seeds.block import SHORTEST_HALF, block
from generator.seeds.dates import published_of
from generator.seeds.endnotes import with_endnotes
from generator.seeds.frame import SourceFrame, frame_of, title_text
from generator.seeds.headings import inner_reasons, is_speech
from generator.seeds.junk import HEAD_OF_TEXT, Junk, is_interruption, junk_reasons
from generator.seeds.left_out import PassageRun, left_beside, rival_block
from generator.seeds.mail import quoted_mail
from generator.seeds.passages import before_break, passages
from generator.seeds.reading import Cleaned, DroppedLine, SourcePassage
from generator.seeds.regions import regions
from generator.seeds.repeats import FARTHEST_QUOTE, captions, repeated, repeats_itself
from generator.seeds.running_heads import heads_of_pages
from generator.seeds.standfirst import is_standfirst
from generator.seeds.wrapping import begins_low, closes, is_enumerated


class _EndMark(Struct, frozen=True):
    """Words such as "(END)"; if `before` is empty, they are the whole line."""

    index: int
    text: str
    before: str


class _Roles(Struct, frozen=True):
    """What each passage is: why it is dropped, or None for one of the body."""

    found: tuple[SourcePassage, ...]
    reasons: tuple[str | None, ...]
    frame: SourceFrame
    guesses: tuple[str, ...]
    mark: _EndMark | None


def clean(
    lines: Sequence[str],
    pages: Sequence[str] = (),
) -> Cleaned:
    """Separate the body of a text from the lines around and inside it.

    `pages` are the labels of the pages of the lines, where the text says where pages begin.
    """
    heads = heads_of_pages(lines, pages)
    split = passages(lines, heads)
    language = language_of("\n".join(passage.text for passage in split.passages))
    roles = _roles(split.passages, language)
    paragraphs = tuple(_whole(roles, split.words))
    guessed = counted(split.guessed, "block")
    boundaries = (f"boundaries were guessed: {guessed}",) if split.guessed else ()
    frame = roles.frame
    return Cleaned(
        title="" if frame.title is None else title_text(roles.found[frame.title]),
        author=frame.author,
        language=language,
        paragraphs=paragraphs,
        dropped=tuple(sorted(_dropped_lines(lines, heads, roles), key=lambda drop: drop.line)),
        published=_published(roles),
        guesses=(*boundaries, *roles.guesses, *_left_beside(roles)),
        rival=_rival(roles),
    )


def _roles(split: Sequence[SourcePassage], language: str) -> _Roles:
    found = list(split)
    junk = with_endnotes(found, regions(found, quoted_mail(found, junk_reasons(found))))
    junk = captions(found, junk)
    start, end = block(found, junk, language)
    mark = _end_mark(found, start)
    if mark is not None:
        found[mark.index] = replace(found[mark.index], text=mark.before)
        end = min(end, mark.index + bool(mark.before))
    if start and junk[start - 1] == "date" and "date" in junk[start:end]:
        start -= 1  # the first day of a chronology
    frame = frame_of(found, junk, start, max(start, end))
    inner = inner_reasons(found, junk, frame)
    body = [at for at in range(frame.start, frame.end) if _is_kept(at, inner, frame)]
    halves = _halves(found, body)
    again = {at: held for at, held in repeated(found, body, junk).items() if at not in halves}
    heads, guesses = _standfirsts(found, body, again, frame, junk)
    reasons = [_reason(at, junk[at], inner.get(at), frame, mark) for at in range(len(found))]
    if not repeats_itself([found[at].text for at in body]):
        for at, held in again.items():
            if reasons[at] in {None, "heading"} and abs(at - held) <= FARTHEST_QUOTE:
                reasons[at] = "pull quote"
    for at in heads:
        reasons[at] = "standfirst"
    return _Roles(
        tuple(found), _with_standfirsts(reasons, found, again, frame), frame, guesses, mark
    )


def _is_kept(at: int, inner: dict[int, str | None], frame: SourceFrame) -> bool:
    return inner.get(at) is None and at not in frame.biography


def _halves(found: Sequence[SourcePassage], body: Sequence[int]) -> frozenset[int]:
    """The passages that are only part of a sentence, which a page break cut."""
    halves: set[int] = set()
    for at, behind in pairwise(body):
        if begins_low(found[behind].text) and not is_speech(found[behind].text):
            halves |= {behind} if closes(found[at].text) else {at, behind}
    return frozenset(halves)


# --- the end mark -----------------------------------------------------------------------

_END_LINE = re.compile(
    r"[(\[<*—–\s-]*(?:the end|end|ends|ende|fin|fine|конец|끝|完)(?:\s\d{1,2}:\d\d\s?[ap]\.?m\.?)?"
    r"(?:\s[A-Z]{3,4})?[)\]>*—–.\s-]*|#{2,}|-30-|[■□∎]",
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


# --- the body ---------------------------------------------------------------------------

_MOST_STANDFIRSTS = 3
_BELOW_STANDFIRSTS = HEAD_OF_TEXT | {"advert", "date", "sharing", "subscription"}
_SHORTEST_STANDFIRST = 40  # characters
_FARTHEST_STANDFIRST = 20  # passages before the body; those above belong to the page's head


def _standfirsts(
    found: Sequence[SourcePassage],
    body: Sequence[int],
    again: dict[int, int],
    frame: SourceFrame,
    junk: Junk,
) -> tuple[frozenset[int], tuple[str, ...]]:
    """The passages at the head of a body that sum it up, and what is said of them."""
    heads = []
    for at in body[:_MOST_STANDFIRSTS]:
        if at not in again or len(found[at].text) < _SHORTEST_STANDFIRST:
            break
        heads.append(at)
    left = body[len(heads) :]
    if not heads and len(left) > 1:
        apart = any(junk[at] in _BELOW_STANDFIRSTS for at in range(left[0], left[1]))
        named = frame.byline is not None
        if is_standfirst(found, left, apart=apart, named=named):
            told = f"line {found[left[0]].first_line} was taken for a standfirst"
            return frozenset({left[0]}), (told,)
    return frozenset(heads), ()


def _with_standfirsts(
    reasons: Sequence[str | None],
    found: Sequence[SourcePassage],
    again: dict[int, int],
    frame: SourceFrame,
) -> tuple[str | None, ...]:
    """The reasons, with standfirsts among what stands before the body told as such."""
    named = list(reasons)
    for at in range(max(0, frame.start - _FARTHEST_STANDFIRST), frame.start):
        if named[at] != "before the body" or len(found[at].text) < _SHORTEST_STANDFIRST:
            continue
        between = frame.title is not None and frame.byline is not None
        if at in again or (between and (frame.title or 0) < at < (frame.byline or 0)):
            named[at] = "standfirst"
    return tuple(named)


def _whole(roles: _Roles, words: frozenset[str]) -> Iterator[SourcePassage]:
    """The paragraphs; if a page break or an advert cut one in two, its halves are joined."""
    whole: SourcePassage | None = None
    last = -1
    for index, passage in enumerate(roles.found):
        if roles.reasons[index] is not None:
            continue
        between = roles.reasons[last + 1 : index]
        if whole is not None and _is_cut(whole.text, passage.text, between):
            text = before_break(whole.text, passage.text, words) + passage.text
            whole = SourcePassage(text, whole.first_line, passage.last_line, whole.kind)
        else:
            if whole is not None:
                yield whole
            whole = passage
        last = index
    if whole is not None:
        yield whole


def _is_cut(before: str, after: str, between: Junk) -> bool:
    if not begins_low(after) or len(before) < SHORTEST_HALF or is_enumerated(after):
        return False
    interrupted = bool(between) and all(map(is_interruption, between))
    if interrupted:
        return not closes(before)
    return not between and (before[-1].isalnum() or before[-1] in "-\u00ad")


# --- the rest ---------------------------------------------------------------------------


def _reason(
    index: int, junk: str | None, inner: str | None, frame: SourceFrame, mark: _EndMark | None
) -> str | None:
    if mark is not None and index == mark.index and not (mark.before and frame.inside(index)):
        return "end mark"
    if frame.inside(index) and index not in frame.biography:
        return inner
    if index == frame.title:
        return "title"
    if index == frame.byline:
        return "by-line"
    if index in frame.biography:
        return "biography"
    if junk is not None:
        return junk
    if index < frame.start:
        return "before the body"
    return "after the end mark" if mark is not None and index > mark.index else "after the body"


def _dropped_lines(
    lines: Sequence[str], heads: Mapping[int, str], roles: _Roles
) -> Iterator[DroppedLine]:
    for index, head in heads.items():
        yield DroppedLine(index + 1, lines[index].strip(), head)
    for passage, reason in zip(roles.found, roles.reasons, strict=True):
        if reason is None:
            continue
        kind = "heading" if reason == "heading" else passage.kind
        for line in range(passage.first_line, passage.last_line + 1):
            text = lines[line - 1].strip()
            if text and line - 1 not in heads:
                yield DroppedLine(line, text, reason, kind)
    mark = roles.mark
    if mark is not None and mark.before and roles.reasons[mark.index] is None:
        yield DroppedLine(roles.found[mark.index].last_line, mark.text, "end mark")


def _published(roles: _Roles) -> str:
    title = roles.frame.title or 0
    return published_of(
        roles.found[at].text
        for at in range(min(roles.frame.start + 1, len(roles.found)))
        if roles.reasons[at] == "mail header"
        or (roles.reasons[at] in {"date", "by-line"} and at >= title)
    )


def _rival(roles: _Roles) -> str:
    """The question whether another part of the text is meant; empty if none is near as long."""
    other = rival_block(roles.found, roles.reasons)
    if other is None:
        return ""
    where = _lines_of(other, roles)
    reads = (
        "reads like a text of its own"
        if where.startswith("line ")
        else "read like a text of their own"
    )
    return f"{where} {reads}, about as long as the one that was found"


def _left_beside(roles: _Roles) -> Iterator[str]:
    for run in left_beside(roles.found, roles.reasons):
        where = _lines_of(run, roles)
        reads, was = ("reads", "was") if where.startswith("line ") else ("read", "were")
        yield f"{where} {reads} like text, and {was} left out"


def _lines_of(run: PassageRun, roles: _Roles) -> str:
    first, last = roles.found[run[0]].first_line, roles.found[run[1]].last_line
    return f"line {first}" if first == last else f"lines {first}–{last}"
