"""`python -m generator` is `brief`."""

from __future__ import annotations

from generator.cli import main

main()
