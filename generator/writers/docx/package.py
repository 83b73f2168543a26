"""An Open Packaging package (ISO/IEC 29500-2): parts, and the relationships that lead to them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from msgspec import Struct, field

from generator.writers.docx.markup import escaped
from generator.writers.docx.zipped import zipped

_LISTED_AS = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_PACKAGES = "http://schemas.openxmlformats.org/package/2006/"
# The content types of parts whose name says what they are; the others are listed by name.
_BY_EXTENSION = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
}
_ALWAYS = frozenset({"rels", "xml"})


class PackagePart(Struct, eq=False):
    """A part by its name, which begins with a slash, or with the name `/` the package itself."""

    name: str
    content_type: str = ""
    content: bytes = b""
    targets: dict[tuple[str, PackagePart | str], str] = field(default_factory=dict)

    @property
    def data(self) -> bytes:
        """Its bytes, complete once the package is saved."""
        return self.content

    def relate(self, target: PackagePart | str, kind: str) -> str:
        """The id of its relationship of a kind, a URI, to another part or to an address."""
        return self.targets.setdefault((kind, target), f"rId{len(self.targets) + 1}")


def saved_package(package: PackagePart) -> bytes:
    """The zip file of all parts that a package leads to, in a fixed order; the types come first."""
    parts = sorted(_led_to(package), key=lambda part: part.name)
    members = {"[Content_Types].xml": _types_xml(parts)}
    for part in (package, *parts):
        if part is not package:
            members[part.name[1:]] = part.data
        if part.targets or part is package:
            folder, name = posixpath.split(part.name)
            members[posixpath.join(folder, "_rels", f"{name}.rels")[1:]] = _relationships_xml(part)
    return zipped(members)


def _led_to(package: PackagePart) -> Iterable[PackagePart]:
    """The parts that its relationships, and theirs, lead to."""
    found: dict[PackagePart, None] = {}
    waiting = [package]
    while waiting:
        targets = [one for _, one in waiting.pop().targets if isinstance(one, PackagePart)]
        new = [part for part in targets if part not in found]
        waiting += new
        found |= dict.fromkeys(new)
    return found


def _types_xml(parts: Iterable[PackagePart]) -> bytes:
    """The content type of each part (ISO/IEC 29500-2, 7.2.3)."""
    extensions, named = set(_ALWAYS), {}
    for part in parts:
        extension = part.name.rpartition(".")[2]
        if _BY_EXTENSION.get(extension) == part.content_type:
            extensions.add(extension)
        else:
            named[part.name] = part.content_type
    defaults = (
        f'<Default Extension="{extension}" ContentType="{_BY_EXTENSION[extension]}"/>'
        for extension in sorted(extensions)
    )
    overrides = (
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in named.items()
    )
    content = "".join((*defaults, *overrides))
    return f'{_LISTED_AS}<Types xmlns="{_PACKAGES}content-types">{content}</Types>'.encode()


def _relationships_xml(source: PackagePart) -> bytes:
    """The relationships that a part is the source of (ISO/IEC 29500-2, 6.5)."""
    folder = posixpath.dirname(source.name)
    content = "".join(
        f'<Relationship Id="{key}" Type="{kind}" {_target(target, folder)}/>'
        for (kind, target), key in source.targets.items()
    )
    root = f'<Relationships xmlns="{_PACKAGES}relationships">{content}</Relationships>'
    return f"{_LISTED_AS}{root}".encode()


def _target(target: PackagePart | str, folder: str) -> str:
    if isinstance(target, PackagePart):
        return f'Target="{posixpath.relpath(target.name, folder)}"'
    return f'Target="{escaped(target)}" TargetMode="External"'
