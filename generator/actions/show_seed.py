"""`brief seed show --page` and `--docx`: files that show a source, and nothing of a brief."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from generator.language.counting import counted
from generator.seeds.places import (
    about_seed,
    cited_as,
    from_first_to_last,
    in_source_order,
    shown_place,
)
from generator.seeds.seed import Edition, Seed, SeedParagraph, SourceBlock
from generator.workspace.storing import store_for_people
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from docx.document import Document as WordDocument


SourceForm = Literal["html", "docx"]


def write_source(workspace: Workspace, seed: Seed, form: SourceForm, output: Path | None) -> Path:
    """Write a source in a form to show it in, and return where: below build/ unless told.

    Raises BriefError if it cannot be written.
    """
    path = output or workspace.build / "sources" / f"{seed.key}.{form}"
    made = source_page(seed) if form == "html" else source_docx(seed)
    store_for_people({path: made}, workspace)
    return path


# --- as a Word file ---------------------------------------------------------------------


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


# --- as a page, with what was dropped ---------------------------------------------------


class _Row(Struct, frozen=True):
    """A paragraph, or what was dropped in a row for one reason; then the number is empty."""

    texts: tuple[str, ...]
    place: str
    number: str = ""
    reason: str = ""


def source_page(seed: Seed) -> bytes:
    """A page with what was kept of a source at the left, and what was dropped at the right.

    HTML in UTF-8. It holds all that it needs, asks nothing of the network and runs no script.
    """
    from jinja2 import Environment, StrictUndefined

    edition = seed.edition
    page = files("generator.actions").joinpath("source_page.html.j2").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    shown = environment.from_string(page).render(
        language=seed.meta.language,
        key=seed.key,
        title=seed.meta.title,
        about=about_seed(seed),
        original=edition.original,
        edition=edition.number,
        kept=counted(len(edition.paragraphs), "paragraph"),
        left_out=counted(len(edition.dropped), "block"),
        reasons=Counter(block.reason for block in edition.dropped).most_common(),
        rows=tuple(_page_rows(edition)),
    )
    return shown.encode()


def _page_rows(edition: Edition) -> Iterator[_Row]:
    """A row for each paragraph, and one for the blocks between two that were dropped alike."""
    for (number, reason), group in groupby(in_source_order(edition), _number_and_reason):
        blocks = tuple(group)
        place = shown_place(from_first_to_last([block.place for block in blocks]))
        yield _Row(tuple(block.text for block in blocks), place, number, reason)


def _number_and_reason(block: SourceBlock) -> tuple[str, str]:
    return (block.number, "") if isinstance(block, SeedParagraph) else ("", block.reason)
