"""The public names: light to import, typed, and plain about what they want."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import generator
from generator import (
    BriefError,
    Library,
    Published,
    Rendition,
    Verified,
    build,
    check,
    find_workspace,
    publish,
    verify,
)
from generator.actions.fix import fixes_of
from generator.actions.init import lay_out
from generator.workspace.settings import PLACEHOLDER_PUBLISHER
from tests.archive.workspaces import SUMMIT, edit
from tests.conftest import REPOSITORY

BRIEF = SUMMIT / "briefs/military.md"


def test_each_public_name_is_there_and_another_is_none():
    assert sorted(generator.__all__) == generator.__all__
    assert all(getattr(generator, name) is not None for name in generator.__all__)
    assert set(generator.__all__) <= set(dir(generator))
    with pytest.raises(AttributeError, match="no attribute 'biuld'"):
        _ = generator.biuld


def test_importing_the_package_loads_no_room_and_no_other_package():
    program = "import generator, sys; print(*sorted(sys.modules))"
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-S", "-c", program]  # -S: without site-packages
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)

    loaded = run.stdout.split()
    assert [name for name in loaded if name.startswith("generator")] == [
        "generator",
        "generator.version",
    ]


@pytest.mark.slow
def test_a_type_checker_reads_the_public_names_and_refuses_what_cannot_be_meant(tmp_path):
    cache = ["--cache-dir", str(tmp_path)]
    command = [sys.executable, "-m", "mypy", *cache, "tests/typing/face.py"]
    run = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)

    assert run.stdout.startswith("Success"), run.stdout


# --- the workspace ------------------------------------------------------------------------


@pytest.fixture
def workspace(tmp_path) -> Path:
    lay_out(tmp_path / "desk")
    edit(tmp_path / "desk" / "brief.toml", PLACEHOLDER_PUBLISHER, "Policy Brief Desk")
    return tmp_path / "desk"


@pytest.mark.parametrize("kind", [str, Path])
def test_the_workspace_is_the_one_that_the_path_lies_in(workspace, tmp_path, kind):
    with contextlib.chdir(tmp_path):
        built = build(kind("desk/briefs/military.md"), formats=("docx",))

    [(path, _)] = built.files
    assert path == workspace.resolve() / "build/military.docx"


def test_a_workspace_that_is_passed_is_the_one_that_is_taken(workspace, tmp_path):
    elsewhere = shutil.copy(workspace / "briefs/military.md", tmp_path / "loose.md")

    alone = {finding.code for finding in check(elsewhere)}
    inside = {finding.code for finding in check(elsewhere, workspace=find_workspace(workspace))}

    assert "C001" in alone  # which finds no seeds there
    assert "C001" not in inside


# --- arguments that cannot be meant -------------------------------------------------------

NAMES = r'is a tuple of names such as \("'


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: build(BRIEF, formats="pdf"), TypeError, f"formats {NAMES}pdf\",\\), not 'pdf'"),
        (lambda: build(BRIEF, formats=None), TypeError, f"formats {NAMES}.*not None"),
        (lambda: build(BRIEF, formats=("odt",)), ValueError, "no format `odt`; known here: docx"),
        (lambda: build(BRIEF, pdf_variant="a-1b"), ValueError, "'a-2a' or 'a-3a', not 'a-1b'"),
        (lambda: build(BRIEF, allow="C005"), TypeError, f"allow {NAMES}C005"),
        (lambda: build(BRIEF, allow=("C014",)), ValueError, "allow is for C001, .*, not for C014"),
        (lambda: build(BRIEF, output=3), TypeError, "output is a str or a Path, not int"),
        (lambda: build(find_workspace(REPOSITORY), BRIEF), TypeError, "positional argument"),
        (lambda: check(find_workspace(REPOSITORY)), TypeError, "path is a str .*not Workspace"),
        (lambda: check(BRIEF, workspace="."), TypeError, "is a Workspace or a Library, not str"),
        (lambda: publish(BRIEF, message=" "), ValueError, "message is empty"),
        (lambda: publish(BRIEF, message=3), TypeError, "message is a str, not int"),
        (lambda: publish(BRIEF, message="x", date="soon"), ValueError, "'soon' is no time: write"),
        (lambda: publish(BRIEF, message="x", author="<>"), ValueError, "'<>' is no author: write"),
        (lambda: publish(BRIEF, message="x", amendment="big"), ValueError, "'minor' or 'signif"),
        (
            lambda: publish(BRIEF, message="x", workspace=Library(find_workspace(REPOSITORY))),
            TypeError,
            "workspace is a Workspace, not Library",
        ),
        (lambda: verify(b"%PDF-1.7"), TypeError, "path is a str or a Path, not bytes"),
        (lambda: verify("a.pdf", allowed_signers="b"), ValueError, "in an archive: name it, too"),
    ],
)
def test_an_argument_that_cannot_be_meant_is_refused_with_what_is_wanted(call, error, said):
    with pytest.raises(error, match=said):
        call()


def test_a_brief_that_is_not_there_is_a_finding():
    with pytest.raises(BriefError, match=r"B004: no file briefs/militray\.md"):
        build(REPOSITORY / "briefs/militray.md")


# --- printing -----------------------------------------------------------------------------

BYTES = re.compile(r"\bb['\"]")


@pytest.mark.slow
def test_printing_a_result_shows_how_many_bytes_and_never_the_bytes(workspace):
    brief = workspace / "briefs/military.md"
    built = build(brief, formats=("pdf",))
    published = publish(brief, message="First", acknowledge=("all",))
    verified = verify(built.files[0][0], archive=workspace / "archive")
    rendition = built.files[0][1]

    assert isinstance(rendition, Rendition)
    assert isinstance(published, Published)
    assert isinstance(verified, Verified)
    assert f"data=<{len(rendition.data):,} bytes>" in repr(rendition)
    assert "<" in repr(verified.verdict.finished.attachments["military.md"])
    for result in (built, published, verified, verified.verdict):
        assert not BYTES.search(repr(result))
    assert len(repr(verified)) < 500


def test_printing_a_change_shows_how_many_bytes_and_never_the_bytes(workspace):
    path = workspace / "briefs/military.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[@ulislam-summit, ¶5]", "[@ulislam-summit, para. 5]"), "utf-8")

    (mending,) = fixes_of(find_workspace(workspace), path)

    assert f"before=<{len(mending.change.before):,} bytes>" in repr(mending)
    assert not BYTES.search(repr(mending))


def test_printing_a_library_does_not_print_what_it_has_read(workspace):
    library = Library(find_workspace(workspace))
    check(workspace / "briefs/military.md", workspace=library)

    assert len(repr(library)) < 1_000
