"""Finished files with a manifest of an earlier format: as they were built then, word for word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.proof.verify import verify_bytes
from tests.proof.editing import BODY, edited

KEPT = Path(__file__).parent / "kept"  # of format 2, built by the last commit that wrote it


@pytest.mark.parametrize("name", ["ferry.docx", "ferry.pdf"])
def test_a_file_of_format_2_is_checked_as_before(name):
    verdict = verify_bytes((KEPT / name).read_bytes(), name)

    content = json.loads(verdict.finished.attachments["manifest.json"])
    assert content["format"] == "policy-brief-manifest/2"
    assert verdict.is_consistent
    assert verdict.strange == ()
    assert len(verdict.manifest.notes) == 17


def test_a_word_changed_in_a_file_of_format_2_is_found():
    data = edited((KEPT / "ferry.docx").read_bytes(), BODY, "two boats", "ten boats")

    (found, *_) = verify_bytes(data, "ferry.docx").differences
    assert (found.before, found.after) == ("two", "ten")
