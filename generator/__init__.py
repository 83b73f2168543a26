"""Policy briefs from cited sources."""

from __future__ import annotations

from generator.diagnostics import BriefError, Diagnostic, Severity, Span
from generator.library import Library
from generator.pipeline import build, check
from generator.version import __version__
from generator.workspace import Workspace, find_workspace

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
