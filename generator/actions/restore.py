"""`brief seed restore`: lines of an original that were left out, put back."""

from __future__ import annotations

from generator.seeds.citing import cites_key
from generator.seeds.importing import restore_line
from generator.seeds.seed import Edition, SeedParagraph
from generator.seeds.store import check_key
from generator.workspace.workspace import Workspace


def restore(workspace: Workspace, key: str, first: int, last: int) -> tuple[Edition, SeedParagraph]:
    """The new edition of a seed, and the paragraph that the lines `first` to `last` are in it.

    While no brief cites the seed its paragraphs are numbered anew; afterwards no number changes.
    Raises BriefError where there is no such seed, or the lines were not left out.
    """
    file = f"seeds/{key}"
    check_key(key, file)
    cited = _is_cited(workspace, key)
    return restore_line(workspace.seeds / key, first, last=last, file=file, cited=cited)


def _is_cited(workspace: Workspace, key: str) -> bool:
    briefs = [path for path in sorted(workspace.briefs.glob("*.md")) if path.is_file()]
    return any(cites_key(brief.read_text("utf-8", errors="replace"), key) for brief in briefs)
