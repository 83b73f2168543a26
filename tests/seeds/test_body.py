"""What of a text is its body, and what the other lines are."""

from __future__ import annotations

import textwrap

import pytest

from generator.seeds.cleaning import clean
from generator.seeds.dates import published_of
from generator.seeds.reading import Cleaned

BODY = (
    "The yard at Varn built its last boat in 1998. The slip has been a car park since.",
    "Those who worked there still meet on Fridays. They bring the plans, and nobody laughs.",
    "A buyer came in spring and measured the shed. He has not been heard of since, they say.",
    "The council would sell at once. It asks for nothing but a plan, which nobody has drawn.",
)


def page(*passages: str) -> Cleaned:
    return clean("\n\n".join(passages).split("\n"))


def kept(found: Cleaned) -> list[str]:
    return [paragraph.text for paragraph in found.paragraphs]


def reason_of(found: Cleaned, words: str) -> str:
    (drop,) = (drop for drop in found.dropped if words in drop.text)
    return drop.reason


# --- above the text ---------------------------------------------------------------------


def test_a_standfirst_below_an_advert_is_no_paragraph():
    found = page("The last slip", "Advertisement", "A yard waits, and a town with it.", *BODY)

    assert kept(found)[1:] == list(BODY) or kept(found) == list(BODY)


def test_a_sentence_that_the_text_says_again_is_a_standfirst():
    lead = "The yard at Varn built its last boat years ago, and nobody has drawn a plan since."
    found = page("The last slip", "By Ida Korn", lead, *BODY)

    assert kept(found) == list(BODY)
    assert reason_of(found, "years ago") == "standfirst"
    assert found.guesses == ("line 5 was taken for a standfirst",)


def test_the_first_sentence_of_a_report_is_no_standfirst():
    lead = "A yard on the sound will be sold next year, the council said on Monday."
    rest = ("The price is lower than in spring.", "The shed is part of it, and so is the crane.")
    found = page("Yard to be sold", "By Ida Korn", lead, *rest)

    assert kept(found) == [lead, *rest]


def test_what_stands_above_the_by_line_is_a_standfirst_whatever_its_form():
    told = "The shipwright Ole Tamm on tar, patience and the price of oak."
    found = page("“Nobody hurries a keel”", told, "Interview: Ida Korn", *BODY)

    assert (kept(found), found.author) == (list(BODY), "Ida Korn")
    assert reason_of(found, "price of oak") == "standfirst"


def test_takeaways_above_the_text_are_none_of_its_paragraphs():
    items = ("- The slip is a car park.", "- A buyer came, and went.")
    found = page("The last slip", "By Ida Korn", "Key takeaways", *items, *BODY)

    assert kept(found) == list(BODY)
    assert {reason_of(found, item) for item in items} == {"takeaways"}


def test_a_table_of_contents_is_none_of_the_text():
    contents = ("Contents", "Summary ....... 2", "1 The slip ....... 4")
    found = page("The yards of the sound", *contents, "Summary", *BODY[:2], "1 The slip", *BODY[2:])

    assert (kept(found), found.title) == (list(BODY), "The yards of the sound")
    assert reason_of(found, "1 The slip .......") == "contents"


def test_the_head_of_a_message_gives_its_title_and_its_day():
    head = "From: Sound Brief <brief@sound.example>", "Date: Mon, 17 Mar 2025 07:00:12 +0100"
    found = page(*head, "Subject: The last slip", *BODY)

    assert (kept(found), found.title) == (list(BODY), "The last slip")
    assert found.published == "2025-03-17"


def test_above_the_first_number_of_a_judgment_stand_the_court_and_the_parties():
    numbered = [f"[{n}] {text}" for n, text in enumerate(BODY, 1)]
    front = ("HARBOUR COURT", "Before:", "JUDGE TAMM", "Between:", "IDA KORN", "Claimant")
    found = page(*front, "- and -", "THE YARD OF VARN", "Defendant", "Judge Tamm:", *numbered)

    assert kept(found) == numbered


def test_a_preamble_above_numbered_paragraphs_is_of_the_text():
    preamble = ("The Harbour Assembly,", "Recalling its resolution of 1974,")
    numbered = [f"{n}. {text}" for n, text in enumerate(BODY, 1)]

    assert kept(page("Resolution 41", *preamble, *numbered)) == [*preamble, *numbered]


def test_a_line_that_leads_to_numbered_items_is_of_the_text():
    items = ("1. a new slip;", "2. a crane;", "3. an end to the levy.")
    led = "The plan has three parts:"

    assert kept(page("What the plan asks for", led, *items)) == [led, *items]


def test_a_preamble_in_arabic_goes_on_in_its_resolution():
    preamble = ("إن جمعية الموانئ،", "إذ يساورها القلق لإغلاق المضيق منذ 9 أيار/مايو،")
    numbered = (
        "1. تدين إغلاق المضيق؛",
        "2. تدعو الطرفين إلى فتح المضيق؛",
        "3. تقرر أن تجتمع في حزيران/يونيه.",
    )

    assert kept(page("القرار 12", *preamble, *numbered)) == [*preamble, *numbered]


def test_a_signature_below_a_short_law_is_no_by_line_above_its_text():
    law = ("1. The levy is two crowns a tonne.", "2. Ferries are exempt.", "3. So is the yard.")
    found = page(
        "Levy Act", "The Assembly enacts:", *law, "Ole Tamm", "Minister for Ports", "4 May 2025"
    )

    assert set(law) <= set(kept(found))


@pytest.mark.parametrize("line", ["Zum Inhalt springen", "This article is more than 1 year old"])
def test_what_a_page_says_above_a_title_is_no_title(line):
    assert (
        page(line, "The last slip of Varn", "By Ida Korn", *BODY).title == "The last slip of Varn"
    )


def test_a_title_may_be_a_question():
    found = page("Who owns the slip?", "Ida Korn and Ole Tamm", *BODY)

    assert (found.title, kept(found)) == ("Who owns the slip?", list(BODY))


# --- authors ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ida Korn", "Ida Korn"),
        ("by Ida Korn, Shipping Correspondent", "Ida Korn"),
        ("By Ida Korn and Ole Tamm", "Ida Korn and Ole Tamm"),
        ("Text by Ida Korn, photographs by Ole Tamm", "Ida Korn"),
        ("Von Ida Korn", "Ida Korn"),
        ("Автор: Нина Орлова", "Нина Орлова"),
        ("记者 王海 报道", "王海"),
        ("BY IDA KORN", "IDA KORN"),
    ],
)
def test_a_marked_by_line_names_the_author(line, author):
    found = page("The last slip", line, *BODY)

    assert (found.author, kept(found)) == (author, list(BODY))


@pytest.mark.parametrize("line", ["Police Reports", "Planet Earth", "By the sea", "Latest Videos"])
def test_a_line_that_only_looks_like_a_name_is_no_author(line):
    assert page("The last slip", line, *BODY).author == ""


def test_what_is_said_of_the_author_below_the_by_line_is_a_biography():
    said = "Ida Korn has covered yards for a decade. She lives at Varn."
    found = page("The last slip", "By Ida Korn", said, *BODY)

    assert (kept(found), reason_of(found, said)) == (list(BODY), "biography")


def test_a_bare_name_is_the_author_if_an_occupation_or_a_biography_confirms_it():
    role = page("The last slip", "Ida Korn", "Senior Fellow, Institute of Ports", *BODY)
    biography = page("The last slip", "Ida Korn", *BODY, "Ida Korn is a shipwright at Varn.")

    assert (role.author, biography.author) == ("Ida Korn", "Ida Korn")
    assert reason_of(biography, "is a shipwright") == "biography"


def test_a_by_line_is_not_glued_to_the_title_above_it():
    lines = ["The last slip at Varn", "By Ida Korn", "", *"\n\n".join(BODY).split("\n")]

    found = clean(lines)

    assert (found.title, found.author) == ("The last slip at Varn", "Ida Korn")


# --- the day ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("12 June 2025, 10:30", "2025-06-12"),
        ("Published: Nov. 20, 2019 at 10:09 AM EST", "2019-11-20"),
        ("Publié le 14 mars 2025 à 09h12, modifié le 15 mars 2025 à 11h40", "2025-03-14"),
        ("4. März 2025", "2025-03-04"),
        ("2025年3月14日 09:12", "2025-03-14"),
        ("03/04/2025", ""),
        ("Updated 4 March 2025", ""),
        ("31 February 2025", ""),
    ],
)
def test_the_day_of_publication_is_told_where_it_is_certain(line, day):
    assert published_of([line]) == day


def test_two_days_of_which_none_is_said_to_be_that_of_publication_are_none():
    assert published_of(["4 March 2025", "5 March 2025"]) == ""
    assert published_of(["Published 4 March 2025", "5 March 2025"]) == "2025-03-04"


# --- inside the text --------------------------------------------------------------------


def test_a_pull_quote_repeats_words_of_the_text():
    quotes = ("“They bring the plans, and nobody laughs.”", "The slip has been a car park since")
    found = page("The last slip", *BODY[:2], quotes[0], BODY[2], quotes[1], BODY[3])

    assert kept(found) == list(BODY)
    assert {reason_of(found, quote) for quote in quotes} == {"pull quote"}


def test_a_refrain_is_part_of_the_text():
    found = page("Speech", BODY[0], "We will build again", BODY[1], "We will build again", BODY[2])

    assert kept(found).count("We will build again") == 2


def test_captions_are_known_by_their_credit():
    captions = (
        "The slip at Varn in May. (Photo: Ole Tamm)",
        "Friday at the shed. (Reuters/O. Tamm)",
    )
    found = page("The last slip", BODY[0], captions[0], BODY[1], captions[1], *BODY[2:])

    assert kept(found) == list(BODY)
    assert {reason_of(found, caption) for caption in captions} == {"caption"}


def test_a_page_with_a_credit_has_captions_that_retell_the_paragraph_above():
    credited = "The slip at Varn, now full of cars. (Ole Tamm)"
    bare = "The men still meet on Fridays in the shed that was theirs until 1998."
    byline = "Text by Ida Korn, photographs by Ole Tamm"
    found = page("The last slip", byline, BODY[0], credited, BODY[1], bare, *BODY[2:])

    assert kept(found) == list(BODY)
    assert reason_of(found, "until 1998") == "caption"


def test_links_between_paragraphs_are_left_out_and_the_text_goes_on():
    links = ("Also in this section", "Why the crane is red", "Five charts on the price of oak")
    found = page("The last slip", *BODY[:2], *links, *BODY[2:])

    assert kept(found) == list(BODY)


def test_a_plea_for_subscribers_between_paragraphs_does_not_behead_the_text():
    plea = ("Sign up for our newsletter", "The coast in your inbox, daily", "Your email", "Sign up")
    head = ("The last slip", "By Ida Korn", "4 May 2025")
    found = page(*head, *BODY[:2], *plea, *BODY[2:], "Nobody has asked the crane.")

    assert kept(found) == [*BODY, "Nobody has asked the crane."]
    assert reason_of(found, "Your email") == "subscription"


def test_a_plea_for_subscribers_is_dropped_whole_and_the_text_goes_on():
    plea = (
        "Sign up to The Coast",
        "Our morning letter says what happens at sea, and what does not",
        "Sign up",
        "Privacy Notice: What we know of you is told in our policy. It is not much.",
    )
    found = page("The last slip", "By Ida Korn", *BODY[:2], *plea, *BODY[2:])

    assert kept(found) == list(BODY)


def test_a_bar_of_links_between_the_entries_of_a_ticker_does_not_behead_it():
    hours = ("18:32", "17:10", "16:05", "15:48")
    entries = [one for pair in zip(hours, BODY, strict=True) for one in pair]
    found = page("As it happened", "Updated 4 May 2025", *entries[:6], "Share", *entries[6:])

    assert kept(found) == list(BODY)


def test_a_text_goes_on_below_what_a_page_sets_into_it():
    found = page("The last slip", *BODY[:2], "Share", "Subscribe", *BODY[2:], "Related", "A crane")

    assert kept(found) == list(BODY)


PLEA = ("Sign up for our newsletter", "Your email", "Sign up")


@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("inset", [PLEA, ("Share", "Facebook"), ("Advertisement",)])
def test_what_a_page_sets_into_a_short_text_divides_it_nowhere(inset, at):
    found = page("The last slip", *BODY[:at], *inset, *BODY[at:], "© 2025 The Sound")

    assert kept(found) == list(BODY)


def test_a_notice_on_cookies_divides_no_text_that_has_its_by_line_above():
    notice = ("We use cookies.", "Accept all")
    found = page("The last slip", "By Ida Korn", BODY[0], *notice, *BODY[1:3], *notice, BODY[3])

    assert kept(found) == list(BODY)


def test_short_answers_below_a_plea_are_of_an_interview():
    talk = ("And the crane, what of it?", "It is red.", "Why is it?", "Because it was cheap.")
    found = page("By Ida Korn", "What did you build here?", "Boats.", *talk, *PLEA, *talk[::-1])

    assert kept(found)[-4:] == list(talk[::-1])


def test_the_next_number_below_a_plea_is_of_the_text():
    numbered = [f"{n}. {text}" for n, text in enumerate((*BODY[:3], "It is so ordered."), 1)]

    assert kept(page("Ruling", *numbered[:3], *PLEA, numbered[3])) == numbered


def test_a_heading_below_the_first_paragraph_does_not_cut_it_off():
    first = "A yard will be sold, the council said."
    found = page(
        "Yard to be sold", "By Sound Staff", first, "The price", *BODY, "Our Standards: Us."
    )

    assert kept(found) == [first, *BODY]


def test_a_fragment_in_quotation_marks_is_a_pull_quote():
    found = page("The last slip", *BODY[:2], "“built its last boat in 1998”", *BODY[2:])

    assert kept(found) == list(BODY)


def test_summaries_of_other_texts_below_a_bar_of_links_are_none_of_the_text():
    teasers = ("A lighthouse goes dark", BODY[2], "The price of oak", BODY[3])
    found = page("The last slip", *BODY, "Share", *teasers)

    assert kept(found) == list(BODY)


def test_a_speech_keeps_all_whom_it_addresses():
    addressed = ("Mr President,", "Excellencies,", "Ladies and gentlemen,")
    found = page("Speech at Varn", "4 May 2025", *addressed, *BODY)

    assert kept(found) == [*addressed, *BODY]


def test_a_sentence_that_begins_with_figure_is_no_caption():
    sentence = "Figure 3 shows that the yard had lost its orders long before it lost its men."
    caption = "Figure 3: Orders of the yard, 1980 to 1998"
    found = page("The last slip", *BODY, caption, sentence)

    assert kept(found) == [*BODY, sentence]
    assert reason_of(found, caption) == "caption"


def test_a_drop_capital_goes_to_its_word():
    rest = "he yard at Varn built its last boat in 1998, and nobody came to see it."

    assert kept(page("The last slip", "T", rest, *BODY[1:]))[0] == f"T{rest}"


def test_a_chronology_keeps_its_days():
    days = ("4 March 1998", "9 May 1998", "2 June 1998")
    found = page(
        "The end of a yard", *(one for pair in zip(days, BODY, strict=False) for one in pair)
    )

    assert kept(found) == [one for pair in zip(days, BODY, strict=False) for one in pair]
    assert found.published == ""


def test_the_hours_of_a_ticker_are_left_out():
    found = page("As it happened", "18:04", BODY[0], "19:10", BODY[1])

    assert kept(found) == list(BODY[:2])
    assert reason_of(found, "18:04") == "time"


def test_a_letter_that_is_quoted_whole_keeps_its_short_lines():
    letter = (
        "Dear Sirs",
        "I have seen the shed",
        "It leaks in two places.",
        "Yours faithfully",
        "O. Tamm",
    )

    assert kept(page("The letter", BODY[0], *letter, BODY[1])) == [BODY[0], *letter, BODY[1]]


def test_a_stanza_is_one_paragraph():
    stanza = "Who sold the oak\nthat nobody felled,\nwho paid for the boat\nthat nobody held?"
    found = page("The last slip", BODY[0], "They sang:", stanza, BODY[1])

    assert "Who sold the oak that nobody felled, who paid" in kept(found)[2]


def test_rows_of_a_table_and_items_are_kept_and_told_apart():
    table = "Yard      Boats     Men\nVarn      none      nine\nOster     two       forty"
    items = "- a shed,\n- a crane, and\n- a slip."
    found = page("The last slip", BODY[0], table, BODY[1], items, BODY[2])

    assert [p.kind for p in found.paragraphs] == [
        "text", "cell", "cell", "cell", "text", "item", "item", "item", "text",
    ]  # fmt: skip


def test_the_number_of_a_provision_is_kept_and_its_title_is_a_heading():
    found = page("SLIPS ACT", "Article 1\nPurpose", BODY[0], "Article 2\nSale", BODY[1])

    assert kept(found) == ["Article 1", BODY[0], "Article 2", BODY[1]]
    assert reason_of(found, "Purpose") == "heading"


def test_a_number_on_its_own_line_goes_to_its_paragraph():
    found = page("Judgment", "41.", BODY[0], "42.", BODY[1], "43.", BODY[2])

    assert len(found.paragraphs) == 3
    assert kept(found)[0] == f"41. {BODY[0]}"


def test_a_numbered_heading_among_numbered_paragraphs_is_a_heading():
    numbered = [f"{n}. {text}" for n, text in enumerate(BODY, 1)]
    found = page("Report", *numbered[:2], "II. Cranes", *numbered[2:])

    assert reason_of(found, "II. Cranes") == "heading"


def test_a_long_line_without_a_stop_between_paragraphs_is_a_heading():
    heading = "What became of the crane that stood at the end of the quay until last summer"

    assert reason_of(page("The last slip", BODY[0], heading, *BODY[1:]), heading) == "heading"


def test_short_paragraphs_and_short_speech_are_no_headings():
    short = ("“We won”", "One was asleep.", "“Did we?”")

    assert kept(page("The vote", BODY[0], *short, BODY[1])) == [BODY[0], *short, BODY[1]]


# --- below the text ---------------------------------------------------------------------


def test_more_notes_than_paragraphs_do_not_outvote_them():
    text = ("Waiting has a price.[1] A ship costs its owner much.[2]", "Ports like queues.[3] Yet.")
    notes = [f"[{n}] See the report of the yard for {2000 + n}." for n in range(1, 13)]
    found = page("Waiting", *text, *notes)

    assert kept(found) == list(text)
    assert {reason_of(found, note) for note in notes} == {"note"}


def test_the_paragraphs_of_articles_are_no_notes_though_the_text_marks_as_many():
    """Each note has its own mark; of paragraphs 1 and 2 each article has some."""
    marked = "The board keeps the locks.[1] It keeps the quays as well.[2]"
    articles = [f"{n}. The keeper of the {place} opens it." for place in ARTICLES for n in (1, 2)]
    notes = ("1. Order of the board, 1911.", "2. Order of the board, 1965.")
    found = page("The locks", marked, *articles, *BODY, *notes)

    assert kept(found)[: len(articles) + 1] == [marked, *articles]


ARTICLES = ("lock at Varn", "weir at Oster", "quay at Veenhuis")


def test_what_a_law_says_again_in_a_longer_article_is_no_pull_quote():
    again = "The keeper of the lock pays for the damage that was done."
    law = [f"({n}) The lock number {n} is kept shut at night, and nobody opens it." for n in "234"]
    found = page("The locks", f"(1) {BODY[0]}", again, *law, f"(5) For the weir: {again}")

    assert again in kept(found)


def test_what_is_said_again_far_from_a_paragraph_is_no_pull_quote_of_it():
    again = "On a point of order, Madam Speaker, I beg to move"
    speeches = [f"The {n}th member rose and said that {n} locks are shut." for n in range(13)]
    found = page(
        "The debate", BODY[0], again + ".", *speeches, f"{again} that it be read. {BODY[1]}"
    )

    assert f"{again}." in kept(found)


def test_a_sentence_about_responses_does_not_begin_the_comments_of_readers():
    said = "Responses to this signal are not kept."
    found = page("The signal", *BODY, said, *(text.replace("slip", "dock") for text in BODY))

    assert said in kept(found)
    assert len(kept(found)) == 2 * len(BODY) + 1


def test_notes_at_the_foot_of_a_page_do_not_end_the_text():
    text = "The yard closed in 1998.1 Nobody came to see the last boat go down the slip."
    found = page("The last slip", text, "1 Minutes of the council, 4 March 1998.", *BODY[1:])

    assert kept(found) == [text, *BODY[1:]]


def test_short_notes_with_figures_are_no_rows_of_a_table():
    text = (
        "The slip was dug in 1911.1 Nobody asked why.2",
        "It has been dry since 1998.3 So is the bar.",
    )
    notes = ("1. Gazette 1911, p. 12.", "2. Minutes of the council.", "3. Budget of 1998, ch. 9.")

    assert kept(page("The last slip", *text, *notes)) == list(text)


def test_works_that_are_named_by_author_and_year_below_a_text_are_notes():
    works = ("Korn, I. 2011. Slips of the Sound. Varn: Yard.", "Tamm, Ole, 1965. On Oak. Oster.")

    assert kept(page("The last slip", *BODY, "References:", *works)) == list(BODY)


def test_notes_under_a_heading_that_can_be_edited_are_notes():
    notes = ("^ Census of 2021, table 4.", "^ Korn, Ida (2011). Slips of the Sound.")
    found = page("Varn", *BODY, "References[edit]", *notes)

    assert kept(found) == list(BODY)
    assert {reason_of(found, note) for note in notes} == {"note"}


def test_what_a_dagger_marks_is_a_note():
    notes = ("* University of Varn. I thank Ole Tamm.", "† See the minutes of the council, 1965.")
    text = (BODY[0].replace("car park", "car park†"), *BODY[1:])

    assert kept(page("The last slip", "Ida Korn*", *text, *notes)) == list(text)


def test_numbered_paragraphs_are_no_notes():
    numbered = [f"{n}. {text}" for n, text in enumerate(BODY, 1)]

    assert kept(page("Ruling", *numbered)) == numbered


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Cet article est réservé aux abonnés. Abonnez-vous à partir de 1 € par mois.", "paywall"),
        ("This article is for subscribers only.", "paywall"),
        ("You have 2 free articles remaining.", "paywall"),
        ("Mentions légales | Politique de confidentialité | Gestion des cookies", "navigation"),
        ("版权所有，未经授权不得转载。", "rights"),
        ("The views expressed are those of the author and not of the Institute.", "notice"),
        ("You are receiving this because you signed up. Unsubscribe at any time.", "subscription"),
        ("Press contact: Ole Tamm, 01 555 0182, press@yard.example", "contact"),
        ("Temps de lecture : 4 min.", "reading time"),
        ("Lesen Sie auch: Der Kran von Oster", "link to another article"),
        ("Leggi anche: La gru di Oster", "link to another article"),
        ("14 marzo 2025, ore 9:12", "date"),
        ("12 May 2025 · 3 min read", "date"),
        ("Listen to this article", "sharing"),
        ("Was this forwarded to you? Subscribe here.", "subscription"),
        ("The following is a near-verbatim transcript of the briefing.", "notice"),
        ("Source: Yard registers, own calculations.", "caption"),
        ("Image 2 of 5", "caption"),
        ("Published: 10:48, Tue, Nov 19, 2019 | Updated: 11:05, Tue, Nov 19, 2019", "date"),
        ("14 de março de 2025 às 09h12", "date"),
        ("This interview has been edited for length and clarity.", "notice"),
        ("Correction, 6 May: An earlier version of this article named three yards.", "notice"),
        ("This article was amended on 6 May 2025 to correct the number of yards.", "notice"),
        ("Our Standards: The Gazette Principles.", "notice"),
        ("Thanks for reading The Tide Table! Subscribe to support it.", "subscription"),
    ],
)
def test_lines_of_the_page_are_known_by_their_words(line, reason):
    found = page("The last slip", *BODY, line)

    assert (kept(found), reason_of(found, line)) == (list(BODY), reason)


def test_comments_are_none_of_the_text_however_long():
    comments = ("Comments (2)", "tamm44", f"I was there. {BODY[0]} {BODY[1]}", f"No. {BODY[2]}")
    found = page("The last slip", *BODY, *comments)

    assert kept(found) == list(BODY)
    assert reason_of(found, "I was there") == "comments"


@pytest.mark.parametrize(
    "tail",
    [
        ("Share this article", "The Sound is an independent newspaper. Its readers own it."),
        ("Disclosure statement", "Ida Korn does not work for, consult or own shares in any yard."),
        ("This article is republished from The Sound under a licence.",),
        ("A version of this article appears in print on May 13, 2025.",),
        ("If you value our journalism, please support us.", "Donate"),
        ("Ole Tamm is a photographer at Oster.",),
    ],
)
def test_what_stands_below_an_article_is_none_of_it(tail):
    assert kept(page("The last slip", "By Ida Korn", *BODY, *tail)) == list(BODY)


def test_a_heading_of_one_word_that_nobody_signs_below_heads_no_comments():
    found = page("The last slip", *BODY, "Comments", *BODY[::-1], *BODY[::-1])

    assert len(kept(found)) == 3 * len(BODY)


def test_a_text_goes_on_below_a_table_whose_cells_are_lines():
    cells = [f"Boat {number}" for number in range(1, 81)]
    found = page("The last slip", *BODY, *BODY, *cells, *BODY[:3])

    assert kept(found)[-3:] == list(BODY[:3])


def test_notes_to_editors_are_none_of_the_text():
    found = page("Yard sold", *BODY, "Notes to editors", "1. The yard was built in 1911.")

    assert kept(found) == list(BODY)


def test_what_a_press_release_says_of_its_publisher_is_none_of_the_text():
    about = (
        "About the Yard of Varn",
        "The Yard of Varn built boats until 1998. It employs nobody.",
    )
    found = page("Yard sold", *BODY, *about, "# # #")

    assert kept(found) == list(BODY)


def test_a_reply_is_imported_without_the_message_that_it_quotes():
    quoted = "On Monday, Ole Tamm wrote:\n\n> The shed leaks.\n> It always has."
    reply = f"Dear Ole,\n\n{BODY[2]}\n\n{BODY[3]}"
    found = page(quoted, reply)

    assert kept(found)[-2:] == list(BODY[2:])
    assert reason_of(found, "It always has") == "quoted reply"


# --- how sure it is ---------------------------------------------------------------------


def test_a_second_text_about_as_long_raises_a_question():
    other = (
        "More from the coast",
        "A lighthouse goes dark",
        f"{BODY[2]} {BODY[3]}",
        "Herring are back",
    )
    found = page("The last slip", *BODY[:2], *other, f"{BODY[1]} And so on.")

    assert kept(found) == list(BODY[:2])
    assert "read like a text of their own" in found.rival


def test_a_paragraph_that_is_left_out_beside_the_text_is_told():
    found = page("The last slip", *BODY, *BODY, "Share", f"A tide. {BODY[0]}")

    assert found.guesses == ("line 21 reads like text, and was left out",)


def test_much_that_is_left_out_far_from_the_text_is_told():
    lines = [f"Yard {letter}" for letter in "ABCDEFGHIJKL"]
    found = page("The last slip", *BODY, *BODY, "All rights reserved.", *lines, *BODY[:3])

    assert found.guesses == ("lines 45–49 read like text, and were left out",)


def test_a_text_with_little_beside_it_raises_none():
    assert page("The last slip", *BODY, "Related", "The crane of Oster").rival == ""


def test_boundaries_that_only_the_length_of_lines_shows_are_a_guess():
    wrapped = """\
The yard at Varn built its last boat in the spring of 1998, and the slip
has been a car park since then.
Those who worked there still meet in the shed on Fridays, and they bring
the old plans with them, at which nobody in the town has ever laughed so
far.
A buyer came in spring and measured the shed, which took him most of the
day."""
    found = clean(wrapped.split("\n"))

    assert [p.first_line for p in found.paragraphs] == [1, 3, 6]
    assert found.guesses == ("boundaries were guessed: 1 block",)


@pytest.mark.parametrize(
    "figure", ["$2,108,445,000,", "2,108,445,000,", "€210,844,500,", "(2,108,445,"]
)
def test_a_line_that_begins_with_a_figure_goes_on_behind_a_comma(figure):
    vote = f"For the salaries and the costs of the members of the House of Harbours, {figure} is."
    lines = (line for text in (*BODY, vote) for line in ("", *textwrap.wrap(text, 74)))
    found = clean(["The vote for the House", *lines])

    assert kept(found) == [*BODY, vote]


def test_blank_lines_are_no_guess():
    assert page("The last slip", "By Ida Korn", *BODY).guesses == ()
