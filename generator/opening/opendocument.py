"""The parts of an OpenDocument file from somebody else, zipped or in one file (.fodt)."""

from __future__ import annotations

from generator.opening.budget import Budget
from generator.opening.opendocument_styles import NAMESPACES
from generator.opening.xml_part import UnsoundXmlError, XmlElement, xml_root
from generator.opening.zipped import ZipMembers, zip_members

_CALLED = "OpenDocument file"
_LOCKED = "this file is locked with a password"


def is_flat(data: bytes) -> bool:
    """Whether the bytes look like an OpenDocument file that is one XML file (.fodt)."""
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"<office:document " in head


def opendocument_roots(data: bytes, budget: Budget) -> tuple[XmlElement, ...]:
    """The content of an OpenDocument file, then the styles and the properties.

    Raises BriefError.
    """
    try:
        if is_flat(data):
            return (xml_root(data, budget),)
        members = zip_members(data, budget, _CALLED)
        _refuse_locked(members)
        names = ("content.xml", "styles.xml", "meta.xml")
        return tuple(xml_root(members.read(name), budget) for name in names if members.holds(name))
    except UnsoundXmlError as error:
        raise budget.damaged(f"this {_CALLED} is damaged: it is no sound XML ({error})") from None


def _refuse_locked(members: ZipMembers) -> None:
    manifest = "META-INF/manifest.xml"
    locked = members.holds("encrypted-package") or (
        members.holds(manifest) and b":encryption-data" in members.read(manifest)
    )
    if locked:
        raise members.budget.locked(_LOCKED)


def body_of_text(roots: tuple[XmlElement, ...]) -> XmlElement | None:
    """The body of an OpenDocument text; None if the file is something else, such as a table."""
    return next(
        (found for root in roots for found in root.iterfind("office:body/office:text", NAMESPACES)),
        None,
    )
