"""The numbers of provisions, by which laws and resolutions are cited."""

from __future__ import annotations

import re

_PROVISION = re.compile(
    r"(?:article|art\.|artikel|artículo|articolo|artigo|artykuł|статья|section|sec\.|§+|clause"
    r"|paragraph|rule|principle|recommendation|第)\s?(?:\d{1,4}[a-z]?|[ivxlc]{1,7})(?:\s?[条條조])?\.?",
    re.IGNORECASE,
)


def is_provision(text: str) -> bool:
    """Whether a line is the number of a provision, as in "Article 2", by which it is cited."""
    return _PROVISION.fullmatch(text.strip()) is not None
