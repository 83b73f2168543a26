"""The looks of a file that begins with a house's: its styles with ours beside them.

Each style that the writer knows wears the house's of the same kind where the house has one and the
template leaves it, comes in its place where the template changes it, and stands beside all others
under a name of its own. What the writer has written says its own ids, and is renamed at the end.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct, field

from generator.language.visible import escaped
from generator.theme.theme import Theme
from generator.theme.word_base import WordBase
from generator.writers.docx.character_styles import LINK_STYLE, NOTE_MARK_STYLE
from generator.writers.docx.house_heads import OURS
from generator.writers.docx.role_styles import BUILT_IN
from generator.writers.docx.styles import Styles

_STYLE = re.compile(r"<w:style .*?</w:style>", re.DOTALL)
_HEAD = re.compile(
    r'<w:style w:type="(?P<kind>\w+)"(?P<flags>[^>]*) w:styleId="(?P<id>[^"]+)">'
    r'<w:name w:val="(?P<name>[^"]*)"/>'
)
_ID = re.compile(r' w:styleId="([^"]*)"')
_REFERENCE = re.compile(r'(<w:(?:pStyle|rStyle|tblStyle|basedOn|next|link) w:val=")([^"]+)(?=")')
_MARKED_REFERENCE = re.compile(rf'(<w:[pr]Style w:val="){OURS}([^"]+)(?=")')
_OUTLINE = re.compile(r'<w:outlineLvl w:val="(\d)"/>')
_LINK = re.compile(r'<w:link w:val="([^"]+)"/>')

_PLAIN = "Normal"
_MOVED = ("Heading1", "Heading2", "Heading3", "Heading4")
_MOVED_NAMES = ("title", "heading 1", "heading 2", "heading 3")


class HouseLooks(Struct):
    """The styles of a house and ours: what becomes of each of ours, by its id."""

    base: WordBase
    theme: Theme
    names: dict[str, str] = field(default_factory=dict)
    """The final id of each style of ours."""
    kept: set[str] = field(default_factory=set)
    """The ids of ours in whose place the house's own stand."""
    replaced: dict[str, str] = field(default_factory=dict)
    """The ids of the house's styles in whose place ours stand, and of these."""
    added: dict[str, str] = field(default_factory=dict)
    """The names of ours that stand beside the house's, by the ids that they had."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """The new ids of styles of the house in whose place ours stand and that others rest on."""

    def settle(self, sheet: str, styles: Styles) -> None:
        """Decide of each style of a sheet of ours."""
        roles = {styles.paragraph(role).id: role for role in BUILT_IN}
        roles |= {LINK_STYLE: "link", NOTE_MARK_STYLE: "note-mark"}
        taken = {one.casefold() for one in self.base.styles}
        taken |= {one.name.casefold() for one in self.base.styles.values()}
        for found in filter(None, map(_HEAD.match, _STYLE.findall(sheet))):
            self._settle(found, roles.get(found["id"], ""), taken)
        self.moved = moved_ids(self.base, self.replaced, taken)

    def _settle(self, found: re.Match[str], role: str, taken: set[str]) -> None:
        id_, name, kind = found["id"], found["name"], found["kind"]
        wanted = self._wanted_name(id_, name)
        if role:  # one of which the words cannot be seen is none
            target = self.base.worn.get(role)
        elif "w:default" in found["flags"]:
            target = self._default(kind)
        else:
            target = None if "custom" in found["flags"] else self._of_the_house(kind, wanted)
        if target is not None and id_ != _PLAIN:
            self.names[id_] = target
            if role in self.base.kept or (not role and self._can_stay(target, kind, id_)):
                self.kept.add(id_)
            else:
                self.replaced[target] = id_
            return
        own, shown = (id_, name) if wanted == name.casefold() else _renamed(wanted)
        while own.casefold() in taken or shown.casefold() in taken or own == _PLAIN:
            own, shown = f"Brief{own}", f"Brief {shown}"
        taken |= {own.casefold(), shown.casefold()}
        self.names[id_], self.added[id_] = own, shown

    def _wanted_name(self, id_: str, name: str) -> str:
        """The name of a style of ours as the house calls what it is for."""
        if self.base.is_moved and id_ in _MOVED:
            return _MOVED_NAMES[_MOVED.index(id_)]
        if self.base.is_moved and re.fullmatch("TOC[234]", id_):
            return f"toc {int(id_[-1]) - 1}"
        return name.casefold()

    def _of_the_house(self, kind: str, name: str) -> str | None:
        """The house's style of a built-in name."""
        every = self.base.styles.items()
        own = (id_ for id_, one in every if (one.kind, one.name.casefold()) == (kind, name))
        return self.base.named.get(f"{kind} {name}") or next(own, None)

    def _default(self, kind: str) -> str | None:
        every = self.base.styles.items()
        return next((id_ for id_, one in every if one.is_default and one.kind == kind), None)

    def _can_stay(self, target: str, kind: str, id_: str) -> bool:
        """Whether the house's style does what ours does: a list style has to have its list."""
        if kind != "paragraph":
            return True
        return not id_.startswith("List") or self.base.styles[target].is_listed

    # --- markup ---

    def sheet(self, sheet: str, plain: str) -> str:
        """The styles of the house with ours; `plain` is what ours are based on."""
        ours = {found["id"]: one for one, found in _styles_with_heads(sheet)}
        house = self.base.parts["word/styles.xml"].decode()

        def kept(found: re.Match[str]) -> str:
            id_ = _ID.search(found[0])
            mine = self.replaced.get(id_[1]) if id_ else None
            before = rebased(found[0], self.moved)
            if id_ is None or mine is None:
                return before
            own = self._instead(mine, ours, id_[1])
            new, kind = self.moved.get(id_[1]), self.base.styles[id_[1]].kind
            return own if new is None else own + moved_style(before, new, kind)

        found = _STYLE.sub(kept, house)
        own = [self._written(plain, _PLAIN, self.added[_PLAIN])]
        own += (
            self._written(ours[id_], id_, name) for id_, name in self.added.items() if id_ != _PLAIN
        )
        closing = "</w:styles>"
        return found.removesuffix(closing) + "".join(own) + closing

    def _instead(self, id_: str, ours: Mapping[str, str], target: str) -> str:
        style = self.base.styles[target]
        return self._written(ours[id_], id_, style.name, is_default=style.is_default)

    def _written(self, markup: str, id_: str, name: str, *, is_default: bool = False) -> str:
        """A style of ours under its final id and name, a built-in one only if the name is."""
        head = _HEAD.match(markup)
        if head is None:
            return ""
        flags = head["flags"]
        if id_ in self.added and name.startswith("Brief ") and "w:customStyle" not in flags:
            flags += ' w:customStyle="1"'
        if is_default:
            flags += ' w:default="1"'
        start = f'<w:style w:type="{head["kind"]}"{flags} w:styleId="{escaped(self.names[id_])}">'
        body = _LINK.sub(self._linked, markup[head.end() :])
        if self.base.is_moved and id_ in _MOVED:
            body = _OUTLINE.sub(_one_higher, body)
        return self.renamed(f'{start}<w:name w:val="{escaped(name)}"/>{body}')

    def _linked(self, found: re.Match[str]) -> str:
        return "" if found[1] in self.kept else found[0]

    def renamed(self, markup: str) -> str:
        """Markup of ours, in which each style has its final id."""
        return _REFERENCE.sub(self._finally, markup)

    def renamed_among(self, markup: str) -> str:
        """Markup of the house in which some of ours stands, marked as ours."""
        default = self.moved.get(self._default("paragraph") or "")
        dressed = with_default_style(markup, default) if default else markup
        return _MARKED_REFERENCE.sub(self._finally, dressed)

    def _finally(self, found: re.Match[str]) -> str:
        own = self.names.get(found[2])
        return found[1] + (found[2] if own is None else escaped(own))


def _one_higher(found: re.Match[str]) -> str:
    """The outline of a heading whose level the house gives to those below it; a title has none."""
    level = int(found[1])
    return f'<w:outlineLvl w:val="{level - 1}"/>' if level else ""


def _styles_with_heads(sheet: str) -> Iterator[tuple[str, re.Match[str]]]:
    for one in _STYLE.findall(sheet):
        head = _HEAD.match(one)
        if head is not None:
            yield one, head


def _renamed(name: str) -> tuple[str, str]:
    """The id and the name of a built-in style of Word's: "heading 1" → Heading1."""
    id_ = name.title().replace(" ", "").replace("Toc", "TOC")
    return id_, "Title" if name == "title" else name


_BASED = re.compile(r'(<w:basedOn w:val=")([^"]+)(?=")')
_STYLE_OPENING = re.compile(r"<w:style [^>]*>\s*<w:name [^>]*/>")
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
    return _DROPPED.sub("", _STYLE_OPENING.sub(lambda _: named, markup, count=1))


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
