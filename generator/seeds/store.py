"""Seeds on disk: a person writes `seed.toml` and caveats, an import the original and editions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from generator.config.addresses import PAGE_HINT, is_web_address
from generator.config.conversion import Locate, conform
from generator.config.files import CAVEATS, names_in, stands
from generator.config.names import MOST_OF_A_NAME, can_name, name_from
from generator.config.text import read_text
from generator.config.toml import read_toml
from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose, refusal
from generator.diagnostics.nearest import did_you_mean
from generator.seeds.editions import read_edition
from generator.seeds.proofs import Proofs
from generator.seeds.seed import Seed, SeedMeta

T = TypeVar("T")

_KEY = re.compile(r"[a-z0-9][a-z0-9-]*")


SAVED_RECORDS = "records"
"""The folder among the seeds that holds the saved pages of records, and no seed."""


def check_key(key: str, file: str) -> None:
    """Raise BriefError if no citation could name this key, or no seed may have it."""
    if key == SAVED_RECORDS:
        message = f"`{key}` cannot be the key of a seed: its folder holds the pages of records"
        raise refusal(codes.BAD_KEY, message, Span.at(file), hint="give the source another key")
    if _KEY.fullmatch(key):
        return
    proposal = name_from(key)
    allowed = "a key has small letters a–z, digits and hyphens"
    hint = f"{allowed}: `{proposal}`" if proposal else allowed
    message = f"`{key}` cannot be the key of a seed"
    raise refusal(codes.BAD_KEY, message, Span.at(file), hint=hint)


def check_new_key(key: str, file: str) -> None:
    """Raise BriefError if no citation could name this key, or no new seed may have it."""
    check_key(key, file)
    if not can_name(key):
        message = f"`{key}` cannot be the key of a seed"
        hint = f"a key has at most {MOST_OF_A_NAME} characters, and no name of a device on Windows"
        raise refusal(codes.BAD_KEY, message, Span.at(file), hint=hint)


def key_for(name: str) -> str:
    """The key of a source by its name: "My Report (v2)" → "my-report-v2"; empty if none fits."""
    key = name_from(name)
    if len(key) > _LONGEST_KEY:
        key = key[:_LONGEST_KEY].rpartition("-")[0] or key[:_LONGEST_KEY]
    return key


_LONGEST_KEY = 40  # characters: a key stands in every citation


def list_seeds(folder: Path) -> tuple[str, ...]:
    """The keys of the seeds in a folder of seeds, in order; none if there is no such folder."""
    names = (entry.name for entry in names_in(folder, "*/"))
    return tuple(sorted(n for n in names if not n.startswith(".") and n != SAVED_RECORDS))


# --- reading ----------------------------------------------------------------------------


def read_seed(folder: Path, *, file: str, proofs: Proofs | None = None) -> Seed:
    """The newest edition of the seed in a folder, which findings name as `file`.

    Editions among `proofs` are not proved again; newly proved ones are added to them.

    Raises BriefError with every fault found: wrong settings, a damaged edition, a paragraph or an
    original whose words have changed since the import.
    """
    check_key(folder.name, file)
    if not stands(folder):
        raise BriefError([missing_seed(folder, file)])
    faults: list[Diagnostic] = []
    meta = _gather_faults(faults, lambda: _read_meta(folder / "seed.toml", f"{file}/seed.toml"))
    edition = _gather_faults(faults, lambda: read_edition(folder, file=file, proofs=proofs))
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
    """The result of `read`; if it raises, its findings are added to the others of the run."""
    try:
        return read()
    except BriefError as error:
        faults.extend(error.diagnostics)
        return None


def missing_seed(folder: Path, file: str) -> Diagnostic:
    """The finding that a folder, which would hold a seed, is not there."""
    make = f"import it: `brief seed import FILE --key {folder.name}`"
    hint = did_you_mean(folder.name, list_seeds(folder.parent), make)
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


def _unsound(data: Mapping[str, Any], locate: Locate) -> Iterator[Diagnostic]:
    """The faults of `seed.toml` that its types do not show."""
    if "published" in data:
        message = "unknown key `published`"
        yield diagnose(
            codes.BAD_SEED_SETTINGS, message, locate(("published",)), hint="it is named `date`"
        )
    try:
        _date(data)
    except ValueError:
        message = f"`date` must be a date, not {data['date']!r}"
        hint = 'write it as "2024-06-19", or "undated"'
        yield diagnose(codes.BAD_SEED_SETTINGS, message, locate(("date",)), hint=hint)
    url = data.get("url", "")
    if isinstance(url, str) and url and not is_web_address(url):
        message = f"`url` must be the address of a page, not {url!r}"
        yield diagnose(codes.BAD_SEED_SETTINGS, message, locate(("url",)), hint=PAGE_HINT)
    if isinstance(data.get("title"), str) and not data["title"].strip():
        hint = "write the title as the source prints it"
        yield diagnose(codes.BAD_SEED_SETTINGS, "`title` is empty", locate(("title",)), hint=hint)
    language = data.get("language", "en")
    if isinstance(language, str) and not _LANGUAGE.fullmatch(language):
        message = f"`language` must be the tag of a language, not {language!r}"
        hint = 'write one such as "en", "de" or "pt-BR" (BCP 47)'
        yield diagnose(codes.BAD_SEED_SETTINGS, message, locate(("language",)), hint=hint)


def _date(data: Mapping[str, Any]) -> date | None:
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
