"""A brief in each language has nothing English on its pages but what is quoted or its authors'."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest

import generator.templates
from generator import Library, check, find_workspace
from generator.document import Enclosing, Foreign, Text
from generator.document.walking import every_run
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from tests.archive.workspaces import copy_workspace

MATERIAL = Path(__file__).parent.parent / "material/languages"
LANGUAGES = ("de", "es", "fr", "ko", "ru", "uk")
ENGLISH = Path(generator.templates.__file__).with_name("words") / "en.toml"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    root = copy_workspace(tmp_path_factory.mktemp("languages"))
    for language in LANGUAGES:
        shutil.copy(MATERIAL / f"{language}.md", root / "briefs")
    return Library(find_workspace(root))


@pytest.fixture(scope="module")
def documents(library):
    briefs = library.workspace.briefs
    return {
        language: compose(library, read(library, briefs / f"{language}.md")).document
        for language in LANGUAGES
    }


def own_words(inlines):
    """The words of a run that are in the document's language."""
    for inline in inlines:
        if isinstance(inline, Text):
            yield inline.value
        elif isinstance(inline, Enclosing) and not isinstance(inline, Foreign):
            yield from own_words(inline.children)
