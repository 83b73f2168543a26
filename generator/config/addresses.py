"""The rule for all addresses: in briefs, records, sources, caveats and layouts.

Closed by default: a finished file links only to web pages and mail boxes. Anything else (a file, a
script, a program to call) is refused, and never becomes a link.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

PAGE_HINT = "write all of it, beginning with https:// or http://; for a blank write %20"
HINT = "a printed brief can lead to https://…, http://… and mailto:name@… only"

# A name, an IPv4 or an IPv6 address (RFC 3986, 3.2.2), with letters of any script (RFC 3987). No
# user name may come before it: `https://bank.example@other.example` leads to the other host.
_HOST = r"(?:[\w.-]*\w\.?|\[[0-9A-Fa-f:.]+\])"
_WEB = re.compile(rf"https?://{_HOST}(?::[0-9]{{1,5}})?(?:[/?#].*)?", re.IGNORECASE)
# Only fields that are words of the message (RFC 6068, 5): some programs know one that sends files.
_FIELDS = r"(?:\?(?:subject|body)=[^&]*(?:&(?:subject|body)=[^&]*)*)?"
_MAIL = re.compile(rf"mailto:[^@/?#:]+@{_HOST}{_FIELDS}", re.IGNORECASE)
_ADDRESS_OF_ANY_KIND = r"(?i)(?:https?|ftp|file|data):|[a-z][a-z0-9+.-]+://"
_NEVER = re.compile(r"""[\s\\<>"]""")


def is_meant_as_address(named: str) -> bool:
    """Whether somebody who names a source means an address, of whatever kind, and no file."""
    return re.match(_ADDRESS_OF_ANY_KIND, named) is not None


def is_web_address(written: str) -> bool:
    """Whether this is the address of a page: http or https, a host, all characters visible."""
    return _is_plain(written) and _WEB.fullmatch(written) is not None


def is_address(written: str) -> bool:
    """Whether a link may have this address: a page or, with mailto, a mail box."""
    plain_mail = _is_plain(written) and _MAIL.fullmatch(written) is not None
    return plain_mail or is_web_address(written)


def doi_address(doi: str) -> str:
    """Where a DOI leads, as it is to be shown (DOI Handbook, 3.8)."""
    return f"https://doi.org/{doi}"


def orcid_address(orcid: str) -> str:
    """Where an ORCID leads, as it is to be shown (ORCID trademark and iD display guidelines)."""
    return f"https://orcid.org/{orcid}"


def is_orcid(written: str) -> bool:
    """Whether the last sign of an ORCID fits the others (ISO/IEC 7064, MOD 11-2)."""
    signs = written.replace("-", "")
    total = 0
    for digit in signs[:-1]:
        total = (total + int(digit)) * 2
    return signs[-1:] == "0123456789X"[(12 - total % 11) % 11]


def address_of_words(words: str) -> str:
    """The address of the page or mail box that words are; empty if they say anything else."""
    mail = f"mailto:{words}"
    return words if is_web_address(words) else mail if is_address(mail) else ""


_SHOWN = rf"(?i)(?:https?://|\bwww\.)(?P<host>{_HOST})\S*|(?P<mail>[\w.+-]+@[\w-]+\.[\w.-]*\w)"


def shown_instead(words: str, address: str) -> str:
    """The page or mail box that the words of a link show, where it leads to another; else empty.

    A page is another where its host is; `www.` makes none.
    """
    leads_to = _shown_place(re.search(_SHOWN, address))
    for shown in re.finditer(_SHOWN, words):
        if _shown_place(shown) != leads_to:
            return shown[0]
    return ""


def _shown_place(found: re.Match[str] | None) -> str:
    if found is None:
        return ""
    place = (found["host"] or found["mail"]).casefold().removeprefix("www.").rstrip(".")
    try:
        return place.encode("idna").decode("ascii")
    except UnicodeError:  # no name of the net; compared as it is
        return place


def is_same_host(one: str, other: str) -> bool:
    """Whether two addresses of pages lead to the same host; `www.` makes no other one."""
    return _shown_place(re.search(_SHOWN, one)) == _shown_place(re.search(_SHOWN, other))


_LOOKS_LIKE_ADDRESS = r"""(?x)
        \w://\S | \bwww\.\w | \bmailto:\S | [\w.+-]+@[\w-]+\.\w  # said to be one
      | \b10\.[0-9]{4,9}/\S                                       # a DOI
      | \b(?:[\w-]+\.)+[^\W\d_]{2,}(?:[/?\#]|:[0-9])              # a host, and what it holds
      | ^(?:[\w-]+\.)+[a-z]{2,}$                                 # a host alone
    """
_IN_ADDRESSES_ALONE = r"[\w-][./@:][\w-]|/"
_AROUND = "()[]{}<>.,;:!?\"'“”‘’„«»…"


_IN_EVERY_ADDRESS = re.compile(r"/|[:.@]\S")


def may_show_address(words: str) -> bool:
    """Whether any of these words is worth asking `shows_address` about; most are not."""
    return _IN_EVERY_ADDRESS.search(words) is not None


@lru_cache(maxsize=8_000)
def shows_address(token: str, target: str = "") -> bool:
    """Whether words without a space show an address, or part of the one that they lead to.

    Such words are in no language: no line divides them with a hyphen.
    """
    bare = token.strip(_AROUND)
    if re.search(_LOOKS_LIKE_ADDRESS, bare):
        return True
    leads = bare and not target.startswith("#") and re.search(_IN_ADDRESSES_ALONE, bare)
    return bool(leads) and bare.casefold() in target.casefold()


_NOT_AN_ESCAPE = "%(?![0-9A-Fa-f]{2})"


def uri(address: str) -> str:
    """An address as a URI (RFC 3986): Word will not open a file that holds any other."""
    before, sign, fragment = address.strip().partition("#")
    return _quoted_part(before) + sign + _quoted_part(fragment)


def _quoted_part(part: str) -> str:
    quoted = quote(part, safe="%:/?@!$&'()*+,;=~", errors="replace")
    return re.sub(_NOT_AN_ESCAPE, "%25", quoted)


def _is_plain(written: str) -> bool:
    return written.isprintable() and _NEVER.search(written) is None
