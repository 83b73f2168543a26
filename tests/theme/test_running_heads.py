from __future__ import annotations

from generator.document import Meta
from generator.document.markings import TLP, Marking
from generator.theme.running_heads import RunningHead, head_fields, rows_of_head, words_of_pattern


def test_a_part_between_dots_is_left_out_where_its_fields_are_empty():
    fields = {"number": "PB-1", "series": ""}

    assert words_of_pattern("{number} · {series} · Brief", fields) == "PB-1 · Brief"


def test_braces_in_a_title_name_no_field():
    fields = head_fields(Meta(fields={"title": "What {page} means"}), page=("3", "4"))

    assert words_of_pattern("{title} · {page}", fields) == "What {page} means · 3 / 4"


def test_words_about_a_page_are_left_out_where_there_are_no_pages():
    fields = head_fields(Meta(fields={"date": "25 November 2026"}))

    assert words_of_pattern("{date} · page {page_number}", fields) == "25 November 2026"
    assert words_of_pattern("Page {page_number} of {page_count}", fields) == ""


def test_a_sign_that_parts_words_from_a_field_without_words_goes_with_it():
    fields = head_fields(Meta(fields={"title": "Ferries"}))

    assert words_of_pattern("{title} | {page_number}", fields) == "Ferries"
    assert words_of_pattern("12–14 Long Street –", fields) == "12–14 Long Street –"


def test_a_marking_with_a_look_of_its_own_stands_apart_from_running_heads():
    fields = {"marking": "TLP:RED"}
    own = Meta(fields=fields, marking=Marking("TLP:RED", TLP["TLP:RED"]))

    assert words_of_pattern("{marking}", head_fields(Meta(fields=fields))) == "TLP:RED"
    assert words_of_pattern("{marking}", head_fields(own)) == ""


def test_a_head_of_several_lines_leaves_out_those_that_say_nothing():
    head = RunningHead("{publisher}\n{contact}\n12 Long Street", right="{page}")
    fields = {"publisher": "Desk", "contact": "", "page": "3"}

    rows = rows_of_head(head, fields)

    assert [(row.left, row.right) for row in rows] == [
        ("{publisher}", "{page}"),
        ("12 Long Street", ""),
    ]
    assert words_of_pattern(head.left, fields) == "Desk\n12 Long Street"
    assert rows_of_head(RunningHead(), fields) == (RunningHead(),)
