"""What tests of redlines share: the shipped brief as it is, and as somebody has changed it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator import Library, find_workspace
from generator.document import Document
from generator.pipeline.composing import Composed, compose
from generator.pipeline.reading import read
from generator.redlining import redline
from generator.writers.docx import write_docx
from tests.conftest import REPOSITORY
from tests.writers.conftest import complaints

__all__ = ["complaints"]

Compose = Callable[[str], Composed]


@pytest.fixture(scope="session")
def composed(tmp_path_factory) -> Compose:
    """Compose Markdown as a brief of the repository's workspace, whatever its checks say."""
    library = Library(find_workspace(REPOSITORY))

    @cache
    def made(markdown: str) -> Composed:
        path: Path = tmp_path_factory.mktemp("brief", numbered=True) / "military.md"
        path.write_text(markdown, encoding="utf-8")
        return compose(library, read(library, path, draft=True), draft=True)

    return made


@pytest.fixture(scope="session")
def redlined(composed) -> Callable[[str, str], bytes]:
    """The Word file that shows what has changed between two texts."""

    @cache
    def written(before: str, after: str) -> bytes:
        later = composed(after)
        shown = marked(redline(composed(before).document, later.document))
        return write_docx(shown, later.theme)

    return written


def marked(document: Document) -> Document:
    """A redline of which it is said who made it."""
    return replace(document, meta=replace(document.meta, changed_by="Ada Byron"))
