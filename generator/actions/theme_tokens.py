"""The values of a theme that a panel offers: read, and written with all comments kept."""

from __future__ import annotations

import re
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from msgspec import Meta, Struct

from generator.actions.template_list import is_own_template, named_template
from generator.config.files import SETTINGS, read_of_workspace, stands
from generator.config.kinds import bounds_of, fields_of
from generator.config.text import as_before
from generator.diagnostics import Span, codes, refusal, refuse
from generator.document.file_data import FileData
from generator.pipeline.library import Library
from generator.templates.template import Template
from generator.theme.head_faults import faults_of_heads
from generator.theme.measures import faults_of_measures
from generator.theme.resolved import TokenPath, resolved_token
from generator.theme.theme import Theme
from generator.theme.toml import ThemeFile, read_theme
from generator.workspace.storing import FileChange, change_all
from generator.workspace.workspace import Workspace

TokenKind = Literal["color", "length", "file"]

_FILE = "theme.toml"
_LENGTHS: Mapping[str, Mapping[TokenPath, str]] = {
    "Sizes of type": {
        ("styles", "body", "size"): "Text",
        ("styles", "body", "leading"): "Text, line to line",
        ("styles", "lead", "size"): "Lead",
        ("styles", "heading1", "size"): "Title",
        ("styles", "heading2", "size"): "Headings",
        ("styles", "table-cell", "size"): "Tables",
        ("styles", "note", "size"): "Notes",
    },
    "Margins": {
        ("page", "top"): "Top",
        ("page", "right"): "Right",
        ("page", "bottom"): "Bottom",
        ("page", "left"): "Left",
        ("page", "side", "width"): "Side column",
        ("page", "side", "gap"): "Beside the side column",
    },
    "Logo": {("logo", "file"): "File", ("logo", "height"): "Height"},
}


class ThemeToken(Struct, frozen=True):
    """A value of a theme: its place in theme.toml, its name for people, its bounds.

    Lengths are points. `is_own` if the template's own file says it, and not one it builds on.
    """

    path: TokenPath
    group: str
    label: str
    kind: TokenKind
    value: str | float
    is_own: bool
    about: str = ""  # what the comment behind it says
    least: float | None = None
    most: float | None = None
    choices: tuple[str, ...] = ()


def theme_tokens(library: Library, name: str) -> tuple[ThemeToken, ...]:
    """The tokens of a template's theme. Raises BriefError if there is none, or it has a fault."""
    template = named_template(library, name)
    file = library.theme(template)
    own = f"{template.shown}/{_FILE}"
    return tuple(_offered(file, own, template))


def change_token(library: Library, name: str, path: TokenPath, value: str | float) -> FileChange:
    """Write a token into the theme of a template; comments and all else stay as they are.

    Raises BriefError, and writes nothing, if the theme would not hold, if the value is no token, or
    if the template comes with the program.
    """
    workspace, template = library.workspace, named_template(library, name)
    place, shown = template.folder / _FILE, f"{template.shown}/{_FILE}"
    if not is_own_template(library, template):
        hint = f"make one of your own: brief template new our-house --from {name}"
        message = f"the template `{name}` comes with the program"
        raise refusal(codes.UNWRITABLE_FILE, message, Span.at(shown), hint=hint)
    if path not in {token.path for token in theme_tokens(library, name)}:
        raise refusal(codes.BAD_THEME, f"`{'.'.join(path)}` is no token", Span.at(shown))
    before = FileData(read_of_workspace(place, SETTINGS)) if stands(place) else None
    after = FileData(_rewritten(before or b"", path, value, shown))
    change = FileChange(shown, place, before, after)
    _refuse_unsound(workspace, template, change.after)
    change_all([change])
    return change


def _offered(file: ThemeFile, own: str, template: Template) -> Iterator[ThemeToken]:
    said = {shown: _lines_of_theme(place) for place, shown in template.files(_FILE)}
    for color, value in file.theme.colors.items():
        path: TokenPath = ("colors", color)
        place = file.locate(path)
        told = _remark_behind(said.get(place.file, ()), place.start.line)
        yield ThemeToken(path, "Colours", color, "color", value, place.file == own, told)
    for group, lengths in _LENGTHS.items():
        for path, label in lengths.items():
            token = resolved_token(file, path)
            if token is None:
                continue
            length = token.value
            is_own = token.place is not None and token.place.file == own and not token.style
            if isinstance(length, Path):
                choices = _logos(template)
                yield ThemeToken(path, group, label, "file", length.name, is_own, choices=choices)
            else:
                least, most = _bounds_at(path)
                yield ThemeToken(path, group, label, "length", length, is_own, "", least, most)


_BEHIND = re.compile(r"""[^#"']*["'][^"']*["']\s*#\s*(.*?)\s*""")


def _lines_of_theme(path: Path) -> list[str]:
    return read_of_workspace(path, SETTINGS).decode("utf-8-sig", errors="replace").split("\n")


def _remark_behind(lines: Sequence[str], number: int) -> str:
    """What the comment on a line says; nothing if the file has changed since it was read."""
    about = _BEHIND.fullmatch(lines[number - 1]) if number <= len(lines) else None
    return about[1] if about else ""


def _bounds_at(path: TokenPath) -> tuple[float | None, float | None]:
    """The least and the most that a value may be, as its type says."""
    kind: Any = Theme
    said: tuple[Meta, ...] = ()
    for part in path:
        kind, said = bounds_of(_kind_of_part(kind, part))
    return next(((one.ge, one.le) for one in said), (None, None))


def _kind_of_part(kind: Any, part: str) -> Any:
    if get_origin(kind) is Mapping:
        return get_args(kind)[1]
    struct = next(one for one in (kind, *get_args(kind)) if _is_struct(one))
    return next(own.type for own in fields_of(struct) if own.name == part)


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Struct)


def _logos(template: Template) -> tuple[str, ...]:
    """The names of the images in the folders of a template, which may be its logo."""
    suffixes = (".svg", ".png", ".jpg", ".jpeg")
    return tuple(
        sorted(
            {
                path.name
                for folder in template.folders
                for path in folder.iterdir()
                if path.suffix.lower() in suffixes
            }
        )
    )


def _rewritten(before: bytes, path: TokenPath, value: str | float, shown: str) -> bytes:
    """The bytes of a theme with a value in it. Raises BriefError if more than that would change."""
    from tomlkit.exceptions import TOMLKitError

    wanted = _tables_of(before)
    _put_value(wanted, path, value)
    try:
        after = _with_value(before, path, value)
        if _tables_of(after) == wanted:
            return after
    except (TOMLKitError, tomllib.TOMLDecodeError):
        pass
    hint = f"write {'.'.join(path)} = {value!r} there by hand"
    message = "this file is written in a way that only a person can change"
    raise refusal(codes.BAD_THEME, message, Span.at(shown), hint=hint)


def _tables_of(data: bytes) -> dict[str, Any]:
    return tomllib.loads(data.decode("utf-8-sig"))


def _put_value(table: dict[str, Any], path: TokenPath, value: str | float) -> None:
    for part in path[:-1]:
        table = table.setdefault(part, {})
    table[path[-1]] = value


def _with_value(before: bytes, path: TokenPath, value: str | float) -> bytes:
    """The bytes of a theme with a value written or replaced, and nothing else changed."""
    import tomlkit

    document = tomlkit.parse(before.decode("utf-8-sig"))
    table: Any = document
    for part in path[:-1]:
        if part not in table:
            table[part] = tomlkit.table()
        table = table[part]
    with _before_what_follows(table):
        table[path[-1]] = int(value) if isinstance(value, float) and value.is_integer() else value
    return as_before(tomlkit.dumps(document), before)


@contextmanager
def _before_what_follows(table: Any) -> Iterator[None]:
    """Take away the blank lines and comments behind a table's last key, and put them back.

    A comment there is about the next table, and a new key would come behind it.
    """
    from tomlkit.items import Table

    body: list[Any] = table.value.body if isinstance(table, Table) else []
    last = next((at for at in reversed(range(len(body))) if body[at][0] is not None), -1)
    following, body[last + 1 :] = body[last + 1 :], []
    yield
    body += following


def _refuse_unsound(workspace: Workspace, template: Template, data: bytes) -> None:
    """Raise BriefError if a template's theme would not hold with these bytes as its file."""
    shown = f"{template.shown}/{_FILE}"
    below = [one for one in template.files(_FILE) if one[1] != shown]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder).resolve() / _FILE
        place.write_bytes(data)
        file = read_theme(
            [(place, shown), *below], fonts=workspace.fonts, folders=template.named_folders
        )
    declared = workspace.settings.fields
    unfit = (*faults_of_heads(file, declared), *faults_of_measures(file))
    refuse(file.amiss or unfit)
