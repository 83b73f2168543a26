"""What the editor offers to write."""

from __future__ import annotations

import pytest

from generator import check
from tests.languageserver.conftest import BODY, FRONT
from tests.languageserver.editor import applied


def offered(editor, path, text):
    """What is offered at the bar in a text."""
    before, _, behind = text.partition("|")
    editor.open(path, before + behind)
    line = before.count("\n")
    return editor.at("completion", path, line, editor.units(before.rpartition("\n")[2]))["items"]


def labels(items):
    return [item["label"] for item in items]


def taken(text, item):
    """The text after an offer was accepted."""
    return applied(text.replace("|", ""), [item["textEdit"]])


def written(words):
    return f"{FRONT}\n{words}"


# --- citations --------------------------------------------------------------------------


def test_an_at_sign_offers_sources_then_records(editor, docks):
    items = offered(editor, docks, written("Traffic grew [@|"))

    assert labels(items) == ["@aldern", "@fog", "@R1"]
    assert items[0]["detail"] == "The harbour of Aldern · 3 paragraphs"
    assert items[2]["labelDetails"] == {"description": "Harbour log"}


def test_a_source_is_found_by_words_of_its_title(editor, docks):
    assert labels(offered(editor, docks, written("It grew [@harbour|")))[:2] == ["@aldern", "@R1"]


def test_behind_a_key_each_paragraph_and_sentence_is_offered_with_its_words(editor, docks):
    items = offered(editor, docks, written("Traffic grew [@aldern, |"))

    assert labels(items)[1:4] == [
        "¶1 s1  The port authority appears ready to lease two docks to the northern …",
        "¶1 s2  It could reopen the ferry by 2027, unless the strike goes on.",
        "¶2  The harbour master said that not a single berth would be sold. Traffic …",
    ]
    assert len(items) == 9


@pytest.mark.parametrize("typed", ["¶2", "2", "¶ 2", "¶2 s"])
def test_a_number_narrows_the_places(editor, docks, typed):
    items = offered(editor, docks, written(f"Traffic grew [@aldern, {typed}|"))

    assert {item["label"][:2] for item in items} == {"¶2"}


@pytest.mark.parametrize(
    "typed",
    [
        "@aldern, ferry by|",
        "@aldern, ¶FERRY|",
        "@aldern ferry|",
        "@ferry|",
        "@could reopen the fer|",
        "@aldern, reopened ferries|",  # by stems, as `brief cite` finds it
    ],
)
def test_words_of_a_source_lead_to_the_sentence_that_has_them(editor, docks, typed):
    text = written(f"The ferry could come back by 2027 [{typed}")
    (item, *_) = offered(editor, docks, text)

    assert taken(text, item).endswith("back by 2027 [@aldern, ¶1 s2]")
    assert item["documentation"] == (
        "It could reopen the ferry by 2027, unless the strike goes on."
    )


def test_a_bracket_that_is_closed_already_is_left_as_it_is(editor, docks):
    text = written("The ferry could come back [@aldern, ferry|].")
    (item,) = offered(editor, docks, text)

    assert taken(text, item).endswith("[@aldern, ¶1 s2].")


def test_a_source_that_the_sentence_names_gets_its_place_in_brackets(editor, docks):
    text = written("As @aldern [ferry|] says, it could come back.")
    (item,) = offered(editor, docks, text)

    assert "As @aldern [¶1 s2] says" in taken(text, item)


def test_a_cited_sentence_written_by_completion_alone_holds(editor, docks):
    text = written("## Trade\n\nThe line has a growing share of the island trade [@|\n")
    text = taken(text, offered(editor, docks, text)[0]).replace("[@aldern, ", "[@aldern, share|")
    text = taken(text, offered(editor, docks, text)[0])
    docks.write_text(text, encoding="utf-8")

    assert "[@aldern, ¶3 s2]\n" in text
    assert check(docks) == ()


def test_letters_outside_the_bmp_before_the_cursor_do_not_move_an_offer(editor, docks):
    text = written("😀 항구 𝔸: [@aldern, ferry|")
    (item,) = offered(editor, docks, text)

    start = editor.units("😀 항구 𝔸: [")
    assert item["textEdit"]["range"]["start"]["character"] == start


@pytest.mark.parametrize(
    "words", ["desk@aldern, fe|", "@aldern argues that the fe|", "The ferry|", r"\@ald|"]
)
def test_what_is_no_citation_gets_no_offer(editor, docks, words):
    assert offered(editor, docks, written(words)) == []


def test_a_table_of_the_brief_can_be_named(editor, docks):
    table = "\n| A | B |\n|---|---|\n| 1 | 2 |\n\n: Fees {#tbl-fees}\n"

    assert "@tbl-fees" in labels(offered(editor, docks, written(f"See [@tbl|].\n{table}")))


# --- front matter and classes -----------------------------------------------------------


def test_a_new_line_of_the_front_matter_offers_the_keys_that_are_not_there(editor, docks):
    items = offered(editor, docks, FRONT.replace("date:", "ma|\ndate:") + BODY)

    assert "marking" in labels(items)
    assert "title" not in labels(items)
    marking = next(item for item in items if item["label"] == "marking")
    assert marking["detail"] == "Who may read it: TLP:CLEAR."


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("marking: |", "TLP:RED"),
        ("marking: TLP:AM|", "TLP:RED"),
        ("scale: |", "icd203"),
        ("seeds: [|]", "aldern"),
        ("seeds: [aldern, |]", "aldern"),
        ("seeds:\n  - |", "aldern"),
    ],
)
def test_a_value_is_offered_where_it_can_be_named(editor, docks, line, first):
    text = f"---\ntitle: A\n{line}\n---\n"

    assert labels(offered(editor, docks, text))[0] == first


def test_templates_are_offered(editor, docks):
    items = offered(editor, docks, "---\ntitle: A\ntemplate: |\n---\n")

    assert "policy-brief" in labels(items)


def test_the_classes_of_boxes_and_of_words_are_offered_in_braces(editor, docks):
    assert "summary" in labels(offered(editor, docks, written("::: {.|")))
    assert "term" in labels(offered(editor, docks, written("A [berth]{.|")))
