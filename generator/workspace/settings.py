"""`brief.toml`: what a house says once for all its briefs."""

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field
from msgspec.structs import replace

from generator.config.addresses import address_of_words
from generator.config.conversion import Locate, convert
from generator.config.files import SETTINGS_FILE
from generator.config.kinds import LanguageTag, LineOfWords, Words
from generator.config.licences import fault_of_licence
from generator.config.names import folder_below
from generator.config.text import file_unreadable
from generator.config.toml import read_toml
from generator.config.top_level import conform_toml
from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose, refuse
from generator.diagnostics.codes import PROMISE, SETTABLE
from generator.diagnostics.nearest import did_you_mean
from generator.document.colors import contrast, least_contrast
from generator.document.markings import TLP, MarkingLook
from generator.language.fixed_words import looks_checked
from generator.language.scales import SCALES
from generator.workspace.format import refuse_newer

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


Level = Literal["error", "warning", "note", "off"]

ScaleName = Annotated[
    str, Meta(title="scale", pattern=f"^(?:{'|'.join(SCALES)})$", examples=list(SCALES))
]


class Settings(Struct, frozen=True):
    """`brief.toml`: what a house says once for all its briefs."""

    format: int = 1  # How this workspace is written; `brief upgrade` raises it.
    publisher: Words = ""
    contact: Words = ""  # Whom to ask: an address, or a line of words.
    disclaimer: Words = ""  # What the publisher does not answer for.
    licence: Words = ""  # What others may do with its briefs: CC-BY-4.0, or a line of words.
    template: LineOfWords = "policy-brief"  # A folder in templates/.
    language: LanguageTag = "en-GB"  # A BCP 47 tag.
    scale: ScaleName = "icd203"  # The words of likelihood.
    formats: tuple[LineOfWords, ...] = ("docx", "pdf")  # What `brief build` writes.
    site_markings: tuple[LineOfWords, ...] = ("TLP:CLEAR",)  # What `--site` may show to anybody.
    fetch: bool = True  # Whether pages may be fetched from the web; only when somebody asks.
    archive: LineOfWords = "archive"  # The folder of what is published, from the workspace's own.
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # Names that mean the same.
    terms: Mapping[str, str] = field(default_factory=dict)  # Names in quotation marks, as spelt.
    severities: Mapping[str, Level] = field(default_factory=dict)  # How grave what a code finds is.
    markings: Mapping[str, MarkingLook] = field(default_factory=dict)  # The house's own markings.
    fields: Mapping[FieldName, HouseField] = field(default_factory=dict)  # Of the house's own.


OF_THE_HOUSE = ("publisher", "contact", "disclaimer", "licence")
"""The values that hold for every brief that does not give its own."""

PLACEHOLDER_PUBLISHER = "Name of your house"
"""The publisher in a new workspace. Nothing can be published under this name."""


def place_of_setting(file: Path, *path: str) -> Span:
    """Where a file of settings gives a value; its first line where it cannot be read."""
    try:
        _, locate = read_toml(file, SETTINGS_FILE, code=codes.BAD_SETTINGS)
    except BriefError:
        return Span.at(SETTINGS_FILE)
    return locate(path)


def read_settings(path: Path) -> Settings:
    """The settings of a workspace, from its `brief.toml`.

    Raises BriefError if `brief.toml` does not hold, or is of a format that is yet unknown.
    """
    data, locate = read_toml(path, SETTINGS_FILE, code=codes.BAD_SETTINGS)
    refuse_newer(data, locate)
    settings = conform_toml(Settings, data, locate, code=codes.BAD_SETTINGS)
    faults = [
        *_faults_of_format(settings.format, locate),
        *_faults_of_severities(settings.severities, locate),
        *_faults_of_markings(settings.markings, locate),
        *_faults_of_licence(settings.licence, locate),
        *_faults_of_archive(settings.archive, path.parent, locate),
        *_faults_of_terms(settings.terms, locate),
        *_faults_of_fields(settings.fields, locate),
    ]
    refuse(faults)
    return settings


def _faults_of_format(number: int, locate: Locate) -> Iterator[Diagnostic]:
    if number < 1:
        hint = "formats count from 1; leave the line as `brief upgrade` wrote it"
        place = locate(("format",))
        yield diagnose(codes.BAD_SETTINGS, f"there is no format {number}", place, hint=hint)


def _faults_of_severities(levels: Mapping[str, Level], locate: Locate) -> Iterator[Diagnostic]:
    """The faults of `[severities]`, each at its own line."""
    for name in levels:
        place = locate(("severities", name))
        if name in PROMISE:
            hint = f"it holds in every brief; let it pass for one run with --allow {name}"
            message = f"the severity of {name} cannot be set"
            yield diagnose(codes.BAD_SETTINGS, message, place, hint=hint)
        elif name not in SETTABLE:
            hint = "see `brief docs codes` for the rules of families C and T"
            message = f"the severity of `{name}` cannot be set"
            yield diagnose(codes.BAD_SETTINGS, message, place, hint=hint)


def _faults_of_licence(written: str, locate: Locate) -> Iterator[Diagnostic]:
    if fault := fault_of_licence(written):
        message, hint = fault
        yield diagnose(codes.BAD_SETTINGS, message, locate(("licence",)), hint=hint)


def _faults_of_archive(written: str, root: Path, locate: Locate) -> Iterator[Diagnostic]:
    """The faults of `archive` in brief.toml: the archive must be inside the workspace."""
    try:
        folder_below(root, written)
    except OSError as error:
        found = file_unreadable(error, f"`archive`: {written!r}", code=codes.BAD_SETTINGS)
        hint = found.hint or 'name a folder of the workspace: archive = "archive"'
        yield replace(found, span=locate(("archive",)), hint=hint)


LONGEST_TERM = 8
"""The most words that a term may have: longer ones are a quotation."""


def _faults_of_terms(terms: Mapping[str, str], locate: Locate) -> Iterator[Diagnostic]:
    """The faults of `[terms]` in brief.toml: whole sentences, or no words."""
    for words in terms:
        if not 1 <= len(words.split()) <= LONGEST_TERM:
            message = f"a term has one to {LONGEST_TERM} words, and this has {len(words.split())}"
            hint = 'write the name alone: "Blue Quay" = "what it is"'
            place = locate(("terms", words))
            yield diagnose(codes.BAD_SETTINGS, message, place, hint=hint)


def _faults_of_fields(fields: Mapping[str, HouseField], locate: Locate) -> Iterator[Diagnostic]:
    """The faults of `[fields]` in brief.toml: names of what every brief says, and in labels."""
    for name, own in fields.items():
        for words in (own.label, *own.labels.values()):
            if found := looks_checked(words):
                message, hint = f"`label` of `{name}` {found[0]}", found[1]
                place = locate(("fields", name))
                yield diagnose(codes.BAD_SETTINGS, message, place, hint=hint)
        if name in TAKEN:
            message = f"`{name}` is a value of every brief already"
            place, hint = locate(("fields", name)), "give it another name"
            yield diagnose(codes.BAD_SETTINGS, message, place, hint=hint)


def _faults_of_markings(
    markings: Mapping[str, MarkingLook], locate: Locate
) -> Iterator[Diagnostic]:
    """The faults of `[markings]` in brief.toml, each at its own line."""
    for words, look in markings.items():
        place = locate(("markings", words))
        if not words.strip():
            hint = 'name it: [markings."OFFICIAL"]'
            yield diagnose(codes.BAD_SETTINGS, "this marking has no words", place, hint=hint)
        if words in TLP:
            hint = "its look is fixed by the Traffic Light Protocol 2.0"
            yield diagnose(
                codes.BAD_SETTINGS, f"`{words}` is not the house's to change", place, hint=hint
            )
            continue
        ratio = contrast(look.color, look.ground)
        least = least_contrast(look.size, bold=True)
        if ratio < least:
            message = f"{look.color} on {look.ground} can hardly be read: the marking `{words}`"
            hint = f"the contrast is {ratio:.1f} : 1, and {least:g} : 1 is needed (WCAG 2.2, 1.4.3)"
            yield diagnose(codes.HIDDEN_WORDS, message, place, hint=hint)
