"""The lines of mails and saved pages, whichever of them are body."""

from __future__ import annotations

from generator.seeds.lines import lines_of_text
from generator.seeds.readers.charsets import decode_again
from generator.seeds.readers.html_lines import (
    WebPage,
    lines_of_page,
    printed_lines_of_page,
    web_page,
)
from generator.seeds.readers.mail_parts import MailText, mail_text
from generator.seeds.reading import OriginalLines


def lines_of_saved_page(data: bytes, encoding: str, file: str) -> OriginalLines:
    """The lines of a saved page, read again as version 2 did. Raises BriefError."""
    return lines_of_page(_web_page_of(mail_text(data, file), encoding, file))


def printed_lines_of_saved_page(data: bytes, encoding: str, file: str) -> OriginalLines:
    """The lines of a saved page, read again as version 1 did. Raises BriefError."""
    return printed_lines_of_page(_web_page_of(mail_text(data, file), encoding, file))


def lines_of_mail(data: bytes, encoding: str, file: str) -> OriginalLines:
    """The lines of a mail, read again as version 2 did. Raises BriefError."""
    mail = mail_text(data, file)
    if mail.is_html:
        return with_frame_of_mail(mail, lines_of_page(_web_page_of(mail, encoding, file)))
    return with_frame_of_mail(mail, _plain_lines(mail, encoding, file))


def printed_lines_of_mail(data: bytes, encoding: str, file: str) -> OriginalLines:
    """The lines of a mail, read again as version 1 did. Raises BriefError."""
    mail = mail_text(data, file)
    if mail.is_html:
        lines = printed_lines_of_page(_web_page_of(mail, encoding, file))
        return with_frame_of_mail(mail, OriginalLines(lines.texts))
    return with_frame_of_mail(mail, _plain_lines(mail, encoding, file))


def _web_page_of(mail: MailText, encoding: str, file: str) -> WebPage:
    return web_page(decode_again(mail.data, encoding, file), file)


def _plain_lines(mail: MailText, encoding: str, file: str) -> OriginalLines:
    return OriginalLines(lines_of_text(decode_again(mail.data, encoding, file)))


def with_frame_of_mail(mail: MailText, body: OriginalLines) -> OriginalLines:
    """The lines of a mail: its headers, its text, and the names of what is attached."""
    before = shown_headers(mail)
    tied = frozenset(number + len(before) for number in body.tied)
    return OriginalLines((*before, *body.texts, *mail.others), tied=tied)


def shown_headers(mail: MailText) -> tuple[str, ...]:
    """The headers of a mail as lines: "Subject: Harbour levy"."""
    return tuple(f"{name}: {value}" for name, value in mail.headers if value)
