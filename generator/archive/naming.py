"""Names that last: URNs for what has no address of its own (RFC 8141)."""

from __future__ import annotations

import re

from generator.archive.inventory import User


def urn(*names: str) -> str:
    """A URN of our own for names in plain words: publisher, or publisher and number."""
    slugs = [re.sub(r"\W+", "-", name.casefold()).strip("-") for name in names]
    return ":".join(["urn:policy-brief", *slugs])


def house(publisher: str) -> User:
    """The publisher as the one who did something, where nobody is named."""
    return User(publisher, urn(publisher))
