"""Editions on disk: which words each number means, proved by the original at each reading."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from generator.config.conversion import conform
from generator.config.files import names_in
from generator.config.text import json_value, utf8_text
from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose, refusal, refuse
from generator.language.folding import digest
from generator.seeds.numbering import PARAGRAPH_NUMBER
from generator.seeds.originals import READERS, RESTORE
from generator.seeds.proofs import Proof, Proofs
from generator.seeds.proving import changed_words, unproved
from generator.seeds.seed import Edition, ReadAs, SourceBlock
from generator.workspace.lazy_files import Files, LazyFiles

FORMAT = 2


class _File(Struct, frozen=True):
    """The file of an edition: the files that it is among, its name, what it says."""

    files: Files
    shown: str
    text: str
    data: dict[str, Any]
    number: int

    @property
    def span(self) -> Span:
        return Span.at(self.shown)

    @property
    def seed(self) -> str:
        """The folder of the seed, as messages name it."""
        return self.shown.rpartition("/editions/")[0]


# --- reading ----------------------------------------------------------------------------


def files_of_seed(folder: Path, file: str) -> LazyFiles:
    """The files in the folder of a seed, and its editions, named as below `file`."""
    found = (*names_in(folder, "*"), *names_in(folder, "editions/*"))
    places = {f"{file}/{path.relative_to(folder).as_posix()}": path for path in found}
    return LazyFiles(places, code=codes.DAMAGED_EDITION)


def read_edition(folder: Path, *, file: str, proofs: Proofs | None = None) -> Edition:
    """The newest edition of a seed, compared with its digests and its original.

    Raises BriefError with every fault found. An edition of format 1 is compared with its digests
    only.
    """
    files = files_of_seed(folder, file)
    return edition_at(files, newest_number(files, file=file), file=file, proofs=proofs)


def edition_at(files: Files, number: int, *, file: str, proofs: Proofs | None = None) -> Edition:
    """One edition of the seed `file` among files by name, as `read_edition` has the newest."""
    found, _ = _chain(_edition_file(files, number, file), proofs or Proofs())
    return found


def _chain(held: _File, proofs: Proofs) -> tuple[Edition, Proof]:
    """An edition that holds, and the digests of the files that it rests on."""
    edition = _what_it_says(held)
    faults = [*_damage(edition, held)]
    original = _original(edition, held, faults)
    if edition.reader is None or original is None:
        faults += _changed_paragraphs(edition, held)
    if faults or original is None:
        raise BriefError(faults)
    before, rests_on = None, Proof()
    if edition.reader is not None and edition_name(held.seed, held.number - 1) in held.files:
        earlier = _edition_file(held.files, held.number - 1, held.seed)
        if earlier.data.get("original_digest") == edition.original_digest:
            before, rests_on = _chain(earlier, proofs)
        else:  # another text: the first edition of it rests on nothing before
            before = _what_it_says(earlier)
    own = (original, held.text.encode())
    proof = (*rests_on, *(hashlib.sha256(data).hexdigest() for data in own))
    if edition.reader is None:
        return edition, proof
    reading = _reading(edition.reader)
    if not proofs.has(proof, reading):
        _prove(edition, original, before, held)
        proofs.add(proof, reading)
    return edition, proof


def _reading(read_as: ReadAs) -> str | None:
    """How an original is read here, if that takes so long that its proof is worth keeping."""
    reader = READERS.get((read_as.kind, read_as.version))
    if reader is None or not reader.slow:
        return None
    return f"{read_as.kind} {read_as.version} {read_as.encoding} {reader.libraries()}"


def _prove(edition: Edition, original: bytes, before: Edition | None, held: _File) -> None:
    def at(block: SourceBlock, key: str) -> Span:
        return _span_of(block, key, held)

    faults = unproved(edition, original, before, shown=held.span, at=at)
    if not faults and held.data["digest"] != _seal(edition):
        message = "this edition has been changed: its digest is different"
        faults = (diagnose(codes.DAMAGED_EDITION, message, held.span, hint=RESTORE),)
    refuse(faults)


def edition_numbers(files: Files, *, file: str) -> list[int]:
    """The numbers of the editions of the seed `file` among files by name, in order."""
    own = re.compile(re.escape(file) + r"/editions/([0-9]+)\.json")
    return sorted(int(found[1]) for found in map(own.fullmatch, files) if found)


def newest_number(files: Files, *, file: str) -> int:
    """The number of the newest edition of the seed `file`. Raises BriefError if it has none."""
    if numbers := edition_numbers(files, file=file):
        return numbers[-1]
    key = file.rpartition("/")[2]
    hint = f"import the source: `brief seed import FILE --key {key}`"
    raise refusal(
        codes.NO_SEED, f"the seed `{key}` has no paragraphs yet", Span.at(file), hint=hint
    )


def edition_name(file: str, number: int) -> str:
    """The name of the file of an edition of the seed `file`."""
    return f"{file}/editions/{number}.json"


def _edition_file(files: Files, number: int, file: str) -> _File:
    shown = edition_name(file, number)
    if shown not in files:
        there = edition_numbers(files, file=file)
        is_lost = any(one > number for one in there)
        hint = RESTORE if is_lost else f"its editions are {', '.join(map(str, there)) or 'none'}"
        raise refusal(codes.DAMAGED_EDITION, f"no file {shown}", Span.at(shown), hint=hint)
    text = utf8_text(files[shown], shown, code=codes.DAMAGED_EDITION)
    span, message = Span.at(shown), "no table of keys"
    try:
        data = json_value(text)
        json.dumps(data, ensure_ascii=False).encode()  # no half of a surrogate pair
        if isinstance(data, dict):
            return _File(files, shown, text, data, number)
    except json.JSONDecodeError as error:
        span = Span.at(shown, error.lineno, error.colno)
        message = f"not JSON: {error.msg.lower()}"
    except ValueError:
        message = "a number, a letter or the depth of it is beyond what JSON should hold"
    raise refusal(codes.DAMAGED_EDITION, message, span, hint=RESTORE)


def _what_it_says(held: _File) -> Edition:
    from generator.seeds.format_1 import edition_of

    match held.data.get("format"):
        case None:
            return edition_of(held.data, lambda _: held.span)
        case 2 if isinstance(held.data.get("digest"), str) and held.data.get("reader"):
            rest = {k: v for k, v in held.data.items() if k not in {"format", "digest"}}
            return conform(Edition, rest, lambda _: held.span, code=codes.DAMAGED_EDITION)
        case 2:
            message, hint = "it has no reader, or no digest of its own", RESTORE
        case other:
            message, hint = f"format {other} is not known here", "upgrade brief"
    raise refusal(codes.DAMAGED_EDITION, message, held.span, hint=hint)


def _damage(edition: Edition, held: _File) -> Iterator[Diagnostic]:
    span = held.span
    if edition.number != held.number:
        message = f"the file says that it is edition {edition.number}"
        yield diagnose(codes.DAMAGED_EDITION, message, span, hint=RESTORE)
    if not edition.paragraphs:
        yield diagnose(codes.DAMAGED_EDITION, "the edition has no paragraphs", span, hint=RESTORE)
    for name, times in Counter(p.number for p in edition.paragraphs).items():
        if times > 1 or not PARAGRAPH_NUMBER.fullmatch(name):
            fault = f"stands {times} times" if times > 1 else "is not the number of a paragraph"
            yield diagnose(codes.DAMAGED_EDITION, f"¶{name} {fault}", span, hint=RESTORE)


def _original(edition: Edition, held: _File, faults: list[Diagnostic]) -> bytes | None:
    """The bytes of the original; None if they have changed since the import."""
    span = Span.at(f"{held.seed}/{edition.original}")
    hint = "bring the file back as it was; import a new text under a key of its own"
    try:
        data = held.files[original_name(held.seed, edition)]
    except KeyError:
        message = f"no file {span.file}"
    except BriefError as error:
        message = error.diagnostics[0].message
    else:
        if hashlib.sha256(data).hexdigest() == edition.original_digest:
            return data
        what = "line ends" if _but_for_line_ends(data, edition.original_digest) else "bytes"
        message = f"the original is not as it was imported: its {what} have changed"
        if what == "line ends":
            hint = (
                "git may have done so: write `seeds/** -text` into .gitattributes, "
                "delete the file, and `git checkout` it again"
            )
    faults.append(diagnose(codes.CHANGED_ORIGINAL, message, span, hint=hint))
    return None


def _but_for_line_ends(data: bytes, digest: str) -> bool:
    lines = data.replace(b"\r\n", b"\n")
    as_they_were = (lines, lines.replace(b"\n", b"\r\n"))
    return any(hashlib.sha256(one).hexdigest() == digest for one in as_they_were)


def original_name(file: str, edition: Edition) -> str:
    """The name of the original of an edition: a file of the seed `file`, whatever it says."""
    return f"{file}/{Path(edition.original).name}"


def _changed_paragraphs(edition: Edition, held: _File) -> Iterator[Diagnostic]:
    """The paragraphs whose words do not fit their own digests."""
    for paragraph in edition.paragraphs:
        if digest(paragraph.text) != paragraph.digest:
            yield changed_words(paragraph, edition, _span_of(paragraph, "text", held))


def _span_of(block: SourceBlock, key: str, held: _File) -> Span:
    """The place of a key of a block in the file of its edition; for `text`, that of its words."""
    words = json.dumps(block.text, ensure_ascii=False)
    start = held.text.find(words)
    if start < 0:
        return held.span
    if key != "text":
        words = f'"{key}"'
        above, below = held.text.rfind(words, 0, start), held.text.find(words, start)
        start = max(0, above if key == "number" else below)  # the only key before the words
    before = held.text[:start]
    line, column = before.count("\n") + 1, start - before.rfind("\n")
    return Span.at(held.shown, line, column, len(words))


# --- writing ----------------------------------------------------------------------------


def edition_bytes(edition: Edition) -> bytes:
    """The content of an edition's file: JSON in UTF-8, the same bytes for the same edition.

    Raises ValueError for an edition of format 1, which must be carried over first.
    """
    if edition.reader is None:
        raise ValueError("an edition without a reader")
    content = {**_content(edition), "digest": _seal(edition)}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _content(edition: Edition) -> dict[str, Any]:
    return {"format": FORMAT, **msgspec.to_builtins(edition)}


def _seal(edition: Edition) -> str:
    """SHA-256, hexadecimal, of everything in an edition, as canonical JSON (RFC 8785)."""
    return hashlib.sha256(msgspec.json.encode(_content(edition), order="sorted")).hexdigest()
