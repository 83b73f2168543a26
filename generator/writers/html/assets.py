"""The style and the script that are the same for every page; they come with the program."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


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
