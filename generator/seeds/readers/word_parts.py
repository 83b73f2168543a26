"""The parts of a Word file → the lines that it prints, and what its properties say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.opening.budget import Budget
from generator.opening.field_stack import FieldStack
from generator.opening.ooxml import Package, notes_by_reference, word_package
from generator.opening.word_numbering import word_numbering
from generator.opening.word_styles import word_styles
from generator.opening.wordprocessing import W
from generator.opening.xml_part import XmlElement
from generator.seeds.readers.gathering import GatheredLines, OfficeText
from generator.seeds.readers.structured import Properties
from generator.seeds.readers.word_story import WordStory


def word_text(data: bytes, budget: Budget) -> OfficeText:
    """What a Word file says: its body, its notes, what is printed around them.

    Raises BriefError for a file that cannot be opened.
    """
    package = word_package(data, budget)
    main = next(package.related("", "officeDocument"), None)
    if main is None:
        raise package.zipped.damaged("it has no main part")

    def part(kind: str) -> XmlElement | None:
        return next((package.xml(name) for name in package.related(main, kind)), None)

    styles = word_styles(part("styles"))
    story = WordStory(
        GatheredLines(budget),
        styles,
        word_numbering(part("numbering"), styles.lists),
        FieldStack(budget),
    )
    story.read(_body_of(package, main))
    story.finish()
    for reason, root in _beside_body(package, main, story.references):
        story.reason = reason
        story.read(root)
        story.finish()
    return OfficeText(tuple(story.gathered.lines), _said_of_it(package))


def _body_of(package: Package, main: str) -> XmlElement:
    """The body. Raises BriefError if some of it lies in files that only Word can read."""
    root = package.xml(main)
    if any(next(root.iter(f"{W}{name}"), None) is not None for name in ("altChunk", "subDoc")):
        message = "this Word file takes in another file, which only Word can read"
        raise package.budget.damaged(message)
    return root


def _beside_body(
    package: Package, main: str, references: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, XmlElement]]:
    """The notes in the order in which the body refers to them, the headers and the footers."""
    notes = notes_by_reference(package, main)
    yield from (("note", notes[one].element) for one in dict.fromkeys(references) if one in notes)
    for kind in ("header", "footer"):
        for name in dict.fromkeys(package.related(main, kind)):
            yield "running head", package.xml(name)


def _said_of_it(package: Package) -> Properties:
    said = package.properties()
    return Properties(said.get("title", ""), said.get("creator", ""))
