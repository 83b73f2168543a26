"""A file in a shared folder is taken in once it is whole, once, and is never lost."""

from __future__ import annotations

import os

import pytest

from generator.workspace.dropping import (
    DeskMemory,
    clear_taken,
    dropped_files,
    keep_taken,
    look_at,
    memory_of,
    put_back,
    remember,
    sha256_of,
)

WORD = (".docx", ".odt")


def taken(folder, memory=None, before=None):
    """The names of the files that a look finds new, after one that found the same."""
    before = look_at(folder, WORD) if before is None else before
    found = dropped_files(before, look_at(folder, WORD), memory or DeskMemory())
    return [file.path.name for file in found]


def drop(folder, name, data=b"words", age=0):
    (folder / name).write_bytes(data)
    os.utime(folder / name, ns=(10**18 - age, 10**18 - age))


def test_a_file_is_taken_in_when_two_looks_find_it_the_same(tmp_path):
    drop(tmp_path, "a.docx")
    first = look_at(tmp_path, WORD)
    drop(tmp_path, "a.docx", b"words and more", age=-5)

    assert taken(tmp_path, before=first) == []
    assert taken(tmp_path) == ["a.docx"]


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("energy.docx", "~$energy.docx"),
        ("energie.docx", "~$nergie.docx"),
        ("energy-trade.docx", "~$ergy-trade.docx"),
        ("energy.odt", ".~lock.energy.odt#"),
    ],
)
def test_a_file_that_a_program_holds_open_is_left_until_it_is_closed(tmp_path, name, lock):
    drop(tmp_path, name)
    (tmp_path / lock).write_bytes(b"Ann")

    assert taken(tmp_path) == []
    (tmp_path / lock).unlink()
    assert taken(tmp_path) == [name]


def test_only_files_of_the_named_kinds_are_taken_in_the_oldest_first(tmp_path):
    for age, name in enumerate(["late.docx", "early.ODT", "x.pdf", "~$te.doc", ".hidden.docx"]):
        drop(tmp_path, name, name.encode(), age)
    (tmp_path / "folder.docx").mkdir()

    assert taken(tmp_path) == ["early.ODT", "late.docx"]


def test_what_was_left_or_written_by_the_desk_is_known_again_after_a_restart(tmp_path):
    drop(tmp_path, "a.docx")
    [file] = dropped_files(look_at(tmp_path, WORD), look_at(tmp_path, WORD), DeskMemory())
    memory = DeskMemory()
    memory.left.add(file.digest)
    put_back(tmp_path, {"b.docx": b"ours"}, memory)
    remember(tmp_path, memory)

    assert taken(tmp_path, memory_of(tmp_path)) == []
    drop(tmp_path, "b.docx", b"ours, edited")
    assert taken(tmp_path, memory_of(tmp_path)) == ["b.docx"]


@pytest.mark.parametrize("kept", [b"{", b"[]", b'{"taken": 3, "written": {}}', b"\xff"])
def test_a_memory_that_was_lost_is_none(tmp_path, kept):
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken/desk.json").write_bytes(kept)

    memory = memory_of(tmp_path)

    assert (memory.taken, memory.written) == (set(), {})


def test_a_file_that_is_taken_in_is_kept_as_it_was_and_leaves_the_folder(tmp_path):
    drop(tmp_path, "a.docx")
    [file] = dropped_files(look_at(tmp_path, WORD), look_at(tmp_path, WORD), DeskMemory())

    kept = keep_taken(file)
    clear_taken(file, DeskMemory())

    assert kept.read_bytes() == b"words"
    assert kept.parent == tmp_path / "taken"
    assert not (tmp_path / "a.docx").exists()


def test_what_was_saved_while_a_file_was_taken_in_stays(tmp_path):
    drop(tmp_path, "a.docx")
    [file] = dropped_files(look_at(tmp_path, WORD), look_at(tmp_path, WORD), DeskMemory())
    keep_taken(file)
    drop(tmp_path, "a.docx", b"newer words")

    clear_taken(file, DeskMemory())

    assert (tmp_path / "a.docx").read_bytes() == b"newer words"


def test_a_file_that_may_not_be_read_is_handed_on_with_the_reason(tmp_path):
    with (tmp_path / "a.docx").open("wb") as file:
        file.truncate(200_000_000)

    [found] = dropped_files(look_at(tmp_path, WORD), look_at(tmp_path, WORD), DeskMemory())

    assert "too many" in found.fault
    assert found.data == b""


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_no_link_is_followed_out_of_the_folder_or_into_it(tmp_path):
    folder, secret = tmp_path / "shared", tmp_path / "secret.docx"
    folder.mkdir()
    secret.write_bytes(b"not for all")
    (folder / "a.docx").symlink_to(secret)
    (folder / "b.docx").symlink_to(secret)
    memory = DeskMemory(written={"b.docx": sha256_of(b"not for all")})

    assert taken(folder) == []
    put_back(folder, {"b.docx": b"ours"}, memory)
    assert secret.read_bytes() == b"not for all"
    (folder / "taken").symlink_to(tmp_path)
    with pytest.raises(OSError, match="a link"):
        remember(folder, memory)


@pytest.mark.skipif(os.name == "nt", reason="there are no pipes in folders there")
def test_a_pipe_in_the_place_of_a_file_is_neither_read_nor_written(tmp_path):
    os.mkfifo(tmp_path / "a.docx")
    memory = DeskMemory(written={"a.docx": sha256_of(b"ours")})

    put_back(tmp_path, {"a.docx": b"newer"}, memory)

    assert taken(tmp_path) == []
    assert memory.unwritten == {"a.docx": b"newer"}
