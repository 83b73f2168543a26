"""Briefs that conflict with each other: with the same name, and so the same file, or number."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from generator.briefs.brief import Brief
from generator.briefs.front import read_front, split_front
from generator.config.files import links_followed
from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose
from generator.pipeline.library import Library


def twins(library: Library, path: Path, brief: Brief) -> Iterator[Diagnostic]:
    """An error for each brief of the workspace that has this one's name or number."""
    own, written = links_followed(path), _written(path)
    for other, real in library.briefs().items():
        if real == own:
            continue
        if shared := written & _written(other):
            shown = library.workspace.shown(other)
            message = f"{shown} would be written to the same file, {min(shared)}.pdf"
            hint = "give one of them another name, or move it out of briefs/"
            yield diagnose(codes.TWIN, message, Span.at(brief.file), hint=hint)
        elif brief.front.number and _has_number(library, other, brief.front.number):
            place = brief.places.get("number", Span.at(brief.file))
            shown = library.workspace.shown(other)
            hint = "a number stands for one brief: give one of them another"
            message = f"{shown} has the number {brief.front.number}, too"
            yield diagnose(codes.TWIN, message, place, hint=hint)


def _written(path: Path) -> set[str]:
    """The names of the final and draft files, as on a disk that ignores capitals."""
    name = unicodedata.normalize("NFC", path.stem).casefold()
    return {name, f"{name}-draft"}


def _has_number(library: Library, path: Path, number: str) -> bool:
    text = library.head(path)
    if number.casefold() not in text.casefold():  # seldom present: YAML need not be read
        return False
    file = library.workspace.shown(path)
    try:
        front, _, _ = read_front(split_front(text, file)[0], file)
    except BriefError:
        return False  # its own check reports that
    return front.number.strip().casefold() == number.strip().casefold()
