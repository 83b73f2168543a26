"""A colleague who has nothing but Word: types, fills in, comments, answers, resolves comments."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from tests.projections import Element, W

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_THREADS = "word/commentsExtended.xml"
_RELATED = "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments"


class WordColleague:
    """A Word file that is open at somebody's desk; `saved` closes it."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {one: package.read(one) for one in package.namelist()}
        self.body = etree.fromstring(self.parts["word/document.xml"])

    def saved(self) -> bytes:
        self.parts["word/document.xml"] = _as_bytes(self.body)
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
            for one, data in self.parts.items():
                package.writestr(one, data)
        return file.getvalue()

    # --- words --------------------------------------------------------------------------

    @property
    def words(self) -> str:
        """All words of the text."""
        return "".join(one.text or "" for one in self.body.iter(f"{W}t"))

    def types(self, old: str, new: str) -> None:
        """Put words in the place of the first that read so, whatever runs they stand in."""
        for paragraph in self.body.iter(f"{W}p"):
            pieces = list(paragraph.iter(f"{W}t"))
            start = "".join(piece.text or "" for piece in pieces).find(old)
            if start >= 0:
                _retype(pieces, start, start + len(old), new)
                return
        raise AssertionError(f"no paragraph says {old!r}")

    def records(self, after: str, words: str) -> None:
        """Type words behind others while changes are recorded."""
        for piece in list(self.body.iter(f"{W}t")):
            text = piece.text or ""
            at = text.find(after) + len(after)
            if after in text:
                run = piece.getparent()
                rest = deepcopy(run)
                piece.text, rest.find(f"{W}t").text = text[:at], text[at:]
                for each in (piece, rest.find(f"{W}t")):
                    each.set(_SPACE, "preserve")
                added = etree.Element(f"{W}ins")
                added.set(f"{W}id", "700")
                added.set(f"{W}author", self.name)
                added.append(_run(words))
                run.addnext(added)
                added.addnext(rest)
                return
        raise AssertionError(f"no run says {after!r}")

    def fills_in(self, row: str, value: str) -> None:
        """Type into the second cell of the row that begins with a word."""
        for found in self.body.iter(f"{W}tr"):
            cells = found.findall(f"{W}tc")
            if "".join(cells[0].itertext()) == row:
                paragraph = cells[1].find(f"{W}p")
                for run in list(paragraph.iter(f"{W}r")):
                    run.getparent().remove(run)
                paragraph.append(_run(value))
                return
        raise AssertionError(f"no row begins with {row!r}")

    # --- comments -----------------------------------------------------------------------

    @property
    def comments(self) -> list[tuple[str, str]]:
        """Who says what in the margin, in order."""
        return [(one.get(f"{W}author"), "".join(one.itertext())) for one in self._comments()]

    def remarks(self, on: str, text: str) -> None:
        """Comment on the paragraph that has these words."""
        said = "".join
        paragraph = next(p for p in self.body.iter(f"{W}p") if on in said(p.itertext()))
        self._comment(text, paragraph.append)

    def answers(self, beginning: str, text: str) -> None:
        """Reply to the first comment that begins so."""
        asked = next(
            one for one in self._comments() if "".join(one.itertext()).startswith(beginning)
        )
        reference = next(
            one
            for one in self.body.iter(f"{W}commentReference")
            if one.get(f"{W}id") == asked.get(f"{W}id")
        )
        number = self._comment(text, lambda mark: reference.getparent().addnext(mark))
        threads = self._threads()
        for one, parent in ((asked, None), (self._comments()[-1], asked)):
            own = one.find(f"{W}p").get(f"{W14}paraId")
            found = next((each for each in threads if each.get(f"{W15}paraId") == own), None)
            if found is None:
                found = etree.SubElement(threads, f"{W15}commentEx")
                found.set(f"{W15}paraId", own)
                found.set(f"{W15}done", "0")
            if parent is not None:
                found.set(f"{W15}paraIdParent", parent.find(f"{W}p").get(f"{W14}paraId"))
        assert number
        self.parts[_THREADS] = _as_bytes(threads)

    def resolves(self, text: str) -> None:
        """Mark the comment that says this as done."""
        asked = next(one for one in self._comments() if text in "".join(one.itertext()))
        own = asked.find(f"{W}p").get(f"{W14}paraId")
        threads = self._threads()
        found = next((each for each in threads if each.get(f"{W15}paraId") == own), None)
        if found is None:
            found = etree.SubElement(threads, f"{W15}commentEx")
            found.set(f"{W15}paraId", own)
        found.set(f"{W15}done", "1")
        self.parts[_THREADS] = _as_bytes(threads)

    def _comments(self) -> list[Element]:
        data = self.parts.get("word/comments.xml")
        return [] if data is None else list(etree.fromstring(data))

    def _comment(self, text: str, place) -> str:
        root = self._part("word/comments.xml", f"{W}comments", _OFFICE, f"{_TYPES}+xml")
        number = str(len(root) + 100)
        comment = etree.SubElement(root, f"{W}comment")
        comment.set(f"{W}id", number)
        comment.set(f"{W}author", self.name)
        paragraph = etree.SubElement(comment, f"{W}p")
        paragraph.set(f"{W14}paraId", f"6000{int(number):04X}")
        paragraph.append(_run(text))
        self.parts["word/comments.xml"] = _as_bytes(root)
        mark = etree.Element(f"{W}r")
        etree.SubElement(mark, f"{W}commentReference").set(f"{W}id", number)
        place(mark)
        return number

    def _threads(self) -> Element:
        return self._part(_THREADS, f"{W15}commentsEx", _EXTENDED, f"{_TYPES}Extended+xml")

    def _part(self, name: str, root: str, relation: str, content_type: str) -> Element:
        """The root of a part, which is added to the file if it has none."""
        if name in self.parts:
            return etree.fromstring(self.parts[name])
        related = etree.fromstring(self.parts[_RELATED])
        leads = etree.SubElement(related, deepcopy(related[0]).tag)
        target = name.removeprefix("word/")
        leads.attrib.update({"Id": f"r{len(related)}x", "Type": relation, "Target": target})
        self.parts[_RELATED] = _as_bytes(related)
        types = etree.fromstring(self.parts["[Content_Types].xml"])
        override = etree.SubElement(types, types[0].tag.replace("Default", "Override"))
        override.attrib.update({"PartName": f"/{name}", "ContentType": content_type})
        self.parts["[Content_Types].xml"] = _as_bytes(types)
        return etree.Element(root, nsmap={"w": W[1:-1], "w14": W14[1:-1], "w15": W15[1:-1]})


def _retype(pieces: list[Element], start: int, end: int, new: str) -> None:
    for piece, (first, last) in zip(pieces, tuple(_stretches(pieces)), strict=True):
        low, high = max(first, start), min(last, end)
        if low < high:
            words = piece.text or ""
            piece.text = words[: low - first] + new + words[high - first :]
            piece.set(_SPACE, "preserve")
            new = ""


def _stretches(pieces: list[Element]) -> Iterator[tuple[int, int]]:
    at = 0
    for piece in pieces:
        yield at, at + len(piece.text or "")
        at += len(piece.text or "")


def _run(words: str) -> Element:
    run = etree.Element(f"{W}r")
    text = etree.SubElement(run, f"{W}t")
    text.text = words
    text.set(_SPACE, "preserve")
    return run


def _as_bytes(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
