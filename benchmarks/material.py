"""Lay out what the measured processes read: `python material.py FOLDER COUNT PEERS`.

In FOLDER then stand `one/` and `many/`, workspaces of one brief and of COUNT variants of it,
`long/`, one of briefs of up to 300 pages, and `peers/`, the one brief and the first PEERS variants
as pandoc, Typst and docxtpl want them.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from long_brief import long_brief
from peers.pandoc_markdown import pandoc_markdown
from peers.typst_source import typst_source
from peers.word_context import word_context
from peers.word_template import write_word_template
from variants import variant

from generator import BriefError, find_workspace
from generator.document import Document
from generator.pipeline.composing import compose
from generator.pipeline.library import Library
from generator.pipeline.reading import read
from generator.workspace.finding import find_briefs
from generator.workspace.workspace import Workspace

REPOSITORY = Path(__file__).parent.parent
BRIEF = "military"
LONG = (90, 180, 360)  # copies of its sections


def main(folder: Path, count: int, peers: int) -> None:
    """Raises BriefError where a variant does not hold."""
    text = (REPOSITORY / "briefs" / f"{BRIEF}.md").read_text(encoding="utf-8")
    texts = {f"{BRIEF}-{number:04}": variant(text, number) for number in range(1, count + 1)}
    one = _workspace(folder / "one", {BRIEF: text})
    many = _workspace(folder / "many", texts)
    long = {f"long-{copies}": long_brief(text, copies) for copies in LONG}
    _workspace(folder / "long", long)
    (folder / "peers").mkdir()
    shutil.copy(Path(__file__).parent / "peers" / "brief.typ", folder / "peers")
    write_word_template(folder / "peers" / "template.docx")
    _write_peers(one, folder / "peers", 1)
    _write_peers(many, folder / "peers", peers)


def _workspace(folder: Path, briefs: dict[str, str]) -> Workspace:
    for part in ("seeds", "templates"):
        shutil.copytree(REPOSITORY / part, folder / part)
    for part in ("brief.toml", "records.yaml"):
        shutil.copy(REPOSITORY / part, folder / part)
    (folder / "briefs").mkdir()
    for slug, text in briefs.items():
        (folder / "briefs" / f"{slug}.md").write_text(text, encoding="utf-8")
    return find_workspace(folder)


def _write_peers(workspace: Workspace, folder: Path, count: int) -> None:
    library = Library(workspace)
    for path in find_briefs(workspace)[:count]:
        document = _document(library, path)
        context = json.dumps(word_context(document), ensure_ascii=False)
        for suffix, text in (
            ("md", pandoc_markdown(document)),
            ("typ", typst_source(document)),
            ("json", context),
        ):
            (folder / f"{path.stem}.{suffix}").write_text(text, encoding="utf-8")


def _document(library: Library, path: Path) -> Document:
    reading = read(library, path)
    if any(finding.is_error for finding in reading.found):
        raise BriefError(reading.found)
    return compose(library, reading).document


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
