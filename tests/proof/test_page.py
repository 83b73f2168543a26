"""A page from somebody else: damaged, packed with a bomb, nested without end, with more in it."""

from __future__ import annotations

import random
import zlib
from base64 import b64encode

import pytest

from generator import build
from generator.diagnostics import BriefError
from generator.proof.verify import verify_bytes
from tests.archive.workspaces import SUMMIT
from tests.proof.test_any_document import broken


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> bytes:
    output = tmp_path_factory.mktemp("page")
    built = build(SUMMIT / "briefs/sanctions.md", formats=("html",), output=output)
    return built.files[0][0].read_bytes()


def found_in(data: bytes) -> str:
    try:
        verdict = verify_bytes(data, "x.html")
    except BriefError as error:
        return error.diagnostics[0].code
    return "consistent" if verdict.is_consistent else "differs"


def test_a_page_says_what_it_carries_and_a_changed_word_is_found(page):
    assert found_in(page) == "consistent"
    assert found_in(page.replace(b"mutual support", b"little support", 1)) == "differs"


@pytest.mark.slow
def test_damage_anywhere_ends_in_a_finding_or_a_verdict(page):
    dice = random.Random(7)

    seen = {found_in(broken(page, dice)) for _ in range(60)}

    assert {"consistent", "differs", "V005"} <= seen
    assert seen <= {"consistent", "differs", "V002", "V005", "V006"}


@pytest.mark.slow
def test_an_attachment_that_unpacks_to_anything_is_refused():
    packed = b64encode(zlib.compress(bytes(60_000_000))).decode()
    script = f'<script type="application/zlib" data-name="manifest.json">{packed}</script>'

    assert found_in(f"<!DOCTYPE html><html>{script}</html>".encode()) == "V004"


def test_elements_that_stand_in_each_other_without_end_are_refused():
    assert found_in(b"<!DOCTYPE html><main>" + b"<div>" * 100_000) == "V004"


@pytest.mark.parametrize(
    ("put_in", "told"),
    [
        ("<main>", "an element that no brief has, iframe"),
        ("<main>", "an attribute that no brief has, style"),
        ("<body>", "words outside of the brief"),
    ],
)
def test_what_no_page_of_a_brief_has_is_told(page, put_in, told):
    added = {"iframe": "<iframe></iframe>", "style": '<p style="x">', "brief": "Trust me."}
    text = page.decode()
    at = text.index(">", text.index(put_in.rstrip(">"))) + 1
    altered = text[:at] + added[told.rpartition(" ")[2]] + text[at:]

    strange = verify_bytes(altered.encode(), "x.html").strange

    assert told in {one.what for one in strange}
