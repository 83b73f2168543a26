"""PDFs: the bytes → lines in reading order, and what of them is body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from generator.diagnostics import Span, codes, refusal
from generator.seeds.readers.office import source_budget
from generator.seeds.readers.pdf_blanks import with_all_blanks, with_blanks_between_words
from generator.seeds.readers.pdf_body import body_of_pdf
from generator.seeds.readers.pdf_document import PdfContent, libraries_of_pdf, pdf_content
from generator.seeds.readers.pdf_labels import page_labels
from generator.seeds.readers.pdf_lines import PdfLine, lines_of_original, lines_of_runs
from generator.seeds.readers.pdf_masthead import pdf_masthead
from generator.seeds.readers.pdf_paragraphs import passages_of_layout
from generator.seeds.readers.pdf_rows import PlacedRun, placed_runs
from generator.seeds.readers.pdf_tagged import (
    in_order_of_tags,
    passages_of_tags,
    tags_hold_the_text,
)
from generator.seeds.readers.pdf_tags import TagTree
from generator.seeds.readers.versions import PDF, TAGGED_PDF
from generator.seeds.reading import OriginalLines, SourceReading
from generator.seeds.seed import ReadAs

_MARK = re.compile(rb"(?:^|[\r\n])[^\w\r\n]*%PDF-\d\.\d")


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF, whose mark may stand a little behind their begin."""
    return _MARK.search(data[:1024]) is not None and b" obj" in data


def read_pdf_source(data: bytes, file: str, _encoding: str | None) -> SourceReading:
    """A PDF as read for an import: by its tags if they hold its text, else by its look.

    Raises BriefError for a file that is locked, damaged or too large, and for one whose pages are
    pictures.
    """
    budget = source_budget(file)
    content = pdf_content(data, budget)
    if content.altered:
        page = f"page {content.altered} of this PDF"
        raise budget.damaged(f"{page} is damaged: its bytes do not fit their checksum")
    _refuse_pictures(content, file)
    runs, tree = _runs(content), content.tree
    lines, kind = with_blanks_between_words(_lines_by_tags(runs, tree)), TAGGED_PDF
    if tree and tags_hold_the_text(lines, tree):
        masthead = pdf_masthead(lines, content.sheets)
        passages = passages_of_tags(lines, tree, content.sheets, masthead.lines)
    else:
        lines, kind = with_blanks_between_words(_lines_by_look(runs)), PDF
        masthead = pdf_masthead(lines, content.sheets)
        passages = passages_of_layout(lines, content.sheets, masthead.lines)
    cleaned = body_of_pdf(lines, tuple(passages), content, masthead)
    return SourceReading(ReadAs(*kind, "", libraries_of_pdf()), _labelled(content, lines), cleaned)


def lines_of_pdf(data: bytes, _encoding: str, file: str) -> OriginalLines:
    """The lines of a PDF in the order of the file, as version 2 reads them. Raises BriefError."""
    content = pdf_content(data, source_budget(file))
    return _labelled(content, with_blanks_between_words(_lines_by_look(_runs(content))))


def lines_of_tagged_pdf(data: bytes, _encoding: str, file: str) -> OriginalLines:
    """The lines of a PDF in the order of its tags, as version 2 reads them. Raises BriefError."""
    content = pdf_content(data, source_budget(file))
    lines = _lines_by_tags(_runs(content), content.tree)
    return _labelled(content, with_blanks_between_words(lines))


def spaced_lines_of_pdf(data: bytes, _encoding: str, file: str) -> OriginalLines:
    """The same, with each blank that PDFium sees, as version 1 read them. Raises BriefError."""
    content = pdf_content(data, source_budget(file))
    return _labelled(content, with_all_blanks(_lines_by_look(_runs(content))))


def spaced_lines_of_tagged_pdf(data: bytes, _encoding: str, file: str) -> OriginalLines:
    """The same, with each blank that PDFium sees, as version 1 read them. Raises BriefError."""
    content = pdf_content(data, source_budget(file))
    return _labelled(content, with_all_blanks(_lines_by_tags(_runs(content), content.tree)))


def _labelled(content: PdfContent, lines: Sequence[PdfLine]) -> OriginalLines:
    return lines_of_original(lines, page_labels(content.sheets, lines))


def _runs(content: PdfContent) -> tuple[PlacedRun, ...]:
    return tuple(chain.from_iterable(map(placed_runs, content.sheets)))


def _lines_by_look(runs: Sequence[PlacedRun]) -> tuple[PdfLine, ...]:
    return lines_of_runs((-1, run) for run in runs)


def _lines_by_tags(runs: Sequence[PlacedRun], tree: TagTree | None) -> tuple[PdfLine, ...]:
    """The lines in the order of the tags; none if there are none."""
    return lines_of_runs(in_order_of_tags(runs, tree)) if tree else ()


# --- pictures of text -------------------------------------------------------------------

_FEWEST = 20  # letters: a page with fewer has a stamp or its number, and no text
_UNKNOWN = 0.3  # of the letters: so many without a name, and nobody can read the others


def _refuse_pictures(content: PdfContent, file: str) -> None:
    pages = ["".join(run.text for run in sheet.runs if not run.unseen) for sheet in content.sheets]
    pictured = sum(len(letters) < _FEWEST for letters in pages)
    text = "".join(pages)
    if pictured * 2 > len(pages):
        which = f"{pictured} of its {len(pages)} pages" if pictured < len(pages) else "its pages"
        message = f"this PDF is a scan: {which} are pictures, without letters"
    elif text.count("\ufffd") > _UNKNOWN * len(text):
        message = "this PDF does not say which letters it shows"
    else:
        return
    hint = "make its text searchable first (OCR), and import that file"
    raise refusal(codes.SCANNED_SOURCE, message, Span.at(file), hint=hint)
