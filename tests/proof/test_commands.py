"""`brief verify` and `brief diff` as people and programs meet them."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import jsonschema
import pikepdf
import pytest

from generator.archive.inventory import NAME, SIDECAR, sha512, sidecar_bytes
from generator.manifest.shown import shown_by_word
from tests.archive.workspaces import SUMMIT, brief, copy_workspace, edit, publish
from tests.conftest import REPOSITORY
from tests.proof.editing import BODY, edited, packed_anew, saved, with_manifest


@pytest.fixture
def handed(tmp_path, military) -> Path:
    """A folder that is no workspace, with the files that somebody sent."""
    for form, data in military.items():
        (tmp_path / f"military.{form}").write_bytes(data)
    changed = edited(military["docx"], BODY, "“a growing military axis”", "“a growing naval axis”")
    (tmp_path / "changed.docx").write_bytes(changed)
    return tmp_path


def conforms(printed: str, name: str) -> None:
    """Whether what was printed is as docs/schemas says."""
    path = REPOSITORY / f"docs/schemas/{name}.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(printed))


def test_files_that_agree_with_themselves_end_with_status_0(handed):
    run = brief(handed, "verify", "military.docx", "military.pdf")

    assert run.exit_code == 0
    assert "military.docx: self-consistent\n" in run.stdout
    said = " ".join(run.stdout.split())
    assert "compared: the words of body and notes; the marks of the notes; quotations and" in said
    assert "where links lead; the images and their alternative texts; headings and their" in said
    assert "not compared: who saved the file, and when (“Policy Brief Desk · 2026-11-22" in said
    assert "content unchanged" not in said
    assert "--archive says" in " ".join(run.stdout.split())
    assert "proved" not in run.stdout


def test_a_changed_word_is_shown_with_its_place_its_source_and_its_notes(handed):
    run = brief(handed, "verify", "changed.docx")

    said = " ".join(run.stdout.split())
    assert run.exit_code == 1
    assert "changed.docx: differs from what it carries" in said
    assert (
        "key point 3 Reported The author sees “a growing [-military-] {+naval+} axis” that" in said
    )
    assert "in a quotation: ¶2 reads “This mutual agreement underscores a growing military" in said
    assert "bears on note 5 (@ulislam-summit, ¶2 s4)" in said
    assert "1 difference; notes to read again: 5" in said


def test_a_file_that_cannot_be_checked_ends_with_status_2_and_the_others_are_checked(handed):
    (handed / "letter.txt").write_text("Dear Minister", encoding="utf-8")

    run = brief(handed, "verify", "letter.txt", "military.docx", "missing.pdf")

    assert run.exit_code == 2
    assert run.stderr.count("error[V001]") == 2
    assert "letter.txt: not checked" in run.stdout
    assert "military.docx: self-consistent" in run.stdout


@pytest.mark.slow
def test_a_file_that_holds_what_no_brief_has_is_not_passed(handed, word_file):
    white = (
        '</w:t></w:r><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>no </w:t></w:r><w:r><w:t>'
    )
    data = edited(word_file, BODY, "names no treaty", f"names {white}treaty")
    (handed / "white.docx").write_bytes(data)

    run = brief(handed, "verify", "white.docx")
    told = brief(handed, "verify", "white.docx", "--format", "json")

    said = " ".join(run.stdout.split())
    assert (run.exit_code, told.exit_code) == (1, 1)
    assert "white.docx: its words are those that it carries, but it holds what no brief" in said
    assert "! no brief has this, and nobody compared it: formatting by hand, color" in said
    conforms(told.stdout, "verify")
    (row,) = json.loads(told.stdout)["files"]
    assert (row["state"], row["differences"]) == ("unproved", [])
    assert {"what": "formatting by hand, color", "usual": False, "said": "no"} in row["beside"]


@pytest.mark.slow
def test_json_says_the_same_for_programs(handed):
    run = brief(handed, "verify", "changed.docx", "military.pdf", "none.pdf", "--format", "json")

    conforms(run.stdout, "verify")
    changed, sound, none = json.loads(run.stdout)["files"]
    assert [one["state"] for one in (changed, sound, none)] == [
        "differs",
        "consistent",
        "unreadable",
    ]
    (difference,) = changed["differences"]
    assert difference["before"] == "military"
    assert difference["notes"] == [{"note": 5, "citations": ["@ulislam-summit, ¶2 s4"]}]
    assert none["findings"][0]["code"] == "V001"


def test_what_a_file_holds_does_nothing_to_the_terminal(handed, word_file):
    def color(manifest) -> None:
        manifest["brief"]["title"] = "\x1b[31mred"
        linking = next(one for one in manifest["passages"] if "links" in one)
        linking["links"][0]["target"] = "https://example.org/\x1b[32mgreen"

    (handed / "red.docx").write_bytes(with_manifest(word_file, color, sealed=True))
    run = brief(handed, "verify", "red.docx")

    assert "\ufffd[31mred" in run.stdout
    assert "\ufffd[32mgreen" in run.stdout
    assert "\x1b" not in run.stdout


def test_a_format_that_there_is_not_ends_with_status_2(handed):
    assert brief(handed, "verify", "military.pdf", "--format", "xml").exit_code == 2
    assert brief(handed, "diff", "military.pdf", "changed.docx", "--format", "xml").exit_code == 2


# --- diff ---------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_two_formats_of_a_brief_do_not_differ(handed):
    run = brief(handed, "diff", "military.docx", "military.pdf")

    assert (run.exit_code, run.stdout.splitlines()[1:]) == (0, ["nothing differs"])


@pytest.mark.slow
def test_an_edited_file_differs_from_its_brief_in_the_word_alone(handed):
    run = brief(SUMMIT, "diff", "military", str(handed / "changed.docx"), "--format", "json")

    conforms(run.stdout, "diff")
    found = json.loads(run.stdout)
    assert run.exit_code == 1
    assert (found["front"], found["judgements"], found["citations"]) == ([], [], [])
    (word,) = found["words"]
    assert (word["place"], word["before"], word["after"]) == ("key point 3", "military", "naval")


def test_a_brief_that_is_not_there_ends_with_status_2(handed):
    run = brief(SUMMIT, "diff", "military", "militray")

    assert run.exit_code == 2
    assert "error[B005]" in run.stderr


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Path:
    """A workspace with two versions of a brief, the second of them amended."""
    folder = copy_workspace(tmp_path_factory.mktemp("published"))
    assert publish(folder).exit_code == 0
    text = folder / "briefs/military.md"
    edit(text, 'version: "1.0"', 'version: "1.1"')
    edit(text, "are *likely* to exchange", "are *very likely* to exchange")
    edit(text, "[Low confidence: the desk", "[Moderate confidence: the desk")
    edit(text, "summit, ¶¶ 2, 4]", "summit, ¶4]")
    edit(text, "It does not mention China.", "It does not mention China or Iran.")
    amended = publish(folder, "military", "--amendment", "significant", day=2)
    assert amended.exit_code == 0, amended.output
    return folder


def rendition(folder: Path, version: int, name: str) -> Path:
    (found,) = (folder / "archive/ocfl").rglob(f"v{version}/content/renditions/{name}")
    return found


@pytest.mark.slow
def test_two_versions_differ_in_what_was_amended(published):
    run = brief(published, "diff", "military@v1", "military@1.1", "--format", "json")

    conforms(run.stdout, "diff")
    found = json.loads(run.stdout)
    assert found["front"] == [{"key": "version", "before": "1.0", "after": "1.1"}]
    changed = [
        (one["point"], one["what"], one["before"], one["after"]) for one in found["judgements"]
    ]
    assert changed == [(4, "likelihood", "likely", "very likely"),
                       (4, "confidence", "low", "moderate")]  # fmt: skip
    assert [(one["kind"], one["citation"]) for one in found["citations"]] == [
        ("lost", "@ulislam-summit, ¶¶ 2, 4"),
        ("gained", "@ulislam-summit, ¶4"),
    ]
    assert {"before": "China.", "after": "China or Iran."}.items() <= {
        (key, value) for one in found["words"] for key, value in one.items()
    }


@pytest.mark.slow
def test_the_archive_tells_published_bytes_saved_again_edited_and_unknown_apart(
    published, tmp_path
):
    for name in ("military.docx", "military.pdf"):
        shutil.copy(rendition(published, 1, name), tmp_path / name)
    handed = (tmp_path / "military.docx").read_bytes()
    (tmp_path / "again.docx").write_bytes(packed_anew(handed))
    (tmp_path / "edited.docx").write_bytes(edited(handed, BODY, "mention China", "mention Japan"))
    economic = brief(published, "build", "economic", "--output", str(tmp_path))
    assert economic.exit_code == 0

    def state(name: str) -> tuple[int, str]:
        run = brief(published, "verify", str(tmp_path / name), "--archive")
        return run.exit_code, " ".join(run.stdout.split())

    status, said = state("military.pdf")
    assert status == 0
    assert "authentic: the published bytes of military@v1" in said
    names = [str(tmp_path / name) for name in ("military.pdf", "edited.docx", "economic.pdf")]
    conforms(brief(published, "verify", *names, "--archive", "--format", "json").stdout, "verify")
    assert "since then: military@v2, version 1.1 (significant amendment): Publication 2" in said
    status, said = state("again.docx")
    assert status == 0
    assert "words unchanged, file re-saved: they are those of military@v1" in said
    status, said = state("edited.docx")
    assert status == 1
    assert "differs from military@v1 " in said
    assert "mention [-China.-] {+Japan.+}" in said
    status, said = state("economic.pdf")
    assert status == 1
    assert "self-consistent, but not in this archive" in said


@pytest.mark.slow
def test_words_and_manifest_altered_to_suit_each_other_are_found_by_the_archive(
    published, tmp_path
):
    handed = rendition(published, 1, "military.docx").read_bytes()
    changed = edited(handed, BODY, "It does not mention China", "It does not mention Japan")

    def suit(manifest) -> None:
        from generator.manifest.passages import Passage
        from generator.manifest.writing import words_digest

        for one in manifest["passages"]:
            one["text"] = [p.replace("mention China", "mention Japan") if isinstance(p, str) else p
                           for p in one["text"]]  # fmt: skip
        passages = [Passage("", tuple(one["text"])) for one in manifest["passages"]]
        manifest["words"]["body"] = words_digest(passages)
        with zipfile.ZipFile(io.BytesIO(changed)) as package:
            parts = [(name, package.read(name)) for name in package.namelist()]
        manifest["shown"] = shown_by_word(parts)

    forged = tmp_path / "forged.docx"
    forged.write_bytes(with_manifest(changed, suit, sealed=True))

    assert brief(published, "verify", str(forged)).exit_code == 0
    run = brief(published, "verify", str(forged), "--archive-dir", str(published / "archive"))
    assert run.exit_code == 1
    assert "differs from military@v1" in run.stdout


def test_a_folder_without_an_archive_is_told_with_the_one_that_is_meant(tmp_path):
    (tmp_path / "military.pdf").write_bytes(b"%PDF-1.7")

    run = brief(tmp_path, "verify", "military.pdf", "--archive-dir", ".")

    assert run.exit_code == 2
    assert "name the folder that holds ocfl/" in " ".join(run.stderr.replace("│", "").split())


@pytest.mark.slow
def test_without_an_archive_there_is_nothing_to_hold_a_file_against(handed):
    run = brief(handed, "verify", "military.pdf", "--archive")

    assert run.exit_code == 2
    assert "error[A011]" in run.stderr


@pytest.mark.slow
def test_who_signed_the_version_is_told_where_that_is_asked(published, tmp_path, program):
    name = "military.pdf"
    shutil.copy(rendition(published, 1, name), tmp_path / name)
    key, signers = tmp_path / "key", tmp_path / "signers"
    command = [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-C", "desk", "-f", str(key)]
    subprocess.run(command, check=True)
    signers.write_text(f"desk@example.org {Path(f'{key}.pub').read_text()}", encoding="utf-8")
    asked = ("verify", str(tmp_path / name), "--allowed-signers", str(signers))

    unsigned = brief(published, *asked)
    brief(published, "archive", "sign", "military@v1", str(key))
    signed, for_programs = brief(published, *asked), brief(published, *asked, "--format", "json")
    signers.write_text("", encoding="utf-8")
    unknown = brief(published, *asked)

    assert "authentic: the published bytes of military@v1" in unsigned.stdout
    assert "military@v1 is not signed" in unsigned.stdout
    assert "military@v1 is signed by desk@example.org, SHA256:" in " ".join(signed.stdout.split())
    assert "unknown signature of military@v1" in unknown.stdout
    assert [run.exit_code for run in (unsigned, signed, unknown)] == [1, 0, 1]
    conforms(for_programs.stdout, "verify")
    (found,) = json.loads(for_programs.stdout)["files"]
    assert [each["outcome"] for each in found["archive"]["signatures"]] == ["good"]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_no_signer_is_named_for_a_file_that_is_not_the_published_one(
    published, tmp_path, program, form
):
    workspace = shutil.copytree(published, tmp_path / "copy")
    key, signers = tmp_path / "key", tmp_path / "signers"
    command = [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-C", "desk", "-f", str(key)]
    subprocess.run(command, check=True)
    signers.write_text(f"desk@example.org {Path(f'{key}.pub').read_text()}", encoding="utf-8")
    brief(workspace, "archive", "sign", "military@v1", str(key))
    handed = rendition(workspace, 1, f"military.{form}").read_bytes()
    again = {
        "docx": lambda: packed_anew(handed),
        "pdf": lambda: saved(pikepdf.open(io.BytesIO(handed))),
    }[form]()
    (tmp_path / "again").write_bytes(again)
    asked = ("verify", str(tmp_path / "again"), "--allowed-signers", str(signers))

    run = brief(workspace, *asked)
    told = brief(workspace, *asked, "--format", "json")

    said = " ".join(run.stdout.split())
    assert run.exit_code == 1
    assert "words unchanged, file re-saved: they are those of military@v1" in said
    assert "no signature is over this file: it is not the published one of military@v1" in said
    assert "desk@example.org" not in said
    (row,) = json.loads(told.stdout)["files"]
    assert (row["archive"]["authentic"], row["archive"]["signatures"]) == (False, [])


@pytest.mark.slow
def test_a_signature_over_another_file_than_the_archive_has_is_bad(published, tmp_path, program):
    name = "military.pdf"
    workspace = shutil.copytree(published, tmp_path / "copy")
    key, signers = tmp_path / "key", tmp_path / "signers"
    command = [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-C", "desk", "-f", str(key)]
    subprocess.run(command, check=True)
    signers.write_text(f"desk@example.org {Path(f'{key}.pub').read_text()}", encoding="utf-8")
    brief(workspace, "archive", "sign", "military@v1", str(key))
    # Somebody puts another file, and tells the object's inventory so, but cannot sign.
    path = rendition(workspace, 1, name)
    inventory = path.parents[3] / NAME
    for file in (path, inventory, inventory.with_name(SIDECAR)):
        file.chmod(0o644)
    old = sha512(path.read_bytes())
    path.write_bytes(path.read_bytes() + b"\n")
    new = sha512(path.read_bytes())
    inventory.write_text(inventory.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    inventory.with_name(SIDECAR).write_bytes(sidecar_bytes(inventory.read_bytes()))

    run = brief(workspace, "verify", str(path), "--allowed-signers", str(signers))

    assert run.exit_code == 1
    assert "bad signature of military@v1: the inventory that it is over has another file" in (
        " ".join(run.stdout.split())
    )


@pytest.mark.slow
def test_an_index_that_knows_more_than_the_objects_hides_nothing(published, tmp_path):
    folder = shutil.copytree(published, tmp_path / "copy")
    handed = shutil.copy(rendition(folder, 1, "military.pdf"), tmp_path)
    gone = rendition(folder, 2, "military.pdf").parents[2]
    shutil.rmtree(gone)
    for name in ("inventory.json", "inventory.json.sha512"):
        (gone.parent / name).unlink()
        shutil.copy(gone.parent / "v1" / name, gone.parent)

    run = brief(folder, "verify", str(handed), "--archive")

    assert "the published bytes of military@v1" in " ".join(run.stdout.split())
    shown = brief(folder, "archive", "show", "military@v2")
    assert "`military` has no version `v2`" in shown.stderr
