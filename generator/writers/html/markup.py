"""HTML as text: words, attributes and names made safe.

Whatever comes from a document passes through one of these functions.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from importlib.resources import files
from urllib.parse import quote

from generator.config.addresses import uri
from generator.language.visible import legible

_MARKUP = re.compile("[&<>]")


def escaped_text(words: str) -> str:
    """Words as the text of an element."""
    words = legible(words)
    return escape(words, quote=False) if _MARKUP.search(words) else words


def attribute(name: str, value: str | int | None) -> str:
    """An attribute with the blank before it; nothing where there is no value."""
    if value is None or value == "":
        return ""
    return f' {name}="{escaped_text(str(value)).replace(chr(34), "&quot;")}"'


_NOT_OF_A_NAME = re.compile(r"[^\w.@-]")


def identifier(anchor: str | None) -> str:
    """An anchor as an `id`, which holds no white space (3.2.6); different for each anchor."""
    return _NOT_OF_A_NAME.sub(lambda found: f"~{ord(found[0]):x}", anchor or "")


def class_name(role: str) -> str:
    """The name of a style or box as a part of a class."""
    return _NOT_OF_A_NAME.sub("-", role)


def inner_target(anchor: str) -> str:
    """What a link to an anchor of the same page leads to."""
    return "#" + quote(identifier(anchor), safe="@~")


def link_target(target: str) -> str:
    """What a link of a document leads to: a place in it, or an address as a URI."""
    return inner_target(target[1:]) if target.startswith("#") else uri(target)


def element(name: str, content: str, *attributes: str) -> str:
    """An element with its attributes, each as `attribute` writes it."""
    return f"<{name}{''.join(attributes)}>{content}</{name}>"


def number_text(value: float) -> str:
    """A number as CSS and SVG write it, with three decimals at most."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


@cache
def reader_css() -> str:
    """The style that every theme shares, without what is there for those who write it."""
    return re.sub(r"/\*.*?\*/|\n\s*", "", _asset("reader.css"), flags=re.DOTALL)


@cache
def reader_script() -> str:
    """What shows the source beside a claim."""
    return _asset("reader.js")


def _asset(name: str) -> str:
    return files("generator.writers.html").joinpath(name).read_text(encoding="utf-8")
