"""The pages of a Word file as LibreOffice sets them, where that is on this machine."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from generator.config.files import HANDED_IN, read_regular

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
_PATIENCE = 120  # seconds: a first start makes a profile


def pages_in_word(data: bytes) -> bytes | None:
    """A Word file of ours as a PDF by LibreOffice; None if that is not there, or does not answer.

    It runs with a profile of its own, so that one that is open is left alone.
    """
    program = next(filter(None, map(shutil.which, ("soffice", "libreoffice", *_PLACES))), None)
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        source = place / "word.docx"
        source.write_bytes(data)
        command = [program, f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless",
                   "--convert-to", "pdf", "--outdir", folder, str(source)]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, check=True, timeout=_PATIENCE)
            return read_regular(source.with_suffix(".pdf"), HANDED_IN)
        except (OSError, subprocess.SubprocessError):
            return None
