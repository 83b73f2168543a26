"""Finished PDF files read back: links, structure, and what each glyph on a page is."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from generator.typesetting.placed import Page

FONTS = Path(__file__).parents[2] / "templates/fonts"
_REPLACED = {0: "\ufffd", 0xFEFF: None, 0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}
_UNSAID = "\u200b"  # stands in character maps where a glyph says nothing of its own

Marked = tuple[tuple[int, int], int]  # a page's object and an MCID


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def destinations(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    return {str(name): place for name, place in pikepdf.NameTree(pdf.Root.Names.Dests).items()}


def name_trees(pdf: pikepdf.Pdf) -> dict[str, list[pikepdf.String]]:
    """The keys of each name tree as they stand in the file."""
    trees = {**pdf.Root.Names, "/IDTree": pdf.Root.StructTreeRoot.IDTree}
    return {name: list(tree.Names)[::2] for name, tree in trees.items()}


def links(pdf: pikepdf.Pdf) -> Iterator[tuple[int, pikepdf.Object]]:
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.get("/Annots", []):
            yield number, annotation


# --- structure --------------------------------------------------------------------------


def structure(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """All structure elements in reading order."""
    found = []

    def walk(element) -> None:
        found.append(element)
        for kid in element.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                walk(kid)

    walk(pdf.Root.StructTreeRoot.K)
    return found


def kinds(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S) for element in structure(pdf)]


def marked_kids(pdf: pikepdf.Pdf) -> dict[Marked, tuple[int, int]]:
    """The element that names each marked content, by its page and MCID."""
    found = {}
    for element in structure(pdf):
        for kid in element.get("/K", []):
            if not isinstance(kid, pikepdf.Dictionary):
                found[element.Pg.objgen, int(kid)] = element.objgen
            elif kid.get("/Type") == "/MCR":
                found[kid.Pg.objgen, int(kid.MCID)] = element.objgen
    return found


def parents(pdf: pikepdf.Pdf) -> dict[Marked, tuple[int, int]]:
    """The same by the parent tree."""
    tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    return {
        (page.obj.objgen, mcid): element.objgen
        for page in pdf.pages
        for mcid, element in enumerate(tree[int(page.StructParents)])
    }


def marked_sequences(pdf: pikepdf.Pdf) -> set[Marked]:
    """The marked content of each page, by its page and MCID, as its operators open it."""
    return {
        (page.obj.objgen, int(operands[1].MCID))
        for page in pdf.pages
        for operands, operator in pikepdf.parse_content_stream(page, "BDC")
        if "/MCID" in operands[1]
    }


def marked_words(pdf: pikepdf.Pdf) -> dict[Marked, str]:
    """What the glyphs of each marked content say by their fonts' character maps."""
    maps = {name: _texts(font) for name, font, _ in embedded(pdf)}
    found: dict[Marked, str] = {}
    for page in pdf.pages:
        texts, marked = {}, None
        for operands, operator in pikepdf.parse_content_stream(page, "BDC EMC Tf TJ Do"):
            match str(operator):
                case "BDC" if "/MCID" in operands[1]:
                    marked = (page.obj.objgen, int(operands[1].MCID))
                    found[marked] = ""
                case "EMC":
                    marked = None
                case "Tf":
                    texts = maps[str(operands[0])]
                case "TJ" if marked:
                    found[marked] += "".join(texts[cid] for cid in _cids(operands[0]))
    return found


# --- glyphs -----------------------------------------------------------------------------


def embedded(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object, TTFont]]:
    """Each font by its resource name, with the file that is embedded."""
    for name, font in pdf.pages[0].Resources.Font.items():
        descriptor = font.DescendantFonts[0].FontDescriptor
        file = descriptor.get("/FontFile2") or descriptor.FontFile3
        yield name, font, TTFont(io.BytesIO(file.read_bytes()))


def drawn_glyphs(pdf: pikepdf.Pdf) -> list[list[tuple[str, str, tuple]]]:
    """For each page the glyphs in the order of drawing: font, text, outline."""
    fonts = {
        name: (str(font.BaseFont)[8:], _texts(font), _outlines(font, file))
        for name, font, file in embedded(pdf)
    }
    return [list(_drawn(page, fonts)) for page in pdf.pages]


def _drawn(page: pikepdf.Page, fonts: dict) -> Iterator[tuple[str, str, tuple]]:
    for operands, operator in pikepdf.parse_content_stream(page, "Tf TJ"):
        if str(operator) == "Tf":
            face, texts, outlines = fonts[str(operands[0])]
            continue
        for cid in _cids(operands[0]):
            yield face, texts[cid], outlines[cid]


def _cids(shown: pikepdf.Object) -> Iterator[int]:
    """The character identifiers that a TJ operator shows."""
    for part in shown:
        if isinstance(part, pikepdf.String):
            data = bytes(part)
            yield from struct.unpack(f">{len(data) // 2}H", data)


def shaped_glyphs(page: Page, folder: Path = FONTS) -> list[tuple[str, str, tuple]]:
    """The same as typesetting shaped them, with the outlines of the font files."""
    return [
        (
            run.face.name,
            glyph.text.translate(_REPLACED) or _UNSAID,
            _whole_outline(folder, run.face.name, glyph.number),
        )
        for placed in (*filter(None, [page.watermark]), *page.lines, *page.running)
        for run in placed.line.runs
        for word in run.words
        for glyph in word.glyphs
    ]


@cache
def _whole_outline(folder: Path, face: str, number: int) -> tuple:
    return _outline((_fonts(FONTS) | _fonts(folder))[face], number)


@cache
def _fonts(folder: Path) -> dict[str, TTFont]:
    files = [TTFont(io.BytesIO(path.read_bytes()), lazy=True) for path in folder.glob("*.?tf")]
    return {file["name"].getDebugName(6): file for file in files}


def _outlines(font: pikepdf.Object, file: TTFont) -> dict[int, tuple]:
    if "CFF " in file:
        lines = re.findall(r"<(....)> ([0-9]+)\n", font.Encoding.read_bytes().decode())
        return {int(code, 16): _outline(file, int(glyph)) for code, glyph in lines}
    mapping = font.DescendantFonts[0].CIDToGIDMap.read_bytes()
    return {
        cid: _outline(file, int.from_bytes(mapping[2 * cid : 2 * cid + 2], "big"))
        for cid in range(1, len(mapping) // 2)
    }


def _outline(font: TTFont, number: int) -> tuple:
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getGlyphName(number)].draw(pen)
    return tuple(pen.value)


def _texts(font: pikepdf.Object) -> dict[int, str]:
    """The text of each CID by the font's character map."""
    lines = font.ToUnicode.read_bytes().decode("ascii").splitlines()
    pairs = (line[1:-1].split("><") for line in lines if line.count("><") == 1)
    return {
        int(cid, 16): bytes.fromhex(words).decode("utf-16-be")
        for cid, words in pairs
        if cid != "0000"
    }
