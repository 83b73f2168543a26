"""What the properties of a finished file say of the brief, compared with what they said."""

from __future__ import annotations

from collections.abc import Iterator

from generator.language.visible import words_of
from generator.manifest.metadata import Metadata
from generator.manifest.reading import Particulars
from generator.proof.found import FoundParticulars
from generator.proof.mismatch import Mismatch, letters_of

_NAMED = {
    "title": "the title",
    "authors": "the authors",
    "subject": "the subject",
    "keywords": "the keywords",
    "publisher": "the publisher",
    "formal_identifier": "the identifier",
    "doi": "the DOI",
    "licence": "the licence",
    "licence_address": "the address of the licence",
    "language": "the language",
    "version": "the version",
    "issued": "the day of issue",
    "marking": "the marking",
    "draft": "the word of a draft",
}
# Programs divide these in their own ways; their letters stay.
_BY_LETTERS = frozenset({"title", "authors", "subject", "keywords"})


def property_mismatches(carried: Particulars, file: FoundParticulars) -> Iterator[Mismatch]:
    """The properties that are altered, gone or new, each by its name for people."""
    for name, values in file.properties.items():
        before = _stated(carried.metadata, name)
        if name == "title" and not any(map(str.isalnum, before)):
            continue  # a file of a brief without a title says what made it
        for after in dict.fromkeys(values if values or not before else ("",)):
            if _compared(name, before) != _compared(name, after):
                place = f"{_NAMED[name]}, in the properties"
                yield Mismatch("property", place, before, after, said=_told_change(before, after))


def _stated(metadata: Metadata, name: str) -> str:
    match name:
        case "authors":
            return "; ".join(filter(None, metadata.authors))
        case "keywords":
            return ", ".join(filter(None, metadata.keywords))
        case _:
            stated: str = getattr(metadata, name)
            return stated


def _compared(name: str, said: str) -> str:
    if name in _BY_LETTERS:
        return letters_of(said)
    return " ".join(words_of(said[:10] if name == "issued" else said))


def _told_change(before: str, after: str) -> str:
    if not after:
        return f"“{before}” is gone"
    return f"it reads “{after}” instead of “{before}”" if before else f"“{after}” was not here"
