"""Words → glyphs, by HarfBuzz: kerning, ligatures, small capitals.

A word is shaped once in a process and remembered by its face chain. Each glyph knows the text it
stands for, so that selecting and searching a finished page give the author's words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from math import fsum
from operator import attrgetter

import uharfbuzz
from msgspec import Struct

from generator.document.shifts import on_the_line
from generator.theme.stand_ins import INVISIBLE, SOFT_HYPHEN, drawn_as
from generator.typesetting.fonts import Face, FaceChain

FaceVariant = str
"""What is asked of glyphs: `upper` or `smcp`, features of figures, `spaced`; SHIFTED at the end."""

SHIFTED = "shifted"
"""Raised and lowered figures are drawn as plain ones: the size and the rise say the rest."""

_ACTING = re.compile(f"[{SOFT_HYPHEN}{''.join(INVISIBLE)}]")
_UNKNOWN = "?"

_MOST_WORDS = 8_000


class Glyph(Struct, frozen=True, eq=False):
    """A glyph, its text, and its advance and offsets as shares of the type size."""

    number: int
    text: str
    advance: float
    dx: float = 0.0
    dy: float = 0.0


class Shaped(Struct, frozen=True, eq=False):
    """Glyphs of one face; `width` is a share of the type size."""

    text: str
    face: Face
    glyphs: tuple[Glyph, ...]
    width: float
    is_space: bool = False


def shape(chain: FaceChain, text: str, variant: FaceVariant = "") -> tuple[Shaped, ...]:
    """The glyphs of a word: one stretch per face that it takes."""
    known = chain.words.get((text, variant))
    if known is not None:
        return known  # type: ignore[no-any-return]  # the chain keeps what only this room knows
    if len(chain.words) > _MOST_WORDS:
        chain.words.clear()
    shaped = tuple(_stretches(chain, text, variant))
    chain.words[text, variant] = shaped
    return shaped


def _stretches(chain: FaceChain, text: str, variant: FaceVariant) -> list[Shaped]:
    face = chain.first
    is_plain = not variant.startswith("upper") and not variant.endswith(SHIFTED)
    if is_plain and face.has(text) and not _ACTING.search(text):
        return [_shape(face, text, text, variant)]
    shown = [_drawn_as(chain, character, variant) for character in text]
    if all(face.has(drawn) for drawn in shown):
        return [_shape(face, text, shown, variant)]
    # A face per character: a character that shows nothing goes with its neighbour.
    faces = [chain.face_for(drawn[0]) or face if drawn else face for drawn in shown]
    stretches = []
    start = 0
    for _, group in groupby(faces, key=attrgetter("name")):
        members = list(group)
        end = start + len(members)
        stretches.append(_shape(members[0], text[start:end], shown[start:end], variant))
        start = end
    return stretches


def _drawn_as(chain: FaceChain, character: str, variant: FaceVariant) -> str:
    """What is drawn for a character: usually itself; never one that no face has."""
    upper = variant.startswith("upper")
    if variant.endswith(SHIFTED):
        character = on_the_line(character)
    drawn = drawn_as(character, lambda one: chain.face_for(one) is not None, upper=upper)
    return _UNKNOWN if drawn is None else drawn


def _shape(face: Face, text: str, shown: Sequence[str], variant: FaceVariant) -> Shaped:
    """One stretch in one face; `shown` is what is drawn for each character of the text."""
    drawn = "".join(shown)
    if not drawn:
        return Shaped(text, face, (), 0.0)
    buffer = uharfbuzz.Buffer()
    buffer.add_codepoints([*map(ord, drawn)])
    buffer.guess_segment_properties()
    uharfbuzz.shape(face.shaper, buffer, _features(variant))
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    clusters = [info.cluster for info in infos]
    if shown is not text:
        origin = [index for index, one in enumerate(shown) for _ in one]
        clusters = [origin[cluster] for cluster in clusters]
    scale = face.scale
    advances = [at.x_advance * scale for at in positions]
    glyphs = tuple(
        Glyph(info.codepoint, one, advance, at.x_offset * scale, at.y_offset * scale)
        for info, one, advance, at in zip(
            infos, _cluster_texts(clusters, text), advances, positions, strict=True
        )
    )
    return Shaped(text, face, glyphs, fsum(advances), text in (" ", "\u00a0"))


_FEATURES = frozenset(("smcp", "lnum", "onum", "tnum", "pnum"))  # of OpenType


def _features(variant: FaceVariant) -> dict[str, bool]:
    features = {asked: True for asked in variant.split() if asked in _FEATURES}
    if "spaced" in variant:
        features |= {"liga": False, "clig": False}
    return features


def _cluster_texts(clusters: list[int], characters: str) -> Sequence[str]:
    """The text of each glyph, so that together they give all characters once, in order."""
    if clusters == [*range(len(characters))]:
        return characters
    starts = sorted({0, *clusters})
    ends = dict(zip(starts, [*starts[1:], len(characters)], strict=True))
    texts: list[str] = []
    index = 0
    while index < len(clusters):
        start = clusters[index]
        count = 1
        while index + count < len(clusters) and clusters[index + count] == start:
            count += 1
        own = characters[start : ends[start]]
        texts += _shared_characters(own, count)
        index += count
    if clusters and min(clusters) > 0:
        # Characters that show nothing at the start go with the first glyph.
        texts[0] = characters[: min(clusters)] + texts[0]
    return texts


def _shared_characters(characters: str, glyphs: int) -> list[str]:
    """The characters of a cluster over its glyphs: one each if they match, else to the first."""
    if len(characters) == glyphs:
        return list(characters)
    return [characters, *[""] * (glyphs - 1)]
