"""The version of the generator, for those rooms that may not import the package's front door."""

from __future__ import annotations

__version__ = "0.1.0"
