"""What comes in as a source, and the first `seed.toml` of what becomes of it."""

from __future__ import annotations

import json
from datetime import date

from msgspec import Struct

from generator.config.addresses import is_same_host, is_web_address
from generator.seeds.reading import Cleaned

CAPTURE = "capture.warc.gz"
"""The file of a seed that says how its page came over the net."""


class IncomingSource(Struct, frozen=True):
    """A source that is to become a seed, and what is known of it before it is read.

    `file` is its name in findings. What only a page has that was fetched is empty for a file.
    """

    data: bytes
    file: str
    suffix: str = ""  # of the stored copy; empty for that of its kind
    charset: str = ""  # the encoding that its server names
    url: str = ""
    accessed: date | None = None
    captured: date | None = None
    capture: bytes = b""  # how it came (see `fetching.warc`)


def seed_settings(cleaned: Cleaned, incoming: IncomingSource, key: str) -> bytes:
    """A `seed.toml` in UTF-8, for a person to correct and fill in."""
    dates = [drop.text for drop in cleaned.dropped if drop.reason == "date"]
    hint = f"the page says {dates[0]}" if dates and not cleaned.published else 'or as "2024-06-19"'
    day = f"date = {_toml_string(cleaned.published or 'undated')}"
    days = {"accessed": incoming.accessed, "captured": incoming.captured}
    lines = [
        "# What is known of this source. Title, author and language were recognised on import:",
        "# put right what is wrong, and fill in the rest.",
        "",
        f"title = {_toml_string(cleaned.title or key)}",
        f"author = {_toml_string(cleaned.author)}",
        f"publisher = {_toml_string(cleaned.publisher)}",
        f"{day:<26} # {hint}",
        f"url = {_toml_string(_url(cleaned, incoming))}",
        *(f'{name} = "{day}"' for name, day in days.items() if day),
        f"language = {_toml_string(cleaned.language)}",
        'kind = ""                  # opinion, speech, report, law, letter …',
        'description = ""           # what bears on its weight: access, age, bias, completeness',
        "",
        'licence = ""',
        'reproduce = "excerpt"      # how much an output may print: full, excerpt or none',
        "",
        "# Admiralty code: A completely reliable … E unreliable, F cannot be judged.",
        'reliability = "F"',
        'reliability_reason = ""',
        "",
    ]
    return "\n".join(lines).encode()


def _url(cleaned: Cleaned, incoming: IncomingSource) -> str:
    """Where it is read: as the page itself says, unless it names a page of somebody else."""
    said = cleaned.url if is_web_address(cleaned.url) else ""
    if said and incoming.url and not is_same_host(said, incoming.url):
        return incoming.url
    return said or incoming.url


def _toml_string(text: str) -> str:
    # A JSON string is a basic string of TOML: both escape what they must in the same way.
    return json.dumps(text, ensure_ascii=False)
