"""What a passage of a PDF is when it is no paragraph: a heading, a caption, contents, a note."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.language.folding import fold
from generator.language.words import word_set
from generator.seeds.readers.pdf_lines import PdfLine
from generator.seeds.readers.pdf_passages import PdfPassage
from generator.seeds.readers.structured import names_a_part
from generator.seeds.wrapping import closes

_FRONT = 2  # pages on which a title and an author stand
_TITLE_SIZE = 1.15  # of the size of the text, at least
_LONGEST_TITLE = 250  # characters


def title_of_pdf(blocks: Sequence[PdfPassage], lines: Sequence[PdfLine], said: str) -> str:
    """The title: what the file says, if it is printed in front; else the largest type there."""
    front = [one for one in blocks if lines[one.lines[0]].page < _FRONT and not _is_left_out(one)]
    if len(said) > 3 and _plain(said) in _plain(" ".join(one.text for one in front)):
        return said
    marked = next((one.text for one in blocks if one.reason == "title"), "")
    first = [one for one in front if lines[one.lines[0]].page == lines[front[0].lines[0]].page]
    sizes = [_size(one, lines) for one in first]
    largest = max(sizes, default=0.0)
    if marked or not sizes or largest < _TITLE_SIZE * _usual_size(blocks, lines):
        return marked or _unless_part(_first_heading(front))
    start = sizes.index(largest)
    end = next((n for n in range(start, len(sizes)) if sizes[n] < largest), len(sizes))
    title = " ".join(one.text for one in first[start:end])
    return _unless_part(title if len(title) <= _LONGEST_TITLE and title[-1:] != "." else "")


def _unless_part(title: str) -> str:
    return "" if names_a_part(title) else title


def _first_heading(front: Sequence[PdfPassage]) -> str:
    """The heading above all of the text, or empty."""
    first = next((one for one in front if one.kind == "heading" or closes(one.text)), None)
    return first.text if first is not None and first.kind == "heading" else ""


def author_of_pdf(blocks: Sequence[PdfPassage], lines: Sequence[PdfLine], said: str) -> str:
    """The author that the file names, if the name is printed in front; else empty."""
    front = " ".join(one.text for one in blocks if lines[one.lines[0]].page < _FRONT)
    return said if len(said.split()) > 1 and _plain(said) in _plain(front) else ""


def _is_left_out(block: PdfPassage) -> bool:
    return block.reason not in {"", "title"}


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text).casefold()))


def _size(block: PdfPassage, lines: Sequence[PdfLine]) -> float:
    return max(lines[index].size for index in block.lines)


def _usual_size(blocks: Sequence[PdfPassage], lines: Sequence[PdfLine]) -> float:
    sizes = Counter[float]()
    for block in blocks:
        if not block.reason:
            sizes[_size(block, lines)] += len(block.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


# --- roles ------------------------------------------------------------------------------

_CONTENTS = word_set("contents inhalt inhaltsverzeichnis sommaire índice indice inhoud содержание")
_NOTES = word_set(
    "notes endnotes footnotes references bibliography anmerkungen endnoten literatur "
    "literaturverzeichnis quellen quellenverzeichnis références bibliographie referencias notas "
    "bibliografía bibliografia примечания литература"
)
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*[\divxlc]*$|…{2,}\s*[\divxlc]*$")
_ENDS_IN_PAGE = re.compile(r"\s[\divxlc]{1,4}$")
_CAPTION = re.compile(
    r"(?:fig(?:ure|\.)|table|chart|graph|map|abb(?:ildung|\.)|tab(?:elle|\.)|tableau|graphique|karte"
    r"|cuadro|gráfico|tabla|figura|рис\.|таблица)\s*[A-Z]?\d+(?:[.\-–]\d+)*(?P<mark>\s*[.:|–—])?\s",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"(?:sources?|quellen?|fuentes?|источник)\s?:\s", re.IGNORECASE)
_LONGEST_CAPTION = 250  # characters


def reasons_by_role(
    blocks: Sequence[PdfPassage], lines: Sequence[PdfLine], title: str
) -> Iterator[PdfPassage]:
    """The passages, with a reason for each that its role makes no paragraph."""
    usual, titled = _usual_size(blocks, lines), _plain(title)
    plains = [_plain(block.text) for block in blocks]
    section = ""
    for number, block in enumerate(blocks):
        if block.reason:
            yield block
            continue
        plain = plains[number]
        if block.kind == "heading":
            section = _section_below(plain, late=number * 2 > len(blocks))
        reason = _role(block, section)
        if len(plain) > 3 and plain in titled and lines[block.lines[0]].page < _FRONT:
            reason = "title"
        elif not reason and block.kind == "text" and _size(block, lines) > _PULLED_SIZE * usual:
            reason = _repeated(number, plains, blocks)
        kind = "heading" if reason == "title" else block.kind
        yield replace(block, reason=reason, kind=kind)


def _section_below(heading: str, *, late: bool) -> str:
    """What stands below a heading, if that is no text."""
    if heading in _CONTENTS:
        return "contents"
    return "note" if late and heading in _NOTES else ""


def _role(block: PdfPassage, section: str) -> str:
    if block.kind == "heading":
        return "heading"
    if _LEADERS.search(block.text) or (section == "contents" and _ENDS_IN_PAGE.search(block.text)):
        return "contents"
    if block.kind == "text" and stands_by_a_picture(block.text):
        return "caption"
    return "note" if section == "note" else ""


def stands_by_a_picture(text: str) -> bool:
    """Whether a text is what stands below or above a picture or a table."""
    caption = _CAPTION.match(text) if len(text) <= _LONGEST_CAPTION else None
    is_credit = len(text) <= _LONGEST_CAPTION and _CREDIT.match(text) is not None
    return is_credit or (caption is not None and _is_label(text, caption))


def _is_label(text: str, caption: re.Match[str]) -> bool:
    """Whether a text is what stands below a picture, and no sentence about it."""
    return caption["mark"] is not None or not closes(text)


def _repeated(number: int, plains: Sequence[str], blocks: Sequence[PdfPassage]) -> str:
    """Whether a passage of larger type only repeats words of a paragraph."""
    plain = plains[number]
    if not _SHORTEST_PULLED <= len(plain) <= _LONGEST_PULLED:
        return ""
    found = (index for index, one in enumerate(plains) if plain in one and index != number)
    return "pull quote" if any(not blocks[index].reason for index in found) else ""


_PULLED_SIZE = 1.06  # of the size of the text, at least
_SHORTEST_PULLED, _LONGEST_PULLED = 25, 400  # characters
