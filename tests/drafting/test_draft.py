"""What becomes of a file that somebody hands in: the body of a brief, and what is left to do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.drafting.draft import Draft, draft_of
from generator.incoming.file import (
    COLOURED,
    HIGHLIGHTED,
    STRUCK,
    CellPlace,
    IncomingComment,
    IncomingFile,
    IncomingMark,
    IncomingParagraph,
    IncomingPicture,
    IncomingReference,
    IncomingRun,
    TrackedChange,
)
from generator.language.visible import words_of
from generator.markdown.parse import parse
from generator.opening.list_numbers import ListPlace
from tests.drafting.test_markdown import NASTY, said


def p(text: str, **shape) -> IncomingParagraph:
    return IncomingParagraph((IncomingRun(text),), **shape)


def heading(text: str, level: int) -> IncomingParagraph:
    return p(text, style=f"heading {level}", level=level)


def item(text: str, depth: int = 0, label: str = "", name: str = "1", **more) -> IncomingParagraph:
    return p(text, item=ListPlace(name, depth, bool(label), label, **more))


def cell(text: str, row: int, column: int, **more) -> IncomingParagraph:
    columns = more.pop("columns", 1)
    return p(text, cell=CellPlace(0, row, column, columns), **more)


def draft(*paragraphs: IncomingParagraph, **more) -> Draft:
    return draft_of(IncomingFile("Word file", paragraphs, **more))


def body(*paragraphs: IncomingParagraph, **more) -> str:
    return draft(*paragraphs, **more).markdown.removesuffix("\n")


# --- title and headings -------------------------------------------------------------------


def test_the_title_is_that_of_the_style_title_and_stands_in_no_body():
    made = draft(p("Grain", style="title"), p("What fell", style="subtitle"), p("It fell."))

    assert (made.title, made.subtitle, made.markdown) == ("Grain", "What fell", "It fell.\n")


def test_the_only_heading_of_the_highest_level_at_the_beginning_is_the_title():
    made = draft(heading("Grain", 1), p("It fell."), heading("Since then", 2), p("It rose."))

    assert (made.title, made.markdown) == ("Grain", "It fell.\n\n## Since then\n\nIt rose.\n")


def test_a_title_may_stand_in_the_properties_alone():
    made = draft(p("It fell."), properties={"title": "Grain", "creator": "Ada"})

    assert (made.title, made.author) == ("Grain", "Ada")


def test_headings_go_down_one_level_at_a_time_from_two_to_four():
    levels = (2, 4, 4, 6, 7, 2, 3)

    made = body(p("T", style="title"), *(heading(f"h{level}", level) for level in levels))

    assert made.split("\n\n") == [
        "## h2", "### h4", "### h4", "#### h6", "#### h7", "## h2", "### h3",
    ]  # fmt: skip


def test_bold_lines_are_headings_where_there_are_no_others():
    bold = IncomingParagraph((IncomingRun("Since then", bold=True),))

    made = draft(p("It fell."), bold, p("It rose."))

    assert made.markdown == "It fell.\n\n## Since then\n\nIt rose.\n"
    assert made.left == ("“Since then” was taken for a heading by its bold type",)
    assert "**Since then**" in body(heading("A", 1), heading("B", 1), bold)


# --- lists --------------------------------------------------------------------------------


def test_lists_stand_inside_each_other():
    made = body(item("a"), item("b", 1, "1."), item("c", 1, "2."), item("d", 2), item("e"))

    assert made == "- a\n  1. b\n  2. c\n     - d\n- e"


def test_an_item_that_is_too_deep_stands_as_deep_as_it_may():
    assert body(item("a"), item("b", 3)) == "- a\n  - b"


def test_a_list_begins_at_its_number():
    assert body(item("c", 0, "3."), item("d", 0, "4.")) == "3. c\n4. d"
    assert body(item("a"), item("c", 1, "3.")) == "- a\n\n  3. c"


def test_two_lists_that_touch_stay_two():
    made = body(item("a", name="x"), item("b", name="y"), item("c", 0, "1.", name="z"))

    kinds = [(one.kind, len(one.children)) for one in parse(made, "x").blocks]
    assert kinds == [("bullet_list", 1), ("bullet_list", 1), ("ordered_list", 1)]


def test_an_item_may_have_several_paragraphs():
    made = body(item("a", 0, "1."), item("more", 0, "", goes_on=True), item("b", 0, "2."))

    (the_list,) = parse(made, "x").blocks
    assert [len(one.children) for one in the_list.children] == [2, 1]


def test_a_bullet_that_was_typed_makes_an_item():
    assert body(p("• \ta"), p("– b"), p("text")) == "- a\n- b\n\ntext"
    assert body(p("1.\ta"), p("2)\tb")) == "1. a\n2. b"


# --- tables and quotations ----------------------------------------------------------------


def test_a_table_has_its_header_its_alignment_and_its_caption():
    made = body(
        p("Table 3. Goods", style="caption"),
        cell("Port", 0, 0), cell("Tonnes", 0, 1),
        cell("A | B", 1, 0), cell("12", 1, 1, alignment="right"),
    )  # fmt: skip

    assert made == "| Port | Tonnes |\n|---|---:|\n| A \\| B | 12 |\n\n: Goods {#tbl-1}"


def test_a_caption_loses_its_label_and_no_other_number():
    rows = cell("a", 0, 0), cell("b", 0, 1), cell("c", 1, 0), cell("d", 1, 1)

    captions = ("Tableau 2 : Ports", "Exports 2023 by port", "Fig. 1.2 – Ports")

    assert [body(*rows, p(one, style="caption")).partition(": ")[2] for one in captions] == [
        "Ports {#tbl-1}", "Exports 2023 by port {#tbl-1}", "Ports {#tbl-1}",
    ]  # fmt: skip


def test_a_cell_of_the_header_may_reach_over_others_and_any_other_is_told():
    made = draft(
        cell("Both", 0, 0, columns=2), cell("a", 1, 0), cell("b", 1, 1), cell("ab", 2, 0, columns=2)
    )

    assert made.markdown == "| [Both]{colspan=2} |  |\n|---|---|\n| a | b |\n| ab |  |\n"
    assert "the first table has joined cells: fill those that are empty now" in made.left


def test_the_paragraphs_of_a_cell_are_one():
    assert body(cell("a", 0, 0), cell("b", 0, 0), cell("c", 0, 1), cell("d", 1, 0)).startswith(
        "| a b | c |"
    )


def test_a_table_of_one_column_is_a_box_and_that_is_told():
    made = draft(cell("In brief", 0, 0), cell("It fell.", 1, 0))

    assert made.markdown == "::: {.sidebar}\nIn brief\n\nIt fell.\n:::\n"
    assert made.left == ("the first table has one column: it was taken for a box",)


def test_a_sign_that_begins_a_cell_begins_no_block_where_the_table_is_a_box():
    assert body(cell("# a", 0, 0), cell("1. b", 1, 0)) == ("::: {.sidebar}\n\\# a\n\n1\\. b\n:::")


def test_a_quotation_is_one_whose_citation_is_left_to_do():
    made = draft(p("It fell.", style="quote"), p("Much.", based_on=("quote",)))

    assert made.markdown == "> It fell.\n>\n> Much.\n"
    assert made.left[0] == "the quotation “It fell.” needs its citation"


# --- notes, comments, pictures ------------------------------------------------------------


def test_notes_are_labelled_in_the_order_of_their_marks():
    marked = (
        IncomingRun("It fell"), IncomingMark("n7"), IncomingRun(", and"), IncomingMark("n2"),
        IncomingRun(" again"), IncomingMark("n7", repeated=True), IncomingRun("."),
    )  # fmt: skip
    notes = {"n2": (p("Two."),), "n7": (p(" Seven."), p("More."))}

    assert body(IncomingParagraph(marked), notes=notes) == (
        "It fell[^1], and[^2] again[^1].\n\n[^1]: Seven.\n\n    More.\n\n[^2]: Two."
    )


def test_a_comment_stands_at_its_place_with_what_was_answered():
    comment = IncomingComment("Bo", "Which -- where?", 0, 7, replies=(("Cy", "Visby"),))

    assert body(p("It fell here."), comments=(comment,)) == (
        "It fell<!-- Bo: Which – where? – Cy: Visby --> here."
    )


def test_several_comments_on_one_run_stand_each_at_its_place():
    comments = tuple(IncomingComment("Bo", words, 0, at) for words, at in (("a", 2), ("b", 7)))

    assert body(p("It fell."), comments=comments) == "It<!-- Bo: a --> fell<!-- Bo: b -->."


def test_a_comment_at_the_start_of_a_paragraph_stands_at_its_end():
    made = body(p("It fell."), comments=(IncomingComment("Bo", "So?", 0, 0),))

    assert made == "It fell.<!-- Bo: So? -->"


def test_a_citation_that_was_typed_as_in_a_brief_is_one():
    assert body(p("It fell [@quay, ¶3].")) == "It fell [@quay, ¶3]."
    assert body(p("See [12].")) == "See [12]."


def test_a_picture_is_not_taken_and_that_is_told():
    made = draft(
        IncomingParagraph((IncomingPicture("picture", "image1.png", "A map"),)),
        IncomingParagraph((IncomingRun("E"), IncomingPicture("formula", words="mc"))),
        IncomingParagraph((IncomingPicture("drawing", is_decorative=True),)),
    )

    assert made.left == (
        "a picture image1.png (“A map”) was not taken: put it in as a PNG or JPEG file",
        "a formula (“mc”) was not taken: put it in",
    )
    assert "<!-- TODO: a picture image1.png (“A map”) -->" in made.markdown


def test_tracked_changes_are_accepted_and_told():
    changes = (TrackedChange("insertion", "Ada", "x", 0), TrackedChange("format", "Bo", "", 0))

    assert draft(p("x"), tracked=changes).left == (
        "1 tracked change of Ada accepted: see whether that is right",
    )


def test_words_struck_through_stay_and_are_told():
    struck = IncomingParagraph((IncomingRun("so "), IncomingRun("not", by_hand=(STRUCK,))))
    made = draft(struck)

    assert made.markdown == "so not\n"
    assert made.left == ("“not” was struck through: take it out, or leave it",)


def test_highlighted_and_hidden_words_are_told():
    marked = IncomingRun("not", by_hand=(HIGHLIGHTED, COLOURED))
    made = draft(IncomingParagraph((IncomingRun("so "), marked), hidden=("nor so",)))

    assert made.markdown == "so not\n"
    assert made.left == (
        "“not” was highlighted: see what was to be done about it",
        "“nor so” was hidden, and is left out",
    )


def test_many_highlighted_words_are_told_in_one_line():
    marked = IncomingParagraph((IncomingRun("not", by_hand=(HIGHLIGHTED,)),))

    assert draft(*[marked] * 4).left == (
        "“not” and 3 more stretches of words were highlighted: see what was to be done about it",
    )


def test_running_heads_and_a_table_of_contents_are_left_out_and_that_is_told():
    made = draft(p("Aims 3", in_contents=True), p("a"), heads=(p("SECRET"), p(" "), p("SECRET")))

    assert made.left == (
        "the table of contents is left out: the template says whether a brief has one",
        "what stands in running heads is left out: “SECRET”",
    )


def test_a_table_of_contents_is_left_out():
    assert body(p("Aims 3", in_contents=True), p("Contents", style="toc heading"), p("a")) == "a"


def test_a_reference_is_its_words():
    assert body(IncomingParagraph((IncomingReference("Table 1", "t"),))) == "Table 1"


# --- parts of a brief ---------------------------------------------------------------------


def test_a_summary_and_points_in_a_list_are_parts_of_a_brief():
    made = draft(
        p("T", style="title"), heading("Executive Summary", 1), p("It fell."),
        heading("2. Key points", 1), item("a"), item("b"), heading("Since then", 1), p("x"),
    )  # fmt: skip

    assert made.markdown == (
        "::: {.summary}\nIt fell.\n:::\n\n::: {.judgements}\n1. a\n2. b\n:::\n\n"
        "## Since then\n\nx\n"
    )
    assert "“Executive Summary” was taken for .summary: see whether it is" in made.left


def test_a_section_of_another_form_stays_a_section_and_is_told():
    made = draft(p("T", style="title"), heading("Recommandations", 1), p("Do it."))

    assert made.markdown == "## Recommandations\n\nDo it.\n"
    assert made.left == ("“Recommandations” stays a section: .recommendations has another form",)


def test_a_second_summary_stays_a_section():
    parts = (heading("Summary", 1), p("a"), heading("In brief", 1), p("b"))

    assert body(p("T", style="title"), *parts) == "::: {.summary}\na\n:::\n\n## In brief\n\nb"


# --- any file -----------------------------------------------------------------------------

SHAPES = st.one_of(
    st.just({}),
    st.builds(lambda level: {"level": level}, st.integers(1, 6)),
    st.just({"style": "quote"}),
    st.builds(
        lambda depth, label, name: {"item": ListPlace(name, depth, bool(label), label)},
        st.integers(0, 4), st.sampled_from(["", "1.", "7.", "c)"]), st.sampled_from("xy"),
    ),
    st.just({"style": "caption"}),
)  # fmt: skip


@st.composite
def paragraphs(draw) -> list[IncomingParagraph]:
    found = []
    for number in range(draw(st.integers(1, 7))):
        shape = draw(SHAPES)
        found.append(p(f"w{number}x {draw(NASTY)} y{number}z", **shape))
    return found


@given(found=paragraphs())
def test_any_draft_reads_back_with_its_words_in_their_order(found: list[IncomingParagraph]):
    made = draft(p("The title", style="title"), *found)

    read = parse(made.markdown, "x")
    words = words_of(" ".join(map(said, read.blocks)))
    expected = words_of(" ".join(one.text for one in found))
    assert "".join(words) == "".join(expected)
    assert [one.message for one in read.diagnostics] == []
