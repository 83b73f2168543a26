"""Mails, and web pages saved as one file (MHTML): the bytes → lines, and what of them is body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.utils import parseaddr, parsedate_to_datetime

from msgspec.structs import replace

from generator.diagnostics import Span, codes, refusal
from generator.seeds.cleaning import clean
from generator.seeds.lines import lines_of_text
from generator.seeds.mail import QUOTED, WROTE
from generator.seeds.readers.encoding import decode_source
from generator.seeds.readers.html import article_of, declared_encoding
from generator.seeds.readers.html_lines import lines_of_page, web_page
from generator.seeds.readers.mail_lines import shown_headers, with_frame_of_mail
from generator.seeds.readers.mail_parts import MailText, mail_text
from generator.seeds.readers.sizes import refuse_endless
from generator.seeds.readers.versions import MAIL, SAVED_PAGE
from generator.seeds.reading import (
    Cleaned,
    DroppedLine,
    OriginalLines,
    SourcePassage,
    SourceReading,
)
from generator.seeds.seed import ReadAs


def read_saved_page(data: bytes, file: str, encoding: str | None) -> SourceReading:
    """A page that a browser saved as one file, as read for an import. Raises BriefError."""
    mail = mail_text(data, file)
    text, used = _decoded_part(mail, file, encoding)
    page = web_page(text, file)
    cleaned = article_of(page, file)
    address = mail.location if mail.location.startswith(("http://", "https://")) else ""
    return SourceReading(
        ReadAs(*SAVED_PAGE, used),
        lines_of_page(page),
        replace(cleaned, url=cleaned.url or address),
    )


def read_mail(data: bytes, file: str, encoding: str | None) -> SourceReading:
    """A mail as read for an import: its headers, its text, and the names of what is attached.

    The sender is the author, the subject is the title. Quoted replies and the signature are left
    out. Raises BriefError if it has no text, or none in an encoding that is certain.
    """
    mail = mail_text(data, file)
    text, used = _decoded_part(mail, file, encoding)
    if mail.is_html:
        page = web_page(text, file)
        body, cleaned = lines_of_page(page), article_of(page, file)
    else:
        body = OriginalLines(lines_of_text(text))
        refuse_endless(body.texts, file)
        cleaned = _plain_body(body.texts)
    _refuse_quotation(cleaned, file)
    lines = with_frame_of_mail(mail, body)
    before = shown_headers(mail)
    return SourceReading(
        ReadAs(*MAIL, used), lines, _with_frame(_moved_on(cleaned, len(before)), mail, lines)
    )


def _refuse_quotation(cleaned: Cleaned, file: str) -> None:
    if cleaned.paragraphs or all(drop.reason != QUOTED for drop in cleaned.dropped):
        return
    message = "this mail quotes or forwards another one, and has no text of its own"
    hint = "save that other mail itself as a file, and import it"
    raise refusal(codes.NO_PARAGRAPH, message, Span.at(file), hint=hint)


def _decoded_part(mail: MailText, file: str, encoding: str | None) -> tuple[str, str]:
    declared = mail.charset or (declared_encoding(mail.data) if mail.is_html else None)
    decoded = decode_source(mail.data, file, named=encoding, declared=declared)
    return decoded.text, decoded.encoding


# --- what is body -----------------------------------------------------------------------


def _plain_body(lines: Sequence[str]) -> Cleaned:
    """The body of a plain mail, without what it quotes and its signature."""
    reasons = _reasons_of_lines(lines)
    left = ["" if reason else line for line, reason in zip(lines, reasons, strict=True)]
    cleaned = clean(left)
    dropped = [
        DroppedLine(number, line.strip(), reason)
        for number, (line, reason) in enumerate(zip(lines, reasons, strict=True), 1)
        if reason and line.strip()
    ]
    both = sorted((*cleaned.dropped, *dropped), key=lambda drop: drop.line)
    return replace(cleaned, dropped=tuple(both))


_QUOTED = re.compile(r"\s?>")
_WROTE = re.compile(rf"(?:on|am|le|el|il|em|op)\b.{{5,150}}{WROTE}.{{0,60}}:\s*", re.IGNORECASE)
_ORIGINAL = re.compile(
    r"-{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht|message d'origine"
    r"|mensaje original|messaggio originale)\s*-{2,}|_{20,}",
    re.IGNORECASE,
)


def _reasons_of_lines(lines: Sequence[str]) -> list[str]:
    """For each line of a plain mail why it is not what its sender wrote; else empty."""
    reasons: list[str] = []
    below = ""
    for line in lines:
        if line.rstrip("\r\n") in {"-- ", "--"}:
            below = below or "signature"  # RFC 3676, 4.3
        elif _ORIGINAL.fullmatch(line.strip()):
            below = QUOTED
        quoted = _QUOTED.match(line) or _WROTE.fullmatch(line.strip())
        reasons.append(below or (QUOTED if quoted else ""))
    return reasons


def _moved_on(cleaned: Cleaned, by: int) -> Cleaned:
    """What was recognised, with lines counted from the head of the mail."""
    return replace(
        cleaned,
        paragraphs=tuple(
            SourcePassage(p.text, p.first_line + by, p.last_line + by, p.kind)
            for p in cleaned.paragraphs
        ),
        dropped=tuple(replace(drop, line=drop.line + by) for drop in cleaned.dropped),
    )


_REPLY = re.compile(r"(?:\s*(?:re|aw|fwd?|wg|tr|sv|rv)\s*:\s*)+", re.IGNORECASE)


def _with_frame(cleaned: Cleaned, mail: MailText, lines: OriginalLines) -> Cleaned:
    """With the headers and attachments among what is dropped, and what the headers say."""
    headers, behind = len(shown_headers(mail)), len(lines.texts) - len(mail.others)
    frame = (
        DroppedLine(number, text, "mail header" if number <= headers else "attachment")
        for number, text in enumerate(lines.texts, 1)
        if number <= headers or number > behind
    )
    return replace(
        cleaned,
        title=_REPLY.sub("", mail.header("Subject"), count=1) or cleaned.title,
        author=_sender(mail.header("From")),
        published=_day_sent(mail.header("Date")),
        publisher="",
        guesses=(*cleaned.guesses, *_texts_left_out(mail)),
        dropped=tuple(sorted((*cleaned.dropped, *frame), key=lambda drop: drop.line)),
    )


def _sender(header: str) -> str:
    """The name of the sender, or the address; empty if neither can be told."""
    try:
        name, address = parseaddr(header)
    except RecursionError:  # a comment in a comment in a comment (RFC 5322, 3.2.2)
        return ""
    return name or address


def _texts_left_out(mail: MailText) -> tuple[str, ...]:
    """That a mail has further texts, as some programs write around pictures."""
    return (
        (f"further texts of the mail were not read: {mail.other_texts}",)
        if mail.other_texts
        else ()
    )


def _day_sent(date: str) -> str:
    """The day in the sender's time zone; empty if the header is not as RFC 5322 has it."""
    try:
        return parsedate_to_datetime(date).date().isoformat()
    except (TypeError, ValueError, OverflowError):
        return ""
