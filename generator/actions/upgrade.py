"""`brief upgrade`: carry a workspace of an earlier format over to the newest.

A new step is a row of `STEPS`; docs/contributing.md says what it has to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from msgspec import Struct

from generator.config.files import FONT, read_of_workspace
from generator.diagnostics import BriefError, Diagnostic, codes, refuse
from generator.document.file_data import FileData
from generator.seeds.carrying import editions_carried_over, files_of
from generator.workspace.finding import find_files
from generator.workspace.format import with_format
from generator.workspace.lazy_files import Files, LazyFiles
from generator.workspace.refreshing import Unsettled, named_fonts, refresh, shipped_templates
from generator.workspace.storing import FileChange
from generator.workspace.workspace import Workspace, starter_workspace


class UpgradeStep(Struct, frozen=True):
    """A step from one format to the next: what it does, in one line, and the function that does it.

    `change` takes all files of a workspace and returns the complete files that it changes or adds.
    """

    start: int
    what: str
    change: Callable[[LazyFiles], Files]


def _editions_prove_themselves(files: LazyFiles) -> Files:
    """Every edition of format 1 carried over; raises BriefError with the faults of all seeds.

    One that its original does not prove stops the step: it would be vouched for from then on.
    """
    changed: dict[str, bytes] = {}
    faults: list[Diagnostic] = []
    for seed in _seeds_among(files):
        try:
            changed |= files_of(editions_carried_over(files, file=seed), file=seed)
        except BriefError as error:
            faults += error.diagnostics
    refuse(faults)
    return changed


def _seeds_among(files: Files) -> Iterable[str]:
    """The folders of seeds that have editions."""
    found = (re.match(r"(seeds/[^/]+)/editions/", name) for name in files)
    return dict.fromkeys(match[1] for match in found if match)


STEPS: tuple[UpgradeStep, ...] = (
    UpgradeStep(
        1,
        "rules that only warned count in full; each source is proved by its original",
        _editions_prove_themselves,
    ),
)
"""One step for each format except the newest, in order."""


class Upgrade(Struct, frozen=True):
    """The changes that carry a workspace over. If anything is unsettled, none may be written."""

    start: int
    end: int
    steps: tuple[UpgradeStep, ...]
    changes: tuple[FileChange, ...]
    unsettled: tuple[Unsettled, ...]


def upgrade(
    workspace: Workspace,
    *,
    keep: Collection[str] = (),
    steps: tuple[UpgradeStep, ...] = STEPS,
    shipped: Callable[[int], Files] = shipped_templates,
) -> Upgrade:
    """The changes that carry a workspace over to the newest format. Nothing is written.

    Templates that `init` copied get what has changed since in the shipped ones. Files named in
    `keep` stay as they are. Raises BriefError for a file that cannot be read, and as steps do;
    ValueError for a name in `keep` that no such template has.
    """
    start, end = workspace.settings.format, 1 + len(steps)
    _refuse_unknown(keep, shipped(end))
    due = tuple(step for step in steps if step.start >= start)
    if not due:
        return Upgrade(start, end, (), (), ())
    places = {workspace.shown(path): path for path in find_files(workspace) if path.is_file()}
    own = LazyFiles(places, code=codes.UNREADABLE_BRIEF)
    now = _carried_over(own, due)
    # The same steps change both, so that their changes do not count as the house's.
    copied = _carried_over(own.with_changes(shipped(start)), due)
    wanted = {name: data for name, data in shipped(end).items() if name not in keep}
    fresh = refresh(now, {name: copied[name] for name in shipped(start)}, wanted)
    after = now.with_changes(fresh.files)
    after = after.with_changes({"brief.toml": with_format(after.get("brief.toml", b""), end)})
    after = after.with_changes(dict(_new_fonts(workspace, fresh.files)))
    return Upgrade(start, end, due, tuple(_upgrade_changes(workspace, own, after)), fresh.unsettled)


def _refuse_unknown(keep: Collection[str], shipped: Files) -> None:
    if other := sorted(set(keep) - shipped.keys()):
        known = ", ".join(shipped)
        raise ValueError(f"{other[0]} is no file of a shipped template: these are {known}")


def _carried_over(files: LazyFiles, steps: Iterable[UpgradeStep]) -> LazyFiles:
    for step in steps:
        files = files.with_changes(step.change(files))
    return files


def _new_fonts(workspace: Workspace, files: Files) -> Iterator[tuple[str, bytes]]:
    """The fonts that themes name and that the workspace's own folder of fonts lacks."""
    folder = workspace.root / "templates" / "fonts"
    source = starter_workspace() / "templates" / "fonts"
    if not folder.is_dir():
        return
    for name in dict.fromkeys(named_fonts(files)):
        if not (folder / name).exists() and (source / name).is_file():
            yield f"templates/fonts/{name}", read_of_workspace(source / name, FONT)


def _upgrade_changes(
    workspace: Workspace, before: LazyFiles, after: LazyFiles
) -> Iterator[FileChange]:
    for name, data in sorted(after.changed.items()):
        old = FileData(before[name]) if name in before else None
        if old != data:
            yield FileChange(name, workspace.root / name, old, FileData(data))
