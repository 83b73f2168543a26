"""A bag's folder → every rule of RFC 8493 that it breaks."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Generator, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from generator.archive.bag import DECLARATION, INFO, PAYLOAD
from generator.archive.package import unsafe_name
from generator.language.normal_forms import normal

# Those of which a digest has one length, by the names that bagit-python gives them.
_KNOWN = frozenset(name for name in hashlib.algorithms_guaranteed if "shake" not in name)
_VERSIONS = frozenset({"0.93", "0.94", "0.95", "0.96", "0.97", "1.0"})
# They are no way to write a file down, or let one name be written in several ways.
_NO_ENCODINGS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "utf-7"}) | frozenset(
    {"raw-unicode-escape", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"}
)
_PIECE = 1 << 20
_FETCH = "fetch.txt"


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
    version, encoding = yield from _declaration(folder)
    if not (folder / PAYLOAD).is_dir():
        yield Flaw(PAYLOAD, "there is no payload")
        return
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    payload = {name for name in files if name.startswith(f"{PAYLOAD}/")}
    tag_files = _TagFiles(folder, encoding, _by_form(files))
    manifests = yield from _manifests(tag_files, "manifest")
    yield from _listed(manifests, payload, each=version == "1.0", folder=folder)
    yield from _fetched(tag_files, payload)
    yield from _oxum(tag_files, [files[name].stat().st_size for name in payload])
    tags = yield from _manifests(tag_files, "tagmanifest")
    for manifest in tags:
        for name in sorted(name for name in manifest.digests if name.startswith(f"{PAYLOAD}/")):
            yield Flaw(manifest.name, f"{name} is no tag file")
    yield from _unequal((*manifests, *tags), files)


def _unequal(manifests: Iterable[_Manifest], files: Mapping[str, Path]) -> Iterator[Flaw]:
    """The listed files that are not there, or have other digests."""
    wanted: dict[str, dict[str, str]] = {}
    for manifest in manifests:
        for name, digest in manifest.digests.items():
            wanted.setdefault(name, {})[manifest.algorithm] = digest
    for name, digests in sorted(wanted.items()):
        if name in files:
            yield from _differing(name, files[name], digests)
        else:
            yield Flaw(name, "the file is missing")


def _declaration(folder: Path) -> Generator[Flaw, None, tuple[str, str]]:
    """Returns the version of BagIt that the bag declares, if it is known, and the encoding."""
    try:
        data = (folder / DECLARATION).read_bytes()
        text = data.decode()
    except (OSError, UnicodeDecodeError):
        yield Flaw(DECLARATION, "there is no declaration that can be read")
        return "", "utf-8"
    if data.startswith(codecs.BOM_UTF8):
        yield Flaw(DECLARATION, "a byte order mark stands before it, and none may")
        text = text.removeprefix("\ufeff")
    found = re.match(r"BagIt-Version: (\d+\.\d+)\s+Tag-File-Character-Encoding: (\S+)", text)
    if found is None:
        first = "BagIt-Version: 1.0, Tag-File-Character-Encoding: UTF-8"
        yield Flaw(DECLARATION, f"its two lines are not as they have to be: {first}")
        return "", "utf-8"
    if found[1] not in _VERSIONS:
        yield Flaw(DECLARATION, f"this declares a bag of version {found[1]}, which is not known")
    encoding = _encoding(found[2])
    if not encoding:
        yield Flaw(DECLARATION, f"tag files are in {found[2][:40]}, which is no known encoding")
    return found[1], encoding or "utf-8"


def _encoding(said: str) -> str:
    """The name that Python has for an encoding of text; empty if it has none."""
    try:
        "".encode(said)
        name = codecs.lookup(said).name
    except (LookupError, ValueError):
        return ""
    return "" if name in _NO_ENCODINGS else name


class _TagFiles(Struct, frozen=True):
    """The tag files of a bag. `names` are those of all of its files by their form in NFC.

    A file system may have taken letters apart that the manifest has in one (RFC 8493, 5.2.1).
    """

    folder: Path
    encoding: str
    names: dict[str, str]

    def lines(self, name: str) -> list[str] | None:
        """The lines of a tag file; none if it is not there, None if it is in another encoding."""
        path = self.folder / name
        try:
            text = path.read_bytes().decode(self.encoding) if path.is_file() else ""
        except UnicodeDecodeError:
            return None
        return text.removeprefix("\ufeff").splitlines()

    def on_disk(self, listed: str) -> str:
        """A name in NFC as the file system has it."""
        return self.names.get(listed, listed)


def _by_form(names: Iterable[str]) -> dict[str, str]:
    """The names by their form in NFC, where that is the form of one alone."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(normal("NFC", name), []).append(name)
    return {form: same[0] for form, same in found.items() if len(same) == 1}


class _Manifest(Struct, frozen=True):
    name: str
    algorithm: str
    digests: dict[str, str]


def _manifests(bag: _TagFiles, kind: str) -> Generator[Flaw, None, tuple[_Manifest, ...]]:
    """Returns the manifests of a kind whose algorithms are known, with the digest of each path."""
    found = []
    for path in sorted(bag.folder.glob(f"{kind}-*.txt")):
        algorithm = path.stem.removeprefix(f"{kind}-")
        if algorithm not in _KNOWN or not path.is_file():
            continue
        lines = bag.lines(path.name)
        if lines is None:
            yield Flaw(path.name, f"this manifest is not in {bag.encoding.upper()}")
            continue
        digests = yield from _digests(path.name, lines, bag)
        found.append(_Manifest(path.name, algorithm, digests))
    return tuple(found)


def _digests(
    manifest: str, lines: Iterable[str], bag: _TagFiles
) -> Generator[Flaw, None, dict[str, str]]:
    """Returns the digest of each path. Lines that are empty or begin with # say nothing."""
    digests: dict[str, str] = {}
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        said = re.fullmatch(r"\s*([0-9a-fA-F]+)[ \t]+\*?(.+)", line)
        if said is None:
            yield Flaw(manifest, f"this line lists no file: {line[:200]!r}")
            continue
        name = bag.on_disk(_decoded(said[2]))
        if unsafe := unsafe_name(name):
            yield Flaw(manifest, f"{unsafe}, which is not taken in: {name[:200]!r}")
        elif name in digests:
            yield Flaw(manifest, f"{name} is listed twice")
        else:
            digests[name] = said[1].lower()
    return digests


def _decoded(path: str) -> str:
    """A path as a manifest has it → the path (RFC 8493, 2.1.3)."""
    return re.sub("%(0[AaDd]|25)", lambda found: chr(int(found[1], 16)), path.removeprefix("./"))


def _listed(
    manifests: tuple[_Manifest, ...], payload: set[str], *, each: bool, folder: Path
) -> Iterator[Flaw]:
    """Since 1.0 each manifest lists the whole payload, before that all of them together."""
    if not manifests:
        names = sorted(path.name for path in folder.glob("manifest-*.txt"))
        others = ", ".join(name for name in names if name[9:-4] not in _KNOWN)
        known = f": the algorithm of {others} is not known, as it is spelt" if others else ""
        yield Flaw("manifest-sha512.txt", f"there is no manifest that can be checked{known}")
    together = {name for manifest in manifests for name in manifest.digests}
    for manifest in manifests:
        for name in manifest.digests:
            if not name.startswith(f"{PAYLOAD}/"):
                yield Flaw(manifest.name, f"{name} is no part of the payload")
        for name in sorted(payload - (manifest.digests.keys() if each else together)):
            yield Flaw(name, f"{manifest.name} does not list this file")


def _fetched(bag: _TagFiles, payload: set[str]) -> Iterator[Flaw]:
    """Nothing is fetched: what fetch.txt names is there already, or missing (RFC 8493, 2.2.3)."""
    for line in bag.lines(_FETCH) or ():
        said = re.fullmatch(r"(\S+)\s+(-|\d+)\s+(.+?)\s*", line)
        if not line.strip():
            continue
        name = bag.on_disk(_decoded(said[3])) if said else ""
        if said is None or unsafe_name(name):
            yield Flaw(_FETCH, f"this line names no file to be fetched: {line[:200]!r}")
        elif name not in payload:
            yield Flaw(_FETCH, f"{name} would have to be fetched, and nothing is")


def _oxum(bag: _TagFiles, sizes: list[int]) -> Iterator[Flaw]:
    """Payload-Oxum, if there is one, has octets and streams of the payload."""
    lines = bag.lines(INFO)
    if lines is None:
        yield Flaw(INFO, f"this file is not in {bag.encoding.upper()}")
    actual = f"{sum(sizes)}.{len(sizes)}"
    for line in lines or ():
        if line.strip() and not line[:1].isspace() and ":" not in line:
            yield Flaw(INFO, f"this line has no label: {line[:200]!r}")
    text = "\n".join(lines or ())
    for said in re.findall(r"^Payload-Oxum\s*:\s*(\S+)", text, re.MULTILINE | re.IGNORECASE):
        if said != actual:
            yield Flaw(INFO, f"Payload-Oxum is {said[:40]}, the payload {actual}")


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
