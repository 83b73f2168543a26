"""A brief as the layout hands it on: headings, boxes, lists, a table, 25 notes, an annex."""

from __future__ import annotations

import random
from datetime import date
from functools import cache
from pathlib import Path

from generator.document import (
    Block,
    Box,
    BulletList,
    CrossReference,
    DefinitionList,
    Document,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Link,
    Meta,
    Note,
    NoteMark,
    NumberedList,
    Paragraph,
    Quotation,
    Strong,
    Table,
    Text,
)
from generator.document.markings import marking_of
from generator.layout.dress import theme_of_template
from generator.pipeline.library import Library
from generator.templates.template import read_template
from generator.theme.theme import Theme
from generator.workspace.workspace import Workspace

_ROOT = Path(__file__).parents[2]
LONG_NOTE = 12


FIRST_LOOK = _ROOT / "tests/templates/first-look"
"""A plain page of one column: most tests look at one thing, and need no band and no side column."""


@cache
def sample_theme(name: str = "") -> Theme:
    """The theme of a template of this repository; the first look where none is named."""
    library = Library(Workspace(_ROOT))
    if name:
        template = library.template(name)
    else:
        template = read_template(FIRST_LOOK, "first-look", library.template)
    assert template is not None
    return theme_of_template(template, _ROOT / "templates/fonts").theme


def prose(seed: int, sentences: int = 8) -> str:
    """Sentences of a few words, the same for each seed."""
    pick = random.Random(seed)
    words = ["the", "partnership", "requires", "close", "monitoring", "and", "response"]
    return " ".join(
        " ".join(pick.choices(words, k=pick.randint(5, 14))).capitalize() + "."
        for _ in range(sentences)
    )


def words(text: str, *notes: int) -> tuple[Inline, ...]:
    """Inline nodes from a text in which `^` stands for the next of the given notes."""
    inlines: list[Inline] = []
    waiting = list(notes)
    for index, part in enumerate(text.split("^")):
        if index:
            number = waiting.pop(0)
            inlines.append(NoteMark(number, f"mark-{number}"))
        if part:
            inlines.append(Text(part))
    return tuple(inlines)


def paragraph(text: str, *notes: int, role: str = "body", anchor: str | None = None) -> Paragraph:
    return Paragraph(words(text, *notes), role, anchor)


def sample_document() -> Document:
    blocks = (*_masthead(), *_summary(), *_sections(), *_annex())
    return Document("Military implications of the Russia–North Korea summit", "en-GB", _META,
                    blocks, tuple(_note(number) for number in range(1, 26)))  # fmt: skip


_META = Meta(
    authors=("A. Analyst", "B. Редактор"),
    issued=date(2026, 11, 22),
    publisher="Institute for Policy Studies",
    subject="What a summit changes in military cooperation",
    keywords=("Russia", "North Korea", "sanctions"),
    identifier="PB-2026-01",
    doi="10.5281/zenodo.1234567",
    licence="CC BY 4.0",
    licence_address="https://creativecommons.org/licenses/by/4.0/",
    version="1.0",
    marking=marking_of("TLP:CLEAR", {}),
    page_label="Page {page} of {pages}",
    fields={
        "title": "Military implications of the Russia–North Korea summit",
        "publisher": "Institute for Policy Studies",
        "number": "PB-2026-01",
        "version": "Version 1.0",
        "marking": "TLP:CLEAR",
        "date": "22 November 2026",
    },
)


def _masthead() -> tuple[Block, ...]:
    return (
        Paragraph((Text("Policy brief PB-2026-01"),), "kicker"),
        Heading(1, (Text("Military implications of the Russia–North Korea summit"),), "title"),
        Paragraph((Text("What one article says about arms and sanctions"),), "subtitle"),
        Paragraph((Text("22 November 2026 · Information as of 22 November 2026 · Version 1.0"),),
                  "masthead"),
        Paragraph((Text("A. Analyst, B. Редактор"),), "byline"),
    )  # fmt: skip


def _summary() -> tuple[Block, ...]:
    lead = paragraph(
        "The author reads the summit as the start of a lasting exchange: weapons for Russia, "
        "technology for North Korea.^ Help to the space programme is likely to continue through "
        "2027, and with it the pressure on the sanctions regime.^", 1, 2, role="lead")  # fmt: skip
    reported = (
        paragraph("The author argues that the exchange runs both ways.^", 3),
        paragraph("He calls it “a growing military axis” that threatens regional stability.^", 4),
    )
    judged = (
        paragraph("Technical help to the space programme is likely to continue through 2027.^", 5),
        paragraph("Low confidence: one undated opinion piece, no figures.", role="confidence"),
    )
    points = NumberedList(((reported[0],), (reported[1],), judged))
    caveat = DefinitionList((
        ((Text("The source says"),), (paragraph("The summit took place on 19 June 2024 at the "
                                               "Vostochny Cosmodrome.^", 6),)),
        ((Text("The record says"),), (paragraph("The meeting of 19 June 2024 took place in "
                                                "Pyongyang; the one at Vostochny on 13 September "
                                                "2023.^", 7),)),
        ((Text("Effect on the judgements"),), (paragraph("None on the exchange of goods; the "
                                                        "venue is not relied on."),)),
    ))  # fmt: skip
    return (
        Box("summary", (lead,), (Text("In brief"),), "summary"),
        Heading(2, (Text("Key points"),), "key-points"),
        points,
        Box("caveat", (caveat,), (Text("Caveat: venue and date of the summit"),), "venue"),
    )


_BODY = (
    "As the United States strengthens its trilateral cooperation with South Korea and Japan, the "
    "partnership between Russia and North Korea represents a deliberate counterweight.^ This "
    "realignment raises the spectre of a new era of bloc politics reminiscent of the Cold War, "
    "but with potentially more transformative consequences in the current global landscape.^ The "
    "article gives no figures; see ¶ 3 and ¶ 5 of the source for what it does give."
)
_MORE = (
    "Russia’s commitment to aid North Korea’s robust space programme and talk of joint ventures in "
    "tourism, construction and agriculture point to deeper economic interdependence.^ For North "
    "Korea, these ties are a lifeline between harsh international sanctions and isolation. "
    "For Russia, the partnership is a strategic tool to secure support and resources, about 10 km "
    "from the border and at some 4 billion a year.^"
)


def _sections() -> tuple[Block, ...]:
    table = Table(
        header=(words("Field"), words("From Russia"), words("From North Korea"), words("Source")),
        rows=tuple(
            (words(field), words(given), words(taken), words(f"¶{index}"))
            for index, (field, given, taken) in enumerate(_EXCHANGE, start=2)
        ),
        alignments=("left", "left", "left", "right"),
        caption=words("What each side is said to give, field by field"),
        label="Table 1",
        anchor="tbl-exchange",
    )
    names = (
        Text("The names are given in the original where they matter: "),
        Foreign((Text("Владимир Путин"),), "ru"),
        Text(" and, in the Greek press, "),
        Foreign((Text("Ελλάδα"),), "el"),
        Text("; the office’s first fluent file is "),
        Emphasis((Text("affixed"),)),
        Text(", and "),
        Strong((Text("efficient"),)),
        Text(" officials sign off. See "),
        CrossReference("Table 1", "tbl-exchange"),
        Text(" and "),
        Link((Text("the archive"),), "https://example.org/archive/2024/06/19/summit?lang=en"),
        Text("."),
    )
    quoted = Quotation((paragraph("This mutual agreement underscores a growing military axis that "
                                  "threatens not only regional stability in East Asia, but the "
                                  "broader global balance of power.^", 10),))  # fmt: skip
    return (
        Heading(2, words("Military cooperation"), "military-cooperation"),
        paragraph(_BODY, 8, 9),
        quoted,
        Paragraph(names),
        table,
        Heading(2, words("Technology and trade"), "technology"),
        paragraph(_MORE, 11, LONG_NOTE),
        Heading(3, words("Since the article"), "since"),
        paragraph(_BODY, 13, 14),
        BulletList((
            (paragraph("Joint exercises have been announced, not yet held.^", 15),),
            (paragraph("The space launch of the spring failed; the next is awaited.^", 16),
             NumberedList(((paragraph("first stage,"),), (paragraph("second stage.^", 17),)))),
        )),
        Heading(2, words("Gaps"), "gaps"),
        paragraph(_MORE, 18, 19),
        Heading(2, words("Recommendations"), "recommendations"),
        NumberedList((
            (paragraph("Monitor the partnership closely.^ The source’s.", 20),),
            (paragraph("Sanctions unit: list the measures that touch the three sectors named, by "
                       "31 March 2027.^", 21),),
        )),
        Box("sidebar", (paragraph(_BODY, 22, 23), paragraph(_MORE, 24, 25)),
            words("How the scale reads"), "scale"),
    )  # fmt: skip


_EXCHANGE = (
    ("Arms", "Advanced technology: surveillance satellites, nuclear submarines",
     "Conventional weapons and artillery for the war in Ukraine"),
    ("Space", "Aid to the space programme", "Launch experience, some telemetry"),
    ("Trade", "Tourism, construction and agriculture", "Labour"),
    ("Diplomacy", "Votes in the Security Council", "Outspoken support against “hegemonic powers”"),
)  # fmt: skip


_SOURCE = (
    "In a world already on the brink of geopolitical upheaval, the recent summit is a sign of "
    "proactive changes in global politics. This meeting, full of military and technological "
    "exchanges, is more than just a diplomatic activity; it is a harbinger of further intensified "
    "rivalry and a potentially destabilised international order."
)


def _annex() -> tuple[Block, ...]:
    blocks: list[Block] = [
        Heading(2, words("Source paragraphs"), "annex"),
        paragraph("Each paragraph is numbered as cited.", role="small"),
    ]
    for number in range(1, 7):
        citing = [note for note in range(1, 26) if _source_of(note) == number]
        said = (Strong((Text(f"¶{number}"),)), Text(f" {_SOURCE}"))
        blocks.append(Paragraph(said, "source", f"src-{number}"))
        links: list[Inline] = [Text("Cited in note ")]
        for index, note in enumerate(citing):
            links += [Text(", ")] if index else []
            links.append(Link((Text(str(note)),), f"#mark-{note}"))
        blocks.append(Paragraph(tuple(links), "source-cited"))
    return tuple(blocks)


def _source_of(note: int) -> int:
    return note % 6 + 1


def _note(number: int) -> Note:
    source = _source_of(number)
    evidence = (
        " “This mutual agreement underscores a growing military axis that threatens not only "
    )
    evidence += "regional stability in East Asia.”"
    if number == LONG_NOTE:
        evidence = " " + " ".join([_BODY.replace("^", ""), _MORE.replace("^", "")] * 8)
    if number % 5 == 0:
        evidence = ", as in note 3."
    place = Link((Text(f"¶{source}"),), f"#src-{source}")
    return Note(number, (Paragraph((Text("Ul Islam, "), place, Text(evidence))),), f"note-{number}")
