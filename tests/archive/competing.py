"""Many writers at once: `python competing.py FOLDER PROCESSES COMMITS` prints one JSON line.

Each process stores half of its versions in an object that all of them share, told to try again
wherever another was first, and half in one of its own. Every version holds a text that no other
has, so that one lost or stored twice is seen.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from generator.archive.heads import read_head
from generator.archive.inventory import NAME, User, read_inventory
from generator.archive.places import Archive
from generator.archive.storage_root import object_path, objects_in
from generator.archive.store import NewVersion, commit, writing
from generator.archive.validate import validate_object
from generator.diagnostics import BriefError
from generator.diagnostics.codes import OVERTAKEN

SHARED = "urn:example:shared"


def store(archive: Archive, identifier: str, text: str) -> int:
    """Store a version; how often another was first."""
    retries = 0
    while True:
        head = read_head(archive, identifier)
        base = head.head if head else 0
        time.sleep(0.001)  # as if a brief were built meanwhile
        files = {"brief.md": text.encode()}
        change = NewVersion(identifier, files, text, User("Desk"), "2026-11-22T09:00:00Z", base)
        try:
            with writing(archive, patience=120):
                commit(archive, change)
        except BriefError as error:
            if error.diagnostics[0].code != OVERTAKEN:
                raise
            retries += 1
            continue
        return retries


def work(archive: Archive, process: int, commits: int) -> int:
    retries = 0
    for number in range(commits):
        identifier = SHARED if number % 2 else f"urn:example:own-{process}"
        retries += store(archive, identifier, f"{process}-{number}")
    return retries


def main() -> None:
    folder, processes, commits = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    archive = Archive(folder)
    children = {}
    for process in range(processes):
        reading, telling = os.pipe()
        child = os.fork()
        if child == 0:
            os.write(telling, str(work(archive, process, commits)).encode())
            os._exit(0)
        os.close(telling)
        children[child] = reading
    retries = 0
    for child, reading in children.items():
        _, status = os.waitpid(child, 0)
        if status:
            raise SystemExit(f"a writer ended with {status}")
        with os.fdopen(reading) as told:
            retries += int(told.read())
    texts = []
    for found in objects_in(archive.ocfl):
        inventory = read_inventory((found / NAME).read_bytes())
        texts += [version.message for version in inventory.versions]
        faults = [fault for fault in validate_object(found) if fault.code.is_error]
        if faults:
            raise SystemExit(f"{found}: {faults}")
    shared = (archive.ocfl / object_path(SHARED) / NAME).read_bytes()
    print(
        json.dumps(
            {
                "versions": len(texts),
                "different": len(set(texts)),
                "shared": read_inventory(shared).head,
                "retries": retries,
                "litter": sorted(p.name for p in archive.staging.iterdir() if p.name != "lock"),
            }
        )
    )


if __name__ == "__main__":
    main()
