"""`brief seed restore`: put dropped lines of an original back."""

from __future__ import annotations

from pathlib import Path

from generator.config.files import BRIEF, read_of_workspace
from generator.config.text import file_unreadable
from generator.diagnostics import BriefError, codes
from generator.seeds.citing import cites_key
from generator.seeds.importing import restore_line
from generator.seeds.seed import Edition, SeedParagraph
from generator.seeds.store import check_key
from generator.workspace.workspace import Workspace


def restore(workspace: Workspace, key: str, first: int, last: int) -> tuple[Edition, SeedParagraph]:
    """The new edition of a seed, and its new paragraph from the lines `first` to `last`.

    If no brief cites the seed yet, its paragraphs are numbered again. If one does, no number
    changes. Raises BriefError if there is no such seed, or the lines were not dropped.
    """
    file = f"seeds/{key}"
    check_key(key, file)
    cited = _is_cited(workspace, key)
    return restore_line(workspace.seeds / key, first, last=last, file=file, cited=cited)


def _is_cited(workspace: Workspace, key: str) -> bool:
    briefs = (path for path in sorted(workspace.briefs.glob("*.md")) if not path.is_dir())
    return any(cites_key(_words(workspace, brief), key) for brief in briefs)


def _words(workspace: Workspace, brief: Path) -> str:
    """The text of a brief, even with faults. Raises BriefError if it cannot be read."""
    try:
        return read_of_workspace(brief, BRIEF).decode("utf-8", errors="replace")
    except OSError as error:
        shown = workspace.shown(brief)
        raise BriefError([file_unreadable(error, shown, code=codes.UNREADABLE_BRIEF)]) from None
