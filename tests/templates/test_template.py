"""A fault in a template is said at the template's own line, and no part of a brief is lost."""

from __future__ import annotations

import pytest

from generator import check
from tests.archive.workspaces import copy_workspace
from tests.checking import grave

LAYOUT = "templates/policy-brief/layout.md.j2"
LABELS = "templates/policy-brief/labels.toml"


@pytest.fixture
def workspace(tmp_path):
    return copy_workspace(tmp_path)


def faults(workspace, file: str, old: str, new: str, slug: str = "military"):
    """What is said once `old` is replaced in a file, and the line of the replacement."""
    path = workspace / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    return grave(check(workspace / f"briefs/{slug}.md")), line


GAPS = "{{ slot.gaps }}"


@pytest.mark.parametrize(
    ("new", "code", "message", "hint"),
    [
        ("{{ slot.gapz }}", "L001", "a layout knows no `gapz`", "did you mean `gaps`?"),
        ("{{ gapz }}", "L001", "a layout knows no `gapz`", "did you mean `gaps`?"),
        ("{{ slot.gaps | nofilter }}", "L001", "No filter named 'nofilter' found.", "words"),
        ("{% if %}", "L001", "the layout does not parse", "braces"),
        ("{{ 'a' * 10**9 }}", "L001", "a layout does not use `**` so", "words"),
        ("{{ 'a' * 1000000000 }}", "L001", "a layout does not use `*` so", "words"),
        ("{{ ['a'] * 1000000000 }}", "L001", "a layout does not use `*` so", "words"),
        ("{{ ''.__class__.__mro__ }}", "L001", "is unsafe", "words"),
        ("{{ 1 / 0 }}", "L001", "division by zero", "words"),
        ("{{ range(10**9) }}", "L001", "a layout does not use `**` so", "words"),
        ("{% include 'policy-brief' %}", "L001", "the layout leads back to itself", "parent"),
        ("Text [@R1].", "L001", "a layout cites nothing", "belong in the brief"),
        ("<div>", "B007", "HTML is not part of a brief", "plain Markdown"),
        ("::: {.box", "B006", "stray fence", "empty line"),
        ("Here {{ slot.gaps }} too", "L005", "`slot.gaps` stands inside a line", "own"),
        ("{{ slot.summary }}", "L005", "the layout puts `slot.summary` in two places", "once"),
    ],
)
def test_a_fault_is_said_at_the_line_of_the_layout(workspace, new, code, message, hint):
    found, line = faults(workspace, LAYOUT, GAPS, new)

    fault = next(f for f in found if message in f.message)
    assert (fault.code, fault.is_error) == (code, True)
    assert (fault.span.file, fault.span.start.line) == (LAYOUT, line)
    assert hint in fault.hint


def test_a_layout_that_never_ends_is_cut_off(workspace):
    loop = "{% for i in range(90000) %}a line that comes again and again\n{% endfor %}"

    found, _ = faults(workspace, LAYOUT, GAPS, loop)

    assert [f.message for f in found] == ["the filled layout is too long"]


@pytest.mark.parametrize(
    ("name", "is_error"), [("gaps", False), ("sections", False), ("caveats", True)]
)
def test_a_part_without_a_slot_is_told(workspace, name, is_error):
    found, _ = faults(workspace, LAYOUT, f"{{{{ slot.{name} }}}}", "")

    assert [f.message for f in found] == [f"the template leaves out the brief's {name}"]
    assert [f.is_error for f in found] == [is_error]


def test_a_reference_to_a_table_that_is_left_out_is_told(workspace):
    path = workspace / "briefs/military.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("::: {.gaps}\n", "::: {.gaps}\nSee [@tbl-exchange].\n\n"))

    found, _ = faults(workspace, LAYOUT, "{{ slot.sections }}", "")

    assert "the template leaves out `tbl-exchange`, which this refers to" in [
        f.message for f in found
    ]


def test_faults_of_brief_and_template_are_found_in_one_run(workspace):
    path = workspace / "briefs/military.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("¶2 s4]", "¶9]", 1), encoding="utf-8")

    found, _ = faults(workspace, LAYOUT, GAPS, "{{ slot.gapz }}")

    assert {f.code for f in found} == {"C002", "L001"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('as_in = "as in note {note}"', "", "no label `as_in`"),
        ('as_in = "as in note {note}"', 'as_in = "as {number}"', "braces that cannot be filled"),
        ('as_in = "as in note {note}"', 'as_in = "as {"', "braces that cannot be filled"),
        ('as_in = "as in note {note}"', 'as_in = "as {note.x}"', "braces that cannot be filled"),
        ('undated = "undated"', "undated = 1", "label `undated` is no text"),
        ('months = ["January", ', "months = [", "label `months` is no text"),
        ('undated = "undated"', "undated =", "not TOML"),
    ],
)
def test_a_label_that_does_not_hold_is_said(workspace, old, new, message):
    found, line = faults(workspace, LABELS, old, new)

    assert [f.code for f in found] == ["L003"]
    assert message in found[0].message
    assert found[0].span.file == LABELS
    assert new == "" or found[0].span.start.line == line


def test_an_author_s_words_are_never_taken_for_a_token(workspace):
    path = workspace / "briefs/military.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\n&#xE000;0&#xE001;\n", encoding="utf-8")

    found = grave(check(path))

    assert not [f for f in found if f.is_error]
