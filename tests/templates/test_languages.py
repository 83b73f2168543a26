"""A brief is set in the words of one language, all of them or none."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import generator.templates
from generator import Library, find_workspace
from generator.diagnostics import Span
from generator.document.walking import every_run, plain_text
from generator.layout.grammar import LISTS
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from generator.templates.label_faults import faults_of_tables
from generator.templates.labels import LANGUAGES
from generator.templates.wording import LABELS, NEW_WORDS, NOTE_WORDS, OPTIONAL
from tests.archive.workspaces import REPOSITORY
from tests.test_templates_page import PIECES
from tests.theme.themes import PARENT, found, house, told, write

FRENCH = {
    "*likely*": "*probable*",
    "*unlikely*": "*improbable*",
    "[Low confidence:": "[Confiance faible :",
}
DUTCH = '[nl]\nand = "en"\n'
WORDS = Path(generator.templates.__file__).with_name("words")
SEVEN = ("de", "en", "es", "fr", "ko", "ru", "uk")


def place(_):
    return Span.at("words")


def words_of(language):
    return tomllib.loads((WORDS / f"{language}.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = house(tmp_path_factory.mktemp("languages"))
    for slug, tag, words in (("french", "fr-CA", FRENCH), ("dutch", "nl", {})):
        text = (root / "briefs/summit.md").read_text(encoding="utf-8")
        text = text.replace('lang: "en-GB"', f'lang: "{tag}"')
        for english, word in words.items():
            assert english in text
            text = text.replace(english, word)
        text = text.replace("PB-2026-", f"PB-{tag}-")  # a number stands for one brief
        assert tag in text
        (root / f"briefs/{slug}.md").write_text(text, encoding="utf-8")
    return root


def test_there_are_words_for_seven_languages():
    assert LANGUAGES == SEVEN


@pytest.mark.parametrize("language", SEVEN)
def test_the_words_of_a_language_are_complete_and_nothing_else(language):
    words = set(words_of(language))

    assert sorted(set(LABELS) - OPTIONAL - words) == []
    assert sorted(words - set(LABELS)) == []


@pytest.mark.parametrize("language", SEVEN)
def test_the_words_of_a_language_have_their_fields_and_forms(language):
    """As the words of a template would be refused."""
    tables = {language: words_of(language)}

    assert [one.message for one in faults_of_tables(tables, LABELS, place)] == []


@pytest.mark.parametrize("language", [one for one in SEVEN if one != "en"])
def test_no_sentence_of_a_language_is_left_in_english(language):
    english, words = words_of("en"), words_of(language)
    same = {name for name, said in words.items() if said == english.get(name)}

    assert not [name for name in same if len(str(english[name]).split()) > 3 and name != "months"]


@pytest.mark.parametrize("template", ["form", "in-focus", "memo"])
def test_a_template_that_has_words_of_its_own_has_them_in_each_language(template):
    text = (REPOSITORY / f"templates/{template}/labels.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)

    assert tuple(sorted(tables)) == SEVEN
    assert {tuple(sorted(words)) for words in tables.values()} == {tuple(sorted(tables["en"]))}


def test_a_french_brief_is_set_in_french_labels(root):
    write(root)

    assert found(root, "french") == []


def test_a_language_without_labels_is_an_error(root):
    write(root)

    (one,) = found(root, "dutch")
    assert (one.code, one.message) == ("L003", "no labels in the language `nl`")


def test_a_language_that_is_not_complete_is_an_error_that_names_what_lacks(root):
    write(root, labels=DUTCH)

    (one,) = found(root, "dutch")
    assert (one.span.file, one.span.start.line) == ("templates/house/labels.toml", 1)
    lacking = len(LABELS) - len(OPTIONAL) - len(NOTE_WORDS) - len(NEW_WORDS) - 1
    assert one.message.startswith(f"[nl] lacks {lacking} labels: own_name, months, ")
    assert one.hint.startswith('write under [nl], in its words: own_name = "English"')


def test_a_language_needs_the_words_of_the_style_of_notes_that_it_is_set_in(root):
    write(root, labels=DUTCH, settings=PARENT + 'note_style = "chicago"\n')

    (one,) = found(root, "dutch")

    named = set(one.message.replace(",", "").split()) & set(NOTE_WORDS)
    assert {"ref_in", "ref_edited_by", "ref_et_al"} < named
    assert not {"ref_cited", "ref_note"} & named  # of Vancouver and OSCOLA


def test_a_house_says_a_word_of_its_notes_otherwise_as_the_guide_has_it(root):
    (guide,) = (text for text in PIECES if "[labels.fr]" in text)
    write(root, notes=guide, settings=PARENT + 'note_style = "iso690"\n')

    library = Library(find_workspace(root))
    reading = read(library, root / "briefs/french.md", template="house")
    document = compose(library, reading).document

    notes = [plain_text(run) for note in document.notes for run in every_run(note.blocks)]
    assert any("[lu le " in note for note in notes)
    assert not any("consulté le" in note for note in notes)


def test_a_language_that_is_not_complete_is_told_before_it_is_asked_for(root):
    write(root, labels='[fra]\nand = "et"\n')

    (one,) = found(root)
    assert one.message.startswith("[fra] lacks ")
    assert one.hint == "did you mean [fr]?"


def test_a_language_of_the_package_says_only_what_it_says_otherwise(root):
    write(root, labels='[de]\nsummary = "Kurzfassung"\n')

    assert found(root) == []


def test_words_by_number_have_the_forms_of_their_language(root):
    write(root, labels='[ru]\nedition = { one = "{edition}", other = "{edition}" }\n')

    (one,) = found(root)
    assert one.message == "label `edition` has the forms one, other, and [ru] needs one, few, many"
    assert one.hint == 'write edition = { one = "…", few = "…", many = "…" }'


def test_only_words_with_a_number_have_forms(root):
    write(root, labels='[en]\nsummary = { one = "a", other = "b" }\n')

    assert told(root) == [("L003", "house/labels.toml", 2)]


@pytest.mark.slow
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


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('quoted = "“not {words}”"', "has more than quotation marks round {words}"),
        ('quoted_inside = "{words}"', "has no quotation marks round {words}"),
        ('key_points = "It “will sell every berth”"', "quotes, which fixed words may not"),
        ('summary = "The main points [@quay, ¶9]"', "cites, which fixed words may not"),
        ('summary = "The main points, quay ¶9"', "cites, which fixed words may not"),
        ('summary = "The main points 【9】"', "cites, which fixed words may not"),
        ('place_paragraph = "para. 1{number}"', "has a figure beside a field"),
        ('as_in = "as in note {note}.1"', "has a figure beside a field"),
        ('accessed = "“read” {date}"', "quotes, which fixed words may not"),
    ],
)
def test_a_label_alters_no_quotation_and_no_number(root, line, expected):
    write(root, labels=f"[en]\n{line}\n")

    (one,) = found(root)
    assert one.message == f"label `{line.split(' ')[0]}` {expected}"


@pytest.mark.parametrize(
    "line",
    [
        'quoted = "« {words} »"',
        'ref_number = "no. “{number}”"',
        'place_paragraph = "¶{number}"',
        'contents = "What this brief’s reader finds"',
        'not_reproduced = "Kept apart. Digest (SHA-256): {digest}"',
    ],
)
def test_a_label_may_have_marks_round_a_field(root, line):
    write(root, labels=f"[en]\n{line}\n")

    assert found(root) == []


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
    for name in LISTS["sources"]:
        body = loop.replace("FIELD", name)
        layout = f'{{% extends "policy-brief" %}}\n{{% block annex %}}\n{body}\n{{% endblock %}}\n'
        write(root, layout=layout)

        assert found(root) == []
