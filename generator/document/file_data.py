"""The bytes of a file, as values hold them that people print."""

from __future__ import annotations


class FileData(bytes):
    """The bytes of a file. Printed they are their number, for nobody reads a PDF in a terminal."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{len(self):,} bytes>"

    __str__ = __repr__
