"""The images of a finished file and the words in their place, compared with what they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.manifest.images import ShownImage
from generator.manifest.passages import words_of
from generator.manifest.reading import Particulars
from generator.proof.found import FoundImage, FoundParticulars
from generator.proof.mismatch import Mismatch, letters_of
from generator.proof.pairing import pairs_by_key


def image_mismatches(carried: Particulars, file: FoundParticulars) -> Iterator[Mismatch]:
    """The images that are others, gone or new, and those that are described in another way."""
    known = {one.pixels: one.digest for one in carried.images if one.pixels}

    def digest_of(image: FoundImage) -> str:
        return image.digest or known.get(image.pixels, "")

    def found_key(image: FoundImage) -> tuple[str, ...]:
        return digest_of(image), _letters_for(image.alternative)

    pairs = [*pairs_by_key(carried.images, file.images, _expected_key, found_key)]
    unsaid = Counter(
        before.digest
        for before, after in pairs
        if before and after is None and not before.alternative.strip()
    )
    for before, after in pairs:
        if before is None and after and unsaid[digest_of(after)]:
            unsaid[digest_of(after)] -= 1  # a PDF has its caption in place of the words
        elif before is None:
            said = "an image that was not here"
            alternative = after.alternative if after else ""
            yield Mismatch("image", "the images", after=alternative, said=said)
        elif after is None:
            if before.alternative.strip():  # one without words is an ornament in a PDF
                yield Mismatch("image", before.name, before.alternative, said="it is gone")
        else:
            if before.digest != digest_of(after):
                shown = after.digest or after.pixels
                yield Mismatch("image", before.name, before.digest, shown, said=_OTHER)
            yield from _altered_words(before, after)


_OTHER = "it shows another image"


def _expected_key(image: ShownImage) -> tuple[str, ...]:
    """One image may stand at several places, of which a PDF leaves out those without words."""
    return image.digest, _letters_for(image.alternative)


def _letters_for(alternative: str) -> str:
    return letters_of("".join(words_of(alternative)))


def _altered_words(before: ShownImage, after: FoundImage) -> Iterator[Mismatch]:
    """Where there is no alternative text, a PDF has the caption in its place."""
    wanted = _letters_for(before.alternative)
    if wanted and wanted != _letters_for(after.alternative):
        said = f"its alternative text reads “{after.alternative}” instead of “{before.alternative}”"
        yield Mismatch("image", before.name, before.alternative, after.alternative, said=said)
