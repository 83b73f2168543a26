"""A PDF that other programs may read by another table of objects is named, whatever ours shows."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from generator.proof.verify import verify_bytes
from tests.proof.editing import saved

BEHIND = "something behind the PDF, in the same file"
OTHER = "another table of its objects, by which other programs may show other words"


def outside(data: bytes) -> list[str]:
    verdict = verify_bytes(data, "handed.pdf")
    assert verdict.is_consistent, verdict.differences
    return [one.what for one in verdict.strange]


def beginning(data: bytes) -> int:
    """Where the table of objects stands that the end of the file names."""
    return int(re.findall(rb"startxref\s+(\d+)", data)[-1])


def named_last(data: bytes, start: int) -> bytes:
    return data + b"startxref\n%d\n%%%%EOF\n" % start


@pytest.fixture(scope="module")
def for_the_web(pdf) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return saved(opened, linearize=True)


def test_a_file_with_one_table_of_objects_is_not_named(pdf, for_the_web):
    assert outside(pdf) == outside(for_the_web) == []


def test_blanks_behind_the_end_take_other_programs_to_other_objects(pdf):
    # MuPDF looks for the end in the last 1,024 bytes, qpdf in the last 1,054.
    assert outside(pdf + b"\n" * 1020) == [BEHIND]


def test_objects_behind_the_last_table_are_named(pdf):
    orphan = b"2 0 obj\n<</Length 3>>\nstream\n0 g\nendstream\nendobj\n"

    assert outside(named_last(pdf + orphan, beginning(pdf))) == [OTHER]


def test_a_second_table_in_an_old_form_is_named(pdf):
    start = beginning(pdf)
    size = int(re.findall(rb"/Size (\d+)", pdf)[-1])
    root = re.findall(rb"/Root (\d+ 0 R)", pdf)[-1].decode()
    table = f"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size {size} /Root {root} "
    table += f"/Prev {start} /XRefStm {start}>>\n"

    assert OTHER in outside(named_last(pdf + table.encode(), len(pdf)))


def test_a_file_for_the_web_has_its_table_at_the_head(for_the_web):
    # Chrome and Poppler read the first table, others that which the end names.
    table = for_the_web[beginning(for_the_web) :]
    table = table[: table.index(b"endobj") + len(b"endobj\n")]
    longer = len(named_last(for_the_web + table, len(for_the_web)))
    data = for_the_web.replace(b"/L %d" % len(for_the_web), b"/L %d" % longer, 1)

    assert outside(named_last(data + table, len(data))) == [OTHER]


def test_a_blank_in_front_is_named(pdf):
    assert outside(b"\n" + pdf) == ["something in front of the PDF, in the same file"]
