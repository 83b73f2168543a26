"""French words have the spaces of French typography, and no line ends at them."""

from __future__ import annotations

from datetime import date

import pytest

from generator.document import (
    CodeSpan,
    Document,
    Foreign,
    Meta,
    NoteMark,
    Paragraph,
    Strong,
    Text,
)
from generator.document.rewriting import one_after_another, with_runs
from generator.document.walking import plain_text
from generator.layout.spacing import spaced_words, spaces_at_stops

W, N = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Annexe : les sources", f"Annexe{W}: les sources"),
        ("Contact: le bureau", f"Contact{W}: le bureau"),
        ("oui ; non", f"oui{N}; non"),
        ("Vraiment ?!", f"Vraiment{N}?!"),
        ("« oui »", f"«{W}oui{W}»"),
        ("«oui»", f"«{W}oui{W}»"),
        (f"«{N}oui{N}» !", f"«{W}oui{W}»{N}!"),
        ("55 % : assez", f"55 %{W}: assez"),
        ("https://example.org/a?b=1;c", "https://example.org/a?b=1;c"),
        ("à 10:30 ou 01:02:03", "à 10:30 ou 01:02:03"),
        ("(SHA-256)", "(SHA-256)"),
        ("", ""),
    ],
)
def test_stops_and_quotation_marks_have_their_spaces(typed, printed):
    assert spaced_words(typed, "fr-FR") == printed
    assert spaced_words(printed, "fr-FR") == printed


def test_canadians_set_no_space_before_the_high_stops():
    assert spaced_words("Oui ; non : « si » !", "fr-CA") == f"Oui; non{W}: «{W}si{W}»!"


def test_no_other_language_has_them():
    assert spaced_words("Ja: «nein»; oder ?", "de") == "Ja: «nein»; oder ?"


def printed(*run, language="fr"):
    document = Document("Titre", language, Meta(issued=date(2027, 1, 1)), (Paragraph(run),))
    rewrite = one_after_another(spaces_at_stops(document))
    (paragraph,) = with_runs(document, rewrite).blocks
    return plain_text(paragraph.children)


def test_a_stop_behind_bold_words_or_a_note_has_its_space():
    assert printed(Strong((Text("Contact"),)), Text(": le bureau")) == f"Contact{W}: le bureau"
    assert printed(Text("Avis :"), Text(" "), Text("x")) == f"Avis{W}: x"
    assert printed(Text("Fini"), NoteMark(1, "m"), Text("; puis")).endswith(f"{N}; puis")


def test_words_of_a_machine_stay_as_they_are():
    assert printed(CodeSpan((Text("a: b"),))) == "a: b"


def test_each_language_of_a_line_has_its_own_spaces():
    assert printed(Text("Il dit: "), Foreign((Text("wait: now"),), "en")) == f"Il dit{W}: wait: now"
    assert printed(Foreign((Text("oui: non"),), "fr"), language="en") == f"oui{W}: non"


def test_a_value_that_is_kept_by_itself_gets_no_space_that_nobody_typed():
    assert printed(Text("Voies: un", field_name="title")) == "Voies: un"
    assert printed(Text("Voies : un", field_name="title")) == f"Voies{W}: un"
