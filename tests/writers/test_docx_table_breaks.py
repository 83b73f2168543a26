"""Word breaks lines by its own measure: a column that just holds its figures holds them there."""

from __future__ import annotations

import random
import re
import subprocess
from collections import Counter
from itertools import product

import pytest
from msgspec.structs import replace

from generator.document import ColumnAlignment, Document, Meta, Table, Text
from generator.theme.sheet import SideColumn
from generator.theme.theme import Theme
from generator.typesetting.measures import Measures
from generator.typesetting.widths import STAGES
from generator.writers.docx import write_docx
from tests.typesetting.sample import sample_theme

pytestmark = pytest.mark.slow

FIGURES = ("100", "1,234,567", "−0.4", "€3,000", "2026", "1,234,567,890.25", "111,111", "777.77")
HEADS = ("Av", "Tonnes", "VAT", "Year", "To")
WORDS = "Administrative responsibility"
ALIGNMENTS: tuple[ColumnAlignment, ...] = ("left", "right", "decimal")
PER_STAGE = 3
LOOK = replace(sample_theme("policy-brief"), embed_fonts=True)


def tree(pick: random.Random) -> Document:
    """A table of figures, with a column of words that may be divided."""
    count = pick.randint(4, 12)
    rows = [[*pick.choices(FIGURES, k=count), WORDS] for _ in range(6)]
    cells = [
        [(Text(words),) for words in row] for row in ([*pick.choices(HEADS, k=count), "W"], *rows)
    ]
    head, *body = (tuple(row) for row in cells)
    align = pick.choice(ALIGNMENTS)
    return Document("T", "en-GB", Meta(), (Table(head, tuple(body), (*(align,) * count, "left")),))


def least_width(document: Document, stage: int) -> float:
    """The width at which a table just has room at a stage, in points."""
    (table,) = document.blocks
    assert isinstance(table, Table)
    low, high = 20.0, 2000.0
    while high - low > 0.01:
        middle = (low + high) / 2
        fit = Measures(document, LOOK).fit(table, middle)
        fits = not fit.lacking and STAGES.index(fit.stage) <= stage
        low, high = (low, middle) if fits else (middle, high)
    return high


def sheet_of(width: float, *, landscape: bool) -> Theme:
    """The look on a sheet whose text, or that of its landscape pages, is so wide."""
    page = replace(LOOK.page, width=width + LOOK.page.left + LOOK.page.right, side=SideColumn(0))
    if landscape:
        page = replace(page, width=240.0, height=page.width)
    return replace(LOOK, page=page)


def test_no_figure_is_broken_in_columns_that_just_hold_it(office, program, tmp_path):
    pick = random.Random(3)
    trees = [tree(pick) for _ in range(PER_STAGE)]
    files, wanted = [], []
    for document, stage, landscape in product(trees, range(len(STAGES)), (False, True)):
        look = sheet_of(least_width(document, stage), landscape=landscape)
        files.append(tmp_path / f"{len(files)}.docx")
        files[-1].write_bytes(write_docx(document, look))
        (table,) = document.blocks
        wanted.append(Counter(cell[0].value for row in table.rows for cell in row[:-1]))

    converted = office.save_again(files, tmp_path / "saved", "pdf")

    for file, figures in zip(converted, wanted, strict=True):
        command = [program("pdftotext"), "-raw", str(file), "-"]
        said = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
        shown = Counter(re.split(r"\s+", said))
        assert {figure: shown[figure] for figure in figures} == figures
