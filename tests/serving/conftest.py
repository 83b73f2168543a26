"""A preview that runs, and the workspace that it shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archive.workspaces import copy_workspace
from tests.serving.running import Running, running


@pytest.fixture
def workspace(tmp_path) -> Path:
    return copy_workspace(tmp_path)


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory) -> Iterator[Running]:
    """A preview for tests that only ask."""
    with running(copy_workspace(tmp_path_factory.mktemp("unchanged"))) as found:
        yield found
