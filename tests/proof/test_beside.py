"""What a file holds and nobody compares is named, and no file passes for what was not compared."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pikepdf
import pytest

from generator.proof.verify import verify_bytes
from tests.proof.editing import (
    BODY,
    attachment_part,
    edited,
    is_by_digest,
    pdf_with_page,
    saved,
)

HEADER, STYLES, SETTINGS = "word/header1.xml", "word/styles.xml", "word/settings.xml"
NUMBERING, CORE = "word/numbering.xml", "docProps/core.xml"


def strange(data: bytes) -> list[str]:
    """What is named of a file that differs in nothing that was compared.

    That a part is not as it was made is left out: test_shown.py is about it.
    """
    verdict = verify_bytes(data, "handed")
    assert verdict.is_consistent, verdict.differences
    return [one.what for one in verdict.strange if not is_by_digest(one)]


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_file_as_it_was_written_holds_what_is_usual(military, form):
    verdict = verify_bytes(military[form], f"military.{form}")

    assert verdict.strange == ()
    assert {one.what for one in verdict.usual} <= {"who saved the file, and when"}


# --- Word -----------------------------------------------------------------------------------


def run(properties: str, words: str = "no ") -> str:
    """The word `no` of the body in a run of its own, with properties of its own."""
    around = '</w:t></w:r>{}<w:r><w:t xml:space="preserve">'
    text = f'<w:t xml:space="preserve">{words}</w:t>'
    return around.format(f"<w:r><w:rPr>{properties}</w:rPr>{text}</w:r>")


@pytest.mark.parametrize(
    ("properties", "what", "sight"),
    [
        ("<w:webHidden/>", "hidden words", []),
        ("<w:specVanish/>", "hidden words", []),
        (
            '<w:color w:val="FFFFFF"/>',
            "formatting by hand, color",
            ["words in the colour of what lies under them"],
        ),
        ('<w:sz w:val="1"/>', "formatting by hand, sz", ["words too small to be read"]),
        (
            '<w:position w:val="-3000"/>',
            "formatting by hand, position",
            ["words whose letters are moved from their places"],
        ),
        (
            '<w:rFonts w:ascii="Symbol"/>',
            "formatting by hand, rFonts",
            ["words in a font of signs"],
        ),
        ("<w:neverHeardOf/>", "markup that no brief has, neverHeardOf", []),
    ],
)
def test_words_that_are_set_by_hand_are_named(word_file, properties, what, sight):
    data = edited(word_file, BODY, "names no treaty", f"names {run(properties)}treaty")

    assert strange(data) == [what, *sight]


@pytest.mark.parametrize(
    ("part", "old", "new", "what"),
    [
        (BODY, "</w:body>", '<w:subDoc r:id="rId1"/></w:body>', "another document drawn in"),
        (BODY, "</w:body>", '<w:altChunk r:id="rId1"/></w:body>', "another document drawn in"),
        (BODY, "</w:body>", "<w:object/></w:body>", "an object of another program"),
        (BODY, "</w:body>", '<x:y xmlns:x="urn:x"/></w:body>', "markup that no brief has, y"),
        (HEADER, "</w:hdr>", "<w:pict/></w:hdr>", "drawings laid on the page"),
        (STYLES, "<w:rPr>", "<w:rPr><w:vanish/>", "a style that hides words"),
        (BODY, "treaty", "\u202etreaty\u202c", "characters that turn the order of words"),
        (
            NUMBERING,
            'w:startOverride w:val="1"',
            'w:startOverride w:val="2"',
            "a list that begins with another number than in the brief",
        ),
        (
            SETTINGS,
            "<w:compat>",
            '<w:footnotePr><w:numStart w:val="4"/></w:footnotePr><w:compat>',
            "notes that are numbered from another number",
        ),
        (
            NUMBERING,
            'w:lvlText w:val="%1',
            'w:lvlText w:val="Untrue: %1',
            "words that stand before paragraphs as their numbers",
        ),
        (
            BODY,
            "About this brief</w:t>",
            "About this brief</w:t><w:instrText> INCLUDETEXT x </w:instrText>",
            "a field that no brief has, INCLUDETEXT",
        ),
    ],
)
def test_what_no_brief_has_is_named_wherever_it_stands(word_file, part, old, new, what):
    assert what in strange(edited(word_file, part, old, new))


def test_a_property_that_no_brief_has_is_named_and_shown(word_file):
    data = edited(word_file, CORE, "<dc:title>", "<cp:category>Secret</cp:category><dc:title>")

    assert strange(data) == ["a property that no brief has, category"]
    assert verify_bytes(data, "x").strange[0].said == "Secret"


def test_who_saved_the_file_is_said_and_not_compared(word_file):
    old = "<cp:lastModifiedBy>Policy Brief Desk"
    data = edited(word_file, CORE, old, "<cp:lastModifiedBy>Jo")

    assert strange(data) == []
    (saved_by,) = [one for one in verify_bytes(data, "x").usual if "who saved" in one.what]
    assert saved_by.said.startswith("Jo · ")


def test_another_file_in_front_of_a_word_file_is_named(word_file):
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("word/document.xml", "<lies/>")

    assert strange(other.getvalue() + word_file) == [
        "something beside the Word file, in the same file"
    ]


def test_a_field_for_which_word_shows_another_value_is_named(word_file):
    with zipfile.ZipFile(io.BytesIO(word_file)) as package:
        part = next(n for n in package.namelist() if b"<title>" in package.read(n))

    data = edited(word_file, part, "<title>Military", "<title>Peaceful")

    assert strange(data) == ["a field that shows other words than stand there"]


def test_parts_that_no_brief_has_are_named_and_comments_are_read(word_file):
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    comment = (
        f'<w:comments xmlns:w="{namespace}"><w:comment w:id="0"><w:p><w:r><w:t>Is this so?</w:t>'
        "</w:r></w:p></w:comment></w:comments>"
    )
    data = with_members(word_file, {"word/comments.xml": comment, "word/vbaProject.bin": "x"})

    verdict = verify_bytes(data, "x")

    told = {one.what: one.said for one in verdict.strange if not is_by_digest(one)}
    assert told == {
        "comments": "Is this so?",
        "a part that no brief has, word/vbaProject.bin": "",
    }


def test_a_second_file_of_a_name_that_travels_along_is_named(word_file):
    part = attachment_part(word_file, "military.md")
    with zipfile.ZipFile(io.BytesIO(word_file)) as package:
        copy = package.read(part).decode()

    data = with_members(word_file, {"customXml/item99.xml": copy})

    assert strange(data) == ["a second file named military.md, which travels along"]


def with_members(data: bytes, members: dict[str, str]) -> bytes:
    made = io.BytesIO(data)
    with zipfile.ZipFile(made, "a") as package:
        for name, text in members.items():
            package.writestr(zipfile.ZipInfo(name), text)
    return made.getvalue()


# --- PDF ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (
            lambda c: c + b"\n1 1 1 rg 0 0 400 400 re f",
            "something painted over the words, page 2",
        ),
        (
            lambda c: c.replace(b"BT\n", b"BT\n3 Tr\n", 1),
            "words that are painted in another way",
        ),
        (lambda c: b"/OC /L BDC EMC\n" + c, "a layer that can be switched off, page 2"),
        (lambda c: b"0 0 9 9 re W n\n" + c, "a clipping path, page 2"),
        (lambda c: b"0 Tw\n" + c, "an operator that no brief has, Tw, page 2"),
    ],
)
def test_what_no_brief_paints_is_named(pdf, change, what):
    assert any(one.startswith(what) for one in strange(pdf_with_page(pdf, 2, change)))


NAMED = pikepdf.Dictionary(A=pikepdf.Dictionary())
LOGO = b"1 0 0 -1 0 9 cm q 1 0 0 rg 0 0 1 RG 2 w 0 J 0 j 4 M 1 1 m 8 8 l 1 8 2 8 3 8 c h B* Q"
HEADER_MARK = b"/Artifact <</Type/Pagination/Subtype/Header/Attached[/Top]>> BDC"


def pdf_with_form(
    data: bytes, content: bytes = LOGO, mark: bytes = HEADER_MARK, **entries: object
) -> bytes:
    """A PDF that shows a form at the head of page 2, before its words."""
    pdf = pikepdf.open(io.BytesIO(data))
    form = pdf.make_stream(
        content,
        {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": [0, 0, 9, 9],
         "/Resources": pikepdf.Dictionary(), **{f"/{key}": one for key, one in entries.items()}},
    )  # fmt: skip
    page = pdf.pages[1]
    shown_before = page.Resources.get("/XObject", pikepdf.Dictionary())
    page.Resources.XObject = pikepdf.Dictionary({**dict(shown_before), "/I9": form})
    shown = mark + b" q 24 0 0 24 60 780 cm /I9 Do Q EMC\n"
    page.Contents = pdf.make_stream(shown + page.Contents.read_bytes())
    return saved(pdf)


def test_a_logo_that_was_put_into_a_header_is_no_more_than_another_drawing(pdf):
    verdict = verify_bytes(pdf_with_form(pdf), "handed")

    assert [one.what for one in verdict.strange] == [
        "another drawing of page 2 than the file was made with",
        "another set of images than the file was made with",
    ]


@pytest.mark.parametrize(
    ("content", "mark", "entries"),
    [
        (b"BT /F1 9 Tf (Peace) Tj ET", HEADER_MARK, {}),
        (LOGO + b" /I1 Do", HEADER_MARK, {}),
        (LOGO + b" /P gs", HEADER_MARK, {}),
        (LOGO + b" 0 0 9 9 re W n", HEADER_MARK, {}),
        (
            LOGO,
            HEADER_MARK,
            {"Resources": pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=pikepdf.Dictionary()))},
        ),
        (LOGO, HEADER_MARK, {"OC": pikepdf.Dictionary(Type=pikepdf.Name.OCG)}),
        (LOGO, b"/P <</MCID 9999>> BDC", {}),
        (LOGO, b"/Artifact <</Type/Layout>> BDC", {}),
        (LOGO, b"q", {}),
    ],
)
def test_a_form_that_is_more_than_a_drawing_in_a_header_is_named(pdf, content, mark, entries):
    content = pdf_with_form(pdf, content, mark, **entries)

    found = [one.what for one in verify_bytes(content, "x").strange]
    assert any(one.startswith("something drawn in that no brief has, page 2") for one in found)


def open_action(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def layers(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties = pikepdf.Dictionary()


def scripts(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names.JavaScript = pikepdf.Dictionary(Names=[])


def redaction(pdf: pikepdf.Pdf) -> None:
    box = pikepdf.Dictionary(Subtype=pikepdf.Name.Redact, Rect=[0, 0, 9, 9], Contents="Struck out")
    pdf.pages[0].Annots.append(pdf.make_indirect(box))


def launch(pdf: pikepdf.Pdf) -> None:
    link = pdf.pages[0].Annots[0]
    link.A = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="x.exe")


def appearance(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots[0].AP = pikepdf.Dictionary(N=pdf.make_stream(b""))


def recommended(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Recommended"] = "by everybody"


def spoken_otherwise(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K.K[0].ActualText = "Peaceful implications"


def link_beside_words(pdf: pikepdf.Pdf) -> None:
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[60, 700, 300, 720],
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://elsewhere.example/"),
    )  # fmt: skip
    pdf.pages[0].Annots.append(pdf.make_indirect(link))


def led_elsewhere(pdf: pikepdf.Pdf) -> None:
    link = next(one for one in pdf.pages[0].Annots if "/Dest" in one)
    link.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://elsewhere.example/")


def cropped(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].CropBox = [0, 400, 595, 842]


def added_page(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page()


def another_file(pdf: pikepdf.Pdf) -> None:
    file = pikepdf.AttachedFileSpec(pdf, b"Japan", filename="military.md")
    pdf.Root.Names.EmbeddedFiles.Names[3] = file.obj


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (open_action, "an entry of the document that no brief has, /OpenAction"),
        (layers, "an entry of the document that no brief has, /OCProperties"),
        (scripts, "names that no brief has, /JavaScript"),
        (redaction, "an annotation of the kind Redact, page 1"),
        (launch, "a link that does something else than lead on, page 1"),
        (appearance, "a link with an entry that no brief has, /AP, page 1"),
        (led_elsewhere, "a link with an entry that no brief has, /A, page 1"),
        (recommended, "a property that no brief has, /Recommended"),
        (spoken_otherwise, "a tag with an entry that no brief has, /ActualText"),
        (link_beside_words, "a link that belongs to no words, page 1"),
        (cropped, "an entry of a page that no brief has, /CropBox, page 1"),
        (added_page, "a page without words of the brief, page 5"),
        (
            another_file,
            "another file named military.md than the one that was compared",
        ),
    ],
)
def test_what_no_brief_has_in_a_pdf_is_named(pdf, change: Callable[[pikepdf.Pdf], None], what: str):
    opened = pikepdf.open(io.BytesIO(pdf))
    change(opened)

    assert what in strange(saved(opened))
