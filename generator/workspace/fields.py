"""The values that a house has its briefs say beside those that every brief may say."""

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field

from generator.config.addresses import address_of_words
from generator.config.conversion import convert
from generator.config.kinds import LanguageTag, LineOfWords, Words
from generator.diagnostics.nearest import did_you_mean

FieldName = Annotated[
    str,
    Meta(title="name of a value", pattern="^[a-z][a-z0-9_]*$", examples=["region"]),
]
TAKEN = frozenset(
    {
        *("title", "date", "seeds", "subtitle", "number", "series", "version", "cutoff", "author"),
        *("authors", "publisher", "lang", "template", "scale", "marking", "topics", "abstract"),
        *("contact", "disclaimer", "licence", "doi", "translator", "translators", "page", "logo"),
    }
)
"""The names of what a brief says anyway, or a running head."""

FieldKind = Literal["words", "day", "address"]
FieldPlace = Literal["about", "imprint", "layout"]


class HouseField(Struct, frozen=True):
    """A value that a house has its briefs say: `[fields.NAME]` of brief.toml.

    It is printed behind its `label` beside page 1 (`about`), at the end (`imprint`), or where a
    layout of the house names it and nowhere else (`layout`).
    """

    label: LineOfWords  # The words before the value.
    labels: Mapping[LanguageTag, LineOfWords] = field(default_factory=dict)  # By language.
    type: FieldKind = "words"  # An address leads to its page or mail box.
    choices: tuple[LineOfWords, ...] = ()  # All that it may be.
    required: bool = False
    where: FieldPlace = "about"

    def label_in(self, language: str) -> str:
        """Its label in a language, else in the more general one, else the one for all."""
        primary = language.partition("-")[0]
        return self.labels.get(language) or self.labels.get(primary) or self.label

    def fault_of(self, name: str, value: Any) -> tuple[str, str] | None:
        """What is wrong with a value in the front matter, and how to mend it."""
        if not str(value).strip():
            return (f"`{name}` is empty", _what_to_write(self)) if self.required else None
        kind: Any = datetime.date if self.type == "day" else Words
        for fault in convert(Mapping[str, kind], {name: value})[1]:
            return fault.message, fault.hint or "write it on one line"
        if self.choices and value not in self.choices:
            hint = did_you_mean(value, self.choices, f"this can be {', '.join(self.choices)}")
            return f"`{name}` cannot be “{value}”", hint
        if self.type == "address" and not address_of_words(value):
            return (
                f"`{name}` must be an address, not “{value}”",
                "write https://… or a mail address",
            )
        return None


def _what_to_write(own: HouseField) -> str:
    return f"write {', '.join(own.choices)}" if own.choices else f"say it there: {own.label}"


HouseFields = Mapping[str, HouseField]
"""The values of a house's own, by their names."""
