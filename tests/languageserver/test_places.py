"""From a citation to the words of its source, to all who cite it, and to another key."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname

import pytest

from generator import check
from tests.languageserver.conftest import BODY, FRONT
from tests.languageserver.editor import Editor, applied

LEASE = (8, 45)  # in [@aldern, ¶1 s1]
LOG = (8, 88)  # in @R1
WIDE = (12, 45)  # in [@aldern, ¶¶ 2-3]
LISTED = (3, 10)  # in seeds: [aldern]


def places(found):
    return sorted((one["uri"].rpartition("/")[2], one["range"]["start"]["line"]) for one in found)


# --- hover ------------------------------------------------------------------------------


def test_hover_shows_the_sentence_cited(editor, docks):
    editor.open(docks)

    shown = editor.at("hover", docks, *LEASE)

    assert shown["contents"]["value"] == (
        "**The harbour of Aldern**\n\n¶1\n\n"
        "> **The port authority appears ready to lease two docks to the northern line.**"
    )
    assert shown["range"]["start"] == {"line": 8, "character": 43}


def test_of_a_whole_paragraph_the_sentence_that_the_claim_rests_on_is_strong(editor, docks):
    editor.open(docks)

    shown = editor.at("hover", docks, *WIDE)["contents"]["value"]

    assert "**The northern line has a growing share of the island trade.**" in shown
    assert "**Traffic" not in shown
    assert "not a single berth" in shown


def test_hover_over_a_record_says_what_it_is(editor, docks):
    editor.open(docks)

    shown = editor.at("hover", docks, *LOG)["contents"]["value"]

    assert shown == "**Harbour log**  \nPort office · 2026-03"


def test_signs_of_markdown_in_a_source_are_shown_as_they_are(editor, docks, workspace):
    (workspace / "seeds/aldern/seed.toml").write_text(
        'title = "A *starred* [title]"\nlanguage = "en"\n', encoding="utf-8"
    )
    editor.open(docks)

    shown = editor.at("hover", docks, *LEASE)["contents"]["value"]

    assert shown.startswith(r"**A \*starred\* \[title\]**")


# --- definition and references ----------------------------------------------------------


def test_the_definition_of_a_citation_is_its_line_of_the_original(editor, docks, workspace):
    editor.open(docks)

    (place,) = editor.at("definition", docks, *LEASE)

    assert place["uri"] == (workspace / "seeds/aldern/original.txt").as_uri()
    assert place["range"]["start"]["line"] == 2


def test_where_an_original_has_no_lines_the_definition_is_the_paragraph_kept(
    editor, docks, workspace
):
    text = f"{FRONT}\nFog kept the pilots in port [@fog, ¶2].\n"
    editor.open(docks, text)

    (place,) = editor.at("definition", docks, 6, 33)

    edition = workspace / "seeds/fog/editions/1.json"
    assert place["uri"] == edition.as_uri()
    line = edition.read_text(encoding="utf-8").split("\n")[place["range"]["start"]["line"]]
    assert line.strip() == '"number": "2",'


def test_the_definition_of_a_record_is_its_entry(editor, docks, workspace):
    editor.open(docks)

    (place,) = editor.at("definition", docks, *LOG)

    assert place["uri"] == (workspace / "records.yaml").as_uri()
    assert place["range"]["start"] == {"line": 0, "character": 0}


def test_references_are_all_citations_of_the_paragraph_in_all_briefs(editor, docks, workspace):
    other = workspace / "briefs/other.md"
    other.write_text(f"{FRONT}\nIt grew [@aldern, ¶3 s2]. It may [@aldern, ¶1].\n", "utf-8")
    caveats = workspace / "seeds/fog/caveats.md"
    caveats.write_text("::: {.caveat #one}\n## One\n\nSee [@aldern, ¶3].\n:::\n", "utf-8")
    editor.open(docks)

    asked = {"context": {"includeDeclaration": False}}
    found = editor.at("references", docks, *WIDE, **asked)

    assert places(found) == [
        ("caveats.md", 3),
        ("docks.md", 8),
        ("docks.md", 12),
        ("other.md", 6),
    ]


def test_references_of_a_seed_in_the_front_matter_are_all_citations_of_it(editor, docks):
    editor.open(docks)

    found = editor.at("references", docks, *LISTED, context={"includeDeclaration": False})

    assert places(found) == [("docks.md", 8), ("docks.md", 8), ("docks.md", 12)]


# --- renaming ---------------------------------------------------------------------------


def carried_out(edit):
    """Make a change of a workspace on disk, as an editor does."""

    def path(uri):
        return Path(url2pathname(urlparse(uri).path))

    for change in edit["documentChanges"]:
        if change.get("kind") == "rename":
            path(change["oldUri"]).rename(path(change["newUri"]))
        else:
            file = path(change["textDocument"]["uri"])
            text = file.read_text(encoding="utf-8")
            file.write_text(applied(text, change["edits"]), encoding="utf-8")


def test_a_seed_gets_another_key_in_every_brief_and_caveat(editor, docks, workspace):
    other = workspace / "briefs/other.md"
    listed = FRONT.replace("[aldern]", '\n  - "aldern"').replace("Docks", "An aldern")
    other.write_text(f"{listed}\nSee @aldern [¶1], [@{{aldern}}, ¶2] and aldern.\n", "utf-8")
    caveats = workspace / "seeds/fog/caveats.md"
    caveats.write_text("::: {.caveat #one}\n## One\n\nSee [@aldern, ¶3].\n:::\n", "utf-8")
    before = check(docks)
    editor.open(docks)

    carried_out(editor.at("rename", docks, *LEASE, newName="port-paper"))

    assert (workspace / "seeds/port-paper/seed.toml").exists()
    assert docks.read_text(encoding="utf-8") == (FRONT + BODY).replace("aldern", "port-paper")
    assert [f.code for f in check(docks)] == [f.code for f in before]
    said = other.read_text(encoding="utf-8")
    assert '- "port-paper"' in said
    assert "An aldern for the northern line" in said
    assert said.endswith("See @port-paper [¶1], [@{port-paper}, ¶2] and aldern.\n")
    assert "[@port-paper, ¶3]" in caveats.read_text(encoding="utf-8")


def test_a_record_gets_another_id_in_records_and_briefs(editor, docks, workspace):
    editor.open(docks)

    carried_out(editor.at("rename", docks, *LOG, newName="R7"))

    assert (workspace / "records.yaml").read_text(encoding="utf-8").startswith("R7:\n")
    assert "[@aldern, ¶2; @R7]" in docks.read_text(encoding="utf-8")


def test_a_record_keeps_the_id_that_a_saved_page_is_named_after(editor, docks, workspace):
    records = workspace / "records.yaml"
    records.write_text(records.read_text("utf-8") + f"  digest: {'0' * 64}\n", "utf-8")
    editor.open(docks)

    refused = editor.at("rename", docks, *LOG, newName="R7")

    assert refused["message"].startswith("a saved page is named after `R1`")


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("Port Paper", "cannot be the key of a seed"),
        ("fog", "is the key of another source"),
        ("R1", "is the key of another source"),
        ("", "cannot be the key of a seed"),
        ("../out", "cannot be the key of a seed"),
    ],
)
def test_a_key_that_cannot_be_is_refused_in_words(editor, docks, new, said):
    editor.open(docks)

    refused = editor.at("rename", docks, *LEASE, newName=new)

    assert refused["code"] == -32803  # RequestFailed, whose words editors show
    assert said in refused["message"]


@pytest.mark.slow
def test_an_editor_that_renames_no_folders_is_told_to_do_it_by_hand(docks, workspace):
    editor = Editor(workspace, {"workspace": {}})
    editor.open(docks)

    refused = editor.at("rename", docks, *LEASE, newName="port-paper")

    assert "rename seeds/aldern to seeds/port-paper by hand" in refused["message"]
    assert editor.stop() == 0


def test_running_text_has_nothing_to_rename(editor, docks):
    editor.open(docks)

    assert editor.at("prepareRename", docks, 8, 3) is None
    assert editor.at("prepareRename", docks, *LEASE)["placeholder"] == "aldern"


# --- symbols ----------------------------------------------------------------------------


def test_the_parts_of_a_brief_are_listed_with_their_key_points(editor, docks):
    text = f"""{FRONT}
::: {{.judgements}}
1. The line is *likely* to grow [@aldern, ¶3]. [Low confidence: one source.]{{.confidence}}
:::

## The docks

Words.

### A part of it

Words.

## The trade
"""
    editor.open(docks, text)

    found = editor.ask("textDocument/documentSymbol", textDocument={"uri": docks.as_uri()})

    told = json.dumps([_names(each) for each in found], ensure_ascii=False)
    assert told == (
        '[{"judgements": [{"1. The line is likely to grow.": []}]}, '
        '{"The docks": [{"A part of it": []}]}, {"The trade": []}]'
    )
    assert found[1]["range"]["start"] == {"line": 10, "character": 0}
    assert found[1]["range"]["end"] == {"line": 18, "character": 0}


def _names(found):
    return {found["name"]: [_names(each) for each in found["children"]]}
