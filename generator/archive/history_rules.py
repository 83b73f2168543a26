"""The rules between an earlier inventory of an object and that at its root (OCFL 1.1, 3.7)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive.checked import CheckedInventory
from generator.archive.faults import OcflCode, OcflFault


def against_root(
    checked: CheckedInventory, root: CheckedInventory, version: str
) -> Iterator[OcflFault]:
    """What an earlier inventory tells otherwise than the root's."""
    if checked.id != root.id:
        code = OcflCode.E037 if root.standard == "1.0" else OcflCode.E110
        yield OcflFault(code, f"the id is {checked.id!r}, at the root {root.id!r}", checked.file)
    if root.sets_content and not checked.sets_content:
        yield OcflFault(OcflCode.E019, "`contentDirectory` was not set yet", checked.file)
    elif checked.content != root.content:
        yield OcflFault(OcflCode.E020, f"`contentDirectory` is {checked.content!r}", checked.file)
    if not checked.versions or checked.versions[-1] != version:
        last = checked.versions[-1] if checked.versions else "none"
        yield OcflFault(OcflCode.E040, f"the latest version here is {last}", checked.file)
    if not set(checked.versions) < set(root.versions):
        yield OcflFault(OcflCode.E066, "versions that the root does not know", checked.file)
        return
    for name in checked.versions:
        if _logical_files(checked, name) - _logical_files(root, name) or (
            checked.states.get(name, {}).keys() != root.states.get(name, {}).keys()
        ):
            yield OcflFault(
                OcflCode.E066, f"{name} is told otherwise than at the root", checked.file
            )
        if checked.said.get(name) != root.said.get(name):
            yield OcflFault(OcflCode.W011, f"{name}: date, message or user differ", checked.file)


def _logical_files(checked: CheckedInventory, version: str) -> frozenset[tuple[str, str]]:
    """Pairs of a logical path and a content path that holds its bytes."""
    holding: dict[str, list[str]] = {}
    for path, digest in checked.manifest.items():
        holding.setdefault(digest, []).append(path)
    state = checked.states.get(version, {})
    return frozenset(
        (logical, path) for logical, digest in state.items() for path in holding.get(digest, ())
    )
