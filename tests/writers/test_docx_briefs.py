"""The briefs of this repository as Word files, in every look."""

from __future__ import annotations

import hashlib
import json
import unicodedata

import pytest

from generator.manifest.bookmarks import unprefixed
from tests.projections import Element, W, WordFile, docx_attachments, words_of
from tests.writers.docx_accessibility import barriers
from tests.writers.docx_rules import bookmark_names, findings

pytestmark = pytest.mark.slow

MOST = 60_000  # bytes


def of_all(built, look) -> dict[str, object]:
    """What `look` finds in each file, where it finds anything."""
    return {name: found for name, data in built.items() if (found := look(data))}


def test_no_file_breaks_a_rule_that_schemas_leave_out(built):
    assert of_all(built, findings) == {}


def test_no_file_has_a_barrier(built):
    assert of_all(built, barriers) == {}


def test_every_file_is_small(built):
    assert of_all(built, lambda data: len(data) > MOST) == {}


def test_every_file_carries_the_manifest_of_its_notes(built):
    for data in built.values():
        manifest = json.loads(docx_attachments(data)["manifest.json"])

        assert len(manifest["notes"]) == len(WordFile(data).notes) > 0


def test_the_words_of_every_file_are_those_that_its_manifest_vouches_for(built):
    def digest(story: Element) -> str:
        words = unicodedata.normalize("NFC", " ".join(words_of(story)))
        return hashlib.sha256(words.encode()).hexdigest()

    for data in built.values():
        file = WordFile(data)
        vouched = json.loads(docx_attachments(data)["manifest.json"])["words"]

        assert digest(file.body) == vouched["body"]
        assert list(map(digest, file.notes)) == vouched["notes"]


def test_an_office_finds_the_fields_and_the_key_points_by_name(built):
    for data in built.values():
        file = WordFile(data)
        stories = [file.body, *file.heads.values()]
        fields = {tag.get(f"{W}val") for story in stories for tag in story.iter(f"{W}tag")}
        names = map(unprefixed, bookmark_names(file))

        assert {"title", "version", "date"} <= fields
        points = [name for name in names if name.startswith("key_point_")]
        assert points == [f"key_point_{place + 1}" for place in range(len(points))] != []


def test_every_numbered_list_has_numbers_of_its_own(built):
    for data in built.values():
        file = WordFile(data)
        starts = [
            one.get(f"{W}val") for one in file.parts["word/numbering.xml"].iter(f"{W}startOverride")
        ]

        assert set(starts) == {"1"}
        assert len(starts) >= 2


def test_lists_wear_words_own_styles(built):
    for name, data in built.items():
        file = WordFile(data)
        styles = {
            file.style_names[one.find(f"{W}pPr/{W}pStyle").get(f"{W}val")]
            for one in file.body.iter(f"{W}p")
            if one.find(f"{W}pPr/{W}numPr") is not None
        }

        assert styles <= {"List Number", "List Bullet", "Key Point"}, name
        assert styles, name


def test_a_date_does_not_part_at_the_end_of_a_line(built):
    for name, data in built.items():
        if "form" in name:  # where dates are typed as the head has them
            continue
        words = "".join(WordFile(data).body.itertext())

        assert "25\u00a0November" in words
        assert "22 November" not in words
