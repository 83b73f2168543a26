"""Files are written whole, all that belong together, and as the system has them shared."""

from __future__ import annotations

import os

import pytest

from generator.archive.durable import write_synced
from generator.workspace.storing import store_all


def test_no_file_is_changed_where_one_cannot_be_written(tmp_path):
    (tmp_path / "a").write_bytes(b"old")

    with pytest.raises(OSError, match="no-folder"):
        store_all([(tmp_path / "a", b"new"), (tmp_path / "no-folder" / "b", b"new")])

    assert (tmp_path / "a").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_file_that_is_written_anew_keeps_its_permissions(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o600)
    mode = path.stat().st_mode

    store_all([(path, b"new")])

    assert path.read_bytes() == b"new"
    assert path.stat().st_mode == mode


def test_a_place_that_is_a_link_to_itself_is_written_or_named(tmp_path):
    (tmp_path / "a").symlink_to("a")

    try:
        store_all([(tmp_path / "a", b"new")])
    except OSError as error:
        assert error.filename == str(tmp_path / "a")
    else:
        assert (tmp_path / "a").read_bytes() == b"new"


@pytest.mark.parametrize("blocked", [0, 1, 2])
def test_of_files_that_belong_together_all_are_stored_or_none(tmp_path, blocked):
    (tmp_path / "a").write_bytes(b"old")  # the third is new
    names = ["a", "c"]
    names.insert(blocked, "b")
    (tmp_path / "b" / "inside").mkdir(parents=True)

    with pytest.raises(OSError, match="b") as caught:
        store_all([(tmp_path / name, b"new") for name in names])

    assert caught.value.filename == str(tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
@pytest.mark.parametrize(("umask", "mode"), [(0o077, 0o600), (0o022, 0o644), (0o002, 0o664)])
def test_a_new_file_has_the_permissions_that_the_umask_leaves(tmp_path, umask, mode):
    before = os.umask(umask)
    try:
        store_all([(tmp_path / "a", b"new")])
        write_synced(tmp_path / "b", b"new")
        write_synced(tmp_path / "c", b"new", read_only=True)
    finally:
        os.umask(before)

    modes = {name: (tmp_path / name).stat().st_mode & 0o777 for name in "abc"}
    assert modes == {"a": mode, "b": mode, "c": mode & 0o444}
