"""Each rule of `docx_rules` catches a file that breaks it, and nothing else complains."""

from __future__ import annotations

import io
import zipfile

import pytest

from generator.manifest.bookmarks import bookmark_prefix
from generator.writers.docx import write_docx
from tests.samples import brief
from tests.writers.docx_rules import changed, findings

DOCUMENT, NOTES, STYLES = "word/document.xml", "word/footnotes.xml", "word/styles.xml"
PREFIX = bookmark_prefix(brief())
SETTINGS, DATA = "word/settings.xml", "customXml/item1.xml"
NUMBERING = "word/numbering.xml"


def test_a_sound_brief_breaks_no_rule(theme):
    assert findings(write_docx(brief(), theme)) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "finding"),
    [
        (DOCUMENT, f'"{PREFIX}mark_2"', f'"{PREFIX}MARK_1"', f"are called {PREFIX}mark_1"),
        (DOCUMENT, f'"{PREFIX}mark_2"', f'"{"m" * 41}"', f"no bookmark called {'m' * 41}"),
        (DOCUMENT, '<w:bookmarkEnd w:id="1"/>', "", "a bookmark is not a pair"),
        (DOCUMENT, f'anchor="{PREFIX}mark_6"', 'anchor="mark_99"', "a link leads to mark_99"),
        (DOCUMENT, f"NOTEREF {PREFIX}mark_6", "NOTEREF mark_99", "a field refers to mark_99"),
        (DOCUMENT, "<w:hyperlink w:anchor=[^ ]*", "<w:hyperlink", "a link leads nowhere"),
        (NOTES, 'r:id="rId1"', 'r:id="rId77"', "word/footnotes.xml uses relationships"),
        (DOCUMENT, 'w:fldCharType="separate"', 'w:fldCharType="end"', "a field goes from begin"),
        (DOCUMENT, 'fldCharType="begin"', 'fldCharType="begin" w:dirty="1"', "asks to be updated"),
        (DOCUMENT, 'Reference w:id="2"', 'Reference w:id="1"', "and their marks"),
        (NOTES, 'w:id="-1"', 'w:id="99"', "the separators of notes are not there"),
        (DOCUMENT, 'pStyle w:val="Lead', 'pStyle w:val="Unknown', "no style Unknown"),
        (STYLES, 'basedOn w:val="Normal"', 'basedOn w:val="None"', "a style names None"),
        (STYLES, 'name w:val="Lead"', 'name w:val="Small"', "two styles are called small"),
        (DOCUMENT, 'numId w:val="4"', 'numId w:val="44"', "no list 44"),
        (DOCUMENT, '<w:numId w:val="4"', '<w:ilvl w:val="9"/><w:numId w:val="4"', "no level 9"),
        (NUMBERING, 'pStyle w:val="ListBullet2"', 'pStyle w:val="No"', "lists names the style No"),
        (DOCUMENT, "<w:tblHeader/>", "", "a table has no header row"),
        (DOCUMENT, "<w:tblCaption [^>]*>", "", "a table has no tblCaption"),
        (DOCUMENT, ' descr="[^"]*"', "", "a picture has no words"),
        (DOCUMENT, '<w:id w:val="2"/>', '<w:id w:val="1"/>', "two content controls have one id"),
        (DOCUMENT, 'storeItemID="{..', 'storeItemID="{zz', "which is not there"),
        (DOCUMENT, "b:number", "b:nummer", "other words than the value None"),
        (SETTINGS, "<w:zoom", '<w:updateFields w:val="true"/><w:zoom', "asks to update its fields"),
        (SETTINGS, 'w:val="15"', 'w:val="14"', "compatibility mode"),
        (DATA, "PB-2026-01", "PB-2026-02", "other words than the value PB-2026-02"),
    ],
)
def test_a_broken_file_is_caught(part, old, new, finding, theme):
    broken = changed(write_docx(brief(), theme), part, old, new)

    assert any(finding in one for one in findings(broken))


def test_two_members_of_one_name_are_caught(theme):
    data = write_docx(brief(), theme)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        document = package.read(DOCUMENT)
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr(DOCUMENT, document)

    assert f"two members are called {DOCUMENT}" in findings(out.getvalue())
