from __future__ import annotations

import pytest

from generator.houses.names import english_name, english_name_of_id


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("heading 1", "heading 1"),
        ("Heading 3", "heading 3"),
        ("Überschrift 1", "heading 1"),
        ("Titre 2", "heading 2"),
        ("Título 3", "heading 3"),
        ("Заголовок 1", "heading 1"),
        ("제목 2", "heading 2"),
        ("Titel", "title"),
        ("Título", "title"),
        ("제목", "title"),
        ("Textkörper", "body text"),
        ("Corps de texte", "body text"),
        ("Обычный", "normal"),
        ("본문", "body text"),
        ("Fußnotentext", "footnote text"),
        ("FUSSNOTENTEXT", "footnote text"),
        ("Колонтитул", None),
        ("Aufzählungszeichen 2", "list bullet 2"),
        ("TM 1", "toc 1"),
        ("Body Text 2", None),
        ("Our chapter", None),
    ],
)
def test_a_built_in_style_is_known_by_its_name_in_many_languages(name, english):
    assert english_name(name) == english


@pytest.mark.parametrize(
    ("identifier", "english"),
    [
        ("berschrift1", "heading 1"),
        ("Titre1", "heading 1"),
        ("Ttulo2", "heading 2"),
        ("Textkrper", "body text"),
        ("BodyText", "body text"),
        ("Funotentext", "footnote text"),
        ("1", None),
        ("a3", None),
    ],
)
def test_word_leaves_letters_beyond_ascii_and_blanks_out_of_identifiers(identifier, english):
    assert english_name_of_id(identifier) == english
