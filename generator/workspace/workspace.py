"""A workspace: the folder of seeds, briefs, templates and outputs."""

from __future__ import annotations

from itertools import product
from pathlib import Path

from msgspec import Struct, field

from generator.config.files import SETTINGS_FILE, names_in, stands
from generator.diagnostics import Span
from generator.workspace.settings import Settings, place_of_setting


class Workspace(Struct, frozen=True):
    """A folder of seeds, briefs and templates.

    Seeds, briefs and records may lie in another folder, `material`: so the briefs of the package
    are set in the templates of a house.
    """

    root: Path
    settings: Settings = field(default_factory=Settings)
    material: Path | None = None

    @property
    def seeds(self) -> Path:
        return (self.material or self.root) / "seeds"

    @property
    def briefs(self) -> Path:
        return (self.material or self.root) / "briefs"

    @property
    def records(self) -> Path:
        return (self.material or self.root) / "records.yaml"

    def caveats(self, key: str) -> Path:
        """The file of the caveats on a seed."""
        return self.seeds / key / "caveats.md"

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def archive(self) -> Path:
        return self.root / self.settings.archive

    def shown(self, path: Path) -> str:
        """A path as messages name it: relative to the workspace, with forward slashes."""
        folders = filter(None, (self.material, self.root))
        # A link by its own name, if possible.
        for folder, form in product(folders, (Path.absolute, Path.resolve)):
            try:
                inner = form(path).relative_to(form(folder))
            except (ValueError, RuntimeError):  # what Python before 3.13 says about a ring of links
                continue
            if ".." not in inner.parts:
                return inner.as_posix()
        return path.as_posix()

    def place(self, *path: str) -> Span:
        """The place of a value in `brief.toml`, such as "SECRET" in the table "markings"."""
        return place_of_setting(self.root / SETTINGS_FILE, *path)

    def template(self, name: str) -> Path | None:
        """The folder of a template: the workspace's own, else the one in the package."""
        for templates in self._templates():
            if stands(templates / name / "template.toml"):
                return templates / name
        return None

    @property
    def templates(self) -> tuple[str, ...]:
        """The names of all templates that can be used here."""
        found = {
            entry.parent.name
            for folder in self._templates()
            for entry in names_in(folder, "*/template.toml")
        }
        return tuple(sorted(found))

    @property
    def fonts(self) -> Path:
        own = self.root / "templates" / "fonts"
        return own if stands(own) else starter_workspace() / "templates" / "fonts"

    def _templates(self) -> tuple[Path, ...]:
        return (self.root / "templates", starter_workspace() / "templates")


def starter_workspace() -> Path:
    """The workspace in the package; in a checkout of the project, that checkout."""
    package = Path(__file__).parents[1]
    inside = package / "_starter"
    return inside if inside.is_dir() else package.parent
