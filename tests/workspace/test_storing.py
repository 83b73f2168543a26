"""Files are stored together or not at all, and nobody finds half of one."""

from __future__ import annotations

import os
import stat

import pytest

from generator.workspace.storing import store_all


def test_every_file_is_written(tmp_path):
    store_all([(tmp_path / "a", b"1"), (tmp_path / "b", b"2")])

    assert [(tmp_path / name).read_bytes() for name in "ab"] == [b"1", b"2"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_where_one_has_no_place_all_is_as_before(tmp_path):
    (tmp_path / "old").write_bytes(b"before")
    (tmp_path / "folder").mkdir()
    new, old, folder = (tmp_path / name for name in ("new", "old", "folder"))

    with pytest.raises(IsADirectoryError) as raised:
        store_all([(new, b"1"), (old, b"2"), (folder, b"3")])

    assert raised.value.filename == str(folder)
    assert not new.exists()
    assert old.read_bytes() == b"before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "old"]


def test_where_a_folder_is_missing_nothing_is_written(tmp_path):
    missing = tmp_path / "missing" / "b"

    with pytest.raises(FileNotFoundError) as raised:
        store_all([(tmp_path / "a", b"1"), (missing, b"2")])

    assert raised.value.filename == str(missing)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_is_named_where_clearing_up_is_refused_too(tmp_path):
    (tmp_path / "file").write_bytes(b"no folder")
    below = tmp_path / "file" / "a"

    with pytest.raises(OSError) as raised:
        store_all([(below, b"1")])

    assert raised.value.filename == str(below)


@pytest.mark.skipif(os.name != "nt", reason="elsewhere an open file may be moved away")
def test_where_a_program_holds_one_open_all_is_as_before(tmp_path):
    held, other = tmp_path / "held", tmp_path / "other"
    for path in (other, held):
        path.write_bytes(b"before")

    with held.open("rb"), pytest.raises(OSError) as raised:
        store_all([(other, b"after"), (held, b"after")])

    assert raised.value.filename == str(held)
    assert [path.read_bytes() for path in (other, held)] == [b"before", b"before"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["held", "other"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_file_keeps_its_permissions(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"before")
    path.chmod(0o664)

    store_all([(path, b"after")])

    assert path.read_bytes() == b"after"
    assert stat.S_IMODE(path.stat().st_mode) == 0o664


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a right to make links")
def test_a_link_stays_a_link_to_the_file_that_is_written_anew(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"before")
    link.symlink_to(target)

    store_all([(link, b"after")])

    assert link.is_symlink()
    assert target.read_bytes() == b"after"
