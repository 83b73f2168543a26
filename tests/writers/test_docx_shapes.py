"""Which Word files a validator need not see: those in which a schema tells nothing new apart."""

from __future__ import annotations

import pytest

from generator.writers.docx import write_docx
from tests.samples import brief
from tests.writers.docx_rules import changed
from tests.writers.docx_shapes import of_new_shapes


@pytest.fixture(scope="module")
def data(theme) -> bytes:
    return write_docx(brief(), theme)


def test_a_file_like_one_before_is_left_out(data):
    alike = changed(data, "word/document.xml", "North Korean", "South Korean")

    assert of_new_shapes({"first": data, "again": data, "alike": alike}) == {"first": data}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<w:tblHeader/>", "<w:cantSplit/><w:tblHeader/><w:cantSplit/>"),
        ("<w:keepNext/>", "<w:keepNext/><w:keepNext/>"),
        (r'w:w="\d+"', 'w:w="-5"'),
        (r'w:type="dxa"', 'w:type="dxb"'),
        ("<w:tblHeader/>", '<w:tblHeader w:odd="1"/>'),
    ],
    ids=["neighbours", "properties", "a number below nought", "another word", "an attribute"],
)
def test_a_file_in_which_a_schema_tells_something_new_apart_is_kept(data, old, new):
    faulty = changed(data, "word/document.xml", old, new)

    assert list(of_new_shapes({"first": data, "faulty": faulty})) == ["first", "faulty"]
