"""The templates that `init` copied into a workspace, and what a new version changes in them."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct

from generator.config.text import as_before
from generator.diagnostics import Diagnostic, Position, Span, codes, diagnose
from generator.workspace.format import NEWEST
from generator.workspace.lazy_files import Files
from generator.workspace.merging import Clash, diff3
from generator.workspace.workspace import starter_workspace


class Unsettled(Struct, frozen=True):
    """Why a file cannot be brought up to date, and both wordings if lines clash."""

    found: Diagnostic
    clash: Clash | None = None


class Refreshed(Struct, frozen=True):
    """The files with the changes of both sides, and why others could not be changed."""

    files: Files
    unsettled: tuple[Unsettled, ...]


def refresh(now: Files, copied: Files, shipped: Files) -> Refreshed:
    """The templates of a workspace as they are `now`, with what changed from `copied` to `shipped`.

    What a workspace has deleted stays away; a new file is added if the workspace has that template.
    """
    files: dict[str, bytes] = {}
    unsettled: list[Unsettled] = []
    for name, theirs in shipped.items():
        if name not in now:
            if name not in copied and _has_template(now, name):
                files[name] = theirs
            continue
        merged = _refreshed(name, copied.get(name, b""), now[name], theirs)
        if isinstance(merged, bytes):
            files[name] = merged
        else:
            unsettled += merged
    return Refreshed(files, tuple(unsettled))


def _has_template(now: Files, name: str) -> bool:
    template = "/".join(PurePosixPath(name).parts[:2])
    return f"{template}/template.toml" in now


def _refreshed(name: str, base: bytes, mine: bytes, theirs: bytes) -> bytes | list[Unsettled]:
    """The file with the changes of both sides and its own line ends, or why there is none."""
    if name.endswith("/labels.toml") and (kept := _own_words(base, mine, theirs)) is not None:
        return kept
    try:
        merged = diff3(_lines(base), _lines(mine), _lines(theirs))
    except UnicodeDecodeError:
        return [Unsettled(_found(name, "this file is not UTF-8", "save it as UTF-8"))]
    if merged.clashes:
        return [Unsettled(_clash(name, clash), clash) for clash in merged.clashes]
    text = "\n".join(merged.lines)
    if fault := _fault_of_toml(name, text):
        return [Unsettled(_found(name, fault, "change one of them here by hand"))]
    return as_before(text, mine)


def _own_words(base: bytes, mine: bytes, theirs: bytes) -> bytes | None:
    """The labels that a workspace has changed, under the remarks of a new file without any.

    Since the words of each language come with `brief`, a template has those alone that say
    something else. None where the new file has labels, or one of the files is not TOML.
    """
    try:
        old, own, new = (tomllib.loads(one.decode("utf-8-sig")) for one in (base, mine, theirs))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None
    tables = (own.values(), old.values())
    if new or not old or not all(isinstance(one, dict) for each in tables for one in each):
        return None
    text = theirs.decode("utf-8-sig")
    for language, words in own.items():
        was = old.get(language, {})
        lines = [
            f"{name} = {json.dumps(said, ensure_ascii=False)}"
            for name, said in words.items()
            if was.get(name) != said
        ]
        text += "\n".join(["", f"[{language}]", *lines, ""]) if lines else ""
    return text.encode()


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _fault_of_toml(name: str, text: str) -> str | None:
    """Both sides may add the same key in different places: the merged text would hold it twice."""
    if not name.endswith(".toml"):
        return None
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason = re.sub(r" \(at .*\)$", "", str(error)).lower()
        return f"together with the new version's lines this is not TOML: {reason}"
    return None


def _clash(name: str, clash: Clash) -> Diagnostic:
    count = len(clash.mine)
    lines = "this line was" if count == 1 else f"these {count} lines were"
    message = f"{lines} changed here, and otherwise in the new version"
    if not count:
        message = "lines that the new version changed were taken out here"
    start = Position(clash.line, 1)
    end = Position(clash.line + max(0, count - 1), 1 + len(clash.mine[-1]) if count else 1)
    return _found(name, message, "write here what both want", Span(name, start, end))


def _found(name: str, message: str, hint: str, span: Span | None = None) -> Diagnostic:
    said = f"{hint}; or leave the file as it is: `brief upgrade --keep {name}`"
    return diagnose(codes.CHANGED_TWICE, message, span or Span.at(name), hint=said)


def named_fonts(files: Files) -> Iterator[str]:
    """The names of the font files that the themes among the files name."""
    for name, data in files.items():
        if not name.endswith("/theme.toml"):
            continue
        families = tomllib.loads(data.decode("utf-8-sig")).get("fonts", {}).values()
        for family in families:
            faces = family.values() if isinstance(family, dict) else ()
            yield from (face for face in faces if isinstance(face, str) and face.endswith(".ttf"))


KEPT = Path(__file__).parent / "formats"
"""A folder for each format whose templates no longer change, with the layout of a workspace."""


def shipped_templates(number: int) -> Mapping[str, bytes]:
    """The files of the templates of a format, without fonts, by their names in a workspace.

    Empty for an unknown format.
    """
    root = starter_workspace() if number == NEWEST else KEPT / str(number)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in _files(root)}


def _files(root: Path) -> Iterator[Path]:
    for settings in sorted(root.glob("templates/*/template.toml")):
        for path in sorted(settings.parent.rglob("*")):
            if path.is_file() and not path.name.startswith((".", "__")):
                yield path
