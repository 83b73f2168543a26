"""How much there is to draw on the pages of a PDF, counted before anybody draws it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from generator.opening.budget import Budget, Need

_MOST_OF_A_PAGE = 20_000_000
DRAWN = Need("bytes of drawing", 200_000_000, _MOST_OF_A_PAGE, "page")

_SHOWS = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_ONCE = 50  # bytes: what showing a form takes besides what is in it
_STATE = 20  # bytes: what keeping a state takes (8.4.2), besides its sign
_DEEPEST_MARK = (
    4_500  # within others (14.6): each carries all that are open, so their square counts
)


def refuse_endless_drawing(document: Any, budget: Budget) -> None:
    """Raise BriefError if the pages of a document of pikepdf's show too much.

    A form (ISO 32000-2, 8.10) may show others, each of them several times: ten lines of ten are
    more than any program can draw. Raises an error of pikepdf's where a stream cannot be unpacked.
    """
    forms: _Forms = {}
    for page in document.pages:
        resources = page.obj.get("/Resources") or page.resources
        streams, data = page.obj.get("/Contents", ()), bytearray()
        for stream in streams if _is_array(streams) else (streams,):
            data += stream.read_bytes() + b"\n"
            budget.spend(DRAWN, 0 if len(data) <= _MOST_OF_A_PAGE else len(data))
        budget.spend(DRAWN, _drawn(bytes(data), resources, forms, 0))


def _is_array(found: Any) -> bool:
    import pikepdf

    return isinstance(found, pikepdf.Array | tuple)


_DEEPEST_FORM = 40  # within others: deeper ones no program shows

_Forms = dict[tuple[int, int], int]
"""What each form draws, by the number of its object."""


def _drawn(data: bytes, resources: Any, forms: _Forms, depth: int) -> int:
    """The bytes of what is drawn and of all that it shows, as often as it shows it."""
    shown = Counter(_SHOWS.findall(data))
    total = (
        len(data)
        + _STATE * data.count(b"q")
        + _deepest_mark(data) ** 2
        + sum(_drawn_by_form(one, forms, depth) for one in _glyphs(resources))
    )
    objects = resources.get("/XObject", {}) if shown else {}
    for name, times in shown.items():
        found = objects.get("/" + name.decode("latin-1"))
        if found is not None and found.get("/Subtype") == "/Form":
            total += times * (_ONCE + _drawn_by_form(found, forms, depth))
    return min(total, DRAWN.most + 1)


def _deepest_mark(data: bytes) -> int:
    """How deep marks stand within others; 0 where there are too few of them to matter."""
    if sum(map(data.count, _MARKS)) <= _DEEPEST_MARK:
        return 0
    import pikepdf

    class Depth(pikepdf.TokenFilter):
        now = most = 0

        def handle_token(self, token: pikepdf.Token) -> None:
            if token.type_ == pikepdf.TokenType.word:
                change = (token.raw_value in _MARKS) - (token.raw_value == b"EMC")
                self.now = max(0, self.now + change)
                self.most = max(self.most, self.now)

    depth = Depth()
    with pikepdf.new() as scratch:
        page = scratch.add_blank_page()
        page.Contents = pikepdf.Stream(scratch, data)
        page.get_filtered_contents(depth)
    return depth.most


_MARKS = (b"BDC", b"BMC")


def _drawn_by_form(form: Any, forms: _Forms, depth: int) -> int:
    if form.objgen not in forms:
        forms[form.objgen] = DRAWN.most + 1  # while it is looked at: one that shows itself
        if depth < _DEEPEST_FORM:
            forms[form.objgen] = _drawn(
                form.read_bytes(), form.get("/Resources", {}), forms, depth + 1
            )
    return forms[form.objgen]


def _glyphs(resources: Any) -> Iterator[Any]:
    """The letters that are drawn as forms are (9.6.4)."""
    for font in dict(resources.get("/Font", {})).values():
        if font.get("/Subtype") == "/Type3":
            yield from dict(font.get("/CharProcs", {})).values()
