"""Where seeds, briefs, templates and outputs lie, and what `brief.toml` says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from generator.diagnostics import BriefError, Diagnostic, Span
from generator.markings import TLP, MarkingLook
from generator.schema import Locate, conform, read_toml
from generator.severities import Level, faults_of_severities

_INVALID = "B001"
_SETTINGS = "brief.toml"


class Settings(Struct, frozen=True):
    """`brief.toml`: what a house says once for all its briefs."""

    publisher: str = ""
    template: str = "policy-brief"  # A folder in templates/.
    language: str = "en-GB"  # A BCP 47 tag.
    scale: str = "icd203"  # The words of likelihood.
    formats: tuple[str, ...] = ("docx", "pdf")  # What `brief build` writes.
    archive: str = "archive"  # The folder of what is published, from the workspace's own.
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # Names that mean the same.
    severities: Mapping[str, Level] = field(default_factory=dict)  # How grave what a code finds is.
    markings: Mapping[str, MarkingLook] = field(default_factory=dict)  # The house's own markings.


class Workspace(Struct, frozen=True):
    """A folder of seeds, briefs and templates."""

    root: Path
    settings: Settings = field(default_factory=Settings)

    @property
    def seeds(self) -> Path:
        return self.root / "seeds"

    @property
    def briefs(self) -> Path:
        return self.root / "briefs"

    @property
    def records(self) -> Path:
        return self.root / "records.yaml"

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def archive(self) -> Path:
        return self.root / self.settings.archive

    def shown(self, path: Path) -> str:
        """A path as messages name it: relative to the workspace, with forward slashes."""
        try:
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return path.as_posix()

    def place(self, *path: str) -> Span:
        """Where `brief.toml` gives a value: the table "markings" and its "SECRET", say."""
        try:
            _, locate = read_toml(self.root / _SETTINGS, _SETTINGS, code=_INVALID)
        except BriefError:
            return Span.at(_SETTINGS)
        return locate(path)

    def template(self, name: str) -> Path | None:
        """The folder of a template: the workspace's own, else the one that the package carries."""
        for templates in self._templates():
            if (templates / name / "template.toml").is_file():
                return templates / name
        return None

    @property
    def templates(self) -> tuple[str, ...]:
        """The names of all templates that can be had here."""
        found = {
            entry.parent.name
            for folder in self._templates()
            for entry in folder.glob("*/template.toml")
        }
        return tuple(sorted(found))

    @property
    def fonts(self) -> Path:
        own = self.root / "templates" / "fonts"
        return own if own.is_dir() else carried() / "templates" / "fonts"

    def _templates(self) -> tuple[Path, ...]:
        return (self.root / "templates", carried() / "templates")


def carried() -> Path:
    """The workspace that the package carries; in a checkout of the project, that checkout."""
    package = Path(__file__).parent
    inside = package / "_starter"
    return inside if inside.is_dir() else package.parent


def find_workspace(start: Path) -> Workspace:
    """The workspace that a folder lies in: the nearest one above it with `brief.toml` or `briefs/`.

    Where there is none, the folder itself. Raises BriefError where `brief.toml` does not hold.
    """
    start = start.resolve()
    root = next((folder for folder in (start, *start.parents) if _is_root(folder)), start)
    path = root / _SETTINGS
    if not path.is_file():
        return Workspace(root)
    data, locate = read_toml(path, _SETTINGS, code=_INVALID)
    settings = conform(Settings, data, locate, code=_INVALID)
    faults = [
        *faults_of_severities(settings.severities, locate, code=_INVALID),
        *_faults_of_markings(settings.markings, locate),
    ]
    if faults:
        raise BriefError(faults)
    return Workspace(root, settings)


_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_SMALLEST = 6.0  # points: less cannot be read on paper


def _faults_of_markings(
    markings: Mapping[str, MarkingLook], locate: Locate
) -> Iterator[Diagnostic]:
    """What `[markings]` of brief.toml may not say, each at its own line."""
    for words, look in markings.items():
        if not words.strip():
            hint = 'name it: [markings."OFFICIAL"]'
            place = locate(("markings", words))
            yield Diagnostic(_INVALID, "this marking has no words", place, hint=hint)
        for name in ("color", "ground"):
            written = getattr(look, name)
            if not _COLOR.fullmatch(written):
                place = locate(("markings", words, name))
                hint = 'write it as "#7a1f2b"'
                yield Diagnostic(_INVALID, f"`{written}` is no colour", place, hint=hint)
        if look.size < _SMALLEST:
            place = locate(("markings", words, "size"))
            yield Diagnostic(_INVALID, f"{look.size:g} points cannot be read", place)
        if words in TLP:
            place = locate(("markings", words))
            hint = "its look is fixed by the Traffic Light Protocol 2.0"
            yield Diagnostic(_INVALID, f"`{words}` is not the house's to change", place, hint=hint)


def _is_root(folder: Path) -> bool:
    return (folder / "brief.toml").is_file() or (
        (folder / "briefs").is_dir() and (folder / "seeds").is_dir()
    )
