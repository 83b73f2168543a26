from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3

import pytest

from generator.archive import index
from generator.archive.places import Archive
from generator.archive.search import Question, search
from tests.archive.workspaces import brief, edit, publish


@pytest.fixture(scope="module")
def workspace(publication, tmp_path_factory):
    folder = shutil.copytree(publication, tmp_path_factory.mktemp("search") / "workspace")
    publish(folder, "economic")
    edit(folder / "briefs/military.md", 'version: "1.0"', 'version: "1.1"')
    edit(folder / "briefs/military.md", "holds no later record", "holds no newer record")
    publish(folder, "military", "--amendment", "minor", day=2)
    return folder


def hits(workspace, **asked):
    return search(Archive(workspace / "archive"), Question(**asked))


def test_words_are_found_in_briefs_and_in_sources(workspace):
    found = hits(workspace, words="trilateral cooperation")

    assert {(hit.slug, hit.place.split(":")[0]) for hit in found} == {
        ("military", "briefs/military.md"),
        ("military", "ulislam-summit ¶3"),
        ("economic", "ulislam-summit ¶3"),
    }


def test_only_briefs_or_only_sources_can_be_asked(workspace):
    assert {hit.place for hit in hits(workspace, words="trilateral", kind="source")} == {
        "ulislam-summit ¶3"
    }


def test_what_stands_in_several_versions_is_told_once(workspace):
    sources = hits(workspace, words="trilateral", kind="source")
    (newer,) = hits(workspace, words="newer record", kind="brief")
    (later,) = hits(workspace, words='"no later record"', kind="brief", topic="Russia")

    assert {(hit.slug, hit.first, hit.last) for hit in sources} == {
        ("military", 1, 2),
        ("economic", 1, 1),
    }
    assert (newer.first, newer.last) == (2, 2)
    assert (later.first, later.last) == (1, 1)


def test_a_phrase_stands_as_it_stands(workspace):
    assert hits(workspace, words='"deliberate counterweight"')
    assert not hits(workspace, words='"counterweight deliberate"')


@pytest.mark.parametrize("words", ['"', "NEAR(", "*", "col:x", "-"])
def test_what_the_index_would_take_for_a_command_is_looked_for_as_it_stands(workspace, words):
    assert not hits(workspace, words=words)


def test_a_word_of_the_index_is_a_word_like_others(workspace):
    found = {(hit.slug, hit.place) for hit in hits(workspace, words="a AND")}

    assert found
    assert found == {(hit.slug, hit.place) for hit in hits(workspace, words="and a")}


def test_briefs_are_found_by_what_they_cite(workspace):
    found = {(hit.slug, hit.last) for hit in hits(workspace, cites="ulislam-summit#1")}

    assert found == {("military", 1), ("military", 2), ("economic", 1)}
    assert not hits(workspace, cites="ulislam-summit#99")


def test_dates_topics_and_markings_narrow_the_search(workspace):
    assert hits(workspace, topic="arms transfers", marking="TLP:CLEAR", since="2026-01-01")
    assert not hits(workspace, topic="arms transfers", until="2025-12-31")
    assert not hits(workspace, topic="arms transfers", marking="TLP:RED")


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "2026"])
def test_a_search_from_what_is_no_day_could_not_run(workspace, day):
    run = brief(workspace, "archive", "search", "--from", day)

    assert run.exit_code == 2
    assert "is no day: write it as" in " ".join(run.stderr.split())


def test_the_index_built_anew_gives_the_same_answers(workspace):
    before = hits(workspace, words="trilateral")
    (workspace / "archive/index.sqlite").unlink()

    assert hits(workspace, words="trilateral") == before


def test_a_damaged_index_is_built_anew(workspace):
    before = hits(workspace, words="trilateral")
    (workspace / "archive/index.sqlite").write_bytes(b"no database" * 1000)

    assert hits(workspace, words="trilateral") == before


def test_an_index_that_is_damaged_inside_is_thrown_away_and_told(workspace):
    before = brief(workspace, "archive", "list").stdout
    path = workspace / "archive/index.sqlite"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        [(size,)] = connection.execute("PRAGMA page_size")
        [(page,)] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'versions'")
    data = bytearray(path.read_bytes())
    data[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(data)

    told = brief(workspace, "archive", "list")

    assert (told.exit_code, "the index was damaged" in told.stderr) == (1, True)
    assert brief(workspace, "archive", "list").stdout == before


def test_the_index_kept_up_to_date_is_the_index_built_anew(workspace):
    archive = Archive(workspace / "archive")

    def rows():
        with index.connected(archive) as connection:
            return [
                sorted(connection.execute(f"SELECT * FROM {table}"))
                for table in ("objects", "versions", "topics", "citations")
            ]

    kept = rows()
    index.rebuild(archive)

    assert rows() == kept


def test_finding_nothing_is_status_1(workspace):
    found = brief(workspace, "archive", "search", "trilateral", "--json")
    nothing = brief(workspace, "archive", "search", "zebra")

    assert found.exit_code == 0
    assert json.loads(found.stdout)[0]["slug"] == "military"
    assert (nothing.exit_code, nothing.stderr) == (1, "nothing found\n")
