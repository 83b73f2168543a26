"""Tracked changes of a Word file, all accepted or all rejected; and what a file then says.

Written from ISO 29500-1, 17.13.5, and not from our writer: what a reader of the standard would do.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from tests.projections import Element, W

_STORIES = ("word/document.xml", "word/footnotes.xml")
_NEW, _GONE = ("ins", "moveTo"), ("del", "moveFrom")
_COUNTED = ("NOTEREF", "SEQ", "PAGEREF")


def settled(data: bytes, *, accept: bool) -> bytes:
    """The file with all of its changes accepted, or all rejected."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        stories = {name: etree.fromstring(before.read(name)) for name in _STORIES}
        for story in stories.values():
            _settle(story, *((_NEW, _GONE) if accept else (_GONE, _NEW)))
        _drop_notes(*stories.values())
        for name in before.namelist():
            content = before.read(name)
            if name in stories:
                content = etree.tostring(stories[name])
            after.writestr(name, content)
    return out.getvalue()


def _settle(story: Element, kept: tuple[str, ...], lost: tuple[str, ...]) -> None:
    _remove_rows(story, lost[0])
    marks = [one for one in story.iter(f"{W}p") if _mark_is(one, lost)]
    for change in [one for name in lost for one in story.iter(f"{W}{name}")]:
        if change.getparent().tag not in (f"{W}rPr", f"{W}trPr"):
            _remove(change)
    for paragraph in marks:
        _joined_to_next(paragraph)
    for change in [one for name in kept for one in story.iter(f"{W}{name}")]:
        _unwrap(change)
    for one in story.iter(f"{W}delText", f"{W}delInstrText"):
        one.tag = f"{W}t" if one.tag == f"{W}delText" else f"{W}instrText"


def _remove_rows(story: Element, change: str) -> None:
    """Take away the rows that are changed so, and the tables that have none left."""
    for row in [
        one for one in story.iter(f"{W}tr") if one.find(f"{W}trPr/{W}{change}") is not None
    ]:
        _remove(row)
    for table in [one for one in story.iter(f"{W}tbl") if one.find(f"{W}tr") is None]:
        _remove(table)


def _mark_is(paragraph: Element, names: tuple[str, ...]) -> bool:
    return any(paragraph.find(f"{W}pPr/{W}rPr/{W}{name}") is not None for name in names)


def _joined_to_next(paragraph: Element) -> None:
    """Take away a paragraph's mark: what it still has goes to the paragraph behind it."""
    rest = [one for one in paragraph if one.tag != f"{W}pPr"]
    following = next((one for one in paragraph.itersiblings() if one.tag != _RANGE_END), None)
    if following is not None and following.tag == f"{W}p":
        at = 1 if following.find(f"{W}pPr") is not None else 0
        for one in reversed(rest):
            following.insert(at, one)
    elif any(one.tag == f"{W}r" for one in rest):
        return
    _remove(paragraph)


_RANGE_END = f"{W}moveFromRangeEnd"


def _remove(element: Element) -> None:
    element.getparent().remove(element)


def _unwrap(element: Element) -> None:
    parent = element.getparent()
    for child in list(element):
        element.addprevious(child)
    parent.remove(element)


def _drop_notes(body: Element, footnotes: Element) -> None:
    marked = {one.get(f"{W}id") for one in body.iter(f"{W}footnoteReference")}
    for note in list(footnotes):
        if note.get(f"{W}type") is None and note.get(f"{W}id") not in marked:
            footnotes.remove(note)


# --- what a file says ---------------------------------------------------------------------


def said(data: bytes, *, counted: bool = True) -> list[str]:
    """Each line of a file: a paragraph, or a row of a table; a note stands where its mark does.

    Without what is `counted`, the numbers of fields are left out, and lines that only list them.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body, footnotes = (etree.fromstring(package.read(name)) for name in _STORIES)
    notes = {one.get(f"{W}id"): one for one in footnotes}
    return [line for line in _Reader(notes, counted).lines(body) if line.strip()]


def wherever(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines of a file without its notes, and these: a note at the side stands elsewhere."""
    whole = [re.sub(r"\s*(\{.*?\}|(?<=\S)#)\s*", " ", line).strip() for line in lines]
    notes = [note for line in lines for note in re.findall(r"\{.*?\}", line)]
    return [line for line in whole if line], sorted(notes)


class _Reader:
    def __init__(self, notes: dict[str | None, Element], counted: bool) -> None:
        self._notes, self._counted = notes, counted

    def lines(self, story: Element) -> Iterator[str]:
        for element in story:
            if element.tag == f"{W}p":
                words = " ".join(self._words(element).split())
                if self._counted or not words.startswith(("Cited in ", "Not cited")):
                    yield words
            elif element.tag == f"{W}tr":
                cells = [" / ".join(self.lines(cell)) for cell in element.iterfind(f"{W}tc")]
                if not self._counted:
                    cells = ["#" if _LISTED.fullmatch(cell) else cell for cell in cells]
                yield "| " + " | ".join(cells)
            elif element.tag != f"{W}sdtPr":
                yield from self.lines(element)

    def _words(self, paragraph: Element) -> str:
        found, instruction, in_result = "", "", False
        for element in paragraph.iter():
            match etree.QName(element).localname:
                case "fldChar":
                    kind = element.get(f"{W}fldCharType")
                    in_result = kind == "separate"
                    if kind == "begin":
                        instruction = ""
                    if kind == "end" and not self._counted and _counts(instruction):
                        found += "#"
                case "instrText":
                    instruction += element.text or ""
                case "t" if self._counted or not (in_result and _counts(instruction)):
                    found += element.text or ""
                case "noBreakHyphen":
                    found += "\u2011"
                case "tab" | "br":
                    found += " "
                case "blip":
                    found += "[picture]"
                case "footnoteReference":
                    note = self._notes[element.get(f"{W}id")]
                    found += f" {{{' / '.join(self.lines(note))}}} "
        return found if self._counted else re.sub(r"(?<=note )\d+|(?<=Table )\d+", "#", found)


_LISTED = re.compile(r"(?:#|\d\d?)(?:(?:, | and )(?:#|\d\d?))*")  # a cell that lists notes


def _counts(instruction: str) -> bool:
    return instruction.split()[:1] != [] and instruction.split(maxsplit=1)[0] in _COUNTED
