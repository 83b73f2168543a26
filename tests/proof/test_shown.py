"""What decides how words are seen or heard is held against the manifest, in every format."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable

import pikepdf
import pytest

from generator.manifest.canonical import canonical_json, manifest_digest
from generator.proof.verify import verify_bytes
from tests.postscript_fonts import with_postscript_font
from tests.proof.editing import edited, pdf_with_page, saved, written
from tests.proof.test_forged import BASE


@pytest.fixture(scope="module")
def sent(theme) -> dict[str, bytes]:
    return {form: written(form, BASE, BASE, theme) for form in ("docx", "html", "pdf")}


def told(data: bytes) -> list[str]:
    """What is named of a file in which no word differs."""
    verdict = verify_bytes(data, "x")
    assert verdict.is_consistent, verdict.differences
    return [one.what for one in verdict.strange]


def other(name: str) -> str:
    return f"another {name} than the file was made with"


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    opened = pikepdf.open(io.BytesIO(data))
    change(opened)
    return saved(opened)


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
def test_a_file_as_it_was_written_shows_what_it_was_made_with(sent, form):
    verdict = verify_bytes(sent[form], "x")

    assert verdict.strange == ()
    assert {one.what for one in verdict.usual} <= {"who saved the file, and when"}


def test_a_pdf_that_was_saved_again_or_arranged_for_the_web_shows_the_same(sent):
    opened = pikepdf.open(io.BytesIO(sent["pdf"]))

    assert told(saved(opened)) == []
    assert told(saved(opened, linearize=True, recompress_flate=True)) == []
    assert told(saved(opened, object_stream_mode=pikepdf.ObjectStreamMode.disable)) == []


def test_a_pdf_whose_operators_were_set_out_for_people_shows_the_same(sent):
    def set_out(content: bytes) -> bytes:
        lines = re.sub(rb"<[0-9A-F]+>", lambda code: code[0].lower(), content)
        return b"\n".join(lines.replace(b" Tm", b"  Tm").splitlines()) + b"\n"

    assert told(pdf_with_page(sent["pdf"], 1, set_out)) == []


def test_lines_that_end_as_on_windows_and_a_byte_order_mark_are_no_other_page(sent):
    assert told(sent["html"].replace(b"\n", b"\r\n")) == []
    assert told(b"\xef\xbb\xbf" + sent["html"]) == []


# --- Word -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "old", "new", "what"),
    [
        ("word/document.xml", "<w:body>", '<w:body w:rsid="1">', "setting of its words"),
        ("word/footnotes.xml", "<w:p>", '<w:p w:rsid="1">', "setting of its words"),
        ("word/header1.xml", "</w:hdr>", "<w:p/></w:hdr>", "set of running heads"),
        ("word/styles.xml", "<w:rPr>", "<w:rPr><w:caps/>", "set of styles"),
        ("word/settings.xml", "<w:compat>", "<w:forceUpgrade/><w:compat>", "set of styles"),
        ("docProps/app.xml", "<Application>", "<Application>My ", "set of other parts"),
        ("customXml/item2.xml", 'mediaType="', 'mediaType="x-', "set of other parts"),
        ("[Content_Types].xml", "footer+xml", "header+xml", "set of other parts"),
    ],
)
def test_any_part_of_a_word_file_that_is_not_as_it_was_made_is_named(sent, part, old, new, what):
    assert told(edited(sent["docx"], part, old, new)) == [other(what)]


def test_a_word_file_that_is_packed_in_another_way_shows_the_same(sent):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sent["docx"])) as ours, zipfile.ZipFile(made, "w") as theirs:
        for name in reversed(ours.namelist()):
            theirs.writestr(name, ours.read(name), zipfile.ZIP_STORED)

    assert told(made.getvalue()) == []


def test_the_words_of_a_running_head_that_is_another_are_shown(sent):
    added = "<w:p><w:r><w:t>All of it is withdrawn.</w:t></w:r></w:p></w:hdr>"

    verdict = verify_bytes(edited(sent["docx"], "word/header1.xml", "</w:hdr>", added), "x")

    (found,) = verdict.strange
    assert "All of it is withdrawn." in found.said


# --- HTML -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("<style>", "<style>.s-body{display:none}", "style"),
        ("<style>", '<style>.s-body::before{content:"Not: "}', "style"),
        ("</head>", "<style>p{opacity:0}</style></head>", "style"),
        ('"use strict"', '"use strict";document.title=""', "script"),
        ("</body>", '<script src="https://evil.example/a.js"></script></body>', "script"),
        ("So it is.", "<span data-beside>Hardly. </span>So it is.", "mark-up"),
        ("So it is.", '<span role="doc-noteref">Hardly. </span>So it is.', "mark-up"),
        ('class="s-body', 'aria-label="Untrue" class="s-body', "mark-up"),
        ('class="s-body', 'class="s-note', "mark-up"),
        ('content="default-src', 'content="x-default-src', "mark-up"),
    ],
)
def test_a_page_that_says_the_same_and_shows_something_else_is_named(sent, old, new, what):
    page = sent["html"].decode()
    assert old in page

    assert other(what) in told(page.replace(old, new, 1).encode())


def test_a_data_block_is_left_out_only_where_one_stands(sent):
    page = sent["html"].decode()
    (block,) = re.findall(r'\n(<script type="application/zlib" [^\n]*)', page)

    assert other("style") in told(page.replace("<style>", f"<style>{block}", 1).encode())
    assert other("mark-up") in told(page.replace("</main>", f"</main>\n{block}", 1).encode())


@pytest.mark.parametrize("said", ['data-name="annex.exe"', 'title="Secret"', 'data-type="x/y"'])
def test_what_a_page_says_of_a_file_in_it_is_compared(sent, said):
    page = sent["html"].decode()
    key, _, _ = said.partition("=")
    (block,) = re.findall(r'\n(<script type="application/zlib" [^\n]*)', page)
    second = re.sub(f'(?: {key}="[^"]*")?>', f" {said}>", block, count=1)

    assert second != block
    assert other("mark-up") in told(page.replace(block, f"{block}\n{second}", 1).encode())


# --- PDF ------------------------------------------------------------------------------------


def _shifted(content: bytes) -> bytes:
    places = re.findall(rb"1 0 0 1 \S+ \S+ Tm", content)
    return content.replace(places[1], b"@").replace(places[2], places[1]).replace(b"@", places[2])


def test_a_page_whose_words_were_moved_is_named(sent):
    moved = pdf_with_page(sent["pdf"], 1, _shifted)

    assert other("drawing of page 1") in [one.what for one in verify_bytes(moved, "x").strange]


def _wide(pdf: pikepdf.Pdf) -> None:
    for font in dict(pdf.pages[0].Resources.Font).values():
        font.DescendantFonts[0].W = [0, [2000]]


def _pressed_everywhere(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots[0].Rect = [0, 0, 600, 900]


def _said_of_a_link(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots[0].Contents = "This source was withdrawn"


def _cut(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].MediaBox = [0, 0, 595, 841]


def _inverted(pdf: pikepdf.Pdf) -> None:
    for image in dict(pdf.pages[0].Resources.XObject).values():
        image.Decode = [1, 0, 1, 0, 1, 0]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (_wide, "set of fonts"),
        (_inverted, "set of images"),
        (_pressed_everywhere, "drawing of page 1"),
        (_said_of_a_link, "drawing of page 1"),
        (_cut, "drawing of page 1"),
    ],
)
def test_what_decides_how_a_pdf_is_seen_is_named(sent, change, what):
    assert told(changed(sent["pdf"], change)) == [other(what)]


def tag(pdf: pikepdf.Pdf, kind: str) -> pikepdf.Dictionary:
    """The first tag of a kind."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, pikepdf.Array):
            waiting[:0] = one
        elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
            if kind == one.S:
                return one
            waiting[:0] = [one.get("/K", pikepdf.Array())]
    raise AssertionError(kind)


def _in_another_language(pdf: pikepdf.Pdf) -> None:
    tag(pdf, "/P").Lang = "fr"


def _quoted(pdf: pikepdf.Pdf) -> None:
    tag(pdf, "/P").S = pikepdf.Name.BlockQuote


def _with_a_summary(pdf: pikepdf.Pdf) -> None:
    said = pikepdf.Dictionary(O=pikepdf.Name.Table, Summary=pikepdf.String("Deliveries fell"))
    tag(pdf, "/P").A = said


def _zoomed(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names.Dests.Names[1][4] = 64


def _described(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF[0].Desc = pikepdf.String("The secret annex")


def _made_by_another(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Producer"] = pikepdf.String("Another program")


def _of_another_standard(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(packet.replace(b"<pdfaid:part>3", b"<pdfaid:part>1"))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (_in_another_language, "set of tags"),
        (_quoted, "set of tags"),
        (_with_a_summary, "set of tags"),
        (_zoomed, "set of places that links may lead to"),
        (_described, "description of the files in it"),
        (_made_by_another, "set of properties"),
        (_of_another_standard, "set of properties"),
    ],
)
def test_what_a_pdf_says_beside_its_words_is_compared(sent, change, what):
    assert told(changed(sent["pdf"], change)) == [other(what)]


def _in_other_colours(pdf: pikepdf.Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    profile.write(profile.read_bytes()[:-1] + b"x")


def _unmarked(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


def _closed(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.Count = -1


def _crossed(pdf: pikepdf.Pdf) -> None:
    marks = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    marks[0], marks[1] = marks[1], marks[0]


def _tabbed(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Tabs = pikepdf.Name.R


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (_in_other_colours, "colours that are meant in another space than those of a brief"),
        (_unmarked, "an entry of the document that says what no brief says, /MarkInfo"),
        (_closed, "bookmarks that do not hang together as those of a brief"),
        (_crossed, "tags that programs find in another place than they are read in"),
        (_tabbed, "another order of what the tab key leads to, page 1"),
    ],
)
def test_what_is_the_same_in_each_brief_is_named_where_it_is_not(sent, change, what):
    assert told(changed(sent["pdf"], change)) == [what]


# --- PDFs whose manifest does not say what they show ------------------------------------------


@pytest.fixture(scope="module")
def older(sent) -> bytes:
    """The file as one of an earlier version carries it."""

    def unsealed(pdf: pikepdf.Pdf) -> None:
        for file in pdf.Root.AF:
            held = json.loads(file.EF.F.read_bytes())
            del held["shown"]
            file.EF.F.write(canonical_json({**held, "digest": manifest_digest(held)}))

    return changed(sent["pdf"], unsealed)


def test_a_file_that_does_not_say_what_it_shows_is_told_what_was_not_compared(older):
    verdict = verify_bytes(older, "x")

    assert verdict.strange == ()
    assert any(one.what.startswith("how the words are set") for one in verdict.usual)


def _before(words: bytes) -> Callable[[bytes], bytes]:
    return lambda content: re.sub(rb"(?=1 0 0 1 \S+ \S+ Tm\n\[)", words + b"\n", content)


def _as(pattern: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda content: re.sub(pattern, new, content)


HIDDEN = {
    "white": (_before(b"1 1 1 rg"), "words in the colour of what lies under them"),
    "pale": (_before(b"0.97 0.98 0.97 rg"), "words in the colour of what lies under them"),
    "ground": (
        _as(rb"^(?s:(.*?))BT", rb"\1 0 0 0 rg 0 0 600 900 re f BT"),
        "words in the colour of what lies under them",
    ),
    "tiny": (_as(rb"(/F\d+) \S+ Tf", rb"\1 1 Tf"), "words too small to be read"),
    "narrow": (_before(b"-9 Tc"), "words whose letters are moved from their places"),
    "raised": (_before(b"900 Ts"), "words whose letters are moved from their places"),
    "kerned": (_as(rb"\[<", b"[90000<"), "words whose letters are moved from their places"),
    "away": (_as(rb"1 0 0 1 \S+ (\S+ Tm)", rb"1 0 0 1 -900 \1"), "words outside of the page"),
    "flat": (_as(rb"^", b"1 0 0 0 0 0 cm\n"), "words that are turned or stretched"),
    "spoken": (
        _as(rb"<</MCID (\d+)", rb"<</ActualText(No.)/MCID \1"),
        "words to be heard or copied in place of those",
    ),
}


@pytest.mark.parametrize("kind", HIDDEN)
def test_words_that_nobody_can_see_where_they_stand_are_named(older, kind):
    change, what = HIDDEN[kind]

    strange = verify_bytes(pdf_with_page(older, 1, change), "x").strange

    assert [one for one in strange if one.what.startswith(f"{what}, page 1")]


def _fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return list(dict(pdf.pages[0].Resources.Font).values())


def _exchanged(pdf: pikepdf.Pdf) -> None:
    one, two = (font.DescendantFonts[0].FontDescriptor for font in _fonts(pdf)[:2])
    one.FontFile2, two.FontFile2 = two.FontFile2, one.FontFile2


def _rotated(pdf: pikepdf.Pdf) -> None:
    for font in _fonts(pdf):
        font.Encoding = pikepdf.Name("/Identity-V")


def _read_as_others(pdf: pikepdf.Pdf) -> None:
    """One more code for the glyph of each letter, which is read as the letter behind it."""
    for font in _fonts(pdf):
        below, texts = font.DescendantFonts[0], font.ToUnicode.read_bytes().decode()
        mapping = bytearray(below.CIDToGIDMap.read_bytes())
        added = []
        for code, letter in re.findall("<(....)><(006[1-9])>", texts):
            added.append(f"<{len(mapping) // 2:04X}><{int(letter, 16) + 1:04X}>")
            mapping += mapping[2 * int(code, 16) :][:2]
        block = "\n".join([f"{len(added)} beginbfchar", *added, "endbfchar\nendcmap"])
        below.CIDToGIDMap = pdf.make_stream(bytes(mapping))
        font.ToUnicode = pdf.make_stream(texts.replace("endcmap", block).encode())


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (_exchanged, "a font whose letters another program has drawn or chosen, "),
        (_rotated, "a font that is set otherwise than those of a brief, "),
        (_read_as_others, "a font that reads one letter as two, "),
    ],
)
def test_a_font_that_may_draw_other_letters_than_it_reads_is_named(older, change, what):
    assert [one for one in told(changed(older, change)) if one.startswith(what)]


@pytest.fixture(scope="module")
def postscript(theme, tmp_path_factory) -> bytes:
    """A PDF whose running text has PostScript outlines, and codes that lead to them by a CMap."""
    folder = tmp_path_factory.mktemp("fonts")
    return written("pdf", BASE, BASE, with_postscript_font(theme, folder))


def _cmaps(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [one.Encoding for one in _fonts(pdf) if one.Encoding != "/Identity-H"]


def _led_elsewhere(pdf: pikepdf.Pdf) -> None:
    for cmap in _cmaps(pdf):
        cmap.write(cmap.read_bytes().replace(b"> 3\n", b"> 4\n"))


def _led_by_another(pdf: pikepdf.Pdf) -> None:
    for cmap in _cmaps(pdf):
        cmap.write(cmap.read_bytes().replace(b"begincmap\n", b"begincmap\n/Identity-V usecmap\n"))


def _led_on(pdf: pikepdf.Pdf) -> None:
    for cmap in _cmaps(pdf):
        cmap.UseCMap = pikepdf.Name("/Identity-V")


def _called_bare(pdf: pikepdf.Pdf) -> None:
    for font in _fonts(pdf):
        if file := font.DescendantFonts[0].FontDescriptor.get("/FontFile3"):
            file.Subtype = pikepdf.Name("/CIDFontType0C")


def test_a_pdf_with_postscript_outlines_shows_what_it_was_made_with(postscript):
    assert _cmaps(pikepdf.open(io.BytesIO(postscript)))
    assert told(postscript) == []
    assert told(saved(pikepdf.open(io.BytesIO(postscript)), recompress_flate=True)) == []


@pytest.mark.parametrize("change", [_led_elsewhere, _led_by_another, _led_on, _called_bare])
def test_codes_that_lead_to_other_outlines_of_postscript_are_named(postscript, change):
    assert other("set of fonts") in told(changed(postscript, change))


@pytest.mark.parametrize("change", [_led_by_another, _led_on, _called_bare])
def test_a_font_of_postscript_that_no_brief_has_is_named_for_itself(postscript, change):
    what = "a font that is set otherwise than those of a brief, "

    assert [one for one in told(changed(postscript, change)) if one.startswith(what)]
