"""The names of Word's own styles: in English, in other languages, and as identifiers.

Word writes the English name whatever its language; other programs, and people who make a style by
hand, write their own. Word's identifiers are names without blanks and without letters beyond ASCII.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

# Each built-in style in English, German, French, Spanish, Russian and Korean, as Word and
# LibreOffice call it there. `#` is a level.
_LISTED = """
normal | standard | обычный | базовый | 표준 | 바탕글 | default paragraph style | default style
title | titel | titre | título | título principal | название | заголовок | 제목
subtitle | untertitel | sous-titre | subtítulo | подзаголовок | 부제 | 부제목
heading # | überschrift # | titre # | título # | encabezado # | заголовок # | 제목 # | 개요 #
body text | textkörper | corps de texte | texto independiente | cuerpo de texto | основной текст \
| 본문 | text body
quote | zitat | citation | cita | цитата | 인용
block text | blocktext | normal centré | texto de bloque | 블록 텍스트
caption | beschriftung | légende | descripción | leyenda | название объекта | 캡션
footnote text | fußnotentext | note de bas de page | texto nota pie | nota al pie \
| текст сноски | сноска | 각주 텍스트 | 각주 | fußnote
header | kopfzeile | en-tête | encabezado | encabezamiento | верхний колонтитул | 머리글 | 머리말
footer | fußzeile | pied de page | pie de página | нижний колонтитул | 바닥글 | 꼬리말
toc heading | inhaltsverzeichnisüberschrift | en-tête de table des matières | título de tdc \
| заголовок оглавления | 목차 제목
toc # | verzeichnis # | tm # | tdc # | оглавление # | 목차 #
list bullet | aufzählungszeichen | liste à puces | lista con viñetas | маркированный список \
| 글머리 기호
list number | listennummer | liste à numéros | lista con números | нумерованный список \
| 번호 매기기
list paragraph | listenabsatz | paragraphe de liste | párrafo de lista | абзац списка | 목록 단락
hyperlink | internetverknüpfung | lien hypertexte | hipervínculo | enlace de internet \
| гиперссылка | 하이퍼링크 | internet link
footnote reference | fußnotenzeichen | appel note de bas de p. | ref. de nota al pie \
| знак сноски | 각주 참조
strong | fett | élevé | texto en negrita | строгий | 강하게
emphasis | hervorhebung | accentuation | énfasis | выделение | 강조
table grid | tabellenraster | grille du tableau | tabla con cuadrícula | сетка таблицы \
| 표 눈금선 | 표 구분선
"""
_LEVEL = re.compile(r"\s*(\d)$")


def _read_names() -> Iterator[tuple[str, str]]:
    for line in _LISTED.strip().replace("\\\n", "").splitlines():
        names = [name.strip() for name in line.split("|")]
        for name in names:
            yield name, names[0]


_LOWER: Mapping[str, str] = dict(_read_names())
_ENGLISH = {name.casefold(): english for name, english in _LOWER.items()}


def _as_identifier(name: str) -> str:
    return re.sub(r"[^a-z0-9#]", "", name)


_BY_ID: Mapping[str, str] = {
    identifier: english
    for name, english in _LOWER.items()
    if len(identifier := _as_identifier(name)) > 2  # "#" alone is what is left of Cyrillic
}


def english_name(name: str) -> str | None:
    """The English name of a built-in style, by its name in any language; None for another style."""
    return _known_name(" ".join(name.casefold().split()), _ENGLISH)


def english_name_of_id(identifier: str) -> str | None:
    """The English name of a built-in style by its identifier: berschrift1, Titre1, Heading1."""
    return _known_name(_as_identifier(identifier.lower()), _BY_ID)


def _known_name(name: str, names: Mapping[str, str]) -> str | None:
    if name in names and "#" not in name:
        return names[name]
    level = _LEVEL.search(name)
    if level is None:
        return None
    stem = name[: level.start()]
    pattern = next((one for one in (f"{stem} #", f"{stem}#") if one in names), None)
    if pattern:
        return names[pattern].replace("#", level[1])
    base = names.get(stem)  # "list bullet 2"
    return f"{base} {level[1]}" if base in _LEVELLED else None


_LEVELLED = ("list bullet", "list number")
