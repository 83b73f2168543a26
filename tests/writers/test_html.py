"""A page that is whole by itself: semantic, self-contained, the same bytes on every run."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from base64 import b64decode, b64encode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.diagnostics import Severity
from generator.document import (
    Aside,
    Attachment,
    Box,
    CodeSpan,
    Contents,
    CrossReference,
    Emphasis,
    Figure,
    Heading,
    Link,
    Note,
    NoteMark,
    Paragraph,
    Remark,
    SourceWords,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from generator.document.colors import contrast
from generator.document.file_data import FileData
from generator.document.markings import marking_of
from generator.theme.theme import BoxStyle, SectionStyle, Style, TableStyle
from generator.writers.html import write_html
from generator.writers.html.palette import palette_of
from tests.samples import brief, image
from tests.strategies import documents
from tests.typesetting.reading import document, text
from tests.typesetting.sample import sample_theme
from tests.writers.html_reading import Element, page, parsed
from tests.writers.sided import sided_theme

QUICK = settings(suppress_health_check=list(HealthCheck))


def noted(*runs, claims=()):
    """A document of paragraphs and, for each claim, a note of its number."""
    notes = tuple(
        Note(number, (Paragraph((Text("Said there."),), "note"),), f"note-{number}", claim)
        for number, claim in enumerate(claims, 1)
    )
    return replace(document(*(Paragraph(run) for run in runs)), notes=notes)


def marked(number: int) -> NoteMark:
    return NoteMark(number, f"mark-{number}")


# --- words ---------------------------------------------------------------------------------


def test_code_is_no_word_that_a_program_may_translate(theme):
    html = write_html(document(Paragraph((CodeSpan((Text("brief build"),)),))), theme).decode()

    assert re.search(r'<code [^>]*translate="no">brief build</code>', html)


def test_raised_and_lowered_words_are_such_elements(theme):
    run = (Text("m"), Superscript((Text("2"),)), Text(", H"), Subscript((Text("2"),)), Text("O"))

    html = write_html(document(Paragraph(run)), theme).decode()

    assert "m<sup>2</sup>, H<sub>2</sub>O" in html


# --- the page ---------------------------------------------------------------------------


def test_the_same_document_makes_the_same_bytes(theme):
    assert write_html(brief(), theme) == write_html(brief(), theme)


@pytest.mark.slow
@QUICK
@given(tree=documents(with_endnotes=True))
def test_each_element_of_any_document_is_closed_where_it_must_be(tree):
    names = [
        each.attributes["id"]
        for each in page(tree, sample_theme())
        if each.has("id", "") or "id" in each.attributes
    ]

    assert len(names) == len(set(names))
    assert not [name for name in names if re.search(r"\s", name)]


def test_a_page_asks_for_nothing_but_itself(theme):
    found = page(brief(), theme)

    sources = [each.attributes["src"] for each in found if "src" in each.attributes]
    linked = [each for each in found if "href" in each.attributes and each.name != "a"]
    assert all(source.startswith("data:") for source in sources)
    assert [each.attributes["href"] for each in linked] == ["data:,"]
    assert "url(" not in found.find("style")[0].words
    assert "@import" not in found.find("style")[0].words


def test_the_policy_lets_this_style_and_this_script_act_and_nothing_else(theme):
    found = page(brief(), theme)

    (policy,) = found.find("meta", http_equiv="Content-Security-Policy")
    (style,) = found.find("style")
    run = [each for each in found.find("script") if "type" not in each.attributes]
    said = policy.attributes["content"]
    for name, (each,) in (("style-src", [style]), ("script-src", run)):
        digest = b64encode(hashlib.sha256(each.words.encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}'" in said
    assert "default-src 'none'" in said
    assert not [each for each in found if "style" in each.attributes]
    assert not [name for each in found for name in each.attributes if name.startswith("on")]


def test_words_can_end_no_element_and_no_attribute(theme):
    words = "</script><b onclick='x'>&amp;\"</style>"
    meta = replace(document().meta, subject=words, publisher=words)
    tree = replace(document(Paragraph((Text(words),))), title=words, meta=meta)
    data = FileData(words.encode())
    data = write_html(
        tree, theme, attachments=(Attachment("a.md", "text/markdown", "Source", data),)
    )

    found = parsed(data)

    assert found.find("p", class_="s-body")[0].words == words
    assert found.find("title")[0].words == words
    assert not found.find("b")
    (described,) = found.find("script", type="application/ld+json")
    assert json.loads(described.words)["abstract"] == words


def test_a_file_that_travels_inside_is_there_to_the_byte(theme):
    data = FileData(b'{"a":"</script>"}')
    attached = Attachment("data.json", "application/json", "Data", data, "What it is")

    found = parsed(write_html(document(), theme, attachments=(attached,)))

    (block,) = found.find("script", data_name="data.json")
    assert zlib.decompress(b64decode(block.words)) == data
    assert block.attributes["data-type"] == "application/json"
    assert block.attributes["title"] == "What it is"


def test_programs_read_what_the_page_is_and_what_it_cites(theme):
    record = Paragraph(
        (Strong((Text("R1"),)), Text(" AFP, "), Link((Text("x.org"),), "https://x.org/a")),
        "source",
        "src-@R1",
    )
    meta = replace(document().meta, identifier="PB-7", version="1.2", keywords=("grain", "ports"))
    found = page(replace(document(record), title="Grain", meta=meta), theme)

    (described,) = found.find("script", type="application/ld+json")
    said = json.loads(described.words)
    assert (said["@type"], said["name"], said["identifier"]) == ("Report", "Grain", "PB-7")
    assert said["keywords"] == ["grain", "ports"]
    assert said["citation"] == [
        {"@type": "CreativeWork", "name": "R1 AFP, x.org", "url": "https://x.org/a"}
    ]


# --- notes ------------------------------------------------------------------------------


def test_a_mark_leads_to_its_note_and_the_note_back_to_its_mark(theme):
    found = page(noted((Text("Said."), marked(1)), claims=["Said."]), theme)

    (mark,) = found.find("a", role="doc-noteref")
    (back,) = found.find("a", role="doc-backlink")
    (notes,) = found.find("section", role="doc-endnotes")
    (note,) = notes.find("li")
    assert mark.attributes["href"] == f"#{note.attributes['id']}"
    assert back.attributes["href"] == f"#{mark.attributes['id']}"
    assert mark.attributes["aria-label"] == "Note 1"
    assert notes.find("h2")[0].words == "Notes"


def test_a_note_that_no_mark_leads_to_is_refused(theme):
    with pytest.raises(ValueError, match="no mark leads to note 1"):
        write_html(noted((Text("Said."),), claims=["Said."]), theme)


def claims(found: Element) -> list[tuple[str, str]]:
    spans = found.find("span", class_="claim")
    return [(span.words, span.attributes["data-n"]) for span in spans]


def test_a_claim_is_the_words_that_its_note_bears_on_and_not_those_before(theme):
    run = (Text("Nobody says so. Ships come "), Emphasis((Text("at night"),)), Text("."), marked(1))

    found = page(noted(run, claims=["Ships come at night."]), theme)

    assert claims(found) == [("Ships come ", "1"), ("at night", "1"), (".", "1")]


def test_a_claim_that_goes_on_behind_its_mark_is_whole(theme):
    run = (Text("Ships come"), marked(1), Text(" by night; trains do not"), marked(2))

    found = page(noted(run, claims=["Ships come by night", "; trains do not"]), theme)

    assert claims(found) == [("Ships come", "1"), (" by night", "1"), ("trains do not", "2")]


def test_words_that_two_notes_bear_on_name_both(theme):
    run = (Text("Ships come by night"), marked(1), marked(2))

    found = page(noted(run, claims=["Ships come by night", "by night"]), theme)

    assert claims(found) == [("Ships come ", "1"), ("by night", "1 2")]


def test_a_claim_that_the_words_do_not_have_is_what_stands_before_its_mark(theme):
    run = (Text("One"), marked(1), Text(" and two"), marked(2))

    found = page(noted(run, claims=["Row | One", "Row | other"]), theme)

    assert claims(found) == [("One", "1"), (" and two", "2")]


def test_the_words_of_a_source_say_which_notes_rest_on_them_and_which_quote_them(theme):
    said = (Strong((Text("¶1"),)), Text(" "), SourceWords((Text("Ships"),), (1, 3), (3,)))

    found = page(document(Paragraph(said, "source", "src-a-1")), theme)

    (words,) = found.find("span", class_="ev")
    assert (words.words, words.attributes["data-n"], words.attributes["data-q"]) == (
        "Ships", "1 3", "3",
    )  # fmt: skip
    (place,) = found.find("a", class_="place")
    assert place.attributes["href"] == "#src-a-1"
    assert found.find("p", id="src-a-1")


def test_the_section_of_the_sources_stands_beside_the_others(theme):
    annex = Heading(2, (Text("Annex"),), "annex")
    source = Paragraph((Text("¶1 Ships."),), "source", "src-a-1")
    found = page(document(Heading(2, (Text("One"),), "one"), text("x"), annex, source), theme)

    (main,) = found.find("main")
    (sources,) = found.find("section", class_="sources")
    assert "has-sources" in main.attributes["class"].split()
    assert sources.attributes["aria-labelledby"] == "annex"
    assert [each.attributes["class"] for each in found.find("section")] == ["part", "sources"]


# --- blocks -----------------------------------------------------------------------------


def test_a_box_has_a_heading_one_level_below_that_before_it(theme):
    box = Box("caveat", (text("x"),), (Text("Caveat"),))

    found = page(document(Heading(2, (Text("One"),), "one"), box), theme)

    assert [heading.words for heading in found.find("h3")] == ["Caveat"]


def test_what_stands_beside_the_text_is_a_note_with_its_title_as_a_name(theme):
    found = page(document(Aside("glance", (text("x"),), (Text("In figures"),))), theme)

    (aside,) = found.find("div", role="note")
    assert aside.attributes["aria-label"] == "In figures"


def test_no_line_end_divides_a_number_in_a_table(theme):
    said = ("PB-2026-01", "1,200.5", "route 66", "https://ferries.example/2026/timetable")
    table = Table(((Text("Said"),),), tuple(((Text(one),),) for one in said), ("left",))

    cells = page(document(table), theme).find("tbody")[0].find("th")

    whole = [cell.words for cell in cells if "whole" in cell.attributes.get("class", "").split()]
    assert whole == ["PB-2026-01", "1,200.5"]


def test_a_table_names_its_heads_and_an_empty_cell_heads_nothing(theme):
    cells = lambda *words: tuple((Text(word),) if word else () for word in words)  # noqa: E731
    table = Table(
        cells("", "2023", "2024"),
        (cells("Grain", "1", "2"), cells("", "3", "4")),
        ("left", "right", "right"),
        (Text("Trade"),),
        "Table 1",
        "tbl-a",
    )

    found = page(document(table), theme)

    heads = [(each.words, each.attributes["scope"]) for each in found.find("th")]
    assert heads == [("2023", "col"), ("2024", "col"), ("Grain", "row")]
    assert found.find("caption")[0].words == "Table 1. Trade"
    (region,) = found.find("div", role="region")
    assert (region.attributes["aria-label"], region.attributes["tabindex"]) == (
        "Table 1 Trade",
        "0",
    )


def test_tables_of_a_section_have_its_type():
    row = ((Text("Points"),), (Text("Notes"),))
    tables = [Table(row, (row,), ("left", "left"), anchor=name) for name in ("before", "inside")]
    annex = Heading(2, (Text("Annex"),), "annex", "annex")
    look = replace(sample_theme("policy-brief"), sections={"annex": SectionStyle(table_size=8)})

    written = write_html(document(tables[0], annex, tables[1]), look).decode()

    assert [kind.split() for kind in re.findall(r'<div class="(wide[^"]*)"', written)] == [
        ["wide", "full"],
        ["wide", "full", "t-annex"],
    ]
    assert ".t-annex :is(td,th){font-size:0.88rem}" in written


def test_an_image_takes_its_share_of_where_it_stands(theme):
    def shown(share: float) -> Figure:
        return Figure(image(60, 30), "image/png", 60, 30, "Bars", share=share)

    html = write_html(document(shown(0.2), shown(0.35), shown(1.0)), theme).decode()

    assert re.findall(r"<figure[^>]*>", html) == [
        '<figure data-share="0.2">',
        '<figure data-share="0.35">',
        "<figure>",
    ]
    assert 'figure[data-share="0.2"] img{max-inline-size:20%}' in html
    assert 'figure[data-share="0.35"] img{max-inline-size:35%}' in html


def test_figures_of_a_column_have_their_decimal_marks_in_one_line(theme):
    rows = tuple(((Text("a"),), (Text(figure),)) for figure in ("1.25", "10", "3.5"))
    table = Table(((Text("x"),), (Text("y"),)), rows, ("left", "decimal"))

    found = page(document(table), theme)
    cells = found.find("td")

    assert found.find("th")[1].attributes["class"] == cells[0].attributes["class"].split()[0]
    assert [cell.words for cell in cells] == ["1.25", "10\u2008\u2007\u2007", "3.5\u2007"]


def test_no_line_of_a_heading_ends_inside_a_compound(theme):
    title = Heading(
        1, (Text("The Russia–North Korea summit & a deutsch-niederländische one"),), "a"
    )

    (found,) = page(document(title), theme).find("h1")

    assert found.words == "The Russia–North Korea summit & a deutsch-niederländische one"
    assert [each.words for each in found.find("span")] == ["Russia–North"]
    assert found.find("span")[0].attributes["class"] == "whole"


def test_each_level_of_lists_has_its_bullet(theme):
    css = write_html(document(text("x")), theme).decode()

    rules = [f"\nmain {':is(ul,ol) ' * level}ul{{list-style-type:" for level in range(9)]
    bullets = [css.partition(rule)[2][1] for rule in rules]
    assert bullets == [theme.lists.bullet_at(level) for level in range(9)]


@pytest.mark.parametrize("kept", [True, False])
def test_what_the_theme_keeps_with_what_follows_ends_no_printed_page(theme, kept):
    styles = {**theme.styles, "body": Style(keep_with_next=kept)}
    css = write_html(document(text("x")), replace(theme, styles=styles)).decode()

    rule = css.partition("\n.s-body{")[2].partition("}")[0]
    assert ("break-after:avoid" in rule) == kept


def test_a_link_in_a_link_and_a_link_that_leads_nowhere_are_words(theme):
    inner = Link((Text("a"), CrossReference("Table 1", "gone")), "https://x.org")
    nowhere = Link((Text("b"),), "#gone")

    found = page(document(Paragraph((inner, nowhere))), theme)

    (main,) = found.find("main")
    assert [link.attributes["href"] for link in main.find("a")] == ["https://x.org"]


def test_a_draft_says_so_and_shows_what_is_remarked(theme):
    meta = replace(document().meta, draft="Draft")
    run = (Text("Ships."), Remark("no source", Severity.ERROR))

    found = page(replace(document(Paragraph(run)), meta=meta), theme)

    assert found.find("div", class_="draft")[0].words == "Draft"
    assert found.find("span", class_="remark")[0].attributes["class"] == "remark error"


def test_a_marking_stands_at_the_head_and_at_the_foot_in_its_own_colours(theme):
    meta = replace(document().meta, marking=marking_of("TLP:AMBER", {}))

    found = page(replace(document(text("x")), meta=meta), theme)

    assert [each.words for each in found.find("p", class_="marking")] == ["TLP:AMBER"] * 2
    assert "background:#000000;color:#ffc000" in found.find("style")[0].words
    assert found.find("header")[0].find("p", class_="marking")


def test_headings_are_numbered_where_the_theme_numbers_them(theme):
    blocks = document(Heading(2, (Text("One"),), "a"), Heading(3, (Text("Two"),), "b"))

    found = page(blocks, replace(theme, number_headings=True))

    assert found.find("h3")[0].attributes["data-number"] == "1.1"
    assert "data-number" not in page(blocks, theme).find("h3")[0].attributes


def test_a_heading_that_has_no_number_shows_none_in_a_table_of_contents(theme):
    plain = Heading(2, (Text("Annex"),), "b", numbered=False)
    blocks = document(Contents("Contents", 2), Heading(2, (Text("One"),), "a"), plain)

    found = page(blocks, replace(theme, number_headings=True))

    numbers = [one.attributes.get("data-number") for one in found.find("li")]
    assert numbers == ["1", None]


@pytest.mark.parametrize(("letters", "apart"), [(4, False), (90, True)])
def test_a_table_across_waits_for_the_narrow_column_if_the_other_has_no_room(letters, apart, theme):
    row = ((Text("a" * letters),), (Text("b" * letters),))
    across = replace(sided_theme(theme), tables=replace(theme.tables, region="full"))

    found = page(document(Table(row, (row,), ("left", "left"))), across)

    [table] = found.find("div", class_="wide")
    assert ("apart" in table.attributes["class"].split()) == apart


# --- colours ----------------------------------------------------------------------------

COLORS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@QUICK
@given(st.lists(COLORS, min_size=1, max_size=4), st.lists(COLORS, max_size=4))
def test_on_a_dark_screen_any_words_of_any_theme_can_be_read_on_any_ground(inks, grounds):
    look = replace(
        sample_theme(),
        styles={"body": Style(), **{f"s{n}": Style(color=ink) for n, ink in enumerate(inks)}},
        boxes={f"b{n}": BoxStyle(fill=ground) for n, ground in enumerate(grounds)},
        tables=TableStyle(),
    )

    dark = palette_of(look).dark

    stands_on = [color for name, color in dark.items() if name.startswith(("--g-", "--paper"))]
    words = [color for name, color in dark.items() if name.startswith("--i-")]
    assert min(contrast(one, other) for one in words for other in stands_on) >= 4.5


def test_on_a_light_screen_colours_are_as_the_theme_has_them(theme):
    light = palette_of(theme).light

    assert light["--i-ink"] == theme.colors["ink"]
    assert set(light.values()) >= {box.fill for box in theme.boxes.values() if box.fill}


def test_links_and_marks_in_a_dark_head_of_a_table_have_the_ink_of_its_words():
    rule = "thead :is(a,.mark a){color:inherit}"
    table = Table(((Text("Place"),),), (((Text("Ferry"),),),), ("left",))

    dark, light = (write_html(document(table), sample_theme(look)) for look in ("policy-brief", ""))

    assert rule in dark.decode()
    assert rule not in light.decode()
