"""Briefs that conflict with each other: with the same name, and so the same file, or number."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.briefs.brief import Brief
from generator.briefs.front import read_front, split_front
from generator.config.files import links_followed
from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose
from generator.pipeline.library import Library, written_names


def twins(library: Library, path: Path, brief: Brief) -> Iterator[Diagnostic]:
    """An error for each brief of the workspace with this one's name, and one for its number."""
    own, number, names = links_followed(path), brief.front.number, written_names(path)
    alike = {other for name in names for other in library.briefs_written_to(name)}
    for other in sorted(alike):
        if library.briefs()[other] != own:
            shared, shown = names & written_names(other), library.workspace.shown(other)
            message = f"{shown} would be written to the same file, {min(shared)}.pdf"
            hint = "give one of them another name, or move it out of briefs/"
            yield diagnose(codes.TWIN, message, Span.at(brief.file), hint=hint)
    others = sorted(set(library.briefs_saying(number)) - alike) if number else []
    others = [other for other in others if library.briefs()[other] != own]
    same = [other for other in others if _has_number(library, other, number)]
    if same:
        first = library.workspace.shown(same[0])
        who = f"{first} and {len(same) - 1} more have" if same[1:] else f"{first} has"
        place = brief.places.get("number", Span.at(brief.file))
        hint = "a number stands for one brief: give one of them another"
        yield diagnose(codes.TWIN, f"{who} the number {number}, too", place, hint=hint)


def _has_number(library: Library, path: Path, number: str) -> bool:
    file = library.workspace.shown(path)
    try:
        front, _, _ = read_front(split_front(library.heads()[path], file)[0], file)
    except BriefError:
        return False  # its own check reports that
    return front.number.strip().casefold() == number.strip().casefold()
