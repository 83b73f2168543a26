"""`brief seed update`: the editions of a seed, carried over to the newest format."""

from __future__ import annotations

from msgspec import Struct

from generator.config.files import EDITION, read_of_workspace
from generator.document.file_data import FileData
from generator.seeds.carrying import carried_over
from generator.seeds.editions import edition_at, edition_bytes, edition_numbers
from generator.seeds.seed import Edition
from generator.seeds.store import check_key, read_seed
from generator.workspace.changing import FileChange
from generator.workspace.workspace import Workspace


class CarriedEdition(Struct, frozen=True):
    """An edition in the new format, and the change of its file."""

    edition: Edition
    change: FileChange


def editions_to_carry(workspace: Workspace, key: str) -> tuple[CarriedEdition, ...]:
    """The editions of format 1 of a seed, carried over, the oldest first. Nothing is written.

    `change_all` writes them. Raises BriefError if the seed has a fault, or its original does not
    prove an edition.
    """
    folder, file = workspace.seeds / key, f"seeds/{key}"
    check_key(key, file)
    read_seed(folder, file=file)
    numbers = sorted(edition_numbers(folder))
    every = (edition_at(folder, number, file=file) for number in numbers)
    return tuple(
        CarriedEdition(carried, _edition_change(workspace, key, carried))
        for edition in every
        if edition.reader is None
        for carried in [carried_over(folder, edition, file=file)]
    )


def _edition_change(workspace: Workspace, key: str, edition: Edition) -> FileChange:
    path = workspace.seeds / key / "editions" / f"{edition.number}.json"
    after = FileData(edition_bytes(edition))
    return FileChange(
        workspace.shown(path), path, FileData(read_of_workspace(path, EDITION)), after
    )
