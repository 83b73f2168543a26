from generator.diagnostics import Severity, Span
from generator.document import Emphasis, Note, Paragraph, Text
from generator.typesetting import missing_characters
from tests.typesetting.reading import document
from tests.typesetting.sample import sample_document, sample_theme

THEME = sample_theme()


def test_a_character_that_no_font_has_is_reported_at_its_place():
    words = Text("Kim, 北", span=Span.at("briefs/x.md", 3, 10, 6))

    [found] = missing_characters(document(Paragraph((Emphasis((words,)),))), THEME)

    assert found.code == "L011"
    assert found.severity is Severity.WARNING
    assert found.span == Span.at("briefs/x.md", 3, 15, 1)
    assert "U+5317" in found.message


def test_notes_are_looked_through_as_well():
    words = Text("北", span=Span.at("briefs/x.md", 3, 10, 1))
    note = Note(1, (Paragraph((words,)),), "note-1")

    assert len(list(missing_characters(document(notes=(note,)), THEME))) == 1


def test_where_words_differ_from_the_file_the_whole_text_is_named():
    words = Text("a – 北", span=Span.at("briefs/x.md", 3, 10, 6))

    [found] = missing_characters(document(Paragraph((words,))), THEME)

    assert found.span == words.span


def test_a_brief_in_latin_cyrillic_and_greek_has_all_its_characters():
    assert not list(missing_characters(sample_document(), THEME))
