"""How the objects of a PDF hang together: what is the same in each brief, or follows from the rest.

Closed by default: what each brief has in one way is named where it is in another. No manifest needs
to say it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from generator.opening.budget import Budget
from generator.opening.pdf_streams import read_stream
from generator.proof.beside import Beside
from generator.proof.needs import TAGS
from generator.proof.pdf_heard import other_entries, said_of

if TYPE_CHECKING:
    import pikepdf

_TRAILER = frozenset(
    ("/Root", "/Info", "/ID", "/Size", "/Prev", "/XRefStm", "/Type", "/W", "/Index", "/Length",
     "/Filter", "/DecodeParms")
)  # fmt: skip
_SAID = {"/MarkInfo": "/Marked 1", "/ViewerPreferences": "/DisplayDocTitle 1"}
_INTENT = {
    "/Type": "OutputIntent",
    "/S": "GTS_PDFA1",
    "/OutputConditionIdentifier": "sRGB",
    "/Info": "sRGB IEC61966-2.1",
}

Object = tuple[int, int]


class TagOwners(Struct):
    """Which tag each thing on a page belongs to, by the tags alone.

    `contents` are by page and number, `objects` are annotations, `names` are identifiers of tags.
    """

    contents: dict[tuple[Object, int], Object] = field(default_factory=dict)
    objects: dict[Object, Object] = field(default_factory=dict)
    names: dict[str, Object] = field(default_factory=dict)


def strangely_wired(pdf: pikepdf.Pdf, owners: TagOwners, budget: Budget) -> Iterator[Beside]:
    """What holds the objects of a PDF together, and holds those of a brief in another way."""
    for key in other_entries(pdf.trailer, _TRAILER):
        yield Beside(f"an entry of the file that no brief has, {key}")
    root: Any = pdf.Root
    for key, usual in _SAID.items():
        if key in root and said_of(root[key], budget) != usual:
            yield Beside(f"an entry of the document that says what no brief says, {key}")
    if "/PageMode" in root and not ("/Outlines" in root and root.PageMode == "/UseOutlines"):
        yield Beside("an entry of the document that says what no brief says, /PageMode")
    if not _is_srgb(root, budget):
        yield Beside("colours that are meant in another space than those of a brief")
    if "/Outlines" in root and not _is_outline(root.Outlines, budget):
        yield Beside("bookmarks that do not hang together as those of a brief")
    for number, page in enumerate(pdf.pages):
        entries: Any = page.obj
        if entries.get("/Tabs") != "/S" or entries.get("/StructParents") != number:
            yield Beside(f"another order of what the tab key leads to, page {number + 1}")
    if "/StructTreeRoot" in root and not _lead_back(pdf, root.StructTreeRoot, owners, budget):
        yield Beside("tags that programs find in another place than they are read in")


def _is_srgb(root: Any, budget: Budget) -> bool:
    """Whether colours are meant in the one profile that our writer knows (ISO 19005-3, 6.2.3)."""
    from generator.writers.pdf.colour import srgb_profile

    intents = list(root.get("/OutputIntents", []))
    if len(intents) != 1 or {*intents[0].keys()} != {*_INTENT, "/DestOutputProfile"}:
        return False
    profile = intents[0].DestOutputProfile
    said = {key: said_of(intents[0][key], budget) for key in _INTENT}
    entries = other_entries(profile, {"/Length", "/Filter", "/DecodeParms"})
    if said != _INTENT or entries != ["/N"] or profile.N != 3:
        return False
    return read_stream(profile, budget) == srgb_profile()


# --- bookmarks ----------------------------------------------------------------------------


def _is_outline(outline: Any, budget: Budget) -> bool:
    """Whether each level of the bookmarks names its first and last, and is open (12.3.3)."""
    return {*outline.keys()} <= {"/Type", "/First", "/Last", "/Count"} and bool(
        _counted(outline, budget)
    )


def _counted(outline: Any, budget: Budget) -> int:
    """How many bookmarks hang below one, all open; 0 if they hang in another way."""
    waiting = [(outline, False)]
    counts: dict[Object, int] = {}
    while waiting:
        parent, is_read = waiting.pop()
        kids: list[Any] = []
        kid = parent.get("/First")
        while kid is not None:
            budget.spend(TAGS, 0 if is_read else 1)
            before = kids[-1].objgen if kids else None
            stated = kid.get("/Prev")
            if (stated.objgen if stated is not None else None) != before:
                return 0
            kids.append(kid)
            kid = kid.get("/Next")
        if not is_read:
            waiting += [(parent, True), *((one, False) for one in kids if "/First" in one)]
            continue
        count = sum(1 + counts.get(one.objgen, 0) for one in kids)
        last = parent.get("/Last")
        if last is None or last.objgen != kids[-1].objgen or parent.get("/Count") != count:
            return 0
        counts[parent.objgen] = count
    return counts[outline.objgen]


# --- tags ---------------------------------------------------------------------------------


def _lead_back(pdf: pikepdf.Pdf, root: Any, owners: TagOwners, budget: Budget) -> bool:
    """Whether the parent tree and the tree of identifiers say what the tags say (14.7.4.4)."""
    import pikepdf

    tree = root.get("/ParentTree")
    parents: Mapping[int, Any] = {}
    if tree is not None:
        parents = dict(pikepdf.NumberTree(tree).items())
    contents: dict[tuple[Object, int], Object] = {}
    objects: dict[Object, Object] = {}
    for page in pdf.pages:
        entries: Any = page.obj
        for mark, tag in enumerate(parents.get(entries.get("/StructParents", -1), [])):
            budget.spend(TAGS)
            if tag is not None:
                contents[entries.objgen, mark] = tag.objgen
        for annotation in entries.get("/Annots", []):
            tag = parents.get(annotation.get("/StructParent", -1))
            if tag is not None:
                objects[annotation.objgen] = tag.objgen
    named = root.get("/IDTree")
    names = {} if named is None else dict(pikepdf.NameTree(named).items())
    found = {str(name): tag.objgen for name, tag in names.items()}
    return (contents, objects, found) == (owners.contents, owners.objects, owners.names)
