"""Everything that a brief is made of, by path in the workspace: the archive keeps it all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from generator.answers.file import answers_beside
from generator.archive.catalogue import Held, copies_of
from generator.archive.places import Archive
from generator.config.files import SOURCE, stands
from generator.config.names import is_name_anywhere
from generator.config.text import read_bytes
from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.markdown.syntax import walk
from generator.pipeline.composing import Composed
from generator.pipeline.reading import Reading
from generator.seeds.format_1 import says_the_same
from generator.seeds.incoming import CAPTURE
from generator.seeds.saved_pages import can_be_saved, saved_page
from generator.seeds.store import SAVED_RECORDS
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from generator.seeds.seed import Seed
    from generator.templates.template import Template
    from generator.theme.theme import Theme


def inputs_of(
    workspace: Workspace, path: Path, reading: Reading, composed: Composed
) -> dict[str, bytes]:
    """The bytes of each file. A source that may not be reproduced is represented by its digests."""
    evidence = reading.evidence
    places = _input_files(workspace, reading, composed)
    files = {name: _input_bytes(workspace, place) for name, place in places}
    for key, seed in evidence.seeds.items():
        if seed.meta.reproduce == "none":
            files[f"seeds/{key}/withheld.json"] = _withheld(seed)
    files[f"briefs/{evidence.brief.slug}.md"] = _input_bytes(workspace, path)
    answers = answers_beside(path)
    if answers.is_file():
        files[f"briefs/{answers.name}"] = _input_bytes(workspace, answers)
    return files


def names_to_change(paths: Iterable[str], slug: str) -> Iterator[Diagnostic]:
    """An error for each name that not every system can have: an archive is copied to any.

    And for a brief's name of which the archive would read a part as a version.
    """
    hint = "give it another name, of letters, digits and hyphens"
    for path in sorted(paths):
        if not all(map(is_name_anywhere, path.split("/"))):
            message = f"not every system can have a file of this name: {path}"
            yield diagnose(codes.BAD_SLUG, message, Span.at(path), hint=hint)
    if "@" in slug:
        message = f"in `{slug}`, what follows the @ would be read as a version"
        yield diagnose(codes.BAD_SLUG, message, Span.at(f"briefs/{slug}.md"), hint=hint)


def _input_bytes(workspace: Workspace, place: Path) -> bytes:
    return read_bytes(place, workspace.shown(place), SOURCE, code=codes.UNREADABLE_BRIEF)


def _input_files(
    workspace: Workspace, reading: Reading, composed: Composed
) -> Iterator[tuple[str, Path]]:
    for path in (workspace.root / "brief.toml", workspace.records, *reading.libraries):
        if stands(path):
            yield path.name, path
    yield from _images(reading)
    for key, seed in reading.evidence.seeds.items():
        folder = workspace.seeds / key
        names = ["seed.toml", "caveats.md", answers_beside(folder / "caveats.md").name]
        if seed.meta.reproduce == "full":
            names += [CAPTURE]
        if seed.meta.reproduce != "none":
            names += sorted({path.name for path in folder.glob("original.*")})
            names += [f"editions/{path.name}" for path in sorted(folder.glob("editions/*.json"))]
        for name in names:
            if stands(folder / name):
                yield f"seeds/{key}/{name}", folder / name
    yield from _saved_pages(workspace, reading)
    template: Template | None = composed.template
    while template is not None:
        yield from _folder(template.folder, f"templates/{template.name}")
        template = template.parent
    for path in _fonts(composed.theme):
        yield f"templates/fonts/{path.relative_to(workspace.fonts).as_posix()}", path


def _folder(folder: Path, shown: str) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder)
        if not path.is_dir() and not any(part.startswith(".") for part in inner.parts):
            yield f"{shown}/{inner.as_posix()}", path


def _saved_pages(workspace: Workspace, reading: Reading) -> Iterator[tuple[str, Path]]:
    """The pages of cited records that were saved, and may be kept whole."""
    for name, record in reading.evidence.cited_records.items():
        place = saved_page(workspace.seeds, name)
        if record.reproduce == "full" and can_be_saved(name) and stands(place):
            yield f"seeds/{SAVED_RECORDS}/{place.name}", place


def _images(reading: Reading) -> Iterator[tuple[str, Path]]:
    for node in walk(reading.evidence.brief.body.markdown.blocks):
        if node.kind == "figure":
            name = unquote(node.value)
            yield f"briefs/{name}", reading.folder / name


def _fonts(theme: Theme) -> tuple[Path, ...]:
    """The theme's fonts, and the licences beside them."""
    families = theme.fonts.values()
    used = {path for f in families for path in (f.regular, f.italic, f.bold, f.bold_italic)}
    beside = {path for folder in {path.parent for path in used} for path in folder.glob("*.md")}
    return tuple(sorted(used | beside))


def _withheld(seed: Seed) -> bytes:
    """The digests of a source whose words may not be kept: with them it can be recognised."""
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


# --- editions that are published already ------------------------------------------------


_EDITION = re.compile(r"seeds/(?P<key>[^/]+)/editions/(?P<number>\d+)\.json")


def other_editions(
    archive: Archive, identifier: str, files: Mapping[str, bytes]
) -> Iterator[Diagnostic]:
    """The editions among the files of a brief that its house has published with other words.

    An edition that was carried over from format 1 is still the same edition.
    """
    if not archive.ocfl.is_dir():
        return
    house = identifier.rpartition(":")[0]
    for path, data in files.items():
        match = _EDITION.fullmatch(path)
        if match is None:
            continue
        for held in copies_of(archive, match["key"], path):
            if held.inventory.id.startswith(f"{house}:") and not _is_same(held, path, data):
                message = f"this is not edition {match['number']} as {held.name} was published with"
                hint = f"bring it back: `brief archive checkout {held.name} FOLDER`"
                yield diagnose(codes.OTHER_EDITION, message, Span.at(path), hint=hint)
                break


def _is_same(held: Held, path: str, data: bytes) -> bool:
    published = held.read(path)
    return published == data or says_the_same(_read_namesake(published), _read_namesake(data))


def _read_namesake(data: bytes) -> dict[str, Any]:
    """An edition as the archive has it; it was checked before it was stored."""
    content: dict[str, Any] = json.loads(data)
    return content
