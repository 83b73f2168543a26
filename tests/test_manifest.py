from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from generator import Library, find_workspace
from generator.manifest import body_words, canonical, manifest
from generator.pipeline import compose
from generator.reading import read
from generator.seeds.store import read_seed

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def composed():
    workspace = find_workspace(REPOSITORY)
    return compose(Library(workspace), read(Library(workspace), workspace.briefs / "military.md"))


@pytest.fixture(scope="module")
def content(composed):
    return json.loads(manifest(composed.document, composed.inputs).data)


def test_every_note_says_what_it_closes_and_what_that_rests_on(content, composed):
    assert [note["number"] for note in content["notes"]] == list(
        range(1, len(composed.document.notes) + 1)
    )
    assert all(note["claim"] and note["evidence"] for note in content["notes"])


def test_every_excerpt_is_found_where_its_selectors_say(content):
    seed = read_seed(REPOSITORY / "seeds/ulislam-summit", file="seeds/ulislam-summit")
    excerpts = [
        excerpt
        for note in content["notes"]
        for evidence in note["evidence"]
        for excerpt in evidence["excerpts"]
    ]
    assert len(excerpts) > 10
    for excerpt in excerpts:
        text = seed.paragraph(excerpt["paragraph"]).text
        quote, position = excerpt["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])


def test_the_cited_paragraphs_bear_the_digests_of_the_edition(content):
    seed = read_seed(REPOSITORY / "seeds/ulislam-summit", file="seeds/ulislam-summit")
    (source,) = content["sources"]
    assert source["original"] == seed.edition.original_digest
    assert {p["number"]: p["digest"] for p in source["paragraphs"]} == {
        p.number: p.digest for p in seed.paragraphs
    }


def test_the_digest_is_that_of_the_words_alone(content, composed):
    words = " ".join(body_words(composed.document))
    assert content["words"]["body"] == hashlib.sha256(words.encode()).hexdigest()
    assert "Page 1" not in words


def test_the_form_is_canonical():
    # RFC 8785, 3.2.3: keys in order, no white space, characters as they are.
    assert canonical({"b": [1, "é"], "a": "x\n"}) == '{"a":"x\\n","b":[1,"é"]}'.encode()
