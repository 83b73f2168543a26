"""The lines of a web page: every visible character, each in one line, however broken the page."""

from __future__ import annotations

from html import escape

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import BriefError
from generator.language.words import word_set
from generator.seeds.readers.html_lines import web_page
from generator.seeds.readers.html_tokens import attributes_of, markup_tokens


def lines(text: str) -> list[str]:
    return [line.text for line in web_page(text, "page.html").lines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>One<p>Two", ["One", "Two"]),
        ("<div>One<div>Two</div>Three</div>", ["One", "Two", "Three"]),
        ("<p>A <b>bold</b> word, a<i>part</i></p>", ["A bold word, apart"]),
        ("<p>One<br>Two", ["One", "Two"]),
        ("<ul><li>One<li>Two</ul>", ["One", "Two"]),
        ("<table><tr><td>One<td>Two<tr><td>Three</table>", ["One", "Two", "Three"]),
        ("<pre>one\n  two\r\nthree</pre>", ["one", "two", "three"]),
        ("<p>one\n  two</p>", ["one two"]),
        ("<p>ship&shy;ping &amp;&nbsp;rail&#8203;</p>", ["shipping & rail"]),
        ("<b><p>One</b> still one</p>", ["One still one"]),
        ("<p><span>One</p></span>Two", ["One", "Two"]),
        ("<h1>Head<h2>Sub</h2>", ["Head", "Sub"]),
        ("<p>a < b and b > a</p>", ["a < b and b > a"]),
        ("<p>One<sup>1</sup> and <a href='#n'>two</a>.", ["One", "1", "and", "two", "."]),
        ("One</body></html>Two", ["OneTwo"]),
    ],
)
def test_block_elements_and_line_breaks_part_lines(text, expected):
    assert lines(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<title>Unseen</title>Seen",
        "<script>if (a < b) write('<p>Unseen</p>')</script>Seen",
        "<script><!-- write('<script>Unseen</script>') --></script>Seen",
        "<style>p::before { content: 'Unseen' }</style>Seen",
        "<noscript><p>Unseen</p></noscript>Seen",
        "<template><p>Unseen</template>Seen",
        "<video><p>Unseen</video>Seen",
        "<object><param name=a>Unseen</object>Seen",
        "<!-- Unseen -->Seen",
        "<!-->Seen<!-- Unseen --!>",
        "<svg><title/><desc>Unseen</desc></svg>Seen",
        "<svg><style/></svg>Seen",
        "Seen<!-- Unseen, and cut",
        "Seen<a title='Unseen, and cut",
        "<p title='Unseen > still'>Seen",
    ],
)
def test_what_no_browser_shows_is_no_line(text):
    assert lines(text) == ["Seen"]


def test_hidden_words_are_a_line_of_their_own():
    found = web_page("<p>Seen <span style='display: none'>secret</span> again</p>", "page.html")

    assert [(line.text, line.hidden, line.block) for line in found.lines] == [
        ("Seen", False, found.lines[0].block),
        ("secret", True, found.lines[0].block),
        ("again", False, found.lines[0].block),
    ]


def test_a_body_that_a_script_would_show_is_seen():
    assert not web_page("<body style='display:none'><p>Seen", "page.html").lines[0].hidden


def test_two_line_breaks_begin_another_block():
    one, two, three = web_page("<p>One<br>Two<br>\n<br>Three", "page.html").lines

    assert one.block == two.block != three.block


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (' class="a b" id=c', {"class": "a b", "id": "c"}),
        (" A='&amp;' a=second", {"a": "&"}),
        (" hidden", {"hidden": ""}),
        (" a=b/c", {"a": "b/c"}),
    ],
)
def test_attributes_are_read_as_browsers_do(written, expected):
    assert attributes_of(written) == expected


def test_an_open_quotation_mark_does_not_swallow_the_page():
    assert lines('<p class="a>One</p><p>Two</p>') == ["One", "Two"]


# --- bounds -----------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "span"])
def test_elements_deeper_than_a_browser_shows_them_are_refused(tag):
    with pytest.raises(BriefError) as caught:
        lines(f"<{tag}>" * 5_000 + "One")

    (found,) = caught.value.diagnostics
    assert (found.code, found.message) == ("S018", "it has more than 512 elements one in another")


@pytest.mark.parametrize("tag", ["p", "li", "dt", "tr", "td", "option", "h2", "a", "tbody"])
def test_an_element_that_the_next_one_of_its_kind_ends_is_not_left_open(tag):
    assert lines("<table><tbody><tr><td>" + f"<{tag}>One " * 600)[:1] in (
        ["One"],
        ["One " * 599 + "One"],
    )


def test_elements_as_deep_as_a_browser_shows_them_are_read():
    assert lines("<div>" * 500 + "One" + "</div>" * 500 + "<p>Two") == ["One", "Two"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<i>x</i>" * 1_000_001, "1,000,000 elements"),
        ("<pre>" + "x\n" * 100_001, "100,000 lines of text"),
    ],
    ids=["elements", "lines"],
)
def test_more_than_a_page_for_people_has_is_refused(text, told):
    with pytest.raises(BriefError) as caught:
        lines(text)

    assert caught.value.diagnostics[0].message == f"it has more than {told}"


@pytest.mark.parametrize(
    "piece", ["<a ", "<!--", "<script><!--<script>", "<", "&", '<a b="', "</i></p>", "<p x='y' "]
)
def test_time_grows_no_faster_than_a_broken_page(piece):
    assert sum(1 for _ in markup_tokens(piece * 50_000)) <= 150_000


# --- any page ---------------------------------------------------------------------------

_TAGS = sorted(
    word_set("a article b blockquote br div em figure h2 li ol p pre section span table td tr ul")
)
_WORDS = st.text("abcé泥 \n&<>'\"-", max_size=12)


def _element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>" if tag != "br" else "<br>",
        st.sampled_from(_TAGS),
        st.lists(inner, max_size=4),
    )


_TREES = st.recursive(_WORDS.map(escape), _element, max_leaves=25)


def visible(text: str) -> str:
    return "".join(text.split())


@given(_TREES)
def test_a_second_parser_finds_the_same_words_in_the_same_order(tree):
    ours = "".join(lines(f"<html><body>{tree}</body></html>"))

    theirs = lxml.html.document_fromstring(f"<html><body>{tree}</body></html>")

    assert visible(ours) == visible(str(theirs.text_content()))


@given(st.lists(st.sampled_from([*(f"<{t}>" for t in _TAGS), *(f"</{t}>" for t in _TAGS), "w "])))
def test_no_broken_markup_loses_a_word(pieces):
    text = "".join(pieces)

    assert visible("".join(lines(text))) == "w" * pieces.count("w ")


@given(st.text(alphabet="<>/!-'\"= abpscrit&;#x\n", max_size=120))
def test_any_characters_are_read(text):
    assert all(line == " ".join(line.split()) for line in lines(text))
