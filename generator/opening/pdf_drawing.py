"""How much there is to draw on the pages of a PDF, counted before anybody draws it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from generator.opening.budget import Budget, Need

DRAWN = Need("bytes of drawing", 200_000_000, 20_000_000, "page")

_SHOWS = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_ONCE = 50  # bytes: what showing a form takes besides what is in it


def refuse_endless_drawing(document: Any, budget: Budget) -> None:
    """Raise BriefError if the pages of a document of pikepdf's show too much.

    A form (ISO 32000-2, 8.10) may show others, each of them several times: ten lines of ten are
    more than any program can draw. Raises an error of pikepdf's where a stream cannot be unpacked.
    """
    forms: _Forms = {}
    for page in document.pages:
        resources = page.obj.get("/Resources") or page.resources
        streams = page.obj.get("/Contents", ())
        for stream in streams if _is_array(streams) else (streams,):
            budget.spend(DRAWN, _drawn(stream, resources, forms, 0))


def _is_array(found: Any) -> bool:
    import pikepdf

    return isinstance(found, pikepdf.Array | tuple)


_DEEPEST_FORM = 40  # within others: deeper ones no program shows

_Forms = dict[tuple[int, int], int]
"""What each form draws, by the number of its object."""


def _drawn(stream: Any, resources: Any, forms: _Forms, depth: int) -> int:
    """The bytes of a stream and of all that it shows, as often as it shows it."""
    data: bytes = stream.read_bytes()
    shown = Counter(_SHOWS.findall(data))
    total = len(data) + sum(_drawn_by_form(one, forms, depth) for one in _glyphs(resources))
    objects = resources.get("/XObject", {}) if shown else {}
    for name, times in shown.items():
        found = objects.get("/" + name.decode("latin-1"))
        if found is not None and found.get("/Subtype") == "/Form":
            total += times * (_ONCE + _drawn_by_form(found, forms, depth))
    return min(total, DRAWN.most + 1)


def _drawn_by_form(form: Any, forms: _Forms, depth: int) -> int:
    if form.objgen not in forms:
        forms[form.objgen] = DRAWN.most + 1  # while it is looked at: one that shows itself
        if depth < _DEEPEST_FORM:
            forms[form.objgen] = _drawn(form, form.get("/Resources", {}), forms, depth + 1)
    return forms[form.objgen]


def _glyphs(resources: Any) -> Iterator[Any]:
    """The letters that are drawn as forms are (9.6.4)."""
    for font in dict(resources.get("/Font", {})).values():
        if font.get("/Subtype") == "/Type3":
            yield from dict(font.get("/CharProcs", {})).values()
