"""Document + Theme → Word file."""

from generator.writers import Manuscript
from generator.writers.docx.write import write_docx

__all__ = ["write", "write_docx"]


def write(manuscript: Manuscript) -> bytes:
    """The manuscript as a Word file; its pages only tell a table of contents its numbers."""
    pages = manuscript.pages
    return write_docx(
        manuscript.document,
        manuscript.theme,
        attachments=manuscript.attachments,
        page_of=pages.page_of if pages else None,
    )
