"""Two documents → one that shows what was put in, taken out and moved between them."""

from generator.redlining.redline import redline

__all__ = ["redline"]
