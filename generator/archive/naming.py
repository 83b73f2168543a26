"""Permanent names: URNs for things without an address of their own (RFC 8141)."""

from __future__ import annotations

import re
from urllib.parse import quote

from generator.archive.inventory import User
from generator.language.normal_forms import normal


def urn(*names: str) -> str:
    """A URN of our own for names in plain words: publisher, or publisher and number.

    Letters beyond ASCII are percent-encoded (RFC 8141, 2.2), with the same result for each way to
    type them. So is a name without letters and digits, which would otherwise be empty.
    """
    plain = [normal("NFC", name) for name in names]
    return ":".join(["urn:policy-brief", *(quote(_slug(name) or name, safe="") for name in plain)])


def former_urn(*names: str) -> str:
    """The id that an object of these names has from before letters were percent-encoded."""
    return ":".join(["urn:policy-brief", *map(_slug, names)])


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.casefold()).strip("-")


def house(publisher: str) -> User:
    """The publisher, as the person who did something, if nobody is named."""
    return User(publisher, urn(publisher))
