"""Inline nodes as runs, with the links, marks and fields among them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import groupby
from typing import assert_never

from msgspec.structs import replace

from generator.config.addresses import may_show_address, shows_address, uri
from generator.document import (
    Changed,
    CodeSpan,
    CrossReference,
    Emphasis,
    Enclosing,
    Foreign,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    Remark,
    SourceWords,
    Strong,
    Subscript,
    Superscript,
    Term,
    Text,
)
from generator.document.walking import chip_words, plain_text
from generator.theme.stand_ins import SOFT_HYPHEN
from generator.theme.theme import Style
from generator.writers.docx.character_styles import LINK_STYLE, PLAIN_LINK_STYLE, TERM_STYLE
from generator.writers.docx.markup import (
    EMPHASIS_STYLE,
    PLAIN,
    STRONG_STYLE,
    TAB,
    RunFormat,
    emphasised,
    mark,
    run,
    strengthened,
    styled,
)
from generator.writers.docx.measures import words_width
from generator.writers.docx.parts import TextPart
from generator.writers.docx.references import (
    NOTE_MARK,
    Trail,
    complex_field,
    outer_link,
    reference_to_note,
)
from generator.writers.docx.revisions import changed_runs

_APART = run("\u2009", NOTE_MARK)  # so that two raised numbers do not read as one


def runs(inlines: tuple[Inline, ...], part: TextPart, trail: Trail, form: RunFormat = PLAIN) -> str:
    """Inline nodes as the content of a paragraph in `part`; a remark is on what it follows."""
    pieces: list[str] = []
    for place, inline in enumerate(inlines):
        match inline:
            case NoteMark() if place and _ends_raised(inlines[place - 1]):
                pieces += (_APART, reference_to_note(inline, trail, form))
            case Remark() if not trail.in_frame:
                pieces[-1:] = [trail.comments.on("".join(pieces[-1:]), inline)]
            case _:
                pieces.append(_inline(inline, part, trail, form))
    return "".join(pieces)


def _ends_raised(inline: Inline) -> bool:
    match inline:
        case NoteMark() | Superscript():
            return True
        case Enclosing(children):
            return bool(children) and _ends_raised(children[-1])
        case _:
            return False


def hung_runs(
    inlines: tuple[Inline, ...], look: Style, part: TextPart, trail: Trail, form: RunFormat = PLAIN
) -> str:
    """The same in a style whose first line may hang: then the first word fills the indent."""
    if look.first >= 0:
        return runs(inlines, part, trail, form)
    label: tuple[Inline, ...]
    said: tuple[Inline, ...]
    match inlines:
        case (Changed(children) as change,):
            return _as_changed(change, trail, lambda: hung_runs(children, look, part, trail, form))
        case (Text(value), *rest) if " " in value:
            word, _, after = value.partition(" ")
            label, said = (Text(word),), (Text(after), *rest)
        case (first, Text(value), *rest) if value[:1] == " " and " " not in plain_text((first,)):
            label, said = (first,), (Text(value[1:]), *rest)
        case _:
            return runs(inlines, part, trail, form)
    width = words_width(plain_text(label), replace(look, bold=True))
    if not 0.0 < width < -look.first:
        return runs(inlines, part, trail, form)
    return runs(label, part, trail, form) + TAB + runs(said, part, trail, form)


def _inline(inline: Inline, part: TextPart, trail: Trail, form: RunFormat) -> str:
    match inline:  # the most frequent first
        case Text():
            value, name = inline.value, inline.field_name
            content = _worded(value, form)
            return trail.controls.field(name, value, content) if name else content
        case Link():
            return _link_runs(inline, part, trail, form)
        case NoteMark():
            return reference_to_note(inline, trail, form)
        case Strong():
            return _strong(inline, part, trail, form)
        case Emphasis() | Foreign() | Superscript() | Subscript() | Term() | SourceWords():
            return runs(inline.children, part, trail, _dressed(inline, form))
        case CodeSpan(children):
            return runs(children, part, trail, _coded(form, trail))
        case Changed():
            return _as_changed(inline, trail, lambda: runs(inline.children, part, trail, form))
        case CrossReference():
            return _cross_reference(inline, trail, form)
        case LineBreak():
            return mark("<w:br/>", form)
        case Remark():
            trail.put_off.append(trail.comments.on("", inline))
            return ""
        case _:
            assert_never(inline)


def _coded(form: RunFormat, trail: Trail) -> RunFormat:
    """The format of code; in a link that stays the link's."""
    form = replace(form, in_no_language=True)
    return form if form.style.startswith(_LINK_STYLES) else trail.code(form)


def _dressed(
    inline: Emphasis | Foreign | Superscript | Subscript | Term | SourceWords, form: RunFormat
) -> RunFormat:
    """The format of the words in an inline node that stands among words of a format."""
    match inline:
        case Emphasis():
            return emphasised(form)
        case Foreign(language=language):
            return replace(form, language=language)
        case Superscript():
            return replace(form, shift="superscript")
        case Subscript():
            return replace(form, shift="subscript")
        case Term():
            is_plain = form.style in ("", STRONG_STYLE, EMPHASIS_STYLE)
            return styled(form, TERM_STYLE) if is_plain else form
        case SourceWords():
            return form


_TOKENS = re.compile(r"(\S+)")


@lru_cache(maxsize=4_000)  # a brief has some five hundred; briefs on one source share most of them
def _worded(words: str, form: RunFormat, target: str = "") -> str:
    """Words as runs; addresses among them are in runs of their own, which Word never divides."""
    if not may_show_address(words):
        return run(words, form)
    whole = replace(form, in_no_language=True)
    tokens = ((token.replace(SOFT_HYPHEN, ""), token) for token in _TOKENS.split(words))
    marked = (
        (bare, True) if shows_address(bare, target) else (token, False) for bare, token in tokens
    )
    return "".join(
        run("".join(token for token, _ in stretch), whole if shows else form)
        for shows, stretch in groupby(marked, lambda one: one[1])
    )


def _as_changed(change: Changed, trail: Trail, made: Callable[[], str]) -> str:
    """Runs in a change when they are made, and what of them stands behind a frame."""
    before = len(trail.put_off)
    content = made()
    trail.put_off[before:] = [changed_runs(one, change) for one in trail.put_off[before:]]
    return changed_runs(content, change)


def _strong(strong: Strong, part: TextPart, trail: Trail, form: RunFormat) -> str:
    """Bold words, or a chip: words in a character style of their own."""
    chip = trail.letters(strong.role)
    if chip is None:
        return runs(strong.children, part, trail, strengthened(form))
    return run(chip_words(strong), replace(chip, language=form.language))


def _link_runs(link: Link, part: TextPart, trail: Trail, form: RunFormat) -> str:
    """A link, or its words alone inside another link and where it leads nowhere."""
    if form.style.startswith(_LINK_STYLES):
        return runs(link.children, part, trail, form)
    if link.target.startswith("#"):
        anchor = link.target[1:]
        if anchor not in trail.anchors.places:
            return runs(link.children, part, trail, form)
        content = _counted_words(link, anchor, part, trail, _linked(form, trail))
        return trail.bookmarks.link(anchor, content) if content else ""
    address = uri(link.target)
    if not address:
        return runs(link.children, part, trail, form)
    content = _linked_words(link, part, trail, _linked(form, trail))
    return outer_link(part.address(address), content) if content else ""


_LINK_STYLES = (LINK_STYLE, PLAIN_LINK_STYLE)


def _linked(form: RunFormat, trail: Trail) -> RunFormat:
    """The words of a link."""
    return trail.leading(form, PLAIN_LINK_STYLE if form.plain_links else LINK_STYLE)


def _counted_words(link: Link, anchor: str, part: TextPart, trail: Trail, form: RunFormat) -> str:
    """The words of a link to a note or its mark; its number is a field, which Word recounts."""
    number = trail.anchors.numbers.get(anchor)
    marked = None if number is None else trail.marked.get(number)
    if marked is None:
        return _linked_words(link, part, trail, form)
    counted = str(number)
    instruction = f"NOTEREF {trail.bookmarks.name(marked)}"
    return "".join(
        [
            complex_field(instruction, counted, form)
            if isinstance(child, Text) and (child.value, child.field_name) == (counted, "")
            else runs((child,), part, trail, form)
            for child in link.children
        ]
    )


def _linked_words(link: Link, part: TextPart, trail: Trail, form: RunFormat) -> str:
    match link.children:
        case (Text(value, field_name=""),):
            return _worded(value, form, link.target)
        case children:
            return runs(children, part, trail, form)


def _cross_reference(reference: CrossReference, trail: Trail, form: RunFormat) -> str:
    label, target = reference.label, reference.target
    if label and trail.anchors.labels.get(target) == label:
        linked = _linked(form, trail)
        name = trail.bookmarks.name(target)
        instruction = f"REF {name} \\h \\* MERGEFORMAT"  # keeps a link's look
        return complex_field(instruction, label, linked)
    content = run(label, form)
    if not content or target not in trail.anchors.places or form.style.startswith(_LINK_STYLES):
        return content
    return trail.bookmarks.link(target, content)
