from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.config.addresses import (
    is_address,
    is_web_address,
    may_show_address,
    shown_instead,
    shows_address,
    uri,
)

PAGES = (
    *("https://example.org", "http://example.org/a?b=1&c=2#d", "HTTPS://EXAMPLE.ORG:8443/x"),
    *(
        "https://пример.рф/путь",
        "https://192.0.2.7/",
        "https://[2001:db8::7]/x",
        "http://localhost",
    ),
    *("https://example.org/a_(b)", "https://example.org/~x/it's,ok;v=1", "https://example.org?q"),
)
BOXES = ("mailto:desk@example.org", "MAILTO:a.b+c@example.org?subject=A%20word&body=x")
NEITHER = (
    *(
        "",
        " ",
        "example.org",
        "//example.org/x",
        "/etc/passwd",
        "../x.exe",
        "#",
        "https://",
        "http:",
    ),
    *(
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
    ),
    *("ftp://example.org/", "smb://host/x", "\\\\host\\share", "ms-word:ofe|u|http://example.org"),
    *("https:example.org", "https:/example.org", "https:///etc/passwd", "https://a b.org/"),
    *(
        "https://example.org/a b",
        "https://example.org/\u202egpj",
        "https://example.org/\x00",
        "https:// ",
    ),
    *("https://bank.example@other.example/", "https://example.org\\@other.example", "https://.."),
    *(
        " https://example.org",
        "https://example.org\n",
        'https://example.org/"x',
        "https://a.org/<x>",
    ),
    *(
        "mailto:",
        "mailto:desk",
        "mailto:a@",
        "mailto:a@b.org?attach=/etc/passwd",
        "mailto:a b@c.org",
    ),
    *("mailto:a@b.org?subject=x&attach=y", "mailto:a@b.org\nBcc: c@d.org", "mailto:javascript:a@b"),
)


@pytest.mark.parametrize("written", PAGES)
def test_a_page_of_the_web_is_an_address(written):
    assert is_web_address(written)
    assert is_address(written)


@pytest.mark.parametrize("written", BOXES)
def test_a_mail_box_is_an_address_of_a_link_and_of_no_page(written):
    assert is_address(written)
    assert not is_web_address(written)


@pytest.mark.parametrize("written", NEITHER)
def test_anything_else_is_none(written):
    assert not is_address(written)


@given(st.text(max_size=30), st.sampled_from(["", "https://", "mailto:", "https://example.org/"]))
def test_whatever_is_taken_begins_with_a_known_scheme_and_shows_each_character(text, beginning):
    written = beginning + text

    if is_address(written):
        assert written.casefold().startswith(("https://", "http://", "mailto:"))
        assert written.isprintable()
        assert " " not in written


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("https://bank.example/log", "https://other.example/log"),
        ("see www.bank.example", "https://other.example"),
        ("https://bank.example", "https://bank.example.other.example"),
        ("clerk@bank.example", "mailto:clerk@other.example"),
        ("clerk@bank.example", "https://other.example/clerk@bank.example"),
        ("https://bank.example", "#bank"),
    ],
)
def test_words_that_show_another_address_are_known(words, address):
    assert shown_instead(words, address) in words
    assert shown_instead(words, address)


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("https://bank.example/log", "https://www.bank.example/log?page=2"),
        ("www.Bank.example", "http://bank.example"),
        ("https://b\u00fccher.example", "https://xn--bcher-kva.example/"),
        (
            "https://bank.example?to=clerk@bank.example",
            "https://bank.example?to=clerk@bank.example",
        ),
        ("clerk@bank.example", "mailto:clerk@bank.example?subject=A"),
        ("the log, log.pdf, bank.example", "https://other.example"),
    ],
)
def test_words_that_show_the_address_or_none_pass(words, address):
    assert shown_instead(words, address) == ""


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://a.org/50%", "https://a.org/50%25"),
        ("https://a.org/50%25", "https://a.org/50%25"),
        ("https://a.org/#a#b", "https://a.org/#a%23b"),
        (" https://a.org/[x] ", "https://a.org/%5Bx%5D"),
    ],
)
def test_an_address_is_written_as_a_uri(target, expected):
    assert uri(target) == expected


@given(st.text(alphabet="ab1 .:/@-,”(<\u00adw", max_size=12))
@example("see www.b.ab")
@example("(mailto:a")
@example("10.1000/a")
@example("a@b.ab.")
def test_words_that_show_an_address_are_always_worth_asking_about(words):
    if any(shows_address(token.replace("\u00ad", "")) for token in words.split()):
        assert may_show_address(words)
