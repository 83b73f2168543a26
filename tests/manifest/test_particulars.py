"""What the manifest says besides words: where they lead, images, headings, properties."""

from __future__ import annotations

import hashlib
import io
import json

import jsonschema
import PIL.Image
import pytest

from generator import Library, find_workspace
from generator.document import (
    Aside,
    Attachment,
    Box,
    CrossReference,
    Document,
    Figure,
    Heading,
    Link,
    Meta,
    Note,
    NoteMark,
    Paragraph,
    Superscript,
    Text,
)
from generator.document.file_data import FileData
from generator.manifest.canonical import sealed
from generator.manifest.links import canonical_address
from generator.manifest.reading import read_manifest
from generator.manifest.writing import manifest
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from tests.archive.workspaces import SUMMIT
from tests.conftest import REPOSITORY
from tests.samples import image

PNG = image(6, 4)
PLAIN = Meta()


def words(text: str) -> tuple[Text]:
    return (Text(text),)


def content_of(*blocks, notes=(), meta=PLAIN, attachments=()) -> dict:
    document = Document("The ferry", "en-GB", meta, blocks, notes)
    return json.loads(sealed(json.loads(manifest(document, {}, attachments=attachments).data)))


def test_a_link_has_its_words_and_one_spelling_of_its_address():
    link = Link((*words("km"), Superscript(words("2"))), "https://example.org/å?a=b c")

    (passage,) = content_of(Paragraph((*words("See "), link)))["passages"]

    assert passage["links"] == [{"words": "km²", "target": "https://example.org/%C3%A5?a=b%20c"}]


def test_a_link_inside_leads_to_the_passage_that_has_its_anchor():
    lead = Paragraph((Link(words("the annex"), "#annex"), CrossReference("Table 1", "tbl")))
    annex = Heading(2, words("Annex"), "annex")
    note = Note(1, (Paragraph((Link(words("above"), "#mark-1"),), "note"),), "note-1")
    marked = Paragraph((*words("So it is."), NoteMark(1, "mark-1")))
    content = content_of(lead, annex, marked, notes=(note,))

    first, second, third = content["passages"]
    assert first["links"] == [{"words": "the annex", "target": "#annex"}]  # there is no table
    assert (second["anchors"], third["anchors"]) == (["annex"], ["mark-1"])
    assert content["notes"][0]["passages"][0]["links"] == [{"words": "above", "target": "#mark-1"}]


def test_an_anchor_on_what_says_nothing_is_that_of_the_next_words():
    box = Box("caveat", (Paragraph(words("Read this.")),), (), "box")
    leading = Paragraph((Link(words("see"), "#box"),))

    first, second = content_of(leading, box)["passages"]

    assert "anchors" not in first
    assert second["anchors"] == ["box"]


def test_the_outline_lists_headings_and_titles_of_boxes_one_level_below():
    inner = Box("caveat", (Paragraph(words("So.")),), words("Inner"), "inner")
    content = content_of(
        Heading(1, words("The ferry"), "title"),
        Heading(2, words("Hearing"), "hearing"),
        Box("caveat", (inner,), words("Outer")),
        Box("caveat", (Paragraph(words("So.")),), words("Next"), "next"),
        Aside("glance", (Paragraph(words("So.")),), words("In figures"), "figures"),
    )

    said = {one["id"]: one["text"][0] for one in content["passages"]}
    listed = [(said[one["passage"]], one["level"]) for one in content["outline"]]
    assert listed == [("The ferry", 1), ("Hearing", 2), ("Outer", 3), ("Inner", 4), ("Next", 3)]
    assert [one.get("anchor") for one in content["outline"]] == [
        *("title", "hearing", None, "inner", "next"),
    ]


def jpeg(mode: str) -> bytes:
    made = io.BytesIO()
    PIL.Image.new(mode, (6, 4)).save(made, "JPEG")
    return made.getvalue()


def test_an_image_has_the_digest_of_its_file_and_its_alternative_text():
    figure = Figure(PNG, "image/png", 6, 4, "A strait", (Text("Where"),), "Figure 1", "fig")

    (listed,) = content_of(figure)["images"]

    assert listed["name"] == "Figure 1"
    assert listed["alternative"] == "A strait"
    assert listed["digest"] == hashlib.sha256(PNG).hexdigest()


def test_the_digest_of_pixels_is_what_the_reference_says():
    pixels = PIL.Image.new("RGBA", (2, 1), (10, 20, 30, 255))
    pixels.putpixel((1, 0), (40, 50, 60, 128))
    made = io.BytesIO()
    pixels.save(made, "PNG")
    stated = b"2 1 RGB\n" + bytes([10, 20, 30, 40, 50, 60]) + bytes([255, 128])

    (listed,) = content_of(Figure(made.getvalue(), "image/png", 2, 1, "x"))["images"]

    assert listed["pixels"] == hashlib.sha256(stated).hexdigest()


@pytest.mark.parametrize(("mode", "given"), [("RGB", False), ("L", False), ("CMYK", True)])
def test_pixels_are_counted_only_of_an_image_whose_file_no_pdf_holds(mode, given):
    (listed,) = content_of(Figure(jpeg(mode), "image/jpeg", 6, 4, "x"))["images"]

    assert bool(listed["pixels"]) == given


def test_the_metadata_are_those_of_the_properties():
    meta = Meta(
        authors=("Åse Lind", "Jon Berg"), identifier="PB-1", doi="10.1/x", licence="CC BY 4.0",
        keywords=("ferries",), subject="What was said", fields={"marking": "TLP:CLEAR"},
        draft="DRAFT",
    )  # fmt: skip

    said = content_of(Paragraph(words("x")), meta=meta)["brief"]

    assert said["authors"] == ["Åse Lind", "Jon Berg"]
    assert (said["doi"], said["licence"], said["marking"]) == ("10.1/x", "CC BY 4.0", "TLP:CLEAR")
    assert (said["subject"], said["keywords"], said["draft"]) == (
        *("What was said", ["ferries"], "DRAFT"),
    )


def test_each_file_that_travels_along_has_its_digest():
    markdown = Attachment("ferry.md", "text/markdown", "Source", FileData(b"# Ferry\n"))

    content = content_of(Paragraph(words("x")), attachments=(markdown,))

    digest = hashlib.sha256(b"# Ferry\n").hexdigest()
    assert content["attachments"] == [
        {"name": "ferry.md", "media_type": "text/markdown", "digest": digest}
    ]


def test_particulars_are_read_back_as_they_were_written():
    note = Note(1, (Paragraph((Link(words("above"), "#title"),), "note"),), "note-1")
    content = content_of(
        Heading(1, words("The ferry"), "title"),
        Figure(PNG, "image/png", 6, 4, "A strait"),
        notes=(note,),
    )

    read = read_manifest(content).particulars

    assert [(one.at, one.link.words, one.link.target) for one in read.links] == [
        (1, "above", "#title")
    ]
    assert read.anchors == {"title": 0}
    assert [(heading.level, anchor) for heading, anchor in read.outline] == [(1, "title")]
    assert read.images[0].alternative == "A strait"
    assert read.metadata.title == "The ferry"


def test_one_spelling_of_an_address_stays_as_it_is():
    for address in ("https://a.example/b%20c?d=[1]#e#f", "mailto:a@b.example", "https://x/%zz%c3"):
        assert canonical_address(canonical_address(address)) == canonical_address(address)


@pytest.mark.slow
def test_the_schema_says_what_a_manifest_has():
    schema = json.loads((REPOSITORY / "docs/schemas/manifest.schema.json").read_text("utf-8"))
    workspace = find_workspace(SUMMIT)
    library = Library(workspace)
    made = compose(library, read(library, workspace.briefs / "military.md"))
    carried = manifest(made.document, made.inputs, file="briefs/military.md")
    whole = json.loads(sealed(json.loads(carried.data)))

    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    validator.validate(whole)
    validator.validate(content_of(Figure(PNG, "image/png", 6, 4, "A strait")))
    assert not validator.is_valid({**whole, "another": 1})


def test_a_document_without_any_of_it_lists_nothing():
    content = content_of(Paragraph(words("x")))

    assert content["outline"] == content["images"] == content["attachments"] == []
    assert read_manifest(content).particulars.links == ()
