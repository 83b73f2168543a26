"""The folders, the import contracts and the README's table of rooms say the same."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
PACKAGE = REPOSITORY / "generator"
LOOSE = {"__init__", "__main__", "version"}
"""The modules that live in no room."""


def rooms_of_the_contract() -> list[str]:
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    (layers,) = (
        contract["layers"]
        for contract in settings["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
    )
    return [layer.removeprefix("generator.") for layer in layers]


def test_each_module_lives_in_a_room():
    assert {path.stem for path in PACKAGE.glob("*.py")} == LOOSE


def test_the_contract_names_each_room_and_nothing_else():
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}

    *rooms, ground = rooms_of_the_contract()

    assert ground == "version"
    assert len(rooms) == len(set(rooms))
    assert set(rooms) == folders


def test_the_readme_lists_the_rooms_in_the_order_of_the_contract():
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    chapter = readme[readme.index("## Architecture") :]

    *rooms, _ = rooms_of_the_contract()

    assert re.findall(r"^\| `(\w+)/` \|", chapter, re.MULTILINE) == rooms


def imported_by(module: Path) -> set[str]:
    """The modules that a module imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module))
            found.update(f"{node.module}.{name.name}" for name in node.names)
    return found


NETWORK = {
    *("socket", "ssl", "http", "urllib.request", "urllib3", "requests", "httpx", "aiohttp"),
    *("asyncio", "ftplib", "smtplib", "imaplib", "poplib", "xmlrpc", "webbrowser"),
}


@pytest.mark.slow
def test_one_room_asks_the_network_and_one_answers_to_this_computer():
    users = {
        (module.parent.name, user)
        for module in PACKAGE.rglob("*.py")
        for name in imported_by(module)
        for user in NETWORK
        if name == user or name.startswith(f"{user}.")
    }
    # The language server waits by it for the next key; it talks on standard input and output.
    waiting = ("languageserver", "asyncio")

    assert {room for room, _ in users - {waiting}} == {"fetching", "serving"}


ASKS_THE_DISK = re.compile(
    r"\.(?:exists|is_file|is_dir|is_symlink|glob|rglob|iterdir|read_bytes|read_text)\("
    r"|\bos\.(?:walk|scandir|listdir|stat)\(|(?<![.\w])open\("
)
NOT_OF_A_BRIEF = {"archive", "diagnostics", "opening", "proof"}
OF_NO_BRIEF = {
    "config/files.py": "the door itself",
    "pipeline/earlier.py": "asks whether what the door said still holds",
    "language/lexicon.py": "words that come with the program",
    "language/scales.py": "words that come with the program",
    "templates/imported/__init__.py": "a layout that comes with the program",
    "templates/labels.py": "words that come with the program",
    "templates/note_style.py": "styles that come with the program",
    "writers/html/markup.py": "a style that comes with the program",
    "typesetting/opportunities.py": "patterns of an installed package",
    "workspace/refreshing.py": "templates that come with the program",
    "workspace/workspace.py": "where the program's own files lie",
    "seeds/importing.py": "takes in a source",
    "seeds/proofs.py": "what the user's caches hold",
    "workspace/dropping.py": "takes in what is handed in",
    "workspace/storing.py": "writes",
    "workspace/finding.py": "which briefs a person means",
}
"""Modules that ask the disk themselves, and why no brief is made from the answer."""


def test_what_a_brief_is_made_from_is_asked_at_the_door():
    *rooms, _ = rooms_of_the_contract()
    below = rooms[rooms.index("pipeline") : rooms.index("recall")]
    rooms_of_a_brief = {*below} - NOT_OF_A_BRIEF

    asking = {
        module.relative_to(PACKAGE).as_posix()
        for room in rooms_of_a_brief
        for module in (PACKAGE / room).rglob("*.py")
        if ASKS_THE_DISK.search(module.read_text(encoding="utf-8"))
    }

    assert asking == OF_NO_BRIEF.keys()


def test_each_room_says_in_a_line_what_it_is():
    unsaid = [
        path.parent.name
        for path in PACKAGE.glob("*/__init__.py")
        if not path.read_text(encoding="utf-8").startswith('"""')
    ]

    assert unsaid == []


def names_of(module: Path) -> list[str]:
    """The classes and functions that a module makes at its top."""
    return re.findall(
        r"^(?:async def|def|class) (?!__)(\w+)", module.read_text(encoding="utf-8"), re.MULTILINE
    )


@cache
def modules_by_name() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for module in PACKAGE.rglob("*.py"):
        for name in names_of(module):
            found.setdefault(name, []).append(module.relative_to(PACKAGE).as_posix())
    return found


ONE_IDEA = {
    "write": "what the table of formats calls, one in each writer",
    "_block": "what is made of a node of a tree: a match over the blocks",
    "_inline": "the same, of an inline node",
    "_passage": "a passage of the manifest: made, written and read back",
}
"""Names that stand in several modules on purpose."""


def test_a_type_or_a_public_function_has_a_name_of_its_own():
    several = {
        name: modules
        for name, modules in modules_by_name().items()
        if len(modules) > 1 and not name.startswith("_")
    }

    assert several.keys() <= ONE_IDEA.keys(), several


def test_a_private_name_stands_in_two_modules_at_most():
    several = {name: modules for name, modules in modules_by_name().items() if len(modules) > 2}

    assert several.keys() <= ONE_IDEA.keys(), several
