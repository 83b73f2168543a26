"""The lines of mails and saved pages, whichever of them are body."""

from __future__ import annotations

from generator.seeds.lines import lines_of_text
from generator.seeds.readers.charsets import decode_again
from generator.seeds.readers.html_lines import lines_of_page, web_page
from generator.seeds.readers.mail_parts import MailText, mail_text
from generator.seeds.reading import OriginalLines


def lines_of_saved_page(data: bytes, encoding: str, file: str) -> OriginalLines:
    """The lines of a saved page, read again as version 1 did. Raises BriefError."""
    mail = mail_text(data, file)
    return lines_of_page(web_page(decode_again(mail.data, encoding, file), file))


def lines_of_mail(data: bytes, encoding: str, file: str) -> OriginalLines:
    """The lines of a mail, read again as version 1 did. Raises BriefError."""
    mail = mail_text(data, file)
    text = decode_again(mail.data, encoding, file)
    body = lines_of_page(web_page(text, file)).texts if mail.is_html else lines_of_text(text)
    return OriginalLines((*shown_headers(mail), *body, *mail.others))


def shown_headers(mail: MailText) -> tuple[str, ...]:
    """The headers of a mail as lines: "Subject: Harbour levy"."""
    return tuple(f"{name}: {value}" for name, value in mail.headers if value)
