"""A template declares the blocks that a brief may write: how they are set, and what they hold."""

from __future__ import annotations

import pytest

from generator import Library, check, find_workspace
from generator.document import Aside, Box, Heading, NoteMark, Paragraph
from generator.document.walking import plain_text
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from tests.theme.themes import house, write

SETTINGS = """parent = "policy-brief"

[blocks.verse]
style = "verse"

[blocks.biography]
box = "biography"
style = "small"
title = "biography"
holds = ["paragraphs", "images"]
placed = true

[blocks.aside-note]
aside = "about"
"""
THEME = "[styles.verse]\nsize = 13\nleading = 17\n[boxes.biography]\nfill = 'mist'\n"
LABELS = '[en]\nbiography = "About the author"\n'
LAYOUT = """{% extends "policy-brief" %}
{% block imprint %}
{{ super() }}
{% if slot.biography %}
{{ slot.biography }}
{% endif %}
{% endblock %}
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return house(tmp_path_factory.mktemp("blocks"))


@pytest.fixture
def brief(root):
    """Writes a brief in the house's template that ends with the words given."""
    write(root, settings=SETTINGS, theme=THEME, labels=LABELS, layout=LAYOUT)

    def written(body: str):
        text = (root / "briefs/summit.md").read_text(encoding="utf-8")
        own = text.replace("PB-2026-", "PB-X-")  # a number stands for one brief
        (root / "briefs/x.md").write_text(f"{own}\n\n{body}", encoding="utf-8")
        return root / "briefs/x.md"

    yield written
    (root / "briefs/x.md").unlink(missing_ok=True)


def told(path) -> list[tuple[str, str, str | None]]:
    library = Library(find_workspace(path.parent.parent))
    codes = ("B014", "B015")
    found = check(path, workspace=library)
    return [(one.code, one.message, one.hint) for one in found if one.code in codes]


def heading(made, words: str) -> Heading:
    return next(
        one for one in made if isinstance(one, Heading) and plain_text(one.children) == words
    )


def blocks(path):
    library = Library(find_workspace(path.parent.parent))
    return compose(library, read(library, path), draft=True).document.blocks


def test_a_block_that_no_template_declares_is_an_error_with_the_nearest_one(brief):
    written = ('::: {.biografy title="Her"}\nShe writes.', '::: {.verse title="Her"}\nWords.')
    path = brief("".join(f"{one}\n:::\n\n" for one in written))

    assert told(path) == [
        ("B014", "unknown class `biografy`", "did you mean `biography`?"),
        ("B014", "unknown attribute `title`", "known here: lang"),
    ]


def test_a_heading_in_another_language_is_told_to_stand_in_a_block(brief):
    assert told(brief("## Auf Deutsch {lang=de}\n\nSo ist es.\n")) == [
        (
            "B014",
            "unknown attribute `lang`",
            "put what is in another language between ::: {lang=…} and :::",
        )
    ]


def test_paragraphs_of_a_block_wear_its_style(brief):
    made = blocks(brief("::: {.verse}\nWide words.\n:::\n"))

    assert [one.role for one in made if isinstance(one, Paragraph)].count("verse") == 1


@pytest.mark.slow
def test_a_box_is_headed_by_its_label_unless_its_author_gives_a_title(brief):
    path = brief('::: {.biography}\nShe.\n:::\n\n::: {.biography title="Two"}\nHe.\n:::\n')

    found = [one for one in blocks(path) if isinstance(one, Box) and one.role == "biography"]

    assert [plain_text(one.title) for one in found] == ["About the author", "Two"]
    assert [one.blocks[0].role for one in found] == ["small", "small"]
    assert told(path) == []


def test_a_block_that_is_placed_stands_where_the_layout_has_its_slot(brief):
    path = brief("::: {.biography}\nShe.\n:::\n\n## The end\n\nWords.\n")

    made = blocks(path)

    assert heading(made, "The end") in made[:-1]
    assert isinstance(made[-1], Box)
    assert made[-1].role == "biography"


CITED = "[@ulislam-summit, ¶2 s4]"


@pytest.mark.parametrize(
    ("written", "quoted"),
    [
        (f"“a growing military axis”\n— Faheem ul Islam {CITED}", "“a growing military axis”"),
        (f'"a growing military axis"\\\n--- Faheem ul Islam {CITED}', "“a growing military axis”"),
        (f"“a growing military axis” {CITED}\n\n– Faheem ul Islam", "“a growing military axis”"),
    ],
)
def test_a_last_line_behind_a_dash_says_whose_words_a_block_has(brief, written, quoted):
    path = brief(f"::: {{.pull}}\n{written}\n:::\n\nWords behind it.\n")

    (pull,) = [one for one in blocks(path) if isinstance(one, Aside) and one.role == "pull"]
    said = [(one.role, plain_text(one.children).strip()) for one in pull.blocks]
    assert [role for role, _ in said] == ["pull", "pull-source"]
    assert said[0][1] == quoted
    assert said[1][1][1:] == " Faheem ul Islam"
    marks = [one for each in pull.blocks for one in each.children if isinstance(one, NoteMark)]
    assert len(marks) == 1
    found = check(path, workspace=Library(find_workspace(path.parent.parent)))
    line = path.read_text(encoding="utf-8").partition("::: {.pull}")[0].count("\n")
    assert [one for one in found if one.span.start.line > line] == []


def test_words_of_a_quotation_with_a_stop_and_their_speaker_are_one_claim(brief):
    path = brief(f"::: {{.pull}}\n“It is so.”\n— Faheem ul Islam {CITED}\n:::\n\nWords.\n")

    found = check(path, workspace=Library(find_workspace(path.parent.parent)))

    assert "C005" in [one.code for one in found]  # altered, and not: cites nothing
    assert "C010" not in [one.code for one in found]


def test_a_house_gives_such_a_line_in_a_block_of_its_own_a_style(root, brief):
    settings = SETTINGS + '[blocks.voice]\nbox = "biography"\nsource = "verse"\n'
    write(root, settings=settings, theme=THEME, labels=LABELS, layout=LAYOUT)
    path = root / "briefs/x.md"
    text = (root / "briefs/summit.md").read_text(encoding="utf-8").replace("PB-2026-", "PB-X-")
    path.write_text(f"{text}\n\n::: {{.voice}}\nWords.\n\n— A ferryman\n:::\n", encoding="utf-8")

    (voice,) = [one for one in blocks(path) if isinstance(one, Box) and one.role == "biography"]

    assert [one.role for one in voice.blocks] == ["body", "verse"]


@pytest.mark.slow
def test_a_pull_quote_may_be_written_as_a_block(brief):
    path = brief("::: {.pull}\nThey did not sign.\n:::\n\nWords behind it.\n")

    (pull,) = [one for one in blocks(path) if isinstance(one, Aside) and one.role == "pull"]

    assert [one.role for one in pull.blocks] == ["pull"]
    assert told(path) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("::: {.biography}\n- A list.\n:::\n", "a block `biography` does not hold a list"),
        ("::: {.biography}\n:::\n", "this `biography` is empty"),
        (
            ":::: {.sidebar}\n::: {.aside-note}\nWords.\n:::\n::::\n",
            "`aside-note` cannot stand inside another block",
        ),
        (
            "- An item.\n\n  ::: {.biography}\n  She.\n  :::\n",
            "`biography` cannot stand inside another block",
        ),
    ],
)
def test_what_a_block_cannot_hold_and_where_it_cannot_stand_is_an_error(brief, body, message):
    assert [(code, said) for code, said, _ in told(brief(body))] == [("B015", message)]


def test_blocks_are_not_told_while_their_declaration_has_a_fault(root, brief):
    path = brief("::: {.verse}\nWords.\n:::\n")
    write(root, settings=SETTINGS.replace('style = "verse"', "style = 1"), theme=THEME)

    found = check(path, workspace=Library(find_workspace(root)))

    assert [one.code for one in found if one.is_error] == ["L004"]


def test_a_slot_that_a_layout_misspells_is_told_there_and_not_as_one_that_it_lacks(root):
    layout = LAYOUT.replace("slot.biography", "slot.biografy")
    write(root, settings=SETTINGS, theme=THEME, labels=LABELS, layout=layout)

    found = check(root / "briefs/summit.md", workspace=Library(find_workspace(root)))

    assert [(one.message, one.hint, one.span.start.line) for one in found if one.is_error] == [
        ("a layout knows no `slot.biografy`", "did you mean `slot.biography`?", line)
        for line in (4, 5)
    ]


def test_a_layout_that_does_not_parse_is_not_told_to_lack_a_slot_or_a_label(root):
    labels = LABELS + 'ours = "Ours"\n'  # which a layout may name
    write(root, settings=SETTINGS, theme=THEME, labels=labels, layout=LAYOUT + "{% endif %}")

    found = check(root / "briefs/summit.md", workspace=Library(find_workspace(root)))

    assert [one.message for one in found if one.is_error] == ["`{% endif %}` ends nothing"]


def test_of_a_block_that_another_template_declares_that_one_is_named(root, brief):
    path = brief("::: {.verse}\nA line.\n:::")
    text = path.read_text(encoding="utf-8").replace('"house"', '"policy-brief"')
    path.write_text(text, encoding="utf-8")

    (one,) = [one for one in check(path, workspace=Library(find_workspace(root))) if one.is_error]

    assert (one.code, one.message) == ("B014", "unknown class `verse`")
    assert one.hint == "the template `house` has it: set the brief in that one, or do without"


def test_a_label_named_as_its_block_is_one_to_add_and_no_misspelling_of_another(root):
    write(root, settings=SETTINGS, theme=THEME, labels="", layout=LAYOUT)

    found = check(root / "briefs/summit.md", workspace=Library(find_workspace(root)))

    (one,) = [one for one in found if one.code == "L004"]
    assert one.message == "no label `biography`, which is to head the block `biography`"
    assert one.hint == 'add biography = "…" under [en] of labels.toml'


def test_a_key_of_the_template_below_a_block_is_told_to_stand_at_the_top(root):
    settings = SETTINGS + "short_notes = true\n"
    write(root, settings=settings, theme=THEME, labels=LABELS, layout=LAYOUT)

    found = check(root / "briefs/summit.md", workspace=Library(find_workspace(root)))

    (one,) = [one for one in found if one.code == "L004"]
    wrong = "`short_notes` stands above the first table, not below `[blocks.aside-note]`"
    assert (one.message, one.hint) == (wrong, "move the line to the top of template.toml")


@pytest.mark.parametrize(
    ("change", "line", "message", "hint"),
    [
        (
            ('box = "biography"', 'box = "biografy"'),
            7,
            "no box `biografy` in the theme",
            "did you mean `biography`?",
        ),
        (
            ('aside = "about"', 'aside = "about"\ntitle = "zzz"'),
            15,
            "no label `zzz`, which is to head the block `aside-note`",
            'add zzz = "…" under [en] of labels.toml',
        ),
        (
            ('[blocks.verse]\nstyle = "verse"', '[blocks.summary]\nstyle = "lead"'),
            3,
            "each brief has a block `summary`, whatever the template",
            "give your block another name; what it looks like is said in the theme",
        ),
        (
            ('aside = "about"', 'aside = "about"\nplaced = true'),
            15,
            "no layout places the block `aside-note`",
            "put {{ slot.aside_note }} on a line of its own in layout.md.j2",
        ),
    ],
)
def test_a_mistake_in_a_declaration_is_told_at_its_line(root, change, line, message, hint):
    write(root, settings=SETTINGS.replace(*change), theme=THEME, labels=LABELS, layout=LAYOUT)

    found = check(root / "briefs/summit.md", workspace=Library(find_workspace(root)))

    (one,) = [one for one in found if one.code in ("L004", "L008")]
    assert (one.message, one.hint) == (message, hint)
    assert (one.span.file, one.span.start.line) == ("templates/house/template.toml", line)
