"""The folders, the import contracts and the README's table of rooms say the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

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


def test_each_room_says_in_a_line_what_it_is():
    unsaid = [
        path.parent.name
        for path in PACKAGE.glob("*/__init__.py")
        if not path.read_text(encoding="utf-8").startswith('"""')
    ]

    assert unsaid == []
