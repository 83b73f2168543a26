"""Editions changed by hand, as nobody should, and editions of the first release."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.language.folding import digest
from tests.seeds.importing import import_seed

Content = dict[str, Any]


def seed_of(folder: Path, text: str, key: str = "mill") -> Path:
    """The folder of a seed that was imported from a text."""
    source = folder / f"{key}.txt"
    source.write_bytes(text.encode())
    import_seed(source, folder / "seeds", key=key, file=source.name)
    return folder / "seeds" / key


def content_of(folder: Path, number: int = 1) -> Content:
    """What the file of an edition says."""
    path = folder / f"editions/{number}.json"
    content: Content = json.loads(path.read_text(encoding="utf-8"))
    return content


def forge(folder: Path, change: Callable[[Content], object], number: int = 1) -> None:
    """Change an edition and make every digest anew, so that only the original can tell."""
    content = content_of(folder, number)
    change(content)
    for paragraph in content["paragraphs"]:
        paragraph["digest"] = digest(paragraph["text"])
    write(folder, sealed(content), number)


def sealed(content: Content) -> Content:
    """An edition with the digest that RFC 8785 gives it, reckoned without our own code."""
    rest = {key: value for key, value in content.items() if key != "digest"}
    plain = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return rest | {"digest": hashlib.sha256(plain.encode()).hexdigest()}


def write(folder: Path, content: Content, number: int = 1) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    (folder / f"editions/{number}.json").write_text(text, encoding="utf-8", newline="\n")


def of_format_1(folder: Path, number: int = 1, *, source: int = 1) -> None:
    """Write the edition `source` as release 0.1.0 would have, under a number."""
    content = content_of(folder, source)
    paragraphs = [
        {key: paragraph[key] for key in ("number", "text", "digest", "place")}
        for paragraph in content["paragraphs"]
    ]
    dropped = [
        {"line": drop["place"]["first_line"], "text": drop["text"], "reason": drop["reason"]}
        for drop in content["dropped"]
    ]
    plain = {
        "number": number,
        "original": content["original"],
        "original_digest": content["original_digest"],
        "paragraphs": paragraphs,
        "dropped": dropped,
    }
    write(folder, plain, number)
