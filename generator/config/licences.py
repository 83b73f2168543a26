"""Licences that are known by an identifier, and whether words may name one.

Closed by default: what looks like an identifier and is none would promise readers what nobody has
granted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.diagnostics.nearest import nearest_name


class KnownLicence(Struct, frozen=True):
    """A licence by its short name, and the page where its words stand."""

    name: str
    address: str


_COMMONS = "https://creativecommons.org"
_CONDITIONS = ("BY", "BY-SA", "BY-NC", "BY-ND", "BY-NC-SA", "BY-NC-ND")


def _licences() -> Iterator[tuple[str, KnownLicence]]:
    """By their identifiers of the SPDX License List."""
    for conditions in _CONDITIONS:
        for version in ("2.0", "2.5", "3.0", "4.0"):
            address = f"{_COMMONS}/licenses/{conditions.lower()}/{version}/"
            yield f"CC-{conditions}-{version}", KnownLicence(f"CC {conditions} {version}", address)
    zero = f"{_COMMONS}/publicdomain/zero/1.0/"
    yield "CC0-1.0", KnownLicence("CC0 1.0", zero)
    for version in ("1", "2", "3"):
        address = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/"
        name = f"Open Government Licence v{version}.0"
        yield f"OGL-UK-{version}.0", KnownLicence(name, f"{address}{version}/")
    canada = "https://open.canada.ca/en/open-government-licence-canada"
    yield "OGL-Canada-2.0", KnownLicence("Open Government Licence – Canada 2.0", canada)
    germany = "https://www.govdata.de/dl-de/by-2-0"
    yield "DL-DE-BY-2.0", KnownLicence("Datenlizenz Deutschland – Namensnennung 2.0", germany)
    norway = "https://data.norge.no/nlod/en/2.0"
    yield "NLOD-2.0", KnownLicence("Norwegian Licence for Open Government Data 2.0", norway)
    apache = "https://www.apache.org/licenses/LICENSE-2.0"
    yield "Apache-2.0", KnownLicence("Apache License 2.0", apache)


LICENCES: Mapping[str, KnownLicence] = dict(_licences())
"""The licences that a brief may name by their identifiers."""

_WRITTEN = {
    spelt.casefold(): licence
    for identifier, licence in LICENCES.items()
    for spelt in (identifier, licence.name)
}
# One word with a hyphen and a digit, or what begins as those of Creative Commons do.
_LIKE_AN_IDENTIFIER = re.compile(r"(?=\S*-)(?=\S*\d)\S+|CC[ -]?(?:BY|0)(?:[ -].*)?", re.IGNORECASE)


def known_licence(written: str) -> KnownLicence | None:
    """The licence that is named by its identifier or its short name; None for other words."""
    return _WRITTEN.get(written.strip().casefold())


def fault_of_licence(written: str) -> tuple[str, str] | None:
    """The message and the hint where words look like the identifier of a licence that is none."""
    if known_licence(written) or not _LIKE_AN_IDENTIFIER.fullmatch(written.strip()):
        return None
    near = nearest_name(written.strip().replace(" ", "-").upper(), LICENCES, 0.5)
    hint = f"write {near}" if near else "write one such as CC-BY-4.0"
    return f"`licence` is none that is known: “{written}”", f"{hint}, or say it in a line of words"
