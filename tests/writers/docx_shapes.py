"""What a schema can tell apart in Word files: so a slow validator sees each of it, and once."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from itertools import pairwise

from lxml import etree

Shape = tuple[str | tuple[str, ...], ...]
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def of_new_shapes(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those of the files that have a shape which none before them has."""
    seen, kept = set[Shape](), {}
    for name, data in files.items():
        found = set(_shapes(data))
        if not found <= seen:
            kept[name] = data
        seen |= found
    return kept


def _shapes(data: bytes) -> Iterator[Shape]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                for element in etree.fromstring(package.read(name)).iter(etree.Element):
                    yield from _shapes_of(element)


def _shapes_of(element: etree._Element) -> Iterator[Shape]:
    """Its neighbours below it, all that it has of properties, and its attributes."""
    children = ("", *(child.tag for child in element), "")
    for one, following in pairwise(children):
        yield element.tag, one, following
    if element.tag.endswith("Pr"):
        yield element.tag, children
    for name, value in element.attrib.items():
        yield element.tag, name, _kind_of(value)


def _kind_of(value: str) -> str:
    """A word as it is, a number by its sign and its digits, and anything for any other text."""
    if _NUMBER.fullmatch(value):
        return re.sub(r"\d", "9", value)
    return value if value.isalpha() and len(value) < 20 else "anything"
