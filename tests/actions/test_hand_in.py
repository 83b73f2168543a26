"""The Word file that goes back stands beside the one that was handed in, and replaces none."""

from __future__ import annotations

import pytest

from generator.actions.hand_in import WrittenBack, store_beside
from generator.document.file_data import FileData
from generator.pipeline.writing import Rendition

BACK = WrittenBack((Rendition("port-draft.docx", "docx", FileData(b"new"), 0),), ())


@pytest.mark.parametrize(
    ("handed", "there", "stored"),
    [
        ("port.docx", (), "port.merged.docx"),
        ("port.odt", (), "port.merged.docx"),
        ("port.docx", ("port.merged.docx",), "port.merged-2.docx"),
        ("port.merged.docx", ("port.merged.docx",), "port.merged-2.docx"),
        ("port.merged-2.docx", ("port.merged.docx", "port.merged-2.docx"), "port.merged-3.docx"),
    ],
)
def test_what_goes_back_has_a_name_of_its_own(tmp_path, handed, there, stored):
    for name in there:
        (tmp_path / name).write_bytes(b"old")

    path = store_beside(tmp_path / handed, BACK)

    assert path == tmp_path / stored
    assert path.read_bytes() == b"new"
    assert {(tmp_path / name).read_bytes() for name in there} <= {b"old"}
