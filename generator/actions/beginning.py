"""The text that a new brief begins with, in the language of its house or of its model."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping

from msgspec import Struct

from generator.briefs.front import read_front, split_front
from generator.diagnostics import BriefError
from generator.language.capitals import with_capital
from generator.language.scales import scale_of, shown_confidence
from generator.pipeline.library import Library
from generator.seeds.places import first_places
from generator.seeds.store import missing_seed
from generator.templates.labels import Labels, shipped_labels
from generator.templates.wording import NEW_WORDS

_TODO = "TODO"  # what still stands in a brief is told by that, in each language


def fresh_head(title: str, seed: str | None, library: Library, today: datetime.date) -> str:
    """The front matter of a new brief, with a line end. Raises BriefError for an unknown seed."""
    workspace = library.workspace
    if seed is not None and seed not in library.seed_keys():
        raise BriefError([missing_seed(workspace.seeds / seed, workspace.shown(workspace.seeds))])
    own = "".join(
        f'{name}: ""  # {", ".join(one.choices) or one.label}\n'
        for name, one in workspace.settings.fields.items()
    )
    return f"""\
---
title: {json.dumps(title, ensure_ascii=False)}
number: ""
version: "0.1"
date: "{today.isoformat()}"
cutoff: "{today.isoformat()}"
author: []  # [{{name: "Ada Brown"}}]
seeds: [{seed or ""}]
scale: "{workspace.settings.scale}"
marking: ""
topics: []
abstract: ""
{own}---
"""


def fresh_text(
    slug: str, seed: str | None, library: Library, today: datetime.date, *, in_words: bool
) -> str:
    """A brief in which comments say what to write, or words to be typed over if `in_words`."""
    say = _words_to_begin(library, library.workspace.settings.language)
    cited = _citations_to_begin(seed, library)
    parts = _parts_in_words(say) if in_words else _parts_in_comments(say, *cited)
    head = fresh_head(slug.replace("-", " ").capitalize(), seed, library, today)
    return f"""\
{head}
{_fenced("summary", parts)}

{_fenced("judgements", parts)}

{_fenced("decision", parts)}

## {say("new_says")}

{_hole(say("new_says_help"), cited[0], in_words=in_words)}

## {say("new_reading")}

{_hole(say("new_reading_help"), in_words=in_words)}

## {say("new_since")}

{_hole(say("new_since_help"), "[@R1]", in_words=in_words)}

{_fenced("gaps", parts)}

{_fenced("recommendations", parts)}
"""


def _citations_to_begin(seed: str | None, library: Library) -> tuple[str, str]:
    """Two citations to show, of the source if there is one. Raises BriefError if it is damaged."""
    source = library.seed(seed) if seed else None
    places = first_places(source.paragraphs) if source else ("¶1", "¶2")
    first, *_, second = (f"[@{seed or 'key'}, {place}]" for place in (places[0], *places))
    return first, second


class _Words(Struct, frozen=True):
    """What a new brief says in a language. `low` and `likely` are its words of weighing."""

    labels: Labels
    low: str
    likely: str

    def __call__(self, name: str, *, first: bool = False) -> str:
        """A word of `NEW_WORDS`, with a capital if it comes `first`."""
        words = self.labels.word(name, likely=self.likely)
        return with_capital(words) if first else words


def _words_to_begin(library: Library, language: str) -> _Words:
    scale = scale_of(library.workspace.settings.scale, language)
    likely = next(band.words[0] for band in scale.bands if band.low == _LIKELY)
    low = shown_confidence("low", language)
    return _Words(_labels_in(library, language), with_capital(low), likely)


_LIKELY = 55  # per cent, where “likely” begins on each scale


def _labels_in(library: Library, language: str) -> Labels:
    """The labels of a language; those of English for one that lacks some, as none is printed."""
    template = library.template(library.workspace.settings.template)
    try:
        labels = library.labels(template, language) if template else shipped_labels("en")
    except BriefError:  # `brief template check` tells of them
        return shipped_labels("en")
    return labels if labels.words.keys() >= NEW_WORDS.keys() else shipped_labels("en")


def _hole(words: str, cited: str = "", *, in_words: bool = False) -> str:
    """What is to be written at a place, as a comment with an example of citing, or in words."""
    if in_words:
        return f"{_TODO}: {words}"
    return f"<!-- {_TODO}: {words}{f' {cited}' if cited else ''} -->"


def _fenced(part: str, parts: Mapping[str, str]) -> str:
    return f"::: {{.{part}}}\n{parts[part]}\n:::"


def _parts_in_comments(say: _Words, cited: str, next_cited: str) -> Mapping[str, str]:
    return {
        "summary": _hole(say("new_summary"), cited),
        "judgements": f"<!-- {_TODO}: {say('new_points')}\n"
        f"1. [{say('new_reported', first=True)}]{{.reported}} {cited}.\n"
        f"2. {say('new_judged', first=True)} {next_cited}.\n"
        f"   [{say.low}: {say('new_basis')}]{{.confidence}}\n-->",
        "decision": f"<!-- {_TODO}: {_by_whom(say, 'new_decided')} {cited}. -->",
        "gaps": _hole(say("new_gaps")),
        "recommendations": f"<!-- {_TODO}: 1. {_by_whom(say, 'new_done')} {cited}. "
        f"[{say('new_ours')}]{{.origin}} -->",
    }


def _by_whom(say: _Words, what: str) -> str:
    who = say("new_who", first=True)
    return f"[{who}]{{.to}}: {say(what)}, [{say('new_by')}]{{.by}}"


def _parts_in_words(say: _Words) -> Mapping[str, str]:
    """Each part in its shape, to be typed over: a form shows no comments."""
    todo = {name: f"{_TODO} {say(f'new_{name}')}" for name in ("what", "who", "by")}
    by_whom = f"{todo['what']}: [{todo['who']}]{{.to}}, [{todo['by']}]{{.by}}."
    judged = say("new_judged").replace("*", "")
    return {
        "summary": f"{_TODO}: {say('new_summary')}",
        "glance": f"- **{_TODO}** {_TODO} {say('new_figure')}",
        "judgements": f"1. [{_TODO} {say('new_reported')}.]{{.reported}}\n"
        f"2. {_TODO} {judged}.\n"
        f"   [{say.low}: {_TODO} {say('new_basis')}]{{.confidence}}",
        "decision": by_whom,
        "gaps": f"{_TODO}: {say('new_gaps')}",
        "recommendations": f"1. {by_whom} [{say('new_ours')}]{{.origin}}",
    }


def part_in_words(part: str, library: Library) -> str:
    """A part of a brief with an example in words, to be typed over. Raises KeyError for others."""
    say = _words_to_begin(library, library.workspace.settings.language)
    return _fenced(part, _parts_in_words(say))


# --- after another brief ---------------------------------------------------------------------

_KEPT = re.compile(r"#{2,4} |:::")
_EMPTIED = re.compile(r"(subtitle|number|abstract):")
_DATED = re.compile(r"(date|cutoff):")
_FENCE = re.compile(r"::: \{\.(\w+)\}")


def text_after(
    text: str, file: str, library: Library, today: datetime.date, *, in_words: bool
) -> str:
    """The front matter, headings and boxes of another brief, with comments for its words.

    With words to be typed over if `in_words`. Raises BriefError if its front matter cannot be read.
    """
    head, body = split_front(text, file)
    front = read_front(head, file, library.workspace.settings.fields)[0]
    say = _words_to_begin(library, front.lang or library.workspace.settings.language)
    hole = _hole(say("new_hole"), in_words=in_words)
    parts = _parts_in_words(say) if in_words else {}
    lines = ["---", *(_line_of_head(line, today) for line in head.strip("\n").splitlines()), "---"]
    for block in re.split(r"\n\s*\n", body.strip()):
        kept = _emptied(block, hole, parts)
        if kept != [hole] or lines[-1] != hole:
            lines += ["", *kept]
    return "\n".join(lines) + "\n"


def _line_of_head(line: str, today: datetime.date) -> str:
    name = line.split(":", maxsplit=1)[0]
    said = {"version": '"0.1"', "title": f'"{_TODO}"', "topics": "[]"}
    if _DATED.match(line):
        return f'{name}: "{today.isoformat()}"'
    if name in said:
        return f"{name}: {said[name]}"
    return f'{name}: ""' if _EMPTIED.match(line) else line


def _emptied(block: str, hole: str, parts: Mapping[str, str]) -> list[str]:
    """The lines of a block, with a hole in place of each run of words, in the shape of its part."""
    lines: list[str] = []
    words = hole
    for line in block.splitlines():
        if _KEPT.match(line):
            fence = _FENCE.match(line)
            words = parts.get(fence[1], hole) if fence else hole
            lines.append(line)
        elif not lines or lines[-1] != words:
            lines.append(words)
    return lines
