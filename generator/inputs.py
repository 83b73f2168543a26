"""All that a brief is made of, by its path in a workspace: what an archive must keep with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from generator.markdown.syntax import walk
from generator.pipeline import Made
from generator.workspace import Workspace

if TYPE_CHECKING:
    from generator.layout.template import Template
    from generator.seeds.seed import Seed


def inputs_of(workspace: Workspace, made: Made) -> dict[str, bytes]:
    """The bytes of each file. A source of which nothing may be reproduced is there by digests."""
    slug = made.evidence.brief.slug
    files = {path: place.read_bytes() for path, place in _files(workspace, made)}
    for key, seed in made.evidence.seeds.items():
        if seed.meta.reproduce == "none":
            files[f"seeds/{key}/withheld.json"] = _withheld(seed)
    files[f"briefs/{slug}.md"] = made.path.read_bytes()
    return files


def _files(workspace: Workspace, made: Made) -> Iterator[tuple[str, Path]]:
    for path in (workspace.root / "brief.toml", workspace.records):
        if path.is_file():
            yield path.name, path
    yield from _images(made)
    for key, seed in made.evidence.seeds.items():
        folder = workspace.seeds / key
        names = ["seed.toml", "caveats.md"]
        if seed.meta.reproduce != "none":
            names += [seed.edition.original]
            names += [f"editions/{path.name}" for path in sorted(folder.glob("editions/*.json"))]
        for name in names:
            if (folder / name).is_file():
                yield f"seeds/{key}/{name}", folder / name
    template: Template | None = made.template
    while template is not None:
        yield from _folder(template.folder, f"templates/{template.name}")
        template = template.parent
    for path in _fonts(made):
        yield f"templates/fonts/{path.name}", path


def _folder(folder: Path, shown: str) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in inner.parts):
            yield f"{shown}/{inner.as_posix()}", path


def _images(made: Made) -> Iterator[tuple[str, Path]]:
    for node in walk(made.evidence.brief.body.blocks):
        if node.kind == "figure":
            name = unquote(node.value)
            yield f"briefs/{name}", made.path.parent / name


def _fonts(made: Made) -> tuple[Path, ...]:
    """The theme's fonts, and the licences that lie beside them."""
    families = made.theme.fonts.values()
    used = {path for f in families for path in (f.regular, f.italic, f.bold, f.bold_italic)}
    beside = {path for folder in {path.parent for path in used} for path in folder.glob("*.md")}
    return tuple(sorted(used | beside))


def _withheld(seed: Seed) -> bytes:
    """What stands for a source whose words may not be kept: digests by which it can be known."""
    content = {
        "reason": "seed.toml says that nothing of this source may be reproduced",
        "original": {"name": seed.edition.original, "sha256": seed.edition.original_digest},
        "edition": seed.edition.number,
        "paragraphs": [
            {"number": paragraph.number, "digest": paragraph.digest}
            for paragraph in seed.paragraphs
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
