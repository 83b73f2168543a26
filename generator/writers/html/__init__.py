"""Document + Theme → one HTML page that asks for nothing else and can be read without scripts."""

from generator.writers import Manuscript
from generator.writers.html.page import write_html

__all__ = ["write", "write_html"]


def write(manuscript: Manuscript) -> bytes:
    """The manuscript as a self-contained HTML page."""
    return write_html(manuscript.document, manuscript.theme, attachments=manuscript.attachments)
