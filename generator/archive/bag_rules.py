"""A bag's folder → every rule of RFC 8493 that it breaks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Generator, Iterator
from pathlib import Path

from msgspec import Struct

from generator.archive.bag import DECLARATION, INFO, PAYLOAD
from generator.archive.package import unsafe_name

_KNOWN = frozenset({"md5", "sha1", "sha224", "sha256", "sha384", "sha512"})
_PIECE = 1 << 20


class Flaw(Struct, frozen=True):
    """A rule that a bag breaks: `path` is in the bag; digests where those differ."""

    path: str
    message: str
    expected: str = ""
    actual: str = ""


def check_bag(folder: Path) -> tuple[Flaw, ...]:
    """Every flaw of a bag; each file is read once. Raises OSError."""
    return tuple(_flaws(folder))


def _flaws(folder: Path) -> Iterator[Flaw]:
    version = yield from _declaration(folder)
    if (folder / "fetch.txt").exists():
        yield Flaw("fetch.txt", "parts of this bag would have to be fetched")
    if not (folder / PAYLOAD).is_dir():
        yield Flaw(PAYLOAD, "there is no payload")
        return
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    payload = {name for name in files if name.startswith(f"{PAYLOAD}/")}
    manifests = yield from _manifests(folder, "manifest")
    yield from _listed(manifests, payload, each=version != "0.97")
    yield from _oxum(folder, [files[name].stat().st_size for name in payload])
    tags = yield from _manifests(folder, "tagmanifest")
    wanted: dict[str, dict[str, str]] = {}
    for manifest in (*manifests, *tags):
        for name, digest in manifest.digests.items():
            wanted.setdefault(name, {})[manifest.algorithm] = digest
    for name, digests in sorted(wanted.items()):
        if name in files:
            yield from _differing(name, files[name], digests)
        else:
            yield Flaw(name, "the file is missing")


def _declaration(folder: Path) -> Generator[Flaw, None, str]:
    """Returns the version of BagIt that the bag declares; empty if it is none that we know."""
    try:
        text = (folder / DECLARATION).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        yield Flaw(DECLARATION, "there is no declaration that can be read")
        return ""
    found = re.match(r"BagIt-Version: (\d+\.\d+)\s+Tag-File-Character-Encoding: (\S+)", text)
    if found is None or found[1] not in {"0.97", "1.0"}:
        yield Flaw(DECLARATION, "this declares no bag of version 0.97 or 1.0")
        return ""
    if found[2].upper() != "UTF-8":
        yield Flaw(DECLARATION, f"tag files are in {found[2]}; only UTF-8 is read")
    return found[1]


class _Manifest(Struct, frozen=True):
    name: str
    algorithm: str
    digests: dict[str, str]


def _manifests(folder: Path, kind: str) -> Generator[Flaw, None, tuple[_Manifest, ...]]:
    """Returns the manifests of a kind whose algorithms are known, with the digest of each path."""
    found = []
    for path in sorted(folder.glob(f"{kind}-*.txt")):
        algorithm = path.stem.removeprefix(f"{kind}-").lower()
        if algorithm not in _KNOWN:
            continue
        digests: dict[str, str] = {}
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except UnicodeDecodeError:
            yield Flaw(path.name, "this manifest is not in UTF-8")
            continue
        for line in lines:
            said = re.fullmatch(r"([0-9a-fA-F]+)[ \t]+\*?(.+)", line)
            name = _decoded(said[2]) if said else ""
            if said is None or unsafe_name(name):
                yield Flaw(path.name, f"this line lists no file: {line[:200]!r}")
            elif name in digests:
                yield Flaw(path.name, f"{name} is listed twice")
            else:
                digests[name] = said[1].lower()
        found.append(_Manifest(path.name, algorithm, digests))
    return tuple(found)


def _decoded(path: str) -> str:
    """A path as a manifest has it → the path (RFC 8493, 2.1.3)."""
    return re.sub("%(0[AaDd]|25)", lambda found: chr(int(found[1], 16)), path.removeprefix("./"))


def _listed(manifests: tuple[_Manifest, ...], payload: set[str], *, each: bool) -> Iterator[Flaw]:
    """Since 1.0 each manifest lists the whole payload, before that all of them together."""
    if not manifests:
        yield Flaw("manifest-sha512.txt", "there is no manifest that can be checked")
    together = {name for manifest in manifests for name in manifest.digests}
    for manifest in manifests:
        for name in manifest.digests:
            if not name.startswith(f"{PAYLOAD}/"):
                yield Flaw(manifest.name, f"{name} is no part of the payload")
        for name in sorted(payload - (manifest.digests.keys() if each else together)):
            yield Flaw(name, f"{manifest.name} does not list this file")


def _oxum(folder: Path, sizes: list[int]) -> Iterator[Flaw]:
    """Payload-Oxum, if there is one, has octets and streams of the payload."""
    path = folder / INFO
    text = path.read_text(encoding="utf-8-sig", errors="replace") if path.is_file() else ""
    actual = f"{sum(sizes)}.{len(sizes)}"
    for said in re.findall(r"^Payload-Oxum:\s*(\S+)", text, re.MULTILINE | re.IGNORECASE):
        if said != actual:
            yield Flaw(INFO, f"Payload-Oxum is {said}, the payload {actual}")


def _differing(name: str, path: Path, digests: dict[str, str]) -> Iterator[Flaw]:
    made = {algorithm: hashlib.new(algorithm, usedforsecurity=False) for algorithm in digests}
    with path.open("rb", buffering=0) as file:
        while piece := file.read(_PIECE):
            for digest in made.values():
                digest.update(piece)
    for algorithm, expected in digests.items():
        actual = made[algorithm].hexdigest()
        if actual != expected:
            yield Flaw(name, f"the file has another {algorithm} digest", expected, actual)
