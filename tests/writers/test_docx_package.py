"""The package of a Word file: which parts are in it, and what leads to them."""

from __future__ import annotations

import io
import zipfile

import docx
from lxml import etree

from generator.writers.docx.package import PackagePart, saved_package

_KIND = "urn:example:"


def _members(package: PackagePart) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(saved_package(package))) as file:
        return {name: file.read(name) for name in file.namelist()}


def _relationships(listing: bytes) -> list[tuple[str | None, ...]]:
    names = ("Id", "Type", "Target", "TargetMode")
    return [tuple(one.get(name) for name in names) for one in etree.fromstring(listing)]


def test_a_part_is_in_the_file_once_and_only_if_something_leads_to_it() -> None:
    package, main, note = PackagePart("/"), PackagePart("/word/a.xml"), PackagePart("/word/b.xml")
    stray = PackagePart("/word/stray.xml")
    package.relate(main, f"{_KIND}main")
    main.relate(note, f"{_KIND}note")
    note.relate(main, f"{_KIND}back")
    stray.relate(main, f"{_KIND}main")
    assert list(_members(package)) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/a.xml",
        "word/_rels/a.xml.rels",
        "word/b.xml",
        "word/_rels/b.xml.rels",
    ]


def test_a_relationship_asked_for_again_keeps_its_id() -> None:
    main, image = PackagePart("/word/a.xml"), PackagePart("/word/i.png", "image/png")
    first = main.relate(image, f"{_KIND}image")
    assert main.relate("https://example.org/", f"{_KIND}link") != first
    assert main.relate(image, f"{_KIND}image") == first
    assert main.relate(image, f"{_KIND}picture") != first


def test_targets_are_relative_to_their_source_and_addresses_are_escaped() -> None:
    package, main = PackagePart("/"), PackagePart("/word/a.xml")
    package.relate(main, f"{_KIND}main")
    main.relate(PackagePart("/word/theme/t.xml"), f"{_KIND}theme")
    main.relate(PackagePart("/customXml/c.xml"), f"{_KIND}data")
    main.relate('https://example.org/?a="b"&c=<d>', f"{_KIND}link")
    members = _members(package)
    assert _relationships(members["_rels/.rels"]) == [("rId1", f"{_KIND}main", "word/a.xml", None)]
    assert _relationships(members["word/_rels/a.xml.rels"]) == [
        ("rId1", f"{_KIND}theme", "theme/t.xml", None),
        ("rId2", f"{_KIND}data", "../customXml/c.xml", None),
        ("rId3", f"{_KIND}link", 'https://example.org/?a="b"&c=<d>', "External"),
    ]


def test_the_type_of_a_part_is_that_of_its_extension_or_is_listed_by_its_name() -> None:
    package = PackagePart("/")
    for name, kind in (
        ("/a.png", "image/png"),
        ("/b.xml", "text/b"),
        ("/c.xml", "application/xml"),
    ):
        package.relate(PackagePart(name, kind), _KIND)
    listed = etree.fromstring(_members(package)["[Content_Types].xml"])
    assert [tuple(one.attrib.values()) for one in listed] == [
        ("png", "image/png"),
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("/b.xml", "text/b"),
    ]


def test_python_docx_opens_what_is_saved() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{words}"><w:body><w:p><w:r><w:t>Hm</w:t></w:r></w:p></w:body>'
    package = PackagePart("/")
    package.relate(PackagePart("/w.xml", kind, f"{body}</w:document>".encode()), office)
    assert docx.Document(io.BytesIO(saved_package(package))).paragraphs[0].text == "Hm"
