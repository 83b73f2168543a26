"""Items → BibLaTeX, which programs for BibTeX read, too. `bibtexparser` writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.references.item import LibraryItem, PersonName
from generator.references.latex import as_latex

_ENTRY_TYPES = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "dataset": "dataset",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "paper-conference": "inproceedings",
    "patent": "patent",
    "post": "online",
    "post-weblog": "online",
    "report": "report",
    "software": "software",
    "thesis": "thesis",
    "webpage": "online",
}


def bibtex_of(items: Sequence[LibraryItem]) -> str:
    """The items as BibLaTeX, in UTF-8; with `year`, for programs that read only BibTeX."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.model import Entry, Field

    library = Library()
    for item in items:
        kind = _ENTRY_TYPES.get(item.type, "misc")
        fields = [Field(name, f"{{{value}}}") for name, value in _written_fields(item, kind)]
        library.add(Entry(kind, item.key, fields))
    return write_string(library, unparse_stack=[])


def _written_fields(item: LibraryItem, kind: str) -> Iterator[tuple[str, str]]:
    containers = {"article": "journaltitle", "incollection": "booktitle"}
    container = containers.get(kind, "booktitle" if kind == "inproceedings" else "howpublished")
    issue, number = ("number", "eid") if kind == "article" else ("issue", "number")
    words = {
        "title": item.title,
        container: item.container_title,
        "volume": item.volume,
        issue: item.issue,
        number: item.number,
        "pages": item.pages,
        "edition": item.edition,
        "publisher": item.publisher,
        "location": item.publisher_place,
        "authority": item.authority,
        "type": item.genre,
        "note": item.note,
        "language": item.language,
    }
    names = {"author": item.author, "editor": item.editor}
    yield from (
        (name, " and ".join(map(_written_person, who))) for name, who in names.items() if who
    )
    for name, value in words.items():
        if value:
            yield name, f"{{{as_latex(value)}}}" if name == "title" else as_latex(value)
    accessed = item.accessed.isoformat() if item.accessed else ""
    plain = {"date": item.issued, "year": item.issued[:4], "url": item.url, "doi": item.doi}
    yield from ((name, value) for name, value in (plain | {"urldate": accessed}).items() if value)


def _written_person(name: PersonName) -> str:
    if name.literal:
        return "others" if name.literal == "et al." else f"{{{as_latex(name.literal)}}}"
    parts = [" ".join(part for part in (name.particle, _undivided(name.family)) if part)]
    parts += [part for part in (_undivided(name.suffix), _undivided(name.given)) if part]
    return ", ".join(parts)


def _undivided(words: str) -> str:
    """A part of a name as LaTeX, in braces where it would be divided."""
    divided = re.search(r",|\band\b", words) or (words and not words[0].isupper())
    return f"{{{as_latex(words)}}}" if divided else as_latex(words)
