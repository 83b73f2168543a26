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
from generator.layout.naming import source_naming
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


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        (
            '[book]\nlater = "*{title}*[, at {place}]"\n',
            2,
            "`book.later` has the word `at`, and the style does not say in which language",
            'say it by a label; or write language = "en" above the tables, if it is English',
        ),
        (
            '[book]\nlater = "*{title}*[, {label.ref_edtion}][, {place}]"\n',
            2,
            "`book.later` has an unknown label `ref_edtion`",
            "did you mean `ref_edition`?",
        ),
        (
            '[book]\nlist = "{title}, {label.ref_note}"\n',
            2,
            "`book.list` has an unknown label `ref_note`",
            None,
        ),
        (
            '[labels.en]\nref_edtion = "{edition} edn"\n',
            2,
            "no label is called `ref_edtion`",
            "did you mean `ref_edition`?",
        ),
        ('[labels.en]\ncontents = "List"\n', 2, "no label is called `contents`", None),
        (
            'language = "en"\n[book]\nlater = "“not {title}”[, {place}]"\n',
            3,
            "`book.later` quotes, which fixed words may not",
            None,
        ),
        (
            '[book]\nlater = "{title}[, {place}]9"\n',
            2,
            "`book.later` has a figure beside a field",
            None,
        ),
        (
            '[labels.en]\nref_edition = "edn"\n',
            2,
            "label `ref_edition` lacks `{edition}`",
            "put it where it belongs",
        ),
        ('labels = "en"\n', 1, "`labels` must be a table", "write [labels.en], say"),
    ],
)
def test_what_a_style_says_amiss_in_words_is_told_at_its_line(tmp_path, text, line, message, hint):
    with pytest.raises(BriefError) as raised:
        read(tmp_path, text)

    [found] = raised.value.diagnostics
    assert (found.span.file, found.span.start.line) == ("notes.toml", line)
    assert found.message == message
    assert hint is None or found.hint == hint


def test_a_style_with_words_of_another_language_is_refused(tmp_path):
    english = 'language = "en"\n[book]\nlater = "*{title}*[, at {place}]"\n'

    with pytest.raises(BriefError) as raised:
        read(tmp_path, english, language="fr-CA")

    [found] = raised.value.diagnostics
    assert found.message == "the note style `chicago` has words in `en`, the brief is in `fr`"
    assert read(tmp_path, english.replace("en", "fr"), language="fr-CA").language == "fr"
    assert read(tmp_path, "", language="fr-CA").language == ""


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
        naming = source_naming(style, LABELS, {"dock": cited})
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
    naming = source_naming(style, LABELS, {"dock": cited})

    entry = plain_text(naming.listed(cited, "1")).casefold()

    assert item.title[:3].casefold() in entry
    assert not item.author or (item.type, name) in UNNAMED or "ng" in entry or "board" in entry
    assert "2024" in entry or (item.type, name) == ("legislation", "oscola")


@pytest.mark.parametrize(
    ("language", "number", "printed"),
    [
        ("en", "1", "1st ed."),
        ("en", "22", "22nd ed."),
        ("en", "11", "11th ed."),
        ("en", "23", "23rd ed."),
        ("en", "rev.", "rev. ed."),
        ("fr", "1", "1re éd."),
        ("fr", "21", "21e éd."),
        ("uk", "3", "Вид. 3."),
        ("ko", "3", "3판."),
    ],
)
def test_an_edition_is_printed_as_the_ordinal_that_it_is(language, number, printed):
    item = LibraryItem("dock", type="book", title="Docks", edition=number)

    assert entry(item, "chicago", language) == f"Docks. {printed} 2024."


def entry(item: LibraryItem, name: str, language: str) -> str:
    """What the list says of an item of 2024."""
    labels = read_labels([(REPOSITORY / "templates/memo/labels.toml", "labels.toml")], language)
    cited = CitedSource("dock", "record", item, "", "", "", "2024")
    naming = source_naming(shipped_note_style(name), labels, {"dock": cited})
    return plain_text(naming.listed(cited, "1"))


def test_spanish_says_e_before_the_sound_of_an_i():
    authors = (PersonName("Ng", "Bo"), PersonName("Ibarra", "Ana"))
    item = LibraryItem("dock", type="book", title="Docks", author=authors)

    assert entry(item, "harvard", "es").startswith("Ng, B. e Ibarra, A. (2024)")


def test_names_in_hangul_han_and_kana_stay_whole_in_their_order():
    authors = (PersonName("김", "아라"), PersonName("Ng", "Bo"))
    item = LibraryItem("dock", type="book", title="Docks", author=authors)

    assert entry(item, "apa", "ko").startswith("김아라, & Ng, B. (2024)")


@pytest.mark.parametrize("name", NOTE_STYLES)
def test_no_style_prints_a_word_that_no_label_says(name):
    assert not shipped_note_style(name).language  # else a word in a pattern would not be told


def test_each_setting_of_a_style_is_used_by_one_that_comes_with_the_package():
    styles = [shipped_note_style(name) for name in NOTE_STYLES]
    unused = {own.name for own in fields(type(styles[0]))} - {
        own.name
        for style in styles
        for own in fields(type(style))
        if getattr(style, own.name) != own.default
    }

    assert unused == {"between", "language"}
