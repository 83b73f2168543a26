"""New workspaces and new briefs."""

from __future__ import annotations

import datetime
import json
import re
import shutil
from pathlib import Path

from generator.briefs.front import split_front
from generator.config.files import BRIEF, SETTINGS, SETTINGS_FILE
from generator.config.text import read_text
from generator.diagnostics import Span, codes, refusal
from generator.language.scales import scale_of, shown_confidence
from generator.workspace.fields import HouseField
from generator.workspace.settings import PLACEHOLDER_PUBLISHER
from generator.workspace.workspace import Workspace, starter_workspace

_CARRIED = ("brief.toml", "records.yaml", "seeds", "briefs", "templates")

_README = """\
# A workspace of policy briefs

- **Authors** write `briefs/*.md` and run `brief check`, then `brief build`; the Word files and
  PDFs appear in `build/`. `brief new my-topic --seed my-source` starts a brief.
- **Editors** change the look in `templates/*/theme.toml`, the order in `layout.md.j2` and the
  fixed words in `labels.toml`, and see it at the next build.
- **Archivists** keep `seeds/`, `briefs/`, `templates/`, `records.yaml` and `brief.toml` under
  version control. `brief build` can make `build/` again at any time, byte for byte.

`brief seed import article.txt --key my-source` adds a source. You may delete the example.
Write the name of your house in `brief.toml`: without it, you cannot publish.
"""


def lay_out(folder: Path) -> tuple[Path, ...]:
    """Copy a workspace with an example into a folder; return the new files.

    Files that exist already stay as they are. Raises BriefError if the folder cannot be written to.
    """
    made: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in _CARRIED:
            made += _copied(starter_workspace() / name, folder / name)
        if folder / SETTINGS_FILE in made:
            _of_no_house(folder / SETTINGS_FILE)
        for name, text in (("README.md", _README), (".gitignore", "build/\narchive/\n")):
            if not (folder / name).exists():
                (folder / name).write_text(text, encoding="utf-8", newline="\n")
                made.append(folder / name)
    except OSError as error:
        shown = folder.as_posix()
        message = f"cannot lay out a workspace in {shown}: {error.strerror or error}"
        hint = "see that the folder may be written to, or name another"
        raise refusal(codes.ALREADY_THERE, message, Span.at(shown), hint=hint) from None
    return tuple(made)


def _of_no_house(path: Path) -> None:
    """Put the placeholder in place of the example's publisher, and take out what it grants."""
    line = f'publisher = "{PLACEHOLDER_PUBLISHER}"'
    settings = read_text(path, SETTINGS_FILE, SETTINGS, code=codes.BAD_SETTINGS)
    text = re.sub(r"^publisher = .*$", line, settings, flags=re.MULTILINE)
    text = re.sub(r"^(?:contact|disclaimer|licence) = .*\n", "", text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8", newline="\n")


def _copied(source: Path, target: Path) -> list[Path]:
    if source.is_file():
        if target.exists():
            return []
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        return [target]
    made: list[Path] = []
    for entry in sorted(source.iterdir()):
        if not entry.name.startswith((".", "__")):
            made += _copied(entry, target / entry.name)
    return made


def new_brief(
    workspace: Workspace,
    slug: str,
    *,
    seed: str | None,
    model: Path | None,
    today: datetime.date,
    in_words: bool = False,
) -> Path:
    """Start a brief in which comments say what to write, or words if `in_words`; return its file.

    With a `model` it takes over that brief's head and headings. Raises BriefError for a name
    that cannot be one, or that is taken.
    """
    path = new_place(workspace, slug)
    text = (
        _after(model, workspace.shown(model), today)
        if model
        else _fresh(slug, seed, workspace, today)
    )
    if in_words:
        text = _in_words(text)
    write_new(path, text if model else _weighed(text, workspace))
    return path


def _weighed(skeleton: str, workspace: Workspace) -> str:
    """A skeleton whose examples of likelihood and confidence are in the language of the house."""
    settings = workspace.settings
    scale = scale_of(settings.scale, settings.language)
    low = shown_confidence("low", settings.language).capitalize()
    likely = next(band.words[0] for band in scale.bands if band.low == _LIKELY)
    return skeleton.replace("Low confidence", low).replace("*likely*", f"*{likely}*")


_LIKELY = 55  # per cent, where “likely” begins on each scale


def write_new(path: Path, text: str) -> None:
    """Write the file of a new brief, in its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def new_place(workspace: Workspace, slug: str) -> Path:
    """The file of a brief that is to be. Raises BriefError as `new_brief` does."""
    return free_place(workspace, workspace.briefs / f"{slug}.md", slug, ("a brief", "energy-2027"))


def free_place(workspace: Workspace, path: Path, slug: str, named: tuple[str, str]) -> Path:
    """The path of what is to be made. `named` is what has the name, and a good name of one.

    Raises BriefError for a name that cannot be one, or a path that is taken.
    """
    kind, good = named
    if re.fullmatch(r"[a-z0-9][a-z0-9-]*", slug) is None:
        hint = f"use small letters, digits and hyphens: {good}"
        raise refusal(codes.BAD_SLUG, f"`{slug}` cannot name {kind}", Span.at(slug), hint=hint)
    if path.exists():
        shown = workspace.shown(path)
        raise refusal(
            codes.ALREADY_THERE, f"{shown} exists already", Span.at(shown), hint="take another"
        )
    return path


def fresh_head(title: str, seed: str | None, workspace: Workspace, today: datetime.date) -> str:
    """The front matter of a new brief, with a line end."""
    own = "".join(f'{name}: ""{_choices(one)}\n' for name, one in workspace.settings.fields.items())
    return f"""\
---
title: {json.dumps(title, ensure_ascii=False)}
number: ""
version: "0.1"
date: "{today.isoformat()}"
cutoff: "{today.isoformat()}"
author: []
seeds: [{seed or ""}]
scale: "{workspace.settings.scale}"
marking: ""
topics: []
abstract: ""
{own}---
"""


def _choices(own: HouseField) -> str:
    """What may be written as a value of the house's own, as a comment behind it."""
    return f"  # {', '.join(own.choices) or own.label}"


def _fresh(slug: str, seed: str | None, workspace: Workspace, today: datetime.date) -> str:
    key = seed or "key"
    title = slug.replace("-", " ").capitalize()
    return f"""\
{fresh_head(title, seed, workspace, today)}
::: {{.summary}}
<!-- TODO: Two or three sentences: the main message. [@{key}, ¶1] -->
:::

::: {{.judgements}}
<!-- TODO: Three to five points, each one of these two:
1. [What the source argues]{{.reported}} [@{key}, ¶1].
2. What you judge *likely* to happen by when [@{key}, ¶2].
   [Low confidence: what this rests on.]{{.confidence}}
-->
:::

::: {{.decision}}
<!-- TODO: [Who]{{.to}}: what is to be decided, [by when]{{.by}} [@{key}, ¶1]. -->
:::

## What the source says

<!-- TODO: Each sentence ends with the paragraph that it rests on. [@{key}, ¶1] -->

## Another reading

<!-- TODO: What else would fit what the source says? -->

## Since the article

<!-- TODO: Later events, from the public record. [@R1] -->

::: {{.gaps}}
<!-- TODO: What the sources do not say. -->
:::

::: {{.recommendations}}
<!-- TODO: 1. [Who]{{.to}}: does what, [by when]{{.by}} [@{key}, ¶1]. [This brief's.]{{.origin}} -->
:::
"""


_KEPT = re.compile(r"#{2,4} |:::")
_EMPTIED = re.compile(r"(title|subtitle|number|abstract|topics):")
_DATED = re.compile(r"(date|cutoff):")


def _after(model: Path, shown: str, today: datetime.date) -> str:
    """The front matter, headings and boxes of another brief, with comments for its words."""
    text = read_text(model, shown, BRIEF, code=codes.UNREADABLE_BRIEF)
    head, body = split_front(text, shown)
    lines: list[str] = ["---"]
    for line in head.strip("\n").splitlines():
        name = line.split(":")[0]
        if _DATED.match(line):
            lines.append(f'{name}: "{today.isoformat()}"')
        elif name == "version":
            lines.append('version: "0.1"')
        elif name == "title":
            lines.append('title: "Untitled"')
        elif name == "topics":
            lines.append("topics: []")
        elif _EMPTIED.match(line):
            lines.append(f'{name}: ""')
        else:
            lines.append(line)
    lines.append("---")
    for block in re.split(r"\n\s*\n", body.strip()):
        kept = _emptied(block)
        if kept != [_HOLE] or lines[-1] != _HOLE:
            lines += ["", *kept]
    return "\n".join(lines) + "\n"


def _emptied(block: str) -> list[str]:
    """The lines of a block, with a comment in place of each run of words."""
    lines: list[str] = []
    for line in block.splitlines():
        if _KEPT.match(line):
            lines.append(line)
        elif not lines or lines[-1] != _HOLE:
            lines.append(_HOLE)
    return lines


_HOLE = "<!-- TODO: to be written -->"


# --- for a form, which shows no comments ------------------------------------------------

_BY_WHOM = "TODO what: [TODO who]{.to}, [TODO by when]{.by}."
_EXAMPLES = {
    "summary": "TODO: Two or three sentences: the main message.",
    "glance": "- **TODO** TODO what this figure counts.",
    "judgements": "1. [TODO what the source argues.]{.reported}\n"
    "2. TODO what you hold likely, and by when.\n"
    "   [Low confidence: TODO what this rests on.]{.confidence}",
    "decision": _BY_WHOM,
    "recommendations": f"1. {_BY_WHOM} [This brief's.]{{.origin}}",
}
_TOLD = re.compile(
    r"^(?P<fence>::: \{\.(?P<part>\w+)\}\n)?<!-- (?P<said>TODO: .*?)\s*-->",
    re.DOTALL | re.MULTILINE,
)
_EXAMPLE_OF_CITING = re.compile(r"\s*\[@[^\]]*\]")


def written_part(part: str) -> str:
    """A part of a brief with an example in words, to be typed over. Raises KeyError for others."""
    return f"::: {{.{part}}}\n{_EXAMPLES[part]}\n:::"


def _in_words(skeleton: str) -> str:
    """A skeleton whose comments are words, each in the shape of its part."""

    def shown(hole: re.Match[str]) -> str:
        words = _EXAMPLES.get(hole["part"] or "") or _EXAMPLE_OF_CITING.sub("", hole["said"])
        return f"{hole['fence'] or ''}{words}"

    return _TOLD.sub(shown, skeleton)
