"""What a web page says of itself as linked data (JSON-LD, in the terms of schema.org)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from generator.config.text import json_value

_MOST_ITEMS = 5_000
_OTHER_ARTICLES = frozenset(
    ("BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting", "Legislation", "Thesis")
)


def article_data(scripts: Sequence[str], address: str) -> Mapping[str, Any]:
    """The item that describes the article of a page; empty if there is none, or several.

    `address` is where the page says that it stands: of several articles, the one there counts.
    """
    found = [item for script in scripts for item in _data_items(script) if _is_article(item)]
    if len(found) > 1 and address:
        here = [item for item in found if address in set(_addresses(item))]
        found = here or found
    headlines = {text_in_data(item.get("headline") or item.get("name")) for item in found}
    return max(found, key=len) if len(headlines) == 1 else {}


def _data_items(script: str) -> Iterator[Mapping[str, Any]]:
    """Every object in a script, the outer ones first."""
    try:
        waiting = deque([json_value(script.strip().rstrip(";"), strict=False)])
    except ValueError:
        return
    for _ in range(_MOST_ITEMS):
        if not waiting:
            return
        item = waiting.popleft()
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            yield item
            waiting += [value for value in item.values() if isinstance(value, (dict, list))]


def _is_article(item: Mapping[str, Any]) -> bool:
    named = item.get("@type")
    types = [str(one).rpartition("/")[2] for one in (named if isinstance(named, list) else [named])]
    return any(one.endswith("Article") or one in _OTHER_ARTICLES for one in types)


def _addresses(item: Mapping[str, Any]) -> Iterator[str]:
    for key in ("url", "@id", "mainEntityOfPage"):
        value = item.get(key)
        if isinstance(value, Mapping):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            yield value.partition("#")[0]


def text_in_data(value: object) -> str:
    """A value of linked data as text with single spaces; empty if it is no text."""
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def names_in_data(value: object) -> tuple[str, ...]:
    """The names of persons or bodies, each once."""
    values = value if isinstance(value, list) else [value]
    names = (
        text_in_data(one.get("name")) if isinstance(one, Mapping) else text_in_data(one)
        for one in values
    )
    return tuple(dict.fromkeys(filter(None, names)))
