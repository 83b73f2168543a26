"""A small file from somebody else that asks for hours or gigabytes is refused before it gets them.

Nothing here is timed: what the budget does not stop runs for minutes, or does not fit in memory.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

import pikepdf
import pytest

from generator.diagnostics import BriefError
from generator.proof.needs import DO_NOT_OPEN
from generator.proof.readers import read_finished
from generator.proof.verify import verify_bytes
from generator.writers.docx.markup import NAMESPACES
from tests.proof.editing import saved
from tests.proof.handed import WORDS, own_manifest, word_file


def refused(data: bytes) -> str:
    """The message by which a file is refused as too large."""
    with pytest.raises(BriefError) as caught:
        verify_bytes(data, "handed")
    found = caught.value.diagnostics[0]
    assert (found.code, found.hint) == ("V004", DO_NOT_OPEN)
    return found.message


# --- PDF ------------------------------------------------------------------------------------


def packed(content: bytes, entries: bytes = b"") -> bytes:
    data = zlib.compress(content, 1)
    head = b"<<%s/Filter/FlateDecode/Length %d>>" % (entries, len(data))
    return head + b"stream\n" + data + b"\nendstream"


def page(content: bytes, *more: bytes, resources: bytes = b"", catalog: bytes = b"") -> bytes:
    """A PDF of one page, whose content is object 4; more objects follow from 5 on."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<<%s>>>>" % resources,
        packed(content),
        *more,
    )
    data, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, b"".join(places))
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(places) + 1)
    return data + table + trailer + b"startxref\n%d\n%%%%EOF" % len(data)


def stray(data: bytes) -> tuple[tuple[int, str], ...]:
    return read_finished(data, "handed").stray


@pytest.mark.parametrize("content", [b"q ", b"(a) Tj\n", b"/P<</MCID 0>>BDC ", b"[()]TJ", b"% \n"])
def test_a_page_of_hundreds_of_thousands_of_operators_is_refused(content):
    assert "tokens of what is drawn in one page" in refused(page(content * 1_001_000))


@pytest.mark.slow
def test_forms_that_show_each_other_are_refused_before_they_multiply():
    show, shown = b"/F Do " * 10, 12
    forms = [
        packed(
            show, b"/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</F %d 0 R>>>>" % (number + 1)
        )
        for number in range(5, 5 + shown)
    ]
    data = page(show, *forms, packed(b"", b"/Subtype/Form"), resources=b"/XObject<</F 5 0 R>>")

    assert "drawings inside drawings" in refused(data)


FONT = b"/Font<</F<</Subtype/Type0/ToUnicode 5 0 R>>>>"


@pytest.mark.parametrize(
    "cmap",
    [
        b"beginbfrange " + b"<0000> <ffff> <0041>\n" * 1_000 + b"endbfrange",
        b"beginbfrange <0000> <ffff> <" + b"0041" * 100_000 + b"> endbfrange",
        b"beginbfchar " + b"<0000> <%s>\n" % (b"0041" * 50) * 10_000 + b"endbfchar",
        b"beginbfrange <0000><ffff>[" + b"<%s>" % (b"0041" * 50) * 10_000 + b"] endbfrange",
    ],
    ids=["many ranges", "a range of long words", "many codes", "a long list"],
)
def test_a_font_whose_map_goes_on_and_on_is_refused(cmap):
    data = page(b"/F 1 Tf", packed(cmap), resources=FONT)

    assert "letters in the maps of fonts" in refused(data)


@pytest.mark.parametrize(
    "unclosed", [b"beginbfchar", b"beginbfrange <0><0>[", b"beginbfrange <0> "]
)
def test_a_map_whose_sections_never_end_is_read_once(unclosed):
    cmap = b"beginbfchar <0001> <0041> endbfchar " + unclosed * 150_000

    assert stray(page(b"/F 1 Tf <0001> Tj", packed(cmap), resources=FONT)) == ((1, "A"),)


def test_codes_that_stand_for_pages_of_words_are_refused():
    cmap = b"beginbfchar <0001> <" + b"0041" * 100_000 + b"> endbfchar"
    content = b"/F 1 Tf " + b"<0001> Tj " * 300

    assert "letters" in refused(page(content, packed(cmap), resources=FONT))


def test_words_that_the_tags_repeat_are_refused_before_they_fill_the_memory():
    tags = b"<</K<</S/P/Pg 3 0 R/K[%s]>>>>" % (b"0 " * 500)
    content = b"/F 1 Tf /P<</MCID 0>>BDC (%s) Tj EMC" % (b"a" * 100_000)
    font, root = b"/Font<</F<</Subtype/Type1>>>>", b"/StructTreeRoot 5 0 R"

    assert "letters" in refused(page(content, tags, resources=font, catalog=root))


@pytest.mark.slow
def test_an_attachment_that_unpacks_to_gigabytes_is_not_unpacked():
    files = b"/AF[<</UF(x)/EF<</F 5 0 R>>>>]"
    data = page(b"", packed(bytes(50_000_000)), catalog=files)

    assert "bytes of text and attachments in one part" in refused(data)


def test_hundreds_of_attachments_are_refused():
    files = b"/AF[%s]" % (b"<</UF(x)/EF<</F 5 0 R>>>>" * 300)

    assert "attachments" in refused(page(b"", packed(b"x"), catalog=files))


def test_a_file_of_thousands_of_streams_is_refused_before_it_is_opened():
    assert "parts" in refused(b"%PDF-1.7\n" + b"stream\n" * 30_000)


@pytest.mark.slow
def test_metadata_that_never_end_are_read_once():
    metadata = packed(b"<dc:title><" * 300_000)

    assert read_finished(page(b"", metadata, catalog=b"/Metadata 5 0 R"), "handed").titles == ()


@pytest.mark.slow
@pytest.mark.skipif(
    not hasattr(pikepdf.settings, "set_qpdf_limits"), reason="this pikepdf has no limits to set"
)
def test_packed_objects_that_unpack_to_gigabytes_are_not_unpacked_and_the_limits_are_put_back():
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Padding = pdf.make_indirect(pikepdf.String("a" * 50_000_000))
    data = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    before = pikepdf.settings.get_qpdf_limits()

    with pytest.raises(BriefError) as caught:
        read_finished(data, "handed")

    assert caught.value.diagnostics[0].code == "V002"
    assert pikepdf.settings.get_qpdf_limits() == before


def test_a_page_of_which_other_programs_show_more_than_is_read_is_damage():
    with pytest.raises(BriefError) as caught:
        stray(page(b"] " * 40 + b"BT (These words are shown and not read.) Tj ET"))

    assert caught.value.diagnostics[0].code == "V002"


# --- Word -----------------------------------------------------------------------------------

NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
FIELD = "<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr>"
RELATED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r" Type="http://example.org/footnotes" Target="footnotes.xml"/>'
    "</Relationships>"
)


def word(body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word file with this body, that carries the manifest of another one."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word_file(own_manifest()))) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        members = {name: source.read(name) for name in source.namelist()}
        main = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        for name, content in {**members, "word/document.xml": main, **(parts or {})}.items():
            package.writestr(name, content)
    return made.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "what"),
    [
        (f"<w:p>{NOTE * 21_000}</w:p>", "marks of notes"),
        (f"<w:p><w:r><w:t>{'a ' * 10_000_001}</w:t></w:r></w:p>", "letters"),
        ("<w:p/>" * 3_000_001, "tags of XML in one part"),
        (f"<w:p {'a=' * 1_000_001}/>", "attributes of XML in one part"),
        (" " * 48_000_001, "bytes of text and attachments in one part"),
        (f"{FIELD * 100}{'<w:p/>' * 36_000}{'</w:sdt>' * 100}", "elements of XML"),
    ],
    ids=["marks", "letters", "tags", "attributes", "bytes", "fields inside fields"],
)
def test_a_word_file_that_goes_on_and_on_is_refused(body, what):
    assert what in refused(word(body))


def test_a_part_in_an_encoding_that_hides_its_tags_is_damage():
    declared = b'<?xml version="1.0" encoding="cp037"?>'
    main = declared + f"<w:document {NAMESPACES}/>".encode("cp037")

    with pytest.raises(BriefError) as caught:
        verify_bytes(word("", {"word/document.xml": main}), "handed")

    assert caught.value.diagnostics[0].code == "V002"


@pytest.mark.slow
def test_a_note_whose_mark_stands_twice_is_read_once_and_told_twice():
    notes = (
        f"<w:footnotes {NAMESPACES}><w:footnote w:id='1'><w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>"
    )
    parts = {
        "word/footnotes.xml": f"{notes}{'<w:p/>' * 200}</w:footnote></w:footnotes>",
        "word/_rels/document.xml.rels": RELATED,
    }

    finished = read_finished(word(f"<w:p>{NOTE * 19_000}</w:p>", parts), "handed")

    assert len(finished.notes) == 19_000
    assert {said.text for note in finished.notes for said in note} == {WORDS}
