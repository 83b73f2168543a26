"""The logo that a theme names → its image, from the template's folder or from one above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.config.conversion import Locate
from generator.config.files import LOGO, read_of_workspace, stands
from generator.config.names import place_below
from generator.config.text import file_unreadable
from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose, refusal, refuse
from generator.images.bitmaps import ImageFile
from generator.images.drawing import Drawing, RefusedImageError
from generator.recall.results import recalled
from generator.theme.theme import Logo, Theme

NamedFolders = Sequence[tuple[Path, str]]
"""Folders, each with the name that it is shown by."""


def with_logo(theme: Theme, folders: NamedFolders, locate: Locate) -> Theme:
    """The theme with the image of its logo, looked for in the folders in turn.

    Raises BriefError if there is none, or it cannot be read; or if a header or footer shows a logo
    and the theme has none.
    """
    if theme.logo is None:
        refuse(_faults_of_heads(theme, locate))
        return theme
    return replace(theme, logo=_read_logo(theme.logo, folders, locate))


def _faults_of_heads(theme: Theme, locate: Locate) -> Iterator[Diagnostic]:
    for name, head in theme.heads.items():
        for place in head.places:
            if "{logo}" in place.pattern:
                hint = 'write [logo] with file = "logo.svg"'
                message = "this shows a logo, and the theme has none"
                yield diagnose(codes.BAD_THEME, message, locate((name, place.name)), hint=hint)


def _read_logo(logo: Logo, folders: NamedFolders, locate: Locate) -> Logo:
    name = logo.file.as_posix()
    try:
        places = {place_below(folder, name): f"{shown}/{name}" for folder, shown in folders}
        path = next(filter(stands, places), next(iter(places)))
        return replace(logo, file=path, image=_image_in(read_of_workspace(path, LOGO)))
    except OSError as error:
        found = file_unreadable(error, name, code=codes.NO_IMAGE)
        hint = found.hint or "put it into the template's folder, beside theme.toml"
        span = locate(("logo", "file"))
        raise BriefError([replace(found, span=span, hint=hint)]) from None
    except RefusedImageError as error:
        span = Span.at(places[path], error.line or 1)
        raise refusal(codes.NO_IMAGE, f"{name}: {error.why}", span, hint=error.hint) from None


class _ImageRead(Struct, frozen=True):
    image: ImageFile | Drawing


def _image_in(data: bytes) -> ImageFile | Drawing:
    """The image in the bytes of a file. Raises RefusedImageError."""

    def read() -> _ImageRead:
        from generator.images.svg import read_image_bytes

        return _ImageRead(read_image_bytes(data))

    by = "generator.images.svg"
    return recalled(_ImageRead, data, read, by=by, room="generator.images").image
