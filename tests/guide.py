"""docs/templates.md, the guide by example: its pieces, and how each example is done.

The tests and `docs/pictures/guide.py`, which draws its pictures, both do its examples by this.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator import Library, find_workspace
from generator.actions.template_new import new_template

GUIDE = Path(__file__).parent.parent / "docs/templates.md"
PAGE = GUIDE.read_text(encoding="utf-8")
MATERIAL = GUIDE.parent / "pictures/guide"
"""The pictures of the guide, and the files that its examples lay beside what they type."""

PARENT = "policy-brief"
BELOW = "## Another reading"
"""The heading of a brief above which stands what an author writes."""

_PIECE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"(?:# |\{# )(\S+)(?: #\})?\n")
_PICTURE = re.compile(r"^!\[(.*)\]\(pictures/guide/(.+)\.png\)$", re.MULTILINE)
_BESIDE = re.compile(r"(?<!!)\[[^]]+\]\(pictures/guide/(.+?)\)")
_HEADING = re.compile(r"^```.*?^```$|^(##|###) (?:\d+\. )?([^\n]+)$", re.MULTILINE | re.DOTALL)
"""A heading of the guide, or a piece, since pieces have headings of their own."""


def blocks(page: str, *kinds: str) -> list[str]:
    """What stands between fences of these kinds on a page."""
    return [text for kind, text in _PIECE.findall(page) if kind in kinds]


class Shown(NamedTuple):
    """A picture of the guide: its name, and what it says to those who do not see it."""

    name: str
    says: str


def pictures(page: str) -> list[Shown]:
    return [Shown(name, says) for says, name in _PICTURE.findall(page)]


class Example(NamedTuple):
    """What there is to type, by file; what an author writes; the files to lay beside.

    `head` are lines of the front matter of the author's brief.
    """

    files: Mapping[str, str]
    written: str
    head: str
    beside: Sequence[str]


def section(name: str) -> dict[str, str]:
    """What stands under each heading of a section of the guide."""
    heads = [one for one in _HEADING.finditer(PAGE) if one[1]]
    ends = [one.start() for one in heads[1:]] + [len(PAGE)]
    found: dict[str, str] = {}
    within = ""
    for head, end in zip(heads, ends, strict=True):
        if head[1] == "##":
            within = head[2]
        elif within == name:
            found[head[2]] = PAGE[head.end() : end]
    return found


def _example(text: str) -> Example:
    files = {}
    for piece in blocks(text, "toml", ""):
        head = _FILE.match(piece)
        assert head, f"in which file is this?\n{piece}"
        files[head[1]] = piece[head.end() :]
    written, head = "\n".join(blocks(text, "markdown")), "".join(blocks(text, "yaml"))
    return Example(files, written, head, _BESIDE.findall(text))


def _examples(texts: Mapping[str, str]) -> dict[str, Example]:
    found = {name: _example(text) for name, text in texts.items()}
    return {name: one for name, one in found.items() if one != ({}, "", "", [])}


STEPS = section("A house in twelve steps")
OTHERS = section("Other changes")
HOUSE = _examples(STEPS)
"""The examples that make a house one after the other."""
EXAMPLES = {**HOUSE, **_examples(OTHERS)}
"""All examples by name."""


def do(examples: Iterable[Example], root: Path, brief: Path) -> None:
    """Do examples one after the other, as the guide says, in a workspace without the template.

    They are done in a new template `our-house`, in `brief.toml` and in a brief.
    """
    folder = root / "templates/our-house"
    shutil.rmtree(folder, ignore_errors=True)
    new_template(Library(find_workspace(root)), folder.name, PARENT)
    for example in examples:
        for name, piece in example.files.items():
            file = root / name if name == "brief.toml" else folder / name
            _edit(file, _laid_out if name.endswith(".j2") else typed_into, piece)
        if example.written:
            _edit(brief, _written, example.written)
        if example.head:
            _edit(brief, _headed, example.head)
        for name in example.beside:
            beside = brief.parent if f"]({name})" in example.written else folder
            shutil.copy(MATERIAL / name, beside / name)


def _edit(file: Path, change: Callable[[str, str], str], piece: str) -> None:
    before = file.read_text(encoding="utf-8") if file.is_file() else ""
    file.write_text(change(before, piece), encoding="utf-8", newline="\n")


def typed_into(text: str, piece: str) -> str:
    """A file of TOML with the lines of a piece in their tables.

    A line takes the place of the one for the same value, after a # or not; a new one stands below
    the head of its table, or above the first table.
    """
    tables = _tables(text)
    for head, lines in _tables(piece).items():
        table, new = tables.get(head, [""]), []
        for line in filter(None, lines):
            same = re.compile(rf"(?:# )?{re.escape(line.partition(' =')[0])} = ")
            place = next((at for at, one in enumerate(table) if same.match(one)), None)
            if place is None:
                new.append(line)
            else:
                table[place] = line
        tables[head] = [*new, *table] if head else [*table[:-1], *new, *table[-1:]]
    return "\n".join(f"{head}\n" * bool(head) + "\n".join(table) for head, table in tables.items())


def _tables(text: str) -> dict[str, list[str]]:
    """The lines below each head of a table; those above the first below none."""
    tables: dict[str, list[str]] = {"": []}
    for line in text.split("\n"):
        if line.startswith("["):
            tables[line] = []
        else:
            next(reversed(tables.values())).append(line)
    return tables


def _laid_out(text: str, piece: str) -> str:
    """A layout with more blocks: it says once what it extends."""
    return text + (piece.partition("\n")[2] if text else piece)


def _headed(text: str, lines: str) -> str:
    assert "\nseeds:" in text
    return text.replace("\nseeds:", f"\n{lines}seeds:", 1)


def _written(text: str, words: str) -> str:
    assert BELOW in text
    return text.replace(BELOW, f"{words}\n{BELOW}")
