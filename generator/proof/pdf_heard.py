"""What the tags of a PDF say to who hears them, read back for the manifest to be held against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from generator.manifest.shown_pdf import OBJECT_KID, TAG_KID, ShownTag, short
from generator.opening.budget import Budget
from generator.proof.needs import TAGS

_KNOWN = frozenset({"/Type", "/S", "/P", "/K", "/Pg", "/ID", "/A", "/Lang", "/Alt"})
_MARKED = frozenset({"/Type", "/Pg", "/MCID"})
_OBJECT = frozenset({"/Type", "/Pg", "/Obj"})
_DEEPEST = 5  # of values inside each other


def shown_tag(
    element: Any, depth: int, pages: Mapping[tuple[int, int], int], budget: Budget
) -> ShownTag:
    """A tag as our writer counts it; `pages` are the places of the pages, from 0."""
    page = element.get("/Pg")
    return ShownTag(
        depth,
        str(element.S)[1:],
        None if page is None else pages.get(page.objgen, -1),
        [_kid_told(kid, pages, budget) for kid in kids_of(element)],
        str(element.get("/Lang", "")),
        str(element.get("/Alt", "")),
        str(element.get("/ID", "")),
        sorted(_stated_attributes(element.get("/A"), budget)),
        [f"{key} {said_of(element[key], budget)}" for key in other_entries(element, _KNOWN)],
    )


def _kid_told(kid: Any, pages: Mapping[tuple[int, int], int], budget: Budget) -> str:
    if not is_dictionary(kid):
        return f"{int(kid)}"
    if "/S" in kid:
        return TAG_KID
    if leads_to_object(kid) and not other_entries(kid, _OBJECT):
        return OBJECT_KID
    if kid.get("/Type") == "/MCR" and "/Pg" in kid and not other_entries(kid, _MARKED):
        return f"{pages.get(kid.Pg.objgen, -1)}:{int(kid.MCID)}"
    return said_of(kid, budget)


def _stated_attributes(stated: Any, budget: Budget) -> Iterator[str]:
    """Attributes (ISO 32000-1, 14.7.5), each with whose it is."""
    import pikepdf

    if stated is None:
        return
    for one in stated if isinstance(stated, pikepdf.Array) else [stated]:
        if not isinstance(one, pikepdf.Dictionary):
            yield said_of(one, budget)
            continue
        owner = str(one.get("/O", ""))[1:]
        for key in other_entries(one, {"/O"}):
            yield f"{owner} {key[1:]} {said_of(one[key], budget)}"


def said_of(value: Any, budget: Budget, depth: int = 0) -> str:
    """A value, whatever program has written it. Raises BriefError if it asks for too much."""
    import pikepdf

    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    if isinstance(value, pikepdf.Array | pikepdf.Dictionary):
        budget.spend(TAGS, len(value))
        if depth > _DEEPEST:
            return "…"
        if isinstance(value, pikepdf.Array):
            return " ".join(said_of(one, budget, depth + 1) for one in value)
        entries = sorted(value.keys())
        return " ".join(f"{key} {said_of(value[key], budget, depth + 1)}" for key in entries)
    try:
        return short(value)
    except (TypeError, ValueError):
        return str(value)


def other_entries(one: Any, known: AbstractSet[str]) -> list[str]:
    """The entries of a dictionary that are not among those that it has in a brief."""
    return sorted({*one.keys()} - known)


def kids_of(element: Any) -> list[Any]:
    import pikepdf

    kids = element.get("/K", pikepdf.Array())
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def leads_to_object(kid: Any) -> bool:
    """Whether this is a reference to an object of the page, such as the annotation of a link."""
    return is_dictionary(kid) and kid.get("/Type") == "/OBJR" and "/Obj" in kid


def is_dictionary(kid: Any) -> bool:
    import pikepdf

    return isinstance(kid, pikepdf.Dictionary)
