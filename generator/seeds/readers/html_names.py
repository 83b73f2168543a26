"""What the tags and names of a web page's elements say of the words in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from generator.seeds.readers.html_nesting import PageElement, is_sold
from generator.seeds.readers.html_tokens import attributes_of

_TAGS = {
    "aside": "sidebar",
    "button": "form",
    "dialog": "notice",
    "figcaption": "caption",
    "figure": "caption",
    "footer": "foot of the page",
    "form": "form",
    "label": "form",
    "menu": "navigation",
    "nav": "navigation",
    "select": "form",
    "svg": "picture",
    "textarea": "form",
}
_NAMES = {
    "hidden": (
        r"hidden|visually-?hidden|sr-only|screen-?reader(?:-?text)?|print-only"
        r"|off-?screen|d-none"
    ),
    "comments": (
        r"comments?|comment-?(?:list|form|body|thread)|disqus|responses|respond|replies"
        r"|livefyre|viafoura"
    ),
    "related": (
        r"related|related-?(?:posts|stories|articles|content|links|news)"
        r"|recommend(?:ed|ations?)?|recirc(?:ulation)?|trending|popular"
        r"|most-?(?:read|popular|viewed)|read-?(?:more|next|also)"
        r"|more-?(?:from|on|stories|news|articles|posts)|also-?like|up-?next|teasers?"
        r"|promos?|promo-?box|outbrain|taboola|zergnet|yarpp"
        r"|(?:next|prev|previous)-?(?:article|post|story)|latest-?\w*"
    ),
    "sharing": (
        r"shar(?:e|es|er|ing)|share-?\w*|shared?-?daddy|social|social-?\w*|follow-?us"
        r"|addtoany|addthis|a2a"
    ),
    "subscription": (
        r"newsletters?|newsletter-?\w*|subscri(?:be|ber|bers|ption|ptions)"
        r"|subscribe-?\w*|sign-?up|donat(?:e|ion|ions)|reg-?wall|membership"
    ),
    "navigation": (
        r"nav|nav-?bar|navigation|menus?|breadcrumbs?|pagination|pager|skip-?links?"
        r"|toolbar|site-?header|masthead|toc|table-of-contents|top-?bar"
    ),
    "caption": (
        r"captions?|credits?|wp-caption(?:-?text)?|cutline"
        r"|(?:photo|image|img|media)-?(?:info|text|credits?|captions?|meta|description)"
    ),
    "biography": (
        r"bio|biography|author-?(?:bio|box|info|card|profile|desc|description)"
        r"|about-?(?:the-?)?authors?"
    ),
    "by-line": (
        r"by-?lines?|by-?line-?\w*|authors?|author-?names?|date-?line|time-?stamps?"
        r"|pub-?date|published"
        r"|(?:post|article|entry|story)-?(?:meta|info|date|author|byline)|posted-?on"
        r"|contributors?"
    ),
    "tags": r"tags?|tag-?(?:list|cloud|links)|taxonomy|keywords|topics|categories|cat-links",
    "advert": (
        r"ads?|adverts?|advertis(?:ement|ements|ing|er)|sponsor(?:ed|s)?|banners?|dfp"
        r"|gpt|adsense|google-?ads?|ad-?(?:slot|unit|wrapper|container|box|label)"
        r"|promoted|affiliates?"
    ),
    "notice": (
        r"cookies?|cookie-?\w*|consent|gdpr|disclaimers?|copyright|legal|modal|popup"
        r"|overlay|lightbox"
    ),
    "note": r"foot-?notes?|end-?notes?|ref-?list|references",
    "quoted reply": r"gmail-?quote|moz-?cite-?prefix|yahoo-?quoted|div-rply-fwd-msg",
    "signature": r"gmail-?signature|moz-?signature|ms-?outlook-?signature",
    "pull quote": r"pull-?quotes?|pull-?out",
    "standfirst": r"stand-?first|sub-?(?:title|headline|hed|heading|head)|dek|deck|kicker|eyebrow",
    "summary": r"take-?aways?|key-?(?:points|takeaways|facts)|highlights",
    "sidebar": (
        r"side-?bar|side-?bar-?\w*|\w+-?sidebar|rail|widgets?|aside|complementary"
        r"|info-?box|fact-?box"
    ),
}
# An element that is `with-sidebar` is none.
_APART = r"(?<![a-z])(?<!has-)(?<!no-)(?<!with-)(?<!without-)(?!(?:has|no|with|without)-)"
_PATTERNS = {
    reason: re.compile(rf"{_APART}(?:{words})(?![a-z])") for reason, words in _NAMES.items()
}
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_UNNAMED = frozenset(("html", "head", "body", "main", "article"))


class NamedReason(Struct, frozen=True):
    """Why the words of an element are not body, and the name that says so; empty for a tag."""

    reason: str
    name: str = ""


_MAY_BE_BODY = NamedReason("")


def reason_of(element: PageElement) -> NamedReason:
    """Why the words of an element are not body, by its tag and its names; empty if they may be."""
    if element.tag in _UNNAMED:
        return _MAY_BE_BODY
    if reason := _TAGS.get(element.tag, ""):
        return NamedReason(reason)
    written = attributes_of(element.attributes)
    if written.get("aria-hidden") == "true" and not is_sold(written):
        return NamedReason("hidden")
    if "articleBody" in written.get("itemprop", "") or written.get("role") in {"main", "article"}:
        return _MAY_BE_BODY
    names = [written.get(key, "") for key in ("class", "role", "itemprop")]
    if len(re.findall(r"[^\W_]+", written.get("id", ""))) <= _LONGEST_ID:
        names.append(written.get("id", ""))
    plain = re.sub(r"[_.:/]+", "-", _HUMP.sub("-", " ".join(names))).lower()
    found = ((reason, words.search(plain)) for reason, words in _PATTERNS.items())
    return next((NamedReason(reason, name[0]) for reason, name in found if name), _MAY_BE_BODY)


_LONGEST_ID = 3  # words: a longer one is made of the words of a heading


def reasons_of(
    elements: Sequence[PageElement], own: Sequence[str], top: int = -1
) -> tuple[str, ...]:
    """For each element its own reason, else that of the nearest one around it, up to `top`."""
    found: list[str] = []
    for number, element in enumerate(elements):
        inherited = found[element.parent] if element.parent >= 0 else ""
        found.append("" if number == top else own[number] or inherited)
    return tuple(found)
