"""The parts of a Word file from somebody else, by the relationships that lead to them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from msgspec import Struct

from generator.opening.budget import Budget
from generator.opening.wordprocessing import W
from generator.opening.xml_part import UnsoundXmlError, XmlElement, xml_root
from generator.opening.zipped import ZipMembers, zip_members

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# Word can save either dialect of ISO/IEC 29500; in this namespace lies all that is read here.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAY_OF_OURS = (1980, 1, 1, 0, 0, 0)


class Package(Struct, frozen=True):
    """A zip file whose parts hang together by relationships (ISO 29500-2)."""

    zipped: ZipMembers

    @property
    def budget(self) -> Budget:
        return self.zipped.budget

    @property
    def names(self) -> tuple[str, ...]:
        return self.zipped.names

    @property
    def saved_again(self) -> bool:
        """Whether a member has another date than all of ours."""
        return any(one.date_time != _DAY_OF_OURS for one in self.zipped.members.infolist())

    def xml(self, name: str) -> XmlElement:
        """The root of a part, in the transitional dialect. Raises BriefError if it is damaged."""
        data = self.zipped.read(name).replace(_STRICT, _TRANSITIONAL)
        try:
            return xml_root(data, self.budget)
        except UnsoundXmlError as error:
            raise self.zipped.damaged(f"{name} is no sound XML ({error})") from None

    def related(self, source: str, kind: str) -> Iterator[str]:
        """The parts to which another one is related in the way that `kind` ends on."""
        folder, base = posixpath.split(source)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self.zipped.holds(name):
            return
        for one in self.xml(name).iter(f"{_RELATIONSHIPS}Relationship"):
            target = one.get("Target", "")
            if one.get("Type", "").endswith(f"/{kind}") and one.get("TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                if self.zipped.holds(path):
                    yield path


def word_package(data: bytes, budget: Budget) -> Package:
    """The parts of a Word file. Raises BriefError."""
    if data.startswith(_OLE):
        message = "this Word file is locked with a password, or of the kind before 2007"
        raise budget.locked(message)
    return Package(zip_members(data, budget, "Word file"))


def notes_by_reference(package: Package, main: str) -> dict[tuple[str, str], XmlElement]:
    """The notes of a main part by their kind, "footnote" or "endnote", and their identifier.

    The lines above notes are among them. Raises BriefError.
    """
    return {
        (kind, note.get(f"{W}id", "")): note
        for kind in ("footnote", "endnote")
        for name in package.related(main, f"{kind}s")
        for note in package.xml(name).iter(f"{W}{kind}")
    }
