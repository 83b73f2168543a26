"""The schema of each kind of file, as an editor gets it."""

from __future__ import annotations

import json

import pytest

from generator.actions.schemas import SCHEMAS


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_each_schema_is_printed_as_json(brief, name):
    run = brief("schema", name)

    assert run.exit_code == 0
    assert json.loads(run.stdout)["$schema"].startswith("https://json-schema.org/")
