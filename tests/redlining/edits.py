"""Single changes of the shipped brief: what stands there, and what somebody wrote instead."""

from __future__ import annotations

from tests.conftest import REPOSITORY

MILITARY = (REPOSITORY / "briefs/military.md").read_text(encoding="utf-8")

_TABLE_END = "{#tbl-exchange}\n"
_EXCHANGE = MILITARY[MILITARY.index("| Direction") : MILITARY.index(_TABLE_END) + len(_TABLE_END)]
_ROW = (
    '| Both together | A "potential for joint military exercises and arms sales"'
    " [@ulislam-summit, ¶5 s3] | No text read on exercises |\n"
)
_FOURTH = (
    "The fourth key point holds if deliveries slow. It would fail if people, goods and help all"
    " stopped.\n\n"
)
_MEANING = "## What it would mean\n\n"
_READING = "## Another reading\n\n"
_TILE = (
    "- **11 states** Their monitoring team claims deliveries of shells, missiles and artillery"
    " [@R13].\n"
)

_TABLE = (
    "As [@tbl-new] says, there are two.\n\n| Side | Count |\n|:-----|------:|\n| One | 1,200 |\n"
    "| Other | 30 |\n\n: Two sides and what they count {#tbl-new}\n\n"
)
_GROUND = "Pyongyang named it as the ground for sending troops"
_ULISLAM = "@ulislam-summit, ¶2"
_ADVICE = (
    '1. Monitor the partnership closely and meet it with "a robust response from the international'
    ' community" [@ulislam-summit, ¶6 s4]. No instrument, addressee or date is named.'
    " [The source's.]{.origin}\n2."
)

Edit = tuple[tuple[str, str], ...]

EDITS: dict[str, Edit] = {
    "a word": (("have since admitted that North", "have since confirmed that North"),),
    "words put in": (("A single, undated opinion", "A single, short and undated opinion"),),
    "words taken out": (("advanced military technology that North", "technology that North"),),
    "words in bold": (("On goods it is not.", "On **goods** it is not."),),
    "a sentence and its note gone": ((f" {_GROUND} [@R12].", ""),),
    "a new note": (("named it as the ground", "named it as the ground [@R11]"),),
    "another record": (("by more than half in 2025 [@R15]", "by more than half in 2025 [@R14]"),),
    "another place": ((f"it can spare [{_ULISLAM}]", f"it can spare [{_ULISLAM} s2]"),),
    "a note of the author's": (("On goods it is not.", "On goods it is not.^[Nor on money.]"),),
    "a heading": (("## What it would mean", "## What it may mean for planners"),),
    "a heading's level": (("## Another reading", "### Another reading"),),
    "the title": (("Military implications of the", "Military consequences of the"),),
    "a new paragraph": ((_READING, _READING + "This section weighs the other side.\n\n"),),
    "a paragraph gone": ((_FOURTH, ""),),
    "a paragraph moved": ((_FOURTH, ""), (_MEANING, _MEANING + _FOURTH)),
    "a paragraph parted": ((" On goods it is not", "\n\nOn goods it is not"),),
    "paragraphs joined": (("all stopped.\n\n## Another reading\n\n", "all stopped. "),),
    "a list": ((_READING, _READING + "- The first item of three\n- The second\n- The third\n\n"),),
    "a cell": (("No text read on exercises", "Nothing was read on joint exercises"),),
    "a new row": ((_ROW, _ROW + "| Neither of them | Nothing [@R14] | Nothing |\n"),),
    "a row gone": ((_ROW, ""),),
    "a caption": (("The exchange as argued, and", "The whole exchange as argued, and"),),
    "a new table": ((_READING, _READING + _TABLE),),
    "a table gone": ((_EXCHANGE, ""), ("[@tbl-exchange] sets", "This page sets")),
    "a tile gone": ((_TILE, ""),),
    "a tile and words beside the side": ((_TILE, ""), ("a ready supplier", "a supplier")),
    "a key point": (("threatens stability in East Asia and", "threatens peace in Asia and"),),
    "a confidence": (("Moderate confidence: both", "Low confidence: as both"),),
    "advice gone": ((_ADVICE, "1."),),
}  # fmt: skip

AT_THE_SIDE = ("the title", "a tile gone", "a tile and words beside the side")
"""Those that change what stands at the side: changed, it stands in the main column in Word."""


def edited(markdown: str, edit: Edit) -> str:
    """The text with a change made. Each part of it must be there."""
    for old, new in edit:
        assert old in markdown, old
        markdown = markdown.replace(old, new, 1)
    return markdown
