"""The readers by kind and version, as editions name them."""

TEXT = ("text", 1)
TEXT_WITH_PAGES = ("text", 2)
"""Since version 2, a form feed begins a page, and a line may end as Unicode has it."""
CAPTIONS = ("captions", 1)
HTML = ("html", 2)
"""Since version 2, what may be the mark of a note is a line of its own, as also in mails and pages
that were saved as one file."""
MAIL = ("mail", 2)
MARKDOWN = ("markdown", 1)
OPENDOCUMENT = ("opendocument", 1)
PDF = ("pdf", 2)
"""Since version 2, a gap in a word that stands whole elsewhere is no blank, also in tagged PDFs."""
SAVED_PAGE = ("mhtml", 2)
TAGGED_PDF = ("tagged pdf", 2)
WORD = ("word", 1)
