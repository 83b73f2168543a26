"""What reading a file that somebody hands in may take beside what opening any file may."""

from __future__ import annotations

from generator.diagnostics import codes
from generator.opening.budget import Budget, Need, Objections

# As generous as those of any file, and behind each row is what a brief of 319 pages took.
MARKS = Need("marks of notes", 20_000)  # 1,651
VISITED = Need("elements of XML", 3_500_000)  # 287,592
# Of a web page, those that stand deep in others counted more than once: 7,000 for five pages.
PAGE_ELEMENTS = Need("elements of a web page", 500_000)


def incoming_budget(file: str) -> Budget:
    """What reading a draft may take, and the findings on one that cannot be opened."""
    objections = Objections(
        damaged=(codes.DAMAGED_FILE, "open it in the program it came from, and save it again"),
        locked=(codes.LOCKED_FILE, "save a copy without a password, and take that"),
        large=(codes.LARGE_FILE, "save the part that becomes the brief as a file, and take that"),
    )
    return Budget(file, objections)
