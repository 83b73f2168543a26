"""A pattern of references and the values of a source → what is printed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.document import Emphasis, Inline, Text
from generator.document.walking import plain_text
from generator.language.capitals import with_capital
from generator.layout.typography import QuotationMarks, nested, typographic
from generator.templates.reference_patterns import (
    PatternChoice,
    PatternCondition,
    PatternField,
    PatternItalics,
    PatternLabel,
    PatternNeeds,
    PatternParts,
    PatternQuoted,
    PatternWords,
)

PrintedValue = str | tuple[Inline, ...]
"""A value of a source: words that get typographic marks, or what is printed as it is."""


class QuotingHabits(Struct, frozen=True):
    """How a style quotes titles in a language."""

    inner_marks: bool = False  # in the marks that others stand outside of
    stops_inside: bool = False  # a stop or comma behind the marks goes inside


_PLAIN = QuotingHabits()


def said_by_pattern(
    parts: PatternParts,
    values: Mapping[str, PrintedValue],
    marks: QuotationMarks,
    habits: QuotingHabits = _PLAIN,
) -> tuple[Inline, ...]:
    """What a pattern says with these values. No stop stands behind another, nor behind a "?"."""
    return tuple(_Saying(values, marks, habits).run(parts, marks))


class _Saying(Struct):
    values: Mapping[str, PrintedValue]
    outer: QuotationMarks
    habits: QuotingHabits
    said: str = ""  # so far, in plain words
    in_same_look: bool = True  # whether what is said next goes on in the look of the last words

    def run(
        self,
        parts: PatternParts,
        marks: QuotationMarks,
        *,
        quoted: bool = False,
        behind: list[Inline] | None = None,
    ) -> list[Inline]:
        """What these parts say, put `behind` what is said already in the same look."""
        out = [] if behind is None else behind
        for part in parts:
            match part:
                case PatternChoice():  # as most are
                    self.run(self._choice(part), marks, quoted=quoted, behind=out)
                case PatternWords(words):
                    self._say(out, self._after_stops(out, words))
                case PatternField(name):
                    self._value(out, self.values.get(name, ""), marks, quoted=quoted)
                case PatternLabel():
                    self._label(out, part, marks, quoted=quoted)
                case PatternItalics(inner):
                    self._italics(out, inner, marks, quoted=quoted)
                case PatternQuoted(inner, inside):
                    swaps = inside != self.habits.inner_marks
                    self._quoted(out, inner, _swapped(marks) if swaps else marks)
                case PatternCondition():
                    pass
        return out

    def _choice(self, choice: PatternChoice) -> PatternParts:
        """The first of its choices that has what it needs; no parts if none has."""
        each = zip(choice.choices, choice.needs, strict=True)
        return next((parts for parts, needs in each if _are_met(needs, self.values)), ())

    def _label(
        self, out: list[Inline], label: PatternLabel, marks: QuotationMarks, *, quoted: bool
    ) -> None:
        """The words of a label as they are, and between them the values of its fields."""
        words = str(self.values[label.value])
        words = with_capital(words) if label.has_capital else words
        for index, part in enumerate(_BRACED.split(words)):
            if index % 2:
                value = self.values.get(label.fields[part], "")
                self._value(out, value, marks, quoted=quoted)
            elif part:
                self._say(out, self._after_stops(out, part))

    def _say(self, out: list[Inline], words: str) -> None:
        if words:
            _append(out, Text(words))
            self.said += words
            self.in_same_look = True

    def _value(
        self, out: list[Inline], value: PrintedValue, marks: QuotationMarks, *, quoted: bool
    ) -> None:
        if isinstance(value, str):
            words = typographic(value, marks=self.outer)
            self._say(out, nested(words, marks) if quoted else words)
            return
        for inline in value:
            _append(out, inline)
        self.said += plain_text(value)
        self.in_same_look = not value or isinstance(value[-1], Text)

    def _italics(
        self, out: list[Inline], inner: PatternParts, marks: QuotationMarks, *, quoted: bool
    ) -> None:
        said = self.run(inner, marks, quoted=quoted)
        if self._is_described(inner):
            out += said
        elif said:
            out.append(Emphasis(tuple(said)))
            self.in_same_look = False

    def _quoted(self, out: list[Inline], inner: PatternParts, marks: QuotationMarks) -> None:
        if self._is_described(inner):
            out += self.run(inner, marks)
            return
        self._say(out, marks.before)
        for inline in self.run(inner, marks, quoted=True):
            _append(out, inline)
        self._say(out, marks.after)

    def _is_described(self, inner: PatternParts) -> bool:
        """Whether a title only describes its source, so that it has no look of a title."""
        title = self.values.get("title", "")
        return str(title).startswith("[") and PatternField("title") in inner

    def _after_stops(self, out: list[Inline], words: str) -> str:
        """The words without a stop that follows one, or gone inside the marks before it."""
        first, last = words[0], out[-1] if out else None
        before = self.said.rstrip(_CLOSERS)[-1:]
        if (first == "." and before in _STOPS) or (first == before == ","):
            return words[1:]
        if first == "," and self.said[-1:] in ("?", "!") and self.in_same_look:
            return words[1:]
        closer = self.outer.after
        moves = self.habits.stops_inside and first in ".," and self.said.endswith(closer)
        if moves and isinstance(last, Text) and last.value.endswith(closer):
            if before in ("?", "!"):
                return words[1:]
            inside = last.value.removesuffix(closer) + first + closer
            out[-1] = replace(last, value=inside)
            self.said = self.said.removesuffix(closer) + first + closer
            return words[1:]
        return words


def _are_met(needs: PatternNeeds, values: Mapping[str, PrintedValue]) -> bool:
    if needs.conditions or not needs.within:
        return all(bool(values.get(one.name)) == one.has_value for one in needs.conditions)
    return any(_are_met(one, values) for choice in needs.within for one in choice.needs)


_BRACED = re.compile(r"\{(\w+)\}")
_STOPS = (".", "?", "!", "…")
_CLOSERS = "”’“‘»\u00a0\u202f"


def _swapped(marks: QuotationMarks) -> QuotationMarks:
    """Marks of the inside where the outer ones would stand."""
    return QuotationMarks(marks.inner_before, marks.inner_after, marks.before, marks.after)


def _append(out: list[Inline], inline: Inline) -> None:
    """Put an inline behind others, words to words."""
    last = out[-1] if out else None
    if isinstance(last, Text) and isinstance(inline, Text):
        out[-1] = Text(last.value + inline.value)
    else:
        out.append(inline)
