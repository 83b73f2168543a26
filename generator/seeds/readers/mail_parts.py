"""A mail, or a page saved as one file: its bytes → headers, text, and what else is in it.

Mails are as RFC 5322 and RFC 2045 to 2049 have them, saved pages as RFC 2557 (MHTML).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

from msgspec import Struct

from generator.diagnostics import Span, codes, refusal

_HEADERS = re.compile(
    rb"(?:From [^\r\n]*\r?\n)?((?:[!-9;-~]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){2,})"
)
_SENT = rb"(?im)^(?:mime-version|message-id|received|return-path|content-type):"
_ADDRESSED = rb"(?im)^(?:to|cc|bcc|received|message-id|return-path):"
_PAGE = rb"(?im)^content-type:\s*(?:multipart/related|text/html)\b"
_LONGEST_HEADERS = 65_536


def is_saved_page(data: bytes) -> bool:
    """Whether bytes are a web page that a browser saved as one file, with its pictures."""
    headers = _headers(data)
    return bool(re.search(_PAGE, headers)) and not re.search(_ADDRESSED, headers)


def is_mail(data: bytes) -> bool:
    """Whether bytes are a mail as a mail program saves it: they begin with its headers."""
    return re.search(_SENT, _headers(data)) is not None


def _headers(data: bytes) -> bytes:
    found = _HEADERS.match(data[:_LONGEST_HEADERS])
    return found[1] if found else b""


class MailText(Struct, frozen=True):
    """The text of a mail or a saved page: the bytes of its part, and what is said of them.

    `headers` are those that a mail program shows, in its order, with their names. `location` is
    the address of a saved page. `others` names the parts that are not read, and `other_texts`
    counts the texts among them.
    """

    data: bytes
    is_html: bool
    charset: str | None
    headers: tuple[tuple[str, str], ...]
    location: str
    others: tuple[str, ...]
    other_texts: int

    def header(self, name: str) -> str:
        """A header's value, or nothing."""
        return next((value for key, value in self.headers if key == name), "")


_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_MOST_PARTS = 1_000


def mail_text(data: bytes, file: str) -> MailText:
    """The text of a mail: its first text, in HTML if it is there in plain text and in HTML.

    Raises BriefError for several mails in one file, and for a mail without a text.
    """
    if data.startswith(b"From ") and _NEXT_MAIL.search(data):
        hint = "save the one mail as a file of its own (.eml)"
        raise refusal(codes.NOT_A_TEXT, "it holds several mails", Span.at(file), hint=hint)
    mail = _parsed_mail(data, file)
    parts = list(_parts_of_mail(mail))
    texts = [part for part in parts if _is_text(part)]
    if not texts:
        message = "the mail has no text of its own"
        hint = "import the attachment that holds the text, or copy the text into a plain text file"
        raise refusal(codes.NO_PARAGRAPH, message, Span.at(file), hint=hint)
    text = texts[0]
    places = (mail.get("Snapshot-Content-Location"), text.get("Content-Location"))
    return MailText(
        _payload(text),
        text.get_content_type() == "text/html",
        text.get_content_charset(),
        tuple((name, _worded_header(mail[name])) for name in _SHOWN if mail[name] is not None),
        next((_worded_header(place) for place in places if place), ""),
        tuple(_name_of_part(part) for part in parts if part is not text),
        len(texts) - 1,
    )


_NEXT_MAIL = re.compile(rb"\n\r?\nFrom [^\r\n]+\r?\n[!-9;-~]+:")


def _parsed_mail(data: bytes, file: str) -> Message:
    try:
        return message_from_bytes(data)
    except RecursionError:
        message = "it has parts in parts without end"
        hint = "open it in a mail program, and copy its text into a plain text file"
        raise refusal(codes.LARGE_SOURCE, message, Span.at(file), hint=hint) from None


def _parts_of_mail(message: Message) -> Iterator[Message]:
    """The parts of a mail, of alternatives the best; not those of a mail attached to it."""
    waiting = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop(0)
        if part.get_content_maintype() != "multipart":
            yield part
            continue
        inner = _parts_inside(part)
        waiting[:0] = _best(inner) if part.get_content_subtype() == "alternative" else inner


def _best(alternatives: list[Message]) -> list[Message]:
    """The last that has a text in HTML, or else the first: they say the same (RFC 2046, 5.1.4)."""
    in_html = [
        one
        for one in alternatives
        if any(part.get_content_type() == "text/html" for part in (one, *_parts_inside(one)))
    ]
    return in_html[-1:] or alternatives[:1]


def _parts_inside(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def _is_text(part: Message) -> bool:
    wanted = part.get_content_type() in {"text/html", "text/plain"}
    return wanted and part.get_content_disposition() != "attachment"


def _payload(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _name_of_part(part: Message) -> str:
    return _worded_header(part.get_filename()) or part.get_content_type()


def _worded_header(value: object) -> str:
    """A header in words (RFC 2047), with single spaces; as it is written if that fails."""
    written = str(value or "")
    try:
        pieces = [
            words if isinstance(words, str) else words.decode(charset or "latin-1")
            for words, charset in decode_header(written)
        ]
    except (HeaderParseError, LookupError, ValueError):
        pieces = [written]
    return " ".join("".join(pieces).split())
