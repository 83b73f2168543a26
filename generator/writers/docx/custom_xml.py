"""Custom XML parts, which Word and others keep: attached files, and the values of fields.

Content controls are fields that an office can fill, lock or extract by name (ISO 29500-1, 17.5.2).
Those around the front matter's values are bound to a custom XML part: changed in one place,
a value changes in every other, running heads included. A heading has none: python-docx and its
like read no words in a control, and there the title would be missing.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape

from msgspec.structs import replace

from generator.document import Attachment, Enclosing, Inline, Text
from generator.language.visible import escaped, legible
from generator.writers.docx.parts import Parts, guid

_ATTACHMENT = "urn:policy-brief:attachment"


def attach(attachment: Attachment, parts: Parts) -> str:
    """Add the attachment to the parts; the name of its part."""
    item = store_item(f"{_ATTACHMENT}:{attachment.name}")
    return parts.add_data(attached_xml(attachment), item, _ATTACHMENT)


def attached_xml(attachment: Attachment) -> str:
    """What a part holds of an attachment: text where XML keeps it to the byte, else Base64."""
    text = _as_text(attachment.data)
    encoding = "base64" if text is None else "text"
    content = b64encode(attachment.data).decode() if text is None else escape(text, quote=False)
    return (
        f'<attachment xmlns="{_ATTACHMENT}" name="{escaped(attachment.name)}"'
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


FIELDS = "urn:policy-brief:fields"
_STORE = store_item(FIELDS)
_BOUND = ("title", "number", "version", "date", "cutoff")


class Controls:
    """The content controls of one file, and the values that they are bound to."""

    def __init__(self, *, wanted: bool = True) -> None:
        """Without them, words stay plain: LibreOffice restores a bound value that was rejected."""
        self._wanted = wanted
        self._values: dict[str, str] = {}
        self._count = 0

    def field(self, name: str, words: str, content: str) -> str:
        """Runs that show a field of the front matter, as a control of plain text.

        They stay plain if their words differ from those of the field's first place.
        """
        if not self._wanted or name not in _BOUND or not content:
            return content
        if self._values.setdefault(name, words) != words:
            return content
        binding = (
            f"<w:dataBinding w:prefixMappings=\"xmlns:b='{FIELDS}'\""
            f' w:xpath="/b:brief[1]/b:{name}[1]" w:storeItemID="{_STORE}"/>'
        )
        self._count += 1
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{name}"/>'
            f'<w:id w:val="{self._count}"/>{binding}<w:text/></w:sdtPr>'
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    def store(self, parts: Parts) -> None:
        """Add the part that the bound values live in, if there are any."""
        values = "".join(
            f"<{name}>{escaped(self._values[name])}</{name}>"
            for name in _BOUND
            if name in self._values
        )
        if values:
            parts.add_data(f'<brief xmlns="{FIELDS}">{values}</brief>', _STORE, FIELDS)


def unbound(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    """Inline nodes, the values of the front matter among them as words like any others."""
    for inline in inlines:
        match inline:
            case Text():
                yield replace(inline, field_name="")
            case Enclosing(children):
                yield replace(inline, children=tuple(unbound(children)))
            case _:
                yield inline
