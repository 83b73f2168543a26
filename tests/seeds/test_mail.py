"""Mails, and pages saved as one file: what of them is body, and what their headers say."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import BriefError, Diagnostic
from generator.seeds.originals import READERS
from generator.seeds.readers.kinds import kind_of
from generator.seeds.readers.mail import read_mail
from generator.seeds.reading import SourceReading
from tests.seeds.pages import PARAGRAPHS, article, dropped, kept, paragraphs
from tests.seeds.wholeness import is_without_remainder

TEXT = "\n\n".join(PARAGRAPHS)


def mail(text: str = TEXT, subject: str = "The lock that was shut") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Inge Roos <roos@lock.example>"
    message["To"] = "desk@lock.example"
    message["Date"] = "Fri, 28 Mar 2025 23:30:00 +0100"
    message["Subject"] = subject
    message.set_content(text)
    return message


def read(data: bytes) -> SourceReading:
    found = kind_of(data).read(data, "lock.eml", None)
    reader = READERS[found.read_as.kind, found.read_as.version]
    assert reader.lines(data, found.read_as.encoding, "lock.eml") == found.lines
    assert is_without_remainder(found)
    return found


def fault(data: bytes) -> Diagnostic:
    with pytest.raises(BriefError) as caught:
        read_mail(data, "lock.eml", None)
    return caught.value.diagnostics[0]


# --- mails ------------------------------------------------------------------------------


def test_a_sender_in_brackets_without_end_is_nobody():
    data = mail().as_bytes().replace(b"Inge Roos <roos@lock.example>", b"(" * 20_000)

    assert read(data).cleaned.author == ""


def test_the_headers_of_a_mail_say_who_wrote_it_and_when():
    found = read(mail(subject="Re: AW: The lock that was shut").as_bytes()).cleaned

    assert (found.title, found.author, found.published) == (
        "The lock that was shut",
        "Inge Roos",
        "2025-03-28",
    )


def test_the_text_of_a_mail_is_body_and_its_headers_are_not():
    found = read(mail().as_bytes())

    assert kept(found) == PARAGRAPHS
    assert dropped(found) == {
        "From: Inge Roos <roos@lock.example>": "mail header",
        "To: desk@lock.example": "mail header",
        "Date: Fri, 28 Mar 2025 23:30:00 +0100": "mail header",
        "Subject: The lock that was shut": "mail header",
    }


@pytest.mark.parametrize("transfer", ["7bit", "quoted-printable", "base64", "8bit"])
def test_however_a_mail_is_sent_its_text_is_the_same(transfer):
    message = mail()
    plain = TEXT.replace("“", '"').replace("”", '"') if transfer == "7bit" else TEXT
    message.set_content(plain, cte=transfer)

    assert "\n\n".join(kept(read(message.as_bytes()))) == plain


def test_headers_in_other_letters_are_read_in_words():
    found = read(mail(subject="Schütze auf, Schütze zu").as_bytes())

    assert found.cleaned.title == "Schütze auf, Schütze zu"


@pytest.mark.parametrize(
    ("tail", "reason"),
    [
        ("-- \nInge Roos\nLock News\n", "signature"),
        ("On Thu, 27 Mar 2025, Tjark Haan wrote:\n> Is it open?\n> I wait.\n", "quoted reply"),
        ("Am 27.03.2025 um 08:00 schrieb Tjark Haan:\n> Ist es auf?\n", "quoted reply"),
        ("-----Original Message-----\nFrom: Tjark Haan\nIs the lock open?\n", "quoted reply"),
    ],
)
def test_signatures_and_quoted_replies_are_dropped(tail, reason):
    found = read(mail(f"{TEXT}\n\n{tail}").as_bytes())

    assert kept(found) == PARAGRAPHS
    assert {dropped(found)[line.strip()] for line in tail.splitlines()} == {reason}


def test_a_mail_that_only_forwards_another_one_is_refused_with_what_to_do():
    head = "---------- Forwarded message ---------\nFrom: Inge Roos <roos@lock.example>\n\n"

    found = fault(mail(f"FYI\n\n{head}{TEXT}").as_bytes())

    assert (found.code, found.message.partition(",")[0]) == (
        "S010",
        "this mail quotes or forwards another one",
    )


def test_of_two_versions_of_a_text_the_page_is_read():
    message = mail("Open this mail in a browser.")
    message.add_alternative(article(paragraphs()).decode(), subtype="html")

    found = read(message.as_bytes())

    assert kept(found) == PARAGRAPHS
    assert "Open this mail in a browser." not in dropped(found)


def test_the_reply_that_a_page_quotes_is_dropped():
    message = mail()
    quoted = "<div class=gmail_quote><p>Is the lock open? I have been waiting for a week.</p></div>"
    message.set_content(f"<html>{paragraphs()}{quoted}", subtype="html")

    found = read(message.as_bytes())

    assert kept(found) == PARAGRAPHS
    assert "quoted reply" in dropped(found).values()


def test_what_is_attached_is_named_and_not_read():
    message = mail()
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="dues.pdf")
    message.add_attachment(mail("Another mail, which is not read."))

    found = read(message.as_bytes())

    assert kept(found) == PARAGRAPHS
    attached = [drop.text for drop in found.cleaned.dropped if drop.reason == "attachment"]
    assert attached == ["dues.pdf", "message/rfc822"]


def test_a_second_text_of_a_mail_is_said_not_to_be_read():
    message = mail()
    message.make_mixed()
    second = EmailMessage()
    second.set_content("Sent to all who ask.")
    message.attach(second)

    assert read(message.as_bytes()).cleaned.guesses == (
        "further texts of the mail were not read: 1",
    )


_RUSSIAN = "Шлюз был закрыт одиннадцать дней, и никто об этом не сказал. Баржи ждали."


@pytest.mark.parametrize(
    ("charset", "text", "name"),
    [
        ("iso-8859-1", "Les écluses étaient fermées depuis onze jours.", "Windows-1252"),
        ("koi8-r", _RUSSIAN, "KOI8-R"),
        ("utf-8", _RUSSIAN, "UTF-8"),
    ],
)
def test_the_encoding_is_that_of_the_part(charset, text, name):
    message = mail()
    message.set_content(text, charset=charset)

    found = read(message.as_bytes())

    assert found.read_as.encoding == name
    assert kept(found) == (text,)


# --- saved pages ------------------------------------------------------------------------


def saved(*headers: str, part: str = "Content-Type: text/html") -> bytes:
    lines = [
        "From: <Saved by Blink>",
        *headers,
        "MIME-Version: 1.0",
        'Content-Type: multipart/related; type="text/html"; boundary="b"',
        "",
        "--b",
        part,
        "Content-Transfer-Encoding: 8bit",
        "",
        article(paragraphs(), head="<title>The lock</title>").decode(),
        "--b",
        "Content-Type: image/png",
        "Content-Location: https://lock.example/a.png",
        "Content-Transfer-Encoding: base64",
        "",
        "QUJD",
        "--b--",
        "",
    ]
    return "\r\n".join(lines).encode()


def test_a_page_saved_as_one_file_is_read_as_the_page():
    data = saved("Snapshot-Content-Location: https://lock.example/shut")

    found = read(data)

    assert kind_of(data).called == "a saved web page"
    assert kept(found) == PARAGRAPHS
    assert (found.cleaned.title, found.cleaned.url) == ("The lock", "https://lock.example/shut")
    assert found.lines.texts[0] == "Home News"


def test_the_encoding_of_a_saved_page_may_be_named_by_the_page_alone():
    assert read(saved()).read_as.encoding == "UTF-8"
    assert read(saved(part='Content-Type: text/html; charset="utf-8"')).read_as.encoding == "UTF-8"


# --- what is none -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"From: the lock\nTo: the quay\n\nIt is a way of nine miles.\n",
        b"Note: the lock was shut.\nCause: a hinge.\n\nNobody had told us.\n",
    ],
)
def test_a_text_that_begins_as_a_letter_is_no_mail(data):
    assert kind_of(data).called == "a plain text"


def test_several_mails_in_one_file_are_refused():
    one = b"From roos@lock.example Fri Mar 28 2025\n" + mail().as_bytes()

    found = fault(one + b"\n" + one)

    assert (found.code, found.message) == ("S009", "it holds several mails")
    assert kept(read(one)) == PARAGRAPHS


def test_a_mail_of_attachments_alone_is_refused():
    message = mail()
    message.set_content(b"%PDF-1.7", maintype="application", subtype="pdf")

    assert fault(message.as_bytes()).message == "the mail has no text of its own"


@pytest.mark.slow
def test_parts_in_parts_without_end_are_refused():
    head = b"MIME-Version: 1.0\nSubject: x\n"
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3_000)
    )

    assert fault(head + nested).message == "it has parts in parts without end"


_HEADERS = st.lists(
    st.sampled_from(
        [
            "Content-Type: text/html", "Content-Type: multipart/mixed; boundary=b",
            "Subject: =?x?q?", "Subject: =?utf-8?b?w7w?=", "From: <", "Date: 99 Mar", "To: a",
            "Content-Type: ;",
            "Content-Transfer-Encoding: base64", "Content-Type: text/plain; charset=none",
        ]
    ),
    max_size=6,
)  # fmt: skip


@given(_HEADERS, st.text("-b\n= ä<p>.", max_size=60))
def test_any_mail_is_read_or_refused(headers, body):
    data = "\n".join(("MIME-Version: 1.0", *headers, "", body, "--b\n\nText.\n--b--")).encode()

    try:
        found = read_mail(data, "lock.eml", None)
    except BriefError as error:
        assert all(diagnostic.hint for diagnostic in error.diagnostics)
    else:
        assert is_without_remainder(found)
