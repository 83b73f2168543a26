"""`python hindered.py FOLDER full|protected`: store a version where the system will not let us."""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from generator import BriefError
from generator.archive.inventory import User
from generator.archive.places import Archive
from generator.archive.store import NewVersion, commit, writing

NOBODY = 65534


def main() -> None:
    archive = Archive(Path(sys.argv[1]))
    if sys.argv[2] == "full":
        # The system then refuses to let any file grow beyond this.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
    elif os.geteuid() == 0:
        os.setuid(NOBODY)  # nothing is protected from root
    files = {"brief.md": b"second", "big.pdf": bytes(50_000)}
    identifier = "urn:example:brief:pb-1"
    change = NewVersion(identifier, files, "Second", User("Desk"), "2026-11-22T09:00:00Z", 1)
    try:
        with writing(archive):
            commit(archive, change)
    except BriefError as error:
        print(*(f"{found.code} {found.message}" for found in error.diagnostics))


if __name__ == "__main__":
    main()
