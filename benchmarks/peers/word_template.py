"""The Word template that docxtpl fills: one paragraph for each style, chosen in a loop."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt, RGBColor

from peers.word_context import ROLES

_NAVY, _INK = RGBColor(0x12, 0x35, 0x5B), RGBColor(0x1B, 0x1F, 0x24)
_SIZES = {
    "kicker": 9.5,
    "subtitle": 13,
    "lead": 10.8,
    "confidence": 9,
    "small": 9.2,
    "lead-in": 9.2,
    "note": 8.2,
}
_BOLD = {"kicker", "term", "box-title", "caption"}


def write_word_template(path: Path) -> None:
    template = docx.Document()
    _styles(template)
    section = template.sections[0]
    section.header.paragraphs[0].text = "{{ title }}\t\t{{ marking }}"
    section.footer.paragraphs[0].text = "{{ foot }}"
    template.add_paragraph("{%p for block in blocks %}")
    template.add_paragraph('{%p if block.kind == "table" %}')
    _table(template)
    for level in range(1, 5):
        template.add_paragraph(f'{{%p elif block.kind == "heading{level}" %}}')
        template.add_paragraph("{{r block.words }}", f"Heading {level}")
    for role in ROLES:
        template.add_paragraph(f'{{%p elif block.kind == "{role}" %}}')
        template.add_paragraph("{{r block.words }}", f"brief-{role}")
    template.add_paragraph("{%p endif %}")
    template.add_paragraph("{%p endfor %}")
    template.add_paragraph("{%p for note in notes %}")
    template.add_paragraph("{{r note.words }}", "brief-note")
    template.add_paragraph("{%p endfor %}")
    template.save(str(path))


def _styles(template: Document) -> None:
    for role in ROLES:
        style = template.styles.add_style(f"brief-{role}", WD_STYLE_TYPE.PARAGRAPH)
        style.font.name = "Source Serif 4"
        style.font.size = Pt(_SIZES.get(role, 10))
        style.font.bold = role in _BOLD
        style.font.color.rgb = _NAVY if role in _BOLD else _INK


def _table(template: Document) -> None:
    """Rows and cells repeat: docxtpl wants each loop's ends in rows and cells of their own."""
    table = template.add_table(rows=3, cols=3)
    table.style = "Table Grid"
    table.cell(0, 0).text = "{%tr for row in block.rows %}"
    table.cell(1, 0).text = "{%tc for cell in row %}"
    table.cell(1, 1).text = "{{r cell }}"
    table.cell(1, 2).text = "{%tc endfor %}"
    table.cell(2, 0).text = "{%tr endfor %}"
