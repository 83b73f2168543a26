"""Kill a writer in the middle of its work, again and again, and see what is left.

`python crashing.py FOLDER steps|moments N` prints one JSON line: how many kills, how many of
them left the old version and how many the new; or, of an import that brings several, a part of
them, each whole. `roots` are storage roots, one for each state that was left. Any state between
is an error. It runs as a process of its own with nothing
else in it, so that it may fork.
"""

from __future__ import annotations

import base64
import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from generator.archive import index
from generator.archive.catalogue import held, index_of
from generator.archive.exporting import export_object
from generator.archive.heads import read_head
from generator.archive.importing import import_package
from generator.archive.inventory import User, sha512
from generator.archive.ledger import faults_by_ledger
from generator.archive.places import Archive
from generator.archive.signatures import keep, signatures_of
from generator.archive.storage_root import object_path, validate_root
from generator.archive.store import NewVersion, commit, writing
from generator.archive.validate import validate_object
from generator.archive.withdrawal import Reason, remove, withdraw

ID = "urn:example:crash"
TIME = "2026-11-22T09:00:00Z"


def signature(key: bytes) -> bytes:
    """What has the form of a signature by a key, and no more than that."""
    blob = b"SSHSIG" + bytes((0, 0, 0, 1, 0, 0, 0, len(key))) + key + bytes(4)
    begin, end = (b"-----%s SSH SIGNATURE-----\n" % word for word in (b"BEGIN", b"END"))
    return begin + base64.encodebytes(blob) + end


SIGNATURE, OTHER = signature(b"ours"), signature(b"theirs")


def files(number: int) -> dict[str, bytes]:
    return {
        "brief.md": f"version {number}".encode(),
        "renditions/brief.pdf": random.Random(number).randbytes(20_000),
        "original.txt": b"always the same",
    }


def write(archive: Archive, base: int) -> None:
    """Store a version with a signature, which a crash has to leave with it or not at all."""
    change = NewVersion(ID, files(base + 1), "A version", User("Desk"), TIME, base)
    with writing(archive):
        commit(archive, change, lambda _: SIGNATURE)


def killed(work: Callable[[], object], *, before_step: int = 0, after: float = 0.0) -> bool:
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
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit("the work failed without being killed")
    return os.WIFSIGNALED(status)


_READS = ("open", "os.scandir", "os.listdir")
_WRITES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.truncate", "os.link",
           "sqlite3.connect", "shutil.")  # fmt: skip
_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_NEVER = 1 << 30  # steps


def _die_before(step: int) -> None:
    """Python tells its audit hooks of each step just before it takes it.

    Whoever dies before they read leave what they leave before they next write. But SQLite does not
    tell when it writes: from when it is there, it may be anywhere.
    """
    left, indexing = step, False

    def hook(event: str, of: tuple[Any, ...]) -> None:
        nonlocal left, indexing
        indexing = indexing or event == "sqlite3.connect"
        writes = bool(of[2] & _TO_WRITE) if event == "open" else event.startswith(_WRITES)
        if writes or (indexing and event.startswith(_READS)):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


# --- what may be left -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Work:
    """What is killed: `heads` are the versions that it may leave, the old one first.

    Every version has a signature but those in `unsigned`; an import brings them last.
    """

    name: str
    prepare: Callable[[Path], Archive]
    run: Callable[[Archive], object]
    heads: tuple[int, ...]
    unsigned: tuple[int, ...] = ()
    signed_last: bool = False

    def settled(self, archive: Archive) -> str:
        """What the next command finds after a kill; anything half done is an error."""
        with writing(archive) as recovered:
            pass
        head = read_head(archive, ID)
        number = head.head if head else 0
        if number not in self.heads:
            raise SystemExit(f"{self.name}: v{number} is none of {self.heads}")
        if recovered and recovered.finished and recovered.number != number:
            raise SystemExit(f"{self.name}: told {recovered}, but there is v{number}")
        _refuse_litter(archive, number)
        signed = [version for version, _ in signatures_of(archive, ID)]
        wanted = [version for version in range(1, number + 1) if version not in self.unsigned]
        if signed != wanted and not (self.signed_last and set(signed) < set(wanted)):
            raise SystemExit(f"{self.name}: v{number} with signatures of {signed}")
        return {self.heads[0]: "old", self.heads[-1]: "new"}.get(number, "part")


def _refuse_litter(archive: Archive, number: int) -> None:
    litter = sorted(path.name for path in archive.staging.iterdir() if path.name != "lock")
    known = {"index.sqlite", "log", "ocfl", "signatures", "staging"}
    beside = {path.name for path in archive.root.iterdir()} - known
    if litter or beside:
        raise SystemExit(f"litter {litter} {beside}")
    _refuse_faults(archive, number)
    told = list(faults_by_ledger(archive, {archive.ocfl / object_path(ID)}))
    if told:
        raise SystemExit(f"the ledger says otherwise: {told}")
    with index_of(archive) as connection:
        rows = connection.execute("SELECT version FROM versions WHERE id = ?", (ID,)).fetchall()
    if len(rows) != number:
        raise SystemExit(f"the index has {len(rows)} versions of {number}")


_sound = set[str]()  # states that were found without fault: most kills leave one of a few


def _refuse_faults(archive: Archive, number: int) -> None:
    if (state := _state(archive.ocfl)) in _sound:
        return
    faults = validate_root(archive.ocfl)
    if number:
        folder = archive.ocfl / object_path(ID)
        faults += tuple(f for f in validate_object(folder) if f.code.is_error)
    if faults:
        raise SystemExit(f"faults {faults}")
    _sound.add(state)


# --- what is killed ---------------------------------------------------------------------


def start(folder: Path, versions: int) -> Archive:
    archive = Archive(folder)
    with writing(archive):
        pass
    index.rebuild(archive)
    for base in range(versions):
        write(archive, base)
    return archive


def works(folder: Path) -> Iterator[Work]:
    """All that changes an archive: commits, recoveries, withdrawals, removals, imports."""
    yield Work("first", lambda at: start(at, 0), lambda archive: write(archive, 0), (0, 1))
    yield Work("second", lambda at: start(at, 1), lambda archive: write(archive, 1), (1, 2))
    yield Work("recovery", _unfinished, _recover, (1, 2))
    reason = Reason("It was wrong", TIME)
    yield Work(
        "withdrawal",
        lambda at: start(at, 1),
        lambda archive: withdraw(archive, ID, reason),
        (1, 2),
        unsigned=(2,),
    )
    yield Work(
        "removal", lambda at: start(at, 2), lambda archive: remove(archive, ID, reason), (2, 0)
    )
    one, three = _bags(folder)

    def take_in(archive: Archive) -> None:
        import_package(archive, three, "three.tar")

    def with_one(at: Path) -> Archive:
        archive = start(at, 0)
        import_package(archive, one, "one.tar")
        return archive

    yield Work("import", lambda at: start(at, 0), take_in, (0, 3), signed_last=True)
    yield Work("continuation", with_one, take_in, (1, 2, 3), signed_last=True)


def _bags(folder: Path) -> tuple[Path, Path]:
    """A bag of an object with one version, and of the same with three."""
    source = start(folder / "source", 1)
    export_object(held(source, ID), folder / "one.tar", "one.tar")
    for base in (1, 2):
        write(source, base)
    export_object(held(source, ID), folder / "three.tar", "three.tar")
    return folder / "one.tar", folder / "three.tar"


def _recover(archive: Archive) -> None:
    with writing(archive):
        pass


def _unfinished(folder: Path) -> Archive:
    """An archive in which a commit died once its version was in place."""
    archive = start(folder, 1)
    step = 1
    while True:
        killed(lambda: write(archive, 1), before_step=step)
        if (archive.ocfl / object_path(ID) / "v2").exists():
            return archive
        _recover(archive)
        step += 1


def at_every_step(folder: Path) -> Iterator[tuple[Path, str]]:
    for work in works(folder):
        prepared = work.prepare(folder / work.name)
        step = 1
        while True:
            archive = Archive(shutil.copytree(prepared.root, folder / f"{work.name}-{step}"))
            if not killed(lambda: work.run(archive), before_step=step):  # noqa: B023 it runs at once
                break
            yield archive.ocfl, work.settled(archive)
            step += 1
        if work.settled(archive) != "new":
            raise SystemExit(f"{work.name} was not done, though nothing killed it")
    yield from _signing_killed(folder)


def _signing_killed(folder: Path) -> Iterator[tuple[Path, str]]:
    """A second signature of a version, by another key, killed at each step."""
    prepared = start(folder / "signing", 1)

    def sign(archive: Archive) -> None:
        with writing(archive):
            keep(archive, ID, 1, OTHER)

    step = 1
    while True:
        archive = Archive(shutil.copytree(prepared.root, folder / f"signing-{step}"))
        if not killed(lambda: sign(archive), before_step=step):  # noqa: B023 it runs at once
            break
        _recover(archive)
        _refuse_litter(archive, 1)
        there = {path.read_bytes() for _, path in signatures_of(archive, ID)}
        if there not in ({SIGNATURE}, {SIGNATURE, OTHER}):
            raise SystemExit(f"{len(there)} signatures, not all of them whole")
        yield archive.ocfl, "new" if OTHER in there else "old"
        step += 1


def at_random_moments(folder: Path, times: int) -> Iterator[tuple[Path, str]]:
    """Kill chains of commits at moments spread over the time that one takes."""
    moments = random.Random(7)
    archive, base, usual = start(folder / "moments", 0), 0, 0.0
    for number in range(times):
        if number % _CHAIN == 0:
            archive = start(folder / f"moments-{number}", 0)
            began = time.perf_counter()
            killed(lambda: write(archive, 0), before_step=_NEVER)  # noqa: B023 it runs at once
            usual, base = time.perf_counter() - began, 1
        work = Work("moments", Archive, _recover, (base, base + 1))
        killed(lambda: write(archive, base), after=moments.uniform(0, 1.2 * usual))  # noqa: B023
        outcome = work.settled(archive)
        base += outcome == "new"
        yield archive.ocfl, outcome


_CHAIN = 10  # kills, before a fresh archive keeps the checks short


def main() -> None:
    folder, kind, *rest = sys.argv[1:]
    outcomes = {"old": 0, "part": 0, "new": 0}
    roots: dict[str, str] = {}  # one for each state that was left
    runs = (
        at_every_step(Path(folder))
        if kind == "steps"
        else at_random_moments(Path(folder), int(rest[0]))
    )
    for root, outcome in runs:
        outcomes[outcome] += 1
        roots.setdefault(_state(root), str(root))
    print(json.dumps({**outcomes, "roots": sorted(roots.values())}))


def _state(root: Path) -> str:
    """A digest of all names and bytes below a root: the same for the same state."""
    told: list[bytes] = []
    for folder, folders, names in os.walk(root):
        folders.sort()
        told.append(os.fsencode(os.path.relpath(folder, root)))
        for name in sorted(names):
            content = Path(folder, name).read_bytes()
            told += (os.fsencode(name), b"%d" % len(content), content)
    return sha512(b"\0".join(told))


if __name__ == "__main__":
    main()
