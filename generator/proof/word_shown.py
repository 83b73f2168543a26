"""What shows the words of a Word file otherwise than they stand in it: fields, controls, lists.

Fields that show other words than stand there, or will; controls that turn the order of letters
(Unicode Standard Annex 9); lists that begin with a number which the brief does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from generator.language.visible import words_of
from generator.language.words import word_set
from generator.opening.budget import Budget
from generator.opening.list_numbers import as_int
from generator.opening.ooxml import Package
from generator.opening.wordprocessing import W
from generator.opening.xml_part import XmlElement
from generator.proof.beside import Beside
from generator.proof.word_markup import words_set_in

_FIELDS = "{urn:policy-brief:fields}"
_INSTRUCTIONS = frozenset({"NOTEREF", "REF", "PAGEREF", "SEQ", "PAGE", "NUMPAGES", "TOC"})
_NUMBERS = word_set("NOTEREF PAGEREF SEQ PAGE NUMPAGES")
_MOST_LETTERS = 4  # of a number, such as xiii


def strange_fields(root: XmlElement, stored: Mapping[str, str], budget: Budget) -> Iterator[Beside]:
    """The fields of a text that no brief has, or that do not show what stands in them."""
    for element in root.iter():
        if element.tag == f"{W}sdt":
            yield from _bound(element, stored, budget)
        elif element.tag == f"{W}instrText":
            yield from _instruction(element.text or "")
    for paragraph in root.iter(f"{W}p"):
        yield from _worded_numbers(paragraph)


def _instruction(code: str) -> Iterator[Beside]:
    kind = code.split()[:1]
    if kind and kind[0] not in _INSTRUCTIONS:
        yield Beside(f"a field that no brief has, {kind[0][:40]}")


def _worded_numbers(paragraph: XmlElement) -> Iterator[Beside]:
    """Words in a field that shows a number: they are gone once Word brings it up to date."""
    code, shown, is_result = "", "", False
    for one in paragraph.iter():
        if one.tag == f"{W}fldChar":
            kind = one.get(f"{W}fldCharType")
            is_number = not _NUMBERS.isdisjoint(code.split()[:1])
            if kind == "end" and is_number and sum(map(str.isalpha, shown)) > _MOST_LETTERS:
                yield Beside("words in a field that shows a number", said=shown)
            code, shown, is_result = ("", "", False) if kind != "separate" else (code, "", True)
        elif one.tag == f"{W}instrText" and not is_result:
            code += one.text or ""
        elif one.tag == f"{W}t" and is_result:
            shown += one.text or ""


# --- fields that Word fills in ------------------------------------------------------------


def stored_values(package: Package) -> dict[str, str]:
    """The values that fields are bound to, by name."""
    roots = (
        package.xml(name) for name in package.names if re.fullmatch(r"customXml/item\d+\.xml", name)
    )
    return {
        each.tag.removeprefix(_FIELDS): each.text or ""
        for root in roots
        if root.tag == f"{_FIELDS}brief"
        for each in root
    }


def _bound(control: XmlElement, stored: Mapping[str, str], budget: Budget) -> Iterator[Beside]:
    """A field for which Word will show another value than the text has."""
    binding = control.find(f"{W}sdtPr/{W}dataBinding")
    if binding is None:
        return
    path = re.fullmatch(r"/b:brief\[1\]/b:(\w+)\[1\]", binding.get(f"{W}xpath", ""))
    words = words_set_in(control, budget)
    value = stored.get(path[1]) if path else None
    if value is None or words_of(value) != words_of(words):
        yield Beside("a field that shows other words than stand there", said=value or "")


_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def misdirected_words(root: XmlElement, known: Mapping[str, str]) -> Iterator[Beside]:
    """The words of a story with controls of direction that are not in what the file carries."""
    lawful = frozenset(_TURNS.findall("".join(known.values())))
    for element in root.iter(f"{W}t"):
        words = element.text or ""
        if not words.isprintable() and not lawful.issuperset(_TURNS.findall(words)):
            yield Beside("characters that turn the order of words", said=_TURNS.sub("", words))


def other_starts(root: XmlElement, known: Mapping[str, str]) -> Iterator[Beside]:
    """The first numbers of lists (17.9.25, 17.9.26) that none of the Markdown in a file has."""
    markdown = [text for name, text in known.items() if name.endswith(".md")]
    starts = {1, *chain.from_iterable(map(_starts_typed, markdown))}
    for element in chain(root.iter(f"{W}start"), root.iter(f"{W}startOverride")):
        if markdown and as_int(element.get(f"{W}val"), 1) not in starts:
            yield Beside("a list that begins with another number than in the brief")


def _starts_typed(markdown: str) -> Iterator[int]:
    """The numbers of items that no item with the number before stands before."""
    last: dict[str, int] = {}
    for edge, typed in re.findall(r"(?m)^([ >]*)(\d{1,9})[.)][ \t]", markdown):
        number = int(typed)
        if last.get(edge) != number - 1:
            yield number
        last[edge] = number
