"""The bytes of a file, in a form that is safe to print."""

from __future__ import annotations


class FileData(bytes):
    """The bytes of a file. Printing shows only how many there are, not the bytes of a PDF."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{len(self):,} bytes>"

    __str__ = __repr__
