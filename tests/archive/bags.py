"""Bags as other people's tools make, unpack and judge them."""

from __future__ import annotations

import tarfile
import warnings
import zipfile
from pathlib import Path

import bagit


def judged(folder: Path) -> bagit.Bag:
    """A bag that bagit-python has found to be valid, every digest of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # its own, of Python 3.13
        bag = bagit.Bag(str(folder))
        bag.validate()
    return bag


def made(folder: Path) -> None:
    """Let bagit-python turn a folder into a bag, of version 0.97."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        bagit.make_bag(str(folder), checksums=["md5", "sha256"])


def unpacked(path: Path) -> Path:
    """The bag in a file, as other people's tools unpack it."""
    folder = path.parent / f"{path.name}-unpacked"
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder)
    else:
        with tarfile.open(path) as archive:
            archive.extractall(folder, filter="data")
    return folder / path.stem
