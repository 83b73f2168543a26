"""From the command line to the finished files, on the real seed and the real brief."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from tests.archive.workspaces import REPOSITORY, brief, copy_workspace, edit

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def workspace(tmp_path):
    return copy_workspace(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A workspace in which the brief was built once, for tests that only look."""
    folder = copy_workspace(tmp_path_factory.mktemp("built"))
    run = process(folder, "build", "military")
    assert run.returncode == 0, run.stderr
    assert re.search(r"military\.pdf +\d+ pages, \d+ kB, \d+ notes", run.stdout)
    return folder


def process(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`brief` as a process of its own, as a person starts it."""
    command = [sys.executable, "-m", "generator", *arguments]
    path = os.pathsep.join([str(REPOSITORY), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": path} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def outputs(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "build").iterdir())}


def brackets_and_footnotes(markdown: str) -> int:
    """Counted by a rule of its own, apart from the reader's."""
    body = markdown.split("---\n", 2)[2]
    citations = re.findall(r"\[[^\[\]]*@(?!tbl-|fig-)[^\[\]]*\]", body)
    return len(citations) + len(re.findall(r"\[\^[^\]]+\](?!:)", body))


def test_one_command_writes_the_word_file_and_the_pdf(built):
    assert list(outputs(built)) == ["military.docx", "military.pdf"]


def test_native_footnotes_are_the_brackets_and_the_footnotes(built):
    with zipfile.ZipFile(built / "build" / "military.docx") as word:
        notes = etree.fromstring(word.read("word/footnotes.xml"))
        document = etree.fromstring(word.read("word/document.xml"))
    native = [note for note in notes if note.get(f"{W}type") is None]
    marks = document.findall(f".//{W}footnoteReference")
    expected = brackets_and_footnotes(
        (built / "briefs" / "military.md").read_text(encoding="utf-8")
        + (built / "seeds" / "ulislam-summit" / "caveats.md").read_text(encoding="utf-8")
    )
    assert len(native) == len(marks) == expected


def test_every_internal_link_of_the_word_file_has_its_bookmark(built):
    with zipfile.ZipFile(built / "build" / "military.docx") as word:
        parts = [
            etree.fromstring(word.read(name))
            for name in ("word/document.xml", "word/footnotes.xml")
        ]
    targets = {link.get(f"{W}anchor") for part in parts for link in part.iter(f"{W}hyperlink")}
    names = {mark.get(f"{W}name") for part in parts for mark in part.iter(f"{W}bookmarkStart")}
    internal = targets - {None}
    assert internal
    assert internal <= names


def test_every_internal_link_of_the_pdf_has_its_destination(built):
    with pikepdf.open(built / "build" / "military.pdf") as pdf:
        pages = {page.objgen for page in pdf.pages}
        links = [
            annotation
            for page in pdf.pages
            for annotation in page.get("/Annots", [])
            if annotation.Subtype == "/Link" and "/A" not in annotation
        ]
        assert len(links) > 50
        for link in links:
            assert _page_of(pdf, link.Dest).objgen in pages


def _page_of(pdf: pikepdf.Pdf, destination: pikepdf.Object) -> pikepdf.Object:
    if isinstance(destination, pikepdf.Array):
        return destination[0]
    return pikepdf.NameTree(pdf.Root.Names.Dests)[str(destination)][0]


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("a growing military axis", "a growing naval axis", '"a growing naval', "C005"),
        ("[@ulislam-summit, ¶2 s4]", "[@ulislam-summit, ¶9]", "@ulislam-summit, ¶9", "C002"),
        ("[@ulislam-summit, ¶2 s4]", "[@ulislam-sumit, ¶2 s4]", "@ulislam-sumit", "C001"),
    ],
)
def test_a_false_citation_stops_the_build_and_names_its_place(workspace, old, new, place, message):
    (workspace / "build").mkdir()
    for name in ("military.docx", "military.pdf"):
        (workspace / "build" / name).write_bytes(b"what was built before")
    before = outputs(workspace)
    path = workspace / "briefs" / "military.md"
    text = path.read_text(encoding="utf-8").replace(old, new, 1)
    path.write_text(text, encoding="utf-8")

    run = brief(workspace, "build", "military")

    at = text.index(place)
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    assert run.exit_code == 1
    assert f"error[{message}]" in run.stderr
    assert f"--> briefs/military.md:{line}:{column}" in run.stderr
    assert outputs(workspace) == before


@pytest.mark.slow
def test_hash_seed_time_zone_and_folder_leave_the_bytes_alone(workspace, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "a folder with blanks"
    shutil.copytree(workspace, elsewhere)

    process(workspace, "build", "military", PYTHONHASHSEED="1", TZ="Asia/Seoul", LC_ALL="C")
    process(elsewhere, "build", "military", PYTHONHASHSEED="2", TZ="America/Lima")

    assert outputs(workspace) == outputs(elsewhere)


@pytest.mark.slow
def test_a_file_where_the_output_folder_should_be_is_said(workspace):
    (workspace / "build").write_text("in the way", encoding="utf-8")

    run = brief(workspace, "build", "military")

    assert run.exit_code == 1
    assert "error[W002]: cannot write build: File exists" in run.stderr
    assert (workspace / "build").read_text(encoding="utf-8") == "in the way"


@pytest.mark.slow
def test_a_folder_in_the_place_of_one_file_is_named_and_nothing_is_written(workspace):
    (workspace / "build" / "military.pdf").mkdir(parents=True)
    (workspace / "build" / "military.docx").write_bytes(b"what was built before")

    run = brief(workspace, "build", "military")

    assert run.exit_code == 1
    assert "error[W002]: cannot write build/military.pdf: Is a directory" in run.stderr
    assert "--> build/military.pdf" in run.stderr
    assert (workspace / "build" / "military.docx").read_bytes() == b"what was built before"
    assert len(list((workspace / "build").iterdir())) == 2


@pytest.mark.parametrize(
    ("name", "hint"), [("memoir", "did you mean `memo`?"), ("blue", "policy-brief")]
)
def test_an_unknown_template_is_said_once_with_the_nearest_or_those_that_are_there(
    workspace, name, hint
):
    run = brief(workspace, "build", "military", "summit", "--template", name)

    assert run.exit_code == 2
    assert run.stderr.count(f"no template `{name}`") == 1
    assert hint in run.stderr


def test_a_build_tells_the_errors_of_the_brief_and_of_its_template_as_a_check_does(workspace):
    (workspace / "templates/policy-brief/notes.toml").write_text("[nwes]\n", encoding="utf-8")
    edit(workspace / "briefs/military.md", "[@ulislam-summit, ¶2", "[@ulislam-summit, ¶99")

    built, checked = (brief(workspace, one, "military") for one in ("build", "check"))

    for run in (built, checked):
        assert "error[C002]" in run.output
        assert "error[L023]" in run.output


def test_an_unknown_brief_could_not_run(workspace):
    run = brief(workspace, "build", "nonsense")

    assert run.exit_code == 2
    assert "no brief `nonsense`" in run.stderr


def test_the_output_folder_can_be_named(workspace):
    run = brief(workspace, "build", "military", "--format", "docx", "--output", "out/here")

    assert run.exit_code == 0
    assert [path.name for path in (workspace / "out" / "here").iterdir()] == ["military.docx"]


@pytest.mark.slow
def test_what_is_to_be_read_again_is_counted_and_left_to_check(workspace):
    built = brief(workspace, "build", "military", "--format", "docx")
    checked = brief(workspace, "check", "military", "--all")

    assert "places to read again: see `brief check`" in built.stdout
    assert "note[" not in built.stderr
    assert f"{checked.stdout.count('note[')} places" in built.stdout


def test_what_stops_a_build_is_not_lost_among_notes(workspace):
    text = (workspace / "briefs" / "military.md").read_text(encoding="utf-8")
    false = text.replace("a growing military axis", "a growing naval axis")
    (workspace / "briefs" / "military.md").write_text(false, encoding="utf-8")

    run = brief(workspace, "build", "military")

    assert run.stderr.startswith("error[C005]")
    assert "note[" not in run.stderr


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_an_interrupted_build_leaves_only_whole_files(workspace):
    text = (workspace / "briefs" / "military.md").read_text(encoding="utf-8")
    for number in range(60):
        own = text.replace("PB-2026-01", f"PB-{number}")
        (workspace / "briefs" / f"copy-{number}.md").write_text(own, encoding="utf-8")
    path = os.pathsep.join([str(REPOSITORY), os.environ.get("PYTHONPATH", "")])
    # A background job inherits that interrupts are ignored; a person at a terminal does not.
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    program = f"{heard}; from generator.cli import main; main()"
    command = [sys.executable, "-u", "-c", program, "build", "--format", "docx"]
    with subprocess.Popen(
        command,
        cwd=workspace,
        env=os.environ | {"PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as run:
        assert run.stdout is not None
        run.stdout.readline()
        run.send_signal(signal.SIGINT)
        _, errors = run.communicate(timeout=60)

    assert run.returncode != 0
    assert "Traceback" not in errors
    files = sorted((workspace / "build").iterdir())
    assert 0 < len(files) < 64
    for file in files:
        assert not file.name.startswith(".")
        with zipfile.ZipFile(file) as word:
            assert word.testzip() is None


@pytest.mark.slow
def test_a_pdf_for_archives_that_refuse_attachments_carries_none(workspace):
    asked = ("build", "military", "--format", "pdf", "--quiet")

    assert brief(workspace, *asked).exit_code == 0
    with pikepdf.open(workspace / "build/military.pdf") as pdf:
        carried = sorted(pdf.attachments)
        level = pdf.open_metadata().pdfa_status
    assert brief(workspace, *asked, "--pdf-variant", "a-2a").exit_code == 0
    with pikepdf.open(workspace / "build/military.pdf") as pdf:
        assert (list(pdf.attachments), pdf.open_metadata().pdfa_status) == ([], "2A")
        assert "/AF" not in pdf.Root

    assert (carried, level) == (["manifest.json", "military.md"], "3A")


def test_an_unknown_variant_of_pdf_could_not_run(workspace):
    run = brief(workspace, "build", "--pdf-variant", "a-1b")

    assert run.exit_code == 2
    assert "a-3a" in run.stderr
    assert not (workspace / "build").exists()


def test_an_unknown_format_could_not_run(workspace):
    run = brief(workspace, "build", "--format", "docx,odt")

    assert run.exit_code == 2
    assert "no format `odt`; known here: docx, " in " ".join(run.stderr.split())
    assert not (workspace / "build").exists()
