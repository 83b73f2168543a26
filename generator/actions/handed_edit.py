"""An edited file that somebody hands in, and the brief here that it was made from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.diagnostics import BriefError
from generator.incoming.file import IncomingFile
from generator.incoming.needs import incoming_budget
from generator.pipeline.library import Library
from generator.proof.carried import carried_manifest
from generator.proof.finished import read_handed
from generator.receiving.formats import read_incoming

if TYPE_CHECKING:
    from generator.manifest.reading import Carried


class HandedEdit(Struct, frozen=True):
    """An edited file, and the manifest that it carries."""

    name: str
    content: IncomingFile
    carried: Carried | None

    @classmethod
    def read(cls, path: Path, *, reject: bool = False) -> HandedEdit:
        """The file at a path, its recorded changes accepted or refused.

        Raises BriefError if it cannot be read.
        """
        name = path.as_posix()
        budget = incoming_budget(name)
        content = read_incoming(read_handed(path), budget, rejected=reject)
        try:
            carried = carried_manifest(content, budget)
        except BriefError:  # it has lost it, or that of another version: --onto helps
            carried = None
        return cls(name, content, carried)

    @property
    def markdown(self) -> tuple[str, str] | None:
        """The name of the brief and the Markdown that the file was made from, if it carries it."""
        for name, data in self.content.attachments.items():
            if name.endswith(".md") and self.carried and self.carried.is_made_of(data):
                return name.removesuffix(".md"), data.decode(errors="replace")
        return None

    @property
    def identity(self) -> Mapping[str, str]:
        """What the file says of the brief that it is: "identifier", "version"."""
        return self.carried.brief if self.carried else self.content.properties


def briefs_of(library: Library, one: HandedEdit) -> list[Path]:
    """The briefs here with the name or the number that a file carries."""
    slug = one.markdown[0] if one.markdown else ""
    named = [path for path in library.briefs() if path.stem == slug]
    number = one.identity.get("identifier", "")
    if named or not number:
        return named
    whole = re.compile(rf"(?<![\w.-]){re.escape(number)}(?![\w.-])")
    return [path for path, head in library.heads().items() if whole.search(head)]
