"""Runs of passages that a heading announces: related articles, contents, comments, notes."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from generator.seeds.endnotes import is_reference
from generator.seeds.junk import Junk, is_interruption
from generator.seeds.reading import SourcePassage
from generator.seeds.wrapping import closes, is_enumerated

_HEADINGS = {
    "takeaways": (
        r"(?:the )?key (?:take-?aways?|points|findings|facts|messages|insights)|take-?aways?"
        r"|at a glance|in brief|highlights|what to know|the gist|tl;?dr|summary points"
        r"|das wichtigste(?: in kürze)?|auf einen blick|l.essentiel|en bref|les points (?:clés"
        r"|essentiels)|lo esencial|(?:las )?claves|en resumen|in sintesi|em resumo|в двух словах"
        r"|главное|коротко|핵심 요약|요약|要点|摘要"
    ),
    "contents": (
        r"(?:table of )?contents|(?:in|on) this (?:article|page|report|story)"
        r"|inhalt(?:sverzeichnis)?|sommaire|table des matières|índice|indice|содержание"
        r"|оглавление|目录|目錄|目次|목차"
    ),
    "note": (
        r"(?:foot|end)?notes?|references|bibliography|works cited|sources|further reading|citations"
        r"|(?:end)?anmerkungen|fußnoten|literatur(?:verzeichnis)?|quellen(?:verzeichnis)?|références"
        r"|bibliographie|notas|referencias|bibliografía|note|riferimenti|bibliografia|referências"
        r"|примечания|литература|источники|сноски|각주|참고 ?문헌|주석|注释|註釋|参考文献|參考文獻"
        r"|脚注"
    ),
    "notes to editors": (
        r"notes? (?:to|for) (?:the )?(?:editors?|journalists|the press)|background notes?"
        r"|about (?:us|the (?:company|organi[sz]ation|institute))|hinweise? für die redaktion"
        r"|notes? aux rédactions?|nota (?:para|a) los editores"
    ),
}
_OPENERS: Mapping[str, re.Pattern[str]] = {
    reason: re.compile(
        rf"[-–—=*•_#\s]*(?:\d{{1,2}}\.? )?(?:{words})(?:\[edit\])?\s*:?[-–—=*_#\s]*",
        re.IGNORECASE,
    )
    for reason, words in _HEADINGS.items()
}
_MOST_WORDS = 6  # of such a heading


def regions(found: Sequence[SourcePassage], junk: Junk) -> tuple[str | None, ...]:
    """The reasons of `junk`, and those of what stands under a heading that announces it."""
    reasons = list(junk)
    prose = 0  # paragraphs so far
    for index, passage in enumerate(found):
        prose += _is_prose(passage, reasons[index])
        reason = _announced(passage.text, junk[index])
        if reason is None or prose not in _PROSE_ABOVE.get(reason, _ANY):
            continue
        under = list(_UNDER[reason](found, reasons, index))
        shown = _shown(reason, found, reasons, under)
        for one in [index, *under] if under else []:
            reasons[one] = shown
        if under and reason in _TO_THE_END:
            break
    for index in range(1, len(found) - 1):
        if reasons[index] is None and reasons[index - 1] == reasons[index + 1] == "subscription":
            reasons[index] = None if closes(found[index].text) else "subscription"
    return tuple(reasons)


_ANY = range(sys.maxsize)
_PROSE_ABOVE: Mapping[str, range] = {
    "takeaways": range(2),  # a summary stands above a text; below its title, it belongs to it
    "comments": range(3, sys.maxsize),  # a link to them may stand at its head
    "notes to editors": range(1, sys.maxsize),
}
"""How many paragraphs stand above such a heading."""
_TO_THE_END = frozenset({"comments", "notes to editors"})


def _shown(reason: str, found: Sequence[SourcePassage], reasons: Junk, under: Sequence[int]) -> str:
    """The reason as it is told. A few links do not end a text that goes on behind them."""
    if reason == "notes to editors":
        return "note"
    if reason != "related" or not 0 < len(under) <= _FEW_LINKS:
        return reason
    behind = list(islice(_uninterrupted(reasons, under[-1] + 1), 2))
    goes_on = len(behind) == 2 and all(
        reasons[at] is None and _goes_on_in(found[at].text) for at in behind
    )
    return "link to another article" if goes_on else reason


def _uninterrupted(reasons: Junk, start: int) -> Iterator[int]:
    return (at for at in range(start, len(reasons)) if not is_interruption(reasons[at]))


_FEW_LINKS = 4


def _goes_on_in(text: str) -> bool:
    """Whether a passage is of the text, and no title of another one that is a question."""
    asked = text.rstrip("”\"'’» ").endswith(("?", "!"))
    return closes(text) and len(text) >= (_SHORTEST_PROSE if asked else _SHORTEST_SENTENCE)


_SHORTEST_PROSE, _SHORTEST_SENTENCE = 60, 25  # characters


def _announced(text: str, reason: str | None) -> str | None:
    if reason in {"related", "comments"}:
        return reason
    if reason is not None or len(text.split()) > _MOST_WORDS:
        return None
    return next((name for name, opener in _OPENERS.items() if opener.fullmatch(text)), None)


def _short_lines(found: Sequence[SourcePassage], reasons: Junk, index: int) -> Iterator[int]:
    """Items and short lines behind a heading, up to the first sentence."""
    for at in range(index + 1, len(found)):
        text = found[at].text
        if reasons[at] is not None and not is_interruption(reasons[at]):
            return
        if reasons[at] is None and not is_enumerated(text) and (closes(text) or len(text) > 160):
            return
        if reasons[at] is None:
            yield at


def _related(found: Sequence[SourcePassage], reasons: Junk, index: int) -> Iterator[int]:
    """Titles of other texts, and teasers between them, up to the next paragraph of this one."""
    teasers = 0
    before = index
    for at in range(index + 1, len(found)):
        text = found[at].text
        if reasons[at] is not None:
            if not is_interruption(reasons[at]):
                return
            continue
        if closes(text) or len(text) > _LONGEST_TITLE or is_enumerated(text):
            behind = next((one for one in range(at + 1, len(found)) if reasons[one] is None), None)
            alone = closes(found[before].text) is False and not is_enumerated(text)
            title_next = behind is not None and _is_title(found[behind].text)
            if text.endswith(":") or not alone or not (title_next or (behind is None and teasers)):
                return
            teasers += 1
        before = at
        yield at


_LONGEST_TITLE = 160  # characters


def _is_title(text: str) -> bool:
    return not closes(text) and len(text.split()) > 1


def _contents(found: Sequence[SourcePassage], reasons: Junk, index: int) -> Iterator[int]:
    """The lines of a table of contents, which stand again as headings, or end in a number."""
    listed = list(_short_lines(found, reasons, index))
    if "contents" in reasons[:index] or not listed:
        return
    if any(re.search(r"\D\d{1,4}$", found[at].text) for at in listed):
        yield from (at for at in listed if re.search(r"\d$", found[at].text))
        return
    again = Counter(_letters_alone(passage.text) for passage in found[index + 1 :])
    yield from (at for at in listed if again[_letters_alone(found[at].text)] > 1)


def _letters_alone(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text).casefold()


def _is_prose(passage: SourcePassage, reason: str | None) -> bool:
    return reason is None and len(passage.text) >= 80 and closes(passage.text)


def _references_under(found: Sequence[SourcePassage], reasons: Junk, index: int) -> Iterator[int]:
    """What reads like notes or titles of works, to the end of these."""
    at = index + 1
    while at < len(found) and (reasons[at] is not None or is_reference(found[at].text)):
        if reasons[at] is None:
            yield at
        at += 1


def _comments_below(found: Sequence[SourcePassage], reasons: Junk, index: int) -> Iterator[int]:
    """All below a heading of comments, if it counts them or asks for one, or somebody signs one.

    "Comments" alone may as well head a part of the text, or a column of a table.
    """
    text = found[index].text
    near = range(index + 1, min(index + 1 + _FIRST_COMMENT, len(found)))
    signed = any(reasons[at] in _BESIDE_COMMENTS or _is_handle(found[at].text) for at in near)
    if len(text.split()) > 1 or signed or len(near) < _FIRST_COMMENT:
        yield from _all_behind(found, reasons, index)


_FIRST_COMMENT = 6  # passages within which the first one has a name, a day or a button
_BESIDE_COMMENTS = frozenset(
    ("advert", "comments", "date", "navigation", "related", "sharing", "subscription", "time")
)


def _is_handle(text: str) -> bool:
    """Whether a line is what somebody is called on a web site: "tamm44", or "Brenn says:"."""
    return _HANDLE.fullmatch(text) is not None or _SAYS.search(text) is not None


_HANDLE = re.compile(r"@?[^\W\d_][\w.-]*[\d_][\w.-]*")
_SAYS = re.compile(r"\b(?:says|said|wrote|writes|schreibt|sagt|dit|escribió)\b.{0,40}:$")


def _all_behind(found: Sequence[SourcePassage], reasons: Junk, index: int) -> Iterator[int]:
    return (at for at in range(index + 1, len(found)) if reasons[at] is None)


_UNDER: Mapping[str, Callable[[Sequence[SourcePassage], Junk, int], Iterator[int]]] = {
    "related": _related,
    "comments": _comments_below,
    "takeaways": _short_lines,
    "contents": _contents,
    "note": _references_under,
    "notes to editors": _all_behind,
}
