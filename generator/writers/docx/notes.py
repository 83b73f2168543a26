"""Notes as footnotes or endnotes of Word's own."""

from __future__ import annotations

from collections.abc import Container, Sequence

from msgspec.structs import replace

from generator.document import Note, Paragraph
from generator.theme.regions import note_columns
from generator.theme.theme import NoteStyle
from generator.writers.docx.base import note_kind
from generator.writers.docx.blocks import flow_of
from generator.writers.docx.character_styles import NOTE_NUMBER_STYLE
from generator.writers.docx.flow import Flow, flow_xml
from generator.writers.docx.making import DocxFile
from generator.writers.docx.markup import NAMESPACES, TAB, RunFormat, ink, mark, twips
from generator.writers.docx.parts import TextPart
from generator.writers.docx.placing import Context, placed_paragraph
from generator.writers.docx.regions import region_edges

_NOTE_NUMBER = RunFormat(style=NOTE_NUMBER_STYLE)


def notes_xml(
    notes: Sequence[Note], landscape: Container[int], part: TextPart, file: DocxFile
) -> str:
    """The part with the notes (ISO 29500-1, 17.11); Word numbers them by their marks.

    `landscape` are the numbers of those that are marked on landscape pages.
    """
    theme = file.theme
    region, columns = theme.notes.region, note_columns(theme)
    edges, wide = (region_edges(region, theme, landscape=turned) for turned in (False, True))
    context = Context(
        part, columns.width, theme.page.text_height, edges, body="note", left=theme.notes.indent
    )
    kind = note_kind(file.document)
    written = "".join(
        f'<w:{kind} w:id="{file.trail.notes[note.number]}">'
        f"{flow_xml(_note_flow(note, own, file))}</w:{kind}>"
        for note in notes
        for own in [replace(context, edges=wide) if note.number in landscape else context]
    )
    rules = _separators(theme.notes, edges[0], kind)
    return f"<w:{kind}s {NAMESPACES}>{rules}{written}</w:{kind}s>"


def _note_flow(note: Note, context: Context, file: DocxFile) -> list[Flow]:
    number = mark(f"<w:{note_kind(file.document)}Ref/>", _NOTE_NUMBER) + TAB
    style = file.styles.paragraph("note")
    match note.blocks:
        case (Paragraph() as first, *rest):
            content = file.anchored(file.runs(first.children, style, context), first.anchor)
        case _:
            content, rest = "", list(note.blocks)
    content = number + file.anchored(content, note.anchor)
    hang = file.theme.notes.indent
    head = placed_paragraph(style, content, context, file.theme, hang=hang)
    return [head, *flow_of(rest, context, file)]


def _separators(look: NoteStyle, left: float, note: str) -> str:
    """The rules above the notes and above those carried over, with the ids that Word expects.

    They begin `left` points from the margin.
    """
    letters = f"<w:rPr>{ink(look.rule.color)}</w:rPr>"
    inset = f'<w:ind w:left="{twips(left)}"/>' if left else ""
    return "".join(
        f'<w:{note} w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing'
        f' w:after="{twips(look.rule.gap)}" w:line="120" w:lineRule="exact"/>{inset}</w:pPr>'
        f"<w:r>{letters}<w:{kind}/></w:r></w:p></w:{note}>"
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
