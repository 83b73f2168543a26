"""What tests of finished Word files share: a validator's port, and briefs that are built once."""

from __future__ import annotations

import pytest
from openxml_audit import OpenXmlValidator

from generator import Library, build, find_workspace
from tests.conftest import REPOSITORY
from tests.every_brief import every_look

_NO_LIST = "Numbering definition '0' referenced"
"""No fault: a paragraph takes itself out of the list of its style so (ISO 29500-1, 17.9.18)."""


# A definition that no file has: it takes the number from a paragraph (ISO 29500-1, 17.9.18).
_NO_NUMBER = "Numbering definition '0' referenced but not found"


@pytest.fixture
def complaints(tmp_path):
    """What openxml-audit says of a file: a fresh validator for each, or it mixes them up."""
    path = tmp_path / "audited.docx"

    def find(data: bytes) -> list[str]:
        path.write_bytes(data)
        said = map(str, OpenXmlValidator().validate(str(path)).errors)
        return [one for one in said if _NO_LIST not in one]

    return find


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> dict[str, bytes]:
    """Every brief of this repository in every look, by the name of its file."""
    workspace = find_workspace(REPOSITORY)
    library = Library(workspace)
    found = {}
    for path, template, draft in every_look(workspace):
        output = tmp_path_factory.mktemp(template, numbered=True)
        made = build(
            path,
            formats=("docx",),
            output=output,
            template=template,
            draft=draft,
            workspace=library,
        )
        found |= {f"{template}/{file.name}": file.read_bytes() for file, _ in made.files}
    return found
