"""A finished file that a person names: one lying somewhere, or one of a version in the archive."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from generator.actions.archives import archive_of
from generator.diagnostics import BriefError, codes
from generator.document.file_data import FileData
from generator.manifest.reading import Carried
from generator.pipeline.library import Library
from generator.proof.carried import carried_manifest
from generator.proof.contents import as_said
from generator.proof.finished import Finished, cannot, read_handed
from generator.proof.needs import handed_budget
from generator.proof.readers import read_finished, reader_named


class HandedFile(Struct, frozen=True):
    """A finished file, what its manifest says it should say, and what it says."""

    name: str
    finished: Finished
    carried: Carried
    said: Carried

    @property
    def markdown(self) -> tuple[str, FileData] | None:
        """The name and the bytes of the Markdown that it carries; None if it carries none."""
        attachments = self.finished.attachments.items()
        return next((one for one in attachments if one[0].endswith(".md")), None)


def handed_file(library: Library, name: str) -> HandedFile | None:
    """The finished file that a name leads to; None if it is the name of a brief.

    Raises BriefError if there is no such file or version, or if it cannot be read.
    """
    path = Path(name)
    if reader_named(path.name):
        return _read_handed_file(name, read_handed(path))
    if "@" in name and not path.exists():
        return _of_version(library, name)
    return None


def _read_handed_file(name: str, data: bytes) -> HandedFile:
    finished = read_finished(data, name)
    carried = carried_manifest(finished, handed_budget(name))
    return HandedFile(name, finished, carried, as_said(carried, finished))


def _of_version(library: Library, name: str) -> HandedFile:
    """A version, read from the first of its files that carries a manifest."""
    from generator.archive.catalogue import held

    version = held(archive_of(library.workspace), name)
    last: BriefError | None = None
    for path in version.paths:
        if path.startswith("renditions/"):
            try:
                return _read_handed_file(version.name, version.read(path))
            except BriefError as error:
                last = error
    hint = "see what it holds with `brief archive show`"
    raise last or cannot(
        codes.UNREADABLE_FILE, name, f"{version.name} holds no finished file", hint
    )
