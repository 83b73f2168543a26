"""How the numbers of pages are printed, in the languages that have a word for it: p. 3 of 12."""

from __future__ import annotations

PAGE = r"(?:page|pg\.?|p\.|seite|s\.|side|sida|sivu|p[aá]gina|стр\.?)"
"""What may stand before the number of a page: a regular expression that ignores case."""

OF = r"(?:/|\||of|von|sur|de|di|van|av|z|из)"
"""What may stand between the number of a page and that of all pages."""
