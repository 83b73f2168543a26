"""What stands out of the running text: tables, figures, texts side by side, pull quotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from generator.briefs.quotations import quoted
from generator.briefs.structure import image_share, language_of_part
from generator.diagnostics import BriefError, Span
from generator.document import Aside, ColumnAlignment, Figure, Inline, Paragraph, Table, Text
from generator.document.walking import plain_text
from generator.images.bitmaps import ImageFile
from generator.language.decimals import decimal_mark, is_column_of_figures
from generator.layout.images import read_image, read_template_image
from generator.layout.source_words import in_its_language
from generator.markdown.syntax import Node, words_aloud

if TYPE_CHECKING:
    from generator.layout.convert import Converter


def table_of(node: Node, converter: Converter) -> Table:
    """The table that a node stands for."""
    rows = [row for row in node.children if row.kind == "row"]
    spans = tuple(cell.level for cell in rows[0].children)
    beside = {child.kind: child.children for child in node.children}
    cells = [tuple(converter.run(cell.children) for cell in row.children) for row in rows]
    mark = decimal_mark(converter.writer.language)
    return Table(
        header=cells[0],
        rows=tuple(cells[1:]),
        alignments=tuple(_alignments(node, cells[1:], mark)),
        caption=converter.run(beside.get("caption", ())),
        label=converter.inlines.numbers.labels.get(node.span, ""),
        anchor=node.identifier or None,
        source=converter.run(beside.get("table_source", ())),
        spans=() if set(spans) <= {1} else spans,
        span=node.span,
    )


def _alignments(
    node: Node, rows: Sequence[tuple[tuple[Inline, ...], ...]], mark: str
) -> Iterator[ColumnAlignment]:
    """As the author has written it, or else by decimals where a column is of figures alone."""
    for index, written in enumerate(node.attributes["align"].split(",")):
        column = [plain_text(row[index]) for row in rows]
        if not written and is_column_of_figures(column, mark):
            yield "decimal"
        else:
            yield _WRITTEN[written]


_WRITTEN: Mapping[str, ColumnAlignment] = {
    "": "left",
    "left": "left",
    "right": "right",
    "center": "center",
}


def parallel_of(node: Node, converter: Converter) -> Table:
    """Blocks in several languages as the columns of a table, a row for each paragraph."""
    header, columns = [], []
    for side in filter(language_of_part, node.children):
        language = language_of_part(side)
        with converter.speaking(language):
            name = (Text(converter.writer.labels.word("own_name")),)
            header.append(in_its_language(name, language, converter.language))
            blocks = converter.blocks_in(language, side.children, "body")
        columns.append([one.children for one in blocks if isinstance(one, Paragraph)])
    rows = tuple(zip_longest(*columns, fillvalue=()))  # a draft may have no pairs
    alignments = tuple(_WRITTEN[""] for _ in header)
    return Table(tuple(header), rows, alignments, span=node.span)


def figure_of(node: Node, converter: Converter) -> Figure | Paragraph:
    """The figure that a node stands for; the name of its file, where that cannot be read.

    The finding about that is put to those of the converter. The caption follows the name: its
    notes stand in the document, and each must have its mark.
    """
    numbers = converter.inlines.numbers
    try:
        image, alternative = _image_shown(node, converter)
    except BriefError as error:
        numbers.found.extend(error.diagnostics)
        caption = converter.run(node.children)
        between = (Text(" "),) if caption else ()
        return Paragraph((Text(f"[{node.value}]"), *between, *caption), span=node.span)
    return Figure(
        image=image.data,
        media_type=image.media_type,
        width=image.width,
        height=image.height,
        alternative=alternative,
        caption=converter.run(node.children),
        label=numbers.labels.get(node.span, ""),
        anchor=node.identifier or None,
        share=image_share(node) or 1.0,
        span=node.span,
    )


def _image_shown(node: Node, converter: Converter) -> tuple[ImageFile, str]:
    """The image of a figure, and what is said of it."""
    said = node.attributes.get("alt", "")
    if node.span.file == converter.tokens.file:
        words = tuple(converter.inlines.words(said, node.span))
        return read_template_image(converter.template_folders, node), plain_text(words)
    return read_image(converter.assets, node), said or words_aloud(node.children).strip()


# --- pull quotes ------------------------------------------------------------------------


def pull_quotes(paragraph: Node, converter: Converter) -> Iterator[Aside]:
    """The words that a paragraph lets stand out, beside it, and whose they are."""
    for node in paragraph.children:
        words = plain_text(converter.run(node.children)).strip() if "pull" in node.classes else ""
        if words:
            rule = converter.declared["pull"]
            quote = Paragraph((Text(words),), rule.style or "pull", span=node.span)
            said_by = _speaker(node, converter)
            style = rule.source or "pull-source"
            source = (Paragraph((Text(said_by),), style),) if said_by else ()
            yield Aside(rule.aside or rule.box or "pull", (quote, *source), span=node.span)


def _speaker(pull: Node, converter: Converter) -> str:
    """Whose words a pull quote is, if all of them are one quotation that leaves nothing out."""
    words = words_aloud(pull.children).strip().rstrip(".,;:")
    whole = [(one.start, one.end) for one in quoted(words)[0]] == [(0, len(words))]
    if not whole or any(map(words.__contains__, _CHANGES)):
        return ""
    for claim in converter.inlines.claims.values():
        if claim.group and any(_inside(one.span, pull.span) for one in claim.quotations):
            is_one = len(claim.group.citations) == 1
            return converter.writer.short(claim.group) if is_one else ""
    return ""


_CHANGES = ("…", "...", "[")  # by whoever quotes


def _inside(part: Span, whole: Span) -> bool:
    return part.file == whole.file and whole.start <= part.start and part.end <= whole.end
