"""Importing a source document as a seed."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from generator.config.files import SOURCE, read_regular
from generator.config.text import file_unreadable, read_bytes
from generator.diagnostics import BriefError, Span, codes, refusal
from generator.seeds.blocks import dropped_blocks, paragraphs
from generator.seeds.editions import edition_bytes, read_edition
from generator.seeds.incoming import CAPTURE, IncomingSource, seed_settings
from generator.seeds.ink import ink_of
from generator.seeds.mending import numbered_anew
from generator.seeds.numbering import NEWEST_NUMBERING
from generator.seeds.numbers_alone import numbers_apart
from generator.seeds.readers.encoding import encoding_told
from generator.seeds.readers.kinds import kind_of
from generator.seeds.reading import SourceReading
from generator.seeds.seed import Edition
from generator.seeds.store import check_new_key
from generator.workspace.storing import store_all


class ImportedSeed(Struct, frozen=True):
    """The result of an import; `is_new` is False if the seed existed already.

    `guesses` says in a few words each what rests on a guess.
    """

    edition: Edition
    title: str
    author: str
    published: str  # ISO 8601, or empty
    encoding: str
    guesses: tuple[str, ...]
    is_new: bool


Agrees = Callable[[str], bool]
"""Whether a person imports a source in spite of a question about it."""


def read_source(source: Path | BinaryIO, file: str) -> bytes:
    """The bytes of a source that a person names or pipes in. Raises BriefError."""
    if not isinstance(source, Path):
        data = source.read(SOURCE.most + 1)
        if len(data) > SOURCE.most:
            message = f"{SOURCE.called} may have {SOURCE.most:,} bytes, and this has more"
            raise refusal(codes.UNREADABLE_SEED, message, Span.at(file), hint=_WHICH_FILE)
        return data
    try:
        return read_regular(source, SOURCE)
    except OSError as error:
        found = file_unreadable(error, file, code=codes.UNREADABLE_SEED)
        raise BriefError([replace(found, hint=found.hint or _WHICH_FILE)]) from None


_WHICH_FILE = "give the path of a file as seen from this folder, or https://…"


def take_in(
    incoming: IncomingSource,
    seeds: Path,
    *,
    key: str,
    encoding: str | None = None,
    agrees: Agrees = lambda _: False,
) -> ImportedSeed:
    """Store a source in the folder of seeds, and number its paragraphs.

    Either the complete seed is written or nothing changes. A person's words in `seed.toml` stay.
    `agrees` is asked where another reading is about as likely. Raises BriefError if the source
    cannot be read, has no paragraph or two texts, or if the key belongs to another original.
    """
    data, file = incoming.data, incoming.file
    check_new_key(key, file)
    kind = kind_of(data)
    told = encoding_told(data, incoming.charset, file) if incoming.charset else None
    reading = kind.read(data, file, encoding or told)
    folder, shown = seeds / key, f"{seeds.name}/{key}"
    original = _original(folder, data, incoming.suffix or kind.suffix, file)
    if any(folder.glob("editions/*.json")):
        return _imported(read_edition(folder, file=shown), reading, is_new=False)
    edition = edition_read(reading, data, original, file)
    if (rival := reading.cleaned.rival) and not agrees(rival):
        hint = "cut the file down to the text that you mean, or import what was found: `--yes`"
        raise refusal(codes.TWO_TEXTS, rival, Span.at(file), hint=hint)
    files = {
        original: data,
        "seed.toml": seed_settings(reading.cleaned, incoming, key),
        "editions/1.json": edition_bytes(edition),
    }
    if incoming.capture:
        files[CAPTURE] = incoming.capture
    _lay_down(folder, files, shown)
    return _imported(edition, reading, is_new=True)


def _imported(edition: Edition, reading: SourceReading, *, is_new: bool) -> ImportedSeed:
    said, encoding = reading.cleaned, reading.read_as.encoding
    return ImportedSeed(
        edition, said.title, said.author, said.published, encoding, said.guesses, is_new
    )


def _original(folder: Path, data: bytes, suffix: str, file: str) -> str:
    """The name of the copy; raises BriefError where the key has another original already."""
    for present in sorted(folder.glob("original.*")):
        if present.is_dir():
            continue
        shown = "/".join(present.parts[-3:])  # seeds/key/original.txt
        if read_bytes(present, shown, SOURCE, code=codes.UNREADABLE_SEED) == data:
            return present.name
        message = f"the key `{folder.name}` belongs to another original, {present.name}"
        hint = (
            "give this source another key; if it is a newer text of the same source, "
            f"`brief seed update {folder.name} {file}`"
        )
        raise refusal(codes.KEY_TAKEN, message, Span.at(file), hint=hint)
    return f"original{suffix}"


def edition_read(
    reading: SourceReading, data: bytes, original: str, file: str, *, number: int = 1
) -> Edition:
    """The edition of an original as it was read, numbered anew.

    `original` is the name of its copy beside `seed.toml`. Raises BriefError, naming it as `file`,
    if it has no paragraph.
    """
    cleaned = numbers_apart(reading.cleaned)
    if not cleaned.paragraphs:
        message = "no paragraph was found in it: no line reads as a sentence"
        hint = "import the text itself, with each paragraph on a line or with blank lines between"
        raise refusal(codes.NO_PARAGRAPH, message, Span.at(file), hint=hint)
    ink = ink_of(reading.lines)
    dropped = dropped_blocks(ink, cleaned.dropped)
    return numbered_anew(
        Edition(
            number,
            original,
            hashlib.sha256(data).hexdigest(),
            paragraphs(ink, cleaned.paragraphs, dropped),
            dropped,
            replace(reading.read_as, numbering=NEWEST_NUMBERING),
        )
    )


def _lay_down(folder: Path, files: Mapping[str, bytes], shown: str) -> None:
    """Write the files of a new seed; files that a person has written there stay."""
    stage = folder.with_name(f".{folder.name}.import")
    try:
        shutil.rmtree(stage, ignore_errors=True)
        (stage / "editions").mkdir(parents=True)
        for name, data in files.items():
            (stage / name).write_bytes(data)
        if not folder.exists():
            stage.replace(folder)
            return
        (folder / "editions").mkdir(exist_ok=True)
        places = {folder / name: data for name, data in files.items()}
        store_all((path, data) for path, data in places.items() if not path.exists())
    except OSError as error:
        message = f"cannot write {shown}: {error.strerror}"
        hint = "is a file where a folder should be, is the folder protected, or the disk full?"
        raise refusal(codes.UNWRITABLE_SEED, message, Span.at(shown), hint=hint) from None
    finally:
        shutil.rmtree(stage, ignore_errors=True)
