"""The schemas that editors get agree with what the readers take."""

from __future__ import annotations

import json
import tomllib

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.actions.schemas import SCHEMAS
from generator.briefs.front import FrontMatter
from generator.config.conversion import convert
from generator.workspace.settings import Settings
from tests.archive.workspaces import command
from tests.conftest import REPOSITORY


def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(SCHEMAS[name]())


def yaml_words(text: str) -> object:
    """YAML 1.2 as editors read it: dates are words."""
    return yaml.load(text, Loader=yaml.BaseLoader)


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_one(name):
    schema = SCHEMAS[name]()

    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"]


@pytest.mark.parametrize("slug", ["military", "economic", "sanctions", "summit"])
def test_the_front_matter_of_every_brief_is_valid(slug):
    text = (REPOSITORY / f"briefs/{slug}.md").read_text(encoding="utf-8").split("---\n")[1]

    as_words = yaml_words(text)
    as_values = json.loads(json.dumps(yaml.safe_load(text), default=str))

    assert not list(validator("brief").iter_errors(as_words))
    assert not list(validator("brief").iter_errors(as_values))


NOTE_STYLES = REPOSITORY / "generator/templates/note_styles"
SETTINGS = [
    *(("seed", path) for path in sorted(REPOSITORY.glob("seeds/*/seed.toml"))),
    *(("template", path) for path in sorted(REPOSITORY.glob("templates/*/template.toml"))),
    *(("theme", path) for path in sorted(REPOSITORY.glob("templates/*/theme.toml"))),
    *(("labels", path) for path in sorted(REPOSITORY.glob("templates/*/labels.toml"))),
    *(("notes", path) for path in sorted(NOTE_STYLES.glob("*.toml"))),
    ("workspace", REPOSITORY / "brief.toml"),
]


@pytest.mark.parametrize(
    ("name", "path"), SETTINGS, ids=[f"{path.parent.name}/{path.name}" for _, path in SETTINGS]
)
def test_every_settings_file_of_this_repository_is_valid(name, path):
    settings = tomllib.loads(path.read_text(encoding="utf-8"))

    assert not list(validator(name).iter_errors(settings))


def test_the_records_are_valid():
    text = (REPOSITORY / "records.yaml").read_text(encoding="utf-8")

    assert not list(validator("records").iter_errors(yaml_words(text)))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("notes", {"labels": {"en": {"contents": "List"}}}),
        ("notes", {"labels": {"en": {"months": ["Jan"]}}}),
        ("brief", {"date": "2026-11-22"}),
        ("brief", {"title": "T", "date": "22 November"}),
        ("brief", {"title": "T", "date": "2026-11-22", "seed": ["x"]}),
        ("brief", {"title": "T", "date": "2026-11-22", "scale": "icd"}),
        ("brief", {"title": "T", "date": "2026-11-22", "seeds": "x"}),
        ("seed", {"title": "T", "published": "2024-01-01"}),
        ("seed", {"title": "T", "reproduce": "some"}),
        ("seed", {"title": "T", "date": "yesterday"}),
        ("theme", {"nmae": "x"}),
        ("theme", {"styles": {"body": {"sise": 9}}}),
        ("theme", {"colors": {"navy": "red"}}),
        ("theme", {"styles": {"body": {"size": -3}}}),
        ("theme", {"styles": {"body": {"color": "two words"}}}),
        ("theme", {"styles": {"two words": {}}}),
        ("theme", {"page": {"columns": 0}}),
        ("template", {"pages": "two"}),
        ("template", {"pages": 0}),
        ("template", {"contents": 4}),
        ("labels", {"en": {"months": ["January"]}}),
        ("labels", {"en": {"date": 1}}),
        ("labels", {"the English": {}}),
        ("workspace", {"scale": "icd"}),
        ("workspace", {"language": "the English"}),
        ("workspace", {"markings": {"SECRET": {"color": "red"}}}),
        ("records", {"tbl-1": {"title": "T"}}),
        ("records", {"R1": {"author": "A"}}),
        ("workspace", {"formats": ["doc"]}),
        ("workspace", {"temlpate": "x"}),
    ],
)
def test_what_a_reader_would_refuse_is_marked_in_the_editor(name, value):
    assert not validator(name).is_valid(value)


def test_a_style_may_inherit_and_name_a_colour():
    theme = {"styles": {"new": {"inherit": "body", "color": "navy"}}}

    assert validator("theme").is_valid(theme)


def test_what_is_said_of_a_field_is_shown_beside_it():
    properties = SCHEMAS["brief"]()["properties"]

    assert properties["cutoff"]["description"] == "The last day that was looked at."
    assert "BCP 47" in properties["lang"]["description"]
    assert SCHEMAS["theme"]()["$defs"]["Sheet"]["description"]


VALUES = st.sampled_from(["", "x", "2026-11-22", "true", [], ["a"], ["a", "b"], {}])
KEYS = st.sampled_from(["title", "date", "seeds", "topics", "cutoff", "nix"])


@pytest.mark.slow
@given(value=st.dictionaries(KEYS, VALUES))
def test_front_matter_that_an_editor_takes_the_reader_takes(value):
    if validator("brief").is_valid(value):
        assert convert(FrontMatter, value)[1] == ()


@given(value=st.dictionaries(st.sampled_from(["publisher", "formats", "scale", "nix"]), VALUES))
def test_settings_that_an_editor_takes_the_reader_takes(value):
    if validator("workspace").is_valid(value):
        assert convert(Settings, value)[1] == ()


def test_each_schema_is_printed():
    printed = {name: json.loads(command("schema", name).stdout) for name in SCHEMAS}

    assert printed == {name: make() for name, make in SCHEMAS.items()}


def test_an_unknown_schema_could_not_be_printed():
    run = command("schema", "memo")

    assert run.exit_code == 2
    assert "brief, seed, template, theme, labels, notes, records, answers, workspace" in run.stderr


def test_the_help_names_each_schema():
    said = command("schema", "--help").output

    assert [name for name in SCHEMAS if f"{name}" not in said] == []
