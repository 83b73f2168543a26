"""Fonts in Word files: named always, embedded where the theme says so and the font allows it."""

from __future__ import annotations

import io
import subprocess
import zipfile

import pytest
from fontTools.ttLib import TTFont
from msgspec.structs import replace

from generator.document import Block, CodeSpan, Document, Heading, Link, Meta, Paragraph, Text
from generator.theme.theme import Theme
from generator.writers.docx import write_docx
from generator.writers.docx.fonts import may_be_embedded
from tests.projections import R, W, WordFile
from tests.samples import brief
from tests.typesetting.sample import sample_theme


def faced(theme: Theme, path, *, name: str = "Carried Face", usage: int = 0) -> Theme:
    """The theme with one family, under a name that no machine has, in a file of that usage."""
    font = TTFont(theme.fonts["display"].regular)
    font["OS/2"].fsType = usage
    for record in font["name"].names:
        if record.nameID in (1, 4, 6):
            record.string = name.replace(" ", "" if record.nameID == 6 else " ")
    font.save(path)
    family = replace(
        theme.fonts["display"], name=name, regular=path, italic=path, bold=path, bold_italic=path
    )
    return replace(theme, fonts=dict.fromkeys(theme.fonts, family), embed_fonts=True)


def embedded(data: bytes) -> dict[str, bytes]:
    """The fonts of a file, made legible again by the key that stands beside each."""
    file = WordFile(data)
    table = file.parts["word/fontTable.xml"]
    targets = {
        one.get("Id"): one.get("Target") for one in file.parts["word/_rels/fontTable.xml.rels"]
    }
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for font in table.iter("{*}font"):
            for face in font.iterchildren("{*}embedRegular", "{*}embedBoldItalic"):
                key = bytes.fromhex(face.get(f"{W}fontKey").strip("{}").replace("-", ""))
                kept = package.read(f"word/{targets[face.get(f'{R}id')]}")
                head = bytes(kept[i] ^ key[15 - i % 16] for i in range(32))
                found[f"{font.get(f'{W}name')} {face.tag.partition('}')[2]}"] = head + kept[32:]
    return found


def test_fonts_are_named_with_what_may_stand_in_for_them_and_not_embedded(theme):
    file = WordFile(write_docx(brief(), theme))

    fonts = {
        font.get(f"{W}name"): font.find(f"{W}altName").get(f"{W}val")
        for font in file.parts["word/fontTable.xml"]
    }
    named = {"Source Sans 3": "Calibri", "Source Serif 4": "Cambria"}
    more = {"Noto Sans KR": "Malgun Gothic", "Noto Sans Mono": "Consolas"}
    assert fonts == {**named, **more}
    assert not [name for name in file.names if name.endswith(".odttf")]


def test_each_family_says_what_kind_of_letters_it_has(theme):
    table = WordFile(write_docx(brief(), theme)).parts["word/fontTable.xml"]

    kinds = {one.get(f"{W}name"): one.find(f"{W}family").get(f"{W}val") for one in table}
    assert kinds == {
        "Noto Sans KR": "swiss",
        "Noto Sans Mono": "modern",
        "Source Sans 3": "swiss",
        "Source Serif 4": "roman",
    }
    pitches = {one.get(f"{W}name"): one.find(f"{W}pitch").get(f"{W}val") for one in table}
    assert [name for name, pitch in pitches.items() if pitch == "fixed"] == ["Noto Sans Mono"]


def test_embedded_fonts_are_the_files_of_the_theme_under_a_key(theme):
    data = write_docx(brief(), replace(theme, embed_fonts=True))

    fonts = embedded(data)
    assert fonts["Source Serif 4 embedRegular"] == theme.fonts["text"].regular.read_bytes()
    assert fonts["Source Sans 3 embedBoldItalic"] == theme.fonts["display"].bold_italic.read_bytes()
    settings = WordFile(data).parts["word/settings.xml"]
    assert settings.find(f"{W}embedTrueTypeFonts") is not None


def test_a_font_file_that_serves_as_two_faces_travels_once(theme):
    file = WordFile(write_docx(brief(), replace(theme, embed_fonts=True)))

    table = file.parts["word/fontTable.xml"]
    (code,) = [one for one in table if one.get(f"{W}name") == "Noto Sans Mono"]
    faces = {one.tag.partition("}")[2]: one.get(f"{R}id") for one in code if one.get(f"{R}id")}
    assert faces["embedRegular"] == faces["embedItalic"] != faces["embedBold"]


@pytest.mark.parametrize(
    ("usage", "allowed"),
    [(0, True), (8, True), (2, False), (4, False), (0x0200, False), (0x0100, True)],
)
def test_a_font_is_embedded_only_as_its_licence_allows(usage, allowed, theme, tmp_path):
    face = tmp_path / "face.ttf"

    dressed = faced(theme, face, usage=usage)

    assert may_be_embedded(face.read_bytes()) is allowed
    assert bool(embedded_names(write_docx(brief(), dressed))) is allowed


def embedded_names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [name for name in package.namelist() if name.endswith(".odttf")]


def test_a_font_with_outlines_that_word_does_not_embed_is_left_out():
    assert not may_be_embedded(b"OTTO" + bytes(60))


@pytest.mark.slow
def test_libreoffice_shows_an_embedded_font_that_the_machine_has_not(
    office, program, theme, tmp_path
):
    dressed = faced(theme, tmp_path / "face.ttf")
    tree = Document("Title", "en-GB", Meta(), (Paragraph((Text("Carried along"),)),))
    path = tmp_path / "carried.docx"
    path.write_bytes(write_docx(tree, dressed))

    (shown,) = office.save_again([path], tmp_path / "saved", "pdf")

    fonts = subprocess.check_output([program("pdffonts"), shown], encoding="utf-8")
    assert "CarriedFace" in fonts


@pytest.mark.slow
def test_the_validator_finds_nothing_in_a_file_with_fonts(complaints, theme):
    assert complaints(write_docx(brief(), replace(theme, embed_fonts=True))) == []


def test_code_wears_a_character_style_in_the_size_that_suits_the_words_around_it():
    look = sample_theme("policy-brief")
    code = CodeSpan((Text("brief build"),))
    tree = document(Heading(2, (Text("On "), code), "on"), Paragraph((Text("Write "), code)))

    file = WordFile(write_docx(tree, look))

    worn = [one.get(f"{W}val") for one in file.body.iter(f"{W}rStyle")]
    assert worn == ["CodeAt24", "Code"]
    styles = {one.get(f"{W}styleId"): one for one in file.parts["word/styles.xml"]}
    for name, size in (("Code", "18"), ("CodeAt24", "24")):
        fonts = styles[name].find(f"{W}rPr/{W}rFonts")
        assert fonts.get(f"{W}ascii") == "Noto Sans Mono"
        assert styles[name].find(f"{W}rPr/{W}sz").get(f"{W}val") == size


def test_code_in_a_link_looks_like_the_link():
    link = Link((CodeSpan((Text("brief"),)),), "https://example.org")

    file = WordFile(write_docx(document(Paragraph((link,))), sample_theme("policy-brief")))

    assert [one.get(f"{W}val") for one in file.body.iter(f"{W}rStyle")] == ["Hyperlink"]


def test_code_of_a_look_without_such_a_style_wears_the_look_around_it(theme):
    tree = document(Paragraph((CodeSpan((Text("brief build"),)),)))

    plain = {name: style for name, style in theme.styles.items() if name != "code"}

    file = WordFile(write_docx(tree, replace(theme, styles=plain)))

    assert list(file.body.iter(f"{W}rStyle")) == []
    assert len(list(file.body.iter(f"{W}noProof"))) == 1


def document(*blocks: Block) -> Document:
    return Document("Title", "en-GB", Meta(), blocks)
