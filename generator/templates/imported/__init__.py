"""What the layout of a template says that is made of a house's Word file."""

from __future__ import annotations

from pathlib import Path
from typing import Literal


def imported_layout(part: Literal["masthead", "one-column"]) -> str:
    """A part of such a layout; PARENT stands in it for the template that it builds on."""
    path = Path(__file__).with_name(f"{part}.md.j2")
    return path.read_text(encoding="utf-8")
