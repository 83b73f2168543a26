"""Change the program a little, room by room, and see whether the room's quick tests notice.

    .venv/bin/python tests/mutants.py checks seeds --each 12

Each mutant is one change in a copy of the repository: a comparison turned about, a condition
denied, a number one more, `and` for `or`, a statement left out. It is killed where a quick test
of the room fails. The choice is the same on every run; `--seed` makes another.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
_LEFT_OUT = shutil.ignore_patterns(
    *(".git", ".venv", ".*_cache", ".hypothesis", "__pycache__"),
    *("build", "archive_store", "benchmarks"),
)
_SECONDS = 300  # a mutant that makes the tests run for ever is noticed, too

_TURNED = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


def mutations(tree: ast.Module) -> Iterator[tuple[int, str, str, str]]:
    """The changes that can be made: line, what it is, the words as they stand, those instead."""
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for node in ast.walk(function):
            match node:
                case ast.Compare(left=left, ops=[op], comparators=comparators):
                    turned = ast.Compare(left, [_TURNED[type(op)]()], comparators)
                    yield node.lineno, "compares otherwise", *_words(node, turned)
                case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
                    denied = ast.UnaryOp(ast.Not(), test)
                    yield test.lineno, "denies a condition", *_words(test, denied)
                case ast.BoolOp(op=ast.And(), values=values):
                    yield node.lineno, "or for and", *_words(node, ast.BoolOp(ast.Or(), values))
                case ast.BoolOp(op=ast.Or(), values=values):
                    yield node.lineno, "and for or", *_words(node, ast.BoolOp(ast.And(), values))
                case ast.Constant(value=int(value)) if not isinstance(value, bool):
                    yield node.lineno, "one more", *_words(node, ast.Constant(value + 1))
                case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.AugAssign():
                    yield node.lineno, "leaves out a statement", *_words(node, ast.Pass())


def _words(node: ast.AST, instead: ast.AST) -> tuple[str, str]:
    return ast.unparse(node), ast.unparse(ast.fix_missing_locations(instead))


def mutated(source: str, chosen: int) -> tuple[str, str]:
    """The source with the change of a number made, and what the change is."""
    tree = ast.parse(source)
    line, kind, before, after = list(mutations(tree))[chosen]
    count = -1

    class Change(ast.NodeTransformer):
        def generic_visit(self, node: ast.AST) -> ast.AST:
            nonlocal count
            if getattr(node, "lineno", None) == line and ast.unparse(node) == before and count < 0:
                count += 1
                wanted = ast.parse(after).body[0]
                return wanted if isinstance(node, ast.stmt) else wanted.value  # type: ignore[attr-defined]
            return super().generic_visit(node)

    changed = ast.fix_missing_locations(Change().visit(tree))
    return ast.unparse(changed), f"line {line} {kind}: {before[:60]} → {after[:60]}"


def survivors(room: str, each: int, seed: int, copy: Path) -> tuple[int, list[str]]:
    """How many of a room's mutants its quick tests killed, and those that they did not.

    Ends the program where the tests fail already: they would kill whatever comes.
    """
    # The seed is a text: that of a number would be the same for every room.
    choice = random.Random(f"{room} {seed}")
    modules = sorted((copy / "generator" / room).rglob("*.py"))
    every = [
        (module, number)
        for module in modules
        for number, _ in enumerate(mutations(ast.parse(module.read_text(encoding="utf-8"))))
    ]
    if not _tests_pass(room, copy):
        raise SystemExit(f"{room}: its quick tests fail without any change")
    killed, living = 0, []
    for module, number in choice.sample(every, min(each, len(every))):
        source = module.read_text(encoding="utf-8")
        changed, told = mutated(source, number)
        module.write_text(changed, encoding="utf-8")
        try:
            if _tests_pass(room, copy):
                living.append(f"{module.relative_to(copy).as_posix()} {told}")
            else:
                killed += 1
        finally:
            module.write_text(source, encoding="utf-8")
    return killed, living


def _tests_pass(room: str, copy: Path) -> bool:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-m", "not slow", f"tests/{room}"]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        run = subprocess.run(
            command, cwd=copy, env=environment, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return run.returncode in (0, 5)  # 5: the room has no tests, which notices nothing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("rooms", nargs="*", help="rooms of generator/; all where none is named")
    parser.add_argument("--each", type=int, default=8, help="mutants of a room (8)")
    parser.add_argument("--seed", type=int, default=1, help="another number, another choice (1)")
    asked = parser.parse_args()
    every = sorted(path.parent.name for path in (REPOSITORY / "generator").glob("*/__init__.py"))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(REPOSITORY, Path(folder) / "copy", ignore=_LEFT_OUT))
        for room in asked.rooms or every:
            killed, living = survivors(room, asked.each, asked.seed, copy)
            print(f"{room}: {killed} of {killed + len(living)} killed", flush=True)
            print("".join(f"  lives: {told}\n" for told in living), end="", flush=True)


if __name__ == "__main__":
    main()
