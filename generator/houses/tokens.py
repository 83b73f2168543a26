"""A value of the theme that is derived from a house's file, with where it comes from."""

from __future__ import annotations

from typing import Any

from msgspec import Struct


class HouseToken(Struct, frozen=True):
    """A line `key = value` of a table of a theme; `origin` names the style or what it rests on."""

    table: str
    key: str
    value: Any
    origin: str
