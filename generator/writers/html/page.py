"""The page: its policy, its properties, what it carries, its body."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

import deflate
from msgspec.structs import replace

from generator.document import Attachment, Document, Link, Paragraph
from generator.document.file_data import FileData
from generator.document.walking import every_block, every_inline, plain_text
from generator.manifest.shown import shown_by_page, with_shown
from generator.theme.theme import Theme
from generator.writers.html.blocks import SOURCE_ROLE
from generator.writers.html.body import body_html, marking_css
from generator.writers.html.images import figures_css
from generator.writers.html.markup import attribute, element, escaped_text, reader_script
from generator.writers.html.stylesheet import theme_css


def write_html(
    document: Document, theme: Theme, *, attachments: Iterable[Attachment] = ()
) -> bytes:
    """The document as an HTML page (HTML Living Standard), the same bytes on every run.

    It carries the attachments. Raises ValueError for a note that no mark leads to, KeyError for a
    mark without a note.
    """
    script = reader_script()
    body = body_html(document, theme, script)
    style = theme_css(theme, document.meta, _worn_classes(body))
    style += marking_css(document) + figures_css(document)
    head = (
        "<!DOCTYPE html>",
        f"<html{attribute('lang', document.language)}>",
        "<head>",
        *_head_elements(document, style, script),
    )
    rest = ("</head>", body, "</html>\n")
    files = tuple(attachments)
    empty = (carried(replace(one, data=FileData(b""))) for one in files)
    shown = shown_by_page("\n".join((*head, *empty, *rest)))
    blocks = map(carried, with_shown(files, shown))
    return "\n".join((*head, *blocks, *rest)).encode("utf-8")


def _head_elements(document: Document, style: str, script: str) -> Iterator[str]:
    policy = attribute("content", _policy(style, script))
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy"{policy}>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield element("title", escaped_text(document.title))
    yield from _meta_elements(document)
    yield '<link rel="icon" href="data:,">'  # or the browser asks for one
    yield element("style", style)
    yield element("script", _json_data(_report(document)), ' type="application/ld+json"')


_CLASSES = re.compile(r' class="([^"]+)"')


def _worn_classes(body: str) -> frozenset[str]:
    """The classes of the elements of a body."""
    return frozenset(name for every in set(_CLASSES.findall(body)) for name in every.split())


def _policy(style: str, script: str) -> str:
    """Nothing is loaded, and nothing runs but this style and this script (CSP Level 3)."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)};"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode('ascii')}'"


def _json_data(value: object) -> str:
    """JSON that never ends its element (HTML, 4.12.1.3)."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


# --- what it says about itself ----------------------------------------------------------


def _meta_elements(document: Document) -> Iterator[str]:
    meta = document.meta
    said = {
        "author": "; ".join(filter(None, meta.authors)),
        "description": meta.subject,
        "keywords": ", ".join(filter(None, meta.keywords)),
        "generator": "policy-brief-generator",
    }
    for name, words in said.items():
        if words:
            yield f"<meta{attribute('name', name)}{attribute('content', words)}>"


def _report(document: Document) -> dict[str, Any]:
    """The document as a `Report` (schema.org)."""
    meta = document.meta
    said = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": document.title,
        "inLanguage": document.language,
        "datePublished": meta.issued.isoformat(),
        "reportNumber": meta.identifier,
        "identifier": meta.formal_identifier,
        "version": meta.version,
        "abstract": meta.subject,
        "keywords": list(meta.keywords),
        "license": meta.licence_address or meta.licence,
        "author": [{"@type": "Organization", "name": name} for name in meta.authors],
        "publisher": {"@type": "Organization", "name": meta.publisher} if meta.publisher else None,
        "citation": [*_sources(document), *_records(document)],
    }
    return {name: value for name, value in said.items() if value}


def _sources(document: Document) -> Iterator[dict[str, Any]]:
    for source in document.sources:
        yield {"@type": "CreativeWork", "name": source.title, "identifier": source.key}


def _records(document: Document) -> Iterator[dict[str, Any]]:
    """What the annex lists with an address of its own."""
    for block in every_block(document.blocks):
        if isinstance(block, Paragraph) and block.role == SOURCE_ROLE:
            words = " ".join(plain_text(block.children).split())
            for inline in every_inline(block.children):
                if isinstance(inline, Link) and not inline.target.startswith("#"):
                    yield {"@type": "CreativeWork", "name": words, "url": inline.target}


_LEVEL = 5  # of libdeflate, whose bytes are the same on every machine


def carried(attachment: Attachment) -> str:
    """A file as a data block (HTML, 4.12.1): a zlib stream (RFC 1950) in Base64."""
    packed = bytes(deflate.zlib_compress(attachment.data, _LEVEL))
    return element(
        "script",
        b64encode(packed).decode("ascii"),
        ' type="application/zlib"',
        attribute("data-name", attachment.name),
        attribute("data-type", attachment.media_type),
        attribute("title", attachment.description),
    )
