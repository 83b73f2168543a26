"""Word and OpenDocument files made of a few elements, as no program would have to write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = ("styles", "numbering", "footnotes", "endnotes", "header", "footer")
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>{}</Types>'
)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def members(data: bytes) -> dict[str, bytes]:
    """The members of a zip archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(contents: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of some members, in their order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in contents.items():
            package.writestr(name, content)
    return made.getvalue()


def word_file(body: str, *, namespace: str = W, core: str = "", **parts: str) -> bytes:
    """A Word file with this body, and with other parts by what they are: `styles`, `footnotes` …"""
    spaces = (
        f'xmlns:w="{namespace}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    )
    roots = {"header": "hdr", "footer": "ftr"}
    further = {
        f"word/{name}.xml": f"<w:{(root := roots.get(name, name))} {spaces}>{xml}</w:{root}>"
        for name, xml in parts.items()
    }
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{kind}+xml"/>'
        for name in ("document", *parts)
        for kind in ["document.main" if name == "document" else name]
    )
    return zipped(
        {
            "[Content_Types].xml": _TYPES.format(kinds),
            "_rels/.rels": _related({"officeDocument": "word/document.xml"}),
            "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": _related({name: f"{name}.xml" for name in parts}),
            **further,
            **({"docProps/core.xml": core} if core else {}),
        }
    )


def _related(targets: Mapping[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="r{count}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for count, (kind, target) in enumerate(targets.items())
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{rows}</Relationships>'


_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (("office", "office"), ("style", "style"), ("text", "text"),
                        ("table", "table"), ("draw", "drawing"), ("meta", "meta"))
) + (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)  # fmt: skip


def opendocument(body: str, *, styles: str = "", around: str = "", meta: str = "") -> bytes:
    """An OpenDocument text with this body, styles of its own, and what is printed around it."""
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    master = f'<style:master-page style:name="Standard">{around}</style:master-page>'
    contents = {
        "content": f"{automatic}<office:body><office:text>{body}</office:text></office:body>",
        "styles": f"<office:master-styles>{master}</office:master-styles>",
        "meta": f"<office:meta>{meta}</office:meta>",
    }
    parts = {
        f"{name}.xml": f'<office:document-{name} office:version="1.3" {_SPACES}>{xml}'
        f"</office:document-{name}>"
        for name, xml in contents.items()
    }
    text = "application/vnd.oasis.opendocument.text"
    entries = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{text}"/>'
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    for name in parts:
        entry = f'manifest:full-path="{name}" manifest:media-type="text/xml"'
        entries += f"<manifest:file-entry {entry}/>"
    manifest = f'<manifest:manifest xmlns:manifest="{space}">{entries}</manifest:manifest>'
    return zipped({"mimetype": text, **parts, "META-INF/manifest.xml": manifest})


def flat_opendocument(body: str) -> bytes:
    """An OpenDocument text that is one XML file."""
    inside = f"<office:body><office:text>{body}</office:text></office:body>"
    return f'<?xml version="1.0"?>\n<office:document {_SPACES}>{inside}</office:document>'.encode()


def run(words: str, properties: str = "") -> str:
    """A run of words."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(words: str, properties: str = "") -> str:
    """A paragraph of Word; `words` may be elements."""
    inside = words if words.startswith("<") else run(words)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def styled(words: str, style: str) -> str:
    """A paragraph in a style."""
    return paragraph(words, f'<w:pStyle w:val="{style}"/>')


def listed(words: str, number_id: int = 1, level: int = 0) -> str:
    """A paragraph that Word numbers."""
    return paragraph(
        words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>'
    )


def style(identifier: str, name: str, inside: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f"{inside}</w:style>"
    )


def level(depth: int, pattern: str, form: str = "decimal", inside: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{inside}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def abstract(identifier: int, *levels: str) -> str:
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{identifier}">{kind}{"".join(levels)}</w:abstractNum>'


def number(identifier: int, of: int, inside: str = "") -> str:
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{of}"/>{inside}</w:num>'
