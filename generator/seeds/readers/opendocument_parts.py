"""The parts of an OpenDocument text → the lines that it prints, and what its properties say."""

from __future__ import annotations

from generator.diagnostics import Span, codes, refusal
from generator.incoming.opendocument_stories import opendocument_stories
from generator.opening.budget import Budget
from generator.opening.opendocument import body_of_text, opendocument_roots
from generator.opening.opendocument_styles import NAMESPACES
from generator.opening.xml_part import XmlElement
from generator.seeds.readers.office_lines import OfficeText, office_lines
from generator.seeds.readers.structured import Properties


def opendocument_text(data: bytes, budget: Budget) -> OfficeText:
    """What an OpenDocument text says: its body, its notes, what is printed around them.

    Raises BriefError for a file that cannot be opened, and for one that is no text.
    """
    roots = opendocument_roots(data, budget)
    body = body_of_text(roots)
    if body is None:
        message = "this is an OpenDocument file, but no text"
        hint = "copy the words that you cite into a plain text file, and import that"
        raise refusal(codes.NOT_A_TEXT, message, Span.at(budget.file), hint=hint)
    read = opendocument_stories(roots, body, budget)
    return OfficeText(office_lines(read.body, read.notes, read.heads), _said_of_it(roots))


def _said_of_it(roots: tuple[XmlElement, ...]) -> Properties:
    def said(name: str) -> str:
        found = (root.findtext(f"office:meta/{name}", "", NAMESPACES) for root in roots)
        return next(filter(None, found), "")

    return Properties(said("dc:title"), said("meta:initial-creator") or said("dc:creator"))
