"""The file's metadata: information dictionary and XMP, which agree word for word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from operator import attrgetter

from generator.document import Attachment, Document, Meta
from generator.language.visible import legible
from generator.manifest.shown_pdf import CarriedFile
from generator.version import __version__
from generator.writers import PdfVariant
from generator.writers.pdf.objects import PdfFile, name, name_tree, text_string

_PRODUCER = f"policy-brief-generator {__version__}"

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}

# PDF/A must be told about properties it does not know (ISO 19005-3, 6.6.2.3.1).
_EXTENSIONS = (
    ("PDF/UA identification", "pdfuaid", "part", "Integer", "internal", "Part of ISO 14289"),
    ("PRISM basic", "prism", "doi", "Text", "external", "Digital object identifier"),
)


def _schemas() -> str:
    """The descriptions of the properties that PDF/A does not know."""
    described = "".join(_schema(*one) for one in _EXTENSIONS)
    return (
        '<rdf:Description rdf:about=""'
        ' xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
        ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
        ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\n'
        f"<pdfaExtension:schemas><rdf:Bag>{described}</rdf:Bag></pdfaExtension:schemas>"
        "</rdf:Description>"
    )


def _schema(schema: str, prefix: str, name: str, kind: str, category: str, said: str) -> str:
    """One of them, with its one property."""
    about = {"schema": schema, "namespaceURI": _NAMESPACES[prefix], "prefix": prefix}
    own = {"name": name, "valueType": kind, "category": category, "description": said}
    resource = 'rdf:li rdf:parseType="Resource"'
    of_property = "".join(_one_line("pdfaProperty", own))
    return (
        f"<{resource}>\n{''.join(_one_line('pdfaSchema', about))}"
        f"<pdfaSchema:property><rdf:Seq><{resource}>\n{of_property}"
        "</rdf:li></rdf:Seq></pdfaSchema:property>\n</rdf:li>"
    )


def _one_line(prefix: str, values: Mapping[str, str]) -> Iterator[str]:
    yield from (f"<{prefix}:{key}>{value}</{prefix}:{key}>\n" for key, value in values.items())


def information(document: Document) -> dict[str, str]:
    """The entries of the information dictionary (ISO 32000-1, 14.3.3)."""
    meta = document.meta
    entries = {
        "Title": _title(document),
        "Author": "; ".join(meta.authors),
        "Subject": meta.subject,
        "Keywords": ", ".join(meta.keywords),
        "Creator": _PRODUCER,
        "Producer": _PRODUCER,
        "CreationDate": pdf_date(meta),
        "ModDate": pdf_date(meta),
    }
    return {key: legible(value) for key, value in entries.items() if value}


def information_source(entries: Mapping[str, str]) -> bytes:
    """The information dictionary in PDF source."""
    said = (b"/%s %s" % (key.encode(), text_string(value)) for key, value in entries.items())
    return b"<<%s>>" % b"".join(said)


def pdf_date(meta: Meta) -> str:
    """The day of issue as a date (7.9.4): a file knows no other time."""
    return f"D:{meta.issued:%Y%m%d}000000Z"


def xmp(document: Document, variant: PdfVariant) -> bytes:
    """The XMP packet, which names PDF/A and PDF/UA-1 (ISO 19005-3, 6.6; ISO 14289-1, 5)."""
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    parts = [
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
        f'<rdf:Description rdf:about="" {names}>',
        *_properties(document, variant),
        "</rdf:Description>",
        _schemas(),
        "</rdf:RDF></x:xmpmeta>",
        '<?xpacket end="w"?>',
    ]
    return "\n".join(parts).encode("utf-8", "replace")


def _properties(document: Document, variant: PdfVariant) -> Iterator[str]:
    meta = document.meta
    date = f"{meta.issued:%Y-%m-%d}T00:00:00Z"
    yield from _list_property("dc:title", "Alt", [_title(document)])
    yield from _list_property("dc:creator", "Seq", meta.authors)
    yield from _list_property("dc:description", "Alt", [meta.subject])
    yield from _list_property("dc:subject", "Bag", meta.keywords)
    yield from _list_property("dc:publisher", "Bag", [meta.publisher])
    yield from _list_property("dc:language", "Bag", [document.language])
    yield from _list_property("dc:date", "Seq", [f"{meta.issued:%Y-%m-%d}"])
    yield from _one("dc:identifier", meta.formal_identifier)
    if meta.doi:
        yield from _list_property("xmp:Identifier", "Bag", [meta.identifier, f"doi:{meta.doi}"])
        yield from _one("prism:doi", meta.doi)
    yield from _list_property("dc:rights", "Alt", [meta.licence])
    yield from _one("xmpRights:WebStatement", meta.licence_address)
    yield from _one("pdf:Keywords", ", ".join(meta.keywords))
    yield from _one("pdf:Producer", _PRODUCER)
    yield from _one("xmp:CreatorTool", _PRODUCER)
    yield from _one("xmp:CreateDate", date)
    yield from _one("xmp:ModifyDate", date)
    yield from _one("pdfaid:part", variant[2])
    yield from _one("pdfaid:conformance", "A")
    yield from _one("pdfuaid:part", "1")


def _title(document: Document) -> str:
    """The title; a file without one says what made it (ISO 14289-1, 7.1)."""
    return document.title if _escaped(document.title).strip() else _PRODUCER


def _one(key: str, value: str) -> Iterator[str]:
    if escaped := _escaped(value):
        yield f"<{key}>{escaped}</{key}>"


def _list_property(key: str, kind: str, values: Iterable[str]) -> Iterator[str]:
    language = ' xml:lang="x-default"' if kind == "Alt" else ""
    items = "".join(f"<rdf:li{language}>{_escaped(value)}</rdf:li>" for value in values if value)
    if items:
        yield f"<{key}><rdf:{kind}>{items}</rdf:{kind}></{key}>"


def _escaped(value: str) -> str:
    """The value as XML text."""
    return escape(legible(value), quote=False)


def add_attachments(
    attachments: Sequence[Attachment], meta: Meta, document: PdfFile
) -> tuple[bytes, bytes]:
    """Add the files; return the catalog's array of them and the tree of their names.

    As ISO 19005-3, 6.8 and annex E want them; both are empty if there are none.
    """
    found = {
        one.name: _add_file(one, meta, document)
        for one in sorted(attachments, key=attrgetter("name"))
    }
    if not found:
        return b"", b""
    return b"[%s]" % b" ".join(found.values()), document.add(name_tree(found))


def carried_files(attachments: Sequence[Attachment], meta: Meta) -> Iterator[CarriedFile]:
    """What the specifications of the files say, in their order."""
    day = pdf_date(meta)
    for one in sorted(attachments, key=attrgetter("name")):
        yield CarriedFile(one.name, one.media_type, one.relationship, one.description, day)


def _add_file(attachment: Attachment, meta: Meta, document: PdfFile) -> bytes:
    """The file's specification, its bytes in a stream of their own (7.11.3 and 7.11.4)."""
    entries = b"/Type/EmbeddedFile/Subtype%s/Params<</Size %d/ModDate%s>>" % (
        name(attachment.media_type), len(attachment.data), text_string(pdf_date(meta))
    )  # fmt: skip
    file = document.add_stream(attachment.data, entries)
    title, said = text_string(attachment.name), attachment.description
    description = b"/Desc" + text_string(said) if said else b""
    return document.add(
        b"<</Type/Filespec/F%s/UF%s%s/AFRelationship%s/EF<</F %s/UF %s>>>>"
        % (title, title, description, name(attachment.relationship), file, file)
    )
