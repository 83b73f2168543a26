"""A layout places sections one by one, begins pages, and shows pictures of its template's own."""

from __future__ import annotations

import pytest

from generator import Library, check, find_workspace
from generator.document import Aside, Figure, Heading, PageBreak, Paragraph
from generator.document.walking import every_block, plain_text
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from tests.samples import image
from tests.theme.themes import house, write

BODY = '{% extends "policy-brief" %}\n{% block body %}\n'
GAPS = "{{ slot.gaps }}\n\n{{ slot.recommendations }}\n\n{{ slot.caveats }}\n{% endblock %}\n"
LATE = """{% for section in sections %}{% if section.name != "early" %}
{{ section.whole }}

{% endif %}{% endfor %}
"""
EARLY = """{% for section in sections %}{% if section.name == "early" %}
{{ section.whole }}

{% endif %}{% endfor %}
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = house(tmp_path_factory.mktemp("arranging"))
    path = root / "briefs/summit.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("## Since the article", "## Since the article {#early}"), encoding="utf-8"
    )
    return root


def made(root, layout: str, **files: bytes):
    write(root, layout=layout)
    for name, data in files.items():
        (root / f"templates/house/{name}.png").write_bytes(data)
    library = Library(find_workspace(root))
    composed = compose(library, read(library, root / "briefs/summit.md"))
    return composed.document.blocks


def faults(root, layout: str) -> list[tuple[str, int]]:
    write(root, layout=layout)
    found = check(root / "briefs/summit.md", workspace=Library(find_workspace(root)))
    return [(one.message, one.span.start.line) for one in found if one.code in CODES]


def masthead(root, line: str) -> list[str]:
    """What a line of the masthead comes to, by paragraph."""
    layout = f'{{% extends "policy-brief" %}}\n{{% block masthead %}}\n{line}\n{{% endblock %}}\n'
    blocks = made(root, layout)
    begun = next(i for i, one in enumerate(blocks) if isinstance(one, Aside))
    return [plain_text(one.children) for one in blocks[:begun] if isinstance(one, Paragraph)]


def test_of_parts_of_a_line_between_dots_those_without_a_value_are_left_out(root):
    assert masthead(root, "{{ brief.contact }} · {{ brief.version }}") == ["1.0"]
    assert masthead(root, "{{ brief.version }} · {{ brief.contact }}") == ["1.0"]
    assert masthead(root, "{{ brief.version }} · {{ brief.doi }} · x{{ brief.doi }}") == ["1.0 · x"]
    assert masthead(root, "{{ brief.doi }} · {{ brief.contact }}") == []


def test_what_a_layout_itself_says_between_dots_is_never_left_out(root):
    assert masthead(root, "One · two{{ brief.doi }}") == ["One · two"]


CODES = ("L001", "L005", "L007", "B015")


def test_what_cannot_be_reckoned_is_told_at_its_line(root):
    (found,) = faults(root, BODY + "{{ slot.gaps }}\n\n{{ brief.title - 1 }}\n{% endblock %}\n")

    assert found[0].startswith("the layout cannot be filled: unsupported operand type")
    assert found[1] == 5


def sections(blocks) -> list[str]:
    titled = [one for one in blocks if isinstance(one, Heading) and one.level == 2]
    return [plain_text(one.children) for one in titled][1:5]


def test_sections_stand_in_the_order_of_the_layout(root):
    assert sections(made(root, BODY + LATE + EARLY + GAPS)) == [
        "Three strands",
        "The wider argument",
        "Another reading",
        "Since the article",
    ]
    assert sections(made(root, BODY + EARLY + LATE + GAPS))[0] == "Since the article"


@pytest.mark.slow
def test_a_section_that_the_layout_leaves_out_is_told(root):
    message = "the template leaves out the brief's section “Since the article”"

    assert faults(root, BODY + LATE + GAPS) == [(message, 1)]


@pytest.mark.slow
def test_sections_are_not_printed_both_at_once_and_one_by_one(root):
    message = "the layout puts a section in two places"

    found = faults(root, BODY + "{{ slot.sections }}\n\n" + EARLY + GAPS)

    assert found == [(message, 6)]


def test_a_heading_that_a_layout_prints_above_nothing_is_told_at_its_line(root):
    heading = "## {{ label.decision }}"
    under = '{% extends "policy-brief" %}\n{% block contents %}\n'

    above_nothing = faults(root, f"{under}{heading}\n\n{{% endblock %}}")
    above_words = faults(root, f"{under}{heading}\n\n{{{{ brief.title }}}}\n{{% endblock %}}")
    above_a_part = faults(
        root, f"{under}{heading}\n\n### {{{{ brief.title }}}}\n\nX\n{{% endblock %}}"
    )

    assert above_nothing == [("nothing stands below the heading “Decision sought”", 3)]
    assert above_words == above_a_part == []


def test_a_heading_whose_label_is_empty_is_told(root):
    write(root, labels='[en]\nkey_points = ""\n')

    library = Library(find_workspace(root))
    said = [
        one for one in check(root / "briefs/summit.md", workspace=library) if one.code == "L001"
    ]

    (one,) = said
    assert one.message == "this heading has no words: its label or its value is empty"
    assert one.span.file.endswith("policy-brief/layout.md.j2")


def test_a_layout_goes_over_nothing_else(root):
    found = faults(root, BODY + "{% for one in notes %}\n{% endfor %}\n" + GAPS)

    known = "`sources`, `sections`, `authors`, `fields`, `about` or `imprint`"
    assert found == [(f"a layout goes over {known} and nothing else", 3)]


@pytest.mark.slow
def test_a_layout_begins_a_page(root):
    blocks = made(root, BODY + "::: {.page-break}\n:::\n\n{{ slot.sections }}\n\n" + GAPS)

    assert [type(one) for one in blocks].count(PageBreak) == 1


PICTURE = '![](badge.png){alt="The badge of {{ brief.publisher }}" width=20%}'


@pytest.mark.slow
def test_a_picture_of_a_layout_lies_in_the_folder_of_its_template(root):
    blocks = made(
        root, f"{BODY}{PICTURE}\n\n{{{{ slot.sections }}}}\n\n{GAPS}", badge=image(40, 20)
    )

    (badge,) = [one for one in every_block(blocks) if isinstance(one, Figure)]
    assert (badge.width, badge.share, badge.label) == (40, 0.2, "")
    assert badge.alternative == "The badge of Policy Brief Desk"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("written", "message"),
    [
        (PICTURE, "no file badge.png"),
        (PICTURE.replace("badge", "../badge"), "../badge.png lies outside its folder"),
        ("![A badge](badge.png)", "an image of a layout has no caption, and says what it shows"),
        (PICTURE.replace("width", "size"), "these braces of an image cannot be read"),
        ("::: {.page-break}\nWords.\n:::", "a page break has nothing in it"),
        (
            "::: {.box .plain}\n::: {.page-break}\n:::\n:::",
            "no page begins here",
        ),
    ],
)
def test_what_a_layout_cannot_show_is_told_at_its_line(root, written, message):
    found = faults(root, f"{BODY}{{{{ slot.sections }}}}\n\n{written}\n\n{GAPS}")

    assert found[0][0] == message
    assert found[0][1] in (5, 6)
