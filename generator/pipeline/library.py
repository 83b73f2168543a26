"""What a run reads of a workspace: each seed, record and template once, for all briefs."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from unicodedata import normalize

from msgspec import Struct, field

from generator.config.files import BRIEF, HANDED_IN, names_in, read_of_workspace, where_each_leads
from generator.config.inputs import (
    Fingerprint,
    Input,
    Inputs,
    Stamp,
    fingerprint_of,
    note_input,
    note_part,
    noting_inputs,
)
from generator.diagnostics import BriefError, Diagnostic
from generator.recall.written import WrittenFiles
from generator.seeds.proofs import Proofs
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from generator.answers.file import PlacedAnswers
    from generator.briefs.brief import Body, Caveat
    from generator.references.item import LibraryItem
    from generator.seeds.seed import Seed
    from generator.seeds.shelf import RecordShelf
    from generator.templates.labels import Labels
    from generator.templates.note_style import ReferenceStyle
    from generator.templates.template import Template
    from generator.theme.theme import Theme
    from generator.theme.toml import ThemeFile


T = TypeVar("T")


_OF_BRIEFS = ("briefs", "heads", "folded", "written")


class Library(Struct, frozen=True):
    """A workspace whose files are read when first asked for, and then kept.

    Make a new one to see what has changed on disk, or one `without_briefs` if only those did. Each
    method raises BriefError with every fault in what it reads, each time it is called. `proofs` of
    seeds may come from another library: they rest on digests, and are valid anywhere. `ground` is
    what the disk answered when the workspace was looked for. `written` knows which finished files
    are as they were written.
    """

    workspace: Workspace
    proofs: Proofs = field(default_factory=Proofs)
    ground: Inputs = field(default_factory=Inputs)
    written: WrittenFiles = field(default_factory=WrittenFiles)
    _kept: dict[tuple[str, str], tuple[Any, Inputs]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Library({self.workspace!r})"  # not all that it has read

    def without_briefs(self) -> Library:
        """A library of the same workspace that reads briefs anew, and keeps all else."""
        kept = {key: value for key, value in self._kept.items() if key[0] not in _OF_BRIEFS}
        return Library(self.workspace, self.proofs, self.ground, self.written, kept)

    def seed_keys(self) -> tuple[str, ...]:
        from generator.seeds.store import list_seeds

        return self._once(("seeds", ""), lambda: list_seeds(self.workspace.seeds))

    def briefs(self) -> Mapping[Path, Path]:
        """The files of all briefs, also in folders below `briefs/`, and where each leads."""
        return self._once(
            ("briefs", ""),
            lambda: dict(where_each_leads(names_in(self.workspace.briefs, "**/*.md"))),
        )

    def heads(self) -> Mapping[Path, str]:
        """The front matter of each brief as text, with its dashes; nothing if it has none."""
        return self._once(("heads", ""), lambda: heads_of_briefs(self.briefs()))

    def briefs_saying(self, words: str) -> list[Path]:
        """The briefs whose front matter has some words, in capitals or not."""
        heads = self._once(
            ("folded", ""), lambda: {path: head.casefold() for path, head in self.heads().items()}
        )
        return [path for path, head in heads.items() if words.casefold() in head]

    def briefs_written_to(self, name: str) -> list[Path]:
        """The briefs whose finished or draft files have a name, as `written_names` has it."""
        return self._once(("written", ""), lambda: _by_written_name(self.briefs())).get(name, [])

    def seed(self, key: str) -> Seed | None:
        """The newest edition of a seed; None if there is no such seed."""
        from generator.seeds.store import read_seed

        def read() -> Seed:
            folder = self.workspace.seeds / key
            return read_seed(folder, file=self.workspace.shown(folder), proofs=self.proofs)

        return self._once(("seed", key), read) if key in self.seed_keys() else None

    def caveats(self, seed: Seed) -> tuple[tuple[Caveat, ...], Body, Sequence[Diagnostic]]:
        """The caveats on a seed, their Markdown, and what was found in it."""
        from generator.briefs.read import read_caveats

        def read() -> tuple[tuple[Caveat, ...], Body, Sequence[Diagnostic]]:
            file = self.workspace.shown(self.workspace.caveats(seed.key))
            return read_caveats(seed.caveats or "", file, records=self.records().names)

        return self._once(("caveats", seed.key), read)

    def answers_to_caveats(self, key: str) -> PlacedAnswers:
        """What was said to the findings about the caveats on a seed."""
        from generator.answers.file import answers_beside, read_answers

        place = answers_beside(self.workspace.caveats(key))
        read = partial(read_answers, place, self.workspace.shown(place))
        return self._once(("answers", key), read)

    def records(self) -> RecordShelf:
        """The public record, whose faults it holds: this raises none."""
        from generator.seeds.shelf import read_shelf

        def read() -> RecordShelf:
            path = self.workspace.records
            return read_shelf(path, self.workspace.shown(path), seeds=self.seed_keys())

        return self._once(("records", ""), read)

    def items(self, names: Iterable[str]) -> Mapping[str, LibraryItem]:
        """What files of reference managers say of records, by their names."""
        shelf = self.records()
        held = ((name, shelf.take(name)) for name in names)
        return {name: one.item for name, one in held if one and one.item}

    def templates(self) -> tuple[str, ...]:
        """The names of all templates that can be used here."""
        return self._once(("templates", ""), lambda: self.workspace.templates)

    def template(self, name: str) -> Template | None:
        """A template by its name, with those it builds on; None if there is no such template."""
        return self._template(name, ())

    def _template(self, name: str, children: tuple[str, ...]) -> Template | None:
        if name in children:
            return None
        return self._once(("template", name), lambda: self._read_template(name, children))

    def _read_template(self, name: str, children: tuple[str, ...]) -> Template | None:
        from generator.templates.template import read_template

        names = self.templates()
        folder = self.workspace.template(name) if name in names else None
        if folder is None:
            return None

        def parent(asked: str) -> Template | None:
            return self._template(asked, (*children, name))

        return read_template(folder, self.workspace.shown(folder), parent, names=names)

    def labels(self, template: Template, language: str) -> Labels:
        """The fixed words of a template in a language."""
        key = ("labels", f"{template.name} {language}")
        return self._once(key, lambda: self._read_labels(template, language))

    def _read_labels(self, template: Template, language: str) -> Labels:
        from generator.layout.skeleton import labels_named
        from generator.templates.labels import read_labels

        named = labels_named(template.every_layout)
        own = (named or frozenset()) | template.rules.titles
        with contextlib.suppress(BriefError):  # a style with a fault is told of by itself
            own |= self.note_style(template, language).labels_named(language)
        files = template.files("labels.toml")
        values = self.workspace.settings.fields
        house = {name: one.label_in(language) for name, one in values.items()}
        known = named is not None
        return read_labels(files, language, own=own, house=house, all_named=known)

    def note_style(self, template: Template, language: str) -> ReferenceStyle:
        """How notes of a template name sources. Raises BriefError if the style does not hold."""
        key = ("note style", f"{template.name} {language}")
        return self._once(key, lambda: _read_note_style(template, language))

    def theme(self, template: Template) -> ThemeFile:
        """The theme of a template. Also raises BriefError for an unknown style in a layout."""
        from generator.layout.dress import theme_of_template

        def read() -> ThemeFile:
            declared = self.workspace.settings.fields
            return theme_of_template(template, self.workspace.fonts, declared)

        return self._once(("theme", template.name), read)

    def digests_of_look(self, template: Template, theme: Theme) -> Mapping[str, str]:
        """SHA-256, hexadecimal, of what arranges and dresses documents, as `files_of_look` has it.

        `theme` is that of the template.
        """
        from generator.pipeline.composing import files_of_look

        key = ("look", f"{template.name} {template.length}")
        files = files_of_look(template, theme)
        return self._once(key, lambda: {name: self._digest(path) for name, path in files})

    def _digest(self, path: Path) -> str:
        read = partial(read_of_workspace, path, HANDED_IN)
        return self._once(("digest", str(path)), lambda: sha256(read()).hexdigest())

    def _once(self, key: tuple[str, str], read: Callable[[], T]) -> T:
        if key not in self._kept:
            with noting_inputs() as inputs:
                try:
                    self._kept[key] = (read(), inputs)
                except BriefError as error:
                    self._kept[key] = (error, inputs)
        kept: T | BriefError
        kept, inputs = self._kept[key]
        note_part(inputs)
        if isinstance(kept, BriefError):
            raise BriefError(kept.diagnostics)
        return kept


def _read_note_style(template: Template, language: str) -> ReferenceStyle:
    from generator.templates.note_style import read_note_style

    name, files, said_at = template.note_style, template.note_files, template.note_style_place
    return read_note_style(name, files, language, said_at)


def written_names(path: Path) -> set[str]:
    """The names of the finished and draft files of a brief, as on a disk that ignores capitals."""
    name = normalize("NFC", path.stem).casefold()
    return {name, f"{name}-draft"}


def _by_written_name(briefs: Iterable[Path]) -> Mapping[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in briefs:
        for name in written_names(path):
            found.setdefault(name, []).append(path)
    return found


# --- the front matter of briefs, which is all of one that concerns another --------------


def heads_of_briefs(briefs: Iterable[Path]) -> dict[Path, str]:
    """The front matter of each brief as text, with its dashes; nothing if it has none.

    Whoever asks for it depends on no more of these files.
    """
    heads: dict[Path, str] = {}
    for path in briefs:
        heads[path], stamp = _head_of(path)
        note_input(Input("head", str(path)), heads[path].encode(), stamp)
    return heads


def fingerprint_of_head(path: str) -> Fingerprint:
    """The fingerprint of the front matter of a brief as it is now."""
    head, stamp = _head_of(Path(path))
    return fingerprint_of(head.encode(), stamp)


def _head_of(path: Path) -> tuple[str, Stamp | None]:
    """The front matter of a brief, and the stamp of its file."""
    with noting_inputs() as inputs:
        try:
            text = read_of_workspace(path, BRIEF).decode("utf-8-sig")
        except (OSError, UnicodeError):
            text = ""
    (whole,) = inputs.own.values()
    head, dashes, _ = text.replace("\r\n", "\n")[3:].partition("\n---")
    return f"---{head}{dashes}", whole.stamp
