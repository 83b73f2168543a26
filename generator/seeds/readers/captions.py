"""Captions (SubRip, WebVTT): the bytes → lines with their times, and paragraphs of what is said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from generator.language.detection import language_of
from generator.seeds.lines import joined_lines, lines_of_text
from generator.seeds.readers.charsets import decode_again
from generator.seeds.readers.encoding import decode_source
from generator.seeds.readers.sizes import refuse_endless
from generator.seeds.readers.versions import CAPTIONS
from generator.seeds.reading import (
    Cleaned,
    DroppedLine,
    OriginalLines,
    SourcePassage,
    SourceReading,
)
from generator.seeds.seed import ReadAs
from generator.seeds.wrapping import closes

_CLOCK = r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]?\d)[.,](\d{1,3})"
_TIMES = re.compile(rf"\s*{_CLOCK}[ \t]*-->[ \t]*{_CLOCK}(?:\s.*)?")
_BEGINS = re.compile(rf"\ufeff?(?:WEBVTT(?:[ \t\r\n]|$)|\s*(?:\d+\s*[\r\n]+)?{_TIMES.pattern})")


def is_captions(data: bytes) -> bool:
    """Whether the bytes begin as captions do, in SubRip or WebVTT."""
    head = data[:600]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "utf-8", errors="replace")
    return _BEGINS.match(text) is not None


def read_captions(data: bytes, file: str, encoding: str | None) -> SourceReading:
    """Captions as read for an import, lines counted as an editor counts them.

    Times, counters, settings and markup are no words; a line has the time of its cue. Raises
    BriefError for an encoding that is not certain.
    """
    declared = "UTF-8" if data.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT") else None
    decoded = decode_source(data, file, named=encoding, declared=declared)
    refuse_endless(lines_of_text(decoded.text), file)
    lines = _caption_lines(decoded.text)
    return SourceReading(
        ReadAs(*CAPTIONS, decoded.encoding), _as_original(lines), _cleaned(lines, decoded.text)
    )


def lines_of_captions(data: bytes, encoding: str, file: str) -> OriginalLines:
    """The lines of captions, read again as version 1 did. Raises BriefError."""
    return _as_original(_caption_lines(decode_again(data, encoding, file)))


class _CaptionLine(Struct, frozen=True):
    """A line of the file as it is shown; `cue` counts from 1, and is 0 for what is not shown."""

    text: str = ""
    cue: int = 0
    start: float = 0.0  # seconds
    end: float = 0.0

    @property
    def time(self) -> str:
        seconds = int(self.start)
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _as_original(lines: Sequence[_CaptionLine]) -> OriginalLines:
    return OriginalLines(
        tuple(line.text for line in lines),
        times=tuple(line.time if line.cue else "" for line in lines),
    )


# --- lines ----------------------------------------------------------------------------------


def _caption_lines(text: str) -> tuple[_CaptionLine, ...]:
    return tuple(_read_lines(lines_of_text(text)))


def _read_lines(lines: Sequence[str]) -> Iterator[_CaptionLine]:
    """What is shown on each line of the file, and the remarks between the cues."""
    shown, cue, voice = _CaptionLine(), 0, ""
    silent, remark = bool(lines) and lines[0].lstrip("\ufeff ").startswith("WEBVTT"), False
    for index, line in enumerate(lines):
        blank_before = not (index and lines[index - 1].strip())
        if times := _TIMES.fullmatch(line):
            cue, silent, remark = cue + 1, False, False
            start, end = _seconds(times.groups()[:4]), _seconds(times.groups()[4:])
            shown = _CaptionLine("", cue, start, end)
            yield _CaptionLine()
        elif not line.strip() or _names_a_cue(lines, index, blank_before=blank_before):
            silent, remark = silent and not blank_before and bool(line.strip()), False
            yield _CaptionLine()
        elif blank_before and _SETTINGS.fullmatch(line):
            silent = True
            yield _CaptionLine()
        elif silent:
            yield _CaptionLine()
        elif remark or not cue or (blank_before and _REMARK.fullmatch(line)):
            remark = True
            yield _CaptionLine(line.strip())
        else:
            words, voice = _spoken_words(line, voice)
            yield _CaptionLine(words, shown.cue, shown.start, shown.end)


_SETTINGS = re.compile(r"(?:STYLE|REGION)\s*")
_REMARK = re.compile(r"NOTE(?:\s.*)?")


def _names_a_cue(lines: Sequence[str], index: int, *, blank_before: bool) -> bool:
    """Whether a line is the number or the name of the cue whose times stand on the next one."""
    following = lines[index + 1] if index + 1 < len(lines) else ""
    named = blank_before or lines[index].strip().isdigit()
    return named and _TIMES.fullmatch(following) is not None


def _seconds(clock: Sequence[str | None]) -> float:
    hours, minutes, seconds, parts = (part or "0" for part in clock)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{parts}")


_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAGS = re.compile(
    r"</?(?:[biucvBIU]|lang|ruby|rt|font|FONT)(?:[.\s][^>]*)?>|<[\d:.]+>|\{\\[^{}]*\}"
)


def _spoken_words(line: str, voice: str) -> tuple[str, str]:
    """The words of a line without markup, and whose they are; a new voice is named before them."""
    from html import unescape

    def named(match: re.Match[str]) -> str:
        nonlocal voice
        before, voice = voice, unescape(match[1]).strip()
        return "" if voice == before else f"{voice}: "

    words = unescape(_TAGS.sub("", _VOICE.sub(named, line)))
    return " ".join(" ".join(lines_of_text(words)).split()), voice


# --- paragraphs -----------------------------------------------------------------------------


def _cleaned(lines: Sequence[_CaptionLine], text: str) -> Cleaned:
    inked = [(number, line) for number, line in enumerate(lines, 1) if line.text]
    reasons = {number: why for number, line in inked if (why := _no_speech(line))}
    reasons.update(dict.fromkeys(_said_again(inked), "repeated"))
    said = [one for one in inked if one[0] not in reasons]
    passages = tuple(_passage_of(group) for group in _spoken(said))
    language = re.search(r"^Language:\s*([\w-]+)\s*$", text[:500], re.MULTILINE)
    return Cleaned(
        title="",
        author="",
        language=language[1] if language else language_of("\n".join(p.text for p in passages)),
        paragraphs=passages,
        dropped=tuple(
            DroppedLine(number, line.text, reasons[number])
            for number, line in inked
            if number in reasons
        ),
        guesses=("boundaries were guessed from pauses and ends of sentences",),
    )


_Numbered = tuple[int, _CaptionLine]
_SOUND = re.compile(r"[\[(][^\])]*[\])]|[♪♫#*\s]+|[♪♫].*[♪♫]")
_INSTANT = 0.05  # seconds: programs that roll captions put such cues between those that are read


def _no_speech(line: _CaptionLine) -> str:
    if not line.cue:
        return "note"
    return "sound" if _SOUND.fullmatch(line.text) else ""


def _said_again(inked: Sequence[_Numbered]) -> Iterator[int]:
    """The lines that captions which roll up show once more."""
    before = ""
    for _, cue in groupby(inked, key=lambda one: one[1].cue):
        own = list(cue)
        number, first = own[0]
        rolls = len(own) > 1 or first.end - first.start <= _INSTANT
        if first.cue and rolls and first.text == before:
            yield number
        before = own[-1][1].text


_SPEAKER = re.compile(r"(?:>>|[-–—]\s|[^\W\d_][\w.'’-]*(?: [\w.'’()-]+){0,4}:\s)")
_PAUSE = 2.0  # seconds
_LONG, _LONGEST = 700, 1500  # characters


def _spoken(said: Sequence[_Numbered]) -> Iterator[list[_Numbered]]:
    """The lines of each paragraph: a new one for a new speaker, or after a pause or at length."""
    group: list[_Numbered] = []
    length = 0
    for number, line in said:
        if group:
            last = group[-1][1]
            rested = line.start - last.end > _PAUSE or length > _LONG
            ended = (closes(last.text) and rested) or length > _LONGEST
            if ended or _SPEAKER.match(line.text):
                yield group
                group, length = [], 0
        group.append((number, line))
        length += len(line.text)
    if group:
        yield group


def _passage_of(group: Sequence[_Numbered]) -> SourcePassage:
    text = joined_lines([line.text for _, line in group])
    return SourcePassage(text, group[0][0], group[-1][0])
