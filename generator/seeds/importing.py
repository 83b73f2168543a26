"""Importing a source document as a seed, and putting a dropped line back."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from generator.config.files import SOURCE, read_of_workspace, read_regular
from generator.config.text import file_unreadable
from generator.diagnostics import BriefError, Span, codes, refusal
from generator.seeds.blocks import (
    dropped_blocks,
    inserted,
    number_of_added,
    numbering_of,
    paragraphs,
    with_number,
    with_numbers,
)
from generator.seeds.carrying import carried_over
from generator.seeds.editions import edition_bytes, files_of_seed, read_edition, write_edition
from generator.seeds.files import seed_unwritable, write_whole
from generator.seeds.incoming import CAPTURE, IncomingSource, seed_settings
from generator.seeds.ink import ink_of, merged, stretches_of
from generator.seeds.numbering import NEWEST_NUMBERING
from generator.seeds.numbers_alone import numbers_apart
from generator.seeds.places import from_first_to_last
from generator.seeds.readers.encoding import encoding_told
from generator.seeds.readers.kinds import kind_of
from generator.seeds.reading import SourceReading
from generator.seeds.seed import DroppedBlock, Edition, SeedParagraph
from generator.seeds.store import check_key


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


def import_seed(
    source: Path, seeds: Path, *, key: str, file: str, encoding: str | None = None
) -> ImportedSeed:
    """Copy a file into the folder of seeds and number its paragraphs, as `take_in` does.

    Findings name it as `file`. Raises BriefError.
    """
    incoming = IncomingSource(read_source(source, file), file, source.suffix.lower())
    return take_in(incoming, seeds, key=key, encoding=encoding)


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
    check_key(key, file)
    kind = kind_of(data)
    told = encoding_told(data, incoming.charset, file) if incoming.charset else None
    reading = kind.read(data, file, encoding or told)
    folder, shown = seeds / key, f"{seeds.name}/{key}"
    original = _original(folder, data, incoming.suffix or kind.suffix, file)
    if any(folder.glob("editions/*.json")):
        return _imported(read_edition(folder, file=shown), reading, is_new=False)
    edition = _edition(reading, data, original, file)
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
        if _original_bytes(present) == data:
            return present.name
        message = f"the key `{folder.name}` belongs to another original, {present.name}"
        raise refusal(codes.KEY_TAKEN, message, Span.at(file), hint="give this source another key")
    return f"original{suffix}"


def _original_bytes(path: Path) -> bytes:
    try:
        return read_of_workspace(path, SOURCE)
    except OSError as error:
        shown = "/".join(path.parts[-3:])  # seeds/key/original.txt
        raise BriefError([file_unreadable(error, shown, code=codes.UNREADABLE_SEED)]) from None


def _edition(reading: SourceReading, data: bytes, original: str, file: str) -> Edition:
    cleaned = numbers_apart(reading.cleaned)
    if not cleaned.paragraphs:
        message = "no paragraph was found in it: no line reads as a sentence"
        hint = "import the text itself, with each paragraph on a line or with blank lines between"
        raise refusal(codes.NO_PARAGRAPH, message, Span.at(file), hint=hint)
    ink = ink_of(reading.lines)
    dropped = dropped_blocks(ink, cleaned.dropped)
    return numbered_anew(
        Edition(
            1,
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
        # The edition comes last in `files`, and only an edition makes a folder a seed.
        for name, data in files.items():
            if not (folder / name).exists():
                write_whole(folder / name, data)
    except OSError as error:
        raise BriefError([seed_unwritable(error, shown)]) from None
    finally:
        shutil.rmtree(stage, ignore_errors=True)


# --- restoring --------------------------------------------------------------------------


def restore_line(
    folder: Path, line: int, *, last: int | None = None, file: str, cited: bool
) -> tuple[Edition, SeedParagraph]:
    """Make a dropped line, or the lines from `line` to `last`, a paragraph of the seed.

    If nothing cites the seed yet, the paragraphs of its first edition are numbered again. If
    something does, no number changes: a new edition is written, in which the insert is 3A. Returns
    the edition and the new paragraph. Raises BriefError for a line that was not dropped.
    """
    edition = _renewable(folder, file)
    lines = range(line, (line if last is None else last) + 1)
    restored = _dropped(edition, lines, file)
    text = re.sub(r"[ \t]+", " ", " ".join(drop.text for drop in restored))
    text = text.replace("\u00ad ", "")  # a soft hyphen at the end of a line divides a word
    ink = merged([stretch for drop in restored for stretch in stretches_of(drop.ink)])
    added = inserted(
        text, ink, from_first_to_last([one.place for one in restored]), restored[0].kind
    )
    index = sum(p.ink < ink for p in edition.paragraphs)
    left = tuple(drop for drop in edition.dropped if drop not in restored)
    before, behind = edition.paragraphs[:index], edition.paragraphs[index:]
    if edition.number == 1 and not cited:
        renewed = numbered_anew(
            replace(edition, paragraphs=(*before, added, *behind), dropped=left)
        )
    else:
        number = number_of_added(added, replace(edition, dropped=left))
        renewed = replace(
            edition,
            number=edition.number + 1,
            paragraphs=(*before, with_number(added, number), *behind),
            dropped=left,
        )
    write_edition(folder, renewed, file=file)
    return renewed, renewed.paragraphs[index]


def _renewable(folder: Path, file: str) -> Edition:
    """The newest edition, carried over if it is of format 1."""
    edition = read_edition(folder, file=file)
    if edition.reader is not None:
        return edition
    return carried_over(files_of_seed(folder, file), edition, file=file)


def numbered_anew(edition: Edition) -> Edition:
    """An edition that nothing cites yet, with numbers as if it were imported so.

    Reasons for dropping lines that name a paragraph name it by its new number.
    """
    kept = edition.paragraphs
    again = with_numbers(kept, edition.dropped, numbering_of(edition))
    renamed = {
        one.number or str(count): other.number
        for count, (one, other) in enumerate(zip(kept, again, strict=True), 1)
    }
    return replace(
        edition,
        paragraphs=again,
        dropped=tuple(replace(d, reason=_reworded(d.reason, renamed)) for d in edition.dropped),
    )


def _reworded(reason: str, renamed: Mapping[str, str]) -> str:
    """A reason for dropping a line; if it names a paragraph, by its present number."""
    return re.sub(r"(?<=¶)\w+", lambda match: renamed.get(match[0], match[0]), reason)


def _dropped(edition: Edition, lines: range, file: str) -> list[DroppedBlock]:
    """The dropped lines in a range, without blank ones. Raises BriefError for other lines."""
    for paragraph in edition.paragraphs:
        line = max(lines.start, paragraph.place.first_line)
        if line <= paragraph.place.last_line and line in lines:
            raise _not_dropped(edition, line, f"line {line} is in ¶{paragraph.number}", file)
    found = [drop for drop in edition.dropped if drop.line in lines]
    if not found:
        line = max(lines.start, 1)
        raise _not_dropped(edition, line, f"line {lines.start} is blank or not there", file)
    return found


def _not_dropped(edition: Edition, line: int, message: str, file: str) -> BriefError:
    hint = f"`brief seed show {file.rpartition('/')[2]} --dropped` lists the lines to choose from"
    span = Span.at(f"{file}/{edition.original}", line)
    return refusal(codes.LINE_NOT_DROPPED, message, span, hint=hint)
