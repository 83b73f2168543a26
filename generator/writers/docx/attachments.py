"""Files that travel in a Word file: each in a custom XML part, which Word and others keep."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from generator.document import Attachment
from generator.language.visible import escaped, legible
from generator.writers.docx.parts import Parts, guid

NAMESPACE = "urn:policy-brief:attachment"


def attach(attachment: Attachment, parts: Parts) -> str:
    """Add the attachment to the parts; the name of its part."""
    item = store_item(f"{NAMESPACE}:{attachment.name}")
    return parts.add_data(attached_xml(attachment), item, NAMESPACE)


def attached_xml(attachment: Attachment) -> str:
    """What a part holds of an attachment: text where XML keeps it to the byte, else Base64."""
    text = _as_text(attachment.data)
    encoding = "base64" if text is None else "text"
    content = b64encode(attachment.data).decode() if text is None else _escaped_part(text)
    return (
        f'<attachment xmlns="{NAMESPACE}" name="{escaped(attachment.name)}"'
        f' mediaType="{escaped(attachment.media_type)}"'
        f' relationship="{escaped(attachment.relationship)}"'
        f' encoding="{encoding}">{content}</attachment>'
    )


def store_item(name: str) -> str:
    """The GUID of a part by its name, the same in every file."""
    return guid(sha256(name.encode()).hexdigest())


def _as_text(data: bytes) -> str | None:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    kept = text.replace("\n", " ").replace("\t", " ")
    return text if legible(kept) == kept else None


def _escaped_part(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
