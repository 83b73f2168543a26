"""A header or footer of a Word file → what of it a brief's Word file shows, and its words.

Fields that say what a brief says of itself become its name in braces, such as {title}; page numbers
stay fields. What acts, or leads out of the file, is taken out and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from msgspec import Struct, field

from generator.language.words import word_set
from generator.opening.ooxml import Relationship
from generator.opening.wordprocessing import ALTERNATIVES, R, W, value_of
from generator.opening.xml_part import XmlElement
from generator.theme.running_heads import FIELDS, PAGE_FIELDS

_FIELD = re.compile(r"\{(\w+)\}")

PAGE, PAGES = "{page_number}", "{page_count}"
_SAID: Mapping[str, str] = {
    "PAGE": PAGE,
    "NUMPAGES": PAGES,
    "SECTIONPAGES": PAGES,
    "TITLE": "{title}",
    "AUTHOR": "{authors}",
    "LASTSAVEDBY": "{authors}",
    "SUBJECT": "{series}",
    **dict.fromkeys(("DATE", "SAVEDATE", "CREATEDATE", "PRINTDATE", "TIME"), "{date}"),
    "STYLEREF": "{title}",
}
_PROPERTIES = {"title": "{title}", "author": "{authors}", "company": "{publisher}",
               "subject": "{series}"}  # fmt: skip
_ACTING = word_set(
    "DDE DDEAUTO INCLUDETEXT INCLUDEPICTURE IMPORT LINK DATABASE MACROBUTTON AUTOTEXT AUTOTEXTLIST "
    "EMBED ASK FILLIN GOTOBUTTON PRINT SET FILENAME DOCVARIABLE COMMENTS KEYWORDS TEMPLATE USERNAME"
)
"""Fields that do something, fetch something, or show what the house's file is called."""

_DROPPED = {
    "object": "an embedded object",
    "control": "an ActiveX control",
    "altChunk": "another document inside it",
    "del": "",
    "moveFrom": "",
    **dict.fromkeys(("proofErr", "bookmarkStart", "bookmarkEnd", "permStart", "permEnd"), ""),
    **dict.fromkeys(("commentRangeStart", "commentRangeEnd", "commentReference"), ""),
    **dict.fromkeys(("lastRenderedPageBreak", "rPrChange", "pPrChange", "sectPr", "numPr"), ""),
    **dict.fromkeys(("footnoteReference", "endnoteReference"), ""),
}
_UNWRAPPED = frozenset(f"{W}{name}" for name in word_set("ins moveTo smartTag customXml"))


class HeadCleaner(Struct):
    """What is found in one head while it is read."""

    relations: Mapping[str, Relationship]
    dropped: dict[str, None] = field(default_factory=dict)
    _open: list[_HeadField] = field(default_factory=list)

    def cleaned(self, element: XmlElement) -> XmlElement:
        """An element with what a brief can show of what stands in it."""
        made = ET.Element(
            element.tag, {k: v for k, v in element.attrib.items() if self._leads(k, v)}
        )
        made.text = element.text
        for child in element:
            made.extend(self._kept(child))
        if element.tag == f"{W}p":
            _join_fields(made)
        return made

    def _leads(self, key: str, value: str) -> bool:
        """Whether an attribute may stay: what it leads to must be in the file."""
        if not key.startswith(R):
            return True
        relation = self.relations.get(value)
        if relation is None or (relation.is_external and not relation.kind.endswith("/hyperlink")):
            self.dropped["a picture or file that lies outside it"] = None
            return False
        return True

    def _kept(self, element: XmlElement) -> Iterator[XmlElement]:
        name = element.tag.removeprefix(W)
        if name in _DROPPED:
            if _DROPPED[name]:
                self.dropped[_DROPPED[name]] = None
        elif element.tag in _UNWRAPPED:
            for child in element:
                yield from self._kept(child)
        elif name == "sdt":
            yield from self._of_control(element)
        elif name == "hyperlink":
            yield from self._of_link(element)
        elif name == "fldSimple":
            yield from self._simple_field(element)
        elif name == "r":
            yield from self._run(element)
        elif element.tag == ALTERNATIVES or not self._is_silent:
            yield self.cleaned(element)

    @property
    def _is_silent(self) -> bool:
        return any(one.is_silent for one in self._open)

    def _of_control(self, element: XmlElement) -> Iterator[XmlElement]:
        """The content of a control; one that is named after a field of a brief shows that."""
        about, content = element.find(f"{W}sdtPr"), element.find(f"{W}sdtContent")
        said = "" if about is None else _field_of_control(about)
        if content is None:
            return
        if not said:
            for child in content:
                yield from self._kept(child)
            return
        first = next(content.iter(f"{W}r"), None)
        run = _worded_run(said, None if first is None else first.find(f"{W}rPr"))
        if content.find(f"{W}p") is None:
            yield run
            return
        paragraph = ET.Element(f"{W}p")
        properties = content.find(f"{W}p/{W}pPr")
        paragraph.extend([*([] if properties is None else [self.cleaned(properties)]), run])
        yield paragraph

    def _of_link(self, element: XmlElement) -> Iterator[XmlElement]:
        relation = self.relations.get(element.get(f"{R}id", ""))
        if relation and relation.is_external and re.match("(https?|mailto):", relation.target):
            yield self.cleaned(element)
            return
        for child in element:
            yield from self._kept(child)

    # --- fields ---

    def _simple_field(self, element: XmlElement) -> Iterator[XmlElement]:
        self._open.append(_HeadField(element.get(f"{W}instr", "")))
        first = element.find(f"{W}r/{W}rPr")
        yield from self._begin_result(first)
        for child in element:
            yield from self._kept(child)
        self._open.pop()

    def _run(self, element: XmlElement) -> Iterator[XmlElement]:
        letters = element.find(f"{W}rPr")
        made = ET.Element(element.tag)
        if letters is not None:
            made.append(self.cleaned(letters))
        for child in element:
            name = child.tag.removeprefix(W)
            if name == "fldChar":
                yield from self._field_character(child, letters)
            elif name == "instrText":
                if self._open:
                    self._open[-1].code += child.text or ""
            elif name != "rPr" and not self._is_silent:
                made.extend(self._kept(child))
        if any(child.tag != f"{W}rPr" for child in made):
            yield made

    def _field_character(
        self, element: XmlElement, letters: XmlElement | None
    ) -> Iterator[XmlElement]:
        match element.get(f"{W}fldCharType"):
            case "begin":
                self._open.append(_HeadField())
            case "separate" if self._open:
                yield from self._begin_result(letters)
            case "end" if self._open:
                if not self._open[-1].in_result:
                    yield from self._begin_result(letters)
                self._open.pop()
            case _:
                pass

    def _begin_result(self, letters: XmlElement | None) -> Iterator[XmlElement]:
        """What stands for a field, in the place of its result."""
        one = self._open[-1]
        one.in_result = True
        if any(outer.is_silent for outer in self._open[:-1]):
            return
        if one.kind in _ACTING:
            self.dropped[f"the field {one.kind}"] = None
        said = one.said
        if said in (PAGE, PAGES):
            yield from _page_field("PAGE" if said == PAGE else "NUMPAGES", letters)
        elif said:
            yield _worded_run(said, letters)


class _HeadField(Struct):
    """A field that is open: its code, and whether its result has begun."""

    code: str = ""
    in_result: bool = False

    @property
    def kind(self) -> str:
        return next(iter(self.code.upper().split()), "")

    @property
    def said(self) -> str:
        """What a brief says in its place; nothing if its words stay as they are."""
        if self.kind == "DOCPROPERTY":
            name = re.sub(r'["\\].*$', "", self.code.split(None, 1)[-1].strip(' "')).strip()
            return _PROPERTIES.get(name.casefold(), "")
        return _SAID.get(self.kind, "")

    @property
    def is_silent(self) -> bool:
        """Whether the words that stand in it are not shown: its code, or a result of before."""
        return not self.in_result or bool(self.said) or self.kind in _ACTING


def _page_field(code: str, letters: XmlElement | None) -> Iterator[XmlElement]:
    for kind, text in (("begin", ""), ("", f" {code} "), ("separate", ""), ("t", "1"), ("end", "")):
        run = ET.Element(f"{W}r")
        if letters is not None:
            run.append(letters)
        if kind in ("begin", "separate", "end"):
            ET.SubElement(run, f"{W}fldChar", {f"{W}fldCharType": kind})
        else:
            said = ET.SubElement(run, f"{W}t" if kind else f"{W}instrText", _SPACED)
            said.text = text
        yield run


_SPACED = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}


def _worded_run(words: str, letters: XmlElement | None) -> XmlElement:
    run = ET.Element(f"{W}r")
    if letters is not None:
        run.append(letters)
    ET.SubElement(run, f"{W}t", _SPACED).text = words
    return run


def _field_of_control(about: XmlElement) -> str:
    for name in ("tag", "alias"):
        said = value_of(about, name).strip("{} ").casefold()
        if said in _OF_BRIEF:
            return f"{{{said}}}"
    binding = about.find(f"{W}dataBinding")
    path = "" if binding is None else binding.get(f"{W}xpath", "")
    named = re.search(r"(title|subject|creator|Company)\[1\]$", path)
    return _BOUND[named[1]] if named else ""


_OF_BRIEF = frozenset((*FIELDS, *PAGE_FIELDS))
_BOUND = {"title": "{title}", "subject": "{series}", "creator": "{authors}",
          "Company": "{publisher}"}  # fmt: skip


def _join_fields(paragraph: XmlElement) -> None:
    """Put a field in braces, which programs divide over several runs, into the first of these."""
    texts = [text for run in paragraph.iter(f"{W}r") for text in run.findall(f"{W}t")]
    whole = "".join(text.text or "" for text in texts)
    for found in reversed(list(_FIELD.finditer(whole))):
        place = 0
        first: XmlElement | None = None
        for text in texts:
            words = text.text or ""
            start, end = place, place + len(words)
            place = end
            if end <= found.start() or start >= found.end() or words == "":
                continue
            low, high = max(found.start() - start, 0), min(found.end() - start, len(words))
            if first is None:
                first = text
                text.text = words[:low] + found[0] + words[high:]
            else:
                text.text = words[:low] + words[high:]
