"""A brief in each language has nothing English on its pages but what is quoted or its authors'."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest
from msgspec.structs import astuple

import generator.templates
from generator import Library, find_workspace
from generator.document import Enclosing, Figure, Foreign, Table, Text
from generator.document.walking import blocks_with_notes, every_block, every_run
from generator.language.scales import SCALES, confidence_words, scale_of
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


def printed_in(document):
    """All that is printed in the document's language."""
    blocks = blocks_with_notes(document)
    runs = ("".join(own_words(run)) for run in every_run(blocks))
    meta = document.meta
    labels = (b.label for b in every_block(blocks) if isinstance(b, Table | Figure))
    return [*runs, *labels, meta.page_label, *meta.fields.values(), *astuple(meta.screen)]


def english_words():
    """The words of each English label, without its fields; and those of likelihood."""
    for said in tomllib.loads(ENGLISH.read_text(encoding="utf-8")).values():
        each = (
            (said,) if isinstance(said, str) else said.values() if isinstance(said, dict) else said
        )
        for part in (part for words in each for part in re.split(r"\{\w+\}|·", words)):
            yield part.strip(" .,:;()“”‘’")
    yield from SCALES["icd203"].terms
    yield from confidence_words("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_fixed_word_of_a_brief_is_english(documents, language):
    words = tomllib.loads((ENGLISH.with_name(f"{language}.toml")).read_text(encoding="utf-8"))
    scale = scale_of("icd203", language)
    own = f"{[*words.values()]} {[*scale.terms]}".lower()
    typed = (MATERIAL / f"{language}.md").read_text(encoding="utf-8").lower()
    text = "\n".join(printed_in(documents[language])).replace("\u00a0", " ").lower()
    text = text.replace(documents[language].meta.publisher.lower(), "")
    text = text.replace("people’s daily online", "")  # the name of a newspaper

    wanted = {one.lower() for one in english_words() if len(one) > 2}
    known = own + typed
    assert [one for one in wanted if stands_in(text, one) and not stands_in(known, one)] == []


def stands_in(text, words):
    return re.search(rf"\b{re.escape(words)}\b", text) is not None


def test_who_translated_a_brief_is_named_in_its_language(documents):
    assert "Traducción: Ana Ruiz e Ignacio Sanz" in printed_in(documents["es"])
    assert documents["es"].meta.fields["authors"] == "Ana Arce e Ignacio Blanco"
