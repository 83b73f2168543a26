"""Lines that a web page or a printed page puts around a text, known by their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.language.folding import fold
from generator.seeds.passages import closes, is_enumerated
from generator.seeds.reading import SourcePassage

_NAME = r"[\w&-]+(?: [\w&-]+)*"
_BOILERPLATE = {
    "advertisement": (
        r"(?:article continues (?:after|below) )?(?:this )?(?:advertise?ments?|advert|ads?"
        r"|sponsored(?: content| by .+)?|promoted(?: content)?|anzeige|werbung|publicité"
        r"|publicidad|pubblicità|publicidade|advertentie|реклама|광고|広告|广告)"
    ),
    "site boilerplate: social links": (
        r"(?:our )?social (?:networks?|media|links?).*|(?:follow|find|join|like) us\b.*"
        r"|(?:follow|join) .*(?:channel|group|community|page)"
        r"|(?:(?:share|tweet|pin|e?mail|print|copy link|whatsapp|facebook|twitter|x|telegram"
        r"|linkedin|instagram|youtube|reddit|tiktok)[|•·,/ ]*)+"
        r"|share (?:this|it|on|via)\b.*|(?:artikel )?teilen|partager|compartir|поделиться"
        r"|공유(?:하기)?|подписывайтесь.*"
    ),
    "site boilerplate: subscription": (
        r"(?:subscribe|sign ?up|register|log ?in|sign ?in|donate)"
        r"(?: (?:to|for|now|here|today|with|free|or)\b.*)?"
        r"|(?:get |join )?(?:our |the )?(?:latest |daily |weekly )?newsletters?"
        r"|support our (?:work|journalism).*|abonnieren|abonnez-vous.*|suscríbete.*"
        r"|подписаться.*|구독(?:하기)?"
    ),
    "site boilerplate: other articles": (
        r"latest|trending|popular|recommended|related"
        r"|(?:latest|trending|popular|recommended|related|more|other) (?:articles?|news|posts?"
        r"|stor(?:y|ies)|topics?|reads?|reading|content|from .+|for you)"
        r"|most (?:read|popular|viewed|shared|commented)|editor.?s.? picks?"
        r"|up next|you (?:may|might) also.*|mehr zum thema|관련 ?기사|関連記事|相关(?:新闻|文章)"
        r"|(?:previous|next) (?:article|post|story)\b.*"
    ),
    "link to another article": (
        r"(?:read (?:more|also|next)|see also|also read|lesen sie auch|lire aussi|à lire aussi"
        r"|lea también|leggi anche|читайте также)\b.*"
    ),
    "site boilerplate: comments": (
        r"(?:\d+ )?comments?(?: \(\d+\))?|(?:leave|post|add|write) a (?:comment|reply)\b.*"
        r"|join the (?:conversation|discussion)|kommentare?|commentaires?|комментарии|댓글"
    ),
    "site boilerplate: copy protection": r"(?:error: )?(?:this )?content is protected\b.*",
    "site boilerplate: rights": (
        r"(?:©|copyright\b|\(c\) \d{4}).*|.{0,60}\ball rights reserved\b.*"
        r"|alle rechte vorbehalten.*|tous droits réservés.*|все права защищены.*"
    ),
    "site boilerplate: notice": (
        r"(?:we|this (?:web)?site) uses? cookies\b.*|(?:privacy|cookie) (?:policy|notice|settings)"
        r"|terms (?:of (?:use|service)|and conditions).*|(?:accept|reject|allow) all(?: cookies)?"
        r"|for immediate release|(?:press |media )?contact: .*"
    ),
    "site boilerplate: navigation": (
        r"home|menu|search|navigation|skip to (?:main )?content|back to top|contact(?: us)?"
        rf"|about us|startseite|главная|{_NAME}(?: ?[>»›|] ?{_NAME})+|previous|next|back"
        r"|zurück|weiter|tags?:.*|(?:filed|posted) (?:under|in):?.*|categor(?:y|ies):.*"
    ),
    "site boilerplate: reading time": (
        r"(?:estimated )?(?:reading time:? )?\d+ ?-?min(?:ute)?s?(?: read)?"
    ),
    "picture credit": (
        r"(?:photo|image|picture|foto|bild|фото|사진)(?: credit| by| courtesy| source)?s? ?[:/].*"
        r"|.{0,60}(?:getty images|shutterstock|unsplash)"
    ),
    "page number": (r"(?:page |seite |p\. ?)?\d{1,4}(?: ?(?:of|/|von) ?\d{1,4})?"),
}
_BOILERPLATE_PATTERNS = {
    reason: re.compile(rf"[-–—=*•\s]*(?:{words})[-–—=*•\s:!]*", re.IGNORECASE)
    for reason, words in _BOILERPLATE.items()
}

_MONTH = (
    r"(?:(?:jan|feb|fév|mar|mär|apr|avr|may|mai|jun|juin|jul|juil|aug|août|sep|oct|okt|nov"
    r"|dec|dez|déc)[a-zäéû]*\.?"
    r"|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"
)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DATE = re.compile(
    rf"(?:(?:published|posted|(?:last )?updated|date|datum|publié|дата|{_DAY})(?: on| le)?:?,?\s*)*"
    rf"(?:\d{{1,2}}\.?\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}"
    rf"|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}|\d{{1,2}}[-./]\d{{1,2}}[-./]\d{{4}}"
    rf"|\d{{4}}\s?[년年]\s?\d{{1,2}}\s?[월月]\s?\d{{1,2}}\s?[일日])"
    rf"(?: г\.)?(?:,?\s*(?:at |à |um )?\d{{1,2}}[:.h]\d{{2}}.{{0,20}})?",
    re.IGNORECASE,
)

_INTERRUPTIONS = (
    "advertisement",
    "date",
    "link to another",
    "no words",
    "page number",
    "picture credit",
    "repeated",
)


def is_interruption(reason: str | None) -> bool:
    """Whether a line dropped for this reason may be in the middle of a text."""
    return reason is not None and reason.startswith(_INTERRUPTIONS)


_LONGEST_JUNK = 100
"""In characters: longer lines are sentences, whatever words they begin with."""


def junk_reasons(found: Sequence[SourcePassage]) -> tuple[str | None, ...]:
    """For each passage, why it does not belong to the text; None if its words do not show it."""
    folded = [fold(passage.text).casefold() for passage in found]
    counts = Counter(folded)
    return tuple(
        _reason(passage.text, counts[text]) for passage, text in zip(found, folded, strict=True)
    )


def _reason(text: str, times: int) -> str | None:
    if not any(map(str.isalnum, text)):
        return "no words"
    if len(text) > _LONGEST_JUNK:
        return None
    for reason, pattern in _BOILERPLATE_PATTERNS.items():
        if pattern.fullmatch(text):
            return reason
    if is_date(text):
        return "date"
    if times > 2 and len(text) <= 60 and not closes(text) and not is_enumerated(text):
        return f"repeated line: stands {times} times in the text"
    return None


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    return _DATE.fullmatch(text) is not None
