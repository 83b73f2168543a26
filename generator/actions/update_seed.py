"""`brief seed update`: the editions of a seed, carried over to the newest format."""

from __future__ import annotations

from msgspec import Struct

from generator.document.file_data import FileData
from generator.seeds.carrying import editions_carried_over
from generator.seeds.editions import edition_bytes, edition_name, files_of_seed
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
    files = files_of_seed(folder, file)
    carried = []
    for edition in editions_carried_over(files, file=file):
        name, data = edition_name(file, edition.number), FileData(edition_bytes(edition))
        change = FileChange(name, workspace.root / name, FileData(files[name]), data)
        carried.append(CarriedEdition(edition, change))
    return tuple(carried)
