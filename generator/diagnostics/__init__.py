"""What can be wrong with an author's files, where, and how to mend it."""

from generator.diagnostics.diagnostic import (
    PROMISE,
    BriefError,
    Diagnostic,
    Fix,
    Position,
    Severity,
    Span,
    in_reading_order,
)

__all__ = [
    "PROMISE",
    "BriefError",
    "Diagnostic",
    "Fix",
    "Position",
    "Severity",
    "Span",
    "in_reading_order",
]
