"""Finished files as others leave them: a word changed, a mark moved, a manifest doctored."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from html import unescape

import pikepdf

from generator.document import Document
from generator.manifest.canonical import canonical_json, manifest_digest
from generator.manifest.writing import manifest
from generator.proof.beside import Beside
from generator.theme.theme import Theme
from generator.typesetting import typeset
from generator.writers.docx import write_docx
from generator.writers.docx.markup import escaped
from generator.writers.html import write_html
from generator.writers.pdf import write_pdf

BODY, NOTES = "word/document.xml", "word/footnotes.xml"


def written(form: str, shown: Document, carried: Document, theme: Theme) -> bytes:
    """A file that shows one document and carries the manifest of another."""
    attached = (manifest(carried, {"markdown": "0" * 64}),)
    if form == "html":
        return write_html(shown, theme, attachments=attached)
    pages = typeset(shown, theme)
    if form == "docx":
        return write_docx(shown, theme, attachments=attached, page_of=pages.page_of)
    return write_pdf(shown, pages, attachments=attached)


def is_by_digest(one: Beside) -> bool:
    """Whether this is told of a file only because it is not to the byte as it was made."""
    return one.what.endswith("than the file was made with")


def edited(data: bytes, part: str, old: str, new: str) -> bytes:
    """A Word file with some XML of a part replaced, where it stands first."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return with_part(data, part, change)


def with_part(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """A Word file with a part as `change` makes it; all else to the byte."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(made, "w") as after:
        for member in before.infolist():
            content = before.read(member)
            if member.filename == part:
                content = change(content.decode()).encode()
            after.writestr(zipfile.ZipInfo(member.filename, member.date_time), content)
    return made.getvalue()


def packed_anew(data: bytes) -> bytes:
    """A Word file whose parts are the same to the byte, and packed in another way."""
    return with_part(data, BODY, str)


def attachment_part(data: bytes, name: str) -> str:
    """The part of a Word file that an attachment travels in."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for member in package.namelist():
            if f'name="{name}"'.encode() in package.read(member):
                return member
    raise AssertionError(name)


def with_manifest(data: bytes, change: Callable[[dict], None], *, sealed: bool = False) -> bytes:
    """A Word file whose manifest was doctored, and its own digest to suit where `sealed`."""

    def doctored(text: str) -> str:
        head, content, tail = re.split(r"(?<=>)(\{.*\})(?=<)", text, maxsplit=1, flags=re.DOTALL)
        held = json.loads(unescape(content))
        change(held)
        if sealed:
            held["digest"] = manifest_digest(held)
        return head + escaped(canonical_json(held).decode()) + tail

    return with_part(data, attachment_part(data, "manifest.json"), doctored)


# --- PDF ----------------------------------------------------------------------------------


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    made = io.BytesIO()
    pdf.save(made, **options)
    return made.getvalue()


def pdf_with_word(data: bytes, old: str, new: str) -> bytes:
    """A PDF with a word replaced in the content of the first page that shows it whole.

    The letters of the new word have to stand in the font already, as an editor would have it.
    """
    pdf = pikepdf.open(io.BytesIO(data))
    for page in pdf.pages:
        fonts = {name: _codes(font) for name, font in page.Resources.Font.items()}
        codes: dict[str, str] = {}
        instructions = []
        done = False
        for given, operator in pikepdf.parse_content_stream(page):
            operands = given
            if str(operator) == "Tf":
                codes = fonts[str(operands[0])]
            if str(operator) == "TJ" and not done and set(old + new) <= codes.keys():
                shown = _shown(operands[0])
                before, after = ("".join(codes[c] for c in word) for word in (old, new))
                at = shown.find(before)
                if at >= 0 and at % 4 == 0:
                    shown = shown.replace(before, after, 1)
                    operands = [pikepdf.Array([pikepdf.String(bytes.fromhex(shown))])]
                    done = True
            instructions.append((operands, operator))
        if done:
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
            return saved(pdf)
    raise AssertionError(old)


def _shown(array: pikepdf.Array) -> str:
    """The character codes of a TJ operator, without the kerning between them."""
    return "".join(bytes(part).hex() for part in array if isinstance(part, pikepdf.String))


def _codes(font: pikepdf.Object) -> dict[str, str]:
    lines = font.ToUnicode.read_bytes().decode("ascii").splitlines()
    pairs = (line[1:-1].split("><") for line in lines if line.count("><") == 1)
    return {bytes.fromhex(text).decode("utf-16-be"): code.lower() for code, text in pairs}


def pdf_with_page(data: bytes, number: int, change: Callable[[bytes], bytes]) -> bytes:
    """A PDF with the content of a page, counted from 1, as `change` makes it."""
    pdf = pikepdf.open(io.BytesIO(data))
    page = pdf.pages[number - 1]
    page.Contents = pdf.make_stream(change(page.Contents.read_bytes()))
    return saved(pdf)
