from __future__ import annotations

import re
import tracemalloc
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.language.detection import language_of
from generator.seeds.cleaning import clean
from generator.seeds.lines import whole_words
from generator.seeds.reading import Cleaned

TEXTS = Path(__file__).parent / "texts"
REPOSITORY = Path(__file__).parents[2]


def cleaned(text: str) -> Cleaned:
    return clean(text.split("\n"))


def cleaned_file(name: str) -> Cleaned:
    return cleaned((TEXTS / name).read_text(encoding="utf-8"))


def reasons(found: Cleaned) -> dict[int, str]:
    return {drop.line: drop.reason for drop in found.dropped}


def starts(found: Cleaned, words: int = 3) -> list[str]:
    return [" ".join(paragraph.text.split()[:words]) for paragraph in found.paragraphs]


# --- the first seed ---------------------------------------------------------------------


def first_seed() -> Cleaned:
    path = REPOSITORY / "seeds/ulislam-summit/original.txt"
    return cleaned(path.read_text(encoding="utf-8"))


def test_the_first_seed_has_six_paragraphs():
    found = first_seed()

    assert len(found.paragraphs) == 6
    assert [paragraph.first_line for paragraph in found.paragraphs] == [11, 13, 15, 17, 19, 21]
    assert found.paragraphs[5].text.endswith("polarized and militarized world.")
    assert found.title == "Strategic Implications of Russia-North Korea Summit"
    assert found.author == "Faheem ul Islam"
    assert found.language == "en"


def test_each_other_line_of_the_first_seed_has_its_reason():
    assert reasons(first_seed()) == {
        1: "title",
        3: "standfirst",
        5: "advert",
        6: "advert",
        7: "advert",
        9: "by-line",
        21: "end mark",
        23: "biography",
        25: "sharing",
        27: "sharing",
        29: "advert",
        31: "related",
        33: "advert",
        35: "related",
        37: "advert",
        38: "copy protection",
    }


# --- other kinds of text ----------------------------------------------------------------


def test_a_text_without_junk_is_kept_whole():
    found = cleaned_file("clean.txt")

    assert starts(found) == ["The town has", "In 2019 the", "The engineers say"]
    assert found.dropped == ()


def test_two_paragraphs_are_enough():
    assert starts(cleaned_file("two.txt")) == ["The ferry did", "The company has"]


def test_an_article_between_its_page_keeps_its_body_only():
    found = cleaned_file("article.txt")

    assert (found.title, found.author) == ("The pylons nobody asked for", "Tom Harrow")
    assert starts(found) == ["A valley of", "The company now", "What should trouble"]
    assert reasons(found)[9] == "caption"
    assert reasons(found)[5] == "date"
    assert reasons(found)[15] == "after the body"


def test_a_speech_keeps_its_short_paragraphs_and_loses_the_applause():
    found = cleaned_file("speech.txt")

    assert starts(found, 2) == [
        "Mr. Chair,", "When I", "We have", "Thank you.", "But thanks", "Some say", "Let me",
    ]  # fmt: skip
    assert reasons(found)[11] == "stage direction"


def test_lines_broken_by_hand_are_joined_across_pages_and_rows_of_a_table_kept():
    found = cleaned_file("report.txt")

    assert [(p.first_line, p.last_line, p.kind) for p in found.paragraphs] == [
        (7, 11, "text"), (13, 21, "text"), (25, 25, "cell"), (26, 26, "cell"), (27, 27, "cell"),
        (28, 28, "cell"), (30, 33, "text"), (35, 36, "text"),
    ]  # fmt: skip
    assert "long-term contracts" in found.paragraphs[0].text
    assert "doubled since the collision" in found.paragraphs[1].text
    assert reasons(found)[18] == "page number"
    assert reasons(found)[23] == "heading"


def test_lines_that_all_end_as_paragraphs_do_are_paragraphs_however_short():
    lines = [f"The {n} boat of the yard was sold to a man who never paid." for n in range(1, 5)]

    found = cleaned("\n".join(["The last slip of Varn", "By Ida Korn", *lines]))

    assert [paragraph.text for paragraph in found.paragraphs] == lines


def test_a_long_title_above_lines_that_are_paragraphs_joins_none_of_them():
    title = "What became of the last slip of the yard at Varn, and of its crane"
    lines = [
        f"The {n} boat was sold to a man who never paid, and he has not come back." for n in "abc"
    ]

    found = cleaned("\n".join([title, *lines]))

    assert [paragraph.text for paragraph in found.paragraphs] == lines


def test_an_indented_line_begins_a_paragraph_below_one_of_a_single_line():
    text = """\
    The yard built its last boat in 1998, and the slip has been dry.
    The men still meet on Fridays, all nine of them, and they bring
the plans of the boats with them, which none of them can read now.
    A buyer came in spring. He has not been heard of since, they say."""

    assert starts(cleaned(text), 2) == ["The yard", "The men", "A buyer"]


def test_a_word_divided_at_the_end_of_a_line_is_made_whole_where_the_text_has_it_whole():
    text = """\
The governments of the lake states have at last agreed on closer coop-
eration in the north, where the fish are, and in the south on a long-
term plan for the sluices, since cooperation without a plan would not
have lasted a single summer."""

    found = cleaned(text)

    assert "on closer cooperation in the north" in found.paragraphs[0].text
    assert "on a long-term plan" in found.paragraphs[0].text


def test_a_law_is_numbered_clause_by_clause():
    found = cleaned_file("law.txt")

    assert "(a) the level is above 412 metres;" in [p.text for p in found.paragraphs]
    assert starts(found)[-1] == "This Agreement shall"
    assert [p.text for p in found.paragraphs if p.kind == "heading"] == [
        "Article 1", "Article 2", "Article 3",
    ]  # fmt: skip
    assert {reasons(found)[line] for line in (11, 16, 25)} == {"heading"}


def test_a_letter_loses_its_address_and_its_signature():
    found = cleaned_file("letter.txt")

    assert starts(found) == ["I write on", "We ask for", "Unless we hear"]
    assert reasons(found)[20] == "after the body"


def test_an_interview_begins_a_paragraph_with_each_speaker():
    text = """\
Q: How many boats are left?
A: Eleven. There were forty when I began, and sixty in my father's time.
Q: And what will you do when there are none?
A: Count the people who come to look."""

    assert starts(cleaned(text), 1) == ["Q:", "A:", "Q:", "A:"]


def test_the_title_stands_below_the_menu_of_its_page():
    menu = "The Harbour Paper\nWorld\nOpinion\nSubscribe\nLog in\n\nOPINION\n\n"
    found = cleaned(f"{menu}The silted harbour\n\nBy Ada Moor\n\nShare\n\n{BODY}")

    assert (found.title, found.author) == ("The silted harbour", "Ada Moor")


@pytest.mark.parametrize(
    ("name", "language", "title", "author"),
    [
        ("german.txt", "de", "Warum das Stellwerk nicht wartet", "Jutta Brandes"),
        ("russian.txt", "ru", "Мост, которого ждали", "Нина Орлова"),
        ("korean.txt", "ko", "섬마을 도서관, 다시 문을 열다", "김하늘"),
    ],
)
def test_articles_in_other_languages_are_cleaned_too(name, language, title, author):
    found = cleaned_file(name)

    assert (found.language, found.title, found.author) == (language, title, author)
    assert len(found.paragraphs) == 3


# --- single rules -----------------------------------------------------------------------

BODY = """The harbour was dredged twice, and twice it filled again within the year.

Nobody has asked why, although the answer lies on the bank for all to see."""


@pytest.mark.parametrize("mark", ["(END)", "[Ends]", "END", "###", "-30-", "■"])
def test_an_end_mark_is_taken_off_and_shown(mark):
    found = cleaned(f"{BODY} {mark}\n\nThe paper also sells mugs with pictures of ferries on them.")

    assert found.paragraphs[-1].text.endswith("for all to see.")
    assert reasons(found) == {3: "end mark", 5: "after the end mark"}


@pytest.mark.parametrize("mark", ["— END —", "END 11:18 A.M. EDT"])
def test_an_end_mark_on_its_own_line_ends_the_body(mark):
    found = cleaned(f"{BODY}\n\n{mark}\n\nThe paper also sells mugs with ferries on them.")

    assert reasons(found) == {5: "end mark", 7: "after the end mark"}


def test_a_standfirst_above_the_byline_is_no_paragraph():
    head = "The silted harbour\n\nA town pays for the same mud every year.\n\nBy Ada Moor\n\n"
    found = cleaned(head + BODY)

    assert found.author == "Ada Moor"
    assert reasons(found) == {1: "title", 3: "standfirst", 5: "by-line"}


def test_a_last_paragraph_on_a_person_of_the_text_is_no_biography():
    text = f"{BODY}\n\nJon Hale has measured it.\n\nJon Hale is an officer of the harbour board."

    assert len(cleaned(text).paragraphs) == 4


def test_a_biography_without_a_byline_names_the_author():
    found = cleaned(f"{BODY}\n\nMara Quist is a writer and lives on the coast.")

    assert (found.author, reasons(found)) == ("Mara Quist", {5: "biography"})


def test_a_paragraph_cut_by_an_advert_is_one_paragraph():
    cut = "The harbour board met on Monday and decided, against the advice of\n\nAdvertisement\n\n"
    found = cleaned(cut + "its own engineers, to dredge once more before winter.\n\n" + BODY)

    assert len(found.paragraphs) == 3
    assert "advice of its own engineers" in found.paragraphs[0].text
    assert reasons(found) == {3: "advert"}


def test_an_enumerated_clause_is_no_copyright_line():
    clauses = "(a) the transfer of arms;\n\n(b) the training of crews;\n\n(c) the sale of ships."
    found = cleaned(f"{BODY} Forbidden are:\n\n{clauses}")

    assert found.paragraphs[-1].text == "(c) the sale of ships."


def test_an_end_mark_in_a_line_that_is_no_paragraph_is_told_once():
    found = cleaned(f"{BODY}\n\n12 (14) (END)")

    assert [(drop.text, drop.reason) for drop in found.dropped] == [("12 (14) (END)", "end mark")]


def test_lines_that_say_nothing_give_no_paragraph():
    found = cleaned("Home\n\nMenu\n\nAdvertisement")

    assert found.paragraphs == ()
    assert len(found.dropped) == 3


LONG_TEXT = ["Nobody has asked why, although the answer is on the bank."] * 20_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "looks_at",
    [whole_words, lambda lines: language_of("\n".join(lines))],
    ids=["words", "language"],
)
def test_the_words_of_a_long_text_do_not_fill_the_memory(looks_at):
    tracemalloc.start()
    try:
        looks_at(LONG_TEXT)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert most < 4 * sum(map(len, LONG_TEXT))


# --- nothing disappears unseen ----------------------------------------------------------

LINES = st.lists(
    st.sampled_from(
        [
            "", "", " ", "Advertisement", "By Ada Moor", "Ada Moor is a writer.", "(END)", "###",
            "Share this", "- 2 -", "1. One thing.", "(a) another;", "Heading", "***", "\u200b",
            "The harbour was dredged twice, and twice it filled again within the year. (END)",
            "Nobody has asked why, although the answer lies on the bank for all to",
            "see, as it has done since the mole was built. Why was it?", "April  610   240   95",
            "The harbour was dredged twice, and twice it filled again within the year.", "long-",
            "      Set in, this line begins a paragraph of its own among others that", "\u00ad",
        ]
    )
    | st.text(max_size=60).map(lambda text: re.sub(r"[\r\n]", " ", text)),
    min_size=6,
    max_size=25,
)  # fmt: skip


def held(line: str, number: int, found: Cleaned) -> bool:
    """Whether each word of a line is in the paragraph that has its place, or among the dropped."""
    texts = [p.text for p in found.paragraphs if p.first_line <= number <= p.last_line]
    texts += [drop.text for drop in found.dropped if drop.line == number]
    # Hyphens apart: those at the end of a line may have been taken for a division.
    held_here = re.sub(r"[\s\u00ad-]", "", "".join(texts))
    return all(re.sub(r"[\u00ad-]", "", word) in held_here for word in line.split())


@given(LINES)
@example(["Ferry", "", "", "(END)"])
@example(["The harbour was dredged twice, and twice it filled again. (END)", "(END)"])
def test_every_line_is_in_a_paragraph_or_among_the_dropped(lines):
    found = clean(lines)

    for number, line in enumerate(lines, 1):
        assert not line.strip() or held(line, number, found), (number, line)


@given(LINES)
def test_paragraphs_come_in_order_and_no_line_is_in_two(lines):
    found = clean(lines)
    places = [(p.first_line, p.last_line) for p in found.paragraphs]
    flat = [line for place in places for line in place]

    assert flat == sorted(flat)
    assert all(earlier[1] < later[0] for earlier, later in pairwise(places))
    assert all(p.text == p.text.strip() and p.text for p in found.paragraphs)
