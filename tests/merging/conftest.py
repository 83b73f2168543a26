"""The workspace of the ferry, made once, and what comes of edits of its Word file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import Library, find_workspace
from generator.actions.merge import Merging, merge
from tests.merging.edited_files import WordEdit, WordFile, make_workspace

Desk = Callable[..., Path]


@pytest.fixture(scope="package")
def ferry(tmp_path_factory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("ferry"))


@pytest.fixture(scope="package")
def library(ferry) -> Library:
    """The workspace of the ferry, of which each file is read once: no test changes it."""
    return Library(find_workspace(ferry))


@pytest.fixture
def merged(ferry, library, tmp_path) -> Callable[..., Merging]:
    """What comes of an edit of the Word file."""

    def run(edit: WordEdit, **how: bool) -> Merging:
        path = edited_file(ferry, edit, tmp_path / "edited.docx")
        return merge(path, workspace=library, **how)

    return run


@pytest.fixture
def desk(ferry, tmp_path) -> Path:
    """A copy of the workspace, where something may be stored."""
    return shutil.copytree(ferry, tmp_path / "desk")


def edited_file(workspace: Path, edit: WordEdit, path: Path) -> Path:
    """The Word file of a workspace after an edit."""
    file = WordFile((workspace / "ferry-draft.docx").read_bytes())
    edit(file)
    path.write_bytes(file.saved())
    return path
