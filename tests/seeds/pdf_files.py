"""PDFs made of a few elements: printed as a program prints a page, or tagged by hand."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

PARAGRAPHS = tuple(
    " ".join(text.split())
    for text in """
The ferry to Oosterlund has not left on a Monday since the company sold its second ship. Nobody on
the island remembers a winter in which the mail came so late.

Mrs. Falk, who keeps the post office, counted the days on which there was no crossing. There were
forty-one of them between October and March, and on nine the sea was calm.

The company says that the weather is to blame.

Its own log says something else: the engine failed on twelve days, and on eight there was no crew.
The log is public, because the county pays half of the wages and asked for it in 2019.

A third ship would cost 4.5 million crowns. The county has set aside 1.2 million, and the remainder
depends on an agreement with the neighbouring municipality that nobody has signed.

Until then the islanders charter a fishing boat twice a week, at their own expense and without the
insurance that the law demands of a vessel with more than twelve passengers.

The harbour master knows of it. He has decided to look the other way for as long as the boat comes
back, and told the county so in a letter in May.

What the county will do in spring is not known. Its transport committee meets in April, and the
chairman has announced that the ferry is the only item on the agenda of that day.
""".strip().split("\n\n")
)

Drawing = Callable[[Canvas, int], None]


def printed(
    paragraphs: Sequence[str] = PARAGRAPHS,
    *,
    columns: int = 1,
    indent: float = 0,
    gap: float = 8,
    justified: bool = False,
    above: Sequence[Flowable] = (),
    furniture: Drawing | None = None,
    **said: str,
) -> bytes:
    """An untagged PDF in A5: paragraphs in columns, with what `furniture` draws on each page."""
    made = io.BytesIO()
    width, height = A5
    document = BaseDocTemplate(made, pagesize=A5, invariant=1, **said)
    each = (width - 100) / columns - 8
    frames = [
        Frame(50 + number * (each + 16), 60, each, height - 120, 0, 0, 0, 0)
        for number in range(columns)
    ]

    def draw(canvas: Canvas, document: Any) -> None:
        if furniture is not None:
            furniture(canvas, document.page)

    document.addPageTemplates(PageTemplate("page", frames, onPage=draw))
    style = ParagraphStyle(
        "text",
        fontName="Times-Roman",
        fontSize=10,
        leading=12.5,
        firstLineIndent=indent,
        spaceAfter=gap,
        alignment=4 if justified else 0,
        allowWidows=0,
        allowOrphans=0,
    )
    document.build([*above, *(Paragraph(text, style) for text in paragraphs)])
    return made.getvalue()


def heading(text: str, size: float = 16) -> Flowable:
    """A line of large type."""
    style = ParagraphStyle("head", fontName="Times-Bold", fontSize=size, leading=1.3 * size)
    return Paragraph(text, style)


def head_and_foot(canvas: Canvas, page: int) -> None:
    """A running head with two parts, and the number of the page, which begins at 41."""
    width, height = A5
    canvas.setFont("Times-Roman", 9)
    canvas.drawString(50, height - 35, "The Oosterlund Review")
    canvas.drawRightString(width - 50, height - 35, "Winter crossings")
    canvas.drawCentredString(width / 2, 30, str(40 + page))


def drawn(*pages: Drawing) -> bytes:
    """A PDF with a page for each drawing."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A5, invariant=1)
    for number, draw in enumerate(pages, 1):
        draw(canvas, number)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None], **saved: Any) -> bytes:
    """A PDF with a change to its objects."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        document.save(made, static_id="encryption" not in saved, **saved)
    return made.getvalue()


# --- tagged -----------------------------------------------------------------------------

Tagged = tuple[str, Sequence["str | Tagged"]]
"""A role of ISO 32000-2, and lines of text or elements. The role Artifact is not in the tree."""


def tagged(*elements: Tagged, roles: Mapping[str, str] | None = None, pages: int = 1) -> bytes:
    """A tagged PDF: each line of text has a mark of its own. Elements are shared out over pages."""
    document = pikepdf.new()
    font = document.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
        )
    )
    root = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.RoleMap = Dictionary({f"/{own}": Name(f"/{role}") for own, role in (roles or {}).items()})
    top: list[Any] = []
    each = -(-len(elements) // pages)
    for number in range(pages):
        page = document.add_blank_page(page_size=A5)
        page.Resources = Dictionary(Font=Dictionary(F=font))
        drawing = _Page(document, page.obj)
        for element in elements[number * each : (number + 1) * each]:
            top += drawing.element(element, root)
        page.Contents = Stream(document, drawing.content.encode("cp1252"))
    root.K = Array(top)
    document.Root.StructTreeRoot = root
    document.Root.MarkInfo = Dictionary(Marked=True)
    made = io.BytesIO()
    document.save(made, static_id=True)
    return made.getvalue()


class _Page:
    def __init__(self, document: pikepdf.Pdf, page: Any) -> None:
        self._document, self._page = document, page
        self._marks, self._y = 0, 540
        self.content = ""

    def element(self, element: Tagged, parent: Any) -> list[Any]:
        role, children = element
        if role == "Artifact":
            for text in children:
                self._show(str(text), "/Artifact BMC")
            return []
        own = self._document.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=parent, Pg=self._page)
        )
        kids: list[Any] = []
        for child in children:
            if isinstance(child, str):
                self._show(child, f"/{role} <</MCID {self._marks}>> BDC")
                kids.append(self._marks)
                self._marks += 1
            else:
                kids += self.element(child, own)
        own.K = Array(kids)
        return [own]

    def _show(self, text: str, begin: str) -> None:
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.content += f"{begin} BT /F 10 Tf 40 {self._y} Td ({escaped}) Tj ET EMC\n"
        self._y -= 14
