"""What a pattern may say, and what of a note style does not hold."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import fields

from generator import BriefError
from generator.diagnostics import Span
from generator.document.walking import plain_text
from generator.layout.cited import CitedSource
from generator.layout.naming import SourceNaming
from generator.layout.patterned import said_by_pattern
from generator.layout.typography import ENGLISH_MARKS
from generator.references.item import LibraryItem, PersonName
from generator.templates.labels import read_labels
from generator.templates.note_style import (
    NOTE_STYLES,
    read_note_style,
    shipped_note_style,
)
from generator.templates.reference_patterns import ReferencePatternError, reference_pattern
from tests.conftest import REPOSITORY

LABELS = read_labels([(REPOSITORY / "templates/policy-brief/labels.toml", "labels.toml")], "en")
FIELDS = frozenset({"authors", "title", "issued", "place", "address"})
AT = Span.at("templates/house/template.toml", 2)


def said(pattern: str, **values: str) -> str:
    return plain_text(said_by_pattern(reference_pattern(pattern, FIELDS), values, ENGLISH_MARKS))


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("{title}[, {issued}]", "Docks"),
        ("[{authors}|{title}]", "Docks"),
        ("[{authors}|no author]", "no author"),
        ("{title}[ ([{issued}|{address}])]", "Docks"),
        ("{title}[{!issued} (n.d.)]", "Docks (n.d.)"),
        ("{title}[{?issued} (dated)]", "Docks"),
        (r"\[{title}\]", "[Docks]"),
    ],
)
def test_a_part_in_brackets_makes_way_where_a_value_is_missing(pattern, words):
    assert said(pattern, title="Docks") == words


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("{title}. {issued}.", "Who pays? 2024."),
        ("“{title},” {issued}", "“Who pays?” 2024"),
        ("“{title}”, {issued}", "“Who pays?”, 2024"),
    ],
)
def test_no_stop_stands_behind_a_question_mark(pattern, words):
    assert said(pattern, title="Who pays?", issued="2024") == words


def test_quotation_marks_of_a_title_are_those_of_the_inside_where_it_is_quoted():
    title = 'Crews "will not sail"'

    assert said("“{title}”", title=title) == "“Crews ‘will not sail’”"
    assert said("‘{title}’", title=title) == "‘Crews “will not sail”’"
    assert said("{title}", title=title) == "Crews “will not sail”"


def test_a_title_that_describes_has_no_marks():
    assert said("“{title}”, *{title}*", title="[The talks]") == "[The talks], [The talks]"


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("{titel}", "has an unknown field `{titel}`"),
        ("[{title}", "has a bracket `[` without its partner"),
        ("*{title}", "has an asterisk `*` without its partner"),
        ("{title", "has a brace without its partner"),
        ("{title} | {issued}", "has `|` outside square brackets"),
        ("[" * 20, "has too much inside one another"),
    ],
)
def test_what_a_pattern_says_amiss_is_told(pattern, message):
    with pytest.raises(ReferencePatternError) as raised:
        reference_pattern(pattern, FIELDS)

    assert raised.value.message == message


def read(tmp_path, text: str, name: str = "chicago", language: str = "en"):
    (tmp_path / "notes.toml").write_text(text, encoding="utf-8")
    return read_note_style(name, [(tmp_path / "notes.toml", "notes.toml")], language, AT)


def test_a_template_says_otherwise_key_by_key(tmp_path):
    style = read(tmp_path, '[book]\nlater = "*{title}*[, {place}]"\n[names.first]\nmost = 3\n')

    shipped = shipped_note_style("chicago")
    assert style.book.later == "*{title}*[, {place}]"
    assert style.book.first == shipped.book.first
    assert style.names.first.most == 3
    assert style.news == shipped.news


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ('[book]\nfirts = ""\n', 2, "unknown key `book.firts`", "did you mean `first`?"),
        (
            '[book]\nfirst = "{titel}[, {place}]"\n',
            2,
            "`book.first` has an unknown field `{titel}`",
            "did you mean `title`?",
        ),
        (
            '[book]\nfirst = "{title}[, {issued}, {place}]"\n',
            2,
            "`book.first` could leave out `{place}`, which each note says",
            "put it in brackets of its own: [, {place}]",
        ),
        (
            '[book]\nfirst = "{title}"\n',
            2,
            "`book.first` could leave out `{place}`, which each note says",
            "put it in brackets of its own: [, {place}]",
        ),
        (
            '[book]\nlist = "{title}, {place}"\n',
            2,
            "`book.list` has an unknown field `{place}`",
            None,
        ),
        (
            '[book]\nlater = "{entry}[, {place}]"\n',
            2,
            "`book.later` has `{entry}`, and the list is not in the order of citations",
            'write order = "cited", or take it out',
        ),
    ],
)
def test_what_a_style_says_amiss_is_told_at_its_line(tmp_path, text, line, message, hint):
    with pytest.raises(BriefError) as raised:
        read(tmp_path, text)

    [found] = raised.value.diagnostics
    assert (found.code, found.span.file, found.span.start.line) == ("L023", "notes.toml", line)
    assert found.message == message
    assert hint is None or found.hint == hint


def test_a_style_that_there_is_not_is_told_with_the_nearest(tmp_path):
    with pytest.raises(BriefError) as raised:
        read(tmp_path, "", name="chikago")

    [found] = raised.value.diagnostics
    assert (found.code, found.span) == ("L004", AT)
    assert found.hint == "did you mean `chicago`?"


def test_a_style_with_words_of_another_language_is_refused(tmp_path):
    with pytest.raises(BriefError) as raised:
        read(tmp_path, "", language="fr-CA")

    [found] = raised.value.diagnostics
    assert found.message == "the note style `chicago` has words in `en`, the brief is in `fr`"
    assert read(tmp_path, "", "short", "fr-CA").language == ""
    assert read(tmp_path, 'language = "fr"\n', language="fr-CA").language == "fr"


WORDS = st.sampled_from(["", "Docks", "Who pays?", 'The "old" quay', "[The talks]"])
ITEMS = st.builds(
    LibraryItem,
    key=st.just("dock"),
    type=st.sampled_from(["article-journal", "article-newspaper", "book", "chapter", "report",
                          "webpage", "thesis", "speech", "legislation", "legal_case", "map"]),
    title=WORDS.filter(bool),
    author=st.sampled_from([(), (PersonName("Ng", "Bo"),), (PersonName(literal="Board"),) * 5]),
    editor=st.sampled_from([(), (PersonName("Ito", "Aki"),) * 2]),
    **dict.fromkeys(("container_title", "volume", "issue", "publisher", "genre", "number"), WORDS),
    **dict.fromkeys(("edition", "publisher_place"), st.sampled_from(["", "2", "revised"])),
    pages=st.sampled_from(["", "9", "12–40"]),
    doi=st.sampled_from(["", "10.5555/x"]),
)  # fmt: skip


@settings(max_examples=30)
@given(ITEMS, st.sampled_from(NOTE_STYLES), st.sampled_from(["", "2024", "2024-03", "2024-03-28"]))
def test_whatever_is_missing_each_note_names_the_place(item, name, issued):
    style = shipped_note_style(name)
    for source in ("seed", "record"):
        cited = CitedSource("dock", source, item, "", item.publisher, "", issued)
        naming = SourceNaming(style, LABELS, ENGLISH_MARKS, {"dock": cited})
        for use in ("first", "later", "short", "listed"):
            if style.pattern(cited.kinds, use):
                note = plain_text(naming.said(cited, use, {"place": "¶3"}))
                assert note.count("¶3") == 1
                assert not re.search(r",[”’ ]*,", note)


UNNAMED = [*(("legal_case", name) for name in NOTE_STYLES), ("legislation", "oscola")]
"""Of cases, and in OSCOLA of laws, no author is named."""


@settings(max_examples=30)
@given(ITEMS, st.sampled_from(NOTE_STYLES), st.sampled_from(["2024", "2024-03-28"]))
def test_whatever_is_missing_the_list_names_author_title_and_year(item, name, issued):
    style = shipped_note_style(name)
    cited = CitedSource("dock", "record", item, "Bo Ng", "", "", issued)
    naming = SourceNaming(style, LABELS, ENGLISH_MARKS, {"dock": cited})

    entry = plain_text(naming.said(cited, "list", {"entry": "1"})).casefold()

    assert item.title[:3].casefold() in entry
    assert not item.author or (item.type, name) in UNNAMED or "ng" in entry or "board" in entry
    assert "2024" in entry or (item.type, name) == ("legislation", "oscola")


@pytest.mark.parametrize(
    ("number", "printed"),
    [("1", "1st"), ("2", "2nd"), ("11", "11th"), ("23", "23rd"), ("rev.", "rev.")],
)
def test_an_edition_is_printed_as_the_ordinal_that_it_is(number, printed):
    item = LibraryItem("dock", type="book", title="Docks", edition=number)
    cited = CitedSource("dock", "record", item, "", "", "", "2024")
    naming = SourceNaming(shipped_note_style("chicago"), LABELS, ENGLISH_MARKS, {"dock": cited})

    assert plain_text(naming.said(cited, "list", {})) == f"Docks. {printed} ed. 2024."


def test_each_setting_of_a_style_is_used_by_one_that_comes_with_the_package():
    styles = [shipped_note_style(name) for name in NOTE_STYLES]
    unused = {own.name for own in fields(type(styles[0]))} - {
        own.name
        for style in styles
        for own in fields(type(style))
        if getattr(style, own.name) != own.default
    }

    assert unused == {"between"}
