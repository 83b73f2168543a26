"""PDFs as programs make them give back the paragraphs that went in."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest

from generator import Library, build, find_workspace
from generator.proof.needs import handed_budget
from generator.proof.pdf import read_pdf
from generator.seeds.readers.pdf import read_pdf_source
from tests.conftest import REPOSITORY
from tests.office import Office
from tests.seeds.pdf_files import PARAGRAPHS

LAYOUTS = list(product((1, 2), ("left", "justify"), ("indent", "gap"), (False, True)))
"""Columns, alignment, what parts the paragraphs, and whether there are notes and running heads."""

TEXT = [*PARAGRAPHS, *(text.replace("ferry", "cable car") for text in reversed(PARAGRAPHS))]


def flat_text(columns: int, aligned: str, parted: str, *, noted: bool) -> str:
    """A flat OpenDocument text of A5 pages with `TEXT` in it."""
    indent, gap = ("0.5cm", "0cm") if parted == "indent" else ("0cm", "0.25cm")
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>{0}</text:note-citation>'
        "<text:note-body><text:p>The log of the company, p. {0}.</text:p></text:note-body>"
        "</text:note>"
    )
    notes = [note.format(n) if noted and n % 3 == 0 else "" for n in range(len(TEXT))]
    body = "".join(
        f'<text:p text:style-name="T">{text}{behind}</text:p>'
        for text, behind in zip(TEXT, notes, strict=True)
    )
    furniture = (
        "<style:header><text:p>The Oosterlund Review</text:p></style:header><style:footer><text:p>"
        "<text:page-number>1</text:page-number></text:p></style:footer>"
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
        for name, path in {
            "office": "office",
            "style": "style",
            "text": "text",
            "fo": "xsl-fo-compatible",
        }.items()
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {spaces} office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>
<style:page-layout style:name="p"><style:page-layout-properties fo:page-width="14.8cm"
 fo:page-height="21cm" fo:margin="1.8cm"><style:columns fo:column-count="{columns}"
 fo:column-gap="0.6cm"/></style:page-layout-properties><style:header-style>
<style:header-footer-properties fo:margin-bottom="0.5cm"/></style:header-style><style:footer-style>
<style:header-footer-properties fo:margin-top="0.5cm"/></style:footer-style></style:page-layout>
<style:style style:name="T" style:family="paragraph"><style:paragraph-properties
 fo:text-indent="{indent}" fo:margin-bottom="{gap}" fo:text-align="{aligned}"/>
<style:text-properties fo:font-size="11pt"/></style:style></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="p">
{furniture if noted else ""}</style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""


def printed_by_libreoffice(office: Office, folder: Path, *, tagged: bool) -> list[bytes]:
    """A PDF for each of the layouts."""
    sources = [folder / f"{number}.fodt" for number in range(len(LAYOUTS))]
    for source, (columns, aligned, parted, noted) in zip(sources, LAYOUTS, strict=True):
        text = flat_text(columns, aligned, parted, noted=noted)
        source.write_text(text, encoding="utf-8")
    options = json.dumps({"UseTaggedPDF": {"type": "boolean", "value": str(tagged).lower()}})
    made = office.save_again(sources, folder / "made", f"pdf:writer_pdf_Export:{options}")
    return [path.read_bytes() for path in made]


def share_right(found: Sequence[str], expected: Sequence[str]) -> float:
    """How many of the paragraphs are exactly right, less those that nobody wrote."""
    right = (Counter(found) & Counter(expected)).total()
    return (right - (len(found) - right)) / len(expected)


@pytest.mark.slow
@pytest.mark.parametrize("tagged", [True, False])
def test_libreoffice(office, tmp_path, tagged):
    made = printed_by_libreoffice(office, tmp_path, tagged=tagged)

    readings = [read_pdf_source(data, "ferry.pdf", None) for data in made]

    found = [one.text for each in readings for one in each.cleaned.paragraphs]
    assert {each.read_as.kind for each in readings} == {"tagged pdf" if tagged else "pdf"}
    assert share_right(found, TEXT * len(LAYOUTS)) >= (1 if tagged else 0.95)


@pytest.mark.slow
def test_this_project(tmp_path):
    library = Library(find_workspace(REPOSITORY))
    path = library.workspace.briefs / "military.md"
    made = build(path, formats=("pdf",), output=tmp_path, workspace=library)
    data = made.files[0][0].read_bytes()

    found = read_pdf_source(data, "military.pdf", None)

    words = (
        " ".join(passage.text.replace("\u00ad", "").split())
        for passage in read_pdf(data, handed_budget("military.pdf")).body
    )
    left_out = {one.text for one in found.cleaned.dropped}  # the subtitle, captions
    said = [one for one in words if len(one) > 60 and one not in left_out]
    texts = "\n".join(one.text for one in found.cleaned.paragraphs)
    assert found.read_as.kind == "tagged pdf"
    assert sum(text in texts for text in said) >= 0.95 * len(said)
