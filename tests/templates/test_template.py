"""A fault in a template is said at the template's own line, and no part of a brief is lost."""

from __future__ import annotations

import pytest

from generator import Library, check, find_workspace
from generator.actions.template_check import check_template
from tests.archive.workspaces import copy_workspace
from tests.checking import grave
from tests.theme.themes import write

LAYOUT = "templates/policy-brief/layout.md.j2"
LABELS = "templates/policy-brief/labels.toml"


SHORT = """---
title: "Ties"
date: "2026-11-22"
seeds: [ulislam-summit]
template: "policy-brief"
---

::: {.summary}
The author calls military cooperation the main focus of the meeting [@ulislam-summit, ¶2 s1].
:::

## What each side would supply

North Korea "appears ready to support" Russia [@ulislam-summit, ¶2 s3]. It is said to be ready to
support it in Ukraine [@ulislam-summit, ¶2 s3].

::: {.gaps}
It does not mention China.
:::
"""
"""A brief of a few lines: a summary, a section that cites one sentence twice, and gaps."""


@pytest.fixture
def workspace(tmp_path):
    copy_workspace(tmp_path)
    (tmp_path / "briefs/short.md").write_text(SHORT, encoding="utf-8")
    return tmp_path


def test_the_short_brief_is_without_a_fault(workspace):
    assert not grave(check(workspace / "briefs/short.md"))


def faults(workspace, file: str, old: str, new: str, slug: str = "short"):
    """What is said once `old` is replaced in a file, and the line of the replacement."""
    path = workspace / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    return grave(check(workspace / f"briefs/{slug}.md")), line


GAPS = "{{ slot.gaps }}"


EXPRESSIONS = [
    ("{{ slot.gapz }}", "L001", "a layout knows no `slot.gapz`", "did you mean `slot.gaps`?"),
    ("{{ gapz }}", "L001", "a layout knows no `gapz`", "did you mean `slot.gaps`?"),
    ("{{ slots.gaps }}", "L001", "knows no `slots.gaps`", "did you mean `slot.gaps`?"),
    ("{{ label.cutof }}", "L001", "knows no `label.cutof`", "did you mean `label.cutoff`?"),
    ("{{ label.doi_of_all }}", "L001", "knows no `label.doi_of_all`", 'doi_of_all = "…" under'),
    ("{{ slot.subtitle }}", "L001", "knows no `slot.subtitle`", "did you mean `brief.subtitle`?"),
    ("{{ slot.gaps | nofilter }}", "L001", "a layout knows no filter `nofilter`", "known here"),
    ("{{ slot.gaps | uper }}", "L001", "a layout knows no filter `uper`", "`upper`"),
    ("{% if slot.gaps is defind %}{% endif %}", "L001", "no test `defind`", "`defined`"),
    ("{% if slot.gaps = 1 %}{% endif %}", "L001", "one `=` compares nothing", "write =="),
    ("{{ slot.gaps }", "L001", "`{{ slot.gaps }` is not closed", "write {{ slot.gaps }}"),
    ("{% if slot.gaps }", "L001", "`{% if slot.gaps }` is not closed", "write {% if slot.gaps %}"),
    ("{{ slot gaps }}", "L001", "`{{ slot gaps }}` is not one value", "write a dot: {{ slot.gaps"),
    ("{ slot.gaps }", "L001", "`{ slot.gaps }` would be printed", "write {{ slot.gaps }}"),
    ("{ { slot.gaps }}", "L001", "`{ { slot.gaps }}` would be", "write {{ slot"),
    ("{ % if slot.gaps %}{% endif %}", "L001", "`{ %` is parted by a blank", "write {%"),
    ("{% if brief.number == “1” %}", "L001", "has curly quotation marks", '== "1" %}'),
    ("{% block my-gaps %}", "L001", "`{% block my-gaps %}` is no such tag", "{% block my_gaps %}"),
    ("{% block summary %}", "L001", "the block `summary` is not closed", "put {% endblock %}"),
    ("{% block summary %}{% endblock %}", "L001", "`summary` is here twice", "into one"),
    ("{% for one in author %}{% endfor %}", "L001", "goes over `sources`", "`authors`"),
    ("{{ super }}", "L001", "a layout knows no `super`", "write {{ super() }}"),
    (
        "{% for one in about %}",
        "L001",
        "`{% for one in about %}` is not",
        "put {% endfor %} before {% endif %} in line",
    ),
    (
        "{% endif %}{% endblock %}{% endblock %}{% endif %}",
        "L001",
        "`{% endif %}` ends nothing",
        "take it out",
    ),
    ("{% blok gaps %}", "L001", "a layout knows no `{% blok %}`", "did you mean `block`?"),
    ("{{ 'a' * 10**9 }}", "L001", "a layout does not use `*`", "values and slots"),
    ("{{ 'a' % 1 }}", "L001", "a layout does not use `%`", "values and slots"),
    ("{{ ['a'] }}", "L001", "a layout does not use `[…]`", "values and slots"),
    ("{{ brief['title'] }}", "L001", "a layout does not use `[…]`", "values and slots"),
    (
        "{{ ''.__class__.__mro__ }}",
        "L001",
        "`.__mro__` stands behind what has no",
        "values and slots",
    ),
    ("{{ brief.__class__ }}", "L001", "knows no `brief.__class__`", "values and slots"),
    ("{{ brief.title.upper() }}", "L001", "a layout calls nothing but", "values and slots"),
    ("{{ range(99) }}", "L001", "a layout calls nothing but", "values and slots"),
    ("{{ brief }}", "L001", "`brief` is not a value by itself", "brief.abstract"),
    (
        "{% for a in range(9) %}{% endfor %}",
        "L001",
        "goes over `sources`, `sections`",
        "values and slots",
    ),
    ("{% set a = brief.title %}", "L001", "a layout does not use `set`", "values and slots"),
    ("{% macro m() %}{% endmacro %}", "L001", "a layout does not use `macro`", "values and slots"),
    ("{% include 'policy-brief' %}", "L001", "a layout does not use `include`", "values and slots"),
    (
        "{% if slot.caveats %}{{ slot.gapz }}{% endif %}",
        "L001",
        "knows no `slot.gapz`",
        "`slot.gaps`",
    ),
]
STYLES = [
    ("::: {.smal}\nWords.\n:::", "L001", "no style `smal` in the theme", "`small`"),
    ("::: smal\nWords.\n:::", "L001", "no style `smal` in the theme", "`small`"),
    ("::: {.box .sidebr}\nWords.\n:::", "L001", "no box `sidebr` in the theme", "`sidebar`"),
    ("::: {.plain}\nWords.\n:::", "L001", "no style `plain` in the theme", "{.box .plain}"),
    (
        "::: {.small .lead}\nWords.\n:::",
        "L001",
        "can have only one name, not small and lead",
        "fence",
    ),
    ('::: {.small title="x"}\nWords.\n:::', "L001", "`title` is not read here", "a box has"),
    ('::: {.box .plain titel="x"}\nW.\n:::', "L001", "`titel` is not read here", "a box has"),
]
WORDS = [
    ("[Words]{.repoted}", "L001", "unknown class `repoted`", "`reported`"),
    ("#### Words {.repoted}", "L001", "unknown class `repoted`", "annex"),
    ("Text [@R1].", "L001", "a layout cites nothing", "belong in the brief"),
    ("See ¶3.", "L001", "a layout cites nothing", "belong in the brief"),
    ("Words.² More.", "L001", "a layout cites nothing", "belong in the brief"),
    ("It says “the end is near”.", "L001", "a layout quotes nothing", "belong in the brief"),
    ("## The “near end”", "L001", "a layout quotes nothing", "belong in the brief"),
    ("• Words", "B030", "a bullet would be printed", "write - item"),
    ("<div>", "B007", "HTML is not part of a brief", "::: {"),
    ("::: {.box", "B006", "this line `:::` neither opens nor closes a block", "empty line"),
    ("Here {{ slot.gaps }} too", "L005", "`slot.gaps` stands inside a line", "own"),
    ("{{ slot.summary }}", "L005", "the layout puts `slot.summary` in two places", "once"),
]


@pytest.mark.parametrize(
    ("new", "code", "message", "hint"),
    [*EXPRESSIONS, *STYLES, *WORDS],
)
def test_a_fault_is_said_at_the_line_of_the_layout(workspace, new, code, message, hint):
    found, line = faults(workspace, LAYOUT, GAPS, new)

    fault = next(f for f in found if message in f.message)
    assert (fault.code, fault.is_error) == (code, True)
    assert (fault.span.file, fault.span.start.line) == (LAYOUT, line)
    assert hint in fault.hint


def test_the_name_that_a_layout_does_not_know_is_what_is_pointed_at(workspace):
    (fault,), _ = faults(workspace, LAYOUT, GAPS, "Words {{ slot.gapz }} more")

    assert (fault.span.start.column, fault.span.end.column) == (10, 19)


def test_nothing_mends_a_layout_but_people(workspace):
    (fault,), _ = faults(workspace, LAYOUT, GAPS, "• Words")

    assert fault.fix is None
    assert "brief check" not in fault.hint


def test_a_block_that_is_not_closed_is_told_where_it_begins(workspace):
    text = (workspace / LAYOUT).read_text(encoding="utf-8")
    line = text[: text.index("{% block decision %}")].count("\n") + 1
    body = text[text.index("{% block decision %}") : text.index("{% block body %}")]
    before, end, _ = body.rpartition("{% endblock %}")
    assert end

    (fault,), _ = faults(workspace, LAYOUT, body, before)

    assert (fault.message, fault.span.start.line) == ("the block `decision` is not closed", line)
    assert fault.hint == "put {% endblock %} where it ends"


def test_a_layout_of_its_own_words_is_cut_off_where_no_brief_could_be_so_long(workspace):
    found, _ = faults(workspace, LAYOUT, GAPS, "[[[[[[[[[[" * 20_000)

    assert [f.message for f in found] == ["the filled layout is too long"]


@pytest.mark.parametrize("deep", ["(" * 9_000, "{% if slot.gaps %}" * 9_000, "{{ " + "-" * 9_000])
def test_what_stands_too_deep_inside_one_another_is_a_finding(workspace, deep):
    found, _ = faults(workspace, LAYOUT, GAPS, f"{{{{ {deep} }}}}" if deep[0] == "(" else deep)

    assert {f.code for f in found} == {"L001"}


@pytest.mark.parametrize(
    ("name", "is_error"), [("gaps", False), ("sections", False), ("caveats", True)]
)
def test_a_part_without_a_slot_is_told(workspace, name, is_error):
    found, _ = faults(workspace, LAYOUT, f"{{{{ slot.{name} }}}}", "")

    assert [f.message for f in found] == [f"the template leaves out the brief's {name}"]
    assert [f.is_error for f in found] == [is_error]


def test_what_a_shorter_brief_leaves_out_is_told_in_the_layout_of_the_child(workspace):
    write(workspace, layout='{% extends "policy-brief" %}\n{% block summary %}{% endblock %}\n')

    found = check_template(Library(find_workspace(workspace)), "house")

    whos = ("a mail by the template", "a single page by the template", "the template")
    assert [(one.message, one.span.file) for one in found] == [
        (f"{who} leaves out the brief's summary", "templates/house/layout.md.j2") for who in whos
    ]


def test_a_reference_to_a_table_that_is_left_out_is_told(workspace):
    path = workspace / "briefs/military.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("::: {.gaps}\n", "::: {.gaps}\nSee [@tbl-exchange].\n\n"), "utf-8")

    found, _ = faults(workspace, LAYOUT, "{{ slot.sections }}", "", "military")

    assert "the template leaves out `tbl-exchange`, which this refers to" in [
        f.message for f in found
    ]


def test_faults_of_brief_and_template_are_found_in_one_run(workspace):
    path = workspace / "briefs/military.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("¶2 s4]", "¶9]", 1), encoding="utf-8")

    found, _ = faults(workspace, LAYOUT, GAPS, "{{ slot.gapz }}", "military")

    assert {f.code for f in found} == {"C002", "L001"}


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('[en]\nas_in = "as {nota}"', "label `as_in` has an unknown field `{nota}`"),
        ('[en]\nas_in = "as {note.x}"', "label `as_in` has an unknown field `{note.x}`"),
        ('[en]\nas_in = "as {note!r}"', "label `as_in` has an unknown field `{note!r}`"),
        ('[en]\nas_in = "as {note:>9}"', "label `as_in` has an unknown field `{note:>9}`"),
        ('[en]\nas_in = "as {0} {note}"', "label `as_in` has an unknown field `{0}`"),
        ('[en]\nas_in = "{note} {"', "label `as_in` has a brace without its partner"),
        ('[en]\nas_in = "{{note}}"', "label `as_in` has a brace without its partner"),
        ('[en]\nas_in = "as before"', "label `as_in` lacks `{note}`"),
        ('[en]\nas_in = "as in\\u0007 note {note}"', "is no line of words"),
        ('[en]\ndate = "{day} {month}"', "label `date` lacks `{year}`"),
        ('[en]\ndate = "{day.__class__} {month} {year}"', "unknown field `{day.__class__}`"),
        ('[en]\ngabs = "What"', "no label is called `gabs`"),
        ('[en]\nquoted = "“”"', "label `quoted` lacks `{words}`"),
        ('gaps = "x"', "`gaps` must be under a language"),
        ("[english words]", "not TOML"),
        ('["english words"]', "`english words` is no language tag"),
        ("[en]\nundated = 1", "label `undated` must be text, not 1"),
        (f'[en]\nundated = "{"x" * 1001}"', "is too long"),
        ('[en]\nmonths = ["February"]', "label `months`: a list is too short"),
        ("[en]\nundated =", "not TOML"),
    ],
)
def test_a_label_that_does_not_hold_is_said(workspace, written, message):
    (workspace / LABELS).write_text(written, encoding="utf-8")

    found = grave(check(workspace / "briefs/short.md"))

    assert [f.code for f in found] == ["L003"]
    assert message in found[0].message
    assert (found[0].span.file, found[0].span.start.line) == (LABELS, written.count("\n") + 1)


def test_an_author_s_words_are_never_taken_for_a_token(workspace):
    path = workspace / "briefs/military.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\n&#xE000;0&#xE001;\n", encoding="utf-8")

    found = grave(check(path))

    assert {f.code for f in found if f.is_error} == {"B031"}
