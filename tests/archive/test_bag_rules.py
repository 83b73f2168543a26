"""A bag is judged as bagit-python judges it, or refused with the reason."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import bagit
import pytest

from generator.archive.bag_rules import check_bag
from tests.archive.bags import judged

DECLARED = b"BagIt-Version: %s\nTag-File-Character-Encoding: %s\n"
CONTENT = b"of a letter"
SHA512 = hashlib.sha512(CONTENT).hexdigest()


def bag(
    folder: Path,
    manifest: str | bytes = f"{SHA512}  data/a.txt\n",
    *,
    name: str = "a.txt",
    listing: str = "manifest-sha512.txt",
    declaration: bytes = DECLARED % (b"1.0", b"UTF-8"),
    more: Mapping[str, str] | None = None,
) -> Path:
    """A bag of one file, in this folder."""
    (folder / "data").mkdir()
    (folder / "data" / name).write_bytes(CONTENT)
    (folder / "bagit.txt").write_bytes(declaration)
    told = manifest if isinstance(manifest, bytes) else manifest.encode()
    (folder / listing).write_bytes(told)
    for path, text in (more or {}).items():
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def is_valid(folder: Path) -> bool:
    try:
        judged(folder)
    except bagit.BagError:
        return False
    return True


JUDGED: Mapping[str, Mapping[str, object]] = {
    "plain": {},
    "lines of Windows": {"manifest": f"{SHA512}  data/a.txt\r\n"},
    "blank lines and comments": {"manifest": f"# of the desk\n\n{SHA512}  data/a.txt\n"},
    "indented": {"manifest": f"  {SHA512} *./data/a.txt\n"},
    "version 0.93": {"declaration": DECLARED % (b"0.93", b"UTF-8")},
    "version 2.0": {"declaration": DECLARED % (b"2.0", b"UTF-8")},
    "byte order mark": {"declaration": b"\xef\xbb\xbf" + DECLARED % (b"1.0", b"UTF-8")},
    "Latin-1": {
        "name": "\u00e9.txt",
        "manifest": f"{SHA512}  data/\u00e9.txt\n".encode("latin-1"),
        "declaration": DECLARED % (b"0.97", b"ISO-8859-1"),
    },
    "UTF-16": {
        "manifest": f"{SHA512}  data/a.txt\n".encode("utf-16"),
        "declaration": DECLARED % (b"0.97", b"UTF-16"),
    },
    "no encoding": {"declaration": DECLARED % (b"1.0", b"Volapuek")},
    "BLAKE2": {
        "listing": "manifest-blake2b.txt",
        "manifest": f"{hashlib.blake2b(CONTENT).hexdigest()}  data/a.txt\n",
    },
    "capitals": {"listing": "manifest-SHA512.txt"},
    "letters taken apart on the disk": {
        "name": "e\u0301.txt",
        "manifest": f"{SHA512}  data/\u00e9.txt\n",
    },
    "letters taken apart in the manifest": {
        "name": "\u00e9.txt",
        "manifest": f"{SHA512}  data/e\u0301.txt\n",
    },
    "all fetched": {"more": {"fetch.txt": "https://a.example/a - data/a.txt\n"}},
    "to be fetched": {
        "manifest": f"{SHA512}  data/a.txt\n{SHA512}  data/b.txt\n",
        "more": {"fetch.txt": "https://a.example/b - data/b.txt\n"},
    },
    "fetched elsewhere": {"more": {"fetch.txt": "https://a.example/b - ../b.txt\n"}},
    "other size": {"more": {"bag-info.txt": "Payload-Oxum : 12.1\n"}},
    "no label": {"more": {"bag-info.txt": "of the desk\n"}},
    "payload among tag files": {"more": {"tagmanifest-sha512.txt": f"{SHA512}  data/a.txt\n"}},
}


@pytest.mark.parametrize("kind", JUDGED)
def test_a_bag_is_judged_as_bagit_python_judges_it(kind, tmp_path):
    made = bag(tmp_path, **JUDGED[kind])

    assert (check_bag(made) == ()) is is_valid(made), check_bag(made)


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ("data/a\\b.txt", "a name with a backslash, which is not taken in"),
        ("data/a%0Ab.txt", "a name with a control character, which is not taken in"),
        ("data/../a.txt", "a name that leads out of its folder, which is not taken in"),
        ("/data/a.txt", "an absolute name, which is not taken in"),
    ],
)
def test_a_name_that_is_not_taken_in_is_refused_with_the_reason(listed, told, tmp_path):
    made = bag(tmp_path, f"{SHA512}  {listed}\n")

    assert check_bag(made)[0].message.startswith(told)


def test_a_folder_that_is_named_as_a_manifest_is_none(tmp_path):
    made = bag(tmp_path)
    (made / "manifest-sha256.txt").mkdir()

    assert check_bag(made) == ()


def test_an_algorithm_that_is_not_known_is_named(tmp_path):
    made = bag(tmp_path, listing="manifest-crc32.txt")

    assert "manifest-crc32.txt is not known" in check_bag(made)[0].message
