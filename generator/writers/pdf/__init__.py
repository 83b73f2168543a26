"""Pages → PDF."""

from generator.writers import Manuscript
from generator.writers.pdf.write import write_pdf

__all__ = ["write", "write_pdf"]


def write(manuscript: Manuscript) -> bytes:
    """The manuscript's pages as a PDF. Raises ValueError if it has none."""
    if manuscript.pages is None:
        raise ValueError("a PDF is drawn from pages, and the manuscript has none")
    return write_pdf(
        manuscript.document,
        manuscript.pages,
        attachments=manuscript.attachments,
        variant=manuscript.pdf_variant,
    )
