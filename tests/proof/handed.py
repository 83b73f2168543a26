"""The finished files of tests/bad/V…: run this to make them anew when the manifest changes.

python -m tests.proof.handed
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf

from generator.document import Document, Meta, Paragraph, Text
from generator.manifest.canonical import canonical_json
from generator.manifest.writing import manifest
from generator.writers.docx.markup import NAMESPACES, escaped

BAD = Path(__file__).parents[1] / "bad"
WORDS = "The ferry will run each hour."

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def own_manifest() -> dict[str, Any]:
    meta = Meta(identifier="PB-1", version="1.0", publisher="Policy Desk")
    document = Document("The ferry", "en-GB", meta, (Paragraph((Text(WORDS),)),))
    return json.loads(manifest(document, {"markdown": "0" * 64}).data)


def word_file(carried: Mapping[str, Any] | None) -> bytes:
    """The least that is a Word file, with a manifest where there is one."""
    body = f"<w:body><w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p></w:body>"
    members = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONSHIPS,
        "word/document.xml": f"<w:document {NAMESPACES}>{body}</w:document>",
    }
    if carried is not None:
        members["customXml/item1.xml"] = (
            '<attachment xmlns="urn:policy-brief:attachment" name="manifest.json"'
            ' mediaType="application/json" relationship="Data" encoding="text">'
            f"{escaped(canonical_json(carried).decode())}</attachment>"
        )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, text in members.items():
            package.writestr(zipfile.ZipInfo(name), text)
    return made.getvalue()


def bomb() -> bytes:
    """A file that says of a part that unpacked it has three thousand million bytes."""
    data = bytearray(word_file(None))
    at = data.rindex(b"PK\1\2") + 24
    data[at : at + 4] = (3_000_000_000).to_bytes(4, "little")
    return bytes(data)


def untagged() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    attached = pikepdf.AttachedFileSpec(
        pdf, canonical_json(own_manifest()), filename="manifest.json"
    )
    pdf.attachments["manifest.json"] = attached
    pdf.Root.AF = pikepdf.Array([attached.obj])
    made = io.BytesIO()
    pdf.save(made, deterministic_id=True)
    return made.getvalue()


_LATER = "policy-brief-manifest/9"
FILES = {
    "V001_cannot_be_read/handed.docx": f"{WORDS}\n".encode(),
    "V002_damaged/handed.docx": word_file(own_manifest())[:700],
    "V003_locked/handed.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
    "V004_too_large/handed.docx": bomb(),
    "V005_no_manifest/handed.docx": word_file(None),
    "V006_altered_manifest/handed.docx": word_file({**own_manifest(), "digest": "0" * 64}),
    "V007_other_format/handed.docx": word_file({**own_manifest(), "format": _LATER}),
    "V008_no_tags/handed.pdf": untagged(),
}  # fmt: skip

if __name__ == "__main__":
    for name, data in FILES.items():
        (BAD / name).write_bytes(data)
