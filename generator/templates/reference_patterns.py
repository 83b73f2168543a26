"""Patterns of references: words, fields in braces, and what makes way where a value is missing.

    [{authors}, ]“{title},” *{container}*[, {issued}][, {place}]

Between asterisks words are italic. A part in [square brackets] is left out unless each field that
stands in it by itself has a value, or, where none does, unless a part within it is said; of [one|or
the other] the first is said for which that holds. {?issued} and {!issued} say nothing: they ask for
a value, or for none. {label.undated} says a fixed word in the language of the brief, with what of
the source it holds, {Label.undated} with a capital. A backslash takes the next sign as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from msgspec import Struct

from generator.diagnostics.nearest import did_you_mean
from generator.templates.wording import PATTERN_LABELS


class PatternWords(Struct, frozen=True):
    words: str


class PatternField(Struct, frozen=True):
    name: str


class PatternCondition(Struct, frozen=True):
    """A field that must have a value, or must have none, though it is not said."""

    name: str
    has_value: bool


class PatternLabel(Struct, frozen=True):
    """A fixed word, in the language of the brief, with what fills each field of it."""

    name: str
    fields: Mapping[str, str]
    has_capital: bool = False

    @property
    def value(self) -> str:
        """The name under which its words stand among the values of a source."""
        return f"label.{self.name}"


class PatternItalics(Struct, frozen=True):
    parts: PatternParts


class PatternQuoted(Struct, frozen=True):
    """What stands in quotation marks: those of the outside, or those inside others."""

    parts: PatternParts
    inside: bool


class PatternChoice(Struct, frozen=True, dict=True):  # a dict, for what its choices need
    """The first of its choices that has what it needs is said; if none has, nothing is."""

    choices: tuple[PatternParts, ...]

    @cached_property
    def needs(self) -> tuple[PatternNeeds, ...]:
        """What each choice needs to be said."""
        return tuple(PatternNeeds(_conditions_of(one), _choices_in(one)) for one in self.choices)


class PatternNeeds(Struct, frozen=True):
    """What must hold for a choice to be said; where nothing must, one within it must be said."""

    conditions: tuple[PatternCondition, ...]
    within: tuple[PatternChoice, ...]


PatternPart = (
    PatternWords
    | PatternField
    | PatternLabel
    | PatternCondition
    | PatternItalics
    | PatternQuoted
    | PatternChoice
)
PatternParts = tuple[PatternPart, ...]


class ReferencePatternError(Exception):
    """What a pattern says that is not understood, and what to do about it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@lru_cache(maxsize=512)
def reference_pattern(text: str, fields: frozenset[str]) -> PatternParts:
    """The parts of a pattern that may name these fields. Raises ReferencePatternError."""
    return _PatternReader(text, fields).whole()


def _conditions_of(parts: PatternParts) -> tuple[PatternCondition, ...]:
    """What must hold for a choice of these parts to be said: each field in it has a value."""
    return tuple(one for part in _by_themselves(parts) for one in _conditions_of_part(part))


def _conditions_of_part(part: PatternPart) -> Iterator[PatternCondition]:
    match part:
        case PatternCondition():
            yield part
        case PatternField(name):
            yield PatternCondition(name, has_value=True)
        case PatternLabel(_, fields):
            for name in (part.value, *fields.values()):
                yield PatternCondition(name, has_value=True)
        case _:
            return


def every_part(parts: PatternParts) -> Iterator[PatternPart]:
    """Each of these parts, and each within them."""
    for part in parts:
        yield part
        match part:
            case PatternItalics(inner) | PatternQuoted(inner):
                yield from every_part(inner)
            case PatternChoice(choices):
                for choice in choices:
                    yield from every_part(choice)
            case _:
                pass


def _choices_in(parts: PatternParts) -> tuple[PatternChoice, ...]:
    """The choices among these parts, but not those within them."""
    return tuple(part for part in _by_themselves(parts) if isinstance(part, PatternChoice))


def always_says(parts: PatternParts, field: str) -> bool:
    """Whether a field is said wherever it has a value, whatever other values are missing."""
    for part in _by_themselves(parts):
        if isinstance(part, PatternField) and part.name == field:
            return True
        if isinstance(part, PatternChoice) and _says_in_each(part, field):
            return True
    return False


def _says_in_each(part: PatternChoice, field: str) -> bool:
    """Whether each choice says a field, and the last one asks for no other."""
    asks = _conditions_of(part.choices[-1])
    is_said = all(always_says(choice, field) for choice in part.choices)
    return is_said and all(one.name == field for one in asks)


def _by_themselves(parts: PatternParts) -> Iterator[PatternPart]:
    """The parts that are said together, those in italics and in quotation marks among them."""
    for part in parts:
        if isinstance(part, PatternItalics | PatternQuoted):
            yield from _by_themselves(part.parts)
        else:
            yield part


_CLOSES = {"[": "]", "*": "*", "“": "”", "‘": "’", "{": "}"}
_CALLED = {"[": "a bracket", "*": "an asterisk", "“": "a mark", "‘": "a mark"}
_DEEPEST = 12  # parts inside one another; references have four


class _PatternReader:
    def __init__(self, text: str, fields: frozenset[str]) -> None:
        self._text, self._fields = text, fields
        self._at, self._depth = 0, 0

    def whole(self) -> PatternParts:
        parts = self._parts("")
        if self._at < len(self._text):
            sign = self._text[self._at]
            message = f"has `{sign}` outside square brackets"
            raise ReferencePatternError(message, f"write `\\{sign}` for the sign itself")
        return parts

    def _parts(self, ends: str) -> PatternParts:
        """The parts up to one of the signs that end them, or that cannot stand here."""
        parts: list[PatternPart] = []
        words = ""
        while self._at < len(self._text):
            sign = self._text[self._at]
            if sign in ends or sign in "]|":
                break
            if sign == "\\" or sign not in _CLOSES:
                words += self._sign()
                continue
            parts += [PatternWords(words)] if words else []
            parts.append(self._part(sign))
            words = ""
        return (*parts, PatternWords(words)) if words else tuple(parts)

    def _sign(self) -> str:
        self._at += 2 if self._text[self._at] == "\\" else 1
        return self._text[self._at - 1 : self._at]

    def _part(self, sign: str) -> PatternPart:
        self._at += 1
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ReferencePatternError("has too much inside one another", "take it apart")
        part = self._field() if sign == "{" else self._enclosed(sign)
        self._depth -= 1
        return part

    def _enclosed(self, sign: str) -> PatternPart:
        choices = [self._parts(_CLOSES[sign])]
        while sign == "[" and self._text[self._at : self._at + 1] == "|":
            self._at += 1
            choices.append(self._parts("]"))
        if self._text[self._at : self._at + 1] != _CLOSES[sign]:
            message = f"has {_CALLED[sign]} `{sign}` without its partner"
            hint = f"write `{_CLOSES[sign]}` where it ends, or `\\{sign}` for the sign itself"
            raise ReferencePatternError(message, hint)
        self._at += 1
        match sign:
            case "[":
                return PatternChoice(tuple(choices))
            case "*":
                return PatternItalics(choices[0])
            case _:
                return PatternQuoted(choices[0], inside=sign == "‘")

    def _field(self) -> PatternField | PatternLabel | PatternCondition:
        written, brace, _ = self._text[self._at :].partition("}")
        asks = written[:1] if written[:1] in ("?", "!") else ""
        name = written.removeprefix(asks)
        if not brace or "{" in name:
            hint = "a brace stands round the name of a field; write `\\{` for the sign itself"
            raise ReferencePatternError("has a brace without its partner", hint)
        asked, dot, label = name.partition(".")
        if dot and not asks and asked in ("label", "Label"):
            self._at += len(written) + 1
            return self._label(label, has_capital=asked == "Label")
        if name not in self._fields:
            message = f"has an unknown field `{{{name[:40]}}}`"
            raise ReferencePatternError(message, did_you_mean(name, sorted(self._fields)))
        self._at += len(written) + 1
        return PatternCondition(name, has_value=asks == "?") if asks else PatternField(name)

    def _label(self, name: str, *, has_capital: bool) -> PatternLabel:
        known = [
            one
            for one, fields in PATTERN_LABELS.items()
            if self._fields.issuperset(fields.values())
        ]
        if name not in known:
            message = f"has an unknown label `{name[:40]}`"
            raise ReferencePatternError(message, did_you_mean(name, sorted(known)))
        return PatternLabel(name, PATTERN_LABELS[name], has_capital)
