"""A brief is set in the words of one language, all of them or none."""

from __future__ import annotations

import tomllib

import pytest

from generator.layout.grammar import SOURCE_FIELDS
from generator.templates.labels import LABELS
from tests.archive.workspaces import REPOSITORY
from tests.theme.themes import found, house, told, write

GERMAN = '[de]\nand = "und"\n'


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = house(tmp_path_factory.mktemp("languages"))
    for slug, tag in (("french", "fr-CA"), ("german", "de")):
        text = (root / "briefs/summit.md").read_text(encoding="utf-8")
        text = text.replace('lang: "en-GB"', f'lang: "{tag}"')
        text = text.replace("PB-2026-", f"PB-{tag}-")  # a number stands for one brief
        assert tag in text
        (root / f"briefs/{slug}.md").write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_shipped_labels_are_complete_and_nothing_else(language):
    path = REPOSITORY / "templates/policy-brief/labels.toml"
    labels = tomllib.loads(path.read_text(encoding="utf-8"))

    assert set(labels[language]) == set(LABELS)


def test_a_french_brief_is_set_in_french_labels(root):
    write(root)

    assert found(root, "french") == []


def test_a_language_without_labels_is_an_error(root):
    write(root)

    (one,) = found(root, "german")
    assert (one.code, one.message) == ("L003", "no labels in the language `de`")


def test_a_language_that_is_not_complete_is_an_error_that_names_what_lacks(root):
    write(root, labels=GERMAN)

    (one,) = found(root, "german")
    assert (one.span.file, one.span.start.line) == ("templates/house/labels.toml", 1)
    assert one.message.startswith(f"[de] lacks {len(LABELS) - 1} labels: months, date, ")


def test_a_language_that_is_not_complete_is_told_before_it_is_asked_for(root):
    write(root, labels='[fra]\nand = "et"\n')

    (one,) = found(root)
    assert one.message.startswith("[fra] lacks ")
    assert one.hint == "did you mean [fr]?"


def test_a_country_says_only_what_it_says_otherwise(root):
    write(root, labels='[fr-CA]\nsummary = "Sommaire"\n[en-IE]\nsummary = "In short"\n')

    assert found(root) == found(root, "french") == []


def test_a_label_misspelt_in_a_language_that_is_not_asked_for_is_told_too(root):
    write(root, labels='[fr]\nsumary = "Résumé"\n')

    assert told(root) == [("L003", "house/labels.toml", 2)]


def test_marks_of_notes_stand_behind_stops_and_nothing_else(root):
    write(root, labels='[en]\nmarks_behind = ",a"\n')

    (one,) = found(root)
    assert one.message == "label `marks_behind` has stops alone"
    assert one.hint == "write some of , . ; : ! ? …"


def test_a_layout_may_have_labels_of_its_own(root):
    layout = '{% extends "policy-brief" %}\n{% block contents %}{{ label.ours }}{% endblock %}\n'
    write(root, labels='[en]\nours = "Our own words"\n', layout=layout)

    assert found(root) == []
    assert [one.message for one in found(root, "french")] == ["[fr] lacks 1 label: ours"]


def test_a_label_that_no_layout_uses_is_an_error(root):
    write(root, labels='[en]\nours = "Our own words"\n')

    assert told(root) == [("L003", "house/labels.toml", 2)]


@pytest.mark.slow
def test_the_fields_of_a_source_are_those_that_a_layout_may_name(root):
    loop = "{% for source in sources %}{{ source.FIELD }}\n\n{% endfor %}"
    for name in SOURCE_FIELDS:
        body = loop.replace("FIELD", name)
        layout = f'{{% extends "policy-brief" %}}\n{{% block annex %}}\n{body}\n{{% endblock %}}\n'
        write(root, layout=layout)

        assert found(root) == []
