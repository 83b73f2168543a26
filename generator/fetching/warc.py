"""What was asked and answered → a record of it for archives: WARC 1.1 (ISO 28500:2017)."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
import uuid
from collections.abc import Iterable

from msgspec import Struct

from generator.fetching.wire import Exchange
from generator.version import __version__


class _Block(Struct, frozen=True):
    """One record: its kind, what it holds, and the fields that only it has."""

    kind: str
    media_type: str
    content: bytes
    fields: tuple[tuple[str, str], ...] = ()


def warc_bytes(exchanges: Iterable[Exchange], at: str) -> bytes:
    """The requests and answers, each a member of its own in gzip; `at` is in RFC 3339, UTC.

    An answer is kept as it came, but in one piece, so that its payload is the page: the field
    `Transfer-Encoding` of its head gets the name under which replaying programs know that. The
    same exchanges give the same bytes.
    """
    about = _Block("warcinfo", "application/warc-fields", _ABOUT)
    first = _record_id(about, at)
    records = [_record_bytes(about, at, first)]
    for done in exchanges:
        request, response = _of_request(done), _of_response(done)
        own, other = _record_id(request, at), _record_id(response, at)
        told = ("WARC-Warcinfo-ID", first)
        records.append(_record_bytes(response, at, other, told, ("WARC-Concurrent-To", own)))
        records.append(_record_bytes(request, at, own, told, ("WARC-Concurrent-To", other)))
    return b"".join(gzip.compress(record, mtime=0) for record in records)


_ABOUT = (
    f"software: policy-brief-generator {__version__}\r\n"
    "format: WARC File Format 1.1\r\n"
    "conformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
).encode()


def _of_request(done: Exchange) -> _Block:
    return _Block(
        "request", "application/http; msgtype=request", done.request, _about(done, payload=b"")
    )


def _of_response(done: Exchange) -> _Block:
    head = re.sub(rb"(?im)^(?=transfer-encoding[ \t]*:)", b"X-Archive-Orig-", done.head)
    fields = _about(done, payload=done.body)
    return _Block("response", "application/http; msgtype=response", head + done.body, fields)


def _about(done: Exchange, *, payload: bytes) -> tuple[tuple[str, str], ...]:
    digest = base64.b32encode(hashlib.sha1(payload, usedforsecurity=False).digest()).decode()
    return (
        ("WARC-Target-URI", str(done.page)),
        ("WARC-IP-Address", done.peer),
        ("WARC-Payload-Digest", f"sha1:{digest}"),
    )


def _record_id(block: _Block, at: str) -> str:
    name = f"{at} {block.kind} {dict(block.fields).get('WARC-Target-URI', '')} "
    digest = hashlib.sha256(block.content).hexdigest()
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name + digest)}>"


def _record_bytes(block: _Block, at: str, name: str, *links: tuple[str, str]) -> bytes:
    fields = (
        ("WARC-Type", block.kind),
        ("WARC-Record-ID", name),
        ("WARC-Date", at),
        *block.fields,
        *links,
        ("WARC-Block-Digest", f"sha256:{hashlib.sha256(block.content).hexdigest()}"),
        ("Content-Type", block.media_type),
        ("Content-Length", str(len(block.content))),
    )
    head = "".join(f"{name}: {value}\r\n" for name, value in fields)
    return f"WARC/1.1\r\n{head}\r\n".encode() + block.content + b"\r\n\r\n"
