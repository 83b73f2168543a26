"""The fenced blocks of a brief, `::: {.name}`: its parts, and those that its template declares."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct

from generator.config.conversion import KEY, KeyPath
from generator.config.kinds import ClassName

PARTS_OF_A_BRIEF = ("summary", "glance", "judgements", "decision", "gaps", "recommendations")
"""What the checks read and a layout has a slot for, whatever the template."""

CAVEAT = "caveat"
PAGE_BREAK, LANDSCAPE = "page-break", "landscape"  # the classes that say what page a block has
UNNUMBERED = "unnumbered"  # the class of a heading that has no number where others have one
TABLE_SOURCE = "table-source"  # a line behind a table, which is part of it
PARALLEL = "parallel"  # the class of a block that sets two languages side by side
KNOWN_TO_ALL = (*PARTS_OF_A_BRIEF, CAVEAT, PAGE_BREAK, LANDSCAPE, PARALLEL)
"""The blocks that no template declares, since they say what something is, not how it looks."""

Content = Literal[
    "paragraphs", "lists", "definitions", "quotations", "tables", "images", "headings", "blocks"
]
"""What a block may hold."""

LabelName = Annotated[
    str,
    Meta(title="name of a label", pattern=r"^[A-Za-z][A-Za-z0-9_]*$", examples=["biography"]),
]


class BlockRule(Struct, frozen=True):
    """How a block is set: as a box, or beside the block behind it; else its words flow on.

    `box` or `aside` is the box of the theme that it wears, `style` the style of its paragraphs,
    `source` that of a last line that begins with a dash and says who said it.
    `title` is the label that heads it if its author writes no title. It `holds` anything if that
    is not said. One that is `placed` stands where the layout has its slot.
    """

    box: ClassName | None = None
    aside: ClassName | None = None
    style: ClassName | None = None
    source: ClassName | None = None
    title: LabelName | None = None
    holds: tuple[Content, ...] | None = None
    placed: bool = False

    @property
    def is_titled(self) -> bool:
        """Whether it has a place for a title."""
        return bool(self.box or self.aside)


BlockRules = Mapping[str, BlockRule]
"""The rules of blocks by their names."""

SHIPPED: BlockRules = {
    "sidebar": BlockRule(box="sidebar"),
    "pull": BlockRule(aside="pull", style="pull", source="pull-source", holds=("paragraphs",)),
}
"""What each template has declared that does not say otherwise."""


def slot_of_block(name: str) -> str:
    """The name by which a layout places a block: no word of a layout has a hyphen."""
    return name.replace("-", "_")


def faults_of_rules(rules: BlockRules) -> Iterator[tuple[KeyPath, str, str]]:
    """The place of each fault in the blocks of a template, what it is and how to mend it."""
    for name, rule in rules.items():
        at = ("blocks", name)
        if name in (*KNOWN_TO_ALL, TABLE_SOURCE):
            hint = "give your block another name; what it looks like is said in the theme"
            yield (*at, KEY), f"each brief has a block `{name}`, whatever the template", hint
        elif not (rule.box or rule.aside or rule.style):
            hint = f'write box = "{name}", say, and give the box its look in theme.toml'
            yield (*at, KEY), f"the block `{name}` says not how it is set", hint
        elif rule.box and rule.aside:
            hint = "take one of the two away"
            yield (*at, "aside"), f"the block `{name}` is a box or an aside, not both", hint
        elif rule.title and not rule.is_titled:
            hint = 'only a block with `box = "…"` or `aside = "…"` has one'
            yield (*at, "title"), f"the block `{name}` has no place for a title", hint
        elif rule.holds == ():
            hint = 'name what it may hold: holds = ["paragraphs"]'
            yield (*at, "holds"), f"the block `{name}` may hold nothing", hint
