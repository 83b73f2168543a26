"""`brief.toml`: what a house says once for all its briefs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from generator.config.conversion import Locate, conform
from generator.config.toml import read_toml
from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose
from generator.document.markings import TLP, MarkingLook
from generator.workspace.severities import Level, faults_of_severities


class Settings(Struct, frozen=True):
    """`brief.toml`: what a house says once for all its briefs."""

    publisher: str = ""
    template: str = "policy-brief"  # A folder in templates/.
    language: str = "en-GB"  # A BCP 47 tag.
    scale: str = "icd203"  # The words of likelihood.
    formats: tuple[str, ...] = ("docx", "pdf")  # What `brief build` writes.
    archive: str = "archive"  # The folder of what is published, from the workspace's own.
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # Names that mean the same.
    terms: Mapping[str, str] = field(default_factory=dict)  # Names in quotation marks, as spelt.
    severities: Mapping[str, Level] = field(default_factory=dict)  # How grave what a code finds is.
    markings: Mapping[str, MarkingLook] = field(default_factory=dict)  # The house's own markings.


SETTINGS = "brief.toml"


def place_of_setting(file: Path, *path: str) -> Span:
    """Where a file of settings gives a value; its first line where it cannot be read."""
    try:
        _, locate = read_toml(file, SETTINGS, code=codes.BAD_SETTINGS)
    except BriefError:
        return Span.at(SETTINGS)
    return locate(path)


def read_settings(path: Path) -> Settings:
    """The settings of a workspace. Raises BriefError where `brief.toml` does not hold."""
    data, locate = read_toml(path, SETTINGS, code=codes.BAD_SETTINGS)
    settings = conform(Settings, data, locate, code=codes.BAD_SETTINGS)
    faults = [
        *faults_of_severities(settings.severities, locate, code=codes.BAD_SETTINGS),
        *_faults_of_markings(settings.markings, locate),
        *_faults_of_terms(settings.terms, locate),
    ]
    if faults:
        raise BriefError(faults)
    return settings


LONGEST_TERM = 8
"""Words of a name that stands in quotation marks: longer ones are a quotation."""


def _faults_of_terms(terms: Mapping[str, str], locate: Locate) -> Iterator[Diagnostic]:
    """What `[terms]` of brief.toml may not hold: whole sentences, or nothing."""
    for words in terms:
        if not 1 <= len(words.split()) <= LONGEST_TERM:
            message = f"a term has one to {LONGEST_TERM} words, and this has {len(words.split())}"
            hint = 'write the name alone: "Blue Quay" = "what it is"'
            place = locate(("terms", words))
            yield diagnose(codes.BAD_SETTINGS, message, place, hint=hint)


_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_SMALLEST = 6.0  # points: less cannot be read on paper


def _faults_of_markings(
    markings: Mapping[str, MarkingLook], locate: Locate
) -> Iterator[Diagnostic]:
    """What `[markings]` of brief.toml may not say, each at its own line."""
    for words, look in markings.items():
        if not words.strip():
            hint = 'name it: [markings."OFFICIAL"]'
            place = locate(("markings", words))
            yield diagnose(codes.BAD_SETTINGS, "this marking has no words", place, hint=hint)
        for name in ("color", "ground"):
            written = getattr(look, name)
            if not _COLOR.fullmatch(written):
                place = locate(("markings", words, name))
                hint = 'write it as "#7a1f2b"'
                yield diagnose(codes.BAD_SETTINGS, f"`{written}` is no colour", place, hint=hint)
        if look.size < _SMALLEST:
            place = locate(("markings", words, "size"))
            yield diagnose(codes.BAD_SETTINGS, f"{look.size:g} points cannot be read", place)
        if words in TLP:
            place = locate(("markings", words))
            hint = "its look is fixed by the Traffic Light Protocol 2.0"
            yield diagnose(
                codes.BAD_SETTINGS, f"`{words}` is not the house's to change", place, hint=hint
            )
