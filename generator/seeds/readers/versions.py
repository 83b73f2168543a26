"""The readers by kind and version, as editions name them."""

TEXT = ("text", 1)
TEXT_WITH_PAGES = ("text", 2)
"""Since version 2, a form feed begins a page, and a line may end as Unicode has it."""
CAPTIONS = ("captions", 1)
HTML = ("html", 1)
MAIL = ("mail", 1)
MARKDOWN = ("markdown", 1)
OPENDOCUMENT = ("opendocument", 1)
PDF = ("pdf", 1)
SAVED_PAGE = ("mhtml", 1)
TAGGED_PDF = ("tagged pdf", 1)
WORD = ("word", 1)
