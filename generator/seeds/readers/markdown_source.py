"""Markdown: the bytes → lines, and what of them is body."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from generator.diagnostics import Span, codes, refusal
from generator.seeds.lines import lines_of_text
from generator.seeds.readers.charsets import decode_again
from generator.seeds.readers.encoding import decode_source
from generator.seeds.readers.sizes import refuse_endless
from generator.seeds.readers.structured import (
    HEADING,
    Properties,
    StructuredLine,
    cleaned_lines,
    original_lines,
)
from generator.seeds.readers.versions import MARKDOWN
from generator.seeds.reading import OriginalLines, SourceReading
from generator.seeds.seed import ReadAs, SourceBlockKind
from generator.seeds.wrapping import closes

_FRONT = re.compile(
    r"\A---[ \t]*\n((?:[ \t]*[\w-]+[ \t]*:.*\n|[ \t]+.*\n|- .*\n)+)(?P<blank>\n*)"
    r"(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_LEVELS = re.compile(r"^#{2,6} +\S.*\n(?:.*\n)*?#{2,6} +\S", re.MULTILINE)
_SIGNS = (
    re.compile(r"^ {0,3}#{1,6} +\S", re.MULTILINE),
    re.compile(r"\[[^\]\n]+\]\((?:https?:|mailto:|[./#])[^)\s]*\)"),
    re.compile(r"(?<!\w)(\*\*|__)[^\s*_](?:[^*_\n]*[^\s*_])?\1(?!\w)"),
    re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE),
    re.compile(r"^ {0,3}\|?[ \t]*:?-{3,}:?[ \t]*\|[-:| \t]*$", re.MULTILINE),
    re.compile(r"^ {0,3}\[\^[^\]\s]+\]:", re.MULTILINE),
)
_LARGEST = 1_500_000  # bytes: half a minute for the worst
_HEAD = 200_000  # bytes: whoever writes Markdown shows it before


def is_markdown(data: bytes) -> bool:
    """Whether the bytes are a text with clear signs of Markdown.

    These are front matter, two headings below the first level, or two other kinds.

    A text without them reads alike as a plain text.
    """
    if len(data) > _LARGEST:
        return False
    head = data[:_HEAD]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = _even(head.decode("utf-16" if wide else "utf-8-sig", errors="replace"))
    if _FRONT.match(text) or _LEVELS.search(text):
        return True
    return sum(bool(sign.search(text)) for sign in _SIGNS) >= 2


def read_markdown(data: bytes, file: str, encoding: str | None) -> SourceReading:
    """Markdown as read for an import, lines counted as an editor counts them.

    The words are those that a reader of the page sees, because those are what people quote: marks,
    addresses of links, images and comments are none. Raises BriefError.
    """
    from generator.markdown.rendered import rendering_libraries

    decoded = decode_source(data, file, named=encoding)
    refuse_endless(lines_of_text(decoded.text), file)
    lines = _markdown_lines(decoded.text, file)
    front = _lines_of_front_matter(_FRONT.match(_even(decoded.text)))
    lines = (*(replace(one, reason="front matter") for one in lines[:front]), *lines[front:])
    found = _front_matter(decoded.text)
    cleaned = cleaned_lines(lines, Properties(found.get("title", ""), found.get("author", "")))
    if words := next(
        (one.text for one in lines if one.reason == "code" and _reads_as_sentence(one)), ""
    ):
        told = f"what reads like text was taken for code and left out: “{words[:40]}…”"
        cleaned = replace(cleaned, guesses=(*cleaned.guesses, told))
    if published := re.fullmatch(r"\d{4}-\d\d-\d\d", found.get("date", "")[:10]):
        cleaned = replace(cleaned, published=published[0])
    read_as = ReadAs(*MARKDOWN, decoded.encoding, rendering_libraries())
    return SourceReading(read_as, original_lines(lines), cleaned)


def _reads_as_sentence(line: StructuredLine) -> bool:
    """Whether a line reads as a sentence: a letter that quotes by four blanks means no code."""
    return closes(line.text) and len(line.text) >= _SHORTEST_SAID


_SHORTEST_SAID = 40  # characters


def lines_of_markdown(data: bytes, encoding: str, file: str) -> OriginalLines:
    """The lines of Markdown, read again as version 1 did. Raises BriefError."""
    return original_lines(_markdown_lines(decode_again(data, encoding, file), file))


def _front_matter(text: str) -> Mapping[str, str]:
    """What the front matter says, by its keys in small letters."""
    block = _FRONT.match(_even(text))
    said = r"^([\w-]+)[ \t]*:[ \t]*(?:[>|][+-]?\n)?(.*\S(?:\n[ \t]+\S.*)*)"
    pairs = re.findall(said, block[1] if block else "", re.MULTILINE)
    return {key.casefold(): " ".join(value.split()).strip("\"'") for key, value in pairs}


def _lines_of_front_matter(block: re.Match[str] | None) -> int:
    return block[0].count("\n") if block else 0


def _even(text: str) -> str:
    return "\n".join(lines_of_text(text)) + "\n"


def _markdown_lines(text: str, file: str) -> tuple[StructuredLine, ...]:
    """A line for each line of the file; the front matter as it is typed."""
    from generator.markdown.rendered import TooDeepError, rendered_lines

    typed = _even(text)
    block = _FRONT.match(typed)
    if block and block["blank"]:
        block = None  # version 1 reads these lines as those of a page
    head = _lines_of_front_matter(block)
    front = typed.split("\n")[:head]
    try:
        rendered = rendered_lines(typed[block.end() :] if block else typed)
    except TooDeepError:
        message = "its lists or quotations stand deeper in each other than any reads"
        raise refusal(
            codes.DAMAGED_SOURCE,
            message,
            Span.at(file),
            hint="save the page that it makes, and import that",
        ) from None
    return (
        *(StructuredLine(line, reason="front matter") for line in _without_fences(front)),
        *(StructuredLine(one.text, *_ROLES[one.block], passage=one.number) for one in rendered),
    )


def _without_fences(front: Sequence[str]) -> list[str]:
    return ["" if index in {0, len(front) - 1} else line for index, line in enumerate(front)]


_ROLES: Mapping[str, tuple[SourceBlockKind, str]] = {
    "text": ("text", ""),
    "item": ("item", ""),
    "quote": ("quote", ""),
    "cell": ("cell", ""),
    "heading": ("heading", HEADING),
    "code": ("text", "code"),
    "note": ("text", "note"),
    "html": ("text", "HTML"),
}
