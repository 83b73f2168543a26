"""Seeds mended in a line, as `brief seed` does it."""

from __future__ import annotations

from pathlib import Path

from generator.actions.mend import Asked, mend_seed, putting_back
from generator.seeds.seed import Edition, SeedParagraph
from generator.workspace.workspace import Workspace

SAID = {"by": "Ida Fenn", "why": "as it is in print"}


def mended_seed(folder: Path, asked: Asked, *, cited: bool = True) -> Edition:
    """The edition that an edit makes of the seed in a folder, whose workspace may cite it."""
    root = folder.parent.parent
    brief = root / "briefs/citing.md"
    brief.parent.mkdir(exist_ok=True)
    if cited:
        brief.write_text(f"It was so [@{folder.name}, ¶1].\n", encoding="utf-8")
    try:
        return mend_seed(Workspace(root), folder.name, asked, **SAID).after
    finally:
        brief.unlink(missing_ok=True)


def restore_line(
    folder: Path, line: int, *, last: int | None = None, file: str = "", cited: bool
) -> tuple[Edition, SeedParagraph]:
    """The edition with some dropped lines put back, and their paragraph."""
    asked = putting_back(line, last or line)
    edition = mended_seed(folder, asked, cited=cited)
    lines = range(line, (last or line) + 1)
    found = [p for p in edition.paragraphs if p.place.first_line in lines]
    return edition, found[0]
