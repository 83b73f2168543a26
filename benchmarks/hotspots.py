"""Where the time goes, by package and by room: `python benchmarks/hotspots.py [--briefs N]`.

Cold: one process that builds one brief, its imports and its work. Warm: the work for one more
brief once N have been built. cProfile slows Python's own calls more than work in C, so read its
figures as shares; milliseconds to rely on come from run.py.
"""

from __future__ import annotations

import argparse
import os
import pstats
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).parent
SHOWN = 24
_IMPORT_RUNS = 5

# Builds what it is given, then is profiled building the rest of it.
_WARM = """
import cProfile, sys
from pathlib import Path
from generator import Library, build, find_workspace
library = Library(find_workspace(Path()))
paths = sorted(library.workspace.briefs.glob("*.md"))
half = len(paths) // 2
for path in paths[:half]:
    build(path, workspace=library)
profile = cProfile.Profile()
profile.runcall(lambda: [build(path, workspace=library) for path in paths[half:]])
profile.dump_stats(sys.argv[1])
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--briefs", type=int, default=20, help="briefs built, and as many profiled")
    briefs = parser.parse_args().briefs
    os.environ["PYTHONPATH"] = str(HERE.parent)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _run(HERE / "material.py", folder, 2 * briefs, 0)
        for command in ("check", "build"):
            imports = _imports(folder / "one", command)
            print(_table(f"`brief {command}`, cold: imports, ms", imports, 1000))
        rooms, functions = _profile(folder / "one", "-m", "generator", "build", "--anew", "-q")
        print(_table("`brief build`, cold: all work, ms under cProfile", rooms, 0.001))
        rooms, functions = _profile(folder / "many", "-c", _WARM)
        print(_table("warm: ms a brief under cProfile, by room", rooms, briefs / 1000))
        print(_table("warm: ms a brief under cProfile, by function", functions, briefs / 1000))


def _run(*arguments: object, folder: Path = HERE) -> str:
    """Run Python, and return what it said on standard error."""
    command = [sys.executable, *map(str, arguments)]
    run = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    if run.returncode:
        sys.exit(f"{' '.join(command)}\n{run.stderr}")
    return run.stderr


def _imports(folder: Path, command: str) -> Mapping[str, float]:
    """Microseconds that each package's own modules took: the least of some runs."""
    least: dict[str, int] = {}
    for _ in range(_IMPORT_RUNS):
        said = _run(
            "-X", "importtime", "-m", "generator", command, "--anew", "military", folder=folder
        )
        for line in said.split("\n"):
            cells = line.removeprefix("import time:").split("|")
            if len(cells) == 3 and cells[0].strip().isdigit():
                module, spent = cells[2].strip(), int(cells[0])
                least[module] = min(spent, least.get(module, spent))
    packages: Counter[str] = Counter()
    for module, spent in least.items():
        packages[_package(module)] += spent
    return packages


def _package(module: str) -> str:
    parts = module.split(".")
    name = ".".join(parts[:2]) if parts[0] == "generator" else parts[0]
    return f"{name} (standard library)" if name in sys.stdlib_module_names else name


def _profile(folder: Path, *command: str) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Seconds by room and by function; what is done in C counts for whoever calls it."""
    path = folder / "profile"
    if command[0] == "-c":
        _run(*command, path, folder=folder)
    else:
        _run("-m", "cProfile", "-o", path, *command, folder=folder)
    rooms: Counter[str] = Counter()
    functions: Counter[str] = Counter()
    for function, (_, _, own, _, callers) in pstats.Stats(str(path)).stats.items():
        shares = {function: own} if function[0] != "~" else {f: c[2] for f, c in callers.items()}
        for (file, line, name), spent in shares.items():
            rooms[_room(file)] += spent
            functions[f"{_room(file)}: {name} ({Path(file).name}:{line})"] += spent
    return rooms, functions


def _room(file: str) -> str:
    parts = Path(file).with_suffix("").parts
    if "generator" in parts:
        inside = parts[parts.index("generator") :]
        return ".".join(inside[:3] if "writers" in inside else inside[:2])
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1]
    return "Python"


def _table(title: str, spent: Mapping[str, float], unit: float) -> str:
    rows: Sequence[tuple[str, float]] = Counter(spent).most_common(SHOWN)
    lines = [f"### {title}\n", "| what | ms |", "|:--|--:|"]
    lines.append(f"| **all** | {sum(spent.values()) / unit:.1f} |")
    lines += [f"| {name} | {value / unit:.1f} |" for name, value in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
