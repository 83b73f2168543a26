"""Short lines inside a body: headings are dropped, other short lines are part of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from generator.language.folding import fold
from generator.seeds.frame import SourceFrame
from generator.seeds.junk import Junk, is_interruption
from generator.seeds.lines import COMMAS, is_unspaced_script
from generator.seeds.provisions import is_provision
from generator.seeds.reading import SourcePassage
from generator.seeds.wrapping import begins_low, closes, is_enumerated

InnerReasons = dict[int, str | None]

LONGEST_HEADING = 120
"""In characters."""
_MOST_WORDS = 18


def inner_reasons(found: Sequence[SourcePassage], junk: Junk, frame: SourceFrame) -> InnerReasons:
    """Why passages inside the frame are dropped; None for those of the body."""
    reasons: InnerReasons = {at: junk[at] for at in range(frame.start, frame.end)}
    kept = _of_the_text(found, reasons)
    for at in range(frame.start, frame.end):
        if at in kept:
            reasons[at] = None
        elif reasons[at] is None and _is_heading(found, reasons, at):
            reasons[at] = "heading"
    return reasons


def _is_heading(found: Sequence[SourcePassage], reasons: InnerReasons, at: int) -> bool:
    passage = found[at]
    text = passage.text
    if passage.kind != "text" or closes(text) or text.endswith(COMMAS) or begins_low(text):
        return False
    if _weight_of(text) > LONGEST_HEADING or len(text.split()) > _MOST_WORDS or is_provision(text):
        return False
    if is_speech(text):
        return False
    before, behind = _neighbours(found, reasons, at)
    if before.endswith(":") and not closes(behind):
        return False  # the first of some items
    if begins_low(behind):
        return False  # a sentence that a page break cut
    return not (is_enumerated(text) and (_same_style(text, before) or _same_style(text, behind)))


def _weight_of(text: str) -> int:
    """About how much a text says, in letters: a Chinese character says more."""
    return sum(5 if is_unspaced_script(character) else 1 for character in text[:200])


def _neighbours(found: Sequence[SourcePassage], reasons: InnerReasons, at: int) -> tuple[str, str]:
    """The words before and behind a passage, without what may interrupt a text."""
    behind = at + 1
    while behind < len(found) and is_interruption(reasons.get(behind)):
        behind += 1
    return found[at - 1].text if at else "", found[behind].text if behind < len(found) else ""


def _same_style(text: str, other: str) -> bool:
    """Whether two texts begin with numbers, letters or bullets of one list."""
    return is_enumerated(other) and _style(text) == _style(other)


def _style(text: str) -> str:
    mark = text.split(None, 1)[0]
    if re.search(r"\d", mark):
        return re.sub(r"\d+", "1", mark)
    if re.fullmatch(r"\(?[IVX]+[.)]", mark):
        return re.sub(r"[IVX]+", "I", mark)
    return re.sub(r"[^\W\d_]+", "a", mark)


_SPEECH = re.compile(r"[“„«\"‘](?P<words>[^“”„«»\"]+)[”“»\"’]")


def is_speech(text: str) -> bool:
    """Whether a line is nothing but words in quotation marks."""
    return _SPEECH.fullmatch(text) is not None


# --- short lines that belong to the text ------------------------------------------------


def _of_the_text(found: Sequence[SourcePassage], reasons: Mapping[int, str | None]) -> set[int]:
    """Refrains, the days of a chronology, the lines of a letter, items, numbers of provisions."""
    free = [at for at, reason in reasons.items() if reason is None]
    return {
        *_refrains(found, free),
        *_days(found, reasons),
        *_quoted_letters(found, free),
        *_items(found, free),
    }


def _refrains(found: Sequence[SourcePassage], free: Sequence[int]) -> set[int]:
    lines = Counter(fold(found[at].text).casefold() for at in free)
    return {
        at
        for at in free
        if lines[fold(found[at].text).casefold()] >= 2 and len(found[at].text.split()) >= 3
    }


def _days(found: Sequence[SourcePassage], reasons: Mapping[int, str | None]) -> set[int]:
    """The dates of a chronology: several different ones, each with words of its own behind it."""
    days = [
        at
        for at, reason in reasons.items()
        if reason == "date" and reasons.get(at + 1, "") is None and not _HOUR.search(found[at].text)
    ]
    named = {fold(found[at].text) for at in days}
    return set(days) if len(days) >= 2 and len(named) == len(days) else set()


_HOUR = re.compile(r"\d[:.]\d{2}\b|\b\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)  # that of a comment
_SALUTATION = re.compile(
    r"(?:dear|sehr geehrte|liebe[rs]?|chère?s?|cher|madame|monsieur|estimad[oa]s?|querid[oa]s?|caro"
    r"|уважаем\w+|дорог\w+)\b[^.!?]{0,60}[,:!]?",
    re.IGNORECASE,
)
_VALEDICTION = re.compile(
    r"(?:yours|sincerely|faithfully|(?:best|kind|warm) (?:regards|wishes)|respectfully"
    r"|mit freundlichen grüßen|hochachtungsvoll|cordialement|veuillez agréer.*|atentamente"
    r"|saludos|cordiali saluti|с уважением)\b[^.!?]{0,40}[,.]?",
    re.IGNORECASE,
)
_LONGEST_LETTER = 60  # passages


def is_salutation(text: str) -> bool:
    """Whether a line is the address of a letter: "Dear Ms Korn,"."""
    return _SALUTATION.fullmatch(text) is not None


def _quoted_letters(found: Sequence[SourcePassage], free: Sequence[int]) -> set[int]:
    """The lines of letters that are quoted whole, from the salutation to the name under it."""
    kept: set[int] = set()
    letter: list[int] = []
    for at in free:
        text = found[at].text
        if is_salutation(text):
            letter = [at]
        elif letter and len(letter) <= _LONGEST_LETTER:
            letter.append(at)
            if _VALEDICTION.fullmatch(text):
                kept |= {*letter, at + 1}
                letter = []
    return kept


def _items(found: Sequence[SourcePassage], free: Sequence[int]) -> set[int]:
    """Items of lists without marks: short lines behind a colon, or several of some length."""
    kept: set[int] = set()
    run: list[int] = []
    before = ""
    for at in [*free, -1]:
        text = found[at].text if at >= 0 else "."
        short = not closes(text) and len(text) <= LONGEST_HEADING
        if at >= 0 and short and not is_provision(text):
            run.append(at)
            continue
        words = sum(len(found[one].text.split()) for one in run)
        listed = len(run) >= 2 and before.endswith(":")
        if listed or (len(run) >= _FEWEST_ITEMS and words >= _WORDS_OF_ITEMS * len(run)):
            kept |= set(run)
        before, run = text.rstrip(), []
    return kept


_FEWEST_ITEMS = 3
_WORDS_OF_ITEMS = 5  # on average: headings and names have fewer
