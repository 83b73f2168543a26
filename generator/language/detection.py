"""The language of a text, found by its commonest words or its script."""

from __future__ import annotations

import re
from collections import Counter

from generator.language.words import word_set

COMMON_WORDS = {
    "en": word_set(
        "the of and to in a is that for it as was with be by on not he his but at are this have "
        "from or had an they which one you were their there has we its our will who"
    ),
    "de": word_set(
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es "
        "an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über"
    ),
    "fr": word_set(
        "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il "
        "sont ont avec son aux cette leur mais nous elle l d"
    ),
    "es": word_set(
        "de la que el en y a los del se las por un para con no una su al lo como más pero sus le "
        "ya o fue este ha es son entre está"
    ),
    "it": word_set(
        "di e il la che in a per un è del non i le si una con da della al sono come dei alla anche "
        "nel ha gli delle più ma lo"
    ),
    "pt": word_set(
        "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao das à "
        "seu sua ou são é foi"
    ),
    "nl": word_set(
        "de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij door "
        "uit naar heeft wordt worden deze"
    ),
    "ru": word_set(
        "и в не на что с по как это к из у за от для о его а но так же все или был мы они при "
        "она он их ее также между после"
    ),
}

_SCRIPTS = {
    "ko": re.compile("[\uac00-\ud7a3\u1100-\u11ff]"),
    "ja": re.compile("[\u3040-\u30ff]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
}

_WORD = re.compile(r"[^\W\d_]+")


def plain_words(text: str) -> list[str]:
    """The words of a text without regard to case."""
    return _WORD.findall(text.casefold())


def language_of(text: str) -> str:
    """The language as a BCP 47 tag; `und` if neither words nor script show it."""
    counts = Counter[str]()
    for line in text.split("\n"):  # all the words of a long text at once would fill the memory
        counts.update(plain_words(line))
    total = sum(counts.values())
    shares = {tag: sum(counts[word] for word in common) for tag, common in COMMON_WORDS.items()}
    best = max(shares, key=lambda tag: shares[tag])
    if total and shares[best] / total >= 0.12:
        return best
    letters = sum(len(word) * times for word, times in counts.items()) or 1
    for tag, script in _SCRIPTS.items():
        if len(script.findall(text)) / letters > 0.2:
            return tag
    return "und"


def common_share(text: str, language: str) -> float | None:
    """The share of the language's commonest words; None if its words are not known."""
    common = COMMON_WORDS.get(language)
    if common is None:
        return None
    found = plain_words(text)
    return sum(word in common for word in found) / len(found) if found else 0.0
