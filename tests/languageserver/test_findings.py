"""Findings as an author types."""

from __future__ import annotations

import json
import shutil

import pytest

from generator import check
from tests.languageserver.conftest import BODY, FRONT
from tests.languageserver.editor import Editor

LEVELS = {"error": 1, "warning": 2, "note": 3}


def codes_of(found):
    return [each["code"] for each in found]


def test_what_is_shown_is_what_a_check_finds(editor, docks):
    found = editor.open(docks)

    assert [(f["code"], f["severity"], f["range"]["start"]["line"] + 1) for f in found] == [
        (f.code, LEVELS[f.severity], f.span.start.line) for f in check(docks)
    ]
    assert found


def test_the_text_in_the_editor_is_checked_not_the_file(editor, docks):
    assert "C002" not in codes_of(editor.open(docks))

    assert "C002" in codes_of(editor.type(docks, FRONT + BODY.replace("¶1 s1", "¶99")))
    assert "¶99" not in docks.read_text(encoding="utf-8")
    assert "C002" not in codes_of(editor.type(docks, FRONT + BODY))


EVERY_SCRIPT = "😀 Нева, 항구, 𝔸𝔹 and a place that is not there [@aldern, ¶99]."


def test_a_finding_marks_its_words_behind_letters_of_every_script(editor, docks):
    found = editor.open(docks, f"{FRONT}\n{EVERY_SCRIPT}\n")

    assert marked(found, "utf-16") == ["@aldern, ¶99"]


@pytest.mark.slow
def test_an_editor_that_counts_letters_is_told_letters(docks):
    editor = Editor(docks.parent.parent, encoding="utf-32")

    found = editor.open(docks, f"{FRONT}\n{EVERY_SCRIPT}\n")

    assert editor.capabilities["positionEncoding"] == "utf-32"
    assert marked(found, "utf-32") == ["@aldern, ¶99"]
    assert editor.stop() == 0


def marked(found, encoding):
    """The words that findings about missing paragraphs mark."""
    width = {"utf-16": 2, "utf-32": 4}[encoding]
    data = EVERY_SCRIPT.encode(f"{encoding}-le")
    places = (f["range"] for f in found if f["code"] == "C002")
    ends = ((width * p["start"]["character"], width * p["end"]["character"]) for p in places)
    return [data[start:end].decode(f"{encoding}-le") for start, end in ends]


def test_of_a_burst_of_keys_the_last_is_checked(editor, docks):
    editor.open(docks)
    for number in range(40):
        editor.change(docks, FRONT + BODY + "a" * number)

    told = [editor.type(docks, FRONT + BODY.replace("¶1 s1", "¶99"))]
    while "C002" not in codes_of(told[-1]):
        told.append(editor.found(docks))

    assert len(told) < 20


def test_a_file_that_changes_on_disk_is_read_anew(editor, docks):
    records = docks.parent.parent / "records.yaml"
    editor.open(docks)
    records.write_text("R2:\n  title: Another log\n", encoding="utf-8")

    editor.tell("workspace/didChangeWatchedFiles", changes=[{"uri": records.as_uri(), "type": 2}])

    assert "C001" in codes_of(editor.found(docks))


def test_a_save_that_is_told_twice_is_checked_once(editor, docks):
    editor.open(docks)

    editor.tell("textDocument/didSave", textDocument={"uri": docks.as_uri()})
    editor.tell("workspace/didChangeWatchedFiles", changes=[{"uri": docks.as_uri(), "type": 2}])
    told = [editor.found(docks), editor.type(docks, FRONT + BODY.replace("¶1 s1", "¶99"))]

    assert ["C002" in codes_of(found) for found in told] == [False, True]


def test_a_finding_about_another_file_is_shown_there(editor, docks):
    records = docks.parent.parent / "records.yaml"
    records.write_text("R1:\n  titel: Harbour log\n", encoding="utf-8")
    editor.tell("textDocument/didOpen", textDocument=opened(docks))

    (found, *_) = editor.found(records)
    assert found["range"]["start"]["line"] == 1

    editor.close(docks)
    assert editor.found(records) == []


def opened(path):
    text = path.read_text(encoding="utf-8")
    return {"uri": path.as_uri(), "languageId": "markdown", "version": 0, "text": text}


def test_settings_that_do_not_hold_are_told_at_their_line(editor, docks):
    settings = docks.parent.parent / "brief.toml"
    settings.write_text('publisher = "Desk"\nscale = "loud"\n', encoding="utf-8")
    editor.tell("textDocument/didOpen", textDocument=opened(docks))

    (found,) = editor.found(settings)

    assert found["range"]["start"]["line"] == 1
    assert editor.at("completion", docks, 8, 45) is None
    assert editor.at("hover", docks, 8, 45) is None


def test_a_closed_text_has_no_findings_left(editor, docks):
    editor.open(docks)
    editor.close(docks)

    assert editor.found(docks) == []


def test_markdown_that_is_no_brief_is_left_alone(editor, workspace, docks):
    readme = workspace / "README.md"
    readme.write_text("See [@aldern, ¶99].\n", encoding="utf-8")
    editor.tell("textDocument/didOpen", textDocument=opened(readme))

    assert editor.at("completion", readme, 0, 5) is None
    assert editor.at("hover", readme, 0, 7) is None
    assert editor.open(docks)  # nothing was told of the other before


# --- fixes ------------------------------------------------------------------------------


def test_a_fix_of_a_finding_is_offered_on_its_line(editor, docks):
    text = FRONT + "\nTraffic grew [@aldern, para. 2].\n"
    editor.open(docks, text)

    actions = editor.ask(
        "textDocument/codeAction",
        textDocument={"uri": docks.as_uri()},
        range={"start": {"line": 6, "character": 0}, "end": {"line": 6, "character": 1}},
        context={"diagnostics": []},
    )

    edits = [action["edit"]["changes"][docks.as_uri()] for action in actions]
    assert "@aldern, ¶2" in [edit["newText"] for each in edits for edit in each]


# --- nothing ends it --------------------------------------------------------------------

BROKEN = (
    "",
    "---",
    "---\n",
    "---\ntitle: [\n---\n",
    "---\ntitle: a\nseeds: {a: b}\n---\n[@",
    "---\n" + "[" * 3000 + "\n---\n",
    FRONT + "\x00",
    FRONT + "\ud800 [@aldern, ¶1",
    FRONT + "[@aldern",
    FRONT + "[@aldern, ",
    FRONT + "@aldern [¶",
    FRONT + "::: {.",
    FRONT + "[" * 2000,
    FRONT + "> " * 500,
    FRONT + "\u2028[@aldern, ¶1]\x0c",
    "\ufeff" + FRONT + BODY,
    (FRONT + BODY).replace("\n", "\r\n"),
    (FRONT + BODY).replace("\n", "\r"),
)
ASKED = ("hover", "completion", "definition", "prepareRename")


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_no_text_ends_the_server_or_an_answer(editor, docks, text):
    editor.open(docks, text)

    places = [(0, 0), (2, 3), (5, 3), (5, 10), (9999, 9999), (len(text.splitlines()), 0)]
    answers = [editor.at(method, docks, *place) for method in ASKED for place in places]
    answers.append(editor.ask("textDocument/documentSymbol", textDocument={"uri": docks.as_uri()}))

    assert not [each for each in answers if each and "code" in each]


def test_messages_that_are_none_do_not_end_the_server(editor, docks):
    for body in (b"{", b"[]", b'"x"', b'{"jsonrpc": "2.0"}', b"\xff"):
        editor.send_bytes(body)

    assert editor.ask("textDocument/unheardOf")["code"] == -32601
    assert editor.open(docks)


def test_a_workspace_that_goes_away_does_not_end_the_server(editor, docks):
    editor.open(docks)
    shutil.rmtree(docks.parent.parent)
    editor.change(docks, FRONT)

    assert editor.at("hover", docks, 0, 0) is None


@pytest.mark.slow
def test_the_server_ends_when_its_editor_does(workspace):
    editor = Editor(workspace)
    editor.server.stdin.close()

    assert editor.ended() == 0


def test_nothing_but_the_protocol_stands_on_standard_output(editor, docks):
    editor.open(docks)  # `Editor` reads each byte of it as a message

    assert json.dumps(editor.at("hover", docks, 8, 45))
