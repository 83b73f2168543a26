"""`python -m generator` is `brief`."""

from __future__ import annotations

from generator.cli import main

if __name__ == "__main__":  # a process beside this one loads this module, too
    main()
