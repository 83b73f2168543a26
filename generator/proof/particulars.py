"""The properties and the images of a finished file, compared with what they were."""

from __future__ import annotations

from collections.abc import Iterator

from generator.language.visible import words_of
from generator.manifest.images import ShownImage
from generator.manifest.metadata import Metadata
from generator.manifest.reading import Particulars
from generator.proof.counterparts import pairs_by_key
from generator.proof.found import FoundImage, FoundParticulars
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


_Key = tuple[str, str]
"""The digest of an image and the letters in its place: one image may stand at several places."""


def image_mismatches(carried: Particulars, file: FoundParticulars) -> Iterator[Mismatch]:
    """The images that are others, gone or new, and those that are described in another way."""
    known = {one.pixels: one.digest for one in carried.images if one.pixels}
    wanted = set(map(_expected_key, carried.images))

    def found_key(image: FoundImage) -> _Key:
        digest = image.digest or known.get(image.pixels, "")
        key = digest, letters_of(image.alternative)
        return (digest, "") if image.has_caption_instead and key not in wanted else key

    for before, after in pairs_by_key(carried.images, file.images, _expected_key, found_key):
        if before is None and after is not None:
            said = "an image that was not here"
            yield Mismatch("image", "the images", after=after.alternative, said=said)
        elif before is not None and after is None:
            yield Mismatch("image", before.name, before.alternative, said="it is gone")
        elif before is not None and after is not None:
            yield from _altered_image(before, after, found_key(after))


def _altered_image(before: ShownImage, after: FoundImage, now: _Key) -> Iterator[Mismatch]:
    digest, letters = _expected_key(before)
    if digest != now[0]:
        shown, said = after.digest or after.pixels, "it shows another image"
        yield Mismatch("image", before.name, digest, shown, said=said)
    if letters != now[1]:
        said = f"its alternative text reads “{after.alternative}” instead of “{before.alternative}”"
        yield Mismatch("image", before.name, before.alternative, after.alternative, said=said)


def _expected_key(image: ShownImage) -> _Key:
    return image.digest, letters_of(image.alternative)
