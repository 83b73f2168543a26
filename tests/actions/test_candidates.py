"""Where a citation is missing or leads nowhere, a draft says which ones may be meant."""

from __future__ import annotations

import pytest

from generator import Library, find_workspace
from generator.actions.candidates import candidates
from generator.pipeline.reading import read
from tests.archive.workspaces import copy_workspace


@pytest.fixture
def workspace(tmp_path):
    copy_workspace(tmp_path)
    return find_workspace(tmp_path)


def proposed(workspace, change: tuple[str, str]):
    """What is proposed in a brief after a change, without what is proposed before it."""
    path = workspace.briefs / "military.md"
    text = path.read_text(encoding="utf-8")
    assert change[0] in text
    path.write_text(text.replace(*change, 1), encoding="utf-8")
    library = Library(workspace)
    reading = read(library, path, draft=True)
    return reading, list(candidates(library, reading))


CITED = "global balance of power]{.reported} [@ulislam-summit, ¶2 s4]"


@pytest.mark.parametrize("typed", ["[the article, ¶99]", "[@smith, ¶2]", "[@ulislam-summit, ¶99]"])
def test_the_places_that_may_be_meant_are_proposed_to_be_pasted(workspace, typed):
    reading, found = proposed(workspace, (CITED, f"global balance of power]{{.reported}} {typed}"))

    [remark] = found
    assert remark.text.startswith("To cite, paste one of these: [@ulislam-summit, ¶2 s4] for “")
    assert remark.span in [each.span for each in reading.found if each.is_error]


@pytest.mark.parametrize("typed", ["[Smith 2023]", "[12]", "[@smith, ¶2]"])
def test_where_no_source_comes_near_the_words_the_sources_that_there_are_are_named(
    workspace, typed
):
    ending = f"global balance of power]{{.reported}} [@ulislam-summit, ¶2 s4]. Zebras graze {typed}"

    _, [remark] = proposed(workspace, (CITED, ending))

    assert remark.text == (
        "No source says nearly this. To cite paragraph 2, say, of Faheem ul Islam, "
        "“Strategic Implications of Russia-North Korea Summit”: [ulislam-summit ¶2]."
    )


def test_no_source_is_named_for_a_key_point_that_none_comes_near(workspace):
    _, found = proposed(workspace, (f"{CITED}.", "global balance of power]{.reported}."))
    others = [one for one in found if one.text.startswith("No source")]

    assert others == []


def test_nothing_is_proposed_where_the_check_corrects_the_words_itself(workspace):
    _, found = proposed(workspace, (CITED, "global balance of power]{.reported} [ulislam ¶2 s4]"))

    assert found == []
