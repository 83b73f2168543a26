"""From a brief to its document: numbers, notes, links, and what a note may show."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.document import (
    Box,
    CrossReference,
    Figure,
    Link,
    NoteMark,
    PageBreak,
    Paragraph,
    Table,
)
from generator.document.walking import every_block, note_marks, plain_text
from tests.archive.workspaces import SUMMIT, copy_workspace
from tests.conftest import REPOSITORY, examples
from tests.document_text import document_as_text
from tests.layout.composing import (
    BRIEFS,
    all_blocks,
    all_inlines,
    anchors,
    compose_body,
    compose_file,
    marks,
    targets,
)
from tests.samples import image


@pytest.fixture
def workspace(tmp_path):
    return copy_workspace(tmp_path)


def said(document, number: int) -> str:
    note = document.notes[number - 1]
    words = (plain_text(b.children) for b in note.blocks if isinstance(b, Paragraph))
    return " ".join(words).replace("\u00a0", " ")


@pytest.mark.parametrize("slug", BRIEFS)
def test_the_document_of_a_brief_reads_as_it_did(golden, slug):
    golden(f"{slug}.document.txt", document_as_text(compose_file(SUMMIT, slug)))


def test_a_brief_that_is_shipped_reads_as_it_did(golden):
    golden("shipped-military.document.txt", document_as_text(compose_file(REPOSITORY, "military")))


@pytest.mark.parametrize("slug", BRIEFS)
def test_every_internal_link_has_its_anchor_and_no_anchor_stands_twice(slug):
    document = compose_file(SUMMIT, slug)

    places = anchors(document)
    assert targets(document) <= set(places)
    assert len(places) == len(set(places))


@pytest.mark.parametrize("slug", BRIEFS)
def test_the_notes_are_the_brackets_and_the_footnotes_in_reading_order(slug):
    document = compose_file(SUMMIT, slug)

    brief = (SUMMIT / f"briefs/{slug}.md").read_text(encoding="utf-8")
    caveats = (SUMMIT / "seeds/ulislam-summit/caveats.md").read_text(encoding="utf-8")
    brackets = re.findall(r"\[[^\[\]]*@(?!tbl-|fig-)[^\[\]]*\]", brief + caveats)
    assert marks(document) == list(range(1, len(brackets) + 1))
    assert [note.number for note in document.notes] == marks(document)


# --- notes ------------------------------------------------------------------------------


def test_titles_that_quote_stand_in_single_marks_where_records_are_listed(workspace):
    records = workspace / "records.yaml"
    text = records.read_text(encoding="utf-8")
    records.write_text(f"{text}\nR99:\n  title: 'The \"[new] axis\"'\n", encoding="utf-8")

    document = compose_body(workspace, "So it is [@R99].")

    assert "source | **R99** “The ‘[new] axis’”. #src-@R99" in document_as_text(document)


def test_a_bracket_inside_a_footnote_is_written_out_in_that_note(workspace):
    document = compose_body(workspace, "Text[^1] and^[So it is [@R6].].\n\n[^1]: See [@R5].")

    assert len(document.notes) == 2 + _of_the_caveat(document)
    first, second = (n for n in range(1, 99) if n in _numbers_of(document, "Text"))
    assert said(document, first) == "See (Jurist, March 2024 (R5))."
    assert said(document, second) == "So it is (The Moscow Times, 28 October 2024 (R6))."


def _numbers_of(document, start: str) -> list[int]:
    block = next(
        b
        for b in all_blocks(document)
        if isinstance(b, Paragraph) and plain_text(b.children).startswith(start)
    )
    return [inline.number for inline in block.children if hasattr(inline, "number")]


def _of_the_caveat(document) -> int:
    boxes = (b for b in document.blocks if isinstance(b, Box) and b.role.startswith("caveat"))
    return sum(len(marks_in) for marks_in in (re.findall(r"\^\d+", _text(b)) for b in boxes))


def _text(box: Box) -> str:
    from tests.document_text import _block

    return "\n".join(_block(box))


def test_lists_and_quotations_in_a_footnote_wear_its_style(workspace):
    said = "> a growing military axis [@ulislam-summit, ¶2]"
    body = f"Text[^1].\n\n[^1]: First:\n\n    - one [@R4]\n\n    {said}"

    document = compose_body(workspace, body)

    note = next(n for n in document.notes if len(n.blocks) == 3)
    roles = {b.role for block in note.blocks for b in _paragraphs(block)}
    assert roles == {"note"}
    assert marks(document) == list(range(1, len(document.notes) + 1))


def _paragraphs(block):
    return [b for b in every_block([block]) if isinstance(b, Paragraph)]


def test_a_footnote_referred_to_twice_is_two_notes(workspace):
    document = compose_body(workspace, "One[^1] and two[^1].\n\n[^1]: The same.")

    assert [said(document, n) for n in _numbers_of(document, "One")] == ["The same.", "The same."]


def test_a_repeated_citation_says_where_its_words_stand(workspace):
    document = compose_body(
        workspace, "One [@ulislam-summit, ¶5 s2]. Two [@ulislam-summit, ¶5 s2]."
    )

    first, second = _numbers_of(document, "One")
    assert "calls into question" in said(document, first)
    assert said(document, second) == f"Faheem ul Islam, ¶5, as in note {first}."


@pytest.mark.parametrize(
    ("locator", "written"),
    [
        ("¶5 s1-2", "¶5, sentences 1–2"),
        ("¶5 s1, s3", "¶5, sentences 1 and 3"),
        ("¶5 s1, ¶6", "¶¶ 5 (sentence 1), 6"),
        ("¶¶ 1-2, ¶5 s1, s3", "¶¶ 1–2, 5 (sentences 1 and 3)"),
    ],
)
def test_a_note_names_each_sentence_that_is_cited(workspace, locator, written):
    document = compose_body(workspace, f"One [@ulislam-summit, {locator}].")

    (note,) = _numbers_of(document, "One")
    assert f", {written}" in said(document, note).replace("\u00a0", " ")


def test_words_that_are_marked_as_such_are_printed_as_they_are(workspace):
    document = compose_body(workspace, "By the [R4]{.term} road.")

    assert "By the [R4]{.term} road." in document_as_text(document)  # a term has no other sign


def test_a_note_shows_the_sentence_that_is_quoted(workspace):
    document = compose_body(
        workspace, "Here “raises the specter” meets “crucial” [@ulislam-summit, ¶3]."
    )

    note = said(document, _numbers_of(document, "Here")[0])
    assert "The timing and symbolism of this summit is crucial." in note
    assert "raises the specter of a new era" in note


@pytest.mark.parametrize(
    ("licence", "said", "unsaid"),
    [
        ("none stated", "The licence of the source: none stated. Only", "licence is not known"),
        ("", "The rights holder’s licence is not known", "The licence of"),
        (
            "CC BY-NC 4.0.",
            "The licence of the source: CC BY-NC 4.0. Only",
            "licence is not known",
        ),
        (
            "© Harbour {Press}",
            "The licence of the source: © Harbour {Press}. Only",
            "licence is not known",
        ),
    ],
)
def test_the_annex_names_the_licence_by_which_it_prints_excerpts(workspace, licence, said, unsaid):
    settings = workspace / "seeds/ulislam-summit/seed.toml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace('licence = "none stated"', f'licence = "{licence}"')
    settings.write_text(text, encoding="utf-8")

    words = document_as_text(compose_file(workspace, "military"))

    assert said in words
    assert unsaid not in words


def test_what_is_said_of_a_source_is_a_sentence_with_a_stop(workspace):
    settings = workspace / "seeds/ulislam-summit/seed.toml"
    text = settings.read_text(encoding="utf-8")
    text = re.sub(r'\ndescription = ".*"\n', '\ndescription = "A piece (so it says)"\n', text)
    settings.write_text(text, encoding="utf-8")

    assert "A piece (so it says). " in document_as_text(compose_file(workspace, "military"))


@pytest.mark.parametrize(
    ("reproduce", "in_note", "in_annex"),
    [
        ("full", True, "The timing and symbolism"),
        ("excerpt", True, "[…]"),
        ("none", False, "Not reproduced. Digest"),
    ],
)
def test_a_source_is_printed_as_far_as_it_may_be(workspace, reproduce, in_note, in_annex):
    settings_of_seed = workspace / "seeds/ulislam-summit/seed.toml"
    text = settings_of_seed.read_text(encoding="utf-8")
    settings_of_seed.write_text(
        text.replace('reproduce = "excerpt"', f'reproduce = "{reproduce}"'), encoding="utf-8"
    )

    document = compose_body(workspace, "Here it raises the specter of blocs [@ulislam-summit, ¶3].")

    note = said(document, _numbers_of(document, "Here")[0])
    assert ("raises the specter of a new era" in note) == in_note
    annex = [b for b in document.blocks if isinstance(b, Paragraph) and b.role == "source"]
    assert in_annex in plain_text(annex[2].children)


def test_a_paragraph_of_the_annex_leads_back_to_every_note_that_cites_it(workspace):
    document = compose_body(
        workspace, "One [@ulislam-summit, ¶6]. Two [@ulislam-summit, ¶¶ 5-6; @R4]."
    )

    back = [b for b in document.blocks if isinstance(b, Paragraph) and b.role == "source-cited"]
    numbers = _numbers_of(document, "One")
    links = [i.target for i in back[5].children if isinstance(i, Link)]
    assert links == [f"#mark-{number}" for number in numbers]


def test_a_note_carries_what_each_of_its_citations_points_at(workspace):
    document = compose_body(workspace, "One [@ulislam-summit, ¶3 s1; @R4].")

    [note] = [note for note in document.notes if note.claim == "One."]
    assert [(each.source, each.paragraphs) for each in note.evidence] == [
        ("ulislam-summit", ("3",)),
        ("R4", ()),
    ]
    assert [each.citation for each in note.evidence] == ["@ulislam-summit, ¶3 s1", "@R4"]
    assert said(document, note.number).count(note.evidence[0].excerpts[0].exact) == 1


# --- parts ------------------------------------------------------------------------------


def test_a_sidebar_has_its_title_and_a_caveat_of_the_brief_stands_with_the_source_s(workspace):
    body = "::: {.sidebar title=\"The 'treaty'\"}\nText.\n:::\n\n"
    body += '::: {.caveat #venue status="resolved" title="Own"}\nText.\n:::'

    document = compose_body(workspace, body + "\n\nSaid [@ulislam-summit, ¶1].")

    boxes = [b for b in document.blocks if isinstance(b, Box)]
    titles = {plain_text(b.title): b.anchor for b in boxes}
    assert titles["The ‘treaty’"] == "box-1"
    assert titles["Own (resolved)"] == "caveat-venue"
    assert titles["Caveat on the source (unresolved)"] == "caveat-venue-2"


def test_tables_are_counted_and_referred_to_by_their_number(workspace):
    table = "| a |\n|---|\n| b |\n\n: Words [@R4] {{#tbl-{}}}\n\n"
    body = table.format("one") + "| uncounted |\n|---|\n| c |\n\n" + table.format("two")

    document = compose_body(workspace, "See [@tbl-two].\n\n" + body)

    reference = next(i for i in all_inlines(document) if isinstance(i, CrossReference))
    labels = [b.label for b in document.blocks if isinstance(b, Table) and b.label]
    assert plain_text((reference,)).replace("\u00a0", " ") == "Table 2"
    assert [label.replace("\u00a0", " ") for label in labels] == ["Table 1", "Table 2"]


def test_the_source_line_of_a_table_is_its_own_and_its_bracket_is_a_note(workspace):
    rows = "| a |\n|---|\n| b [@R4] |\n\n::: {.table-source}\nSource: the log [@R5].\n:::\n"

    document = compose_body(workspace, rows)

    [table] = [block for block in document.blocks if isinstance(block, Table) and block.span]
    assert plain_text(table.source) == "Source: the log."
    numbers = [mark.number for mark in note_marks(document.blocks)]
    assert numbers == sorted(numbers)
    assert any(isinstance(one, NoteMark) for one in table.source)


def test_pages_begin_and_are_turned_where_the_author_says_so(workspace):
    fence = "::: {.page-break}\n:::\n\n"
    body = f"One [@R4].\n\n{fence}Two.\n\n::: {{.landscape}}\nThree.\n\n{fence}Four.\n:::\n\nFive."

    document = compose_body(workspace, body)

    read = [
        block.landscape if isinstance(block, PageBreak) else plain_text(block.children).strip(".")
        for block in document.blocks
        if isinstance(block, PageBreak | Paragraph)
        and block.span
        and block.span.file == "briefs/x.md"
    ]
    assert [one for one in read if isinstance(one, bool) or one in "One Two Three Four Five"] == [
        *("One", False, "Two", True, "Three", True, "Four", False, "Five")
    ]


def test_a_column_of_figures_is_aligned_by_decimals_unless_the_author_aligns_it(workspace):
    rows = "| a | b | c |\n|---|--:|---|\n| 3.5 | 3.5 | 3.5 |\n| – | 12 | soon |\n"

    document = compose_body(workspace, rows)

    [table] = [block for block in document.blocks if isinstance(block, Table) and block.span]
    assert table.alignments == ("decimal", "right", "left")


def test_a_figure_is_its_image_with_its_words_and_its_number(workspace):
    (workspace / "briefs/quay.png").write_bytes(image(40, 30))

    document = compose_body(
        workspace,
        "See [@fig-quay].\n\n![The quay [@R4]](quay.png){#fig-quay width=60% alt='A long quay'}",
    )

    [figure] = [block for block in document.blocks if isinstance(block, Figure)]
    assert (figure.media_type, figure.width, figure.height) == ("image/png", 40, 30)
    assert figure.share == 0.6
    assert (figure.alternative, plain_text(figure.caption)[:8]) == ("A long quay", "The quay")
    assert (figure.anchor, figure.label.replace("\u00a0", " ")) == ("fig-quay", "Figure 1")


BODIES = st.lists(
    st.sampled_from(
        [
            "Text [@ulislam-summit, ¶2] and *more* [@R4; @ulislam-summit, ¶¶ 3-4].",
            "@ulislam-summit [¶5] says so^[A note [@R5].].",
            "- One [@R1]\n- Two\n  1. Three [@ulislam-summit, ¶6 s4]",
            "> The timing and symbolism of this summit is crucial [@ulislam-summit, ¶3].",
            "Term [@R6]\n:   Said [@R7].",
            "| a [@R1] | b |\n|---|---|\n| c | d [@R2] |\n\n: Caption [@R3]",
            '::: {.sidebar title="A box"}\nText [@R4].\n:::',
            "## A section [@R5]",
            "It is [a counterweight]{.pull} to others [@ulislam-summit, ¶3 s2].",
            "Words[^a].\n\n",
            "More words[^a] and [“so it is”]{.term}.",
        ]
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies=BODIES)
def test_any_document_is_numbered_in_reading_order_and_its_links_lead_on(workspace, bodies):
    body = "\n\n".join(bodies)
    if "[^a]" in body:
        body += "\n\n[^a]: A footnote [@ulislam-summit, ¶1]."

    document = compose_body(workspace, body)

    assert marks(document) == [note.number for note in document.notes]
    assert marks(document) == list(range(1, len(document.notes) + 1))
    assert targets(document) <= set(anchors(document))
    assert len(anchors(document)) == len(set(anchors(document)))
