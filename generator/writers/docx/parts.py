"""The parts of a Word file and their relationships, on python-docx's package classes.

The only module that knows python-docx. 1.2 can write neither footnotes nor a package without the
time of day in it; and for each relationship it parses a document, and compares all before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.part import Part
from docx.opc.rel import Relationships
from docx.opc.spec import default_content_types
from docx.package import Package

from generator.language.visible import escaped

_PROLOGUE = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LISTED = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"  # of parts that list others

# The parts of one file each: name, content type, relationship.
_KINDS = {
    "core": (
        "/docProps/core.xml",
        CONTENT_TYPE.OPC_CORE_PROPERTIES,
        RELATIONSHIP_TYPE.CORE_PROPERTIES,
    ),
    "app": (
        "/docProps/app.xml",
        CONTENT_TYPE.OFC_EXTENDED_PROPERTIES,
        RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    ),
    "custom": (
        "/docProps/custom.xml",
        CONTENT_TYPE.OFC_CUSTOM_PROPERTIES,
        RELATIONSHIP_TYPE.CUSTOM_PROPERTIES,
    ),
    "styles": ("/word/styles.xml", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "settings": ("/word/settings.xml", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
    "theme": ("/word/theme/theme1.xml", CONTENT_TYPE.OFC_THEME, RELATIONSHIP_TYPE.THEME),
    "fonts": ("/word/fontTable.xml", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE),
    "numbering": ("/word/numbering.xml", CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "comments": (
        "/word/comments.xml",
        CONTENT_TYPE.WML_COMMENTS,
        RELATIONSHIP_TYPE.COMMENTS,
    ),
    "threads": (
        "/word/commentsExtended.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml",
        "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
    ),
    "footnotes": ("/word/footnotes.xml", CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES),
    "endnotes": ("/word/endnotes.xml", CONTENT_TYPE.WML_ENDNOTES, RELATIONSHIP_TYPE.ENDNOTES),
}
_FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg"}


def part_bytes(xml: str) -> bytes:
    """A part of XML, from its markup."""
    return _PROLOGUE + xml.encode()


def guid(digest: str) -> str:
    """A GUID of the first digits of a hexadecimal digest, as Word writes it."""
    digits = digest[:32].upper()
    return f"{{{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}}}"


class TextPart(Part):
    """A part written as XML text.

    It is kept as the bytes that it becomes: text with any sign beyond Latin-1 takes twice as much.
    """

    def __init__(self, name: str, content_type: str, package: Package) -> None:
        super().__init__(PackURI(name), content_type, None, package)
        self.xml = ""
        self.is_ours = True  # not a house's, whose markup stays as it is
        self._ids: dict[tuple[str, Part | str], str] = {}  # of relationships, by kind and target

    @property
    def xml(self) -> str:
        """Its markup."""
        return self.blob.removeprefix(_PROLOGUE).decode()

    @xml.setter
    def xml(self, markup: str) -> None:
        self._blob = part_bytes(markup)

    def change(self, changed: Callable[[bytes], bytes]) -> None:
        """Change its markup."""
        whole, self._blob = self.blob, b""  # of a long part nobody keeps two
        self._blob = changed(whole)

    def relate(self, target: Part, kind: str) -> str:
        """The id of this part's relationship to another part."""
        return self._ids.get((kind, target)) or self._new_id(kind, target)

    def address(self, target: str) -> str:
        """The id of this part's relationship to an address, a URI."""
        kind = RELATIONSHIP_TYPE.HYPERLINK
        return self._ids.get((kind, target)) or self._new_id(kind, target)

    def _new_id(self, kind: str, target: Part | str) -> str:
        number = len(self._ids) + 1
        while (id_ := f"rId{number}") in self.rels:  # those of a house's head have ids of theirs
            number += 1
        self.load_rel(kind, target, id_, is_external=isinstance(target, str))
        self._ids[kind, target] = id_
        return id_


class Parts:
    """A Word file in the making: its main part, and those that depend on it."""

    def __init__(self) -> None:
        self._package = Package()
        self.main = TextPart("/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, self._package)
        self._package.relate_to(self.main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        self._images: dict[tuple[str, bytes], Part] = {}
        self._heads = 0
        self._data = 0
        self._fonts = 0
        self._others: dict[str, Part] = {}

    def add(self, kind: str, xml: str = "") -> TextPart:
        """The one part of its kind: `core`, `custom`, `styles`, `footnotes` …"""
        name, content_type, relationship = _KINDS[kind]
        part = TextPart(name, content_type, self._package)
        part.xml = xml
        source = self._package if kind in ("core", "app", "custom") else self.main
        source.relate_to(part, relationship)
        return part

    def new_head(self, *, footer: bool) -> TextPart:
        """A header or footer that is no part of the file until it is kept."""
        number = self._heads + 1
        if footer:
            return TextPart(f"/word/footer{number}.xml", CONTENT_TYPE.WML_FOOTER, self._package)
        return TextPart(f"/word/header{number}.xml", CONTENT_TYPE.WML_HEADER, self._package)

    def kept_head(self, part: TextPart, *, footer: bool) -> str:
        """The id of the main part's relationship to a header or footer that is now written."""
        self._heads += 1
        return self.main.relate(
            part, RELATIONSHIP_TYPE.FOOTER if footer else RELATIONSHIP_TYPE.HEADER
        )

    def add_data(self, xml: str, item: str, namespace: str) -> str:
        """Add a custom XML part (ISO 29500-1, 15.2.5) and say its name.

        `item` is the GUID that others find it by.
        """
        self._data += 1
        part = TextPart(f"/customXml/item{self._data}.xml", CONTENT_TYPE.XML, self._package)
        part.xml = xml
        self.main.relate(part, RELATIONSHIP_TYPE.CUSTOM_XML)
        name = f"/customXml/itemProps{self._data}.xml"
        about = TextPart(name, CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, self._package)
        about.xml = (
            f'<ds:datastoreItem xmlns:ds="{_DATA_STORE}" ds:itemID="{item}"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{namespace}"/></ds:schemaRefs></ds:datastoreItem>'
        )
        part.relate(about, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
        return str(part.partname.membername)

    def add_font(self, data: bytes, source: TextPart) -> str:
        """The id of `source`'s relationship to a new font, already obfuscated."""
        self._fonts += 1
        name = PackURI(f"/word/fonts/font{self._fonts}.odttf")
        return source.relate(Part(name, _FONT_TYPE, data, self._package), RELATIONSHIP_TYPE.FONT)

    def image(self, data: bytes, media_type: str, source: TextPart) -> str:
        """The id of `source`'s relationship to an image; an image used twice is kept once."""
        part = self._images.get((media_type, data))
        if part is None:
            name = f"/word/media/image{len(self._images) + 1}.{_EXTENSIONS[media_type]}"
            part = Part(PackURI(name), media_type, data, self._package)
            self._images[media_type, data] = part
        return source.relate(part, RELATIONSHIP_TYPE.IMAGE)

    def add_related(
        self, source: TextPart, key: str, kind: str, target: str | tuple[str, str, bytes]
    ) -> None:
        """Relate a part by a given id: to an address, or to a part by name, type and bytes."""
        if isinstance(target, str):
            source.load_rel(kind, target, key, is_external=True)
            return
        name, content_type, data = target
        part = self._others.get(name)
        if part is None:
            part = self._others[name] = Part(PackURI(name), content_type, data, self._package)
        source.load_rel(kind, part, key)

    def change(self, changed: Callable[[bytes], bytes]) -> None:
        """Change the markup of the stories, the styles and the lists."""
        for part in self.texts():
            if part.is_ours:
                part.change(changed)

    def texts(self) -> tuple[TextPart, ...]:
        """The stories, the styles, the lists and the like."""
        every = (part for part in self._package.iter_parts() if isinstance(part, TextPart))
        return tuple(part for part in every if part.partname.baseURI == "/word")

    def members(self) -> dict[str, bytes]:
        """The members of the file in a fixed order, the directory of types first.

        Its parts have no words any more: a package and its parts go round in a circle, which
        would keep them until somebody looks for garbage.
        """
        parts = sorted(self._package.iter_parts(), key=lambda part: str(part.partname))
        members = {
            CONTENT_TYPES_URI.membername: _content_types_xml(parts),
            PACKAGE_URI.rels_uri.membername: _relationships_xml(self._package.rels, PACKAGE_URI),
        }
        for part in parts:
            members[part.partname.membername] = part.blob
            if part.rels:
                related = _relationships_xml(part.rels, part.partname)
                members[part.partname.rels_uri.membername] = related
            if isinstance(part, TextPart):
                part.xml = ""
        return members


def _relationships_xml(relationships: Relationships, source: PackURI) -> bytes:
    """The relationships of a part, or of the package (ISO 29500-2, 6.5.3)."""
    listed = "".join(
        f'<Relationship Id="{escaped(one.rId)}"'
        + (
            _leading(one.reltype, one.target_ref, _EXTERNAL)
            if one.is_external
            else _inner_relationship(one.reltype, one.target_part.partname, source.baseURI)
        )
        for one in relationships.values()
    )
    return f'{_LISTED}<Relationships xmlns="{_RELATED}">{listed}</Relationships>'.encode()


@lru_cache(maxsize=256)  # files have the same parts, and a way from one to another takes long
def _inner_relationship(kind: str, target: PackURI, base: str) -> str:
    return _leading(kind, target.relative_ref(base), "")


def _leading(kind: str, target: str, mode: str) -> str:
    return f' Type="{escaped(kind)}" Target="{escaped(target)}"{mode}/>'


def _content_types_xml(parts: Iterable[Part]) -> bytes:
    """What kinds the parts are of (ISO 29500-2, 7.2.3), in the order of their names."""
    usual = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML}
    named = ""
    for part in parts:
        if (part.partname.ext.lower(), part.content_type) in default_content_types:
            usual[part.partname.ext] = part.content_type
        else:
            name = escaped(part.partname)
            named += f'<Override PartName="{name}" ContentType="{part.content_type}"/>'
    listed = "".join(
        f'<Default Extension="{escaped(extension)}" ContentType="{kind}"/>'
        for extension, kind in sorted(usual.items())
    )
    return f'{_LISTED}<Types xmlns="{_TYPED}">{listed}{named}</Types>'.encode()


_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPED = "http://schemas.openxmlformats.org/package/2006/content-types"
_EXTERNAL = ' TargetMode="External"'
