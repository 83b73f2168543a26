from __future__ import annotations

import json
import shutil

import pygfried
import pytest
from lxml import etree

from generator import find_workspace
from generator.actions.archives import archive_of
from generator.archive import index
from generator.archive.catalogue import held
from generator.archive.places import Archive
from generator.archive.validate import validate_object
from generator.archive.withdrawal import withdrawal_of
from tests.archive.workspaces import REPOSITORY, brief, edit, publish

REASON = "The source was retracted"


def withdraw(folder, name: str = "military", *, day: int = 3):
    date = f"2026-12-{day:02}T09:00:00Z"
    return brief(folder, "archive", "withdraw", name, "-m", REASON, "--date", date)


def version(folder, name="military"):
    return held(archive_of(find_workspace(folder)), name)


@pytest.fixture(scope="module")
def withdrawn(publication, tmp_path_factory):
    folder = shutil.copytree(publication, tmp_path_factory.mktemp("withdrawn") / "workspace")
    run = withdraw(folder)
    assert run.exit_code == 0, run.stderr
    assert run.stdout.splitlines()[1] == "v1 stays as it was"
    return folder


@pytest.fixture
def workspace(withdrawn, folder):
    return shutil.copytree(withdrawn, folder, dirs_exist_ok=True)


def test_a_withdrawal_is_a_version_with_a_notice_beside_what_was_published(withdrawn):
    first, last = version(withdrawn, "military@v1"), version(withdrawn)

    assert set(last.paths) - set(first.paths) == {"withdrawal.md"}
    assert REASON in last.read("withdrawal.md").decode()
    assert "2026-12-03 by Policy Brief Desk" in last.read("withdrawal.md").decode()
    for path in set(first.paths) - {"record.json", "premis.xml", "ro-crate-metadata.json"}:
        assert last.place(path) == first.place(path)


def test_the_versions_before_a_withdrawal_stay(withdrawn):
    assert version(withdrawn, "military@v1").read("renditions/military.pdf")[:5] == b"%PDF-"
    assert validate_object(version(withdrawn).folder) == ()


def test_a_number_names_the_publication_and_not_its_withdrawal(withdrawn):
    assert version(withdrawn, "military@1.0").number == 1
    assert version(withdrawn, "military").number == 2


def test_the_record_of_a_withdrawal_is_that_of_the_publication_and_the_reason(withdrawn):
    first, last = version(withdrawn, "military@v1").record, version(withdrawn).record

    changed = {key for key in first if first[key] != last[key]}

    assert changed == {"amendment", "message", "published", "checks", "files"}
    assert (last["amendment"], last["message"]) == ("withdrawal", REASON)


def test_the_premis_of_a_withdrawal_tells_a_deaccession(withdrawn):
    path = REPOSITORY / "tests/archive/schemas/premis-v3-0.xsd"
    premis = etree.fromstring(version(withdrawn).read("premis.xml"))

    etree.XMLSchema(etree.parse(path)).assertValid(premis)
    events = [event.text for event in premis.iter("{http://www.loc.gov/premis/v3}eventType")]
    assert events == ["message digest calculation", "format identification", "deaccession"]


def test_the_crate_of_a_withdrawal_says_so_and_resolves_every_reference(withdrawn):
    crate = json.loads(version(withdrawn).read("ro-crate-metadata.json"))

    entities = {entity["@id"]: entity for entity in crate["@graph"]}
    references = {
        value["@id"]
        for entity in crate["@graph"]
        for values in entity.values()
        for value in (values if isinstance(values, list) else [values])
        if isinstance(value, dict)
    }

    assert entities["./"]["creativeWorkStatus"] == "withdrawn"
    assert "#making" not in entities
    assert references - entities.keys() == {"https://w3id.org/ro/crate/1.2"}
    assert set(entities) - references == {"ro-crate-metadata.json"}


@pytest.mark.slow
def test_formats_of_a_withdrawal_are_those_that_siegfried_finds(withdrawn):
    found = version(withdrawn)

    said = {file["path"]: file["pronom"] for file in found.record["files"] if file["pronom"]}

    assert said["withdrawal.md"] == "fmt/1149"
    assert said == {path: pygfried.identify(str(found.place(path))) for path in said}


def test_whoever_looks_is_told(withdrawn, tmp_path):
    listed = brief(withdrawn, "archive", "list").stdout
    log = brief(withdrawn, "archive", "log", "military").stdout
    shown = brief(withdrawn, "archive", "show", "military@v1").stderr
    out = brief(withdrawn, "archive", "checkout", "military@v1", str(tmp_path / "old")).stderr
    found = brief(withdrawn, "archive", "search", "trilateral").stdout

    assert "WITHDRAWN Military implications" in listed
    assert f"    withdrawal: {REASON}" in log
    note = f"note[A015]: military@v1 was withdrawn on 2026-12-03: {REASON}"
    assert note in shown
    assert note in out
    assert found.count("WITHDRAWN") == len(found.splitlines()) // 2


def test_whoever_hands_it_on_is_told(withdrawn, tmp_path):
    run = brief(withdrawn, "archive", "export", "military@v1", str(tmp_path / "bag"))

    assert run.exit_code == 0
    assert f"was withdrawn on 2026-12-03: {REASON}" in run.stderr


@pytest.mark.slow
def test_what_stands_is_not_said_to_be_withdrawn(published):
    said = [
        brief(published, "archive", *command).output
        for command in (("list",), ("show", "military"), ("search", "trilateral"))
    ]

    assert not any("withdrawn" in text.casefold() for text in said)


@pytest.mark.slow
def test_a_withdrawn_brief_comes_back_as_a_version_that_rises(workspace):
    same = publish(workspace, "military", "--amendment", "minor", day=4)
    edit(workspace / "briefs/military.md", 'version: "1.0"', 'version: "1.1"')
    risen = publish(workspace, "military", "--amendment", "minor", day=4)

    assert "error[A004]: version 1.0 does not rise above 1.0" in same.stderr
    assert risen.stdout.startswith("military@v3  version 1.1")
    assert "note[A015]: military@v2 had withdrawn this brief: it is published again" in risen.stderr
    assert "withdrawal.md" not in version(workspace).paths
    log = brief(workspace, "archive", "log", "military").stdout.splitlines()
    assert log[1] == "    minor, published again after a withdrawal: Publication 4"
    assert "WITHDRAWN" not in brief(workspace, "archive", "list").stdout
    first = withdrawal_of(version(workspace, "military@v1"))
    assert first is not None
    assert (first.number, first.again) == (2, 3)
    assert withdrawal_of(version(workspace, "military@v3")) is None


@pytest.mark.slow
def test_the_index_of_withdrawals_kept_up_to_date_is_the_index_built_anew(workspace):
    archive = Archive(workspace / "archive")
    brief(workspace, "archive", "list")
    edit(workspace / "briefs/military.md", 'version: "1.0"', 'version: "1.1"')
    publish(workspace, "military", "--amendment", "minor", day=4)
    withdraw(workspace, day=5)

    def rows():
        with index.connected(archive) as connection:
            return sorted(connection.execute("SELECT * FROM objects"))

    kept = rows()
    index.rebuild(archive)

    assert rows() == kept
    assert kept[0][-2:] == (4, 1)


def test_a_withdrawn_brief_checks_out_as_it_was_with_the_notice(withdrawn, tmp_path):
    run = brief(withdrawn, "archive", "checkout", "military", str(tmp_path / "old"))

    assert run.exit_code == 0
    assert "“Military implications" in (tmp_path / "old/withdrawal.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [("publish", "x"), ("archive", "withdraw", "x")])
@pytest.mark.parametrize("message", ["", "Back\nto life"])
def test_what_a_version_is_stands_in_one_line(tmp_path, command, message):
    run = brief(tmp_path, *command, "-m", message)

    assert run.exit_code == 2
    assert "in one line" in run.stderr


def test_an_unknown_brief_cannot_be_withdrawn(withdrawn):
    run = withdraw(withdrawn, "militari")

    assert run.exit_code == 1
    assert "error[A011]: no brief `militari`" in run.stderr
