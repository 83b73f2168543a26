"""The names of the bookmarks of a Word file: how they are given, and how they are read back.

Each begins with a prefix of its brief, so that two briefs may be joined in one file. A passage has
one by its id, which no edit of its words changes.
"""

from __future__ import annotations

import re
from hashlib import sha256

from generator.document import Document

_PLAIN = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LONGEST = 40  # Word cuts longer names, and then finds them no more


def bookmark_prefix(document: Document) -> str:
    """What the names of a document's bookmarks begin with."""
    return f"b{_digest(document.meta.identifier or document.title)[:6]}_"


def bookmark_name(prefix: str, anchor: str) -> str:
    """The bookmark of an anchor: at most 40 characters, different where anchors differ.

    A lower-case anchor keeps its words (`src-ulislam-2` → `b1a2b3c_src_ulislam_2`). Any other one
    gets a digest: Word takes letters, digits and underscores only, and does not tell case apart.
    """
    if len(prefix) + len(anchor) <= _LONGEST and _PLAIN.fullmatch(anchor):
        return prefix + anchor.replace("-", "_")
    stem = re.sub("[^a-z0-9]+", "_", anchor.lower()).strip("_")[:18]
    # No plain name has two underscores in a row.
    return f"{prefix}{stem}__{_digest(anchor)[:12]}"


def passage_bookmark(prefix: str, passage_id: str) -> str:
    """The bookmark of a passage: a hidden one, since its name begins with an underscore."""
    return f"_{prefix}p{passage_id}"


# LibreOffice copies what stands in a frame, and says so in its bookmarks; each time it saves.
_GIVEN = re.compile(r"_?(?:b[0-9a-f]{6}_)?(.*?)(?:[_ ]Copy[_ ][0-9]+)*")


def unprefixed(bookmark: str) -> str:
    """A bookmark without the prefix of its brief, as earlier versions wrote it: `mark_3`.

    What LibreOffice adds to it is left out.
    """
    match = _GIVEN.fullmatch(bookmark)
    return match[1] if match else bookmark


def passage_at(bookmark: str) -> str:
    """The id of the passage that a bookmark is that of; empty if it is none's."""
    match = re.fullmatch("p([0-9a-f]{8})", unprefixed(bookmark)) if bookmark[:1] == "_" else None
    return match[1] if match else ""


def _digest(words: str) -> str:
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
