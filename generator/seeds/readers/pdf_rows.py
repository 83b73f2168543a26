"""The runs of a page → its printed rows, the words that runs share, and what is raised in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.seeds.readers.pdf_runs import PdfRun, PdfSheet


class PlacedRun(Struct, frozen=True):
    """A run in its row. Rows and words are counted on the page, in the order of the file.

    Two runs have no space between them if one ends with the word that the other begins with.
    `raised` says that it stands above the baseline of its row, as the number of a note does.
    """

    run: PdfRun
    page: int
    row: int
    first_word: int
    last_word: int
    raised: bool


def placed_runs(sheet: PdfSheet) -> Iterator[PlacedRun]:
    """The runs of a page in the order of the file."""
    words = 0
    for number, row in enumerate(_rows_of_page(sheet.runs)):
        main = max(row, key=lambda run: (len(run.text), run.size))
        for index, run in enumerate(row):
            before = row[index - 1] if index else None
            if before is None or not _is_attached(before, run):
                words += 1
            first = words
            words += len(run.text.split()) - 1
            yield PlacedRun(run, sheet.number, number, first, words, _is_raised(run, main))


def _rows_of_page(runs: Sequence[PdfRun]) -> Iterator[list[PdfRun]]:
    row: list[PdfRun] = []
    for run in runs:
        if row and not (_is_beside(row, run) or _is_drop_cap(row, run)):
            yield row
            row = []
        row.append(run)
    if row:
        yield row


_LEVEL = 0.6  # of the larger size: a raised mark, or one that follows it, is nearer than a row
_BACK = 0.5  # of the size: kerning and italics reach back so far


def _is_beside(row: Sequence[PdfRun], run: PdfRun) -> bool:
    last = row[-1]
    main = max(row, key=lambda one: one.size)
    size = max(main.size, run.size)
    if abs(run.y - main.y) >= _LEVEL * size or run.turned != last.turned:
        return False
    gap = run.x0 - last.x1
    # PDFium ends a line before what is raised.
    return -_BACK * size < gap and (not run.broken or gap < _BACK * size)


def _is_drop_cap(row: Sequence[PdfRun], run: PdfRun) -> bool:
    """Whether a run goes on with a word that a capital over several rows begins."""
    (first, *more) = row
    initial = first.text.strip("“„«\"'‘ ")
    if more or len(initial) != 1 or not initial.isupper() or first.size < 1.8 * run.size:
        return False
    beside = -_BACK * run.size < run.x0 - first.x1 < run.size
    return beside and first.y - 0.2 * run.size < run.y < first.y + first.size


def _is_attached(before: PdfRun, run: PdfRun) -> bool:
    """Whether no blank is between two runs of a row."""
    if before.text[-1:].isspace():
        return False
    return not run.broken or run.x0 - before.x1 < 0.15 * max(before.size, run.size)


_RAISED_SIZE = 0.86  # of its row's size: no mark of a note is larger
_RAISED = 0.12  # of its row's size
_RAISED_GLYPH = 0.2  # where the font has figures that are small and high themselves


def _is_raised(run: PdfRun, main: PdfRun) -> bool:
    text = run.text.strip()
    if run is main or len(text) > _LONGEST_MARK:
        return False
    if run.size < _RAISED_SIZE * main.size and run.y > main.y + _RAISED * main.size:
        return True
    if not (text[0].isalnum() or text[0] in "([") or run.size > main.size * 1.05:
        return not text.strip("*†‡§")
    return run.foot > main.y + _RAISED_GLYPH * main.size


_LONGEST_MARK = 12  # characters: "[10], [11]"
