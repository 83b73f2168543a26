"""TOML files that come with the program, as they are or as an earlier run read them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.recall.results import recalled


def shipped_tables(path: Path) -> dict[str, Any]:
    """The tables of a TOML file of the package. Raises OSError if there is none."""
    text = path.read_text(encoding="utf-8")

    def read() -> dict[str, Any]:
        import tomllib

        return tomllib.loads(text)

    return recalled(dict[str, Any], text, read, by="tomllib", room=__package__)
