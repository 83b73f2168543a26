"""What the tests of finished files share: one brief, built in both formats."""

from __future__ import annotations

import pytest

from generator import build
from tests.archive.workspaces import SUMMIT


@pytest.fixture(scope="session")
def military(tmp_path_factory) -> dict[str, bytes]:
    """The brief `military`, by format."""
    output = tmp_path_factory.mktemp("military")
    made = build(SUMMIT / "briefs/military.md", output=output)
    return {file.suffix[1:]: file.read_bytes() for file, _ in made.files}


@pytest.fixture(scope="session")
def word_file(military) -> bytes:
    return military["docx"]


@pytest.fixture(scope="session")
def pdf(military) -> bytes:
    return military["pdf"]
