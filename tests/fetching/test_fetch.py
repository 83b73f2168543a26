from __future__ import annotations

import gzip
import socket
import ssl
import subprocess
import tracemalloc
import zlib
from datetime import date

import pytest

from generator.diagnostics import BriefError, Diagnostic
from generator.fetching.fetch import FetchedPage, FetchLimits, fetch_page
from tests.fetching.web import OTHER, PUBLIC, Web, dripping, moved, status, text

AT = "2026-11-27T09:00:00Z"
PAGE = "http://harbour.example/dredging"
WORDS = "The harbour was dredged twice, and twice it filled again.\n"


def fetched(address: str = PAGE, **limits: float) -> FetchedPage:
    return fetch_page(address, at=AT, limits=FetchLimits(**limits))


def fault(address: str = PAGE, **limits: float) -> Diagnostic:
    with pytest.raises(BriefError) as caught:
        fetched(address, **limits)
    (found,) = caught.value.diagnostics
    assert found.hint
    return found


@pytest.fixture
def page(web: Web) -> Web:
    web.page("harbour.example/dredging", text(WORDS))
    return web


# --- what is asked, and what comes ------------------------------------------------------


def test_a_page_comes_byte_for_byte_with_its_address_and_encoding(page):
    page.pages["harbour.example/dredging"] = text(b"\xef\xbb\xbf\0\r\n", media_type="text/html")

    found = fetched()

    assert found.data == b"\xef\xbb\xbf\0\r\n"
    assert (found.url, found.charset, found.captured) == (PAGE, "", None)


def test_a_page_is_asked_for_once_and_nothing_is_said_of_who_asks(page):
    page.page("harbour.example/dredging?year=2024", text(WORDS))

    fetched(PAGE + "?year=2024#who-pays")

    assert len(page.asked) == 1
    head = page.asked[0].split("\r\n")
    assert head[0] == "GET /dredging?year=2024 HTTP/1.1"
    names = [line.partition(":")[0] for line in head[1:-2]]
    assert names == ["Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("HTTP://Harbour.Example:80/a b", None),
        ("HTTP://Harbour.Example:80/a%20b", "GET /a%20b HTTP/1.1"),
        ("http://harbour.example", "GET / HTTP/1.1"),
        ("http://harbour.example?page=2", "GET /?page=2 HTTP/1.1"),
        ("http://harbour.example/Hafen-Süd?q=Ö", "GET /Hafen-S%C3%BCd?q=%C3%96 HTTP/1.1"),
    ],
)
def test_an_address_is_asked_for_as_a_browser_would(page, typed, asked):
    if asked is None:
        assert fault(typed).code == "S021"
        return
    fault(typed)  # there is no such page here

    assert page.asked[0].startswith(asked + "\r\nHost: harbour.example\r\n")


def test_a_name_in_other_letters_is_looked_up_by_its_form_in_ascii(web):
    web.page("xn--hfen-loa.example/", text(WORDS))

    assert fetched("http://häfen.example/").data == WORDS.encode()
    assert "by an old rule and a new" in fault("http://straße.example/").message


def test_a_page_in_pieces_is_put_together(page):
    pieces = b"8\r\nThe harb\r\n4;x=y\r\nour.\r\n0\r\n\r\n"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
    page.pages["harbour.example/dredging"] = head + pieces

    assert fetched().data == b"The harbour."


def test_what_a_server_says_before_its_answer_is_no_answer(page):
    page.pages["harbour.example/dredging"] = b"HTTP/1.1 100 Continue\r\n\r\n" + text(WORDS)

    assert fetched().data == WORDS.encode()


def test_a_page_that_is_packed_all_the_same_is_unpacked(page):
    packed = gzip.compress(WORDS.encode())
    page.pages["harbour.example/dredging"] = text(packed, "Content-Encoding: gzip")

    assert fetched().data == WORDS.encode()


def test_a_page_that_an_archive_kept_says_of_which_day_it_is(page):
    kept = "Memento-Datetime: Tue, 18 Jun 2024 23:30:00 GMT"
    page.pages["harbour.example/dredging"] = text(WORDS, kept)

    assert fetched().captured == date(2024, 6, 18)


def test_the_next_address_of_a_host_is_asked_where_the_first_cannot_be_reached(page):
    page.name("harbour.example", OTHER, PUBLIC)

    assert fetched().data == WORDS.encode()
    assert page.reached == [OTHER, PUBLIC]


# --- where it leads ---------------------------------------------------------------------


def test_moves_are_followed_and_the_last_address_is_the_pages(page):
    page.page("old.example/a/b", moved("../c"))
    page.page("old.example/c", moved("//harbour.example/dredging", 308))

    found = fetched("http://old.example/a/b")

    assert (found.url, found.data) == (PAGE, WORDS.encode())


def test_a_move_to_an_address_with_blanks_and_letters_is_followed(page):
    page.page("old.example/", moved("http://harbour.example/Hafen Süd"))
    page.page("harbour.example/Hafen%20S%C3%BCd", text(WORDS))

    assert fetched("http://old.example/").url == "http://harbour.example/Hafen%20S%C3%BCd"


def test_a_page_that_moves_in_a_circle_is_given_up(web):
    web.page("harbour.example/dredging", moved("/dredging"))

    found = fault()

    assert (found.code, len(web.asked)) == ("S022", 6)
    assert "more than 5 times" in found.message


@pytest.mark.parametrize(
    "where",
    [
        "file:///etc/passwd",
        "ftp://harbour.example/dredging",
        "http://ann:secret@harbour.example/dredging",
        "http://harbour.example:0/",
        "http://harbour.example:99999/",
        "http://[harbour/",
        "gopher://harbour.example/",
        "data:text/plain,words",
        "http://127。0。0。1/",
    ],
)
def test_only_plain_addresses_of_pages_are_asked_also_behind_a_move(web, where):
    web.page("harbour.example/moved", moved(where))

    assert fault(where).code == "S021"
    assert fault("http://harbour.example/moved").code == "S021"
    assert len(web.asked) == 1


@pytest.mark.parametrize("inside", ["127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1"])
def test_a_name_that_also_leads_into_a_house_is_not_asked(page, inside):
    page.name("harbour.example", PUBLIC, inside)

    found = fault()

    assert (found.code, page.reached) == ("S021", [])
    assert f"harbour.example leads to {inside}, not an address of the public net" in found.message


def test_a_move_into_a_house_is_not_followed(page):
    page.page("old.example/", moved("http://10.0.0.1/"))

    assert fault("http://old.example/").code == "S021"
    assert page.reached == [PUBLIC]


def test_a_name_is_looked_up_once_so_nobody_can_lead_it_elsewhere_meanwhile(page):
    fetched()

    assert page.looked_up == ["harbour.example"]


def test_a_house_with_a_proxy_is_asked_to_save_the_page(page, monkeypatch):
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    page.page("harbour.example/secure", moved("https://harbour.example/dredging"))

    found = fault("http://harbour.example/secure")

    assert (found.code, len(page.asked)) == ("S021", 1)
    assert "`https_proxy`" in found.message
    assert "save the page" in found.hint


# --- what does not come -----------------------------------------------------------------


def test_a_page_that_never_ends_is_cut_off_by_its_size(web):
    web.page("harbour.example/dredging", dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 60_000, 0))

    assert "more than 1 MiB" in fault(size=1 << 20).message


@pytest.mark.parametrize(
    "start", [b"", b"HTTP/1.1 200 OK\r\nX-A: ", b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n"]
)
def test_a_server_that_is_too_slow_is_given_up(web, start):
    web.page("harbour.example/dredging", dripping(start, b"x", 0.02))

    assert "longer than 0.2 seconds" in fault(seconds=0.2).message


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nThe harbour",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n800\r\nThe harbour",
        text(gzip.compress(WORDS.encode())[:-9], "Content-Encoding: gzip"),
    ],
)
def test_half_a_page_is_none(web, sent):
    web.page("harbour.example/dredging", sent)

    found = fault()

    assert found.code == "S022"
    assert "broke off before the page was complete" in found.message


@pytest.mark.parametrize(
    "sent",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX-A: " + b"b" * 70_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    ],
)
def test_what_is_no_answer_of_a_web_server_is_said_so(web, sent):
    web.page("harbour.example/dredging", sent)

    assert "no answer of a web server" in fault().message


@pytest.mark.slow
def test_a_small_page_that_unpacks_to_a_huge_one_is_not_unpacked(web):
    bomb = zlib.compressobj(9, wbits=31)
    packed = bomb.compress(bytes(50 << 20)) + bomb.flush()
    web.page("harbour.example/dredging", text(packed, "Content-Encoding: gzip"))

    tracemalloc.start()
    try:
        said, most = fault(size=1 << 20).message, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert "more than 1 MiB" in said
    assert most < 10 << 20


@pytest.mark.parametrize(
    "sent",
    [
        text(WORDS, "Content-Encoding: \x1b]0;owned\x07"),
        moved("\x1b]0;owned\x07"),
        moved("http://[\x1b]0;owned\x07"),
    ],
)
def test_nothing_that_a_terminal_obeys_comes_out_of_a_header(web, sent):
    web.page("harbour.example/dredging", sent)

    found = fault()

    assert f"{found.message} {found.hint} {found.span.file}".isprintable()


def test_an_unknown_packing_is_named(web):
    web.page("harbour.example/dredging", text(b"\x0b\x02", "Content-Encoding: br"))

    assert "packed as `br`" in fault().message


@pytest.mark.parametrize(
    ("number", "said", "hint"),
    [
        (404, "has no such page (HTTP 404)", "web.archive.org"),
        (410, "says that the page is gone (HTTP 410)", "web.archive.org"),
        (403, "does not give it to programs", "in your browser"),
        (429, "is asked too often", "try again later"),
        (406, "refuses the request (HTTP 406)", "save the page"),
        (503, "has a fault of its own", "try again later"),
        (204, "answers with no page", "save the page"),
        (304, "answers with no page", "save the page"),
    ],
)
def test_an_answer_that_is_no_page_says_what_to_do(web, number, said, hint):
    web.page("harbour.example/dredging", status(number, "Whatever"))

    found = fault()

    assert found.code == "S022"
    assert found.message.startswith(f"harbour.example {said}")
    assert hint in found.hint


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), "no computer of the net is called"),
        (socket.gaierror(socket.EAI_AGAIN, "failure"), "there is no network"),
    ],
)
def test_a_name_that_leads_nowhere_differs_from_a_network_that_is_not_there(web, error, said):
    web.names["harbour.example"] = error

    assert said in fault().message


def test_a_host_that_cannot_be_reached_is_named(web):
    web.name("harbour.example", OTHER)

    assert "no way to harbour.example from here" in fault().message


@pytest.mark.parametrize("name", ["harbour..example", "a" * 64 + ".example"])
def test_a_name_that_no_computer_can_have_is_not_looked_up(web, name):
    assert "no computer can be called" in fault(f"https://{name}/").message


# --- over https -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory, program):
    """The certificate of harbour.example, which nobody but itself vouches for, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    key, made = folder / "key.pem", folder / "certificate.pem"
    kind = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    use = ("-addext", "keyUsage=critical,digitalSignature,keyCertSign")
    names = ("-subj", "/CN=harbour.example", "-addext", "subjectAltName=DNS:harbour.example")
    command = [
        program("openssl"),
        "req",
        "-x509",
        *kind,
        *names,
        *use,
        "-keyout",
        key,
        "-out",
        made,
    ]
    subprocess.run(command, check=True, capture_output=True)
    return made, key


@pytest.fixture
def secure(web, certificate):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(*certificate)
    with web.served(tls):
        yield web


def test_a_host_that_proves_its_name_is_read(secure, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    secure.page("harbour.example/dredging", text(WORDS))

    assert fetched("https://harbour.example/dredging").data == WORDS.encode()


def test_a_certificate_that_nobody_vouches_for_is_refused(secure):
    secure.page("harbour.example/dredging", text(WORDS))

    found = fault("https://harbour.example/dredging")

    assert (found.code, secure.asked) == ("S022", [])
    assert "does not prove who it is" in found.message


def test_a_server_without_https_is_named(web):
    web.page("harbour.example/dredging", text(WORDS))

    assert "no secure connection" in fault("https://harbour.example/dredging", seconds=5).message


def test_the_certificate_of_another_name_is_refused(secure, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    secure.page("other.example/", text(WORDS))

    assert "does not prove who it is" in fault("https://other.example/").message
