"""A brief as layout hands it to the writers: every node, thirty notes, four pages."""

from __future__ import annotations

import re
import struct
import zlib
from datetime import date

from msgspec.structs import replace

from generator.diagnostics import Severity
from generator.document import (
    Block,
    Box,
    BulletList,
    CrossReference,
    DefinitionList,
    Document,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Link,
    Meta,
    Note,
    NoteMark,
    NumberedList,
    Paragraph,
    Quotation,
    Remark,
    Strong,
    Table,
    Text,
)
from generator.document.markings import marking_of
from generator.document.rewriting import rewritten
from generator.document.walking import plain_text

_ARTICLE = """
In a world already on the brink of geopolitical upheaval, the recent summit between North Korean
leader Kim Jong Un and Russian President Vladimir Putin took place at the Vostochny Cosmodrome
on 19 June 2024 is a sign of proactive changes in global politics.

The main focus of the summit on military cooperation cannot be overstated. North Korea’s great
need for advanced military technology, including surveillance satellites and nuclear submarines,
finds a ready supplier in Russia. In contrast, North Korea appears ready to support Russia’s
military operations in Ukraine with conventional weapons and artillery.

As the United States strengthens its trilateral cooperation with South Korea and Japan, the
partnership between Russia and North Korea represents a deliberate counterweight.

Russia’s commitment to aid North Korea’s robust space program and talk of joint ventures in
tourism, construction and agriculture point to deeper economic interdependence.

In addition, the potential for joint military exercises and arms sales could encourage North
Korean provocations and increase tensions on the Korean Peninsula and beyond.

This emerging partnership requires close monitoring and a robust response from the international
community to reduce risks in an increasingly polarized world.
"""
_PARAGRAPHS = tuple(" ".join(text.split()) for text in _ARTICLE.split("\n\n"))
_SEED = "src-ulislam-summit"
_TITLE = "Military implications of the Russia–North Korea summit"
_TOKEN = re.compile(r"\[(\d+)\]|\*([^*]+)\*|_([^_]+)_")


def words(text: str) -> tuple[Inline, ...]:
    """Words with *strong* and _emphasised_ ones, and `[3]` for the mark of note 3."""
    found: list[Inline] = []
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() > end:
            found.append(Text(text[end : match.start()]))
        if match[1]:
            found.append(NoteMark(int(match[1]), f"mark-{match[1]}"))
        elif match[2]:
            found.append(Strong((Text(match[2]),)))
        else:
            found.append(Emphasis((Text(match[3]),)))
        end = match.end()
    return (*found, Text(text[end:])) if end < len(text) else tuple(found)


def image(width: int = 480, height: int = 150) -> bytes:
    """A PNG of a few coloured bars."""
    bars = [(18, 53, 91), (154, 91, 0), (195, 202, 210), (89, 97, 107)]
    line = b"\0" + b"".join(bytes(bars[4 * x // width]) for x in range(width))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(line * height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


def _note(number: int) -> Note:
    paragraph = number % 6 + 1
    pinpoint = Link((Text(f"¶{paragraph}"),), f"#{_SEED}-{paragraph}")
    evidence = " ".join(_PARAGRAPHS[paragraph - 1].split()[: 12 + number % 9])
    source = (Text("Faheem ul Islam, “Strategic Implications”, "), pinpoint)
    children: tuple[Inline, ...] = (*source, Text(f": “{evidence} …”"))
    if number % 5 == 0:
        other = Link((Text("as in note "), Text(str(number - 1))), f"#note-{number - 1}")
        children = (*source, Text(", "), other, Text("."))
    if number % 7 == 0:
        address = "https://www.example.org/record?year=2024&page=3#treaty"
        children = (
            Text("“Putin, Kim sign strategic partnership treaty”, "),
            Emphasis((Text("The Financial Express"),)),
            Text(", 19 June 2024, "),
            Link((Text("www.example.org/record"),), address),
            Text("."),
        )
    return Note(number, (Paragraph(children, role="note"),), f"note-{number}")


def _says(text: str, role: str = "body", anchor: str | None = None) -> Paragraph:
    return Paragraph(words(text), role, anchor)


def _summary() -> tuple[Block, ...]:
    caveat = DefinitionList(
        (
            (
                words("The source says"),
                (
                    _says(
                        "The meeting “took place at the Vostochny Cosmodrome on 19 June 2024”[3]."
                    ),
                ),
            ),
            (
                words("The record says"),
                (
                    _says(
                        "Two meetings: one at Vostochny on 13 September 2023[4], and one in "
                        "Pyongyang on 19 June 2024, at which a treaty was signed[5]."
                    ),
                ),
            ),
            (
                words("Effect on the judgements"),
                (
                    _says(
                        "It cannot be told which of the two meetings the article describes. The "
                        "judgements do not depend on it, and their confidence is low."
                    ),
                ),
            ),
        )
    )
    return (
        _says("Policy brief · Russia and North Korea", "kicker"),
        Heading(1, (Text(_TITLE, field_name="title"),), "title"),
        _says("What one opinion piece argues about arms, technology and stability", "subtitle"),
        Paragraph(
            (
                Text("Policy Brief Desk · "),
                Text("PB-2026-01", field_name="number"),
                Text(" · Version "),
                Text("1.0", field_name="version"),
                Text(" · "),
                Text("22\u00a0November 2026", field_name="date"),
            ),
            "masthead",
        ),
        _says("Cut-off for information: 22 November 2026 · TLP:CLEAR", "byline"),
        Box(
            "summary",
            (
                _says(
                    "The author argues that Russia is a ready supplier of the military technology "
                    "North Korea needs, and that North Korea appears ready to support Russia’s "
                    "operations in Ukraine with conventional arms[1]. This brief rests on that "
                    "single, undated opinion piece, which gives no figures and shows no "
                    "delivery[2].",
                    "lead",
                ),
            ),
            title=words("Bottom line"),
            anchor="summary",
        ),
        Box(
            "caveat",
            (caveat,),
            title=words("Unresolved: which meeting the source means"),
            anchor="venue",
        ),
    )


def _key_points() -> tuple[Block, ...]:
    confidence = Paragraph(
        words("_Low confidence:_ the desk’s inference from one undated opinion piece."),
        "confidence",
    )
    return (
        Heading(2, words("Key points"), "key-points"),
        NumberedList(
            (
                (
                    _says(
                        "The author calls military cooperation the main focus of the meeting[6].",
                        "key-point",
                    ),
                ),
                (
                    _says(
                        "In the author’s account, North Korea’s need for advanced military "
                        "technology “finds a ready supplier in Russia”, while North Korea itself "
                        "“appears ready to support Russia’s military operations in Ukraine”[7].",
                        "key-point",
                    ),
                ),
                (
                    _says(
                        "So long as the fighting in Ukraine goes on, Russia and North Korea are "
                        "_likely_ to exchange military goods or technology through 2027[8].",
                        "key-point",
                    ),
                    confidence,
                ),
            ),
            role="key-point",
        ),
    )


def _exchange() -> Table:
    return Table(
        header=(words("Direction"), words("What"), words("Year"), words("The author’s wording")),
        rows=(
            (
                words("Russia to North Korea"),
                words("Military technology, with satellites and submarines as examples"),
                words("2024"),
                words("A need that “finds a ready supplier”[11]"),
            ),
            (
                words("Russia to North Korea"),
                words("Help for the space programme"),
                words("2024"),
                words("“Russia’s commitment to aid”[12]"),
            ),
            (
                words("North Korea to Russia"),
                words("Conventional weapons and artillery"),
                words("–"),
                words("“appears ready to support”[13]"),
            ),
        ),
        alignments=("left", "left", "right", "left"),
        caption=words("The exchange as the article words it, by direction"),
        label="Table 1",
        anchor="tbl-exchange",
    )


def _sections() -> tuple[Block, ...]:
    leader = Foreign((Text("Владимир Путин"),), "ru")
    korean = Foreign((Text("김정은"),), "ko")
    return (
        Heading(2, words("What each side would supply"), "supply"),
        Paragraph(
            (
                Text("The article describes supply in two directions; "),
                CrossReference("Table 1", "tbl-exchange"),
                Text(" sets out how firmly it words each"),
                NoteMark(9, "mark-9"),
                Text(". It names the leaders, "),
                leader,
                Text(" and "),
                korean,
                Text(", but quotes no text and names no treaty"),
                NoteMark(10, "mark-10"),
                Text(". The shares are in "),
                CrossReference("Figure 1", "fig-shares"),
                Text("."),
            )
        ),
        _exchange(),
        _says(
            "The author reads the partnership as “a deliberate counterweight” to the trilateral "
            "cooperation of the United States with South Korea and Japan[14]. Two further "
            "consequences are worded as possibilities: exercises and arms sales “could encourage "
            "North Korean provocations”[15], and the alignment “could lead to increasingly serious "
            "conflicts”[16]. The article names no exercise, sale or provocation that has "
            "taken place."
        ),
        Heading(3, words("What would count as evidence"), "evidence"),
        BulletList(
            (
                (_says("Shipments verified by a body that neither side appoints[17]."),),
                (
                    _says("Technology handed over after the fighting has ended[18]:"),
                    BulletList(
                        (
                            (_says("satellites, or the means to launch them;"),),
                            (_says("submarines and what drives them[19]."),),
                        )
                    ),
                ),
                (
                    _says("A change of wording between two statements by the same office."),
                    _says("Such a change says little alone; it says where to look."),
                ),
            )
        ),
        Figure(
            image(), "image/png", 480, 150,
            "Four bars of equal width: navy, amber, light grey and dark grey.",
            caption=words("Shares by direction, in the order of the table"),
            label="Figure 1",
            anchor="fig-shares",
        ),
        Quotation(
            (
                _says(
                    "This realignment raises the specter of a new era of bloc politics reminiscent "
                    "of Cold War dynamics but with potentially more transformative "
                    "consequences[20]."
                ),
            )
        ),
        Heading(4, words("Another reading"), "another"),
        _says(
            "What the article describes would fit a bargain of convenience as well as an axis: "
            "each side gives what it can spare, with no common plan[21]. Shipments that stopped "
            "with the fighting would speak for the bargain[22]."
        ),
    )  # fmt: skip


def _closing() -> tuple[Block, ...]:
    return (
        Box(
            "sidebar",
            (
                _says("In 2024 NATO’s Secretary General spoke of men in Kursk[23]. Since:"),
                NumberedList(
                    (
                        (
                            _says("eleven states have formed a monitoring team[24];"),
                            _says("it has no mandate from the Security Council."),
                        ),
                        (_says("its first report speaks of 20,000 containers[25]."),),
                    )
                ),
                _says("No judgement rests on these records[26]."),
            ),
            title=words("Since the article"),
        ),
        Heading(2, words("Recommendations"), "recommendations"),
        NumberedList(
            (
                (_says("Monitor the partnership closely[27]. _The source’s._"),),
                (
                    _says(
                        "*Defence analysts*: sort transfers reported elsewhere by the rows of the "
                        "table, and mark which have been verified, by 31 March 2027[28]."
                    ),
                ),
                (_says("*Source desk*: obtain a dated copy of the article[29]."),),
            )
        ),
        Box("caveat", (_says("The article gives no quantities[30]."),), title=words("Gaps")),
        Box("caveat", (_says("It does not mention China."),), title=words("Further gaps")),
    )  # fmt: skip


def _annex() -> tuple[Block, ...]:
    blocks: list[Block] = [
        Heading(2, words("Source"), "annex"),
        Paragraph(
            (Text("Faheem ul Islam"), LineBreak(), Text("Strategic Implications, undated")), "small"
        ),
    ]
    for place, text in enumerate(_PARAGRAPHS, 1):
        citing = [n for n in range(1, 31) if n % 6 + 1 == place and n % 7]
        links: list[Inline] = []
        for number in citing:
            links += [Text(", " if links else ""), Link((Text(str(number)),), f"#mark-{number}")]
        children = (Strong((Text(f"¶{place}"),)), Text(" " + text))
        blocks.append(Paragraph(children, "source", f"{_SEED}-{place}"))
        blocks.append(Paragraph((Text("Cited in notes "), *links), "source-cited"))
    return tuple(blocks)


def brief() -> Document:
    fields = {
        "title": _TITLE,
        "publisher": "Policy Brief Desk",
        "number": "PB-2026-01",
        "version": "Version 1.0",
        "date": "22 November 2026",
        "marking": "TLP:CLEAR",
    }
    meta = Meta(
        authors=("Policy Brief Desk",),
        issued=date(2026, 11, 22),
        publisher="Policy Brief Desk",
        subject="What one opinion piece argues about arms, technology and stability",
        keywords=("military cooperation", "arms transfers"),
        identifier="PB-2026-01",
        version="1.0",
        marking=marking_of("TLP:CLEAR", {}),
        page_label="Page {page} of {pages}",
        fields=fields,
    )
    blocks = (*_summary(), *_key_points(), *_sections(), *_closing(), *_annex())
    notes = tuple(_note(number) for number in range(1, 31))
    return Document(fields["title"], "en-GB", meta, blocks, notes)


def draft() -> tuple[Document, list[tuple[str, str]]]:
    """The brief as a draft with three remarks, and what each says and is on."""
    remarks = [
        ("B001: the title is long", Severity.WARNING, "Military implications"),
        ("C002: no paragraph 7 (it ends at ¶6)", Severity.ERROR, "The author calls military"),
        ("T003: no confidence", Severity.NOTE, "Conventional weapons"),
    ]
    placed = []

    def remarked(run: tuple[Inline, ...]) -> tuple[Inline, ...]:
        for text, severity, start in remarks:
            if run and plain_text(run).startswith(start):
                placed.append((f"{severity.value} {text}", plain_text(run[:1])))
                return (run[0], Remark(text, severity), *run[1:])
        return run

    whole = brief()
    blocks = tuple(rewritten(block, remarked) for block in whole.blocks)
    return replace(whole, blocks=blocks, meta=replace(whole.meta, draft="Draft")), placed
