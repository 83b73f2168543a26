"""Files of office programs are told apart by what they hold; what is not read is told so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import BriefError
from generator.seeds.readers.kinds import kind_of
from tests.seeds.office_files import members, paragraph, word_file, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def old(entry: str) -> bytes:
    """A file of the kind that office programs wrote before 2007, with an entry."""
    return OLE + entry.encode("utf-16-le") + bytes(400)


@pytest.mark.parametrize(
    ("data", "code", "said", "hint"),
    [
        (old("WordDocument"), "S009", "an old Word file (.doc)", "save it as .docx"),
        (old("Workbook"), "S009", "an old Excel file (.xls)", "a plain text file"),
        (old("Something"), "S009", "an old office file", "save it as .docx"),
        (old("EncryptedPackage"), "S017", "locked with a password", "without a password"),
        (b"{\\rtf1 Words.}", "S009", "a rich text file (RTF)", "save it as .docx"),
        (zipped({"xl/workbook.xml": ""}), "S009", "an Excel workbook", "a plain text file"),
        (zipped({"ppt/slides.xml": ""}), "S009", "a PowerPoint presentation", "as a PDF"),
        (zipped({"META-INF/container.xml": ""}), "S009", "an e-book (EPUB)", "the chapter"),
        (zipped({"Index/Document.iwa": ""}), "S009", "Apple's Pages", "export it as Word"),
        (zipped({"lock.txt": ""}), "S009", "this is a zip archive", "unpack it"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "S009", "this is a picture", "OCR"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "S009", "this is a picture", "OCR"),
        (b"ID3\x03" + bytes(40), "S009", "this is a sound or a film", "a transcript"),
        (b"\x1f\x8b\x08" + bytes(40), "S009", "this is an archive of files", "unpack it"),
        (b"[InternetShortcut]\r\nURL=https://lock.example/", "S009", "a link to a page", "https"),
        (old("__properties_version1.0"), "S009", "a mail of Outlook (.msg)", "as HTML"),
        (b"\xffWPC" + bytes(40), "S009", "this is a WordPerfect file", "save it as .docx"),
        (b"% The lock\n\\documentclass{article}\n", "S009", "a source for TeX", "make a PDF"),
        (b"The lock was shut \\citep{roos}.", "S009", "a source for TeX", "make a PDF"),
        (b'{"lock": "shut"}', "S009", "data for a program", "that people read"),
        (b"<?xml version='1.0'?><law><p>It was shut.", "S009", "an XML file", "people read"),
        (b"<akn xmlns='http://law.example'><p>It was shut.", "S009", "an XML file", "people read"),
        (b"%PDF-1.4\n1\n0\nobj", "S009", "a PDF that is damaged", "again"),
        (zipped({"lock.txt": ""})[:30], "S016", "its end is missing", "save it again"),
    ],
    ids=[
        "doc",
        "xls",
        "ole",
        "locked",
        "rtf",
        "xlsx",
        "pptx",
        "epub",
        "pages",
        "zip",
        "png",
        "jpeg",
        "mp3",
        "gz",
        "url",
        "msg",
        "wpd",
        "tex",
        "part of tex",
        "json",
        "xml",
        "akn",
        "damaged pdf",
        "cut",
    ],
)
def test_a_file_that_is_not_read_is_named_with_what_to_do(data, code, said, hint):
    with pytest.raises(BriefError) as caught:
        kind_of(data).read(data, "lock", None)

    found = caught.value.diagnostics[0]
    assert found.code == code
    assert said in found.message
    assert hint in str(found.hint)


WHOLE = members(word_file(paragraph("The dues at the lock were raised twice."), styles=""))


@given(
    name=st.sampled_from(sorted(WHOLE)),
    place=st.floats(0, 1, exclude_max=True),
    put=st.binary(max_size=6),
)
def test_a_word_file_with_a_damaged_part_is_read_or_refused(name, place, put):
    content = bytearray(WHOLE[name])
    at = int(place * len(content))
    content[at : at + len(put)] = put
    data = zipped({**WHOLE, name: bytes(content)})

    try:
        found = kind_of(data).read(data, "lock.docx", None)
    except BriefError as error:
        assert all(diagnostic.hint for diagnostic in error.diagnostics)
    else:
        assert found.read_as.kind == "word"
