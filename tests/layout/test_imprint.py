"""What a brief says of itself at its end: contact, licence, DOI and disclaimer."""

from __future__ import annotations

import pytest

from generator import Library, check, find_workspace
from generator.diagnostics import BriefError
from generator.document import Aside, Box, Document, Link
from generator.document.walking import inline_runs, plain_text
from generator.manifest.writing import manifest
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from tests.archive.workspaces import copy_workspace, edit
from tests.checking import grave
from tests.layout.composing import all_blocks, compose_file

DOI = "10.5281/zenodo.1234567"


@pytest.fixture
def workspace(tmp_path):
    return copy_workspace(tmp_path)


def give(workspace, *lines: str) -> None:
    """Write lines into the front matter of the military brief."""
    edit(workspace / "briefs/military.md", "topics:", "\n".join([*lines, "topics:"]))


def found_in(workspace) -> list[tuple[str, str, str]]:
    path = workspace / "briefs/military.md"
    return [(str(one.code), one.message, one.span.file) for one in grave(check(path))]


def imprint(document: Document) -> list[str]:
    """The lines of the box at the end."""
    boxes = [one for one in all_blocks(document) if isinstance(one, Box)]
    return [
        plain_text(run)
        for box in boxes
        if box.role == "imprint"
        for block in box.blocks
        for run in inline_runs(block)
    ]


def links(document: Document) -> list[tuple[str, str]]:
    """The words and the target of every link."""
    runs = [run for block in all_blocks(document) for run in inline_runs(block)]
    every = [one for run in runs for one in run if isinstance(one, Link)]
    return [(plain_text(one.children), one.target) for one in every]


def test_a_brief_that_says_nothing_of_the_kind_has_no_such_box(workspace):
    assert imprint(compose_file(workspace, "military")) == []


def test_licence_doi_and_disclaimer_stand_in_one_box_at_the_end(workspace):
    give(workspace, 'licence: "CC-BY-4.0"', f'doi: "{DOI}"', 'disclaimer: "Ours alone."')

    document = compose_file(workspace, "military")

    assert imprint(document) == [
        f"Licence: CC BY 4.0 · DOI: {DOI}",
        "Disclaimer: Ours alone.",
    ]
    assert isinstance(document.blocks[-1], Box)


def test_a_known_licence_a_doi_and_a_mail_box_are_linked(workspace):
    give(
        workspace,
        'licence: "cc-by-sa-3.0"',
        f'doi: "{DOI}"',
        'contact: "desk@example.org"',
    )

    found = links(compose_file(workspace, "military"))

    assert ("CC BY-SA 3.0", "https://creativecommons.org/licenses/by-sa/3.0/") in found
    assert (DOI, f"https://doi.org/{DOI}") in found
    assert ("desk@example.org", "mailto:desk@example.org") in found


def test_a_licence_or_a_contact_in_words_is_printed_as_it_is(workspace):
    give(workspace, 'licence: "All rights reserved"', 'contact: "Ask the desk"')

    document = compose_file(workspace, "military")

    assert imprint(document) == ["Licence: All rights reserved"]
    asides = [one for one in all_blocks(document) if isinstance(one, Aside)]
    said = [plain_text(run) for one in asides for b in one.blocks for run in inline_runs(b)]
    assert "Contact: Ask the desk" in said
    assert not {"All rights reserved", "Ask the desk"} & {words for words, _ in links(document)}


def test_how_to_cite_ends_in_the_doi(workspace):
    give(workspace, f'doi: "{DOI}"')

    document = compose_file(workspace, "military")

    said = [plain_text(run) for block in all_blocks(document) for run in inline_runs(block)]
    assert any(one.endswith(f"2026, https://doi.org/{DOI}.") for one in said)


def test_how_to_cite_names_a_house_that_is_the_author_once(workspace):
    edit(
        workspace / "briefs/military.md",
        'author:\n  - name: "Policy Brief Desk"\n    role: "Drafting"\n',
        "",
    )

    document = compose_file(workspace, "military")

    said = [plain_text(run) for block in all_blocks(document) for run in inline_runs(block)]
    [cite] = [one for one in said if one.startswith("Policy Brief Desk, “")]
    assert cite.count("Policy Brief Desk") == 1


@pytest.mark.slow
def test_what_the_house_says_holds_where_the_brief_says_nothing(workspace):
    edit(
        workspace / "brief.toml",
        "publisher =",
        'licence = "CC0-1.0"\ndisclaimer = "The house says."\npublisher =',
    )
    assert imprint(compose_file(workspace, "military")) == [
        "Licence: CC0 1.0",
        "Disclaimer: The house says.",
    ]

    give(workspace, 'disclaimer: "The brief says."')

    assert imprint(compose_file(workspace, "military"))[1] == "Disclaimer: The brief says."


@pytest.mark.parametrize("written", ["CC-BY-5.0", "CC BY 9.9", "cc-by", "GPL-3", "OGL-UK-4.0"])
def test_a_licence_that_looks_like_an_identifier_and_is_none_is_an_error(workspace, written):
    give(workspace, f'licence: "{written}"')

    ((code, message, file),) = found_in(workspace)

    assert (code, file) == ("B003", "briefs/military.md")
    assert message == f"`licence` is none that is known: “{written}”"


def test_the_same_is_an_error_in_the_settings_of_the_house(workspace):
    edit(workspace / "brief.toml", "publisher =", 'licence = "CC-BY-5.0"\npublisher =')

    with pytest.raises(BriefError) as caught:
        find_workspace(workspace)

    (found,) = caught.value.diagnostics
    assert (str(found.code), found.span.file) == ("B001", "brief.toml")
    assert found.hint == "write CC-BY-4.0, or say it in a line of words"


@pytest.mark.parametrize(
    "written",
    [
        "https://doi.org/10.5281/zenodo.1",
        "doi:10.5281/zenodo.1",
        "10.5281",
        "10.5281/a b",
        "10.1/x",
    ],
)
def test_a_doi_is_written_bare(workspace, written):
    give(workspace, f'doi: "{written}"')

    ((code, message, _),) = found_in(workspace)

    assert (code, message) == ("B003", f"`doi`: '{written}' is no DOI")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["contact", "disclaimer", "licence"])
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("As [@ulislam-summit, ¶1] says", "B022"),
        ("Ours ~~alone~~", "B030"),
        ("Ours al\u200bone", "B031"),
        ("Ours until [date]", "B032"),
        ("The source says “it was never so”", "C030"),
    ],
)
def test_what_a_brief_may_not_say_may_not_be_said_there(workspace, name, words, code):
    give(workspace, f"{name}: '{words}'")
    assert [found[0] for found in found_in(workspace)] == [code]

    edit(workspace / "briefs/military.md", f"{name}: '{words}'\n", "")
    edit(workspace / "brief.toml", "publisher =", f"{name} = '{words}'\npublisher =")

    assert [(found[0], found[2]) for found in found_in(workspace)] == [(code, "brief.toml")]


def test_what_travels_inside_is_described_in_the_language_of_the_brief(workspace):
    edit(workspace / "briefs/military.md", 'lang: "en-GB"', 'lang: "fr"')
    library = Library(find_workspace(workspace))

    composed = compose(library, read(library, workspace / "briefs/military.md"))

    meta = composed.document.meta
    assert meta.source_file == "La note telle que son auteur l’a écrite, en Markdown"
    assert manifest(composed.document, composed.inputs).description == meta.manifest_file != ""


def test_a_layout_that_leaves_out_the_disclaimer_or_the_translator_is_told(workspace):
    give(workspace, 'disclaimer: "Ours alone."', "translator: [{name: Ada Muster}]")
    folder = workspace / "templates/short"
    folder.mkdir()
    (folder / "template.toml").write_text('parent = "policy-brief"\n', encoding="utf-8")
    layout = '{% extends "policy-brief" %}\n{% block imprint %}{% endblock %}\n'
    layout += "{% block aside %}{% endblock %}\n"
    (folder / "layout.md.j2").write_text(layout, encoding="utf-8")
    library = Library(find_workspace(workspace))

    composed = compose(library, read(library, workspace / "briefs/military.md", template="short"))

    messages = [(str(one.code), one.message) for one in composed.found]
    for what in ("disclaimer", "translators"):
        assert ("L005", f"the template leaves out the brief's {what}") in messages


def test_a_layout_that_leaves_out_the_subtitle_is_told(workspace):
    folder = workspace / "templates/bare"
    folder.mkdir()
    (folder / "template.toml").write_text('parent = "policy-brief"\n', encoding="utf-8")
    masthead = "{% block masthead %}\n# {{ brief.title }}\n{% endblock %}\n"
    layout = f'{{% extends "policy-brief" %}}\n{masthead}'
    (folder / "layout.md.j2").write_text(layout, encoding="utf-8")
    library = Library(find_workspace(workspace))

    composed = compose(library, read(library, workspace / "briefs/military.md", template="bare"))

    messages = [one.message for one in composed.found if one.code == "L005"]
    assert messages == ["the template leaves out the brief's subtitle"]
