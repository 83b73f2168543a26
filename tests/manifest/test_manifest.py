from __future__ import annotations

import hashlib
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator import Library, find_workspace
from generator.diagnostics import Span
from generator.document import Document, Emphasis, Meta, Note, Paragraph, Table, Term, Text
from generator.language.visible import words_begun, words_of
from generator.manifest.canonical import canonical_json, manifest_digest, sealed
from generator.manifest.passages import Passage, body_passages
from generator.manifest.reading import read_manifest
from generator.manifest.writing import manifest, source_lines
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from generator.seeds.store import read_seed
from tests.archive.workspaces import SUMMIT


@pytest.fixture(scope="module")
def composed():
    workspace = find_workspace(SUMMIT)
    return compose(Library(workspace), read(Library(workspace), workspace.briefs / "military.md"))


@pytest.fixture(scope="module")
def content(composed):
    return json.loads(sealed(json.loads(manifest(composed.document, composed.inputs).data)))


@pytest.fixture(scope="module")
def placed(composed):
    """The manifest of the brief as it is built, which knows the file it was written in."""
    made = manifest(composed.document, composed.inputs, file="briefs/military.md")
    return json.loads(made.data)


def test_every_note_says_what_it_closes_and_what_that_rests_on(content, composed):
    assert [note["number"] for note in content["notes"]] == list(
        range(1, len(composed.document.notes) + 1)
    )
    assert all(note["claim"] and note["evidence"] for note in content["notes"])


def test_every_excerpt_is_found_where_its_selectors_say(content):
    seed = read_seed(SUMMIT / "seeds/ulislam-summit", file="seeds/ulislam-summit")
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
    seed = read_seed(SUMMIT / "seeds/ulislam-summit", file="seeds/ulislam-summit")
    (source,) = content["sources"]
    assert source["original"] == seed.edition.original_digest
    assert {p["number"]: p["digest"] for p in source["paragraphs"]} == {
        p.number: p.digest for p in seed.paragraphs
    }


def test_the_digest_is_that_of_the_words_alone(content, composed):
    words = " ".join(word for one in body_passages(composed.document) for word in one.words)
    assert content["words"]["body"] == hashlib.sha256(words.encode()).hexdigest()
    assert "Page 1" not in words


def test_the_passages_hold_the_words_and_the_marks_of_the_notes_among_them(content):
    (passage,) = [one for one in content["passages"] if one.get("point") == 1]
    assert passage["text"][-1] == 3
    assert passage["text"][0].endswith("calls military cooperation the main focus of the meeting.")
    marks = [piece for one in content["passages"] for piece in one["text"] if piece == 3]
    assert len(marks) == 1


def test_a_paragraph_of_a_source_names_the_notes_that_cite_it(content):
    cited = [one["notes"] for one in content["passages"] if "notes" in one]
    assert len(cited) == 6
    assert cited[0] == [2, 17, 20, 26]


def test_the_quotations_of_a_note_are_those_that_its_excerpts_bear_out(content):
    quotations = {note["number"]: note["quotations"] for note in content["notes"]}
    assert quotations[5] == ["a growing military axis"]
    assert quotations[3] == []


def test_each_passage_has_an_id_that_comes_from_its_place(content):
    ids = [one["id"] for one in content["passages"]]

    assert ids[:2] == ["00000001", "00000002"]
    assert [int(one, 16) for one in ids] == list(range(1, len(ids) + 1))


def test_a_passage_names_the_lines_of_the_markdown_that_its_words_come_from(placed):
    lines = (SUMMIT / "briefs/military.md").read_text(encoding="utf-8").splitlines()
    by_role = {one["role"]: one for one in reversed(placed["passages"])}

    for role in ("heading-1", "lead", "cell"):
        first, last = by_role[role]["place"]
        words = [word for word in passage_words(by_role[role]) if word.isalpha()]
        assert set(words) <= set(re.findall(r"\w+", " ".join(lines[first - 1 : last]))), role


def test_words_of_a_template_or_a_source_come_from_no_line_of_the_markdown(placed):
    sections = {one["text"][0]: one for one in placed["passages"] if one["role"] == "heading-2"}

    assert "place" in sections["What each side would supply"]
    assert "place" not in sections["Key points"]
    assert all("place" not in one for one in placed["passages"] if one["role"] == "source")


def test_a_note_names_the_lines_of_the_citation_that_it_is_made_of(placed):
    lines = (SUMMIT / "briefs/military.md").read_text(encoding="utf-8").splitlines()
    first, last = placed["notes"][0]["passages"][0]["place"]

    assert "[@ulislam-summit, " in " ".join(lines[first - 1 : last])


def passage_words(passage: dict) -> list[str]:
    return words_of("".join(piece for piece in passage["text"] if isinstance(piece, str)))


def test_terms_are_listed_and_only_where_there_are_any(content):
    words = (Text("The "), Term((Text("“Hook”"),)), Text(" and the "), Term((Text("“Hook”"),)))
    note = Note(1, (Paragraph((Emphasis((Term((Text("“axis”"),)),)),)),), "note-1")
    document = Document("T", "en", Meta(), (Paragraph(words),), (note,))

    assert json.loads(manifest(document, {}).data)["terms"] == ["“Hook”", "“axis”"]
    assert "terms" not in content


def test_the_manifest_bears_the_digest_of_all_else_in_it(content):
    assert content["digest"] == manifest_digest(content)
    assert manifest_digest({**content, "format": "another"}) != content["digest"]


def test_the_form_is_canonical():
    # RFC 8785, 3.2.3: keys in order, no white space, characters as they are.
    assert canonical_json({"b": [1, "é"], "a": "x\n"}) == '{"a":"x\\n","b":[1,"é"]}'.encode()


def test_what_is_read_back_is_what_was_written(content, composed):
    carried = read_manifest(content)

    assert [note.number for note in carried.notes] == [note["number"] for note in content["notes"]]
    assert carried.body == tuple(
        replace(passage, anchor="", nodes=()) for passage in body_passages(composed.document)
    )
    assert carried.digest == carried.digests.whole
    assert carried.note(1) == carried.notes[0]
    assert carried.note(len(carried.notes) + 1) is None
    cited = {
        place: tuple(one["notes"])
        for place, one in enumerate(content["passages"])
        if "notes" in one
    }
    assert cited and carried.cited_in == cited


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a\u2764\ufe0f b", ["a\u2764", "b"]),  # a variation selector cannot be seen
        ("co\u00adoperate", ["cooperate"]),
        ("a\x00b\x0bc", ["a\ufffdb", "c"]),
        ("e\u0301", ["\u00e9"]),
    ],
)
def test_words_are_what_can_be_seen_between_white_space(text, words):
    assert words_of(text) == words


def test_words_from_several_lines_come_from_the_first_to_the_last_of_them():
    def word(line: int, file: str = "briefs/a.md") -> Text:
        return Text("word ", span=Span.at(file, line))

    inlines = (word(1, "labels.toml"), word(7), Emphasis((word(9),)), word(8))

    assert source_lines(Passage("body", ("word",), nodes=inlines), "briefs/a.md") == (7, 9)
    assert source_lines(Passage("body", ("word",), nodes=inlines), "briefs/b.md") is None


@given(parts=st.lists(st.text("ab \u00ad\u200b\ufe0f\u0301\t\x00\u2003", max_size=4)))
def test_the_words_begun_by_each_part_of_a_text_are_those_of_all_before_it(parts):
    begun = list(words_begun(parts))

    assert begun == [len(words_of("".join(parts[: at + 1]))) for at in range(len(parts))]


def test_a_caption_is_read_with_its_label_and_a_label_alone_is_no_caption():
    table = Table((), (((Text("cell"),),),), ("left",), (Text("Ships"),), "Table 1")

    captioned, cell = body_passages(Document("T", "en", Meta(), (table,), ()))
    (alone,) = body_passages(Document("T", "en", Meta(), (replace(table, caption=()),), ()))

    assert (captioned.role, captioned.text) == ("caption", "Table 1. Ships")
    assert (alone.role, alone.pieces) == (cell.role, cell.pieces)
