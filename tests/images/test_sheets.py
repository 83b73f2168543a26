"""The pages of PDFs as one image, to be taken in at a glance."""

from __future__ import annotations

import io

import pikepdf
from PIL import Image

from generator.images.sheets import contact_sheet

WHITE = (255, 255, 255)
GAP = 12


def pdf(*sizes: tuple[int, int]) -> bytes:
    """A PDF of blank pages, their sizes in points."""
    file, out = pikepdf.new(), io.BytesIO()
    for size in sizes:
        file.add_blank_page(page_size=size)
    file.save(out)
    return out.getvalue()


def sheet(*pdfs: bytes) -> Image.Image:
    return Image.open(io.BytesIO(contact_sheet(pdfs))).convert("RGB")


def test_four_pages_stand_in_a_row_and_the_fifth_below():
    shown = sheet(pdf(*[(80, 120)] * 5))

    assert shown.size == (4 * (60 + GAP) + GAP, 2 * (90 + GAP) + GAP)
    assert shown.getpixel((GAP, GAP)) == WHITE
    assert shown.getpixel((GAP - 1, GAP - 1)) != WHITE
    assert shown.getpixel((3 * (60 + GAP) + GAP + 59, GAP + 89)) == WHITE
    assert shown.getpixel((GAP, 90 + 2 * GAP)) == WHITE
    assert shown.getpixel((60 + 2 * GAP, 90 + 2 * GAP)) != WHITE


def test_a_landscape_page_takes_the_width_that_it_has():
    shown = sheet(pdf((80, 120), (120, 80), (80, 120), (80, 120)))

    assert shown.size == (60 + 90 + 60 + 4 * GAP, 2 * (90 + GAP) + GAP)
    assert shown.getpixel((60 + 2 * GAP + 89, GAP + 59)) == WHITE
    assert shown.getpixel((60 + 2 * GAP + 89, GAP + 60)) != WHITE


def test_each_pdf_begins_a_row():
    shown = sheet(pdf((80, 120)), pdf((80, 120), (80, 120)))

    assert shown.size == (2 * (60 + GAP) + GAP, 2 * (90 + GAP) + GAP)
    assert shown.getpixel((60 + 2 * GAP, GAP)) != WHITE
    assert shown.getpixel((60 + 2 * GAP, 90 + 2 * GAP)) == WHITE
