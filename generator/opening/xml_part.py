"""XML from somebody else → its elements: no document type, no entities, nothing from elsewhere."""

from __future__ import annotations

from itertools import chain
from xml.etree import ElementTree as ET

from generator.opening.budget import ATTRIBUTES, MARKUP, Budget

XmlElement = ET.Element

DEEPEST = 150
"""How many elements may stand in each other: what reads them may call itself a few times for each.

Word files have about forty."""


class UnsoundXmlError(Exception):
    """Why bytes are no XML that is read here, in words for a message."""


def xml_root(data: bytes, budget: Budget) -> XmlElement:
    """The root of some XML in UTF-8.

    Raises UnsoundXmlError if it is not well-formed, has a document type, or is deeper than
    DEEPEST, and BriefError if it is too large.
    """
    budget.spend(MARKUP, data.count(b"<"))
    budget.spend(ATTRIBUTES, data.count(b"="))
    # As every program writes it: in another encoding the signs would not have been counted.
    parser = ET.XMLParser(target=_Builder(), encoding="utf-8")
    try:
        parser.feed(data)
        root: XmlElement = parser.close()
    except (ET.ParseError, LookupError, ValueError) as error:
        raise UnsoundXmlError(str(error)) from None
    _refuse_deep(root)
    return root


def _refuse_deep(root: XmlElement) -> None:
    level = [root]
    for _ in range(DEEPEST):
        level = list(chain.from_iterable(level))
        if not level:
            return
    raise UnsoundXmlError("its elements stand deeper in each other than any reads")


class _Builder(ET.TreeBuilder):
    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """Refuse a document type, which no such file has: entities could blow it up."""
        told = f"a document type {name} {pubid or ''} {system or ''}".rstrip()
        raise UnsoundXmlError(told)
