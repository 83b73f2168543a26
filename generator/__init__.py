"""Policy briefs from cited sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import BriefError, Diagnostic, Severity, Span
from generator.version import __version__
from generator.workspace import Workspace, find_workspace

if TYPE_CHECKING:
    from generator.library import Library
    from generator.pipeline import build, check

__all__ = [
    "BriefError",
    "Diagnostic",
    "Library",
    "Severity",
    "Span",
    "Workspace",
    "__version__",
    "build",
    "check",
    "find_workspace",
]


def __getattr__(name: str) -> object:
    """What takes time to load is loaded when it is asked for (PEP 562)."""
    match name:
        case "Library":
            from generator.library import Library

            return Library
        case "build" | "check":
            from generator import pipeline

            return getattr(pipeline, name)
        case _:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
