"""The files that travel inside a page, as data that no browser runs or shows."""

from __future__ import annotations

from base64 import b64encode

import deflate

from generator.document import Attachment
from generator.writers.html.markup import attribute, element

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
