"""Makes the package of a version: a workspace, what it built, what it published, a bag.

    python tests/versions/make.py 4c0a7b0 0.1.0

lays the material beside this file out with the code of that commit, in a folder of its own, and
writes `0.1.0.tar.xz` and `0.1.0.findings.json` (what its checks said). The times are given, the
key to sign with is made for the run and thrown away, and packing is deterministic; so a second
run differs in the signature alone, and in the names of tools where these are of other versions.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
sys.path.insert(0, str(REPOSITORY))

from tests.versions.keeping import VERSIONS, pack  # noqa: E402 - run by itself, from anywhere

MATERIAL = VERSIONS / "material"
SEEDS = ("ferry-hearing", "harbour-survey")


class Maker:
    """The command line of a checkout, at work in a folder."""

    def __init__(self, checkout: Path, folder: Path) -> None:
        self._environment = os.environ | {"PYTHONPATH": str(checkout), "PYTHONSAFEPATH": "1"}
        self._folder = folder

    def __call__(self, *arguments: str | Path, status: int = 0) -> str:
        command = [sys.executable, "-m", "generator", *map(str, arguments)]
        run = subprocess.run(
            command,
            cwd=self._folder,
            env=self._environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if run.returncode != status:
            sys.exit(f"{' '.join(command[2:])} ended with {run.returncode}\n{run.stderr}")
        return run.stdout


def make(checkout: Path, folder: Path, key: Path) -> str:
    """Fill the folder; return what the checks say of all briefs in it, as JSON."""
    brief = Maker(checkout, folder)
    brief("init", ".")
    for name in SEEDS:
        brief("seed", "import", MATERIAL / "sources" / f"{name}.txt", "--key", name)
    shutil.copytree(MATERIAL / "workspace", folder, dirs_exist_ok=True)
    with (folder / "records.yaml").open("ab") as records:  # behind those of the example
        records.write((MATERIAL / "records.yaml").read_bytes())
    brief("build", "ferry", "borings")
    _publish(brief, "ferry", "2026-11-22", "--sign", key, "--acknowledge", "count")
    _publish(brief, "borings", "2026-11-23")
    path = folder / "briefs" / "borings.md"
    text = path.read_text(encoding="utf-8").replace('version: "1"', 'version: "1.1-rc2"')
    path.write_text(text.replace("without special measures", "as it is"), encoding="utf-8")
    _publish(brief, "borings", "2026-11-24", "--amendment", "minor")
    why = "The drill was out of true"
    brief("archive", "withdraw", "borings", "-m", why, "--date", "2026-11-25T09:00:00Z")
    brief("archive", "export", "borings", "bag")
    return brief("check", "--format", "json", status=1)


def _publish(brief: Maker, name: str, day: str, *more: str | Path) -> None:
    said = ("-m", f"Publication of {day}", "--author", "Åse Lind <ase@example.org>")
    brief("publish", name, *said, "--date", f"{day}T09:00:00Z", *more)


def main(commit: str, version: str) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        checkout, folder, key = (Path(temporary) / name for name in ("code", "made", "key"))
        git = ("git", "-C", str(REPOSITORY), "worktree")
        subprocess.run([*git, "add", "--quiet", "--detach", checkout, commit], check=True)
        keygen = ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "ase@example.org")
        subprocess.run([*keygen, "-f", key], check=True)
        folder.mkdir()
        try:
            findings = make(checkout, folder, key)
        finally:
            subprocess.run([*git, "remove", "--force", checkout], check=True)
        signer = key.with_suffix(".pub").read_text(encoding="utf-8")
        (folder / "signers").write_text(f"ase@example.org {signer}", encoding="utf-8")
        pack(folder, VERSIONS / f"{version}.tar.xz")
    path = VERSIONS / f"{version}.findings.json"
    path.write_text(findings, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
