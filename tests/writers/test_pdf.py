import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image

from generator.document import (
    Attachment,
    Figure,
    Foreign,
    Heading,
    Link,
    Meta,
    Note,
    NoteMark,
    Paragraph,
    Table,
    Text,
)
from generator.typesetting import typeset
from generator.writers.pdf import write_pdf
from tests.conftest import examples
from tests.postscript_fonts import with_postscript_font
from tests.typesetting.reading import document, elements, inlines, note, text
from tests.typesetting.sample import sample_document, sample_theme
from tests.writers import pdf_reading
from tests.writers.pdf_reading import destinations, embedded, links, marked_kids, structure
from tests.writers.spoken import events_of, heard_words

THEME = sample_theme()
SAMPLE = sample_document()
PAGES = typeset(SAMPLE, THEME)
PDF = write_pdf(SAMPLE, PAGES)


def opened(data: bytes = PDF) -> pikepdf.Pdf:
    return pdf_reading.opened(data)


def written(doc) -> bytes:
    return write_pdf(doc, typeset(doc, THEME))


# --- same bytes -------------------------------------------------------------------------

_WRITE = (
    "import sys, hashlib; from tests.typesetting.sample import sample_document, sample_theme;"
    "from generator.typesetting import typeset; from generator.writers.pdf import write_pdf;"
    "d, t = sample_document(), sample_theme();"
    "print(hashlib.sha256(write_pdf(d, typeset(d, t))).hexdigest())"
)


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "zone"), [("1", "UTC"), ("2", "Asia/Seoul")])
def test_another_process_with_another_hash_seed_writes_the_same_bytes(seed, zone):
    import hashlib

    root = Path(__file__).parents[2]
    place = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(root)}

    done = subprocess.run(
        [sys.executable, "-c", _WRITE], env=place, capture_output=True, check=True
    )

    assert done.stdout.decode().strip() == hashlib.sha256(PDF).hexdigest()


def test_a_document_written_before_leaves_no_trace_in_the_next_one():
    written(document(text("Something else, ﬁrst: 김 and office.")))

    assert written(SAMPLE) == PDF


def test_other_words_give_another_identifier():
    one, two = opened(), opened(written(document(text("Other words."))))

    assert bytes(one.trailer.ID[0]) != bytes(two.trailer.ID[0])


def test_other_users_of_reportlab_write_what_they_wrote_before():
    before = reportlab_bytes()

    written(SAMPLE)

    assert reportlab_bytes() == before


def reportlab_bytes() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    canvas.drawString(72, 720, "Someone else's words")
    canvas.save()
    return file.getvalue()


# --- links ------------------------------------------------------------------------------


def test_every_internal_link_leads_to_a_place_in_the_document():
    pdf = opened()
    places = destinations(pdf)

    targets = [str(annotation.Dest) for _, annotation in links(pdf) if "/Dest" in annotation]

    assert len(targets) > 100
    assert set(targets) <= places.keys()


def test_each_place_is_on_the_page_that_typesetting_says():
    pdf = opened()
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}

    found = {name: numbers[place[0].objgen] for name, place in destinations(pdf).items()}

    assert found == dict(PAGES.page_of)


def test_marks_lead_to_notes_and_notes_lead_back():
    pdf = opened()
    targets = [str(annotation.Dest) for _, annotation in links(pdf) if "/Dest" in annotation]

    for number in range(1, 26):
        assert f"note-{number}" in targets
        assert f"mark-{number}" in targets
    assert {f"src-{number}" for number in range(1, 7)} <= set(targets)


def test_a_mark_says_what_its_note_says():
    pdf = opened()

    [described] = {str(one.Contents) for _, one in links(pdf) if one.get("/Dest") == "note-5"}

    assert described == "5. Ul Islam, ¶6, as in note 3."


def test_a_link_over_two_lines_has_an_area_on_each_and_one_element():
    link = Link((Text("a link that takes more than a line " * 5),), "https://example.org/ä?q=1 2")

    pdf = opened(written(document(Paragraph(inlines("Before ", link, " behind.")))))

    found = [annotation for _, annotation in links(pdf)]
    assert len(found) > 1
    assert {bytes(one.A.URI) for one in found} == {b"https://example.org/%C3%A4?q=1%202"}
    assert len([one for one in structure(pdf) if one.S == "/Link"]) == 1


def test_a_link_to_nowhere_is_only_words():
    pdf = opened(written(document(Paragraph(inlines(Link((Text("lost"),), "#nowhere"))))))

    assert not list(links(pdf))
    assert "/Link" not in {str(one.S) for one in structure(pdf)}


def test_the_outline_follows_the_headings_and_the_titles_of_boxes():
    with opened().open_outline() as outline:
        [title] = outline.root
        sections = [item.title for item in title.children]

    assert title.title == SAMPLE.title
    assert sections[:3] == ["In brief", "Key points", "Military cooperation"]
    assert [item.title for item in title.children[3].children] == ["Since the article"]


def test_an_entry_of_the_outline_knows_those_before_and_behind_it():
    with opened() as pdf:
        title = pdf.Root.Outlines.First
        entries = [title.First]
        while "/Next" in entries[-1]:
            entries.append(entries[-1].Next)

        assert len(entries) > 2
        assert "/Prev" not in entries[0]
        assert [one.Prev.objgen for one in entries[1:]] == [one.objgen for one in entries[:-1]]
        assert title.Last.objgen == entries[-1].objgen


def test_a_document_without_headings_has_no_outline():
    pdf = opened(written(document(text("words"))))

    assert "/Outlines" not in pdf.Root


# --- name trees -------------------------------------------------------------------------


def named(names: list[str]) -> pikepdf.Pdf:
    """A file whose headings, notes and attachments bear these names."""
    headings = [Heading(2, inlines("Words"), name) for name in names]
    leading = [Paragraph(inlines(Link((Text("there"),), f"#{name}"))) for name in names]
    marks = [NoteMark(number, f"mark {number}") for number, _ in enumerate(names, start=1)]
    notes = [
        Note(mark.number, (text("said"),), f"{name} of note")
        for mark, name in zip(marks, names, strict=True)
    ]
    doc = document(*headings, *leading, Paragraph(inlines(*marks)), notes=tuple(notes))
    carried = [Attachment(name, "text/plain", "Data", b"words") for name in names]
    return opened(write_pdf(doc, typeset(doc, THEME), attachments=carried))


ODD_NAMES = [
    *("ÜBERSCHRIFT 1", "überschrift 1", "zahl", "Заголовок", "제목", "•", "é", "%C3%A9", "þÿ"),
    *("a", "a b", "a!", "a(1)", "a\\b", "a\rb", "\x1f"),
]


@pytest.mark.parametrize("tree", ["/Dests", "/EmbeddedFiles", "/IDTree"])
def test_the_keys_of_a_name_tree_rise_by_their_bytes(tree):
    keys = [bytes(key) for key in pdf_reading.name_trees(named(ODD_NAMES))[tree]]

    assert len(keys) >= len(ODD_NAMES)
    assert keys == sorted(set(keys))


# qpdf compares the characters that it takes the bytes for; others compare the bytes.
@pytest.mark.parametrize("tree", ["/Dests", "/EmbeddedFiles", "/IDTree"])
def test_the_keys_of_a_name_tree_rise_for_readers_who_compare_characters(tree):
    keys = [str(key) for key in pdf_reading.name_trees(named(ODD_NAMES))[tree]]

    assert keys == sorted(set(keys))


@settings(max_examples=examples(30))
@given(names=st.lists(st.text(min_size=1, max_size=5), min_size=1, max_size=6, unique=True))
def test_whatever_things_are_named_every_name_is_found_in_its_tree(names):
    pdf = named(names)

    for keys in pdf_reading.name_trees(pdf).values():
        assert len(keys) >= len(names)
        assert [bytes(key) for key in keys] == sorted({bytes(key) for key in keys})
        assert [str(key) for key in keys] == sorted({str(key) for key in keys})
    places = pikepdf.NameTree(pdf.Root.Names.Dests)
    targets = [annotation.Dest for _, annotation in links(pdf)]
    assert len({bytes(target) for target in targets}) >= len(names)
    assert all(str(target) in places for target in targets)
    identified = {bytes(one.ID) for one in structure(pdf) if "/ID" in one}
    assert identified == {bytes(key) for key in pdf_reading.name_trees(pdf)["/IDTree"]}


# --- structure --------------------------------------------------------------------------


def test_the_parent_tree_names_the_element_of_each_marked_content():
    pdf = opened()

    assert pdf_reading.parents(pdf) == marked_kids(pdf)
    assert pdf_reading.marked_sequences(pdf) == marked_kids(pdf).keys()


def test_the_parent_tree_names_the_element_of_each_link():
    pdf = opened()
    parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)

    found = [annotation for _, annotation in links(pdf)]
    assert found
    for annotation in found:
        element = parents[int(annotation.StructParent)]
        objects = [kid.Obj.objgen for kid in element.K if isinstance(kid, pikepdf.Dictionary)]
        assert element.S == "/Link"
        assert annotation.objgen in objects


def test_every_operator_that_paints_stands_in_marked_content():
    for page in opened().pages:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "BDC":
                    depth += 1
                case "EMC":
                    depth -= 1
                case "TJ" | "f" | "Do":
                    assert depth == 1, operands
        assert depth == 0


def test_a_paragraph_over_two_pages_is_one_element():
    pages = typeset(SAMPLE, THEME)
    note_12 = elements(pages.structure, "Note")[11]
    pdf = opened()

    [element] = [one for one in structure(pdf) if one.get("/ID") == note_12.identifier]
    [words] = [kid for kid in element.K if kid.S == "/P"]
    kids = [kid for kid in words.K if isinstance(kid, pikepdf.Dictionary)]
    assert {str(kid.Type) for kid in kids if "/Type" in kid} >= {"/MCR"}


def test_a_foreign_passage_names_its_language():
    children = inlines("He said ", Foreign((Text("Привет"),), "ru"), ".")

    pdf = opened(written(document(Paragraph(children))))

    [passage] = [one for one in structure(pdf) if "/Lang" in one]
    assert passage.Lang == "ru"


def test_every_note_has_an_identifier_of_its_own():
    pdf = opened()

    identifiers = [str(one.ID) for one in structure(pdf) if one.S == "/Note"]

    assert identifiers == [f"note-{number}" for number in range(1, 26)]


# --- fonts ------------------------------------------------------------------------------


def test_fonts_are_embedded_as_subsets():
    pdf = opened()

    found = list(embedded(pdf))
    assert len(found) > 2
    for _, font, file in found:
        assert str(font.BaseFont)[7] == "+"
        assert 1 < file["maxp"].numGlyphs < 200


@pytest.mark.slow
def test_each_outline_and_text_on_a_page_is_that_of_the_glyph_that_was_shaped():
    drawn = pdf_reading.drawn_glyphs(opened())

    assert drawn == [pdf_reading.shaped_glyphs(page) for page in PAGES.pages]


def test_each_outline_of_postscript_on_a_page_is_that_of_the_glyph_that_was_shaped(tmp_path):
    # The soft hyphen, the ligature and the blank are read otherwise than as their own glyphs.
    doc = document(Paragraph((Text("Office\u00ad of affairs\u00a0here, 4 of 10 -- \u2013"),)))
    pages = typeset(doc, with_postscript_font(THEME, tmp_path))

    pdf = opened(write_pdf(doc, pages))

    [font] = [one for _, one, file in embedded(pdf) if "CFF " in file]
    assert font.DescendantFonts[0].FontDescriptor.FontFile3.Subtype == "/OpenType"
    shaped = [pdf_reading.shaped_glyphs(page, tmp_path) for page in pages.pages]
    assert pdf_reading.drawn_glyphs(pdf) == shaped


# --- what the file says of itself -------------------------------------------------------


def test_title_authors_language_and_dates_are_set():
    pdf = opened()

    assert pdf.docinfo.Title == SAMPLE.title
    assert pdf.docinfo.Author == "A. Analyst; B. Редактор"
    assert pdf.docinfo.CreationDate == "D:20261122000000Z"
    assert pdf.Root.Lang == "en-GB"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


PRISM = "http://prismstandard.org/namespaces/basic/2.0/"


def test_xmp_says_the_same_and_names_the_standards():
    with opened().open_metadata() as xmp:
        assert xmp["dc:title"] == SAMPLE.title
        assert xmp["dc:creator"] == ["A. Analyst", "B. Редактор"]
        assert xmp["dc:identifier"] == "doi:10.5281/zenodo.1234567"
        assert xmp["xmp:Identifier"] == {"PB-2026-01", "doi:10.5281/zenodo.1234567"}
        assert (
            xmp["{http://prismstandard.org/namespaces/basic/2.0/}doi"] == "10.5281/zenodo.1234567"
        )
        assert xmp["dc:rights"] == "CC BY 4.0"
        assert xmp["xmpRights:WebStatement"] == "https://creativecommons.org/licenses/by/4.0/"
        assert xmp["xmp:CreateDate"] == "2026-11-22T00:00:00Z"
        assert xmp.pdfa_status == "3A"
        assert xmp["pdfuaid:part"] == "1"


def test_without_a_doi_the_number_of_the_house_identifies_the_file():
    meta = Meta(identifier="PB-2026-07")

    with opened(written(replace(document(text("words")), meta=meta))).open_metadata() as xmp:
        assert xmp["dc:identifier"] == "PB-2026-07"
        assert not {"xmp:Identifier", "dc:rights"} & {*xmp}


def test_hostile_metadata_is_only_text():
    hostile = 'A <b>&amp;</b> ")(\\ \u0007 \U0001f600'
    meta = Meta((hostile,), date(2026, 1, 2), keywords=(hostile,), subject=hostile)
    doc = replace(document(text("words")), title=hostile, meta=meta)

    pdf = opened(written(doc))

    shown = hostile.replace("\u0007", "\ufffd")
    assert pdf.docinfo.Title == shown
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == shown


# --- what travels inside ----------------------------------------------------------------

CARRIED = (
    Attachment("brief.md", "text/markdown", "Source", "# Größe\n".encode(), "Die Größe"),
    Attachment("Daten (1).json", "application/json", "Data", b"{}"),
)


def test_attachments_are_associated_with_the_document():
    pdf = opened(write_pdf(SAMPLE, PAGES, attachments=CARRIED))

    assert {str(one.UF): str(one.AFRelationship) for one in pdf.Root.AF} == {
        "brief.md": "/Source", "Daten (1).json": "/Data"}  # fmt: skip
    assert {str(one.F): str(one.get("/Desc", "")) for one in pdf.Root.AF} == {
        "brief.md": "Die Größe", "Daten (1).json": ""}  # fmt: skip
    assert pdf.attachments["brief.md"].get_file().read_bytes() == "# Größe\n".encode()
    assert pdf.attachments["brief.md"].get_file().mime_type == "text/markdown"
    assert "mark-1" in destinations(pdf)


def test_the_variant_for_strict_archives_carries_nothing():
    pdf = opened(write_pdf(SAMPLE, PAGES, attachments=CARRIED, variant="a-2a"))

    assert "/AF" not in pdf.Root
    assert not pdf.attachments
    with pdf.open_metadata() as xmp:
        assert xmp.pdfa_status == "2A"


def test_another_attachment_gives_another_identifier():
    one = opened(write_pdf(SAMPLE, PAGES, attachments=CARRIED))

    assert bytes(one.trailer.ID[0]) != bytes(opened().trailer.ID[0])


# --- images -----------------------------------------------------------------------------


def picture(mode: str, form: str) -> Figure:
    file = io.BytesIO()
    Image.new(mode, (40, 20), 100 if mode in ("L", "P") else (200, 30, 30, 90)[: len(mode)]).save(
        file, form
    )
    kind = f"image/{form.lower()}"
    return Figure(
        file.getvalue(), kind, 40, 20, "A red field", inlines("Field"), "Figure 1", "fig-1"
    )


@pytest.mark.parametrize(
    ("mode", "form"),
    [("RGB", "PNG"), ("RGBA", "PNG"), ("L", "PNG"), ("P", "PNG"), ("1", "PNG"),
     ("RGB", "JPEG"), ("L", "JPEG"), ("CMYK", "JPEG")],
)  # fmt: skip
def test_images_of_every_kind_are_drawn_with_their_alternative(mode, form):
    pdf = opened(written(document(picture(mode, form))))

    [(_, image)] = pdf.pages[0].Resources.XObject.items()
    [figure] = [one for one in structure(pdf) if one.S == "/Figure"]
    assert (image.Width, image.Height) == (40, 20)
    assert image.ColorSpace in ("/DeviceRGB", "/DeviceGray")
    assert figure.Alt == "A red field"
    assert len(figure.A.BBox) == 4
    assert ("/SMask" in image) == (mode == "RGBA")


def test_an_image_used_twice_is_embedded_once():
    one = picture("RGB", "PNG")

    pdf = opened(written(document(one, replace(one, anchor="fig-2"))))

    assert len(pdf.pages[0].Resources.XObject) == 1


# --- the smallest and the strangest -----------------------------------------------------


def test_an_empty_document_is_one_empty_page():
    pdf = opened(written(document()))

    assert len(pdf.pages) == 1


def test_a_table_without_rows_has_no_head_for_them():
    bare = Table((inlines("a"), inlines("b")), (), ("left", "left"))

    assert pdf_reading.kinds(opened(written(document(bare))))[1:3] == ["/Table", "/TR"]


def test_a_heading_without_words_takes_no_level():
    levels = [Heading(2, inlines("One"), "a"), Heading(3, (), "b"), Heading(4, inlines("Two"), "c")]

    found = pdf_reading.kinds(opened(written(document(*levels))))

    assert [kind for kind in found if kind.startswith("/H")] == ["/H1", "/H2"]


def test_a_language_that_is_none_is_left_out():
    odd = Paragraph((Foreign((Text("words"),), "not a tag"),))

    pdf = opened(written(replace(document(odd), language="neither this")))

    assert pdf.Root.Lang == "und"
    assert not [one for one in structure(pdf) if "/Lang" in one]


def test_an_image_without_words_in_its_place_is_an_ornament():
    bare = replace(picture("RGB", "PNG"), alternative=" ", caption=())

    assert "/Figure" not in pdf_reading.kinds(opened(written(document(bare))))


def test_the_marks_of_two_notes_side_by_side_are_read_as_two_numbers():
    marks = inlines("Claim", NoteMark(1, "m1"), NoteMark(2, "m2"), ".")

    pdf = opened(written(document(Paragraph(marks), notes=(note(1, "one"), note(2, "two")))))

    assert heard_words(events_of(pdf))[0] == ["Claim1", "2."]


def test_combining_marks_and_lone_surrogates_do_not_stop_the_writer():
    strange = "x\u0323\u0301 \ud800 \U0001f600 \u0000 العربية שלום"

    assert written(document(text(strange), Heading(2, (Text(strange),), strange)))


def test_a_note_is_written_whole_where_it_is_marked_in_a_heading():
    heading = Heading(2, inlines("Claim", NoteMark(1, "mark-1")), "h")

    pdf = opened(written(document(heading, text("Words."), notes=(note(1, "said"),))))

    kinds = [str(one.S) for one in structure(pdf)]
    assert kinds == ["/Document", "/Sect", "/H1", "/Reference", "/Link", "/Note", "/Lbl", "/Link",
                     "/P", "/P"]  # fmt: skip


def test_notes_of_two_paragraphs_keep_both():
    long = Note(1, (text("one"), text("two")), "note-1")

    pdf = opened(written(document(Paragraph(inlines("C", NoteMark(1, "m"))), notes=(long,))))

    [found] = [one for one in structure(pdf) if one.S == "/Note"]
    assert [str(kid.S) for kid in found.K] == ["/Lbl", "/P", "/P"]
