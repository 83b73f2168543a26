from __future__ import annotations

import csv
import hashlib
import io

import pytest
from lxml import etree

from generator import BriefError
from generator.archive.catalogue import held
from generator.archive.durable import remove_file
from generator.archive.exporting import export_object, export_version
from generator.archive.places import Archive
from generator.archive.signatures import keep
from generator.archive.store import writing
from tests.archive.bags import judged, unpacked
from tests.archive.objects import ID, three_versions
from tests.archive.workspaces import brief


@pytest.fixture
def archive(folder):
    three_versions(folder / "archive")
    return Archive(folder / "archive")


def test_bagit_accepts_every_bag(archive, folder, request):
    whole, version = held(archive, ID), held(archive, f"{ID}@v1")
    bags = []

    for name in ("bag", "bag.zip", "bag.tar"):
        export_object(whole, folder / name, name)
        export_version(version, folder / f"one-{name}", name)
        for target, count in ((folder / name, 13), (folder / f"one-{name}", 2)):
            bag = judged(target if target.is_dir() else unpacked(target))
            assert bag.version_info == (1, 0)
            assert bag.info["External-Identifier"] == ID
            assert len(list(bag.payload_files())) == count
            bags.append(bag)

    told = f"BagIt: {len(bags)} bags accepted by bagit-python"
    request.node.user_properties.append(("counted", told))


@pytest.mark.parametrize("name", ["bag.zip", "bag.tar"])
def test_the_same_object_gives_the_same_bag(archive, folder, name):
    found = held(archive, ID)
    (folder / "later").mkdir()

    export_object(found, folder / name, name)
    export_object(found, folder / "later" / name, name)

    assert (folder / name).read_bytes() == (folder / "later" / name).read_bytes()


def test_a_bag_of_an_object_holds_it_as_it_is_with_its_signatures(archive, folder):
    with writing(archive):
        keep(archive, ID, 2, b"a signature")

    export_object(held(archive, ID), folder / "bag", "bag")

    own, there = held(archive, ID).folder, folder / "bag/data/object"
    files = {path.relative_to(own): path.read_bytes() for path in own.rglob("*") if path.is_file()}
    assert files == {
        path.relative_to(there): path.read_bytes() for path in there.rglob("*") if path.is_file()
    }
    (signature,) = (folder / "bag/signatures").iterdir()
    assert signature.read_bytes() == b"a signature"
    judged(folder / "bag")


def test_a_bag_of_a_version_holds_its_files_by_their_names(archive, folder):
    export_version(held(archive, f"{ID}@v3"), folder / "bag", "bag")

    names = sorted(path.name for path in (folder / "bag/data").iterdir())
    assert names == ["brief.md", "notes.txt"]
    assert (folder / "bag/data/brief.md").read_bytes() == b"two\n"


def test_a_name_with_a_percent_sign_is_written_as_the_standard_asks(archive, folder):
    found = held(archive, ID)
    digest = hashlib.sha512(b"object").hexdigest()
    (found.folder / "logs").mkdir()
    (found.folder / "logs/50%.txt").write_bytes(b"object")

    export_object(found, folder / "bag", "bag")

    manifest = (folder / "bag/manifest-sha512.txt").read_text(encoding="utf-8")
    assert f"{digest}  data/object/logs/50%25.txt\n" in manifest


def test_what_is_there_is_not_written_over(archive, folder):
    brief_file = folder / "bag.zip"
    brief_file.write_bytes(b"mine")

    with pytest.raises(BriefError) as raised:
        export_object(held(archive, ID), brief_file, "bag.zip")

    assert raised.value.diagnostics[0].code == "A010"
    assert brief_file.read_bytes() == b"mine"
    assert sorted(path.name for path in folder.iterdir()) == ["archive", "bag.zip"]


def test_a_place_that_cannot_be_written_to_is_told(archive, folder):
    (folder / "file").write_bytes(b"no folder")

    with pytest.raises(BriefError) as raised:
        export_object(held(archive, ID), folder / "file" / "bag.zip", "file/bag.zip")

    (told,) = raised.value.diagnostics
    assert told.message.startswith("cannot write file/bag.zip: ")


def test_nothing_is_exported_into_the_archive(archive):
    with pytest.raises(BriefError) as raised:
        export_object(held(archive, ID), archive.ocfl / "bag.zip", "bag.zip")

    assert "lies in the archive" in raised.value.diagnostics[0].message
    assert not (archive.ocfl / "bag.zip").exists()


@pytest.mark.parametrize("version", ["", "@v1"])
def test_a_damaged_file_is_not_handed_on(archive, folder, version):
    found = held(archive, f"{ID}{version}")
    path = found.folder / "v1/content/brief.md"
    path.chmod(0o644)
    path.write_bytes(b"onf\n")

    export = export_version if version else export_object
    with pytest.raises(BriefError) as raised:
        export(found, folder / "bag.zip", "bag.zip")

    assert raised.value.diagnostics[0].code == "A012"
    assert sorted(path.name for path in folder.iterdir()) == ["archive"]


def test_a_file_that_is_missing_is_named(archive, folder):
    found = held(archive, f"{ID}@v1")
    remove_file(found.place("brief.md"))

    with pytest.raises(BriefError) as raised:
        export_version(found, folder / "bag.zip", "bag.zip")

    assert raised.value.diagnostics[0].message.startswith("brief.md cannot be read: ")


def test_archivematica_gets_objects_and_dublin_core_in_a_table(publication, tmp_path):
    target = str(tmp_path / "bag")

    run = brief(publication, "archive", "export", "military", target, "--profile", "archivematica")

    assert run.exit_code == 0, run.stderr
    assert run.stdout.startswith("military@v1: 37 files")
    judged(tmp_path / "bag")
    text = (tmp_path / "bag/data/metadata/metadata.csv").read_text(encoding="utf-8")
    header, *rows = csv.reader(io.StringIO(text))
    assert all(len(row) == len(header) for row in rows)
    assert [row[0] for row in rows] == [
        "objects",
        "objects/renditions/military.docx",
        "objects/renditions/military.pdf",
    ]
    assert all((tmp_path / "bag/data" / row[0]).exists() for row in rows)
    assert rows[0][header.index("dc.title")].startswith("Military implications")
    assert header.count("dc.subject") == 4


def test_dspace_gets_an_item_of_its_simple_archive_format(publication, tmp_path):
    target = str(tmp_path / "bag.zip")

    run = brief(publication, "archive", "export", "military@v1", target, "--profile", "saf")

    assert run.exit_code == 0, run.stderr
    bag = unpacked(tmp_path / "bag.zip")
    judged(bag)
    item = bag / "data/item_000"
    lines = (item / "contents").read_text(encoding="utf-8").splitlines()
    listed = {line.split("\t")[0] for line in lines}
    files = {path.relative_to(item).as_posix() for path in item.rglob("*") if path.is_file()}
    assert listed == files - {"contents", "dublin_core.xml"}
    assert "renditions/military.pdf\tbundle:ORIGINAL\tprimary:true" in lines
    values = etree.parse(item / "dublin_core.xml").getroot()
    said = {(value.get("element"), value.get("qualifier")): value.text for value in values}
    assert said["identifier", "other"] == "PB-2026-01"
    assert said["date", "issued"] == "2026-12-01"


def test_a_file_that_would_be_packed_otherwise_is_refused(publication, tmp_path):
    run = brief(publication, "archive", "export", "military", str(tmp_path / "bag.tar.gz"))

    assert run.exit_code == 2
    assert "a bag can be packed as .zip or .tar" in run.stderr
    assert not (tmp_path / "bag.tar.gz").exists()


def test_an_unknown_profile_is_refused(publication, tmp_path):
    target = str(tmp_path / "bag")

    run = brief(publication, "archive", "export", "military", target, "--profile", "fedora")

    assert run.exit_code == 2
    said = " ".join(run.stderr.replace("│", " ").split())
    assert "this can be archivematica or saf" in said
