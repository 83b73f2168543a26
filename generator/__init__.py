"""Policy briefs from cited sources."""

from __future__ import annotations

from generator.diagnostics import BriefError, Diagnostic, Severity, Span
from generator.pipeline import build, check
from generator.workspace import Workspace, find_workspace

__all__ = [
    "BriefError",
    "Diagnostic",
    "Severity",
    "Span",
    "Workspace",
    "build",
    "check",
    "find_workspace",
]

__version__ = "0.1.0"
