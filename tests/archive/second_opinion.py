"""Ask ocfl-py about objects and roots: lines with paths in, lines with verdicts out.

A validator that keeps what it has read once hid a corruption from the next reading, so each
path is judged by a child that has read nothing before.
"""

from __future__ import annotations

import json
import os
import sys
from types import ModuleType


def main() -> None:
    import ocfl.storage_root
    import ocfl.validator

    for line in sys.stdin:
        kind, path = line.rstrip("\n").split(" ", 1)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            with os.fdopen(writing, "w") as out:
                try:
                    json.dump(verdict(ocfl, kind, path), out)
                except Exception as error:  # it stumbles over some, which is no verdict
                    json.dump((None, [repr(error)]), out)
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as told:
            print(told.read(), flush=True)
        os.waitpid(child, 0)


def verdict(ocfl: ModuleType, kind: str, path: str) -> tuple[bool, list[str]]:
    """Whether a root or an object holds, and what there is to say."""
    if kind == "object":
        validator = ocfl.validator.Validator()
        valid = validator.validate_object(path)
        return valid, [str(validator)]
    root = ocfl.storage_root.StorageRoot(path)
    held = root.validate(log_errors=False)
    return held and root.num_objects == root.good_objects, [str(root.errors)]


if __name__ == "__main__":
    main()
