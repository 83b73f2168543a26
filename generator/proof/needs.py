"""What reading a finished brief may take beside what opening any file may."""

from __future__ import annotations

from generator.diagnostics import codes
from generator.opening.budget import Budget, Need, Objections

# Each is as generous as those of any file, and behind each row is what the same brief took.
ATTACHED = Need("attachments", 200)  # 6: two, read three times
VALUES = Need("values in its manifest", 2_000_000)  # 100,301
QUOTED = Need("letters of excerpts to look through for quotations", 100_000_000)  # 257,790
# Of a page: each word is looked at once for each element that it stands in.
NESTED = Need("elements inside each other", 1_000_000_000, 300, "place")  # 14
# Of a Word file.
SEEN = Need("elements of XML that say how words are seen", 3_000_000)  # 237,156
# Of a PDF.
TOKENS = Need("tokens of what is drawn", 18_000_000, 1_000_000, "page")  # 1,395,242; 84,266
FORMS = Need("drawings inside drawings", 5_000)  # 1; one a page with a logo at its head
CODES = Need("letters in the maps of fonts", 500_000)  # 648
TAGS = Need("tags and annotations", 2_000_000)  # 117,811

DO_NOT_OPEN = "no brief is as large: do not open it"
AGAIN = "ask for the file again, from where it was published"
_UNLOCK = "save a copy without a password, and check that"


def handed_budget(file: str) -> Budget:
    """What reading a finished brief that somebody has handed over may take."""
    objections = Objections(
        damaged=(codes.DAMAGED_FILE, AGAIN),
        locked=(codes.LOCKED_FILE, _UNLOCK),
        large=(codes.LARGE_FILE, DO_NOT_OPEN),
    )
    return Budget(file, objections)
