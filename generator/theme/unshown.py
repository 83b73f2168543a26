"""Words that no page can show: without a font for their letters, or from right to left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from unicodedata import bidirectional, category, name

from msgspec import Struct, field

from generator.diagnostics import Code, Diagnostic, Span, codes, diagnose
from generator.document import Document
from generator.document.words import place_in, shown_words
from generator.language.counting import counted, first_of
from generator.recall.once import THEMES, once_each
from generator.theme.font_files import (
    DamagedFontError,
    FontCharacters,
    characters_of_font,
    refused_font,
)
from generator.theme.stand_ins import drawn_as
from generator.theme.theme import Theme

Origin = Callable[[str, Span | None], Span]
"""From words, and their place where the document has one, to the place that they come from."""


class _Fault(Struct, frozen=True):
    """Why characters cannot be shown; `{what}` is how many, and of which script."""

    code: Code
    message: str
    hint: str


_WITHOUT_FONT = _Fault(
    codes.NO_GLYPH,
    "no font of the theme has {what}",
    "write them in letters that it has, or add a font that has these to the theme",
)
_BACKWARD = _Fault(
    codes.RIGHT_TO_LEFT,
    "{what}: words from right to left cannot be set in their order yet",
    "write them in Latin letters, or show them as an image",
)


class _Passage(Struct, frozen=True):
    """Characters that stand together, and with blanks between them."""

    start: int
    end: int
    fault: _Fault
    script: str
    count: int = 1


class _Told(Struct):
    """What there is to say about one script."""

    characters: dict[str, None] = field(default_factory=dict)
    places: list[Span] = field(default_factory=list)
    count: int = 0


def unshown_characters(document: Document, theme: Theme, origin: Origin) -> Iterator[Diagnostic]:
    """One finding a script, and one for the signs that are of none: how many, and where.

    Raises BriefError if a font of the theme is damaged.
    """
    every = (*shown_words(document), *_words_of_theme(theme))
    characters = {*"".join(words for words, _ in every if not words.isascii())}
    known = _known_faults(theme)
    unshown = {character for character in characters if known[character]}
    if not unshown:
        return
    found: dict[tuple[_Fault, str], _Told] = {}
    for words, span in every:
        if words.isascii() or unshown.isdisjoint(words):
            continue
        for one in _passages(words, known):
            shown = words[one.start : one.end]
            told = found.setdefault((one.fault, one.script), _Told())
            told.characters |= {each: None for each in shown if known[each]}
            told.count += one.count
            place = place_in(span, words, one.start, len(shown)) if span else None
            told.places.append(origin(shown, place))
    for (fault, script), told in found.items():
        yield _finding_of_script(fault, script, told)


def _words_of_theme(theme: Theme) -> Iterator[tuple[str, None]]:
    yield "".join(theme.lists.bullet), None
    for head in (theme.header, theme.footer, theme.first_header, theme.first_footer):
        yield from ((words, None) for words in (head.left, head.center, head.right))


class _KnownFaults(dict[str, _Fault | None]):
    """Why a theme cannot show characters, each looked for when first asked for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def __missing__(self, character: str) -> _Fault | None:
        fault = self[character] = _fault(character, self._theme)
        return fault


@once_each(THEMES)
def _known_faults(theme: Theme) -> _KnownFaults:
    return _KnownFaults(theme)


def _fault(character: str, theme: Theme) -> _Fault | None:
    if bidirectional(character) in _FROM_THE_RIGHT and category(character) != "Cf":
        return _BACKWARD
    is_drawn = drawn_as(character, lambda one: _has(theme, one)) is not None
    return None if is_drawn or character.isspace() else _WITHOUT_FONT


_FROM_THE_RIGHT = ("R", "AL", "AN")  # classes of Unicode Standard Annex 9, table 4


def _has(theme: Theme, character: str) -> bool:
    """Whether an upright face of any family has it: they stand in for each other."""
    names = dict.fromkeys((theme.style("body").font, *theme.fonts))
    return any(_characters(theme.fonts[one].regular).has(character) for one in names)


def _characters(path: Path) -> FontCharacters:
    try:
        return characters_of_font(path)
    except DamagedFontError:
        raise refused_font(path.name) from None


def _passages(words: str, known: Mapping[str, _Fault | None]) -> Iterator[_Passage]:
    """The passages that cannot be shown, each of one script; signs go with the letters before."""
    now: _Passage | None = None
    for index, character in enumerate(words):
        fault = known[character]
        if now and fault and script_of(character) in ("", now.script):
            now = _Passage(now.start, index + 1, now.fault, now.script, now.count + 1)
        elif fault or not character.isspace():
            if now:
                yield now
            now = _Passage(index, index + 1, fault, script_of(character)) if fault else None
    if now:
        yield now


_LETTER = re.compile(
    r"([A-Z]+)[ -].*\b(?:LETTER|SYLLABLE|IDEOGRAPH|CHARACTER|VOWEL|DIGIT|LIGATURE|SIGN)\b"
)
_OF_NONE = ("MODIFIER", "COMBINING", "FULLWIDTH", "HALFWIDTH", "REGIONAL", "SUPERSCRIPT")


def script_of(character: str) -> str:
    """The script of a letter or digit as people call it: "Arabic"; empty for other signs."""
    if category(character)[0] not in "LMN":
        return ""
    found = _LETTER.match(name(character, ""))
    if found is None or found[1] in _OF_NONE:
        return ""
    return "Chinese" if found[1] == "CJK" else found[1].capitalize()


_MOST_PLACES = 3


def _finding_of_script(fault: _Fault, script: str, told: _Told) -> Diagnostic:
    if script:
        what = counted(told.count, f"{script} character")
    else:
        signs = [f"“{one}” ({_called(one)})" for one in told.characters]
        what = first_of(signs, _MOST_PLACES)
    first, *further = dict.fromkeys(told.places)
    message = fault.message.format(what=what) + _also(further)
    return diagnose(fault.code, message, first, hint=fault.hint)


def _called(character: str) -> str:
    return f"U+{ord(character):04X} {name(character, 'a character without a name').lower()}"


def _also(places: Sequence[Span]) -> str:
    """Where else: two places more, and how many others there are."""
    shown = [f"{one.file}:{one.start.line}:{one.start.column}" for one in places]
    return f"; also at {first_of(shown, _MOST_PLACES - 1)}" if shown else ""
