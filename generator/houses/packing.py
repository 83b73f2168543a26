"""What a house's Word file says, as a Word file again that holds nothing else.

It can be opened and changed in Word, and read again: then it says the same.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from generator.houses.house import House, HouseHead, HousePage
from generator.language.visible import escaped
from generator.theme.word_base import PICTURE_TYPES

_OPEN = "http://schemas.openxmlformats.org"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DAY = (1980, 1, 1, 0, 0, 0)

_RELATED = {
    "word/styles.xml": ("styles", f"{_WORD}.styles+xml"),
    "word/numbering.xml": ("numbering", f"{_WORD}.numbering+xml"),
    "word/settings.xml": ("settings", f"{_WORD}.settings+xml"),
    "word/fontTable.xml": ("fontTable", f"{_WORD}.fontTable+xml"),
    "word/theme/theme1.xml": ("theme", "application/vnd.openxmlformats-officedocument.theme+xml"),
}


class _Packing(Struct):
    """A Word file in the making: its members, their content types, what its body is related to."""

    members: dict[str, bytes] = field(default_factory=dict)
    overrides: dict[str, str] = field(default_factory=dict)
    relations: list[tuple[str, str, str, bool]] = field(default_factory=list)
    heads: dict[tuple[object, ...], str] = field(default_factory=dict)

    def relate(self, kind: str, target: str) -> str:
        """The id of a new relationship of the body to a part."""
        key = f"rId{len(self.relations) + 1}"
        self.relations.append((key, f"{_MAIN}/{kind}", target, False))
        return key

    def add_part(self, name: str, data: bytes) -> None:
        """Add a part that a file has one of, or a picture, which a head is related to."""
        if name not in _RELATED:
            self.members[name] = data
            return
        kind, self.overrides[f"/{name}"] = _RELATED[name]
        self.members[name] = _PROLOGUE.encode() + data
        self.relate(kind, name.removeprefix("word/"))

    def add_head(self, head: HouseHead) -> str:
        """Add a header or footer; return the reference to it. Pages with equal ones share it."""
        same = (head.markup, *sorted(head.relations.items()))
        if same not in self.heads:
            self.heads[same] = self._new_head(f"{head.kind}{len(self.heads) + 1}.xml", head)
        key = self.heads[same]
        return f'<w:{head.kind}Reference w:type="{head.pages}" r:id="{key}"/>'

    def _new_head(self, name: str, head: HouseHead) -> str:
        self.members[f"word/{name}"] = (_PROLOGUE + head.markup).encode()
        self.overrides[f"/word/{name}"] = f"{_WORD}.{head.kind}+xml"
        if head.relations:
            self.members[f"word/_rels/{name}.rels"] = _relations(
                (key, kind, target if outside else f"/{target}", outside)
                for key, (kind, target, outside) in head.relations.items()
            )
        return self.relate(head.kind, name)


def packed_house(house: House) -> bytes:
    """A house's Word file of the parts that were taken from it."""
    packing = _Packing(overrides={"/word/document.xml": f"{_WORD}.document.main+xml"})
    for name, data in house.parts.items():
        packing.add_part(name, data)
    references = "".join(map(packing.add_head, house.heads))
    packing.members["word/document.xml"] = _document(house, references)
    packing.members["word/_rels/document.xml.rels"] = _relations(packing.relations)
    main = [("rId1", f"{_MAIN}/officeDocument", "word/document.xml", False)]
    first = {"[Content_Types].xml": _types(packing.overrides), "_rels/.rels": _relations(main)}
    return _zipped({**first, **packing.members})


def _relations(rows: Iterable[tuple[str, str, str, bool]]) -> bytes:
    written = ""
    for row in rows:
        key, kind, target = map(escaped, row[:3])
        mode = ' TargetMode="External"' if row[3] else ""
        written += f'<Relationship Id="{key}" Type="{kind}" Target="{target}"{mode}/>'
    uri = f"{_OPEN}/package/2006/relationships"
    return f'{_PROLOGUE}<Relationships xmlns="{uri}">{written}</Relationships>'.encode()


def _types(overrides: Mapping[str, str]) -> bytes:
    uri = f"{_OPEN}/package/2006/content-types"
    endings = {**PICTURE_TYPES, "xml": "application/xml",
               "rels": "application/vnd.openxmlformats-package.relationships+xml"}  # fmt: skip
    written = "".join(
        f'<Default Extension="{ending}" ContentType="{content}"/>'
        for ending, content in endings.items()
    ) + "".join(
        f'<Override PartName="{escaped(name)}" ContentType="{content}"/>'
        for name, content in overrides.items()
    )
    return f'{_PROLOGUE}<Types xmlns="{uri}">{written}</Types>'.encode()


def _document(house: House, references: str) -> bytes:
    """A body with the house's styles and table, its heads and its page set-up."""
    table = next(
        (one.id for one in house.styles.values()
         if house.table and (one.kind, one.name) == ("table", house.table.name)),
        None,
    )  # fmt: skip
    sample = "" if table is None else _TABLE.format(style=escaped(table))
    names = f'xmlns:w="{_OPEN}/wordprocessingml/2006/main" xmlns:r="{_MAIN}"'
    page = _page(house.page) if house.page else ""
    section = f"<w:sectPr>{references}{page}<w:titlePg/></w:sectPr>"
    # What wears a style says which one a name means, where two styles may be meant.
    worn = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{escaped(id_)}"/></w:pPr></w:p>'
        for id_ in dict.fromkeys(house.named.values())
        if house.styles[id_].kind == "paragraph"
    )
    body = f"<w:body>{sample}{worn}<w:p/>{section}</w:body>"
    return f"{_PROLOGUE}<w:document {names}>{body}</w:document>".encode()


_TABLE = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    '<w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr><w:tc><w:tcPr>'
    '<w:tcW w:w="4000" w:type="dxa"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
)


def _page(page: HousePage) -> str:
    sizes = {name: round(getattr(page, name) * 20) for name in _MEASURES}
    turned = ' w:orient="landscape"' if page.width > page.height else ""
    margins = "".join(f' w:{name}="{sizes[name]}"' for name in _MEASURES[2:])
    return (
        f'<w:pgSz w:w="{sizes["width"]}" w:h="{sizes["height"]}"{turned}/>'
        f'<w:pgMar{margins} w:gutter="0"/>'
        f'<w:cols w:num="{page.columns}" w:space="{round(page.gutter * 20)}"/>'
    )


_MEASURES = ("width", "height", "top", "right", "bottom", "left", "header", "footer")


def _zipped(members: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(zipfile.ZipInfo(name, _DAY), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()
