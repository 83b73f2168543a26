"""What tells whether an image of a file is the one that it was."""

from __future__ import annotations

from collections.abc import Mapping

from generator.opening.zipped import ZipMembers

_FOLDERS = frozenset({"media", "Pictures"})


def checksums_of_images(zipped: ZipMembers) -> Mapping[str, int]:
    """The checksum of each image in a file, by its name without the folder."""
    parts = ((name.split("/"), name) for name in zipped.names)
    return {path[-1]: zipped.checksum(name) for path, name in parts if _FOLDERS & {*path[:-1]}}
