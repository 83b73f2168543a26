"""Policy briefs from cited sources: what a script needs, as docs/python.md shows it."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from generator.version import __version__

if TYPE_CHECKING:
    from generator.actions.build import Account, Built, build
    from generator.actions.check import check
    from generator.actions.merge import Merging, ToldOfFile, merge
    from generator.actions.publish import Published, publish
    from generator.actions.verify import Verified, verify
    from generator.diagnostics import (
        BriefError,
        Diagnostic,
        Fix,
        GivenAnswer,
        Position,
        Severity,
        Span,
    )
    from generator.pipeline.library import Library
    from generator.pipeline.writing import Rendition
    from generator.workspace.finding import find_briefs, find_workspace
    from generator.workspace.settings import Settings
    from generator.workspace.workspace import Workspace

__all__ = [
    "Account",
    "BriefError",
    "Built",
    "Diagnostic",
    "Fix",
    "GivenAnswer",
    "Library",
    "Merging",
    "Position",
    "Published",
    "Rendition",
    "Settings",
    "Severity",
    "Span",
    "ToldOfFile",
    "Verified",
    "Workspace",
    "__version__",
    "build",
    "check",
    "find_briefs",
    "find_workspace",
    "merge",
    "publish",
    "verify",
]

_MODULES = {
    "actions.build": ("Account", "Built", "build"),
    "actions.check": ("check",),
    "actions.merge": ("Merging", "ToldOfFile", "merge"),
    "actions.publish": ("Published", "publish"),
    "actions.verify": ("Verified", "verify"),
    "diagnostics": (
        "BriefError",
        "Diagnostic",
        "Fix",
        "GivenAnswer",
        "Position",
        "Severity",
        "Span",
    ),
    "pipeline.library": ("Library",),
    "pipeline.writing": ("Rendition",),
    "workspace.finding": ("find_briefs", "find_workspace"),
    "workspace.settings": ("Settings",),
    "workspace.workspace": ("Workspace",),
}
"""Where the names above live. A module is loaded when a name of it is asked for (PEP 562)."""


def __getattr__(name: str) -> object:
    for module, names in _MODULES.items():
        if name in names:
            found: object = getattr(importlib.import_module(f"generator.{module}"), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
