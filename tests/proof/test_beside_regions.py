"""A Word file with a masthead, frames and chips: read back as written, and nothing passes in it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from msgspec.structs import replace

from generator.manifest.writing import manifest
from generator.proof.verify import verify_bytes
from generator.writers.docx import write_docx
from tests.proof.editing import BODY, edited, with_part
from tests.writers.sided import sided_document, sided_theme


@pytest.fixture(scope="module")
def page(theme) -> bytes:
    tree = sided_document()
    attached = manifest(tree, {"markdown": "0" * 64})
    look = replace(sided_theme(theme), embed_fonts=False)
    return write_docx(tree, look, attachments=[attached])


@pytest.fixture(scope="module")
def header(page) -> str:
    """The part with the masthead's ground."""
    with zipfile.ZipFile(BytesIO(page)) as package:
        return next(name for name in package.namelist() if b"behindDoc" in package.read(name))


def test_chips_frames_and_notes_at_the_side_are_read_back_as_written(page):
    verdict = verify_bytes(page, "page.docx")

    assert (verdict.differences, verdict.findings, verdict.strange) == ((), (), ())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("\u2002Reported\u2002", "\u2002Judgement\u2002", "Reported"),
        (">41 km<", ">4 km<", "41"),
    ],
)
def test_another_word_of_a_chip_or_a_tile_is_a_difference(page, old, new, said):
    (found,) = verify_bytes(edited(page, BODY, old, new), "page.docx").differences

    assert said in found.before


def test_a_mark_that_is_taken_from_the_side_is_a_difference(page):
    def unmarked(text: str) -> str:
        field = r"<w:bookmarkStart [^>]*w:name=\"\w+_mark_1\"/>.*?<w:bookmarkEnd [^>]*>"
        return re.sub(field, "", text, count=1)

    assert verify_bytes(with_part(page, BODY, unmarked), "page.docx").differences


def test_a_reference_moved_among_words_is_a_difference(page):
    def moved(text: str) -> str:
        (reference,) = re.findall(r'<w:r><w:rPr>[^r]*?rStyle[^/]*/></w:rPr><w:footnoteReference '
                                  r'w:id="1"/></w:r>', text)  # fmt: skip
        text = text.replace(reference, "")
        return text.replace("Two of the stations stand", f"Two</w:t></w:r>{reference}<w:r><w:t "
                            'xml:space="preserve"> of the stations stand', 1)  # fmt: skip

    assert verify_bytes(with_part(page, BODY, moved), "page.docx").differences


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('behindDoc="1"', 'behindDoc="0"'),
        ("<wps:bodyPr/>", "<wps:txbx><w:txbxContent/></wps:txbx><wps:bodyPr/>"),
        ("</mc:Choice>", "</mc:Choice><mc:Fallback><w:t>Untrue.</w:t></mc:Fallback>"),
    ],
)
def test_a_ground_that_covers_words_or_has_some_is_named(page, header, old, new):
    verdict = verify_bytes(edited(page, header, old, new), "page.docx")

    assert "words of which a program shows one or the other" in [
        one.what for one in verdict.strange
    ]
