"""Finished files as text that a reviewer can read."""

from __future__ import annotations

import io
import re
import zipfile
from base64 import b64decode
from collections.abc import Iterator

from lxml import etree

from generator.document import (
    Aside,
    Block,
    Box,
    BulletList,
    Contents,
    DefinitionList,
    Document,
    Figure,
    Heading,
    Inline,
    NumberedList,
    PageBreak,
    Paragraph,
    Quotation,
    Table,
    Text,
)
from generator.document.shifts import lowered, raised
from generator.document.walking import plain_text
from generator.manifest.bookmarks import passage_at, unprefixed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

Element = etree._Element


class WordFile:
    """The parts of a Word file, parsed."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.names = package.namelist()
            self.parts = {
                name: etree.fromstring(package.read(name))
                for name in self.names
                if name.endswith((".xml", ".rels"))
            }
        self.body = self.parts["word/document.xml"][0]
        at_end = "word/endnotes.xml" in self.parts
        self.footnotes = self.parts[f"word/{'end' if at_end else 'foot'}notes.xml"]
        styles = self.parts["word/styles.xml"].iterfind(f"{W}style")
        self.style_names = {one.get(f"{W}styleId"): one[0].get(f"{W}val") for one in styles}

    @property
    def comments(self) -> list[tuple[str, str]]:
        """What each comment says, and the words that it is on; it may be on none."""
        part = self.parts.get("word/comments.xml")
        said = {} if part is None else {one.get(f"{W}id"): _paragraphs(one) for one in part}
        references = self.body.iter(f"{W}commentReference")
        on: dict[str | None, str] = {one.get(f"{W}id"): "" for one in references}
        current: list[str | None] = []
        for element in self.body.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}r"):
            number = element.get(f"{W}id")
            if element.tag == f"{W}commentRangeStart":
                on[number] = ""
                current.append(number)
            elif element.tag == f"{W}commentRangeEnd":
                current.remove(number)
            else:
                on |= {one: on[one] + run_words(element) for one in current}
        return [(words, on[number]) for number, words in said.items() if number in on]

    @property
    def data(self) -> dict[str, Element]:
        """Custom XML parts by the namespace of their root, or by its `name` where it has one."""
        found = {}
        for name in self.names:
            if re.fullmatch(r"customXml/item\d+\.xml", name):
                root = self.parts[name]
                found[root.get("name") or etree.QName(root).namespace] = root
        return found

    @property
    def notes(self) -> list[Element]:
        """The footnotes proper, without the separators."""
        return [note for note in self.footnotes if note.get(f"{W}type") is None]

    @property
    def heads(self) -> dict[str, Element]:
        """Headers and footers, by the names of their files."""
        return {
            name.removeprefix("word/").removesuffix(".xml"): part
            for name, part in self.parts.items()
            if name.startswith(("word/header", "word/footer"))
        }

    @property
    def stories(self) -> list[Element]:
        """All parts that hold text."""
        return [self.body, self.footnotes, *self.heads.values()]


def docx_as_text(data: bytes) -> str:
    """One line a paragraph: `style | words with *marks*`; then notes, heads, members."""
    file = WordFile(data)
    notes = [
        line
        for number, note in enumerate(file.notes, 1)
        for line in _paragraph_lines(note, file, f"[{number}] ")
    ]
    heads = [
        line
        for name, part in sorted(file.heads.items(), key=lambda head: head[0][6:])
        for line in _paragraph_lines(part, file, f"{name}: ")
    ]
    lines = [*_paragraph_lines(file.body, file), "", *notes, "", *heads, "", *file.names, ""]
    return "\n".join(lines)


def docx_attachments(data: bytes) -> dict[str, bytes]:
    """The files that travel in a Word file, by name."""
    found = {}
    for name, root in WordFile(data).data.items():
        if etree.QName(root).localname == "attachment":
            text = root.text or ""
            found[name] = b64decode(text) if root.get("encoding") == "base64" else text.encode()
    return found


def docx_words(data: bytes) -> list[str]:
    """The words of the body, then of the notes, without marks, numbers and running heads."""
    file = WordFile(data)
    return [word for story in (file.body, *file.notes) for word in words_of(story)]


def words_of(story: Element) -> list[str]:
    """The words of a body or a note, as in `docx_words`; tables of contents only repeat some."""
    paragraphs = ("".join(_words(one)) for one in story.iter(f"{W}p") if not _lists_headings(one))
    return [word for words in paragraphs for word in words.split()]


def contents_lines(data: bytes) -> list[str]:
    """Each line of the tables of contents, a tab before the page number."""
    body = WordFile(data).body
    return ["".join(_words(one)) for one in body.iter(f"{W}p") if _lists_headings(one)]


def _lists_headings(paragraph: Element) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = "" if style is None else str(style.get(f"{W}val"))
    return re.match(r"(TOC|Contents)(Heading|\d)", name) is not None  # LibreOffice renames them


def document_words(document: Document) -> list[str]:
    """What a writer must show: the words of the blocks, then of the notes, in reading order."""
    blocks = [*document.blocks, *(block for note in document.notes for block in note.blocks)]
    return [
        word
        for block in blocks
        for inlines in _runs_of(block)
        for word in "".join(map(_writable, plain_text(inlines))).split()
    ]


def _runs_of(block: Block) -> Iterator[tuple[Inline, ...]]:
    match block:
        case Heading() | Paragraph():
            yield block.children
        case BulletList(items) | NumberedList(items):
            yield from (run for item in items for inner in item for run in _runs_of(inner))
        case DefinitionList(items):
            for term, blocks in items:
                yield term
                yield from (run for inner in blocks for run in _runs_of(inner))
        case Quotation(blocks):
            yield from (run for inner in blocks for run in _runs_of(inner))
        case Box() | Aside():
            yield block.title
            yield from (run for inner in block.blocks for run in _runs_of(inner))
        case Table() | Figure():
            label = (Text(f"{block.label}. "),) if block.label and block.caption else ()
            yield (*label, *block.caption)
            if isinstance(block, Table):
                yield from (cell for row in (block.header, *block.rows) for cell in row)
                yield block.source
        case Contents() | PageBreak():
            return


def _writable(letter: str) -> str:
    """The letter as XML 1.0 can hold it."""
    if letter in "\t\n\v\f\r":
        return " "
    code = ord(letter)
    unwritable = code < 0x20 or 0xD800 <= code < 0xE000 or code in {0xFFFE, 0xFFFF}
    return "\ufffd" if unwritable else letter


def _paragraphs(story: Element) -> str:
    """The words of a story, its paragraphs parted by a bar."""
    paragraphs = story.iter(f"{W}p")
    return "|".join("".join(map(run_words, one.iter(f"{W}r"))).strip() for one in paragraphs)


def _paragraph_lines(story: Element, file: WordFile, lead: str = "") -> Iterator[str]:
    for paragraph in story.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = "Normal" if style is None else file.style_names[style.get(f"{W}val")]
        cell = "· " if next(paragraph.iterancestors(f"{W}tc"), None) is not None else ""
        number = _number(paragraph)
        yield f"{lead}{cell}{name} | {number}{''.join(_marked(paragraph))}".rstrip()


def _number(paragraph: Element) -> str:
    instance = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    if instance is None:
        return ""
    level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
    return f"(list {instance.get(f'{W}val')}, level {level.get(f'{W}val')}) "


_SIGNS = {
    "tab": "\t",
    "br": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}


# LibreOffice calls the first one otherwise.
_MARKS = {"FootnoteReference", "FootnoteCharacters", "NoteNumber"}


def _words(paragraph: Element) -> Iterator[str]:
    """The words of each run; the mark of a note, even one repeated as a field, is none."""
    for run in paragraph.iter(f"{W}r"):
        style = run.find(f"{W}rPr/{W}rStyle")
        if style is None or style.get(f"{W}val") not in _MARKS:
            yield run_words(run)


def run_words(run: Element) -> str:
    """The words of a run, its figures raised or lowered where the run is."""
    words = "".join(
        child.text or "" if child.tag == f"{W}t" else _SIGNS.get(child.tag.removeprefix(W), "")
        for child in run
    )
    shift = run.find(f"{W}rPr/{W}vertAlign")
    return words if shift is None else _SHIFTS[shift.get(f"{W}val")](words)


_SHIFTS = {"superscript": raised, "subscript": lowered}


def _marked(paragraph: Element) -> Iterator[str]:
    for child in paragraph.iter():
        match child.tag.removeprefix(W):
            case "r":
                yield from _marked_run(child)
            case "bookmarkStart" if not passage_at(name := child.get(f"{W}name", "")):
                yield f"{{{unprefixed(name)}}}"
            case "tag":
                yield f"⟦{child.get(f'{W}val')}⟧"
            case "hyperlink":
                yield f"<{unprefixed(child.get(f'{W}anchor', '')) or 'outside'}>"


def _style_of_run(run: Element) -> str | None:
    style = run.find(f"{W}rPr/{W}rStyle")
    return None if style is None else style.get(f"{W}val")


def _marked_run(run: Element) -> Iterator[str]:
    words = run_words(run).replace("\t", "⇥").replace("\n", "⏎")
    before = "".join(
        sign
        for name, style, sign in (("b", "Strong", "**"), ("i", "Emphasis", "*"))
        if run.find(f"{W}rPr/{W}{name}") is not None or _style_of_run(run) == style
    )
    language = run.find(f"{W}rPr/{W}lang")
    if words and language is not None:
        words = f"{words}({list(language.attrib.values())[-1]})"
    yield f"{before}{words}{before[::-1]}" if words else ""
    for child in run:
        match child.tag.removeprefix(W):
            case "footnoteReference" | "endnoteReference":
                yield f"[{child.get(f'{W}id')}]"
            case "footnoteRef" | "endnoteRef":
                yield "№"
            case "instrText":
                yield f"‹{' '.join(map(unprefixed, (child.text or '').split()))}›"
            case "drawing":
                yield f"‹image: {next(child.iter('{*}docPr')).get('descr')}›"
