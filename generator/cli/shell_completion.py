"""What a shell offers for the next word of a command, when somebody presses Tab.

`brief --install-completion` tells the shell to ask. Each answer reads what it needs and no more: a
person waits for it, and a shell shows no message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from generator.config.files import workspace_above

_SHELL_ASKS = "_BRIEF_COMPLETE"
_TYPED = ("COMP_WORDS", "_TYPER_COMPLETE_ARGS")  # what bash says, and other shells


def words_to_complete(environment: Mapping[str, str]) -> list[str]:
    """The words of the command line behind `brief` that a shell wants to be completed."""
    typed = next((environment[name] for name in _TYPED if name in environment), "")
    return typed.split()[1:] if _SHELL_ASKS in environment else []


def begun_brief(incomplete: str) -> Iterator[str]:
    """The briefs of the workspace around the current folder, by name."""
    return _starting_so(incomplete, (path.stem for path in _files_below("briefs", "*.md")))


def begun_seed(incomplete: str) -> Iterator[str]:
    """The keys of its seeds."""
    return _starting_so(
        incomplete, (path.parent.name for path in _files_below("seeds", "*/seed.toml"))
    )


def begun_edition(incomplete: str) -> Iterator[str]:
    """The editions of its seeds, as `smith-2025@1`."""
    editions = _files_below("seeds", "*/editions/*.json")
    return _starting_so(incomplete, (f"{path.parent.parent.name}@{path.stem}" for path in editions))


def begun_place(incomplete: str) -> Iterator[str]:
    """The briefs, with the colon that the line follows."""
    return (f"{name}:" for name in begun_brief(incomplete))


def begun_template(incomplete: str) -> Iterator[str]:
    """The templates that can be used there."""
    from generator.workspace.workspace import Workspace

    root = workspace_above(Path.cwd()) or Path.cwd()
    return _starting_so(incomplete, Workspace(root).templates)


def begun_formats(incomplete: str) -> Iterator[str]:
    """The formats of files, also one behind a comma."""
    from generator.writers import WRITERS

    before, comma, last = incomplete.rpartition(",")
    taken = before.split(",")
    return (before + comma + each for each in _starting_so(last, WRITERS) if each not in taken)


def begun_promise(incomplete: str) -> Iterator[tuple[str, str]]:
    """The codes of citation errors, with their names."""
    from generator.diagnostics.codes import PROMISE

    return _codes(incomplete, PROMISE)


def begun_rule(incomplete: str) -> Iterator[tuple[str, str]]:
    """The codes that can be answered, with their names."""
    from generator.diagnostics.codes import SETTABLE

    return _codes(incomplete, SETTABLE)


def begun_page(incomplete: str) -> Iterator[tuple[str, str]]:
    """The pages of the manual, with what each is about, and the codes, with their names."""
    from generator.actions.manual import manual_titles
    from generator.diagnostics.codes import CODES

    yield from (
        (name, said) for name, said in manual_titles().items() if name.startswith(incomplete)
    )
    yield from _codes(incomplete, CODES)


def begun_schema(incomplete: str) -> Iterator[str]:
    """The kinds of files that have a schema."""
    from generator.actions.schemas import SCHEMAS

    return _starting_so(incomplete, SCHEMAS)


def values_begun(*values: str) -> Callable[[str], Iterator[str]]:
    """One of a few values."""

    def begun(incomplete: str) -> Iterator[str]:
        return _starting_so(incomplete, values)

    return begun


def _codes(incomplete: str, codes: Iterable[str]) -> Iterator[tuple[str, str]]:
    from generator.diagnostics.codes import CODES

    return ((code, CODES[code].name) for code in _starting_so(incomplete, sorted(codes)))


def _starting_so(incomplete: str, values: Iterable[str]) -> Iterator[str]:
    return (value for value in values if value.startswith(incomplete))


def _files_below(folder: str, pattern: str) -> list[Path]:
    """Files of the workspace around the current folder."""
    root = workspace_above(Path.cwd())
    return sorted((root / folder).glob(pattern)) if root else []
