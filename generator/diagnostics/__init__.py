"""What can be wrong with an author's files, where, and how to mend it."""

from generator.diagnostics.diagnostic import (
    BriefError,
    Code,
    Diagnostic,
    Fix,
    GivenAnswer,
    Position,
    Purpose,
    Severity,
    Span,
    diagnose,
    in_reading_order,
    refusal,
    refuse,
)

__all__ = [
    "BriefError",
    "Code",
    "Diagnostic",
    "Fix",
    "GivenAnswer",
    "Position",
    "Purpose",
    "Severity",
    "Span",
    "diagnose",
    "in_reading_order",
    "refusal",
    "refuse",
]
