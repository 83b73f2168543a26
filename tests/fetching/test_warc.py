from __future__ import annotations

import gzip
import hashlib
import io

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from generator.fetching.fetch import fetch_page
from tests.fetching.web import PUBLIC, moved, text

AT = "2026-11-27T09:00:00Z"
WORDS = "The harbour was dredged twice, and twice it filled again.\n"


@pytest.fixture
def capture(web) -> bytes:
    web.page("old.example/mud", moved("http://harbour.example/dredging"))
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
    web.page(
        "harbour.example/dredging",
        f"{head}{len(WORDS):x}\r\n{WORDS}\r\n0\r\n\r\n".encode(),
    )
    return fetch_page("http://old.example/mud", at=AT).capture


def records(capture: bytes) -> list[tuple[str, str | None, bytes]]:
    return [
        (
            record.rec_type,
            record.rec_headers.get_header("WARC-Target-URI"),
            record.content_stream().read(),
        )
        for record in ArchiveIterator(io.BytesIO(capture), check_digests="raise")
    ]


def test_each_request_and_each_answer_on_the_way_is_a_record(capture):
    found = records(capture)

    assert [(kind, address) for kind, address, _ in found] == [
        ("warcinfo", None),
        ("response", "http://old.example/mud"),
        ("request", "http://old.example/mud"),
        ("response", "http://harbour.example/dredging"),
        ("request", "http://harbour.example/dredging"),
    ]
    assert found[1][2] == b"Moved\n"
    assert found[3][2] == WORDS.encode()


def test_warcio_finds_nothing_wrong_with_it(capture, tmp_path, capsys):
    path = tmp_path / "capture.warc.gz"
    path.write_bytes(capture)

    checker = Checker(type("Asked", (), {"inputs": [str(path)], "verbose": True}))
    checker.process_all()

    said = capsys.readouterr().out
    assert checker.exit_value == 0
    assert said.count("digest pass") == 5


def test_each_record_is_a_member_of_its_own_and_says_when_where_and_what(capture):
    members = [part for part in capture.split(b"\x1f\x8b\x08") if part]
    head = gzip.decompress(b"\x1f\x8b\x08" + members[3]).partition(b"\r\n\r\n")[0].decode()

    assert len(members) == 5
    fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:])
    assert fields["WARC-Date"] == AT
    assert fields["WARC-IP-Address"] == PUBLIC
    assert fields["WARC-Payload-Digest"].startswith("sha1:")
    assert fields["WARC-Block-Digest"].startswith("sha256:")


def test_the_same_exchange_at_the_same_time_gives_the_same_bytes(capture, web):
    again = fetch_page("http://old.example/mud", at=AT).capture
    later = fetch_page("http://old.example/mud", at="2026-11-28T09:00:00Z").capture

    assert hashlib.sha256(again).digest() == hashlib.sha256(capture).digest()
    assert later != capture


def test_the_payload_of_the_last_answer_is_the_page_as_it_was_sent(web):
    packed = gzip.compress(WORDS.encode())
    web.page("harbour.example/", text(packed, "Content-Encoding: gzip"))

    found = fetch_page("http://harbour.example/", at=AT)

    (response,) = [
        record.raw_stream.read()
        for record in ArchiveIterator(io.BytesIO(found.capture), no_record_parse=False)
        if record.rec_type == "response"
    ]
    assert response == packed
    assert found.data == WORDS.encode()
