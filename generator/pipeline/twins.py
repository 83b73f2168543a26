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
    """An error for each brief of the workspace that has this one's name or number."""
    own, number, names = links_followed(path), brief.front.number, written_names(path)
    alike = {other for name in names for other in library.briefs_written_to(name)}
    for other in sorted(alike.union(library.briefs_saying(number) if number else ())):
        if library.briefs()[other] == own:
            continue
        if other in alike:
            shared = names & written_names(other)
            shown = library.workspace.shown(other)
            message = f"{shown} would be written to the same file, {min(shared)}.pdf"
            hint = "give one of them another name, or move it out of briefs/"
            yield diagnose(codes.TWIN, message, Span.at(brief.file), hint=hint)
        elif _has_number(library, other, number):
            place = brief.places.get("number", Span.at(brief.file))
            shown = library.workspace.shown(other)
            hint = "a number stands for one brief: give one of them another"
            message = f"{shown} has the number {number}, too"
            yield diagnose(codes.TWIN, message, place, hint=hint)


def _has_number(library: Library, path: Path, number: str) -> bool:
    file = library.workspace.shown(path)
    try:
        front, _, _ = read_front(split_front(library.heads()[path], file)[0], file)
    except BriefError:
        return False  # its own check reports that
    return front.number.strip().casefold() == number.strip().casefold()
