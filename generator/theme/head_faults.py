"""What running heads say: values of the brief, of its page, of the house, and fixed words."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.config.patterns import faults_of_pattern
from generator.diagnostics import Diagnostic, codes, diagnose
from generator.language.fixed_words import looks_checked
from generator.theme.running_heads import FIELDS, PAGE_FIELDS
from generator.theme.toml import ThemeFile


def faults_of_heads(file: ThemeFile, declared: Collection[str]) -> Iterator[Diagnostic]:
    """Each name in a header or footer that nothing has, and what quotes or cites, at its pattern.

    `declared` are the values that the house's briefs have beside those of every brief.
    """
    known = dict.fromkeys((*FIELDS, *PAGE_FIELDS, "logo", *declared), False)
    for name, head in file.theme.heads.items():
        for one in head.places:
            looks = looks_checked(one.pattern)
            wrongs = (*faults_of_pattern(one.pattern, known), *((looks,) if looks else ()))
            for wrong, hint in wrongs:
                place = (name, one.name)
                message = f"`{'.'.join(place)}` {wrong}"
                yield diagnose(codes.BAD_THEME, message, file.locate(place), hint=hint)
