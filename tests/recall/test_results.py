"""What earlier runs made is taken from the caches, and only where it holds."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.recall.results import recall_from, recalled
from tests.conftest import REPOSITORY

NOT_LOADED = "a_package_that_nobody_loads"


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Path]:
    recall_from(tmp_path / "kept")
    yield tmp_path / "kept"
    recall_from(None)


def asked(given: object, make: Callable[[], str], by: str = NOT_LOADED, room: str = "tests") -> str:
    return recalled(str, given, make, by=by, room=room)


def run_next(kept: Path) -> None:
    recall_from(None)
    recall_from(kept)


def unmade() -> str:
    raise AssertionError("this had been made before")


def test_what_an_earlier_run_made_of_the_same_is_taken(kept: Path) -> None:
    assert asked(("a", {"b": "c"}), lambda: "made") == "made"
    assert asked(("a", {"b": "c"}), unmade) == "made"


def test_of_anything_else_it_is_made(kept: Path) -> None:
    asked(("a", "b"), lambda: "first")
    assert asked(("ab", ""), lambda: "second") == "second"


def test_a_package_that_is_loaded_makes_it(kept: Path) -> None:
    asked("a", lambda: "first", by="json")
    assert asked("a", lambda: "second", by="json") == "second"


def test_a_run_keeps_no_more_than_one_brief_takes(kept: Path) -> None:
    for number in range(200):
        asked(number, lambda: "made")
    assert 8 < len(list(kept.iterdir())) < 200


def test_what_a_room_made_that_has_changed_is_not_taken(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path / "invented_room"
    room.mkdir()
    (room / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    importlib.import_module("invented_room")
    asked("a", lambda: "first", room="invented_room")
    (room / "module.py").write_text("1", encoding="utf-8")
    run_next(kept)
    assert asked("a", lambda: "second", room="invented_room") == "second"
    assert asked("a", unmade, room="invented_room") == "second"
    shutil.rmtree(room)
    run_next(kept)
    assert asked("a", lambda: "third", room="invented_room") == "third"


def test_a_damaged_result_is_made_anew_and_mended(kept: Path) -> None:
    asked("a", lambda: "made")
    (place,) = kept.iterdir()
    whole = place.read_bytes()
    for damaged in (b"", whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1])):
        place.write_bytes(damaged)
        assert asked("a", lambda: "anew") == "anew"
        assert asked("a", unmade) == "anew"


def test_a_result_of_another_kind_is_not_taken(kept: Path) -> None:
    asked("a", lambda: "made")
    assert recalled(int, "a", lambda: 7, by=NOT_LOADED, room="tests") == 7


def test_a_failure_is_not_kept(kept: Path) -> None:
    def fails() -> str:
        raise KeyError

    with pytest.raises(KeyError):
        asked("a", fails)
    assert asked("a", lambda: "made") == "made"


def test_where_nothing_can_be_kept_it_is_made_each_time(kept: Path) -> None:
    kept.write_text("a file where the folder should be", encoding="utf-8")
    asked("a", lambda: "first")
    assert asked("a", lambda: "second") == "second"


def test_words_that_no_file_can_hold_are_made_each_time(kept: Path) -> None:
    assert asked("\ud800", lambda: "made") == "made"
    assert asked("a", lambda: "\ud800") == "\ud800"


@pytest.mark.parametrize("made", [date(2026, 11, 26), 10**30, [(1, 2)]])
def test_a_value_that_would_come_back_as_another_is_not_kept(kept: Path, made: object) -> None:
    assert recalled(object, "a", lambda: made, by=NOT_LOADED, room="tests") is made
    assert recalled(object, "a", lambda: "anew", by=NOT_LOADED, room="tests") == "anew"


def test_too_many_results_are_forgotten(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.recall.results._MOST", 3)
    for number in range(4):
        asked(number, lambda: "made")
    assert len(list(kept.iterdir())) == 1


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    recall_from(None)
    asked("a", lambda: "first")
    assert asked("a", lambda: "second") == "second"


@pytest.mark.slow
def test_a_second_build_loads_no_reader_of_toml_or_yaml_nor_jinja_nor_pdfium_and_writes_the_same(
    tmp_path: Path,
) -> None:
    program = (
        "import atexit, sys; from generator.cli import main\n"
        "names = 'tomllib', 'yaml', 'jinja2', 'pypdfium2'\n"
        "atexit.register(lambda: print(*[name for name in names if name in sys.modules])); main()"
    )

    def build(folder: str, kept_in: str) -> tuple[str, dict[str, bytes]]:
        command = [sys.executable, "-c", program, "build", "sanctions", "-q", "-o"]
        environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / kept_in)}
        said = subprocess.run(
            [*command, str(tmp_path / folder)],
            cwd=REPOSITORY,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        return said.strip(), {
            file.name: file.read_bytes() for file in (tmp_path / folder).iterdir()
        }

    first, second = build("first", "caches"), build("second", "caches")
    assert (first[0], second[0]) == ("tomllib yaml jinja2 pypdfium2", "")
    assert first[1] == second[1] == build("third", "other")[1]
