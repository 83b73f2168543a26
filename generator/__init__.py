"""Policy briefs from cited sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import BriefError, Diagnostic, Severity, Span
from generator.version import __version__
from generator.workspace.finding import find_workspace
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from generator.actions.build import build
    from generator.actions.check import check
    from generator.pipeline.library import Library

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
            from generator.pipeline.library import Library

            return Library
        case "build" | "check":
            from generator.actions.build import build
            from generator.actions.check import check

            return build if name == "build" else check
        case _:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
