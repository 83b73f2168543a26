"""A workspace made by an earlier version, packed small: written here, and laid out again here.

The fonts that a version ships are most of what it archives, and they are in the repository
already: they stay out of the package, which names them by their digests.
"""

from __future__ import annotations

import hashlib
import io
import json
import lzma
import tarfile
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
VERSIONS = Path(__file__).parent
LEFT_OUT = "left-out.json"


def pack(folder: Path, target: Path) -> None:
    """Pack a folder as a `.tar.xz`: the same files give the same bytes."""
    fonts, left_out = _fonts(), {}
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data in _files(folder):
            digest = hashlib.sha256(data).hexdigest()
            if digest in fonts:
                left_out[name] = digest
            else:
                _add(archive, name, data)
        listed = json.dumps(left_out, indent=1, sort_keys=True) + "\n"
        _add(archive, LEFT_OUT, listed.encode())
    target.write_bytes(lzma.compress(packed.getvalue(), preset=9 | lzma.PRESET_EXTREME))


def lay_out_kept(version: str, folder: Path) -> Path:
    """Lay out the workspace of a version in a folder, which it returns."""
    fonts = _fonts()
    with tarfile.open(VERSIONS / f"{version}.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    left_out = json.loads((folder / LEFT_OUT).read_text(encoding="utf-8"))
    (folder / LEFT_OUT).unlink()
    for name, digest in left_out.items():
        assert digest in fonts, f"{fonts.get(digest, name)} is no longer shipped: pack it"
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(fonts[digest].read_bytes())
    return folder


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield path.relative_to(folder).as_posix(), path.read_bytes()


def _fonts() -> dict[str, Path]:
    """The fonts of today's tree, by digest."""
    found = (REPOSITORY / "templates" / "fonts").glob("*.ttf")
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in found}


def _add(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(data)
    archive.addfile(entry, io.BytesIO(data))
