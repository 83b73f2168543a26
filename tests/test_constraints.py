"""The versions that the README's test command installs: .ci/constraints.txt against pyproject."""

from __future__ import annotations

import json
import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import REPOSITORY

LINES = (REPOSITORY / ".ci/constraints.txt").read_text(encoding="utf-8").splitlines()
PINS = [line for line in LINES if not line.startswith("#")]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINNED = {
    canonicalize_name(name): version for name, _, version in (pin.partition("==") for pin in PINS)
}


@pytest.mark.parametrize(
    "dependency", [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]
)
def test_each_dependency_has_a_version_within_its_bounds(dependency):
    asked = Requirement(dependency)

    assert asked.specifier.contains(PINNED[canonicalize_name(asked.name)])


def test_each_line_names_one_version_and_no_place_to_take_it_from():
    assert [pin for pin in PINS if not re.fullmatch(r"[\w.-]+==[\w.]+", pin)] == []
    assert len(PINNED) == len(PINS)


def test_the_project_itself_has_no_version_there():
    assert PROJECT["name"] not in PINNED


def test_the_test_command_of_the_readme_takes_them():
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")

    command = readme.partition("<!-- test -->\n```sh\n")[2].partition("\n")[0]

    assert " -c .ci/constraints.txt " in command


def test_the_packages_of_npm_name_a_version_and_a_digest_and_no_place_to_take_them_from():
    lock = json.loads((REPOSITORY / ".ci/package-lock.json").read_text(encoding="utf-8"))
    asked = json.loads((REPOSITORY / ".ci/package.json").read_text(encoding="utf-8"))
    taken = {name: each for name, each in lock["packages"].items() if name}

    assert {f"node_modules/{name}" for name in asked["dependencies"]} == taken.keys()
    assert all(each["integrity"].startswith("sha512-") for each in taken.values())
    assert not [each for each in taken.values() if "resolved" in each]
