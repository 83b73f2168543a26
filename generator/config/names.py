"""Names of files and folders, which must mean the same on every system."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path, PureWindowsPath

from generator.config.files import RefusedFileError, links_followed


def place_below(folder: Path, name: str) -> Path:
    """The path below a folder that a name written in a file means, the same on every system.

    Raises OSError for a name that leads elsewhere, or that not every system can have.
    """
    parts = PureWindowsPath(name).parts  # both kinds of slashes divide names
    if "\0" in name:
        raise RefusedFileError("{file} holds a NUL, which no name of a file may hold")
    if PureWindowsPath(name).anchor or "://" in name or _leads_out(parts):
        raise RefusedFileError("{file} lies outside its folder")
    if not all(part == ".." or is_name_anywhere(part) for part in parts):
        hint = "give it another name, of letters, digits and hyphens"
        raise RefusedFileError("{file} has a name that not every system can have", hint)
    return folder / name


def folder_below(root: Path, name: str) -> Path:
    """The folder below another that a name written in a file means; it need not exist.

    Raises OSError for a name that leads elsewhere, by itself or by a link.
    """
    place = place_below(root, name)
    real, own = links_followed(place), links_followed(root)
    if real == own:
        raise RefusedFileError("{file} is not a folder of this workspace")
    if not real.is_relative_to(own):
        hint = "put the folder itself here, or move the whole workspace to where it is to lie"
        raise RefusedFileError("{file} is a link that leads out of the workspace", hint)
    return place


MOST_OF_A_NAME = 100  # characters, so that what is added to it fits on each system


def can_name(name: str) -> bool:
    """Whether something new in a workspace may be called so, on every system."""
    fits = re.fullmatch(r"[a-z0-9][a-z0-9-]*", name) and len(name) <= MOST_OF_A_NAME
    return bool(fits) and not _is_device(name)


def is_name_anywhere(name: str) -> bool:
    """Whether every system can have a file of this name, and show it.

    Windows has the most rules (Microsoft, "Naming Files, Paths, and Namespaces").
    """
    plain = name.isprintable() and not re.search(r'[<>:"/\\|?*]', name)
    return plain and name == name.strip(" ").rstrip(".") and not _is_device(name)


def name_from(words: str) -> str:
    """Words as a name that every system knows: "Größe (v2)" → "grosse-v2".

    It is empty if the words have no Latin letters or digits, and as long as they are.
    """
    letters = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def _is_device(name: str) -> bool:
    return name.partition(".")[0].rstrip(" ").upper() in _DEVICES


def _leads_out(parts: tuple[str, ...]) -> bool:
    depth = 0
    for part in parts:
        depth += -1 if part == ".." else 1
        if depth < 0:
            return True
    return False


# Microsoft, "Naming Files, Paths, and Namespaces".
_DEVICES = frozenset(
    (
        *("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"),
        *(f"{port}{digit}" for port in ("COM", "LPT") for digit in "0123456789¹²³"),
    )
)
