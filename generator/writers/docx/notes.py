"""Notes as footnotes of Word's own."""

from __future__ import annotations

from collections.abc import Sequence

from generator.document import Note, Paragraph
from generator.writers.docx import base
from generator.writers.docx.blocks import DocxFile, flow_of
from generator.writers.docx.flow import Flow, flow_xml
from generator.writers.docx.markup import NAMESPACES, TAB, RunFormat, mark
from generator.writers.docx.parts import TextPart
from generator.writers.docx.placing import Context, placed_paragraph
from generator.writers.docx.stylesheet import NOTE_NUMBER_STYLE

_NOTE_NUMBER = RunFormat(style=NOTE_NUMBER_STYLE)


def footnotes_xml(notes: Sequence[Note], part: TextPart, file: DocxFile) -> str:
    """The footnotes part (ISO 29500-1, 17.11); Word numbers them by their marks."""
    context = Context(part, file.theme.page.column_width, body="note", left=file.theme.notes.indent)
    written = "".join(
        f'<w:footnote w:id="{file.trail.notes[note.number]}">'
        f"{flow_xml(_note_flow(note, context, file))}</w:footnote>"
        for note in notes
    )
    return f"<w:footnotes {NAMESPACES}>{base.separators(file.theme.notes)}{written}</w:footnotes>"


def _note_flow(note: Note, context: Context, file: DocxFile) -> list[Flow]:
    number = mark("<w:footnoteRef/>", _NOTE_NUMBER) + TAB
    style = file.styles.paragraph("note")
    match note.blocks:
        case (Paragraph() as first, *rest):
            content = file.anchored(file.runs(first.children, context), first.anchor)
        case _:
            content, rest = "", list(note.blocks)
    content = number + file.anchored(content, note.anchor)
    hang = file.theme.notes.indent
    head = placed_paragraph(style, content, context, file.theme, hang=hang)
    return [head, *flow_of(rest, context, file)]
