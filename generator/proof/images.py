"""The images of a finished file and the words in their place, compared with what they were."""

from __future__ import annotations

from collections.abc import Iterator

from generator.manifest.images import ShownImage
from generator.manifest.reading import Particulars
from generator.proof.found import FoundImage, FoundParticulars
from generator.proof.mismatch import Mismatch, letters_of
from generator.proof.pairing import pairs_by_key

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
