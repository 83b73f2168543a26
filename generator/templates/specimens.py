"""The briefs that come with the program to see a template by, and the source that they cite.

They lie in `specimen/` as in a workspace. Their matter is invented.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.config.files import BRIEF, read_of_workspace
from generator.templates.blocks import SHIPPED, Content
from generator.templates.rules import Rules
from generator.workspace.settings import HouseField, HouseFields

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


def specimen_text(slug: str, rules: Rules, fields: HouseFields) -> str:
    """A specimen, and in the one with every block also those that a template or a house adds."""
    text = read_of_workspace(specimen(slug), BRIEF).decode()
    if slug != EVERY_BLOCK:
        return text
    values = "".join(f"{name}: {json.dumps(_sample(own))}\n" for name, own in fields.items())
    before, key, behind = text.partition("topics:")
    own = "\n\n".join(_own_blocks(rules))
    more = f"\n## What this template adds\n\n{own}\n" if own else ""
    return f"{before}{values}{key}{behind}{more}"


def _sample(own: HouseField) -> str:
    """A value of the house's own, such as a brief might have."""
    sample = {"words": f"What a brief says of “{own.label}”", "day": "2027-01-31"}
    return own.choices[0] if own.choices else sample.get(own.type, "https://house.example/page")


def _own_blocks(rules: Rules) -> Iterator[str]:
    for name, rule in rules.blocks.items():
        if rule is not SHIPPED.get(name):
            title = ' title="A title"' if rule.is_titled and not rule.title else ""
            said = _MATTER[(rule.holds or ("paragraphs",))[0]].format(name=name)
            yield f"::: {{.{name}{title}}}\n{said}\n:::"
            yield f"Words behind the block `{name}`."


_MATTER: Mapping[Content, str] = {
    "paragraphs": "Words of a paragraph in the block `{name}`.",
    "lists": "- An item of a list in the block `{name}`.\n- Another item.",
    "definitions": "Term\n: What is said of it in the block `{name}`.",
    "quotations": "> Words set apart in the block `{name}`.",
    "tables": "| Port | Ships |\n|---|---|\n| North | 3 |\n| South | 4 |",
    "images": '![](crossings.png){{alt="Four bars"}}',
    "headings": "### A heading in the block {name}",
    "blocks": "::: {{.sidebar}}\nWords of a box in the block `{name}`.\n:::",
}
"""Words for each thing that a block may hold."""
