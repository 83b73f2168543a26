"""What the command line says in another language is what it says in English."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import generator
from generator.diagnostics import Severity, Span, codes, diagnose
from generator.diagnostics.rendering import render
from generator.diagnostics.translating import (
    ENGLISH,
    read_messages,
    translation,
    translations,
)
from generator.language.plurals import plural_forms

PACKAGE = Path(generator.__file__).parent


def written(node):
    """A string of the program with {} for what it fills in; None for any other expression."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(p.value if isinstance(p, ast.Constant) else "{}" for p in node.values)
    return None


@pytest.fixture(scope="module")
def strings():
    rooms = ("briefs", "checks", "templates", "diagnostics", "markdown", "cli")
    files = [path for room in rooms for path in (PACKAGE / room).glob("*.py")]
    nodes = (n for path in files for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    return {said for said in map(written, nodes) if said}


@pytest.mark.parametrize("language", translations())
def test_each_translated_message_is_one_that_the_program_says(strings, language):
    read = read_messages(language)
    messages = {**read["messages"], **read["sentences"]}

    assert [one for one in messages if re.sub(r"\{\w+\}", "{}", one) not in strings] == []
    assert len(messages) >= 20


@pytest.mark.parametrize("language", translations())
def test_a_translated_message_has_the_fields_of_the_english_one(language):
    read = read_messages(language)
    for english, other in {**read["messages"], **read["sentences"]}.items():
        assert set(re.findall(r"\{(\w+)\}", other)) <= set(re.findall(r"\{(\w+)\}", english))


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("“45” is not in ¶3", "« 45 » ne figure pas dans ¶3"),
        ("the date “May {2}” is not in ¶3", "la date « May {2} » ne figure pas dans ¶3"),
        ("this quotation is not in ¶3 as written", "cette citation ne figure pas ainsi dans ¶3"),
        ("did you mean `gaps`?", "vouliez-vous dire `gaps` ?"),
        ("something else", "something else"),
    ],
)
def test_a_message_is_said_in_french_with_its_own_words(english, french):
    assert translation("fr-CA").said(english) == french


@pytest.mark.parametrize("language", translations())
def test_what_is_counted_around_findings_has_its_forms(language):
    calls = [
        node
        for path in (PACKAGE / "cli").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "count_of"
    ]
    nouns = {"".join(filter(None, map(written, call.args[1:]))) for call in calls} - {""}
    counts = read_messages(language)["counts"]

    assert {*nouns, *Severity} == set(counts)
    assert {tuple(forms) for forms in counts.values()} == {plural_forms(language)}


def test_a_language_without_messages_is_english():
    assert translation("nl") is ENGLISH


def test_a_finding_is_shown_in_french():
    french = translation("fr")
    place = Span.at("a.md", 1, 1, 3)
    finding = diagnose(codes.UNKNOWN_CLASS, "unknown class `x`", place, hint="did you mean `y`?")

    assert render(french.finding(finding), "abc", translation=french) == (
        "erreur[B014]: classe inconnue : `x`\n"
        "  --> a.md:1:1\n"
        "  |\n"
        "1 | abc\n"
        "  | ^^^\n"
        "  = conseil: vouliez-vous dire `y` ?"
    )
