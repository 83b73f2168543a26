"""`brief seed update`: the editions of a seed in the format that their original proves."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from generator.seeds.carrying import carried_over
from generator.seeds.editions import edition_at, edition_numbers, write_edition
from generator.seeds.seed import Edition
from generator.seeds.store import check_key, read_seed
from generator.workspace.workspace import Workspace


class CarriedEdition(Struct, frozen=True):
    """An edition as it would be written, and its file as people call it."""

    file: str
    edition: Edition


def editions_to_carry(workspace: Workspace, key: str) -> tuple[CarriedEdition, ...]:
    """The editions of format 1 that a seed has, carried over, the oldest first; nothing is written.

    Raises BriefError where the seed does not hold, or its original does not prove an edition.
    """
    folder, file = workspace.seeds / key, f"seeds/{key}"
    check_key(key, file)
    read_seed(folder, file=file)
    numbers = sorted(edition_numbers(folder))
    every = (edition_at(folder, number, file=file) for number in numbers)
    return tuple(
        CarriedEdition(f"{file}/editions/{edition.number}.json", carried)
        for edition in every
        if edition.reader is None
        for carried in [carried_over(folder, edition, file=file)]
    )


def write_carried(workspace: Workspace, key: str, carried: Iterable[CarriedEdition]) -> None:
    """Write what `editions_to_carry` found, each file whole or not at all. Raises BriefError."""
    for each in carried:
        write_edition(workspace.seeds / key, each.edition, file=f"seeds/{key}")
