"""Styles of a house that ours come in the place of, and that others of the house are based on.

They stay under another id, and those others on them: what a template changes of one style changes
no other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from generator.language.visible import escaped
from generator.theme.word_base import WordBase

_BASED = re.compile(r'(<w:basedOn w:val=")([^"]+)(?=")')
_OPENING = re.compile(r"<w:style [^>]*>\s*<w:name [^>]*/>")
_DROPPED = re.compile(r"<w:(?:aliases|link|qFormat|next) ?[^>]*/>")
_UNSTYLED = re.compile(r"(<w:p(?: [^>]*[^/>])?>)(?:<w:pPr ?/>|(<w:pPr>)(?!<w:pStyle)|(?!<w:pPr))")


def moved_ids(base: WordBase, replaced: Collection[str], taken: set[str]) -> Mapping[str, str]:
    """The new id of each replaced style that others rest on; `taken` holds those that there are.

    On the default style all rests that says no other.
    """
    sheet = base.parts["word/styles.xml"].decode()
    rested_on = {found[2] for found in _BASED.finditer(sheet)}
    found = {}
    for target in replaced:
        if target in rested_on or base.styles[target].is_default:
            own = f"House{target}"
            while own.casefold() in taken:
                own += "2"
            taken.add(own.casefold())
            found[target] = own
    return found


def moved_style(markup: str, id_: str, kind: str) -> str:
    """A style of the house under another id, as one of the file's own."""
    head = f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{escaped(id_)}">'
    named = f'{head}<w:name w:val="{escaped(id_)}"/>'
    return _DROPPED.sub("", _OPENING.sub(lambda _: named, markup, count=1))


def rebased(markup: str, moved: Mapping[str, str]) -> str:
    """A style of the house, based on what it was based on."""
    return _BASED.sub(lambda one: one[1] + escaped(moved.get(one[2], one[2])), markup)


def with_default_style(markup: str, id_: str) -> str:
    """The markup of a head whose paragraphs without a style have this one."""
    style = f'<w:pStyle w:val="{escaped(id_)}"/>'

    def dressed(found: re.Match[str]) -> str:
        opened = "<w:pPr>" + style
        return found[1] + (opened if found[2] else f"{opened}</w:pPr>")

    return _UNSTYLED.sub(dressed, markup)
