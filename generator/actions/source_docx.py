"""`brief seed show --docx`: a source with its numbers as a Word file, to read and to copy from."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from generator.seeds.places import about_seed, cited_as, in_source_order
from generator.seeds.seed import Seed, SeedParagraph

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_INDENT = 34.0  # points: room for ¶999 before the words
_UNDATED = datetime(1980, 1, 1, tzinfo=UTC)  # the first day that a zip file can name


def source_docx(seed: Seed) -> bytes:
    """A plain Word file, in nobody's look: what it prints is the source's, and no brief.

    Each paragraph hangs on its number; the headings that divide the source stand in their places.
    The same bytes on every run.
    """
    import docx

    document = docx.Document()
    _set_up(document, seed)
    document.add_heading(seed.meta.title, 0)
    if about := about_seed(seed):
        document.add_paragraph(about, style="Subtitle")
    edition = seed.edition
    cite = f"[@{seed.key}, {cited_as(seed.numbers[0], seed)}]"
    document.add_paragraph(
        f"{edition.original}, edition {edition.number}. Cite a paragraph as {cite}.",
        style="Caption",
    )
    for block in in_source_order(edition):
        if isinstance(block, SeedParagraph):
            _add_numbered(document, block, cited_as(block.number, seed))
        elif block.kind == "heading":
            document.add_heading(block.text, 2)
    return _saved(document)


def _saved(document: WordDocument) -> bytes:
    """The file without the time of its saving."""
    from generator.writers.docx.zipped import zipped

    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as package:
        return zipped({name: package.read(name) for name in package.namelist()})


def _add_numbered(document: WordDocument, paragraph: SeedParagraph, place: str) -> None:
    from docx.shared import Pt

    added = document.add_paragraph()
    layout = added.paragraph_format
    layout.left_indent, layout.first_line_indent = Pt(_INDENT), Pt(-_INDENT)
    layout.tab_stops.add_tab_stop(Pt(_INDENT))
    added.add_run(place).bold = True
    added.add_run(f"\t{paragraph.text}")


def _set_up(document: WordDocument, seed: Seed) -> None:
    """The properties of the file, and the language in which Word checks its spelling."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    properties = document.core_properties
    properties.title, properties.author = seed.meta.title[:255], seed.meta.author[:255]
    properties.comments, properties.language = "", seed.meta.language
    properties.created = properties.modified = _UNDATED
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), seed.meta.language)
    normal = document.styles["Normal"]
    normal.font.size = Pt(11)
    normal.paragraph_format.space_after = Pt(8)
