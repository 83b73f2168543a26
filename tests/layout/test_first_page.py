"""What a brief puts on page 1: caveats in brief, figures, the decision, chips, pull quotes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import Library, check, find_workspace
from generator.document import Aside, Box, Document, Inline, Link, NumberedList, Paragraph, Strong
from generator.document.walking import plain_text
from generator.manifest.passages import body_passages
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from tests.archive.workspaces import copy_workspace, edit
from tests.document_text import document_as_text
from tests.layout.composing import FRONT, all_blocks, anchors, compose_body, compose_file, marks
from tests.typesetting.sample import FIRST_LOOK

CAVEATS = "seeds/ulislam-summit/caveats.md"
IN_BRIEF = (
    "\nIn brief\n:   The venue and the date given belong to two different meetings, of 2023 and "
    "2024 [@ulislam-summit, ¶1 s1; @R1; @R3].\n"
)
SAID = "Said [@ulislam-summit, ¶1]."
DECISION = """\
::: {.decision}
[Head of unit]{.to}: settle who watches the border, [by 31 January 2027]{.by} [@ulislam-summit, ¶6].
:::

"""
GLANCE = """\
::: {.glance}
- **2 meetings** The record has one in 2023 and one in 2024 [@R1; @R3].
- **19 June 2024**: The day that the author gives [@ulislam-summit, ¶1].
:::

"""
POINTS = """\
::: {.judgements}
1. [The author calls military cooperation the main focus]{.reported} [@ulislam-summit, ¶2].
2. They are *likely* to go on [@ulislam-summit, ¶2]. [Low confidence: one old text.]{.confidence}
3. It is *unlikely* to end [@ulislam-summit, ¶5]. [*Low* confidence: one text.]{.confidence}
:::

"""


@pytest.fixture
def workspace(tmp_path):
    return copy_workspace(tmp_path)


def found_in(workspace: Path, body: str) -> list[tuple[str, str]]:
    """The codes and messages of what is found in a body, errors and warnings."""
    path = workspace / "briefs/x.md"
    path.write_text(f"---\n{FRONT}---\n\n{body}\n", encoding="utf-8", newline="\n")
    found = check(path)
    return [(str(one.code), one.message) for one in found if one.severity.value != "note"]


def boxes(document: Document, role: str, kind: type[Box | Aside] = Box) -> list[Box | Aside]:
    return [b for b in all_blocks(document) if isinstance(b, kind) and b.role == role]


def words(block: Box | Aside) -> list[str]:
    """The role and the words of each paragraph in a box, spaces between figures made usual."""
    return [
        f"{one.role}: {plain_text(one.children)}".replace("\u00a0", " ")
        for one in block.blocks
        if isinstance(one, Paragraph)
    ]


def place(document: Document, words: str) -> int:
    lines = document_as_text(document).splitlines()
    return next(number for number, line in enumerate(lines) if words in line)


# --- caveats in brief -------------------------------------------------------------------


def test_a_caveat_is_said_in_brief_above_the_key_points_and_in_full_behind_the_sections(workspace):
    document = compose_file(workspace, "military")

    (short,) = boxes(document, "caveat-brief")
    (whole,) = boxes(document, "caveat")
    assert words(short) == [
        (
            "caveat-brief: Caveat. The venue and the date given belong to two different meetings, "
            "of 2023 and 2024. The caveat in full"
        )
    ]
    assert "In brief" not in document_as_text(document)
    assert place(document, "[caveat-brief]") < place(document, "## Key points")
    assert place(document, "## Since the article") < place(document, "[caveat] ")
    assert short.span == whole.span


def test_a_caveat_in_brief_cites_and_leads_to_the_whole(workspace):
    document = compose_file(workspace, "military")

    (short,) = boxes(document, "caveat-brief")
    (paragraph,) = short.blocks
    *_, mark, link = [
        one for one in paragraph.children if hasattr(one, "number") or isinstance(one, Link)
    ]
    assert mark.number == 2
    assert link.target == "#caveat-venue"
    assert "caveat-venue" in anchors(document)


def test_an_unresolved_caveat_without_a_sentence_for_page_1_is_an_error(workspace):
    edit(workspace / CAVEATS, IN_BRIEF, "")

    assert found_in(workspace, SAID) == [("B038", "this caveat has no sentence for page 1")]


def test_a_resolved_caveat_needs_no_sentence_for_page_1(workspace):
    edit(workspace / CAVEATS, IN_BRIEF, "")
    edit(workspace / CAVEATS, "unresolved", "resolved")

    assert found_in(workspace, SAID) == []


def test_a_draft_leads_from_page_1_to_a_caveat_that_says_nothing_in_brief(workspace):
    edit(workspace / CAVEATS, IN_BRIEF, "")
    (workspace / "briefs/x.md").write_text(f"---\n{FRONT}---\n\n{SAID}\n", encoding="utf-8")
    library = Library(find_workspace(workspace))

    document = compose(library, read(library, workspace / "briefs/x.md"), draft=True).document

    (short,) = boxes(document, "caveat-brief")
    assert words(short) == ["caveat-brief: Caveat. The caveat in full"]


def test_a_sentence_for_page_1_is_checked_as_any_other(workspace):
    edit(workspace / CAVEATS, "¶1 s1; @R1; @R3]", "¶9]")

    assert [code for code, _ in found_in(workspace, SAID)] == ["C002"]


def house(workspace: Path, layout: str) -> Library:
    folder = workspace / "templates/house"
    folder.mkdir()
    (folder / "template.toml").write_text('parent = "policy-brief"\n', encoding="utf-8")
    text = f'{{% extends "policy-brief" %}}\n{layout}\n'
    (folder / "layout.md.j2").write_text(text, encoding="utf-8")
    return Library(find_workspace(workspace))


BODY = """{% block body %}
{{ slot.sections }}

{{ slot.gaps }}

{{ slot.recommendations }}
{% endblock %}"""
WITHOUT_CAVEATS = "{% block caveats %}{% endblock %}\n" + BODY
IN_FULL = "{% block caveats %}\n{{ slot.caveats }}\n{% endblock %}\n" + BODY


def found_in_house(workspace: Path, layout: str) -> list[tuple[str, bool]]:
    library = house(workspace, layout)
    reading = read(library, workspace / "briefs/military.md", template="house")
    found = compose(library, reading, draft=True).found
    return [(one.message, one.is_error) for one in found]


def test_a_template_may_put_the_whole_caveat_on_page_1_and_no_sentence(workspace):
    assert found_in_house(workspace, IN_FULL) == []


@pytest.mark.slow
def test_a_template_that_leaves_a_caveat_out_is_an_error(workspace):
    assert found_in_house(workspace, WITHOUT_CAVEATS) == [
        ("the template leaves out the brief's caveats", True),
        ("the template leaves out the brief's caveats in brief", True),
    ]


@pytest.mark.slow
def test_a_template_cannot_print_the_sentence_without_the_whole(workspace):
    assert found_in_house(workspace, BODY) == [
        ("the template leaves out the brief's caveats", True)
    ]


# --- the decision -----------------------------------------------------------------------


def test_a_decision_stands_in_its_box_above_the_first_section(workspace):
    document = compose_body(workspace, f"{POINTS}{DECISION}## A section\n\n{SAID}")

    (box,) = boxes(document, "decision")
    assert plain_text(box.title) == "Decision sought"
    assert words(box) == [
        "decision: Head of unit: settle who watches the border, by 31 January 2027."
    ]
    assert place(document, "Head of unit") < place(document, "## A section")
    assert document_as_text(document).count("Head of unit") == 1


@pytest.mark.parametrize(
    ("left_out", "message"),
    [
        ("{.to}", "this decision is put to nobody"),
        ("{.by}", "this decision has no date"),
    ],
)
def test_a_decision_of_nobody_or_of_no_day_is_told(workspace, left_out, message):
    body = DECISION.replace(left_out, "{.term}") + SAID

    assert ("T014", message) in found_in(workspace, body)


def test_a_decision_is_told_twice_that_stands_in_two_places(workspace):
    found = found_in(workspace, f"{DECISION}{DECISION}{SAID}")

    assert ("B015", "this brief has two blocks `decision`") in found


def test_what_a_decision_quotes_is_checked(workspace):
    body = DECISION.replace("who watches the border", 'what "a robust answer from nobody" is')

    assert [code for code, _ in found_in(workspace, body)] == ["C005"]


# --- figures of the matter --------------------------------------------------------------


def test_figures_stand_beside_the_text_each_above_what_it_counts(workspace):
    document = compose_body(workspace, GLANCE + SAID)

    (aside,) = boxes(document, "glance", Aside)
    assert plain_text(aside.title) == "In figures"
    assert words(aside) == [
        "figure-number: 2 meetings",
        "tile: The record has one in 2023 and one in 2024.",
        "figure-number: 19 June 2024",
        "tile: The day that the author gives.",
    ]


def test_the_notes_of_figures_come_first_as_they_are_read(workspace):
    document = compose_body(workspace, GLANCE + SAID)

    (aside,) = boxes(document, "glance", Aside)
    assert [n for one in aside.blocks for n in marks_of(one.children)] == [1, 2]
    assert marks(document) == list(range(1, len(document.notes) + 1))


def marks_of(run: tuple[Inline, ...]) -> list[int]:
    return [one.number for one in run if hasattr(one, "number")]


def test_a_figure_that_cites_nothing_is_an_error(workspace):
    body = GLANCE.replace(" [@ulislam-summit, ¶1]", "") + SAID

    assert ("T015", "this figure cites nothing") in found_in(workspace, body)


def test_a_figure_is_checked_with_the_words_beside_it(workspace):
    body = GLANCE.replace("19 June 2024", "20 June 2024") + SAID

    assert "C015" in [code for code, _ in found_in(workspace, body)]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("- The record has two [@R1; @R3].", "no figure leads here"),
        ("Two meetings [@R1; @R3].", "this is no figure"),
    ],
)
def test_what_is_no_figure_is_told(workspace, written, message):
    body = f"::: {{.glance}}\n{written}\n:::\n\n{SAID}"

    assert ("B015", message) in found_in(workspace, body)


# --- chips ------------------------------------------------------------------------------


def key_points(document: Document) -> NumberedList:
    (listed,) = [
        b for b in document.blocks if isinstance(b, NumberedList) and b.role == "key-point"
    ]
    return listed


def points(document: Document) -> list[list[str]]:
    (_listed,) = [
        b for b in document.blocks if isinstance(b, NumberedList) and b.role == "key-point"
    ]
    return [
        [f"{one.role}: {plain_text(one.children)}" for one in item if isinstance(one, Paragraph)]
        for item in key_points(document).items
    ]


def test_a_key_point_begins_with_what_it_is_how_likely_and_how_sure(workspace):
    document = compose_body(workspace, POINTS + SAID)

    assert points(document) == [
        ["key-point: Reported The author calls military cooperation the main focus."],
        [
            "key-point: Judgement · likely · low confidence They are likely to go on.",
            "confidence: One old text.",
        ],
        [
            "key-point: Judgement · unlikely · low confidence It is unlikely to end.",
            "confidence: Low confidence: one text.",
        ],
    ]


def test_a_key_point_in_german_keeps_the_capitals_of_its_nouns(workspace):
    said = "1. Dies ist *wahrscheinlich* [@ulislam-summit, ¶2].\n"
    basis = "   [Geringe Gewissheit: ein alter Text.]{.confidence}\n"
    german = FRONT.replace('lang: "en-GB"', 'lang: "de"')

    document = compose_body(workspace, f"::: {{.judgements}}\n{said}{basis}:::\n", german)

    ((lead, _),) = points(document)
    assert "wahrscheinlich · geringe Gewissheit" in lead


def test_a_chip_is_bold_words_in_a_style_of_their_own(workspace):
    document = compose_body(workspace, POINTS + SAID)

    (listed,) = [
        b for b in document.blocks if isinstance(b, NumberedList) and b.role == "key-point"
    ]
    leads = [item[0].children[0] for item in listed.items]
    assert all(isinstance(lead, Strong) for lead in leads)
    assert [lead.role for lead in leads] == ["reported", "judgement", "judgement"]


# --- pull quotes ------------------------------------------------------------------------

QUOTED = '["a growing military axis"]{.pull}'


def pulled(workspace: Path, body: str) -> list[list[str]]:
    return [words(one) for one in boxes(compose_body(workspace, body), "pull", Aside)]


def test_words_that_stand_out_are_said_again_beside_their_paragraph_without_its_marks(workspace):
    body = "[It is [an axis]{.term} of two^[So it is [@R6].]]{.pull} in all [@ulislam-summit, ¶2]."
    document = compose_body(workspace, f"Before [@ulislam-summit, ¶1].\n\n{body}")

    (aside,) = boxes(document, "pull", Aside)
    assert words(aside) == ["pull: It is an axis of two"]
    index = document.blocks.index(aside)
    behind = document.blocks[index + 1]
    assert plain_text(behind.children).startswith("It is an axis of two")
    assert marks(document) == list(range(1, len(document.notes) + 1))


def test_a_pull_quote_names_its_source_if_all_of_it_is_one_quotation(workspace):
    assert pulled(workspace, f"He sees {QUOTED} there [@ulislam-summit, ¶2 s4].") == [
        ["pull: “a growing military axis”", "pull-source: Faheem ul Islam, ¶2, sentence 4"]
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        '[He sees "a growing military axis"]{.pull} there [@ulislam-summit, ¶2 s4].',
        (
            '["a growing military axis" and "finds a ready supplier in Russia"]{.pull}'
            " [@ulislam-summit, ¶2]."
        ),
        (
            '["This mutual agreement … threatens not only regional stability"]{.pull}'
            " [@ulislam-summit, ¶2 s4]."
        ),
        f"{QUOTED} he sees [@ulislam-summit, ¶2 s4; @R1].",
    ],
)
def test_a_pull_quote_that_is_not_one_whole_quotation_of_one_source_names_none(workspace, sentence):
    (said,) = pulled(workspace, sentence)

    assert [line.partition(":")[0] for line in said] == ["pull"]


def test_a_pull_quote_takes_no_source_from_the_sentence_behind_its_own(workspace):
    body = "[An axis grows]{.pull} of itself. The author agrees [@ulislam-summit, ¶2]."

    assert pulled(workspace, body) == [["pull: An axis grows"]]


@pytest.mark.parametrize(
    "body",
    [
        "::: {.summary}\n[An axis]{.pull} grows [@ulislam-summit, ¶2].\n:::\n\n" + SAID,
        "- [An axis]{.pull} grows [@ulislam-summit, ¶2].",
        "::: {.sidebar}\n[An axis]{.pull} grows [@ulislam-summit, ¶2].\n:::",
        "*So [an axis]{.pull}* grows [@ulislam-summit, ¶2].",
        "It grows[^n] [@ulislam-summit, ¶2].\n\n[^n]: [An axis]{.pull}.",
    ],
)
def test_a_pull_quote_that_no_page_could_show_is_told(workspace, body):
    assert ("B015", "no pull quote stands here") in found_in(workspace, body)


def test_words_that_are_said_again_are_a_passage_of_their_own_without_notes(workspace):
    document = compose_body(workspace, f"He sees {QUOTED} there [@ulislam-summit, ¶2 s4].")

    said = [
        one for one in body_passages(document) if "a growing military axis" in " ".join(one.words)
    ]
    assert [any(isinstance(piece, int) for piece in one.pieces) for one in said[:2]] == [
        False,
        True,
    ]


# --- asides, short notes, records -------------------------------------------------------


def test_a_layout_sets_what_is_about_the_brief_beside_the_text(workspace):
    edit(workspace / "briefs/military.md", "topics:", 'contact: "desk@example.org"\ntopics:')

    document = compose_file(workspace, "military")

    (aside,) = boxes(document, "about", Aside)
    assert plain_text(aside.title) == "About this brief"
    assert "about: Contact: desk@example.org" in words(aside)
    assert place(document, "[beside: about]") < place(document, "lead | ")


@pytest.mark.slow
def test_a_box_of_the_house_may_be_called_aside(workspace):
    library = house(workspace, "{% block aside %}\n::: {.box .aside}\nWords.\n:::\n{% endblock %}")
    (workspace / "templates/house/theme.toml").write_text("[boxes.aside]\n", encoding="utf-8")

    document = compose(library, read(library, workspace / "briefs/military.md", template="house"))

    assert len(boxes(document.document, "aside")) == 1


def noted(document: Document, number: int) -> str:
    (paragraph,) = document.notes[number - 1].blocks
    return plain_text(paragraph.children).replace("\u00a0", " ")


def test_notes_above_the_first_section_say_author_and_place_alone(workspace):
    document = compose_file(workspace, "military")

    first = min(
        marks_of(next(b for b in document.blocks if getattr(b, "role", "") == "body").children)
    )
    assert [noted(document, number) for number in range(1, first)] == [
        "Faheem ul Islam, ¶2.",
        (
            "Faheem ul Islam, ¶1, sentence 1; People’s Daily Online, 13 September 2023 (R1); "
            "The Financial Express, 19 June 2024 (R3)."
        ),
        "Faheem ul Islam, ¶2, sentence 1.",
        "Faheem ul Islam, ¶2.",
        "Faheem ul Islam, ¶2, sentence 4.",
        "Faheem ul Islam, ¶2.",
    ]
    assert noted(document, first).startswith("Faheem ul Islam, “Strategic Implications of")


def test_what_a_short_note_rests_on_is_in_the_manifest_and_in_the_annex(workspace):
    body = f"::: {{.summary}}\nIt is a sign of change [@ulislam-summit, ¶3 s1].\n:::\n\n{SAID}"

    document = compose_body(workspace, body)

    (evidence,) = document.notes[0].evidence
    (excerpt,) = evidence.excerpts
    annex = [plain_text(b.children) for b in document.blocks if getattr(b, "role", "") == "source"]
    assert excerpt.exact in annex[2]
    assert noted(document, 1) == "Faheem ul Islam, ¶3, sentence 1."


@pytest.mark.slow
def test_notes_are_whole_where_the_template_prints_no_annex(workspace):
    library = house(workspace, "{% block annex %}\n{{ slot.records }}\n{% endblock %}")
    reading = read(library, workspace / "briefs/military.md", template="house")

    document = compose(library, reading).document

    assert noted(document, 1).startswith("Faheem ul Islam, “Strategic Implications of")
    assert "conventional weapons and artillery" in noted(document, 1)


@pytest.mark.slow
def test_a_note_names_a_record_in_full_only_where_the_template_does_not_list_them(workspace):
    body = "Said [@ulislam-summit, ¶1; @R6]."
    listed = compose_body(workspace, body)
    library = house(workspace, "{% block annex %}{% endblock %}")
    unlisted = compose(library, read(library, workspace / "briefs/x.md", template="house")).document

    number = max(
        marks_of(next(b for b in listed.blocks if getattr(b, "role", "") == "body").children)
    )
    assert noted(listed, number).endswith("The Moscow Times, 28 October 2024 (R6).")
    assert "src-@R6" in anchors(listed)
    assert "www" in noted(unlisted, number) or "/2024/10/28/" in noted(unlisted, number)


# --- the look of 0.1.0 ------------------------------------------------------------------


@pytest.fixture
def first_look(workspace):
    """A child template that looks as 0.1.0 did: it proves that tokens, labels, blocks suffice."""
    shutil.copytree(FIRST_LOOK, workspace / "templates/first-look")
    return Library(find_workspace(workspace))


@pytest.mark.slow
def test_the_look_of_the_first_version_is_a_child_template_of_tokens_labels_and_blocks(first_look):
    assert {path.name for path in FIRST_LOOK.iterdir()} == {
        "labels.toml",
        "layout.md.j2",
        "template.toml",
        "theme.toml",
    }
    path = first_look.workspace.briefs / "military.md"

    document = compose(first_look, read(first_look, path, template="first-look")).document

    said = document_as_text(document).replace("\u00a0", " ")
    assert not [b for b in all_blocks(document) if isinstance(b, Aside)]
    assert "kicker | Policy Brief Desk — Policy brief PB-2026-01" in said
    assert place(document, "[summary] Summary") < place(document, "[caveat] Caveat on the source")
    assert place(document, "[caveat] ") < place(document, "## Key points")
    assert "[Reported.]{.reported} The author calls" in said
    assert "[Judgement.]{.judgement} So long as" in said
    assert "confidence | Low confidence: the desk’s inference" in said
    assert "note 1 #note-1\n    note | Faheem ul Islam, “Strategic Implications of" in said
