"""Document → plain text in 72 columns, for mail and for whoever reads nothing else."""

from generator.writers import Manuscript
from generator.writers.txt.write import write_txt

__all__ = ["write", "write_txt"]


def write(manuscript: Manuscript) -> bytes:
    """The manuscript as a text in UTF-8; it carries nothing."""
    return write_txt(manuscript.document, manuscript.theme)
