"""The parts of a Word file and their relationships (ISO/IEC 29500-1, 11.3)."""

from __future__ import annotations

from generator.writers.docx.package import PackagePart, saved_package

_PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_METADATA = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
_TYPE = "application/vnd.openxmlformats-officedocument."
_WORD = f"{_TYPE}wordprocessingml."

# The parts of one file each: name, content type, relationship.
_KINDS = {
    "core": (
        "/docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        f"{_METADATA}core-properties",
    ),
    "custom": (
        "/docProps/custom.xml",
        f"{_TYPE}custom-properties+xml",
        f"{_OFFICE}custom-properties",
    ),
    "styles": ("/word/styles.xml", f"{_WORD}styles+xml", f"{_OFFICE}styles"),
    "settings": ("/word/settings.xml", f"{_WORD}settings+xml", f"{_OFFICE}settings"),
    "theme": ("/word/theme/theme1.xml", f"{_TYPE}theme+xml", f"{_OFFICE}theme"),
    "fonts": ("/word/fontTable.xml", f"{_WORD}fontTable+xml", f"{_OFFICE}fontTable"),
    "numbering": ("/word/numbering.xml", f"{_WORD}numbering+xml", f"{_OFFICE}numbering"),
    "comments": ("/word/comments.xml", f"{_WORD}comments+xml", f"{_OFFICE}comments"),
    "threads": (
        "/word/commentsExtended.xml",
        f"{_WORD}commentsExtended+xml",
        "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
    ),
    "footnotes": ("/word/footnotes.xml", f"{_WORD}footnotes+xml", f"{_OFFICE}footnotes"),
}
_DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg"}


def guid(digest: str) -> str:
    """A GUID of the first digits of a hexadecimal digest, as Word writes it."""
    digits = digest[:32].upper()
    return f"{{{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}}}"


class TextPart(PackagePart, eq=False):
    """A part written as XML text."""

    xml: str = ""

    @property
    def data(self) -> bytes:
        return (_PROLOGUE + self.xml).encode()

    def address(self, target: str) -> str:
        """The id of its relationship to an address, a URI."""
        return self.relate(target, f"{_OFFICE}hyperlink")


class Parts:
    """A Word file in the making: its main part, and those that depend on it."""

    def __init__(self) -> None:
        self._package = PackagePart("/")
        self.main = TextPart("/word/document.xml", f"{_WORD}document.main+xml")
        self._package.relate(self.main, f"{_OFFICE}officeDocument")
        self._images: dict[tuple[str, bytes], PackagePart] = {}
        self._heads = 0
        self._data = 0
        self._fonts = 0

    def add(self, kind: str, xml: str = "") -> TextPart:
        """The one part of its kind: `core`, `custom`, `styles`, `footnotes` …"""
        name, content_type, relationship = _KINDS[kind]
        part = TextPart(name, content_type, xml=xml)
        source = self._package if kind in ("core", "custom") else self.main
        source.relate(part, relationship)
        return part

    def new_head(self, *, footer: bool) -> TextPart:
        """A header or footer that is no part of the file until it is kept."""
        kind = "footer" if footer else "header"
        return TextPart(f"/word/{kind}{self._heads + 1}.xml", f"{_WORD}{kind}+xml")

    def kept_head(self, part: TextPart, *, footer: bool) -> str:
        """The id of the main part's relationship to a header or footer that is now written."""
        self._heads += 1
        return self.main.relate(part, _OFFICE + ("footer" if footer else "header"))

    def add_data(self, xml: str, item: str, namespace: str) -> None:
        """A custom XML part (ISO 29500-1, 15.2.5): `item` is the GUID that others find it by."""
        self._data += 1
        part = TextPart(f"/customXml/item{self._data}.xml", "application/xml", xml=xml)
        self.main.relate(part, f"{_OFFICE}customXml")
        name = f"/customXml/itemProps{self._data}.xml"
        about = TextPart(name, f"{_TYPE}customXmlProperties+xml")
        about.xml = (
            f'<ds:datastoreItem xmlns:ds="{_DATA_STORE}" ds:itemID="{item}"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{namespace}"/></ds:schemaRefs></ds:datastoreItem>'
        )
        part.relate(about, f"{_OFFICE}customXmlProps")

    def add_font(self, data: bytes, source: TextPart) -> str:
        """The id of `source`'s relationship to a new font, already obfuscated."""
        self._fonts += 1
        part = PackagePart(f"/word/fonts/font{self._fonts}.odttf", f"{_TYPE}obfuscatedFont", data)
        return source.relate(part, f"{_OFFICE}font")

    def image(self, data: bytes, media_type: str, source: TextPart) -> str:
        """The id of `source`'s relationship to an image; an image used twice is kept once."""
        part = self._images.get((media_type, data))
        if part is None:
            name = f"/word/media/image{len(self._images) + 1}.{_EXTENSIONS[media_type]}"
            part = self._images[media_type, data] = PackagePart(name, media_type, data)
        return source.relate(part, f"{_OFFICE}image")

    def saved(self) -> bytes:
        """The file, its members in a fixed order, the directory of types first."""
        return saved_package(self._package)
