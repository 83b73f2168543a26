"""Kill a writer in the middle of its work, again and again, and see what is left.

`python crashing.py FOLDER steps|moments N` prints one JSON line: how many kills, how many of
them left the old version and how many the new. Any state between is an error. It runs as a
process of its own with nothing else in it, so that it may fork.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from generator.archive import index
from generator.archive.inventory import User
from generator.archive.places import Archive
from generator.archive.storage_root import object_path
from generator.archive.store import Change, commit, read_head, writing
from generator.archive.validate import validate_object
from generator.archive.validate_root import validate_root

ID = "urn:example:crash"


def files(number: int) -> dict[str, bytes]:
    return {
        "brief.md": f"version {number}".encode(),
        "renditions/brief.pdf": os.urandom(20_000),
        "seeds/a/original.txt": b"always the same",
    }


def write(archive: Archive, base: int) -> None:
    change = Change(ID, files(base + 1), "A version", User("Desk"), "2026-11-22T09:00:00Z", base)
    with writing(archive):
        commit(archive, change)


def killed(work: Callable[[], None], *, before_step: int = 0, after: float = 0.0) -> bool:
    """Run work in a child that dies before a step on the disk, or after some seconds."""
    child = os.fork()
    if child == 0:
        if before_step:
            _die_before(before_step)
        work()
        os._exit(0)
    if not before_step:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


_STEPS = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.truncate",
          "os.link", "os.scandir", "os.listdir", "sqlite3.connect", "shutil.")  # fmt: skip


def _die_before(step: int) -> None:
    """Python tells its audit hooks of each step just before it takes it."""
    left = step

    def hook(event: str, _: object) -> None:
        nonlocal left
        if event.startswith(_STEPS):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def settled(archive: Archive, base: int) -> str:
    """What the next command finds after a kill: "old" or "new"; anything else is an error."""
    with writing(archive) as recovered:
        pass
    head = read_head(archive, ID)
    number = head.head if head else 0
    if number not in (base, base + 1):
        raise SystemExit(f"v{number} after a kill between v{base} and v{base + 1}")
    if recovered and recovered.finished != (number == base + 1):
        raise SystemExit(f"told {recovered}, but there is v{number}")
    litter = sorted(path.name for path in archive.staging.iterdir() if path.name != "lock")
    beside = {path.name for path in archive.root.iterdir()} - {"index.sqlite", "ocfl", "staging"}
    faults = validate_root(archive.ocfl)
    folder = archive.ocfl / object_path(ID)
    if head:
        faults += tuple(f for f in validate_object(folder) if f.code.is_error)
    if litter or beside or faults:
        raise SystemExit(f"litter {litter} {beside}, faults {faults}")
    with index.connected(archive) as connection:
        rows = connection.execute("SELECT version FROM versions WHERE id = ?", (ID,)).fetchall()
    if len(rows) != number:
        raise SystemExit(f"the index has {len(rows)} versions of {number}")
    return "new" if number == base + 1 else "old"


def start(folder: Path, versions: int) -> Archive:
    archive = Archive(folder)
    with writing(archive):
        pass
    index.rebuild(archive)
    for base in range(versions):
        write(archive, base)
    return archive


def at_every_step(folder: Path) -> Iterator[tuple[Path, str]]:
    """Kill the first commit, the second, and the recovery from a killed one, at each step."""
    for versions in (0, 1):
        step = 1
        while True:
            archive = start(folder / f"v{versions}-{step}", versions)
            if not killed(lambda: write(archive, versions), before_step=step):  # noqa: B023 it runs at once
                break
            yield archive.ocfl, settled(archive, versions)
            step += 1
    yield from _recovery_killed(folder)


def _recovery_killed(folder: Path) -> Iterator[tuple[Path, str]]:
    """A commit that died once its version was in place, and then its recovery at each step."""
    step = 1
    while True:
        archive = start(folder / f"recovery-{step}", 1)
        _leave_unfinished(archive)

        def recovering() -> None:
            with writing(archive):  # noqa: B023 it runs at once
                pass

        if not killed(recovering, before_step=step):
            break
        yield archive.ocfl, settled(archive, 1)
        step += 1


def _leave_unfinished(archive: Archive) -> None:
    step = 1
    while True:
        killed(lambda: write(archive, 1), before_step=step)
        if (archive.ocfl / object_path(ID) / "v2").exists():
            return
        with writing(archive):
            pass
        step += 1


def at_random_moments(folder: Path, times: int) -> Iterator[tuple[Path, str]]:
    """Kill chains of commits at moments spread over the time that one takes."""
    moments = random.Random(7)
    archive, base, usual = start(folder / "moments-0", 0), 0, 0.0
    for number in range(times):
        if number % _CHAIN == 0:
            archive = start(folder / f"moments-{number}", 0)
            began = time.perf_counter()
            write(archive, 0)
            usual, base = time.perf_counter() - began, 1
        killed(lambda: write(archive, base), after=moments.uniform(0, 1.3 * usual))  # noqa: B023 at once
        outcome = settled(archive, base)
        base += outcome == "new"
        yield archive.ocfl, outcome


_CHAIN = 10  # kills, before a fresh archive keeps the checks short


def main() -> None:
    folder, kind, *rest = sys.argv[1:]
    outcomes = {"old": 0, "new": 0}
    roots: set[str] = set()
    runs = (
        at_every_step(Path(folder))
        if kind == "steps"
        else at_random_moments(Path(folder), int(rest[0]))
    )
    for root, outcome in runs:
        outcomes[outcome] += 1
        roots.add(str(root))
    print(json.dumps({**outcomes, "roots": sorted(roots)}))


if __name__ == "__main__":
    main()
