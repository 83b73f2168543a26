"""A page with a masthead, a side column and chips: its theme, and a document that uses them all."""

from __future__ import annotations

from msgspec.structs import replace

from generator.document import (
    Aside,
    Block,
    Box,
    Document,
    Heading,
    Meta,
    Note,
    NumberedList,
    Paragraph,
    Strong,
    Table,
    Text,
)
from generator.theme.running_heads import RunningHead
from generator.theme.sheet import SideColumn
from generator.theme.theme import BoxStyle, Rule, Style, Theme
from tests.samples import words

NAVY, GOLD, RUST, SAND, MIST = "#12355b", "#e2a33b", "#a8371f", "#fbf4e6", "#eef2f6"
WHITE, INK, AMBER, LINE = "#ffffff", "#1b1f24", "#9a5b00", "#c3cad2"


def sided_theme(theme: Theme, edge: str = "right") -> Theme:
    """The theme with a main column of 330 points and one of 136 at an edge, below a band."""
    page = replace(
        theme.page, top=66, bottom=60, left=54, right=53.28, header=40, footer=36,
        side=SideColumn(136, 22, edge),
    )  # fmt: skip
    return replace(
        theme,
        page=page,
        styles={**theme.styles, **_styles(theme)},
        boxes={**theme.boxes, **_boxes()},
        tables=replace(theme.tables, region="full"),
        first_header=RunningHead("{publisher}", "", "{series} · {number}", "mast", None, "issue"),
        embed_fonts=True,
    )


def _styles(theme: Theme) -> dict[str, Style]:
    sans = Style(font="display", color=INK, hyphenate=False)
    side = replace(sans, size=8.5, leading=12)
    chip = replace(sans, size=7, leading=9, bold=True, color=NAVY, ground=MIST, tracking=0.5)
    return {
        "body": replace(theme.style("body"), size=10, leading=14.2, after=10),
        "list": replace(theme.style("body"), size=10, leading=14.2, after=7.5, align="left"),
        "lead": replace(theme.style("lead"), size=12, leading=16.4, after=9, align="left"),
        "heading1": replace(
            sans, size=25, leading=28.5, bold=True, color=WHITE, keep_with_next=True
        ),
        "heading2": replace(
            sans, size=13.5, leading=17, bold=True, color=NAVY, before=17, after=5,
            keep_with_next=True,
        ),
        "subtitle": replace(sans, size=12.5, leading=16, color="#d7e1ec", before=3),
        "caveat": replace(sans, size=9, leading=13),
        "aside-label": replace(
            side, size=7.5, bold=True, caps="all", color=NAVY, tracking=0.7, after=6
        ),
        "figure-number": replace(
            sans, size=23, leading=27, bold=True, color=RUST, above=Rule(0.6, LINE, 3)
        ),
        "tile": replace(side, after=7),
        "pull": replace(
            theme.style("body"), size=14, leading=18.4, italic=True, color=NAVY, align="left",
            hyphenate=False, after=4,
        ),
        "pull-source": replace(sans, size=8, leading=11, color="#59616b"),
        "reported": chip,
        "judgement": replace(chip, color="#7a2a17", ground="#f8e9e4"),
        "mast": replace(sans, size=11, leading=14, bold=True, color=WHITE),
        "issue": replace(sans, size=8, leading=11, bold=True, color="#f1c878", tracking=0.9),
    }  # fmt: skip


def _boxes() -> dict[str, BoxStyle]:
    bare = BoxStyle(
        padding_top=0, padding_right=0, padding_bottom=0, padding_left=0, before=0, after=10,
        title="aside-label",
    )  # fmt: skip
    band = replace(bare, fill=NAVY, bleed=True, region="full", padding_bottom=10, after=20)
    ground = {"padding_top": 7, "padding_right": 9, "padding_bottom": 7.5, "padding_left": 10}
    return {
        "masthead": replace(band, below=Rule(4, GOLD)),
        "caveat-brief": replace(bare, fill=SAND, side=Rule(3, AMBER), **ground),
        "glance": replace(bare, region="side"),
        "pull": replace(bare, region="side", above=Rule(2, RUST), padding_top=5),
        "about": replace(
            bare, region="side", fill=MIST,
            padding_top=9, padding_right=9, padding_bottom=9, padding_left=9,
        ),
    }  # fmt: skip


def _chip(text: str, role: str) -> Strong:
    return Strong((Text(text),), role)


def _says(text: str, role: str = "body") -> Paragraph:
    return Paragraph(words(text), role)


def _tiles() -> tuple[Block, ...]:
    return (
        _says("41 km", "figure-number"),
        _says("of the harbour road were washed out in a single night of rain[1].", "tile"),
        _says("3 of 9", "figure-number"),
        _says("pumping stations had power on the next morning, by the count of the port.", "tile"),
    )


def _points() -> NumberedList:
    reported, judged = _chip("Reported", "reported"), _chip("Judgement · Likely", "judgement")
    return NumberedList(
        (
            (Paragraph((reported, Text(" The port names the pumps as its first need."))),),
            (
                Paragraph(
                    (
                        judged,
                        *words(
                            " Repairs are likely to take two seasons, because the road can be "
                            "closed at night alone[2]."
                        ),
                    )
                ),
            ),
        ),
        role="key-point",
    )


_LONG = (
    "The port authority lists the pumping stations one by one, and says of each what it lacks. "
    "It gives no date for the road, though the ferry timetable that it prints runs to the end of "
    "the year. Two of the stations stand on ground that the survey calls soft."
)


def sided_document() -> Document:
    """A first page with all that a side column, a band and chips can be, and a second one."""
    blocks: tuple[Block, ...] = (
        Box(
            "masthead",
            (
                Heading(1, words("What the flooded harbour road asks of the ministry now"), "top"),
                _says("Repairs, pumps and the winter timetable", "subtitle"),
            ),
        ),
        Aside("glance", _tiles(), words("At a glance"), "glance"),
        Aside(
            "about",
            (_says("Drafted by the Harbour Desk. Version 1.0, 22 November 2026.", "tile"),),
            words("About this brief"),
        ),
        _says(
            "The road to the harbour is open again by day, and three of nine pumping stations "
            "run. The port asks for pumps first and for the road second.",
            "lead",
        ),
        Box("caveat-brief", (_says("*Caveat.* The port counts stations, not pumps.", "caveat"),)),
        Heading(2, words("Key points"), "points"),
        _points(),
        Heading(2, words("What the port lists"), "lists"),
        _says(_LONG),
        Aside(
            "pull",
            (_says("“the road can be closed at night alone”", "pull"),
             _says("Port authority", "pull-source")),
        ),
        _says(_LONG, "body"),
        Heading(2, words("What each side would do"), "sides"),
        Table(
            (words("Side"), words("First"), words("Second")),
            ((words("Port"), words("Pumps"), words("Road")),
             (words("Ministry"), words("Survey"), words("Night closure"))),
            ("left", "left", "left"),
            words("Who does what"),
            "Table 1",
            "who",
        ),
        _says(_LONG),
    )  # fmt: skip
    notes = tuple(
        Note(number, (_says("Port authority, bulletin of 3 November.", "note"),), f"note-{number}")
        for number in (1, 2)
    )
    fields = {
        "publisher": "Harbour Desk",
        "series": "Policy brief",
        "number": "HD-7",
        "marking": "",
    }
    meta = Meta(fields=fields, page_label="Page {page} of {pages}", authors=("Harbour Desk",))
    title = "What the flooded harbour road asks of the ministry now"
    return Document(title, "en-GB", meta, blocks, notes)
