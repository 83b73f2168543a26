"""Document + Theme → the bytes of a Word file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.document import Attachment, Document
from generator.theme.theme import Theme
from generator.writers.docx import base
from generator.writers.docx.attachments import attach
from generator.writers.docx.blocks import DocxFile, flow_of
from generator.writers.docx.comments import Comments
from generator.writers.docx.fonts import add_font_table
from generator.writers.docx.inlines import Trail
from generator.writers.docx.markup import NAMESPACES
from generator.writers.docx.notes import footnotes_xml
from generator.writers.docx.placing import Context
from generator.writers.docx.references import anchors
from generator.writers.docx.sections import running_heads, sections, stretch_width, stretches
from generator.writers.docx.styles import Styles
from generator.writers.docx.stylesheet import stylesheet


def write_docx(
    document: Document,
    theme: Theme,
    *,
    attachments: Sequence[Attachment] = (),
    page_of: Mapping[str, int] | None = None,
) -> bytes:
    """The document as a Word file (ISO/IEC 29500 transitional), the same bytes on every run.

    `page_of` is the page of each anchor; only a table of contents asks for it. Raises ValueError
    for a note that no mark leads to, KeyError for a mark without a note.
    """
    notes = {note.number: place for place, note in enumerate(document.notes, 1)}
    trail = Trail(anchors(document), notes, Comments(document.meta.issued))
    file = DocxFile(theme, trail, Styles(theme), document.blocks, page_of or {})
    parts = file.parts
    flows = [
        (wide, flow_of(blocks, Context(parts.main, stretch_width(theme.page, wide=wide)), file))
        for wide, blocks in stretches(document.blocks, theme)
    ]
    if unmarked := notes.keys() - trail.marked.keys():
        raise ValueError(f"no mark leads to note {min(unmarked)}")
    footnotes = parts.add("footnotes")
    footnotes.xml = footnotes_xml(document.notes, footnotes, file)
    heads = running_heads(document.meta, theme, file.styles, trail.controls, parts)
    body = sections(flows, heads, document.meta, theme)
    parts.main.xml = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    marking, commented = document.meta.marking, bool(trail.comments)
    sheet = stylesheet(file.styles, theme, document.language, marking=marking, commented=commented)
    parts.add("styles", sheet)
    parts.add("numbering", file.numbering.xml(theme))
    parts.add("settings", base.settings(document, theme))
    parts.add("theme", base.document_theme(theme))
    add_font_table(theme, parts)
    parts.add("core", base.core_properties(document))
    trail.comments.store(parts)
    trail.controls.store(parts)
    for attachment in attachments:
        attach(attachment, parts)
    return parts.saved()
