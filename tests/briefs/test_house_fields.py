"""Values that a house has its briefs say: declared in brief.toml, given in the front matter."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import BriefError, Library, check, find_workspace
from generator.actions.beginning import fresh_head
from generator.actions.schemas import brief_schema
from generator.briefs.front import FrontMatter
from generator.config.addresses import is_orcid
from generator.config.kinds import fields_of
from generator.document.walking import every_run, plain_text
from generator.merging.running_heads import said_in_heads
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from generator.theme.running_heads import FIELDS
from generator.workspace.settings import TAKEN
from tests.archive.workspaces import copy_workspace, edit
from tests.theme.themes import write

DECLARED = """
[fields.region]
label = "Region"
labels = { fr = "Région" }
choices = ["Northern seas", "Southern seas"]
required = true

[fields.review]
label = "Next review"
type = "day"

[fields.project]
label = "Project"
type = "address"

[fields.funding]
label = "Funding"
where = "imprint"

[fields.file]
label = "File"
where = "layout"
"""
GIVEN = 'region: "Northern seas"\n'


@pytest.fixture
def root(tmp_path):
    copy_workspace(tmp_path, "seeds", "briefs")
    settings = tmp_path / "brief.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + DECLARED, encoding="utf-8")
    return tmp_path


def said(root, values: str):
    """The brief `summit` with these lines in its front matter."""
    edit(root / "briefs/summit.md", "seeds:", f"{values}seeds:")
    return root / "briefs/summit.md"


def printed(root, values: str, template: str = "policy-brief") -> list[str]:
    library = Library(find_workspace(root))
    path = said(root, values)
    document = compose(library, read(library, path, template=template)).document
    return [plain_text(run).replace("\xa0", " ") for run in every_run(document.blocks)]


def faults(root, values: str) -> list[tuple[str, str | None]]:
    found = check(said(root, values), workspace=Library(find_workspace(root)))
    return [(one.message, one.hint) for one in found if one.code == "B003"]


ALL = """\
region: "Southern seas"
review: 2027-01-31
project: https://house.example/crossings
funding: "The Harbour Fund"
"""


@pytest.mark.parametrize("template", ["policy-brief", "in-focus"])
def test_each_value_is_printed_behind_its_label(root, template):
    words = printed(root, ALL, template)

    for line in (
        "Region: Southern seas",
        "Next review: 31 January 2027",
        "Project: https://house.example/crossings",
        "Funding: The Harbour Fund",
    ):
        assert words.count(line) == 1, line


def test_a_label_is_in_the_language_of_the_brief(root):
    edit(root / "briefs/summit.md", 'lang: "en-GB"', 'lang: "fr"')  # its words stay English

    assert any(words.startswith("Région") for words in printed(root, GIVEN))


def test_a_layout_of_the_house_may_name_a_value(root):
    layout = '{% extends "policy-brief" %}\n{% block annex %}{{ brief.file }}{% endblock %}\n'
    write(root, layout=layout)

    words = printed(root, GIVEN + 'file: "Kept under 12"\n', "house")

    assert "Kept under 12" in words
    assert not any(one.startswith("File") for one in words)


HEADS = '[header]\nleft = "{publisher} · {region}"\n[footer]\nleft = "{review} · {file}"\n'


def heads(root, values: str) -> list[str]:
    library = Library(find_workspace(root))
    reading = read(library, said(root, values), template="house")
    made = compose(library, reading)
    return list(said_in_heads(made.theme, made.document.meta))


def test_a_running_head_says_a_value_of_the_house(root):
    write(root, theme=HEADS)

    words = heads(root, GIVEN + "review: 2027-01-31\n")

    assert any(one.endswith(" · Northern seas") for one in words)
    assert "31 January 2027" in words  # and nothing stands for the file, which is not given


def test_a_running_head_may_only_name_a_value_that_the_house_declares(root):
    write(root, theme=HEADS.replace("{region}", "{regoin}"))

    library = Library(find_workspace(root))
    with pytest.raises(BriefError) as raised:
        library.theme(library.template("house"))

    (fault,) = raised.value.diagnostics
    assert (fault.code, fault.span.start.line) == ("L008", 2)
    assert fault.message == "`header.left` has an unknown field `{regoin}`"
    assert fault.hint == "did you mean `{region}`?"


@pytest.mark.parametrize(
    ("values", "message", "hint"),
    [
        ("", "`region` is missing", "add `region: …`, which this house asks for"),
        ('region: ""\n', "`region` is empty", "write Northern seas, Southern seas"),
        (
            'region: "Nothern seas"\n',
            "`region` cannot be “Nothern seas”",
            "did you mean `Northern seas`?",
        ),
        (
            GIVEN + "review: soon\n",
            "`review` must be a date, not 'soon'",
            "write year, month and day: 2026-11-22",
        ),
        (
            GIVEN + "project: crossings\n",
            "`project` must be an address, not “crossings”",
            "write https://… or a mail address",
        ),
        (
            GIVEN + "fundig: The Fund\n",
            "unknown key `fundig`",
            "did you mean `funding`?",
        ),
        (
            "regoin: Northern seas\n",
            "unknown key `regoin`",
            "did you mean `region`?",
        ),
    ],
)
def test_a_value_that_does_not_hold_is_told_with_what_to_write(root, values, message, hint):
    assert faults(root, values) == [(message, hint)]


def test_a_value_that_is_not_asked_for_may_be_empty(root):
    assert faults(root, GIVEN + 'review: ""\nfunding: ""\n') == []


def test_words_in_quotation_marks_are_checked_there_as_elsewhere(root):
    path = said(root, GIVEN + "funding: 'It is \"a wholly invented sentence of nobody\"'\n")

    found = check(path, workspace=Library(find_workspace(root)))

    assert [one.code for one in found if one.is_error] == ["C031"]


def test_a_layout_that_leaves_a_value_out_is_told(root):
    layout = '{% extends "policy-brief" %}\n{% block imprint %}{% endblock %}\n'
    write(root, layout=layout)
    library = Library(find_workspace(root))
    reading = read(library, said(root, ALL), template="house")

    messages = [one.message for one in compose(library, reading).found if one.code == "L005"]

    assert "the template leaves out the brief's funding" in messages


HEADED = """{% extends "policy-brief" %}
{% block imprint %}
{{ label.region }}: {{ brief.region }}

{{ super() }}
{% endblock %}
"""


@pytest.mark.parametrize(
    ("lang", "labels", "words"),
    [
        ("en-GB", "", "Region: Northern seas"),
        ("fr", "", "Région : Northern seas"),
        ("en-GB", '[en]\nregion = "Where"\n', "Where: Northern seas"),
    ],
)
def test_a_layout_names_the_label_of_a_value_as_brief_toml_has_it(root, lang, labels, words):
    write(root, layout=HEADED, labels=labels)
    library = Library(find_workspace(root))
    path = said(root, GIVEN)
    edit(path, 'lang: "en-GB"', f'lang: "{lang}"')

    document = compose(library, read(library, path, template="house")).document

    assert words in [plain_text(run).replace("\u00a0", " ") for run in every_run(document.blocks)]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[fields.title]\nlabel = "Title"\n', "`title` is a value of every brief already"),
        ('[fields.Region]\nlabel = "Region"\n', "`fields`: 'Region' is no name of a value"),
        ("[fields.region]\nrequired = true\n", "`fields.region.label` is missing"),
        ('[fields.x]\nlabel = "X"\ntype = "date"\n', "`fields.x.type` cannot be 'date'"),
    ],
)
def test_a_declaration_that_does_not_hold_is_told(tmp_path, table, said):
    (tmp_path / "brief.toml").write_text(table, encoding="utf-8")

    with pytest.raises(BriefError) as raised:
        find_workspace(tmp_path)

    assert [one.message for one in raised.value.diagnostics] == [said]


def test_no_name_of_what_every_brief_may_say_is_free():
    keys = {own.encode_name for own in fields_of(FrontMatter)}

    assert keys | set(FIELDS) <= TAKEN


def test_a_new_brief_and_the_schema_offer_the_values(root):
    workspace = find_workspace(root)
    head = fresh_head("Energy", None, Library(workspace), date(2026, 11, 22))
    schema = brief_schema(workspace.settings.fields)

    assert 'region: ""  # Northern seas, Southern seas\n' in head
    assert schema["properties"]["region"]["enum"] == ["Northern seas", "Southern seas"]
    assert "region" in schema["required"]
    assert "region" not in brief_schema()["properties"]


# --- authors ------------------------------------------------------------------------------

AUTHOR = """\
author:
  - name: "Ann Archer"
    affiliation: "Institute for Crossings"
    email: "{email}"
    orcid: "{orcid}"
"""


def with_author(root, email: str = "ann@house.example", orcid: str = "0000-0002-1825-0097"):
    path = root / "briefs/summit.md"
    text = path.read_text(encoding="utf-8")
    before, _, behind = text.partition("author:\n")
    rest = behind[behind.index("\nlang:") + 1 :] if "\nlang:" in behind else behind
    path.write_text(before + AUTHOR.format(email=email, orcid=orcid) + rest, encoding="utf-8")


@pytest.mark.parametrize("template", ["policy-brief", "in-focus"])
def test_house_mail_and_orcid_of_an_author_are_printed(root, template):
    with_author(root)

    line = "Ann Archer, Institute for Crossings, ann@house.example, ORCID 0000-0002-1825-0097"
    assert printed(root, GIVEN, template).count(line) == 1


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"email": "ann at house"}, "`email` of author 1 is no mail address: “ann at house”"),
        ({"orcid": "0000-0002-1825-0098"}, "`orcid` of author 1 is not right: 0000-0002-1825-0098"),
    ],
)
def test_a_mail_address_or_an_orcid_that_cannot_be_is_told(root, wrong, message):
    with_author(root, **wrong)

    assert [told for told, _ in faults(root, GIVEN)] == [message]


@settings(max_examples=30)
@given(st.text("0123456789", min_size=15, max_size=15), st.integers(0, 14), st.integers(1, 9))
def test_one_wrong_digit_of_an_orcid_is_seen(digits, place, added):
    (right,) = [sign for sign in "0123456789X" if is_orcid(digits + sign)]
    other = str((int(digits[place]) + added) % 10)

    assert not is_orcid(digits[:place] + other + digits[place + 1 :] + right)


def test_a_label_of_a_house_quotes_and_cites_nothing(root):
    edit(root / "brief.toml", 'label = "Funding"', "label = 'It “will sell every berth”'")
    edit(root / "brief.toml", 'fr = "Région"', 'fr = "Région [1]"')

    with pytest.raises(BriefError) as raised:
        find_workspace(root)

    assert [found.message for found in raised.value.diagnostics] == [
        "`label` of `region` cites, which fixed words may not",
        "`label` of `funding` quotes, which fixed words may not",
    ]
