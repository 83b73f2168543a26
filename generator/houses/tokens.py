"""A value of the theme that is derived from a house's file, with where it comes from."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field


class HouseToken(Struct, frozen=True):
    """A line `key = value` of a table of a theme; `origin` names the style or what it rests on."""

    table: str
    key: str
    value: Any
    origin: str


class HouseTold(Struct):
    """What is to be said of a house's file, each in a sentence.

    `untaken` could not be taken, and is nowhere; `unlike` looks otherwise in PDF and HTML than in
    Word, which has the house's own.
    """

    untaken: list[str] = field(default_factory=list)
    unlike: list[str] = field(default_factory=list)
