"""The parts of a Word file from somebody else, by the relationships that lead to them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from itertools import chain

from msgspec import Struct, field

from generator.opening.budget import Budget
from generator.opening.wordprocessing import W
from generator.opening.xml_part import UnsoundXmlError, XmlElement, xml_root
from generator.opening.zipped import ZipMembers, zip_members

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# Word can save either dialect of ISO/IEC 29500: the namespaces of both differ in one way.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an old office file begins, and one with a password ([MS-CFB] 2.2)."""

CORE, _APPLICATION = "docProps/core.xml", "docProps/app.xml"
_DAY_OF_OURS = (1980, 1, 1, 0, 0, 0)


class Relationship(Struct, frozen=True):
    """Where a part leads: to another part, by its name, or to an address outside."""

    kind: str
    target: str
    is_external: bool


class Package(Struct, frozen=True):
    """A zip file whose parts hang together by relationships (ISO 29500-2)."""

    zipped: ZipMembers
    _roots: dict[str, XmlElement] = field(default_factory=dict)

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
        """The root of a part, in the transitional dialect. Raises BriefError if it is damaged.

        It is parsed once; nobody changes it.
        """
        if name not in self._roots:
            data = _STRICT.sub(_TRANSITIONAL, self.zipped.read(name))
            try:
                self._roots[name] = xml_root(data, self.budget)
            except UnsoundXmlError as error:
                raise self.zipped.damaged(f"{name} is no sound XML ({error})") from None
        return self._roots[name]

    def related(self, source: str, kind: str) -> Iterator[str]:
        """The parts to which another one is related in the way that `kind` ends on."""
        for _, one in self._relations(source):
            inside = one.kind.endswith(f"/{kind}") and not one.is_external
            if inside and self.zipped.holds(one.target):
                yield one.target

    def relationships(self, source: str) -> Mapping[str, Relationship]:
        """Where a part leads, by the identifiers that its elements name. Raises BriefError."""
        return dict(self._relations(source))

    def properties(self) -> Mapping[str, str]:
        """What the file says of itself, by the names of Dublin Core and of Word's own.

        Raises BriefError.
        """
        parts = (self.xml(name) for name in (_APPLICATION, CORE) if self.zipped.holds(name))
        every = chain.from_iterable(parts)
        return {one.tag.rpartition("}")[2]: one.text for one in every if one.text}

    def _relations(self, source: str) -> Iterator[tuple[str, Relationship]]:
        folder, base = posixpath.split(source)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if self.zipped.holds(name):
            for one in self.xml(name).iter(f"{_RELATIONSHIPS}Relationship"):
                yield one.get("Id", ""), _relationship(one, folder)


def _relationship(element: XmlElement, folder: str) -> Relationship:
    target = element.get("Target", "")
    is_external = element.get("TargetMode") == "External"
    if not is_external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relationship(element.get("Type", ""), target, is_external)


def word_package(data: bytes, budget: Budget) -> Package:
    """The parts of a Word file. Raises BriefError."""
    if data.startswith(OLE):
        message = "this Word file is locked with a password, or of the kind before 2007"
        raise budget.locked(message)
    return Package(zip_members(data, budget, "Word file"))


class NoteElement(Struct, frozen=True):
    """A note of a Word file, and the name of the part that it stands in."""

    element: XmlElement
    part: str


def notes_by_reference(package: Package, main: str) -> dict[tuple[str, str], NoteElement]:
    """The notes of a main part by their kind, "footnote" or "endnote", and their identifier.

    The lines above notes are among them. Raises BriefError.
    """
    return {
        (kind, note.get(f"{W}id", "")): NoteElement(note, name)
        for kind in ("footnote", "endnote")
        for name in package.related(main, f"{kind}s")
        for note in package.xml(name).iter(f"{W}{kind}")
    }
