"""The numbers of paragraphs: those that the source prints, else counted ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.seeds.numbering import (
    NUMBERINGS,
    PARAGRAPH_NUMBER,
    NumberableBlock,
    counted_numbers,
    insert_after,
    printed_numbers,
)
from tests.work import counted_calls


def blocks(said: str) -> list[NumberableBlock]:
    """A block for each line; a line that begins with ~ only heads others."""
    lines = (line.strip() for line in said.strip().splitlines())
    return [NumberableBlock(line.removeprefix("~"), not line.startswith("~")) for line in lines]


def numbers(said: str) -> str:
    return " ".join(one.number for one in printed_numbers(blocks(said)))


def labels(said: str) -> list[str]:
    return [one.label for one in printed_numbers(blocks(said))]


# --- twelve kinds of numbering ----------------------------------------------------------

JUDGMENT = """
    41. The applicant says that the lock was closed without notice.
    42. The harbour board denies this.
    44. The court finds for the applicant.
    45. The board shall bear the costs.
"""
MARGINS = """
    41 The applicant says that the lock was closed without notice.
    42 The harbour board denies this.
    43 The court finds for the applicant.
"""
BRACKETS = """
    [7] The appeal concerns a towpath.
    [8] The towpath is eleven miles long.
    “No horse shall pass.”
    [9] The appeal is allowed.
"""
RESOLUTION = """
    Recalling its decision on the lock,
    Noting with regret that no money was found,
    1. Calls upon the members to pay;
    2. Decides to send a commission, which shall:
    (a) visit the lock;
    (b) hear the keepers, in particular:
    (i) those of the night;
    (ii) those who have left;
    (c) report;
    3. Remains seized of the matter.
"""
LAW = """
    ~Article 1
    ~Purpose
    This act governs locks.
    ~Article 2 Definitions
    (1) “Lock” means a basin with gates.
    (2) “Keeper” means whoever opens them, and
    (a) lives beside them, or
    (b) is paid for it.
    ~Article 3
    The act of 1931 is repealed.
"""
UNION = """
    ~Article 1
    1. Each state keeps a register of its locks.
    2. It shall contain:
    (a) the length;
    (b) the width.
    ~Article 2
    1. The register is open.
    2. A fee may be asked.
    3. It shall not exceed the cost.
    ~Article 3
    This enters into force in May.
"""
PARAGRAPH_SIGNS = """
    § 12 Der Schleusenwärter öffnet bei Tag.
    § 13 (1) Bei Nacht öffnet er nur in Not.
    (2) Was Not ist, entscheidet er.
    § 13a Im Winter gilt § 13.
    § 14 Er führt ein Buch.
"""
ITEMS_OF_ITEMS = """
    § 12 (1) Der Schleusenwärter öffnet
    1. bei Tag und
    2. bei Nebel, wenn
    a) ein Boot wartet.
    (2) Bei Nacht öffnet er nur
    1. in Not.
    § 13 Was Not ist, entscheidet
    1. der Wärter oder
    2. sein Vertreter.
    § 14 Er führt ein Buch.
"""
MARGINAL_NUMBERS = """
    Rn. 14 Die Klage ist zulässig.
    Rn. 15 Sie ist auch begründet.
    Rn. 16 Die Kosten trägt das Land.
"""
CONTRACT = """
    ~1. Definitions
    1.1 In this contract “lock” has its usual meaning.
    1.2 “Day” means a day on which the lock is open.
    ~2. Duties
    2.1 The keeper shall open the lock.
    2.2 The keeper shall keep a book.
"""
PARTS = """
    ~I. The levy
    1. The levy was voted in 1974.
    2. It has never been changed.
    ~II. The ferries
    1. The ferries pay nothing.
    2. Nobody knows why.
    3. The council is asked to find out.
"""
ALONE = """
    ~41.
    The applicant is a boatman.
    ~42.
    The respondent is the board.
    The board has three members.
    ~43.
    The court finds for the boatman.
"""
LETTERED = """
    12. The board met in May.
    12A. It met again in June.
    13. It did not meet in July.
    14. It was dissolved.
"""


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (JUDGMENT, "41 42 44 45"),
        (MARGINS, "41 42 43"),
        (BRACKETS, "7 8 8A 9"),
        (RESOLUTION, "0A 0B 1 2 2(a) 2(b) 2(b)(i) 2(b)(ii) 2(c) 3"),
        (LAW, "1 2(1) 2(2) 2(2)(a) 2(2)(b) 3"),
        (UNION, "1(1) 1(2) 1(2)(a) 1(2)(b) 2(1) 2(2) 2(3) 3"),
        (PARAGRAPH_SIGNS, "12 13(1) 13(2) 13A 14"),
        (ITEMS_OF_ITEMS, "12(1) 12(1)(1) 12(1)(2) 12(1)(2)(a) 12(2) 12(2)(1) 13 13(1) 13(2) 14"),
        (MARGINAL_NUMBERS, "14 15 16"),
        (CONTRACT, "1.1 1.2 2.1 2.2"),
        (PARTS, "I.1 I.2 II.1 II.2 II.3"),
        (ALONE, "41 42 42A 43"),
        (LETTERED, "12 12A 13 14"),
    ],
)
def test_paragraphs_have_the_numbers_that_the_source_prints(said, told):
    assert numbers(said) == told


def test_an_edition_of_before_keeps_the_numbers_that_took_every_figure_for_the_same():
    found = NUMBERINGS[2](blocks(ITEMS_OF_ITEMS))

    assert [one.number for one in found][:4] == ["12(1)", "12A", "12(2)", "12(2)(a)"]


def test_a_label_is_the_number_as_printed_with_the_word_before_it():
    assert labels(LAW)[:3] == ["Article 1", "Article 2(1)", "Article 2(2)"]
    assert labels(PARAGRAPH_SIGNS)[3] == "§ 13a"
    assert labels(MARGINAL_NUMBERS)[0] == "Rn. 14"
    assert labels(RESOLUTION)[:3] == ["", "", "1"]


def test_roman_articles_are_cited_in_figures():
    said = "~Article IX\nThe first.\n~Article X\nThe second.\n~Article XI\nThe third."

    assert numbers(said) == "9 10 11"
    assert labels(said)[0] == "Article IX"


def test_parts_without_a_printed_number_are_counted():
    said = "1. A levy.\n2. A fee.\n1. A ferry.\n2. A lock."

    assert numbers(said) == "I.1 I.2 II.1 II.2"


def test_whereas_clauses_before_the_articles_are_no_articles():
    said = "\n".join(f"({count}) Whereas boats are wide;" for count in range(1, 9))

    assert numbers(said + LAW).split()[7:9] == ["0H", "1"]


def test_articles_quoted_in_a_judgment_are_not_its_numbers():
    quoted = "Article 5 Locks\nArticle 6 Keepers\nArticle 7 Books\n"
    own = [f"{count}. The court has seen it.\n" for count in range(1, 9)]

    found = numbers("".join([*own[:2], quoted, *own[2:]])).split()

    assert found == ["1", "2", "2A", "2B", "2C", "3", "4", "5", "6", "7", "8"]


# --- what is no number ------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "1974 was dry.\n1975 was wet.\n1976 was drier still.",
        "1974. The levy was voted.\n1975. It was paid.\n1976. It was dropped.",
        "12 December was cold.\n13 December was colder.\n14 December was mild.",
        "3 ships came.\n4 ships went.\n5 ships stayed.",
        "3.5 million crowns were paid.\n3.6 million were asked.\n3.7 million were due.",
        "Article 5 says nothing.\nArticle 6 says less.\nArticle 7 is silent.",
        "One.\nTwo.\nThree.",
        "(a) A lock.\n(b) A gate.\n(c) A keeper.",
    ],
)
def test_figures_years_and_days_are_no_numbers_of_paragraphs(said):
    assert numbers(said).split() == [str(count) for count in range(1, len(said.split("\n")) + 1)]


def test_a_short_list_in_a_long_article_does_not_number_it():
    prose = "\n".join(["The lock was closed again."] * 10)

    found = numbers(f"{prose}\n1. A gate.\n2. A keeper.\n3. A book.\n{prose}")

    assert found.split() == [str(count) for count in range(1, 24)]


def test_a_list_that_prose_leads_to_and_follows_does_not_number_it():
    said = "Three things are wrong.\n1. A gate.\n2. A keeper.\n3. A book.\nNobody was told."

    assert numbers(said) == "1 2 3 4 5"


def test_chapters_do_not_number_the_paragraphs_of_a_report():
    prose = "\n".join(["The lock was closed again."] * 4)
    chapters = "\n".join(f"~{count}. Chapter\n{prose}" for count in range(1, 6))

    assert numbers(chapters).split() == [str(count) for count in range(1, 21)]


def test_a_few_chapters_of_two_paragraphs_each_do_not_number_them_either():
    said = "\n".join(f"~{count} Chapter\nProse.\nMore prose." for count in range(1, 5))

    assert numbers(said) == "1 2 3 4 5 6 7 8"


def test_the_rows_of_a_table_are_not_numbered_by_their_first_cells():
    rows = [NumberableBlock(f"{n} Boats", may_be_numbered=False) for n in range(4, 8)]

    assert [one.number for one in printed_numbers(rows)] == ["1", "2", "3", "4"]


# --- inserts ----------------------------------------------------------------------------


def test_an_insert_never_takes_a_printed_number():
    assert numbers("12. A.\nBetween.\n12A. B.\n13. C.\n14. D.") == "12 12B 12A 13 14"


def test_inserts_run_through_the_alphabet_and_on():
    taken = [f"3{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]

    assert insert_after("3", []) == "3A"
    assert insert_after("3B", ["3A", "3B"]) == "3C"
    assert insert_after("3", taken) == "3AA"
    assert insert_after(None, ["1"]) == "0A"
    assert insert_after("8(a)(ii)", []) == "8A"


_HEADS = st.sampled_from(
    [f"{n}." for n in range(1, 6)]
    + [f"({n})" for n in (1, 2, 3, "a", "b", "i", "ii")]
    + [f"Article {n}" for n in range(1, 5)]
    + ["1.1", "1.2", "2.1", "[3]", "§ 4", "7 The", "12a.", "1974", "I.", ""]
)


@given(st.lists(st.tuples(_HEADS, st.booleans()), max_size=30))
def test_every_paragraph_has_a_number_and_no_number_is_there_twice(lines):
    found = printed_numbers([NumberableBlock(f"{head} Words.", body) for head, body in lines])

    given_numbers = [one.number for one in found]
    assert len(given_numbers) == sum(body for _, body in lines)
    assert len(set(given_numbers)) == len(given_numbers)
    assert all(map(PARAGRAPH_NUMBER.fullmatch, given_numbers))


def test_twice_the_numbers_take_twice_the_work():
    def work(count: int) -> int:
        many = [NumberableBlock(f"{number % 100}. Words.") for number in range(count)]
        with counted_calls() as calls:
            assert len(printed_numbers(many)) == count
        return calls()

    assert work(600) < 2.3 * work(300)


# --- what version 4 reads -----------------------------------------------------------------

ACT = "\n".join(
    line
    for n in range(1, 9)
    for line in (f"~Article {n}", f"The {n}th lock is kept.", *["Its keeper lives beside it."] * 6)
)


def third(said: str) -> str:
    return " ".join(one.number for one in NUMBERINGS[3](blocks(said)))


def test_many_articles_number_a_law_however_many_paragraphs_each_has():
    assert numbers(ACT).startswith("1 1A 1B 1C 1D 1E 1F 2 2A")
    assert third(ACT).startswith("1 2 3 4 5 6 7 8 9")


def test_a_number_of_an_item_on_a_line_of_its_own_is_the_items():
    def line(text: str) -> NumberableBlock:
        return NumberableBlock(text, is_body=False, is_number=True)

    law = [line("Article 1"), line("1."), NumberableBlock("The lock is kept.")]
    law += [line("2."), NumberableBlock("The keeper shall:"), line("(a)"), NumberableBlock("rise;")]
    law += [one for n in (2, 3) for one in (line(f"Article {n}"), NumberableBlock("It is shut."))]

    assert [one.number for one in printed_numbers(law)] == ["1(1)", "1(2)", "1(2)(a)", "2", "3"]
    assert [one.number for one in NUMBERINGS[3](law)] == ["1", "1A", "1B", "2", "3"]


@pytest.mark.parametrize(
    ("heads", "numbered"),
    [
        ("第一条|（一）|（二）|第十二条|第十二条之一", "1 1(1) 1(2) 12 12.1"),
        ("第九十九条|第一百条|第一百零二条", "99 100 102"),
        ("第１条|第２条|第３条の２", "1 2 3.2"),
        ("제1조|제2조|제2조의2", "1 2 2.2"),
        ("Čl. 7|Čl. 7a|Čl. 8", "7 7A 8"),
    ],
)
def test_articles_of_other_languages_are_articles(heads, numbered):
    law = "\n".join(f"{head} Words of it." for head in heads.split("|"))

    assert numbers(law) == numbered
    assert third(law) != numbered


@pytest.mark.parametrize("heads", ["Art. 1º|Art. 2º|Art. 3", "Article 1er.|Article 2|Article 3"])
def test_the_first_articles_may_say_that_they_are_first(heads):
    assert numbers("\n".join(f"{head} Words of it." for head in heads.split("|"))) == "1 2 3"


# --- what version 5 reads -----------------------------------------------------------------


def fourth(said: str) -> str:
    return " ".join(one.number for one in NUMBERINGS[4](blocks(said)))


def test_what_a_preamble_leads_to_is_numbered_whatever_follows():
    said = """
        Recalling its decision on the lock,
        Noting with regret that no money was found,
        1. Calls upon the members to pay;
        2. Decides to send a commission;
        3. Remains seized of the matter.
        Adopted at the 41st meeting by 12 votes to none.
    """

    assert numbers(said) == "0A 0B 1 2 3 3A"
    assert fourth(said) == "1 2 3 4 5 6"


def test_a_number_before_its_sign_is_that_of_a_section():
    said = "1 § Locks are kept.\n2 § Keepers are paid.\n2 a § So are their heirs.\n3 § Fees rise."

    assert numbers(said) == "1 2 2A 3"
    assert fourth(said) == "1 2 3 4"


# --- how editions without a version of the numbering were numbered ----------------------


def first(texts: list[str]) -> list[str]:
    return [one.number for one in counted_numbers([NumberableBlock(text) for text in texts])]


def test_paragraphs_are_counted_from_one():
    assert first(["a", "b", "c"]) == ["1", "2", "3"]


def test_plain_numbers_in_sequence_were_kept():
    assert first(["7. a", "[8] b", "(c) of 8", "9) d", "10 e"]) == ["7", "8", "8A", "9", "10"]


def test_plain_numbers_out_of_sequence_were_not_trusted():
    assert first(["1. a", "2. b", "1. c", "2. d"]) == ["1", "2", "3", "4"]


def test_years_at_the_start_of_sentences_were_no_numbers():
    assert first(["2019 was wet.", "It rained.", "2020 was dry."]) == ["1", "2", "3"]
