"""What of a web page is the article, and what the page says of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import BriefError, Diagnostic
from generator.seeds.originals import READERS
from generator.seeds.readers.html import read_html
from generator.seeds.readers.kinds import kind_of
from tests.seeds.pages import PARAGRAPHS, article, dropped, kept, page, paragraphs, read
from tests.seeds.wholeness import is_without_remainder

TITLE = "<h1>The lock that was shut</h1>"
LATER = "A second lock is to be looked at in June, and the board says that it will stay open."


def fault(data: bytes) -> Diagnostic:
    with pytest.raises(BriefError) as caught:
        read(data)
    return caught.value.diagnostics[0]


# --- what is a web page -----------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><html><body>",
        b"\xef\xbb\xbf\r\n<HTML lang=en>",
        b"<!-- saved from url=(0021)https://lock.example/ -->\n<!DOCTYPE html>",
        b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN' ''>",
        b"<h1>The lock</h1>\n<p>It was shut.</p>\n",
        b"\n<br />\n<b>Warning</b>: access denied\n<!DOCTYPE html><html><body>",
        "\ufeff<html><p>The lock".encode("utf-16-le"),
    ],
)
def test_a_web_page_is_known_by_how_it_begins(data):
    assert kind_of(data).called == "a web page"


@pytest.mark.parametrize(
    "data", [b"The tag <html> begins a page.", b"<p> is a tag of HTML.", b"<office:document>"]
)
def test_a_text_about_tags_is_no_web_page(data):
    assert kind_of(data).called != "a web page"


@pytest.mark.parametrize("before", ["", "<style>p {margin: 0}</style>", "<b>", "<center><b>"])
def test_a_fragment_without_a_head_is_read(before):
    data = f"{before}{TITLE}\n{paragraphs()}<br>".encode()

    found = read(data)

    assert kind_of(data).called == "a web page"
    assert kept(found) == PARAGRAPHS
    assert found.cleaned.title == "The lock that was shut"


# --- what is body -----------------------------------------------------------------------


def test_the_article_is_kept_and_what_stands_around_it_is_named():
    found = read(article(TITLE, "<p class='byline'>By Inge Roos</p>", paragraphs()))

    assert kept(found) == PARAGRAPHS
    assert dropped(found) == {
        "Home News": "navigation",
        "The lock that was shut": "title",
        "By Inge Roos": "by-line",
        "Imprint": "foot of the page",
    }


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<h2>What it cost</h2>", "heading"),
        ("<figure><img src=a.jpg><figcaption>Barges below it.</figcaption></figure>", "caption"),
        ("<div><img src=a.jpg><div>Barges wait below the lock in March.</div></div>", "caption"),
        ("<div class='advert'>Buy boots that keep the water out, all year.</div>", "advert"),
        ("<p>Advertisement</p>", "advert"),
        ("<aside><p>The board was founded in 1612 and has nine members.</p></aside>", "sidebar"),
        ("<div id=comments><p>I was there, and it rained.</p></div>", "comments"),
        ("<div class='relatedArticles'><p>How locks are mended in winter.</p></div>", "related"),
        ("<div class='share-bar'>Tell your friends about it</div>", "sharing"),
        ("<div class='newsletter_signup'><p>A mail from us each day.</p></div>", "subscription"),
        ("<p class='stand-first'>A hinge, a report and a bill.</p>", "standfirst"),
        ("<ul class='key-takeaways'><li>It was shut for days.</ul>", "summary"),
        ("<ol class=footnotes><li>Report of the board, 2024, p. 7.</ol>", "note"),
        ("<p style='display:none'>Words that nobody sees on the page.</p>", "hidden"),
        ("<p><a href=/a>More on locks</a> <a href=/b>All on barges</a></p>", "links"),
        (
            "<blockquote>The report had asked for a new one within the year</blockquote>",
            "pull quote",
        ),
    ],
)
@pytest.mark.parametrize("at", [1, 3])
def test_what_interrupts_an_article_is_dropped_with_its_reason(html, reason, at):
    parts = [f"<p>{text}</p>" for text in PARAGRAPHS]

    found = read(article(TITLE, *parts[:at], html, *parts[at:]))

    assert kept(found) == PARAGRAPHS
    assert reason in dropped(found).values()


@pytest.mark.parametrize(
    ("html", "kind", "text"),
    [
        ("<ul><li>The hinge was mended.</ul>", "item", "The hinge was mended."),
        ("<ol><li>1974: the first dues</ol>", "item", "1974: the first dues"),
        ("<blockquote>“It is shut,” we read.</blockquote>", "quote", "“It is shut,” we read."),
        ("<table><tr><td>Dues<td>84<td>91</table>", "cell", "Dues 84 91"),
        ("<p>So it is<br>with every gate</p>", "text", "So it is with every gate"),
        ("<p>Article 2</p>", "text", "Article 2"),
    ],
)
def test_lists_quotations_verse_and_rows_are_body(html, kind, text):
    first, *others = (f"<p>{one}</p>" for one in PARAGRAPHS)

    found = read(article(TITLE, first, html, *others))

    added = found.cleaned.paragraphs[1]
    assert (added.kind, added.text) == (kind, text)
    assert kept(found) == (PARAGRAPHS[0], text, *PARAGRAPHS[1:])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Friday, 28 March 2025, updated at noon", "date"),
        ("Words and pictures: Inge Roos", "by-line"),
        ("Veenhuis", "before the body"),
    ],
)
def test_short_lines_above_the_first_paragraph_are_no_body(line, reason):
    head = "<meta name=author content='Inge Roos'>"

    found = read(article(TITLE, f"<div>{line}</div>", paragraphs(), head=head))

    assert kept(found) == PARAGRAPHS
    assert dropped(found)[line] == reason


def test_a_short_first_paragraph_beside_the_others_is_body():
    assert kept(read(article(TITLE, "<p>Veenhuis</p>", paragraphs())))[0] == "Veenhuis"


def test_each_row_of_a_table_is_one_paragraph_of_its_cells():
    table = "<table><tr><th>Year<th>Barges<tr><td>2023<td>417<tr><td>2024<td>388</table>"

    found = read(article(TITLE, paragraphs(), table))

    rows = [one for one in found.cleaned.paragraphs if one.kind == "cell"]
    assert [row.text for row in rows] == ["Year Barges", "2023 417", "2024 388"]
    assert [row.last_line - row.first_line for row in rows] == [1, 1, 1]


@pytest.mark.parametrize(
    ("number", "item"),
    [
        ("(a)", "the dues of barges;"),
        ("1.", "The board sets the dues of barges each year in March, after it has heard them."),
        ("7", "The board sets the dues of barges each year in March, after it has heard them."),
        ("—", "the dues of barges;"),
    ],
)
def test_a_number_in_the_cell_before_an_item_belongs_to_it(number, item):
    table = f"<table><tr><td><p>{number}</p></td><td><p>{item}</p></td></tr></table>"
    found = read(article(TITLE, *paragraphs()[:-1].split("\n")[:2], table, paragraphs(LATER)))

    assert kept(found)[2:] == (f"{number} {item}", LATER)
    assert is_without_remainder(found)


def test_the_title_of_an_act_of_the_union_stands_on_several_lines():
    lines = ("REGULATION (EU) No 7/2013", "of 26 June 2013", "on the dues of barges")
    title = "".join(f"<p class='oj-doc-ti'>{line}</p>" for line in lines)
    found = read(page(f"{title}{paragraphs()}", "<title>L_2013176EN.01000101.xml</title>"))

    assert found.cleaned.title == " ".join(lines)
    assert kept(found) == PARAGRAPHS
    assert set(dropped(found).values()) == {"title"}


def test_a_table_that_only_sets_the_page_has_no_rows():
    menu = "<td>" + "<br>".join(f"<a href=/{n}>Part {n}</a>" for n in range(9))

    found = read(page(f"<table><tr>{menu}<td>{paragraphs()}</table>"))

    assert kept(found) == PARAGRAPHS
    assert {one.kind for one in found.cleaned.paragraphs} == {"text"}


@pytest.mark.parametrize("between", ["<br><br>", "<br>\n<br>\n<br>", "<br>"])
def test_line_breaks_part_paragraphs_of_old_pages(between):
    assert kept(read(page(f"<div>{between.join(PARAGRAPHS)}</div>"))) == PARAGRAPHS


def test_words_that_a_line_break_parts_are_joined_as_their_script_does():
    chinese = "港口在三月关闭了十一天，<br>没有人事先通知船夫，<br>他们在雨中等候了很久。"

    (text,) = kept(read(page(f"<p>{chinese}</p>")))

    assert text == chinese.replace("<br>", "")


def test_hidden_words_within_a_paragraph_are_not_in_it():
    inside = PARAGRAPHS[0].replace("closed", "<span hidden>never</span> closed")

    found = read(article(paragraphs(inside, *PARAGRAPHS[1:])))

    assert kept(found) == PARAGRAPHS
    assert dropped(found)["never"] == "hidden"
    assert is_without_remainder(found)


def test_an_article_in_several_parts_of_one_name_is_whole():
    halves = (paragraphs(*PARAGRAPHS[:2]), paragraphs(*PARAGRAPHS[2:]))
    part = "<section><div><div><div><div><div class='story part'>{}" + "</div>" * 5 + "</section>"
    parts = "".join(part.format(half) for half in halves)

    assert kept(read(page(f"<main><div><div>{parts}</div></div></main>"))) == PARAGRAPHS


def test_an_article_whose_parts_have_other_names_is_as_large_as_its_element():
    first = f"<div class='lead'><div><div>{paragraphs(PARAGRAPHS[0])}</div></div></div>"
    rest = f"<div class='rest'><div><div>{paragraphs(*PARAGRAPHS[1:])}</div></div></div>"

    assert kept(read(article(TITLE, first, "<hr>", rest))) == PARAGRAPHS


def test_an_item_with_more_than_its_link_is_body_among_the_paragraphs():
    links = "<ul><li><a href=/a>The report of 2023</a>, p. 4</li><li><a href=/b>Home</a></li></ul>"
    text = f"{paragraphs(*PARAGRAPHS[:2])}{links}{paragraphs(*PARAGRAPHS[2:])}"

    among = kept(read(article(TITLE, text)))
    assert among == (*PARAGRAPHS[:2], "The report of 2023, p. 4", *PARAGRAPHS[2:])
    assert kept(read(article(TITLE, text.replace(links, f"<div>{links}</div>")))) == PARAGRAPHS


def test_a_drop_capital_in_an_element_of_its_own_goes_to_its_word():
    first, *others = PARAGRAPHS
    capital = f"<div class='big'>{first[0]}</div><p>{first[1:]}</p>"
    found = read(article(TITLE, capital, paragraphs(*others)))

    assert kept(found) == PARAGRAPHS
    assert is_without_remainder(found)


def test_a_short_resolution_is_told_from_its_title():
    asked = "Asks the board to open the lock at Veenhuis without delay;"
    items = f"<ol><li>{asked}</li><li>Remains seized of the matter.</li></ol>"
    found = read(article(TITLE, "<p>The Canal Assembly,</p>", items))

    assert kept(found)[0] == "The Canal Assembly,"
    assert dropped(found)["The lock that was shut"] == "title"


def test_what_a_law_says_again_in_a_longer_article_is_no_pull_quote():
    again = "The keeper of the lock pays for the damage that was done."
    law = [f"{n}. {text}" for n, text in enumerate(PARAGRAPHS, 1)]
    found = read(article(TITLE, paragraphs(*law, again, f"9. For the weir: {again}")))

    assert again in kept(found)


def test_letters_of_items_in_an_element_of_their_own_are_no_repeated_lines():
    items = "".join(f"<div><span>(a)</span><div>{text}</div></div>" for text in PARAGRAPHS * 2)
    found = read(article(TITLE, items))

    assert "repeated line" not in dropped(found).values()


def test_numbered_notes_that_the_text_marks_are_none_of_it():
    marked = PARAGRAPHS[0].replace("in the rain.", "in the rain.<a href='#n'>[1]</a>")
    notes = "<h2>Notes</h2><p id='n'>[1] Letter of the waterways board, 4 April 2025.</p>"
    found = read(article(TITLE, paragraphs(marked, *PARAGRAPHS[1:]), notes))

    assert len(kept(found)) == len(PARAGRAPHS)
    assert dropped(found)["[1] Letter of the waterways board, 4 April 2025."] == "note"


@pytest.mark.parametrize(
    ("marked", "reads"),
    [
        ("in the rain.<sup>1</sup> Then", "in the rain. Then"),
        ("in the rain<sup>1</sup>, then", "in the rain, then"),
        ("in the rain <sup>[note 1]</sup> then", "in the rain then"),
        ("in 2019<sup><a href=#n>1</a>, <a href=#n>2</a></sup> then", "in 2019 then"),
        ("in the rain.<a id=m href='#n'>1</a> Then", "in the rain. Then"),
        ("as Figure <a id=m href='#n'>1</a> shows", "as Figure 1 shows"),
        ("on 12 km<sup>2</sup> in the rain", "on 12 km2 in the rain"),
        ("on the 10<sup>th</sup> and 10<sup>1</sup>", "on the 10th and 101"),
        ("by law 7<a href='#law'>(1)</a> of the board", "by law 7(1) of the board"),
        ("of the Barge<sup>2</sup> sort", "of the Barge2 sort"),
        ("of the Treaty <a id=m href='#n'>( <i>1</i> )</a> then", "of the Treaty then"),
        ("of the Treaty (<a id=m href='#n'>1</a>) then", "of the Treaty (1) then"),
    ],
)
def test_marks_of_notes_are_none_of_the_text(marked, reads):
    first = f"They waited {marked}, and nobody had told the bargemen that they would."
    note = "<p><a id=n href=#m>1</a> Letter of the waterways board, 4 April 2025.</p>"
    found = read(article(TITLE, paragraphs(first, *PARAGRAPHS[1:]), note))

    assert kept(found)[0] == first.replace(marked, reads)
    assert is_without_remainder(found)


def test_an_edition_of_before_is_proved_with_the_marks_in_its_lines():
    page = article(paragraphs("They waited.<sup>1</sup> It rained <a href='#n'>on</a>."))

    assert "They waited.1 It rained on." in READERS["html", 1].lines(page, "UTF-8", "x").texts


def test_a_plea_beside_a_form_is_no_body():
    plea = "<h3>The Lock</h3><p>Our weekly letter on canals and on the people who work on them.</p>"
    form = f"<div>{plea}<form><input type='email'></form></div>"
    found = read(article(TITLE, paragraphs(*PARAGRAPHS[:2]), form, paragraphs(*PARAGRAPHS[2:])))

    assert kept(found) == PARAGRAPHS


def test_a_label_above_the_first_paragraph_is_no_body():
    labels = "<div><span>Author:</span></div><div><span>Publish date:</span></div>"

    assert kept(read(article(TITLE, labels, f"<div>{paragraphs()}</div>"))) == PARAGRAPHS


@pytest.mark.parametrize("share", [2, 4])
def test_a_name_says_nothing_of_an_element_with_much_of_the_article(share):
    named = f"<div class='sidebar share'>{paragraphs(*PARAGRAPHS[:share])}</div>"
    rest = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[share:])

    assert kept(read(page(f"<article>{named}{rest}</article>"))) == PARAGRAPHS


def test_a_name_that_all_parts_of_an_article_bear_says_nothing():
    parts = "".join(f"<div class='builder-widget'><p>{text}</p></div>" for text in PARAGRAPHS)

    assert kept(read(article(f"<div>{TITLE}{parts}</div>"))) == PARAGRAPHS


@pytest.mark.parametrize("name", ["with-sidebar", "main-wrap has-rail-right", "no-comments"])
def test_an_element_that_has_something_beside_it_is_not_that(name):
    part = f"<div class='{name}'><p>{LATER}</p></div>"

    assert kept(read(article(TITLE, paragraphs(), part)))[-1] == LATER


def test_the_words_of_a_heading_in_an_id_say_nothing():
    section = f"<div id='sharing-the-bill-of-the-lock'><p>{LATER}</p></div>"

    assert kept(read(article(TITLE, paragraphs(), section)))[-1] == LATER


def test_what_is_said_of_the_author_by_name_is_a_biography():
    about = "<p>Inge Roos is a reporter. She writes on rivers and on those who live by them.</p>"
    head = "<meta name=author content='Inge Roos'>"

    found = read(article(TITLE, paragraphs(), about, head=head))

    assert kept(found) == PARAGRAPHS
    assert "biography" in dropped(found).values()


def test_a_list_of_other_articles_below_the_body_is_dropped_with_its_heading():
    one = "<p><a href=/x>Why the dyke at Oosterlund is being raised</a> by a metre this year.</p>"

    found = read(article(TITLE, paragraphs(), f"<h3>More stories</h3>{one}<p>{LATER}</p>"))

    assert kept(found) == (*PARAGRAPHS, LATER)
    assert list(dropped(found).values()).count("related") == 2


def test_another_part_with_nearly_as_many_words_is_said_to_make_it_a_guess():
    other = [text.replace("lock", "bridge")[:-40] + "." for text in PARAGRAPHS[:3]]
    parts = (paragraphs(), paragraphs(*other))
    deep = "".join(f"{'<div>' * 4}{part}{'</div>' * 4}" for part in parts)

    found = read(page(deep))

    assert kept(found) == PARAGRAPHS
    assert found.cleaned.guesses == ("another part of the page has nearly as many words",)
    assert read(page(paragraphs())).cleaned.guesses == ()


def test_paragraphs_of_the_article_that_may_be_left_out_are_told():
    above = f"<div><div>{TITLE}<section><p>{LATER}</p></section></div></div>"
    panel = f"<div style='display:none'><p>{LATER}</p><p>{LATER.upper()}</p></div>"
    parts = (paragraphs(*PARAGRAPHS[:2]), panel, paragraphs(*PARAGRAPHS[2:]))
    found = read(page(f"{above}<div><div>{''.join(parts)}</div></div><div hidden>{LATER}</div>"))

    assert kept(found) == PARAGRAPHS
    assert found.cleaned.guesses == (
        "line 2 reads like text, and was left out",
        "lines 5–6 read like text, and were left out",
    )


# --- what cannot be read ----------------------------------------------------------------


def test_parts_of_a_page_that_were_sent_later_are_read():
    sent = f"<div hidden id='S:0'><article>{TITLE}{paragraphs()}</article></div>"
    found = read(page(f"<p>Loading</p>{sent}<div hidden><p>{LATER}</p></div><script></script>"))

    assert kept(found) == PARAGRAPHS
    assert dropped(found)[LATER] == "hidden"


@pytest.mark.parametrize(
    "marked",
    ['<p class="paywall">', '<p class="paywall" aria-hidden="true">', "<p hidden class=paywall>"],
)
def test_what_only_subscribers_are_shown_is_of_the_article(marked):
    rest = paragraphs(*PARAGRAPHS[1:]).replace("<p>", marked)

    assert kept(read(article(TITLE, paragraphs(PARAGRAPHS[0]), rest))) == PARAGRAPHS


def test_garbled_words_count_only_where_the_article_has_them():
    mark, garbled = "<!-- Â© --><p>© The Canal Post</p>", PARAGRAPHS[0].replace("day", "dÃ©y")
    around = mark.replace("©", "Â©")
    sound = article(TITLE, paragraphs(), f"<div class=legal>{around}</div>")
    assert kept(read(sound)) == PARAGRAPHS

    found = fault(article(f"{mark}\n", paragraphs(garbled, *PARAGRAPHS[1:])))
    assert "stands for “déys”" in found.message
    assert found.span.start.line == 2


def test_a_broken_character_counts_only_where_the_article_has_it():
    broken = "Gef\u00e4hr".encode()[:4]
    around = article(TITLE, paragraphs(), "<footer>caf\u00e9 @</footer>").replace(b"@", broken)
    found = read(around)

    assert kept(found) == PARAGRAPHS
    assert READERS["html", 2].lines(around, found.read_as.encoding, "x") == found.lines
    inside = around.replace(b"hinge", b"h" + broken)
    assert fault(inside).message == "a character of “hGef\ufffd” was lost before the text was saved"
    assert read_html(inside, "page.html", "UTF-8").cleaned.guesses == (
        "characters that are lost: 1",
    )


def test_a_page_that_a_script_writes_is_refused_with_what_to_do():
    found = fault(page("<div id=app>Loading</div><script src=app.js></script>"))

    assert (found.code, found.message) == (
        "S010",
        "a script writes the words of this page when a browser opens it",
    )
    assert found.hint == "open it in a browser, and save it there as a single file (MHTML)"


def test_nul_in_a_page_is_refused():
    assert fault(page("<p>The\0 lock")).code == "S009"


def test_a_bomb_of_entities_is_no_more_than_its_letters():
    bomb = "<!DOCTYPE html [<!ENTITY a 'lock'><!ENTITY b '&a;&a;&a;&a;'>]><html>"

    found = read((bomb + paragraphs(*PARAGRAPHS, "Word for word: &b; and &b;.")).encode())

    assert "&b; and &b;" in found.lines.texts[-1]


def test_a_page_cut_off_keeps_what_a_browser_would_show():
    data = article(TITLE, paragraphs())

    found = read(data[: data.index(b"Repairs") + 60])

    assert kept(found)[:2] == PARAGRAPHS[:2]


@pytest.mark.parametrize(
    ("codec", "name"), [("windows-1252", "Windows-1252"), ("shift_jis", "Shift_JIS")]
)
def test_the_encoding_is_that_which_the_page_declares(codec, name):
    texts = ("錠は十一日のあいだ閉じられていたが、だれもそれを知らされていなかった。",) * 3
    text = paragraphs() + "<p>café</p>" if codec == "windows-1252" else paragraphs(*texts)

    found = read(f"<html><meta charset='{codec}'>{text}".encode(codec))

    assert found.read_as.encoding == name
    assert not any("\ufffd" in line for line in found.lines.texts)


def test_utf_8_that_a_page_declares_is_certain_with_one_foreign_letter():
    assert read(page(paragraphs("The xж of it is small. " * 3))).read_as.encoding == "UTF-8"


def test_a_long_run_of_ascii_in_a_page_takes_no_long_time():
    image = f"<img src='data:image/png;base64,{'QUJD' * 100_000}' alt=''>"

    found = read(f"<html>{paragraphs()}{image}".encode())

    assert found.read_as.encoding == "UTF-8"


# --- what the page says of it -----------------------------------------------------------


def said(head: str = "", *before: str, data: object = None) -> dict[str, str]:
    script = f"<script type='application/ld+json'>{json.dumps(data)}</script>" if data else ""
    found = read(article(*before, paragraphs(), head=head + script)).cleaned
    keys = ("title", "author", "published", "publisher", "url", "language")
    return {key: value for key in keys if (value := getattr(found, key)) and key != "language"}


def test_linked_data_comes_first():
    data = {
        "@graph": [
            {"@type": "WebSite", "name": "Lock News"},
            {
                "@type": ["NewsArticle"],
                "headline": "The lock that was shut",
                "author": [{"@type": "Person", "name": "Inge Roos"}, {"name": "Tjark Haan"}],
                "datePublished": "2025-03-28T08:00:00+01:00",
                "publisher": {"name": "Lock News"},
                "url": "https://lock.example/shut",
            },
        ]
    }

    assert said("<meta name=author content=Desk>", data=data) == {
        "title": "The lock that was shut",
        "author": "Inge Roos, Tjark Haan",
        "published": "2025-03-28",
        "publisher": "Lock News",
        "url": "https://lock.example/shut",
    }


def test_several_articles_in_linked_data_say_nothing_unless_one_is_at_the_address():
    data = [
        {"@type": "Article", "headline": f"The {name}", "url": f"https://lock.example/{name}"}
        for name in ("lock", "dyke")
    ]

    assert "title" not in said(data=data)
    here = said("<link rel=canonical href='https://lock.example/dyke'>", data=data)
    assert here["title"] == "The dyke"


@pytest.mark.parametrize(
    "script", ["{", "[" * 5_000, '{"@type": "Article", "headline": 7}', "null"]
)
def test_linked_data_that_is_none_is_passed_over(script):
    found = read(
        article(paragraphs(), head=f"<script type='application/ld+json'>{script}</script>")
    )

    assert found.cleaned.title == ""


@pytest.mark.parametrize(
    ("head", "before", "title"),
    [
        ("<title>The lock | Lock News</title><meta property=og:site_name content='Lock News'>", "",
         "The lock"),
        ("<title>The lock | A tale of water</title>", "", "The lock | A tale of water"),
        ("<title>The lock – Lock News</title>", "<h1>The lock</h1>", "The lock"),
        ("<meta property=og:title content='A lock, shut'>", "<h1>Opinion</h1>", "A lock, shut"),
        ("", "<h1>The lock</h1><p class=byline>By Inge Roos</p>", "The lock"),
    ],
)  # fmt: skip
def test_the_title_is_the_heading_that_the_head_agrees_with(head, before, title):
    assert said(head, before)["title"] == title


@pytest.mark.parametrize(
    ("head", "before", "author"),
    [
        ("<meta name=author content='Inge Roos'>", "", "Inge Roos"),
        ("<meta name=author content='By Inge Roos, staff writer'>", "", "Inge Roos"),
        ("<meta name=author content='Inge Roos | Lock News'>", "", "Inge Roos"),
        (
            "<meta name=author content='Inge Roos and Tjark van Haan'>",
            "",
            "Inge Roos, Tjark van Haan",
        ),
        ("<meta name=author content='Inge Roos, Staff Writer'>", "", "Inge Roos"),
        ("<meta name=author content=admin>", "", ""),
        ("<meta name=author content=inge.roos>", "<p>By Inge Roos</p>", "Inge Roos"),
        ("<meta property=article:author content='https://lock.example/roos'>", "", ""),
        ("", "<p>By <a rel=author href=/r>Inge Roos</a></p>", "Inge Roos"),
        ("", "<p><a rel=author>Inge Roos</a> <a rel=author>Tjark Haan</a></p>", ""),
        ("", "<p><a rel=author href=/r>Visit profile</a></p>", ""),
        ("", "<p>By Inge Roos</p>", "Inge Roos"),
        (
            "",
            "<p>By <a href=/r>Inge Roos</a> , <a href=/h>Tjark Haan</a></p>",
            "Inge Roos, Tjark Haan",
        ),
        ("", "<p>By the end of May</p>", ""),
        ("", "<p>By Inge Roos</p><p>By Tjark Haan</p>", ""),
    ],
)
def test_the_author_is_named_where_one_is_named_for_certain(head, before, author):
    assert said(head, before).get("author", "") == author


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("<meta property=article:published_time content='2025-03-28T23:30:00Z'>", "2025-03-28"),
        ("<meta name=citation_date content='2025/03/28'>", "2025-03-28"),
        ("<meta name=dc.date content=20250328>", "2025-03-28"),
        ("<meta name=date content='28/03/2025'>", ""),
        ("<meta name=date content=2025-03-28><meta name=dc.date content=2025-04-02>", ""),
        ("<meta property=article:modified_time content=2025-03-28>", ""),
        ("<meta name=date content=2025-13-28>", ""),
    ],
)
def test_the_day_is_said_in_one_way_or_left_empty(head, day):
    assert said(head).get("published", "") == day


def test_the_address_is_that_which_a_browser_wrote_if_the_page_says_none():
    note = b"<!-- saved from url=(0025)https://lock.example/shut -->\n"
    head = "<link rel=canonical href='https://lock.example/'>"

    assert read(note + article(paragraphs())).cleaned.url == "https://lock.example/shut"
    assert read(note + article(paragraphs(), head=head)).cleaned.url == "https://lock.example/"


def test_a_day_in_the_text_counts_if_it_is_the_only_one():
    one, other = ("<time datetime='2025-03-28'>", "<time datetime='2025-03-30'>")

    assert said("", one)["published"] == "2025-03-28"
    assert "published" not in said("", one, other)


@pytest.mark.parametrize(
    ("declared", "language"), [("en-GB", "en-GB"), ("de", "en"), ("", "en"), ("x y", "en")]
)
def test_the_language_is_the_declared_one_unless_the_words_are_of_another(declared, language):
    found = read(f"<html lang='{declared}'>{paragraphs()}".encode())

    assert found.cleaned.language == language


# --- whole ------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    [
        *(f"<p>{text}</p>" for text in PARAGRAPHS),
        TITLE, "<div class=share>Share", "</div>", "<table><tr><td>Dues<td>84", "</table>",
        "<span hidden>not", "</span>", "<br>", "<br><br>", "<ul><li>One", "<pre>a\nb</pre>",
        "<aside>", "</aside>", "港口在三月", "关闭了<br>十一天", "<h2>So", "&amp; more", "</p>",
    ]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=30))
def test_no_page_leaves_a_word_out(pieces):
    data = page("".join(pieces))

    found = read(data)

    assert is_without_remainder(found)
    read_as = found.read_as
    reader = READERS[read_as.kind, read_as.version]
    assert reader.lines(data, read_as.encoding, "page.html") == found.lines
    assert {drop.kind for drop in found.cleaned.dropped} <= reader.kinds


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    try:
        read_html(b"<html><p>" + data, "page.html", None)
    except BriefError as error:
        assert all(diagnostic.hint for diagnostic in error.diagnostics)
