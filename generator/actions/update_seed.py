"""`brief seed update`: the editions of a seed in the format that their original proves."""

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
    """An edition as it would be, and the change to its file that makes it so."""

    edition: Edition
    change: FileChange


def editions_to_carry(workspace: Workspace, key: str) -> tuple[CarriedEdition, ...]:
    """The editions of format 1 that a seed has, carried over, the oldest first; nothing is written.

    `change_all` writes them. Raises BriefError where the seed does not hold, or its original does
    not prove an edition.
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
