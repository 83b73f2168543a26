"""Seeds on disk: `seed.toml` and caveats by a person, the original and its editions by import."""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from msgspec import to_builtins
from msgspec.structs import replace

from generator.config.addresses import PAGE_HINT, is_web_address
from generator.config.conversion import Locate, conform
from generator.config.files import CAVEATS, EDITION, SOURCE, read_of_workspace, stands
from generator.config.text import file_unreadable, read_text
from generator.config.toml import read_toml
from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose, refusal
from generator.language.folding import digest
from generator.seeds.seed import Edition, Seed, SeedMeta

T = TypeVar("T")

_KEY = re.compile(r"[a-z0-9][a-z0-9-]*")


def check_key(key: str, file: str) -> None:
    """Raise BriefError for a key that no citation could name."""
    if _KEY.fullmatch(key):
        return
    proposal = re.sub(r"[^a-z0-9]+", "-", key.casefold()).strip("-")
    allowed = "a key has small letters a–z, digits and hyphens"
    hint = f"{allowed}: `{proposal}`" if proposal else allowed
    message = f"`{key}` cannot be the key of a seed"
    raise refusal(codes.BAD_KEY, message, Span.at(file), hint=hint)


def list_seeds(folder: Path) -> tuple[str, ...]:
    """The keys of the seeds in a folder of seeds, in order; none where there is no such folder."""
    if not folder.is_dir():
        return ()
    entries = (entry for entry in folder.iterdir() if not entry.name.startswith("."))
    return tuple(sorted(entry.name for entry in entries if entry.is_dir()))


# --- reading ----------------------------------------------------------------------------


def read_seed(folder: Path, *, file: str) -> Seed:
    """The newest edition of the seed in a folder shown to people as `file`.

    Raises BriefError with every fault found: settings that do not hold, an edition that was
    damaged, a paragraph or an original whose words have changed since they were imported.
    """
    check_key(folder.name, file)
    if not folder.is_dir():
        raise BriefError([_missing_settings(folder, file)])
    faults: list[Diagnostic] = []
    meta = _gather_faults(faults, lambda: _read_meta(folder / "seed.toml", f"{file}/seed.toml"))
    edition = _gather_faults(faults, lambda: read_edition(folder, file=file))
    caveats = None
    if stands(folder / "caveats.md"):
        shown = f"{file}/caveats.md"
        caveats = _gather_faults(
            faults,
            lambda: read_text(folder / "caveats.md", shown, CAVEATS, code=codes.UNREADABLE_SEED),
        )
    if faults or meta is None or edition is None:
        raise BriefError(faults)
    return Seed(folder.name, meta, edition, caveats)


def _gather_faults(faults: list[Diagnostic], read: Callable[[], T]) -> T | None:
    """What `read` returns; where it raises, its findings join the others of the run."""
    try:
        return read()
    except BriefError as error:
        faults.extend(error.diagnostics)
        return None


def _missing_settings(folder: Path, file: str) -> Diagnostic:
    near = difflib.get_close_matches(folder.name, list_seeds(folder.parent), 1)
    make = f"import it: `brief seed import FILE --key {folder.name}`"
    hint = f"did you mean `{near[0]}`?" if near else make
    return diagnose(codes.NO_SEED, f"no seed `{folder.name}`", Span.at(file), hint=hint)


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _read_meta(path: Path, file: str) -> SeedMeta:
    if not stands(path):
        hint = 'write one that begins with `title = "…"`'
        raise refusal(codes.BAD_SEED_SETTINGS, f"no file {file}", Span.at(file), hint=hint)
    data, locate = read_toml(path, file, code=codes.BAD_SEED_SETTINGS)
    faults = list(_unsound(data, locate))
    said = {key: value for key, value in data.items() if key not in {"date", "published"}}
    meta = _gather_faults(
        faults, lambda: conform(SeedMeta, said, locate, code=codes.BAD_SEED_SETTINGS)
    )
    if faults or meta is None:
        raise BriefError(faults)
    return conform(
        SeedMeta, said | {"published": _date(data)}, locate, code=codes.BAD_SEED_SETTINGS
    )


def _unsound(data: dict[str, Any], locate: Locate) -> Iterator[Diagnostic]:
    """What the types alone do not say of `seed.toml`."""
    if "published" in data:
        message = "unknown key `published`"
        yield diagnose(
            codes.BAD_SEED_SETTINGS, message, locate(("published",)), hint="it is named `date`"
        )
    try:
        _date(data)
    except ValueError:
        message = f"`date`: {data['date']!r} is no date"
        hint = 'write it as "2024-06-19", or "undated"'
        yield diagnose(codes.BAD_SEED_SETTINGS, message, locate(("date",)), hint=hint)
    url = data.get("url", "")
    if isinstance(url, str) and url and not is_web_address(url):
        message = f"`url`: {url!r} is no address of a page"
        yield diagnose(codes.BAD_SEED_SETTINGS, message, locate(("url",)), hint=PAGE_HINT)
    if isinstance(data.get("title"), str) and not data["title"].strip():
        hint = "write the title as the source prints it"
        yield diagnose(codes.BAD_SEED_SETTINGS, "`title` is empty", locate(("title",)), hint=hint)
    language = data.get("language", "en")
    if isinstance(language, str) and not _LANGUAGE.fullmatch(language):
        message = f"`language`: {language!r} is no language tag"
        hint = 'write one such as "en", "de" or "pt-BR" (BCP 47)'
        yield diagnose(codes.BAD_SEED_SETTINGS, message, locate(("language",)), hint=hint)


def _date(data: dict[str, Any]) -> date | None:
    """The day of publication, None for "undated". Raises ValueError for anything else."""
    match data.get("date", "undated"):
        case "undated":
            return None
        case str(text):
            return date.fromisoformat(text)
        case date() as day if not isinstance(day, datetime):
            return day
        case _:
            raise ValueError


def read_edition(folder: Path, *, file: str) -> Edition:
    """The newest edition of a seed, held against its digests. Raises BriefError."""
    number = max(_edition_numbers(folder), default=None)
    if number is None:
        hint = f"import the source: `brief seed import FILE --key {folder.name}`"
        message = f"the seed `{folder.name}` has no paragraphs yet"
        raise refusal(codes.NO_SEED, message, Span.at(file), hint=hint)
    shown = f"{file}/editions/{number}.json"
    text = read_text(_path(folder, number), shown, EDITION, code=codes.DAMAGED_EDITION)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        span = Span.at(shown, error.lineno, error.colno)
        raise refusal(
            codes.DAMAGED_EDITION, f"not JSON: {error.msg.lower()}", span, hint=_RESTORE
        ) from None
    edition = conform(Edition, data, lambda _: Span.at(shown), code=codes.DAMAGED_EDITION)
    faults = [*_damage(edition, number, shown), *_changes(edition, text, folder, file, shown)]
    if faults:
        raise BriefError(faults)
    return edition


_RESTORE = "editions are not edited by hand: bring the file back as it was"


def _edition_numbers(folder: Path) -> list[int]:
    names = [path.stem for path in folder.glob("editions/*.json")]
    return [int(name) for name in names if name.isascii() and name.isdigit()]


def _path(folder: Path, number: int) -> Path:
    return folder / "editions" / f"{number}.json"


def _damage(edition: Edition, number: int, shown: str) -> Iterator[Diagnostic]:
    span = Span.at(shown)
    if edition.number != number:
        message = f"the file says that it is edition {edition.number}"
        yield diagnose(codes.DAMAGED_EDITION, message, span, hint=_RESTORE)
    if not edition.paragraphs:
        yield diagnose(codes.DAMAGED_EDITION, "the edition has no paragraphs", span, hint=_RESTORE)
    for name, times in Counter(p.number for p in edition.paragraphs).items():
        if times > 1 or not re.fullmatch(r"[0-9]+[A-Z]*", name):
            fault = f"stands {times} times" if times > 1 else "is no number of a paragraph"
            yield diagnose(codes.DAMAGED_EDITION, f"¶{name} {fault}", span, hint=_RESTORE)


def _changes(
    edition: Edition, text: str, folder: Path, file: str, shown: str
) -> Iterator[Diagnostic]:
    for paragraph in edition.paragraphs:
        if digest(paragraph.text) != paragraph.digest:
            line = paragraph.place.first_line
            hint = f"bring its words back as they stand in {edition.original}, line {line}"
            message = f"¶{paragraph.number} is not as it was imported: its words have changed"
            span = _span_of(json.dumps(paragraph.text, ensure_ascii=False), text, shown)
            yield diagnose(codes.CHANGED_PARAGRAPH, message, span, hint=hint)
    span = Span.at(f"{file}/{edition.original}")
    # A name from a file is never followed out of the folder.
    path = folder / Path(edition.original).name
    hint = "bring the file back as it was; import a new text under a key of its own"
    try:
        data = read_of_workspace(path, SOURCE)
    except OSError as error:
        found = file_unreadable(error, span.file, code=codes.CHANGED_ORIGINAL)
        yield replace(found, hint=found.hint or hint)
        return
    if hashlib.sha256(data).hexdigest() != edition.original_digest:
        message = "the original is not as it was imported: its bytes have changed"
        yield diagnose(codes.CHANGED_ORIGINAL, message, span, hint=hint)


def _span_of(words: str, text: str, file: str) -> Span:
    start = text.find(words)
    if start < 0:
        return Span.at(file)
    return Span.at(
        file, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start), len(words)
    )


# --- writing ----------------------------------------------------------------------------


def write_edition(folder: Path, edition: Edition, *, file: str) -> None:
    """Write an edition beside the others, whole or not at all. Raises BriefError."""
    path = _path(folder, edition.number)
    shown = f"{file}/editions/{path.name}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, edition_bytes(edition))
    except OSError as error:
        raise BriefError([seed_unwritable(error, shown)]) from None


def edition_bytes(edition: Edition) -> bytes:
    """An edition as its file holds it: JSON, UTF-8, the same bytes for the same edition."""
    return (json.dumps(to_builtins(edition), ensure_ascii=False, indent=2) + "\n").encode()


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file in one step: a reader sees the old bytes or the new. Raises OSError."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def seed_unwritable(error: OSError, file: str) -> Diagnostic:
    """The finding for a file or folder that cannot be written."""
    message = f"cannot write {file}: {error.strerror}"
    hint = "is there a file where a folder should be, or is the folder protected?"
    return diagnose(codes.UNWRITABLE_SEED, message, Span.at(file), hint=hint)
