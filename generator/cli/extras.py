"""Commands that need packages beyond those that every command does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.util import find_spec

import typer

EXTRAS: Mapping[str, tuple[str, ...]] = {
    "editor": ("pygls",),
    "preview": ("starlette", "uvicorn", "watchfiles", "tomlkit"),
}
"""The optional dependencies of `pyproject.toml` that commands need, and what each brings."""


def require_extra(extra: str, command: str) -> None:
    """Exit with status 2, and say what to type, if a package of an extra is not installed."""
    _require(EXTRAS[extra], command, f"'policy-brief-generator[{extra}]'")


def require_package(package: str, command: str) -> None:
    """Exit with status 2, and say what to type, if a package that `brief` brings is gone."""
    _require((package,), command, package)


def _require(packages: Iterable[str], command: str, to_install: str) -> None:
    missing = [name for name in packages if find_spec(name) is None]
    if missing:
        named = ", ".join(missing)
        typer.echo(f"`brief {command}` needs packages that are not here: {named}", err=True)
        typer.echo(f"type: pip install {to_install}", err=True)
        raise typer.Exit(2)
