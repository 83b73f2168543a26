"""Pages as a reviewer can read them: lines with their place, and words in reading order."""

from __future__ import annotations

from generator.document import Block, Document, Inline, Meta, Note, Paragraph, Text
from generator.typesetting import Pages
from generator.typesetting.placed import Content, Line, Page, PlacedLine, StructureElement, leaves


def line_words(line: Line) -> str:
    return "".join(word.text for run in line.runs for word in run.words)


def page_lines(page: Page) -> list[str]:
    return [line_words(placed.line).strip() for placed in page.lines]


def line_with(page: Page, words: str) -> PlacedLine:
    return next(placed for placed in page.lines if words in line_words(placed.line))


def content_words(pages: Pages) -> dict[Content, str]:
    """What each leaf of the structure shows, over all pages; divided words joined again."""
    words: dict[Content, str] = {}
    for page in pages.pages:
        for placed in page.lines:
            for run in placed.line.runs:
                leaf = placed.leaf_of(run)
                if leaf is not None:
                    shown = "".join(glyph.text for word in run.words for glyph in word.glyphs)
                    words[leaf] = words.get(leaf, "") + shown
    return {content: shown.replace("\u00ad", "") for content, shown in words.items()}


def words_in_order(pages: Pages, element: StructureElement | None = None) -> str:
    """The words of an element as a screen reader says them."""
    words = content_words(pages)
    return "".join(words.get(leaf, "") for leaf in leaves(element or pages.structure))


def elements(element: StructureElement, kind: str) -> list[StructureElement]:
    """All elements of a kind below an element, in reading order."""
    found = [element] if element.kind == kind else []
    for kid in element.kids:
        if isinstance(kid, StructureElement):
            found += elements(kid, kind)
    return found


def document(*blocks: Block, notes: tuple[Note, ...] = (), language: str = "en-GB") -> Document:
    return Document("A title", language, Meta(fields={"title": "A title"}), blocks, notes)


def text(words: str, role: str = "body") -> Paragraph:
    return Paragraph((Text(words),), role)


def note(number: int, words: str) -> Note:
    return Note(number, (text(words),), f"note-{number}")


def inlines(*parts: Inline | str) -> tuple[Inline, ...]:
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def pages_as_text(pages: Pages) -> str:
    """Each line with its place, rounded to a point, and the notes that are marked in it."""
    lines = []
    for number, page in enumerate(pages.pages, start=1):
        lines.append(f"page {number}, {len(page.fills)} grounds and rules")
        shown = [*page.lines, *page.running]
        lines += [_line_as_text(one.x, one.y, one.line) for one in shown]
        lines += [
            f"{_point(one.x, one.y)} image {one.width:.0f} × {one.height:.0f}"
            for one in page.pictures
        ]
    return "\n".join(lines) + "\n"


def _line_as_text(x: float, y: float, line: Line) -> str:
    start = line.runs[0].x if line.runs else 0.0
    notes = "".join(f" [{number}]" for number in line.notes)
    return f"{_point(x + start, y)} {line_words(line).rstrip()}{notes}"


def _point(x: float, y: float) -> str:
    return f"{x:4.0f}{y:5.0f} "
