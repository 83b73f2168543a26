"""The page: its policy, its properties, what it carries, its body."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from generator.document import Attachment, Block, Document, Enclosing, Inline, Link, Paragraph
from generator.document.walking import inner_blocks, plain_text
from generator.theme.theme import Theme
from generator.writers.html.assets import reader_script
from generator.writers.html.attachments import carried
from generator.writers.html.blocks import SOURCE_ROLE
from generator.writers.html.body import body_html
from generator.writers.html.heads import marking_css
from generator.writers.html.markup import attribute, element, escaped_text
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
    style = theme_css(theme, document.meta, _worn_classes(body)) + marking_css(document)
    policy = attribute("content", _policy(style, script))
    head = (
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy"{policy}>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        element("title", escaped_text(document.title)),
        *_meta_elements(document),
        '<link rel="icon" href="data:,">',  # or the browser asks for one
        element("style", style),
        element("script", _json_data(_report(document)), ' type="application/ld+json"'),
        *map(carried, attachments),
    )
    language = attribute("lang", document.language)
    page = ("<!DOCTYPE html>", f"<html{language}>", "<head>", *head, "</head>", body, "</html>\n")
    return "\n".join(page).encode("utf-8")


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
        "citation": [*_sources(document), *_records(document.blocks)],
    }
    return {name: value for name, value in said.items() if value}


def _sources(document: Document) -> Iterator[dict[str, Any]]:
    for source in document.sources:
        yield {"@type": "CreativeWork", "name": source.title, "identifier": source.key}


def _records(blocks: Iterable[Block]) -> Iterator[dict[str, Any]]:
    """What the annex lists with an address of its own."""
    for block in blocks:
        if isinstance(block, Paragraph) and block.role == SOURCE_ROLE:
            for address in _addresses(block.children):
                words = " ".join(plain_text(block.children).split())
                yield {"@type": "CreativeWork", "name": words, "url": address}
        yield from _records(inner_blocks(block))


def _addresses(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Link(target=target) if not target.startswith("#"):
                yield target
            case Enclosing(children):
                yield from _addresses(children)
            case _:
                continue
