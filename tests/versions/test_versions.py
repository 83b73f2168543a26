"""What an earlier version made is read, checked, built, verified and audited by this one."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections import Counter
from collections.abc import Mapping

import pytest

from tests.archive.workspaces import brief, edit
from tests.versions.keeping import VERSIONS, lay_out_kept, pack

KEPT = sorted(path.name.removesuffix(".tar.xz") for path in VERSIONS.glob("*.tar.xz"))

Finding = tuple[str, str, str, int]
"""Code, severity, file, line: the wording may change from version to version."""

GONE: Mapping[str, tuple[Finding, ...]] = {}
NEW: Mapping[str, tuple[Finding, ...]] = {
    "0.1.0": (("B029", "warning", "briefs/borings.md", 4),),  # 1.1-rc2: versions have rules now
}
"""What this version no longer finds, and what it newly does, on purpose: each with its reason."""


@pytest.fixture(scope="module", params=KEPT)
def version(request):
    return request.param


@pytest.fixture(scope="module")
def kept(version, tmp_path_factory):
    """The workspace of a version, which is only read."""
    return lay_out_kept(version, tmp_path_factory.mktemp("kept"))


@pytest.fixture
def own(kept, tmp_path):
    """A copy of it that may be changed."""
    return shutil.copytree(kept, tmp_path / "own")


def run(folder, *arguments: str, status: int = 0) -> str:
    """What a command says on both streams, which ends as it should."""
    done = brief(folder, *arguments)
    assert done.exit_code == status, done.output
    return done.output


def found_in(text: str) -> Counter[Finding]:
    rows = json.loads(text)["diagnostics"]
    return Counter((row["code"], row["severity"], row["file"], row["line"]) for row in rows)


def test_the_first_version_is_kept():
    assert "0.1.0" in KEPT


def test_its_briefs_have_the_findings_that_they_had(version, kept):
    then = found_in((VERSIONS / f"{version}.findings.json").read_text(encoding="utf-8"))

    now = found_in(brief(kept, "check", "--format", "json").stdout)

    assert now == then - Counter(GONE.get(version, ())) + Counter(NEW.get(version, ()))


def test_its_briefs_are_built(own):
    shutil.rmtree(own / "build")

    run(own, "build", "ferry", "borings", "military")

    built = {path.name for path in (own / "build").iterdir()}
    slugs = ("ferry", "borings", "military")
    assert built == {f"{slug}.{suffix}" for slug in slugs for suffix in ("docx", "pdf")}


@pytest.mark.parametrize("name", ["ferry.docx", "ferry.pdf", "borings.docx", "borings.pdf"])
def test_its_files_are_what_it_published(name, kept):
    signers = ("--allowed-signers", "signers") if name.startswith("ferry") else ()

    said = run(kept, "verify", f"build/{name}", "--archive", *signers)

    assert f"build/{name}: authentic: the published bytes of" in said
    assert ("is signed by ase@example.org" in said) == bool(signers)


def test_a_changed_word_in_its_files_is_found(own):
    _rewrite(own / "build/ferry.docx", "word/document.xml", b"commuters", b"tourists!")

    said = run(own, "verify", "build/ferry.docx", status=1)

    assert "tourists" in said


def _rewrite(path, member: str, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(path) as package:
        parts = [(info, package.read(info)) for info in package.infolist()]
    with zipfile.ZipFile(path, "w") as package:
        for info, data in parts:
            package.writestr(info, data.replace(old, new) if info.filename == member else data)


def test_its_archive_holds_with_every_signature(kept):
    said = run(kept, "archive", "audit", "--allowed-signers", "signers")

    assert "2 objects" in said
    assert "0 errors, 0 warnings" in said
    assert "signatures: 1 good, 0 unknown, 0 bad" in said


def test_a_damaged_byte_in_its_archive_is_found(own):
    (path,) = (own / "archive/ocfl").rglob("v1/content/briefs/ferry.md")
    edit(path, "two boats", "ten boats")

    assert "error[A012]" in run(own, "archive", "audit", status=1)


def test_its_versions_are_listed_with_amendment_and_withdrawal(kept):
    rows = json.loads(brief(kept, "archive", "log", "borings", "--json").stdout)

    assert [(row["label"], row["amendment"]) for row in rows] == [
        ("1", "first"),
        ("1.1-rc2", "minor"),
        ("1.1-rc2", "withdrawal"),
    ]


def test_its_words_are_found(kept):
    assert "borings@v" in run(kept, "archive", "search", "northern line")
    assert "ferry@v1" in run(kept, "archive", "search", "--cites", "ferry-hearing#2")


def test_a_version_that_is_checked_out_is_checked_and_built(own):
    run(own, "archive", "checkout", "borings@v1", "out")

    run(own / "out", "check", "--strict")
    run(own / "out", "build")

    assert (own / "out/build/borings.pdf").is_file()


def test_its_versions_and_files_are_compared_with_what_stands_now(kept):
    of_version = run(kept, "diff", "borings@v1", "borings", status=1)
    of_file = run(kept, "diff", "borings@v1", "build/borings.docx")

    assert "[-without special measures.-] {+as it" in of_version
    assert "nothing differs" in of_file


def test_its_bag_is_taken_in_and_its_archive_handed_on(own, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "brief.toml").write_text('publisher = "Another house"\n', encoding="utf-8")

    run(own, "archive", "export", "ferry", "ferry.zip")
    run(other, "archive", "import", str(own / "bag"))
    run(other, "archive", "import", str(own / "ferry.zip"))

    assert "2 objects" in run(other, "archive", "audit")
    assert "withdrawal" in run(other, "archive", "log", "borings")


def test_its_briefs_are_published_on_where_they_stood(own):
    edit(own / "briefs/ferry.md", 'version: "1.0"', 'version: "2.0"')
    amended = ("--amendment", "significant", "--acknowledge", "count")

    said = run(own, "publish", "ferry", "-m", "Again", "--date", "2026-12-01", *amended)

    assert "ferry@v2" in said
    assert "0 errors" in run(own, "archive", "audit")


def test_it_is_carried_over_and_builds_as_before(own):
    run(own, "upgrade", "--write")

    assert "nothing to change" in run(own, "upgrade")
    # What only warned of this version stops its build from now on.
    brief = own / "briefs/borings.md"
    text = brief.read_text(encoding="utf-8")
    brief.write_text(text.replace('"1.1-rc2"', '"1.1"'), encoding="utf-8", newline="\n")
    run(own, "build", "ferry", "borings")


def test_packing_the_same_files_gives_the_same_bytes(kept, tmp_path):
    pack(kept, tmp_path / "one.tar.xz")
    pack(shutil.copytree(kept, tmp_path / "copy"), tmp_path / "two.tar.xz")

    assert (tmp_path / "one.tar.xz").read_bytes() == (tmp_path / "two.tar.xz").read_bytes()
