"""What the tags and names of a web page's elements say of the words in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.seeds.readers.html_nesting import PageElement
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
    "hidden": "hidden|visually-?hidden|sr-only|screen-?reader(?:-?text)?|print-only|off-?screen|d-none",
    "comments": "comments?|comment-?(?:list|form|body|thread)|disqus|responses|respond|replies"
    "|livefyre|viafoura",
    "related": "related|related-?(?:posts|stories|articles|content|links|news)|recommend(?:ed|ations?)?"
    "|recirc(?:ulation)?|trending|popular|most-?(?:read|popular|viewed)|read-?(?:more|next|also)"
    "|more-?(?:from|on|stories|news|articles|posts)|also-?like|up-?next|teasers?|promos?|promo-?box"
    "|outbrain|taboola|zergnet|yarpp|(?:next|prev|previous)-?(?:article|post|story)|latest-?\\w*",
    "sharing": "shar(?:e|es|er|ing)|share-?\\w*|shared?-?daddy|social|social-?\\w*|follow-?us|addtoany"
    "|addthis|a2a",
    "subscription": "newsletters?|newsletter-?\\w*|subscri(?:be|ber|bers|ption|ptions)|subscribe-?\\w*"
    "|paywall|paywall-?\\w*|sign-?up|donat(?:e|ion|ions)|reg-?wall|membership",
    "navigation": "nav|nav-?bar|navigation|menus?|breadcrumbs?|pagination|pager|skip-?links?|toolbar"
    "|site-?header|masthead|toc|table-of-contents|top-?bar",
    "caption": "captions?|credits?|wp-caption(?:-?text)?|cutline"
    "|(?:photo|image|img|media)-?(?:info|text|credits?|captions?|meta|description)",
    "biography": "bio|biography|author-?(?:bio|box|info|card|profile|desc|description)"
    "|about-?(?:the-?)?authors?",
    "by-line": "by-?lines?|by-?line-?\\w*|authors?|author-?names?|date-?line|time-?stamps?|pub-?date"
    "|published|(?:post|article|entry|story)-?(?:meta|info|date|author|byline)|posted-?on"
    "|contributors?",
    "tags": "tags?|tag-?(?:list|cloud|links)|taxonomy|keywords|topics|categories|cat-links",
    "advert": "ads?|adverts?|advertis(?:ement|ements|ing|er)|sponsor(?:ed|s)?|banners?|dfp|gpt|adsense"
    "|google-?ads?|ad-?(?:slot|unit|wrapper|container|box|label)|promoted|affiliates?",
    "notice": "cookies?|cookie-?\\w*|consent|gdpr|disclaimers?|copyright|legal|modal|popup|overlay"
    "|lightbox",
    "pull quote": "pull-?quotes?|pull-?out",
    "standfirst": "stand-?first|sub-?(?:title|headline|hed|heading|head)|dek|deck|kicker|eyebrow",
    "summary": "take-?aways?|key-?(?:points|takeaways|facts)|highlights",
    "sidebar": "side-?bar|side-?bar-?\\w*|\\w+-?sidebar|rail|widgets?|aside|complementary|info-?box"
    "|fact-?box",
}
_PATTERNS = {
    reason: re.compile(rf"(?<![a-z])(?:{words})(?![a-z])") for reason, words in _NAMES.items()
}
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_UNNAMED = frozenset(("html", "head", "body", "main", "article"))


def reason_of(element: PageElement) -> str:
    """Why the words of an element are not body, by its tag and its names; empty if they may be."""
    if element.tag in _UNNAMED:
        return ""
    if reason := _TAGS.get(element.tag, ""):
        return reason
    written = attributes_of(element.attributes)
    if written.get("aria-hidden") == "true":
        return "hidden"
    if "articleBody" in written.get("itemprop", "") or written.get("role") in {"main", "article"}:
        return ""
    names = [written.get(key, "") for key in ("class", "role", "itemprop")]
    if len(re.findall(r"[^\W_]+", written.get("id", ""))) <= _LONGEST_ID:
        names.append(written.get("id", ""))
    plain = re.sub(r"[_.:/]+", "-", _HUMP.sub("-", " ".join(names))).lower()
    return next((reason for reason, words in _PATTERNS.items() if words.search(plain)), "")


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
