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
    "0.1.0": (
        ("B029", "warning", "briefs/borings.md", 4),  # 1.1-rc2: versions have rules now
        ("C017", "note", "briefs/sanctions.md", 38),  # a bracket answers for its whole row
        ("C034", "note", "briefs/faulty.md", 22),  # and for its own sentence only
    ),
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


@pytest.mark.slow
def test_its_briefs_have_the_findings_that_they_had(version, kept):
    then = found_in((VERSIONS / f"{version}.findings.json").read_text(encoding="utf-8"))

    now = found_in(brief(kept, "check", "--format", "json").stdout)

    assert now == then - Counter(GONE.get(version, ())) + Counter(NEW.get(version, ()))


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_its_bag_is_taken_in_and_its_archive_handed_on(own, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "brief.toml").write_text('publisher = "Another house"\n', encoding="utf-8")

    run(own, "archive", "export", "ferry", "ferry.zip")
    run(other, "archive", "import", str(own / "bag"))
    run(other, "archive", "import", str(own / "ferry.zip"))

    assert "2 objects" in run(other, "archive", "audit")
    assert "withdrawal" in run(other, "archive", "log", "borings")


@pytest.mark.slow
def test_its_briefs_are_published_on_where_they_stood(own):
    edit(own / "briefs/ferry.md", 'version: "1.0"', 'version: "2.0"')
    amended = ("--amendment", "significant", "--acknowledge", "count")

    said = run(own, "publish", "ferry", "-m", "Again", "--date", "2026-12-01", *amended)

    assert "ferry@v2" in said
    assert "0 errors" in run(own, "archive", "audit")


# --- carried over -----------------------------------------------------------------------


@pytest.fixture
def carried(own):
    """The same workspace in the newest format, and mended where a rule that was new warned."""
    run(own, "upgrade", "--write")
    edit(own / "briefs/borings.md", '"1.1-rc2"', '"1.1"')
    return own


IN_BRIEF = """
In brief
:   {}
:::
"""


@pytest.fixture
def in_brief(carried):
    """The same, its caveats said in brief, as the template that came with it asks."""
    for key, words in (
        ("ferry-hearing", "The source and the yearbook count differently [@ferry-hearing, ¶1]."),
        ("ulislam-summit", "Venue and date belong to two meetings [@ulislam-summit, ¶1; @R1]."),
    ):
        path = carried / f"seeds/{key}/caveats.md"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.removesuffix(":::\n") + IN_BRIEF.format(words), encoding="utf-8")
    return carried


def editions_in(folder) -> dict[str, dict]:
    found = sorted(folder.glob("seeds/*/editions/*.json"))
    return {path.parts[-3]: json.loads(path.read_text(encoding="utf-8")) for path in found}


def test_its_editions_are_shown_as_a_difference_before_they_are_carried_over(own):
    before = editions_in(own)

    said = run(own, "upgrade")

    for key in before:
        assert f"--- a/seeds/{key}/editions/1.json\n+++ b/seeds/{key}/editions/1.json\n" in said
    assert editions_in(own) == before


def test_its_editions_keep_every_number_and_word_and_freeze_their_sentences(kept, carried):
    before, after = editions_in(kept), editions_in(carried)

    assert {*before} == {*after} == {"ferry-hearing", "harbour-survey", "ulislam-summit"}
    for key, edition in after.items():
        was = before[key]["paragraphs"]
        assert [{name: p[name] for name in was[0]} for p in edition["paragraphs"]] == was
        assert all(p["sentences"] for p in edition["paragraphs"])
        assert edition["original_digest"] == before[key]["original_digest"]
    assert not any(change.startswith("seeds/") for change in _changed(kept, carried, "editions"))


def _changed(before, after, but: str) -> set[str]:
    """The files that are not the same in two workspaces, but for those in folders of a name."""
    files = {p.relative_to(root) for root in (before, after) for p in root.rglob("*")}
    return {
        path.as_posix()
        for path in files
        if but not in path.parts and not (before / path).is_dir()
        if not ((before / path).exists() and (after / path).exists())
        or (before / path).read_bytes() != (after / path).read_bytes()
    }


def test_once_carried_over_there_is_nothing_left_to_do(carried):
    assert "nothing to change" in run(carried, "upgrade")
    assert "nothing to update" in run(carried, "seed", "update", "ferry-hearing")


@pytest.mark.slow
def test_carried_over_it_is_told_which_caveats_page_1_has_no_sentence_of(kept, carried):
    then = found_in(brief(kept, "check", "--format", "json").stdout)
    now = found_in(brief(carried, "check", "--format", "json").stdout)

    assert {(code, severity, file) for code, severity, file, _ in now - then} == {
        ("B038", "error", f"seeds/{key}/caveats.md") for key in ("ferry-hearing", "ulislam-summit")
    }
    assert {code for code, *_ in then - now} == {"B029"}  # which was mended


@pytest.mark.slow
def test_carried_over_it_checks_builds_and_verifies(kept, in_brief):
    then = found_in(brief(kept, "check", "--format", "json").stdout)
    now = found_in(brief(in_brief, "check", "--format", "json").stdout)
    run(in_brief, "build", "ferry", "borings", "military")

    assert not now - then
    assert {code for code, *_ in then - now} == {"B029"}
    for name in ("ferry.docx", "borings.pdf"):
        assert "self-consistent" in run(in_brief, "verify", f"build/{name}")


@pytest.mark.slow
def test_carried_over_its_briefs_are_published_on_and_the_archive_holds(kept, in_brief):
    carried = in_brief
    edit(carried / "briefs/ferry.md", 'version: "1.0"', 'version: "2.0"')
    amended = ("--amendment", "significant", "--acknowledge", "count")

    run(carried, "publish", "ferry", "-m", "Again", "--date", "2026-12-01", *amended)

    said = run(carried, "archive", "audit", "--allowed-signers", "signers")
    assert "0 errors, 0 warnings" in said
    for name in ("ferry@v1", "ferry@v2", "borings@v1"):
        run(carried, "archive", "checkout", name, name)
        run(carried / name, "build")
    assert "format" not in editions_in(carried / "ferry@v1")["ferry-hearing"]
    assert editions_in(carried / "ferry@v2")["ferry-hearing"]["format"] == 2
    for name in ("ferry.docx", "ferry.pdf"):
        shutil.copy(kept / "build" / name, carried / name)
        assert "authentic: the published bytes of" in run(carried, "verify", name, "--archive")


def test_an_edition_that_its_original_does_not_prove_stops_the_whole_step(own):
    """Two of its paragraphs stand in another order; every digest of 0.1.0 fits them."""
    path = own / "seeds/ferry-hearing/editions/1.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["paragraphs"][0:2] = content["paragraphs"][1::-1]
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")
    before = {place: place.read_bytes() for place in own.rglob("*") if place.is_file()}

    said = run(own, "upgrade", "--write", status=1)

    assert "error[S004]" in said
    assert "--> seeds/ferry-hearing/editions/1.json" in said
    assert "nothing was written" in said
    assert {place: place.read_bytes() for place in own.rglob("*") if place.is_file()} == before


@pytest.mark.slow
def test_packing_the_same_files_gives_the_same_bytes(kept, tmp_path):
    pack(kept, tmp_path / "one.tar.xz")
    pack(shutil.copytree(kept, tmp_path / "copy"), tmp_path / "two.tar.xz")

    assert (tmp_path / "one.tar.xz").read_bytes() == (tmp_path / "two.tar.xz").read_bytes()
