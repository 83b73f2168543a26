"""Document + Theme → Word file."""

from generator.writers.docx.write import write_docx

__all__ = ["write_docx"]
