"""Packages the extension as `brief-VERSION.vsix`: `python docs/editors/vscode/package.py FOLDER`.

It needs npm, which fetches the one library, by the lock beside it and without running its scripts.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

HERE = Path(__file__).parent
OWN = ("package.json", "package-lock.json", ".npmrc", "extension.js", "README.md")
LICENCE = HERE.parents[2] / "LICENSE"
LEFT_OUT = (".ts", ".map", ".tsbuildinfo")  # for those who build the libraries

KINDS = {
    ".js": "application/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".vsixmanifest": "text/xml",
}
CONTENT_TYPES = """<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>
"""
MANIFEST = """<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
<Metadata>
<Identity Language="en-US" Id={name} Version={version} Publisher={publisher}/>
<DisplayName>{display}</DisplayName>
<Description xml:space="preserve">{description}</Description>
<Categories>{categories}</Categories>
<License>extension/LICENSE.txt</License>
<Properties>
<Property Id="Microsoft.VisualStudio.Code.Engine" Value={engine}/>
<Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="workspace"/>
</Properties>
</Metadata>
<Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
<Dependencies/>
<Assets>
<Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json"
 Addressable="true"/>
<Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md"
 Addressable="true"/>
<Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt"
 Addressable="true"/>
</Assets>
</PackageManifest>
"""


def package(folder: Path) -> Path:
    """The package, written into a folder; the same bytes each time."""
    settings = json.loads((HERE / "package.json").read_text(encoding="utf-8"))
    target = folder / f"{settings['name']}-{settings['version']}.vsix"
    with tempfile.TemporaryDirectory() as kept:
        work = Path(kept)
        for name in OWN:
            shutil.copy(HERE / name, work / name)
        npm = shutil.which("npm") or "npm"
        subprocess.run([npm, "ci", "--omit=dev", "--silent"], cwd=work, check=True)
        files = dict(_members(work))
    described = {
        "[Content_Types].xml": _content_types(files).encode(),
        "extension.vsixmanifest": _manifest(settings).encode(),
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (described | files).items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return target


def _members(work: Path) -> Iterator[tuple[str, bytes]]:
    yield "extension/LICENSE.txt", LICENCE.read_bytes()
    for path in sorted(work.rglob("*")):
        name = path.relative_to(work).as_posix()
        of_npm = "/." in name or name in (".npmrc", "package-lock.json")
        if path.is_file() and not of_npm and path.suffix not in LEFT_OUT:
            yield f"extension/{name}", path.read_bytes()


def _content_types(files: dict[str, bytes]) -> str:
    suffixes = {Path(name).suffix for name in files} - {""} | {".vsixmanifest"}
    rows = [
        f'<Default Extension="{suffix}" ContentType="{KINDS.get(suffix, "text/plain")}"/>'
        for suffix in sorted(suffixes)
    ]
    rows += [
        f'<Override PartName="/{name}" ContentType="text/plain"/>'
        for name in files
        if not Path(name).suffix
    ]
    return CONTENT_TYPES.format("".join(rows))


def _manifest(settings: dict[str, Any]) -> str:
    return MANIFEST.format(
        name=quoteattr(settings["name"]),
        version=quoteattr(settings["version"]),
        publisher=quoteattr(settings["publisher"]),
        display=escape(settings["displayName"]),
        description=escape(settings["description"]),
        categories=escape(",".join(settings["categories"])),
        engine=quoteattr(settings["engines"]["vscode"]),
    )


if __name__ == "__main__":
    place = Path(sys.argv[1] if sys.argv[1:] else ".")
    sys.stdout.write(f"{package(place)}\n")
