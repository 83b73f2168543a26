"""What running heads name: values of the brief, of its page, and those that a house declares."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.config.patterns import faults_of_pattern
from generator.diagnostics import Diagnostic, codes, diagnose
from generator.theme.running_heads import FIELDS, PAGE_FIELDS
from generator.theme.toml import ThemeFile


def faults_of_heads(file: ThemeFile, declared: Collection[str]) -> Iterator[Diagnostic]:
    """Each name in a header or footer that nothing has, at its pattern.

    `declared` are the values that the house's briefs have beside those of every brief.
    """
    known = dict.fromkeys((*FIELDS, *PAGE_FIELDS, "logo", *declared), False)
    for name, head in file.theme.heads.items():
        for one in head.places:
            for wrong, hint in faults_of_pattern(one.pattern, known):
                place = (name, one.name)
                message = f"`{'.'.join(place)}` {wrong}"
                yield diagnose(codes.BAD_THEME, message, file.locate(place), hint=hint)
