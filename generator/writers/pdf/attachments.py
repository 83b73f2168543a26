"""Files that travel inside the PDF, associated with the whole document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from generator.document import Attachment, Meta
from generator.manifest.shown_pdf import CarriedFile
from generator.writers.pdf.metadata import pdf_date
from generator.writers.pdf.objects import PdfFile, name, name_tree, text_string


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
