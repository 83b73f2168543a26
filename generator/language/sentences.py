"""Finding the sentences of a paragraph, in any language. Citations number them in this order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from generator.language.words import word_set


class Sentence(Struct, frozen=True):
    """`text` is the given text from `start` to `end`, in code points, without outer space."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=1024)  # each note that cites a paragraph asks for its sentences
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a paragraph in order. They hold every character that is not space.

    A blank line always ends a sentence. So does a stop, with the quotes, brackets and note marks
    after it, unless it belongs to an abbreviation, an initial or an enumerator, or the next word
    shows that the sentence goes on. In doubt ("the U.S. Navy"), the sentence goes on.
    """
    return tuple(_split(text))


@lru_cache(maxsize=1024)
def sentences_from(text: str, starts: tuple[int, ...]) -> tuple[Sentence, ...]:
    """The sentences of a paragraph that begin at `starts`, even if other rules hold today."""
    parts = ((start, text[start:end].rstrip()) for start, end in pairwise((*starts, len(text))))
    return tuple(Sentence(part, start, start + len(part)) for start, part in parts)


def _split(text: str) -> Iterator[Sentence]:
    start = _skip_space(text, 0)
    rare = "".join(stop for stop in _RARE_STOPS + _WIDE_STOPS if stop in text)
    for match in _boundary(rare).finditer(text):
        if match.start() < start or not _ends_sentence(text, start, match):
            continue
        part = text[start : match.end()].rstrip()
        yield Sentence(part, start, start + len(part))
        start = _skip_space(text, match.end())
    if rest := text[start:].rstrip():
        yield Sentence(rest, start, start + len(rest))


_SPACE = re.compile(r"\s*")

_RARE_STOPS = "…‽؟۔।॥"
_WIDE_STOPS = "。！？｡"  # behind which no space stands


@lru_cache(maxsize=64)
def _boundary(rare: str) -> re.Pattern[str]:
    """The ends of sentences in a text that has these of the rare stops, in their order.

    A class with any takes ten times as long to compile, and most texts have none. So does a class
    with a third range of signs, so that those behind a stop are named in several.
    """
    wide = "".join(stop for stop in rare if stop in _WIDE_STOPS)
    stops = f".!?{rare.removesuffix(wide)}"
    in_wide = rf"| (?<=[{wide}]) [{wide}]* [」』）”’】〉》]*" if wide else ""
    return re.compile(  # begins with what few places hold
        rf"""
        [{stops}{wide}\n](?:
            (?<=[{stops}])(?<![{stops}].) [{stops}]*+
                (?: ['"»«)\]}}]++ | [”“’‘]++ | [›‹]++ )* (?: [ \u00a0][»”] | \u202f[»”] )?
                (?: \[\d{{1,3}}\] | [¹²³]+ | [⁰⁴-⁹]+ )*
                (?= \s | \Z )
            {in_wide}
            | (?<=\n) (?: [ \t\r\f\v]* \n )+ )
        """,
        re.VERBOSE,
    )


def _skip_space(text: str, index: int) -> int:
    match = _SPACE.match(text, index)
    return match.end() if match else index


_NEXT_WORD = re.compile(
    r"""\s*(?:["'«»([{¿¡-]++|[“„]++|[‘‚]++|[‹–—]++)*\s?(?P<word>\w*)(?P<behind>.?)"""
)
_LISTED = re.compile(r"\s+\(?[a-z]{1,4}\)\s")  # "(a)" or "ii)" opens an item of a list
_SPACE_BEFORE = re.compile(r"\s")
_BEFORE_WORD = str.maketrans(dict.fromkeys("—–([{/\"'“‘«„", " "))


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    if match[0].startswith("\n"):
        return True
    after = _NEXT_WORD.match(text, match.end())
    follower = after["word"] if after else ""
    if not follower:
        behind = after["behind"] if after else ""
        return behind not in {",", ";", ":", ".", "…"}  # the sentence goes on, or trails off
    if follower[0].islower() and not _LISTED.match(text, match.end()):
        return False
    mark = match[0].rstrip("\"'”“’‘»«›‹)]}")
    spaced = match.start() == start or text[match.start() - 1] in " \t\n\u00a0[("
    if mark.startswith(("..", "…")):
        return not spaced  # "aid ... Russia" leaves words out; "aid... Russia" trails off
    if mark != ".":
        return True
    if spaced:
        return not _beside_a_stop(text, match.start(), match.end())
    before = text[max(start, match.start() - 24) : match.start()].translate(_BEFORE_WORD)
    before = _SPACE_BEFORE.split(before)[-1]
    opening = text[start : match.start()] if match.start() - start <= 12 else ""
    if _ENUMERATOR.fullmatch(opening):
        return False
    opens_sentence = follower.casefold() in _OPENERS and not (after and after["behind"] == ".")
    return _word_ends(before, follower, opens_sentence=opens_sentence)


def _beside_a_stop(text: str, start: int, end: int) -> bool:
    """Whether a lone stop belongs to a spaced ellipsis (". . .")."""
    return text[max(0, start - 2) : start].strip() == "." or text[end : end + 2].strip() == "."


_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[ivxlcIVXLC]{1,6})\)?")
_LETTERS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")  # an initial, "U.S", "z.B", "т.е"
_ROMAN = re.compile(r"[IVXLC]+")


def _word_ends(before: str, follower: str, *, opens_sentence: bool) -> bool:
    """Whether the stop behind `before` ends a sentence when `follower`, not lower case, comes."""
    word = before.casefold()
    if word in _TITLES:
        return False
    if word in _BEFORE_NUMBERS:
        return not (follower[0].isdigit() or _ROMAN.fullmatch(follower))
    if word.isdigit() and len(word) <= 2 and follower.casefold() in _AFTER_ORDINALS:
        return False
    if word in _SUFFIXES or (_LETTERS.fullmatch(before) and _has_case(before)):
        return opens_sentence
    return True


def _has_case(word: str) -> bool:
    return word.lower() != word.upper()


# The lists are short: a missing entry makes one sentence too many, a wrong one loses a sentence.
_TITLES = word_set(
    "mr mrs ms messrs dr prof gen lt col maj sgt capt cpt adm cmdr sen rep gov pres amb rev hon "
    "st mt ft vs cf viz al e.g i.e approx ca incl eg ie ed eds resp "
    "bzw vgl d.h z.b u.a o.ä hrsg inkl ggf sog zzgl fr hr "
    "mm mme mlle me p.ex av sr sra srta dña ud uds ee sig dott ing avv on "
    "г гг т.е т.к им ул см ср гр акад проф тов"
)
"""Abbreviations that always lead on to a name, a word or a number."""

_BEFORE_NUMBERS = word_set(
    "no nos nr art arts abs sec secs fig figs p pp para paras ch vol vols ed pt cl eq tab bd "
    "kap anm ziff jan feb mar apr jun jul aug sept sep oct nov dec okt dez núm cap pág "
    "ст п пп рис стр гл табл"
)
"""Abbreviations only where a number follows: "No. 5", but "He said no."""

_SUFFIXES = word_set("inc ltd co corp plc bros jr sr ph.d uu mio mrd mia tsd mln mld")
"""Abbreviations that may end a sentence or not: only a usual first word shows it."""

_AFTER_ORDINALS = word_set(
    "januar jänner februar märz april mai juni juli august september oktober november dezember "
    "jahrhundert jahrhunderts weltkrieg weltkriegs"
)
"""What follows a German ordinal: "am 19. Juni"."""

_OPENERS = word_set(
    "the a an this that these those it its he she they we you his her their our in on at by for "
    "from with as but and or so yet if when while after before since although though however "
    "moreover furthermore meanwhile there here what who why how not such some many most both each "
    "all also then thus to one despite because until even nor still instead "
    "der das es wir dies diese doch il elle ils ce cette mais dans это он она они но"
)
"""Words that begin a sentence far more often than a name."""
