from __future__ import annotations

import gzip
import hashlib
import io
import os
import random
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from generator import BriefError
from generator.archive.audit import audit, choose
from generator.archive.catalogue import held, list_latest
from generator.archive.exporting import export_object, export_version
from generator.archive.importing import import_package
from generator.archive.package import Limits
from generator.archive.places import Archive
from generator.archive.signatures import keep
from generator.archive.storage_root import object_path
from generator.archive.store import commit, writing
from tests.archive.bags import made
from tests.archive.objects import BROKEN, ID, change, three_versions


@pytest.fixture
def archive(folder):
    three_versions(folder / "archive")
    return Archive(folder / "archive")


@pytest.fixture
def empty(folder):
    return Archive(folder / "empty")


@pytest.fixture
def bag(archive, folder):
    """The folder of a bag of the object, which tests may spoil."""
    export_object(held(archive, ID), folder / "bag", "bag")
    return folder / "bag"


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def refused(archive: Archive, package: Path, **more) -> tuple[str, str]:
    """The code and messages with which a package is refused, the archive being as it was."""
    before = files(archive.ocfl) if archive.ocfl.exists() else {}
    with pytest.raises(BriefError) as raised:
        import_package(archive, package, package.name, **more)
    after = files(archive.ocfl)
    assert (after == before) if before else not list(archive.ocfl.glob("*/*/*/*"))
    assert [path.name for path in archive.staging.iterdir()] == ["lock"]
    found = raised.value.diagnostics
    return found[0].code, "\n".join(each.message for each in found)


# --- taking in --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["bag", "bag.zip", "bag.tar"])
def test_what_was_exported_comes_back_byte_for_byte(archive, empty, folder, name):
    with writing(archive):
        keep(archive, ID, 2, b"a signature")
    export_object(held(archive, ID), folder / name, name)

    done = import_package(empty, folder / name, name)

    assert (done.identifier, done.head, done.new, done.signatures) == (ID, 3, 3, 1)
    assert files(empty.ocfl) == files(archive.ocfl)
    assert files(empty.signatures) == files(archive.signatures)
    assert audit(empty, choose(empty)).findings == ()
    assert [entry.identifier for entry in list_latest(empty)] == [ID]


def test_an_object_is_taken_in_without_a_bag(archive, empty):
    import_package(empty, held(archive, ID).folder, "object")

    assert files(empty.ocfl) == files(archive.ocfl)


def test_a_bag_that_another_tool_made_is_taken_in(archive, empty, folder):
    shutil.copytree(held(archive, ID).folder, folder / "theirs/military")
    made(folder / "theirs")

    assert import_package(empty, folder / "theirs", "theirs").new == 3
    assert files(empty.ocfl) == files(archive.ocfl)


def test_a_tar_as_people_make_it_is_read(bag, empty, folder):
    with tarfile.open(folder / "people.tar.gz", "w:gz") as archive:
        archive.add(bag, ".")  # its names begin with ./

    assert import_package(empty, folder / "people.tar.gz", "people.tar.gz").new == 3


def test_what_is_taken_in_cannot_be_written_to(bag, empty):
    import_package(empty, bag, "bag")

    content = (empty.ocfl / object_path(ID)).glob("v*/**/*")
    assert {path.stat().st_mode & 0o222 for path in content if path.is_file()} == {0}


def test_a_continuation_adds_the_versions_that_come_after(archive, empty, folder):
    first = export(archive, folder / "three.zip")
    import_package(empty, first, "three.zip")
    with writing(archive):
        commit(archive, change(3, {"brief.md": b"four\n"}))
        commit(archive, change(4, {"brief.md": b"five\n"}))
    published = {path: path.stat().st_mtime_ns for path in empty.ocfl.glob("*/*/*/*/v*/**/*.*")}

    done = import_package(empty, export(archive, folder / "five.zip"), "five.zip")

    assert (done.head, done.new) == (5, 2)
    assert files(empty.ocfl) == files(archive.ocfl)
    assert {path: path.stat().st_mtime_ns for path in published} == published


def export(archive: Archive, path: Path) -> Path:
    export_object(held(archive, ID), path, path.name)
    return path


@pytest.mark.parametrize("more", [0, 1])
def test_what_is_all_here_changes_nothing(archive, folder, more):
    path = export(archive, folder / "bag.zip")
    for base in range(more):
        with writing(archive):
            commit(archive, change(3 + base, {"brief.md": b"four\n"}))
    before = files(archive.ocfl)

    done = import_package(archive, path, "bag.zip")

    assert (done.head, done.new) == (3 + more, 0)
    assert files(archive.ocfl) == before


def test_a_signature_that_is_here_is_not_replaced(archive, folder):
    with writing(archive):
        place = keep(archive, ID, 1, b"theirs")
    path = export(archive, folder / "bag.zip")
    place.chmod(0o644)
    place.write_bytes(b"ours")

    done = import_package(archive, path, "bag.zip")

    assert done.signatures == 0
    assert place.read_bytes() == b"ours"


def test_a_damaged_object_is_not_continued(archive, folder):
    path = export(archive, folder / "bag.zip")
    damaged = held(archive, ID).folder / "v1/content/brief.md"
    damaged.chmod(0o644)
    damaged.write_bytes(b"onf\n")

    code, message = refused(archive, path)

    assert code == "A012"
    assert message.startswith("E092")


def test_another_history_is_refused(archive, folder):
    other = Archive(folder / "other")
    with writing(other):
        commit(other, change(0, {"brief.md": b"one\n", "data/table.csv": b"1,2\n"}))
        commit(other, change(1, {"brief.md": b"2\n"}))
        for base in (2, 3):
            commit(other, change(base, {"brief.md": b"%d\n" % base}))

    code, message = refused(archive, export(other, folder / "bag.zip"))

    assert code == "A020"
    assert message == f"bag.zip tells another history of {ID} from v2 on"


# --- what does not hold -----------------------------------------------------------------


UNDECLARED = ("E003_no_declaration", "E005_not_zero", "E006_not_an_object")


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.slow
def test_no_broken_object_is_taken_in(archive, empty, name):
    found = held(archive, ID).folder
    BROKEN[name](found)

    code, message = refused(empty, found)

    if name == "E090_link":
        assert code == "A019"
    else:
        assert code == "A018"
        told = "neither a bag nor an OCFL object" if name in UNDECLARED else name[:4]
        assert told in message


def spoil(bag: Path, how: str) -> None:
    """Break a rule of BagIt; the tag manifest is made to fit again where it is not the rule."""
    content = bag / "data/object/v1/content/brief.md"
    manifest = bag / "manifest-sha512.txt"
    match how:
        case "a changed byte":
            content.write_bytes(b"onf\n")
        case "a missing file":
            content.unlink()
        case "a file too many":
            (bag / "data/more.txt").write_bytes(b"?")
        case "a changed tag file":
            (bag / "bag-info.txt").write_text("Payload-Oxum: 1.1\n")
        case "no declaration":
            (bag / "bagit.txt").write_text("BagIt-Version: 7\n")
        case "no manifest":
            manifest.unlink()
        case "no payload":
            shutil.rmtree(bag / "data")
        case "something to fetch":
            (bag / "fetch.txt").write_text("https://example.org/x - data/x\n")
        case "a name that leads out":
            manifest.write_text(manifest.read_text() + f"{'ab' * 64}  data/../../x\n")
    if how not in {"a changed tag file", "no manifest"}:
        tags = bag / "tagmanifest-sha512.txt"
        listed = [bag / line.split("  ")[1] for line in tags.read_text().splitlines()]
        digests = ((hashlib.sha512(p.read_bytes()).hexdigest(), p.name) for p in listed)
        tags.write_text("".join(f"{digest}  {name}\n" for digest, name in digests))


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("a changed byte", "the file has another sha512 digest\n  expected "),
        ("a missing file", "Payload-Oxum is"),
        ("a file too many", "manifest-sha512.txt does not list this file"),
        ("a changed tag file", "Payload-Oxum is 1.1, the payload "),
        ("no declaration", "its two lines are not as they have to be"),
        ("no manifest", "there is no manifest that can be checked"),
        ("no payload", "there is no payload"),
        ("something to fetch", "would have to be fetched, and nothing is"),
        ("a name that leads out", "a name that leads out of its folder, which is not taken in"),
    ],
)
def test_a_bag_that_breaks_a_rule_is_refused(bag, empty, how, told):
    spoil(bag, how)

    code, message = refused(empty, bag)

    assert code == "A018"
    assert told in message


def test_a_bag_of_one_version_has_no_history_to_take_in(archive, empty, folder):
    export_version(held(archive, f"{ID}@v2"), folder / "one", "one")

    code, message = refused(empty, folder / "one")

    assert (code, message) == ("A018", "this bag holds no object with its history")


def test_a_package_with_a_damaged_byte_is_to_be_asked_for_again(archive, empty, folder):
    bag = export(archive, folder / "whole.zip")
    data = bytearray(bag.read_bytes())
    data[data.index(b"BagIt-Version")] ^= 1
    bag.write_bytes(data)

    with pytest.raises(BriefError) as raised:
        import_package(empty, bag, "whole.zip")

    (told,) = raised.value.diagnostics
    assert told.code == "A018"
    assert "ask for it again" in told.hint


def test_what_is_not_there_leaves_no_archive(empty, folder):
    with pytest.raises(BriefError) as raised:
        import_package(empty, folder / "none.zip", "none.zip")

    assert raised.value.diagnostics[0].code == "A018"
    assert not empty.root.exists()


@pytest.mark.parametrize("name", ["text.txt", "cut.zip", "cut.tar"])
def test_what_cannot_be_read_is_refused(archive, empty, folder, name):
    if name == "text.txt":
        (folder / name).write_text("no package")
    else:
        data = export(archive, folder / f"whole{name[3:]}").read_bytes()
        (folder / name).write_bytes(data[: len(data) // 2])

    code, message = refused(empty, folder / name)

    assert code == "A018"
    assert message.startswith(("the package cannot be read", "there is no", "the file"))


# --- what is not safe -------------------------------------------------------------------

UNSAFE_NAMES = [
    "../evil.txt",
    "bag/../../evil.txt",
    "/etc/evil.txt",
    "C:/evil.txt",
    "C:evil.txt",
    "..\\evil.txt",
    "bag//evil.txt",
    "bag/./evil.txt",
    "bag/ev\til.txt",
]


@pytest.mark.parametrize("kind", ["zip", "tar"])
@pytest.mark.parametrize("name", UNSAFE_NAMES)
def test_a_name_that_leads_elsewhere_is_refused(empty, folder, kind, name):
    package = folder / f"bag.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(package, "w") as archive:
            info = zipfile.ZipInfo("x")
            info.filename = info.orig_filename = name
            archive.writestr(info, b"?")
    else:
        with tarfile.open(package, "w") as archive:
            archive.addfile(tarfile.TarInfo(name))

    code, _ = refused(empty, package)

    assert code == "A019"
    assert not list(folder.rglob("evil*"))


def test_a_link_in_a_zip_is_refused(empty, folder):
    with zipfile.ZipFile(folder / "bag.zip", "w") as archive:
        info = zipfile.ZipInfo("bag/link")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, b"/etc/passwd")

    assert refused(empty, folder / "bag.zip") == (
        "A019",
        "the package is not unpacked: a link: 'bag/link'",
    )


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE]
)
def test_a_link_or_a_device_in_a_tar_is_refused(empty, folder, kind):
    with tarfile.open(folder / "bag.tar", "w") as archive:
        info = tarfile.TarInfo("bag/link")
        info.type, info.linkname = kind, "/etc/passwd"
        archive.addfile(info)

    assert refused(empty, folder / "bag.tar")[0] == "A019"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_in_a_folder_is_refused(bag, empty):
    (bag / "data/link").symlink_to("/etc")

    assert refused(empty, bag)[0] == "A019"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_a_pipe_in_a_folder_is_refused(bag, empty):
    os.mkfifo(bag / "data/pipe")

    assert refused(empty, bag)[0] == "A019"


def test_a_zip_that_states_more_than_there_is_room_for_is_refused_unread(empty, folder):
    with zipfile.ZipFile(folder / "bag.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bag/bomb", bytes(1 << 20))

    code, message = refused(empty, folder / "bag.zip", limits=Limits(size=1 << 19))

    assert code == "A019"
    assert "more than there is room for" in message


def test_a_tar_that_states_more_than_any_disk_holds_is_refused(empty, folder):
    info = tarfile.TarInfo("bag/bomb")
    info.size = 1 << 50
    (folder / "bag.tar").write_bytes(info.tobuf() + bytes(1024))

    assert refused(empty, folder / "bag.tar")[0] == "A019"


def test_an_entry_that_is_larger_than_it_states_is_refused(empty, folder):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bag/bomb", bytes(100_000))
    data = out.getvalue().replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    (folder / "bag.zip").write_bytes(data)

    assert refused(empty, folder / "bag.zip")[0] in {"A018", "A019"}


def test_too_many_files_are_refused(bag, empty):
    assert refused(empty, bag, limits=Limits(files=5))[0] == "A019"


@pytest.mark.parametrize("other", ["bag/a.txt", "bag/A.txt", "bag/\N{LATIN SMALL LETTER A}.TXT"])
def test_two_names_that_are_one_on_some_systems_are_refused(empty, folder, other):
    with tarfile.open(folder / "bag.tar", "w") as archive:
        archive.addfile(tarfile.TarInfo("bag/a.txt"))
        archive.addfile(tarfile.TarInfo(other))

    assert refused(empty, folder / "bag.tar")[0] == "A019"


def test_a_name_that_is_a_file_and_a_folder_is_refused(empty, folder):
    with tarfile.open(folder / "bag.tar", "w") as archive:
        archive.addfile(tarfile.TarInfo("bag/a"))
        archive.addfile(tarfile.TarInfo("bag/a/b"))

    assert refused(empty, folder / "bag.tar")[0] == "A019"


@pytest.mark.parametrize("place", [0.5, 0.9, 1.0])
def test_a_gzip_that_is_damaged_is_refused(place, bag, empty, folder):
    with tarfile.open(folder / "bag.tar.gz", "w:gz") as archive:
        archive.add(bag, "bag")
    data = bytearray((folder / "bag.tar.gz").read_bytes())
    data[int((len(data) - 8) * place)] ^= 0xFF  # up to the first byte of the checksum
    (folder / "bag.tar.gz").write_bytes(data)

    assert refused(empty, folder / "bag.tar.gz")[0] == "A018"


def test_an_encrypted_zip_is_refused(empty, folder):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("bag/x", b"?")
    data = bytearray(out.getvalue())
    data[6] |= 1  # the local header's flags, and those of the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (folder / "bag.zip").write_bytes(data)

    assert refused(empty, folder / "bag.zip")[0] == "A018"


# --- anything at all --------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("name", ["bag.zip", "bag.tar", "bag.tar.gz"])
def test_a_damaged_package_is_refused_or_gives_the_object_as_it_was(
    archive, empty, folder, name, request
):
    if name == "bag.tar.gz":
        export(archive, folder / "bag.tar")
        (folder / name).write_bytes(gzip.compress((folder / "bag.tar").read_bytes(), mtime=0))
    else:
        export(archive, folder / name)
    whole = (folder / name).read_bytes()
    places = random.Random(5)
    outcomes = {"refused": 0, "the same": 0}

    for _ in range(150):
        data = bytearray(whole)
        for _ in range(places.choice((1, 1, 4))):
            data[places.randrange(len(data))] ^= 1 << places.randrange(8)
        (folder / name).write_bytes(data)
        try:
            import_package(empty, folder / name, name)
        except BriefError as error:
            assert {found.code for found in error.diagnostics} <= {"A018", "A019"}
            assert not list(empty.ocfl.glob("*/*/*/*"))
            outcomes["refused"] += 1
        else:
            assert files(empty.ocfl) == files(archive.ocfl)
            outcomes["the same"] += 1
        assert [path.name for path in empty.staging.iterdir()] == ["lock"]
        shutil.rmtree(empty.root)

    told = f"BagIt: {name} damaged 150 times: " + ", ".join(
        f"{count} {outcome}" for outcome, count in outcomes.items()
    )
    request.node.user_properties.append(("counted", told))
