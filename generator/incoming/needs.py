"""What reading a file that somebody hands in may take beside what opening any file may."""

from __future__ import annotations

from generator.opening.budget import Need

# As generous as those of any file, and behind each row is what a brief of 319 pages took.
MARKS = Need("marks of notes", 20_000)  # 1,651
VISITED = Need("elements of XML", 3_500_000)  # 287,592
