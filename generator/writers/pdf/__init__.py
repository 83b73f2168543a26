"""Pages → PDF."""

from generator.writers.pdf.write import write_pdf

__all__ = ["write_pdf"]
