"""The briefs that come with the program to see a template by, and the source that they cite.

They lie in `specimen/` as in a workspace. Their matter is invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.config.files import BRIEF, read_of_workspace
from generator.templates.rules import Rules

SPECIMENS = Path(__file__).parent / "specimen"

EVERY_BLOCK = "specimen-blocks"
"""The one with every kind of block."""

EVERYTHING_LONG = "specimen-long"
"""The one with long titles, many authors and four scripts."""

BARE = "specimen-bare"
"""The one that says no more than it must."""


def specimen(slug: str) -> Path:
    """The file of a specimen."""
    return SPECIMENS / "briefs" / f"{slug}.md"


def specimen_text(slug: str, rules: Rules) -> str:
    """A specimen, and in the one with every block also those that a template adds."""
    text = read_of_workspace(specimen(slug), BRIEF).decode()
    own = "\n\n".join(_own_blocks(rules)) if slug == EVERY_BLOCK else ""
    return f"{text}\n## What this template adds\n\n{own}\n" if own else text


def _own_blocks(rules: Rules) -> Iterator[str]:
    for name in rules.classes:
        yield f"::: {{.{name}}}\nWords of a paragraph in the class `{name}`.\n:::"
    for name in rules.boxes:
        yield f'::: {{.{name} title="A title"}}\nWords in the box `{name}`.\n:::'
