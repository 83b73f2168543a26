"""The readers that are loaded late, by kind and version, as editions name them."""

HTML = ("html", 1)
SAVED_PAGE = ("mhtml", 1)
MAIL = ("mail", 1)
