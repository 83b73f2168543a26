"""The parts of a Word file from somebody else: nothing in it is trusted."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from msgspec import Struct

from generator.diagnostics import codes
from generator.proof.budget import ATTRIBUTES, HELD, MARKUP, PARTS, READ, Budget
from generator.proof.finished import cannot

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# Word can save either dialect of ISO/IEC 29500; in this namespace lies all that is read here.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAY_OF_OURS = (1980, 1, 1, 0, 0, 0)
AGAIN = "ask for the file again, from where it was published"

XmlElement = ET.Element


class Package(Struct, frozen=True):
    """A zip file whose parts hang together by relationships (ISO 29500-2)."""

    members: zipfile.ZipFile
    budget: Budget

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.members.namelist())

    @property
    def saved_again(self) -> bool:
        """Whether a member has another date than all of ours."""
        return any(one.date_time != _DAY_OF_OURS for one in self.members.infolist())

    def xml(self, name: str) -> XmlElement:
        """The root of a part. Raises BriefError if it is damaged."""
        data = self._read(name)
        self.budget.spend(MARKUP, data.count(b"<"))
        self.budget.spend(ATTRIBUTES, data.count(b"="))
        # As every program writes it: in another encoding the signs would not have been counted.
        parser = ET.XMLParser(target=_Builder(), encoding="utf-8")
        try:
            parser.feed(data.replace(_STRICT, _TRANSITIONAL))
            root: XmlElement = parser.close()
        except (ET.ParseError, _DoctypeError, LookupError, ValueError) as error:
            raise self._damaged(f"{name} is no sound XML ({error})") from None
        return root

    def related(self, source: str, kind: str) -> Iterator[str]:
        """The parts to which another one is related in the way that `kind` ends on."""
        folder, base = posixpath.split(source)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self._holds(name):
            return
        for one in self.xml(name).iter(f"{_RELATIONSHIPS}Relationship"):
            target = one.get("Target", "")
            if one.get("Type", "").endswith(f"/{kind}") and one.get("TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                if self._holds(path):
                    yield path

    def _holds(self, name: str) -> bool:
        try:
            self.members.getinfo(name)
        except KeyError:
            return False
        return True

    def _read(self, name: str) -> bytes:
        self.budget.spend(READ, self.members.getinfo(name).file_size)
        try:
            return self.members.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise self._damaged(f"{name} cannot be unpacked ({error})") from None
        except RuntimeError:  # by which zipfile says that it wants a password
            raise cannot(
                codes.LOCKED_FILE, self.budget.file, f"{name} is locked with a password", _UNLOCK
            ) from None

    def _damaged(self, fault: str) -> Exception:
        message = f"this Word file is damaged: {fault}"
        return cannot(codes.DAMAGED_FILE, self.budget.file, message, AGAIN)


_UNLOCK = "save a copy without a password, and check that"


def word_package(data: bytes, budget: Budget) -> Package:
    """The parts of a Word file. Raises BriefError."""
    file = budget.file
    if data.startswith(_OLE):
        message = "this Word file is locked with a password, or of the kind before 2007"
        raise cannot(codes.LOCKED_FILE, file, message, _UNLOCK)
    try:
        members = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        message = f"this Word file is damaged: {error}"
        raise cannot(codes.DAMAGED_FILE, file, message, AGAIN) from None
    names = members.namelist()
    if len(set(names)) != len(names):
        message = "this Word file is damaged: it holds two parts of the same name"
        raise cannot(codes.DAMAGED_FILE, file, message, AGAIN)
    if {one.compress_type for one in members.infolist()} - {
        zipfile.ZIP_STORED,
        zipfile.ZIP_DEFLATED,
    }:
        message = "this Word file is damaged: it is packed in a way that no Word file is"
        raise cannot(codes.DAMAGED_FILE, file, message, AGAIN)
    budget.spend(PARTS, len(names))
    budget.spend(HELD, sum(one.file_size for one in members.infolist()))
    return Package(members, budget)


class _DoctypeError(Exception):
    """A part with a document type, which no Word file has: entities could blow it up."""


class _Builder(ET.TreeBuilder):
    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise _DoctypeError(f"a document type {name} {pubid or ''} {system or ''}".rstrip())
