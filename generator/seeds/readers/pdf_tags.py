"""The structure tree of a tagged PDF (ISO 32000-2, 14.7 and 14.8) → its blocks and their marks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

_BLOCKS = frozenset(
    {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Title", "LBody", "TD", "TH", "Caption"}
    | {"BlockQuote", "Note", "FENote", "TOCI", "Formula", "Code", "BibEntry", "Aside"}
)
_GROUPS = frozenset(
    {"Document", "DocumentFragment", "Part", "Sect", "Art", "Div", "L", "LI", "Table", "TR"}
    | {"THead", "TBody", "TFoot", "TOC", "Figure", "Index", "NonStruct", "Private", "Form"}
)
_ROWS = frozenset({"TR", "LI"})
_DEEPEST = 200  # elements: no program nests deeper
_MOST = 1_000_000  # elements and marks
_HOPS = 8  # from one role to another (14.8.4.1): more would be a circle


class TagBlock(Struct, frozen=True):
    """A block of a structure tree: its standard role, and those around it, the outermost first.

    `row` counts the table rows and items of lists, -1 outside them.
    """

    role: str
    within: tuple[str, ...]
    row: int

    @property
    def is_cell(self) -> bool:
        """Whether its row is one of a table."""
        return next((role == "TR" for role in reversed(self.within) if role in _ROWS), False)


class TagTree(Struct, frozen=True):
    """The blocks of a structure tree, and the marks of the content that they hold.

    `marks` leads from a page, counted from 0, and a marked-content identifier to the place of the
    mark in the order of the tree, and to its block.
    """

    blocks: tuple[TagBlock, ...]
    marks: Mapping[tuple[int, int], tuple[int, int]]


def tag_tree_of(document: Any) -> TagTree | None:
    """The structure tree of a document of pikepdf's, or None if it has none that can be used."""
    root = document.Root.get("/StructTreeRoot")
    if root is None or "/K" not in root:
        return None
    walk = _Walk(document, root)
    return TagTree(tuple(walk.blocks), walk.marks) if walk.is_whole() else None


class _Element(Struct):
    """An element whose content is a block, or part of one. `block` is -1 until it has any."""

    role: str
    within: tuple[str, ...]
    row: int
    block: int = -1


class _Node(Struct, frozen=True):
    """What is still to be walked: an object, its page, the element that it belongs to."""

    content: Any
    page: int
    element: _Element
    depth: int


class _Walk:
    """A walk through a structure tree, without recursion, each mark once."""

    def __init__(self, document: Any, root: Any) -> None:
        self.blocks: list[TagBlock] = []
        self.marks: dict[tuple[int, int], tuple[int, int]] = {}
        self._pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        self._roles = {str(k): str(v) for k, v in dict(root.get("/RoleMap") or {}).items()}
        self._rows = 0
        self._open = [_Node(root.K, 0, _Element("Document", (), -1), 0)]

    def is_whole(self) -> bool:
        """Walk; False if the tree is too deep or too large, or has content of other streams."""
        for _ in range(_MOST):
            if not self._open:
                return True
            node = self._open.pop()
            if node.depth > _DEEPEST or not self._take(node):
                return False
        return False

    def _take(self, node: _Node) -> bool:
        import pikepdf

        content = node.content
        if isinstance(content, int):
            self._mark(content, node)
        elif isinstance(content, pikepdf.Array):
            self._open += (replace(node, content=one) for one in reversed(list(content)))
        elif isinstance(content, pikepdf.Dictionary):
            own = content.get("/Pg")
            page = node.page if own is None else self._pages.get(own.objgen, node.page)
            kind = str(content.get("/Type", ""))
            if kind == "/MCR":
                self._mark(content.get("/MCID", -1), replace(node, page=page))
                return "/Stm" not in content
            # What an annotation (/OBJR) is printed on has a mark of its own.
            if kind != "/OBJR" and "/K" in content:
                element = self._element(str(content.get("/S", "")), node.element)
                self._open.append(_Node(content.K, page, element, node.depth + 1))
        return True

    def _element(self, role: str, parent: _Element) -> _Element:
        name = self._standard(role)
        # A label outside of a list is the mark of a note, and part of its line.
        if name not in _BLOCKS | _GROUPS and not (name == "Lbl" and parent.role == "LI"):
            return parent
        if name in _ROWS:
            self._rows += 1
        row = self._rows if name in _ROWS else parent.row
        return _Element(name, (*parent.within, name), row)

    def _standard(self, role: str) -> str:
        for _ in range(_HOPS):
            if role[1:] in _BLOCKS | _GROUPS or role not in self._roles:
                break
            role = self._roles[role]
        return role[1:]

    def _mark(self, identifier: Any, node: _Node) -> None:
        element = node.element
        if not isinstance(identifier, int) or (node.page, identifier) in self.marks:
            return
        if element.block < 0:
            element.block = len(self.blocks)
            self.blocks.append(TagBlock(element.role, element.within, element.row))
        self.marks[node.page, identifier] = (len(self.marks), element.block)
