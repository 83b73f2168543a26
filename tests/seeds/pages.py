"""Web pages for tests: an article of our own, and what pages put around one."""

from __future__ import annotations

from collections.abc import Sequence

from generator.seeds.readers.html import read_html
from generator.seeds.reading import SourceReading

PARAGRAPHS = tuple(
    """The lock at Veenhuis was closed for eleven days in March, and nobody had told the bargemen \
that it would be. They waited below it in the rain.
The waterways board says that a hinge had cracked. It had been inspected two years before, and the \
report had asked for a new one within the year.
Repairs cost 84,000 guilders, a third of what the board had set aside for all of its locks. The \
dues will rise in May.
“A lock that is shut is a wall,” says Tjark Haan, who has steered the same barge for thirty years. \
He wants the dates put up at the quay.""".splitlines()
)


def paragraphs(*texts: str) -> str:
    """Each text in a `<p>`, or the paragraphs of the article."""
    return "".join(f"<p>{text}</p>\n" for text in texts or PARAGRAPHS)


def page(body: str, head: str = "") -> bytes:
    """A whole page in UTF-8."""
    text = f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head>'
    return f"{text}<body>{body}</body></html>".encode()


def article(*parts: str, head: str = "") -> bytes:
    """A page with a menu and a foot, and an article of these parts."""
    menu = '<nav><a href="/">Home</a> <a href="/news">News</a></nav>'
    return page(f"{menu}<article>{''.join(parts)}</article><footer>Imprint</footer>", head)


def read(data: bytes) -> SourceReading:
    """What is read of a page."""
    return read_html(data, "page.html", None)


def kept(found: SourceReading) -> Sequence[str]:
    """The paragraphs that are body."""
    return tuple(passage.text for passage in found.cleaned.paragraphs)


def dropped(found: SourceReading) -> dict[str, str]:
    """The lines that are not, each with its reason."""
    return {line.text: line.reason for line in found.cleaned.dropped}
