"""An OpenDocument text → what stands in it, with tracked changes settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from msgspec.structs import replace

from generator.diagnostics import Span, codes, refusal
from generator.incoming.comments import placed_comment
from generator.incoming.file import IncomingComment, IncomingFile
from generator.incoming.opendocument_settings import pages_begun
from generator.incoming.opendocument_stories import opendocument_stories
from generator.incoming.story import IncomingStory
from generator.incoming.story_views import heads_without_numbers, resolved_paragraphs
from generator.opening.budget import Budget
from generator.opening.opendocument import body_of_text, opendocument_roots
from generator.opening.opendocument_styles import NAMESPACES, TEXT
from generator.opening.xml_part import XmlElement

_OF_WORD = "OOXMLCoreProperty"
_PARENT, _DONE = "parent-name", "resolved"


def read_incoming_odt(data: bytes, budget: Budget, *, rejected: bool = False) -> IncomingFile:
    """What stands in an OpenDocument text (.odt, .fodt), its changes accepted or `rejected`.

    Raises BriefError if it cannot be read, or is no text.
    """
    roots = opendocument_roots(data, budget)
    body = body_of_text(roots)
    if body is None:
        message = "this is an OpenDocument file, but no text"
        hint = "save its words as a text (.odt or .docx)"
        raise refusal(codes.DAMAGED_FILE, message, Span.at(budget.file), hint=hint)
    read = opendocument_stories(roots, body, budget, rejected=rejected)
    stories = (read.body, *read.notes)
    return IncomingFile(
        kind="OpenDocument text",
        paragraphs=resolved_paragraphs(read.body),
        notes={story.note: resolved_paragraphs(story) for story in read.notes},
        comments=tuple(_comments(read.said, stories)),
        tracked=tuple(chain.from_iterable(story.tracked for story in stories)),
        properties=_meta(roots),
        heads=heads_without_numbers(read.heads),
        sheets=frozenset(pages_begun(roots)),
    )


def _comments(
    said: Mapping[str, XmlElement], stories: Iterable[IncomingStory]
) -> Iterator[IncomingComment]:
    """The comments in reading order, answers with what they answer."""
    stories = tuple(stories)
    answers: dict[str, list[tuple[str, str]]] = {}
    first: dict[str, IncomingComment] = {}
    for key, element in said.items():
        author = element.findtext("dc:creator", "", NAMESPACES)
        text = "\n".join("".join(one.itertext()) for one in element.iter(f"{TEXT}p")).strip()
        asked = _attribute(element, _PARENT)
        if asked in first:
            answers.setdefault(asked, []).append((author, text))
            continue
        comment = placed_comment(key, author, text, stories)
        first[key] = replace(comment, is_done=_attribute(element, _DONE) == "true")
    for key, comment in first.items():
        yield replace(comment, replies=tuple(answers.get(key, ())))


def _attribute(element: XmlElement, name: str) -> str:
    """An attribute by its name alone: LibreOffice has some in a space of its own."""
    found = (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name)
    return next(found, "")


def _meta(roots: Iterable[XmlElement]) -> Mapping[str, str]:
    """What the properties say, those of the house's own among them, by their names.

    LibreOffice names those that only a Word file has in a way of its own. That of a template says
    its name in an attribute.
    """
    said: dict[str, str] = {}
    for root in roots:
        for meta in root.iterfind("office:meta", NAMESPACES):
            for one in meta:
                name = _attribute(one, "name") or one.tag.rpartition("}")[2]
                words = one.text or _attribute(one, "title")
                if words.strip():
                    said[name.removeprefix(_OF_WORD).lower()] = words
    return said
