"""One process that has Typst write PDF/UA-1 beside sources: `python typst_pdf.py FONTS FILE…`.

One compiler for all of them, so that Typst's own caches serve.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import typst


def main(fonts: Path, sources: Iterable[Path]) -> None:
    compiler = typst.Compiler(root=".", font_paths=[fonts], ignore_system_fonts=True)
    for source in sources:
        compiler.compile(input=source, output=source.with_suffix(".pdf"), pdf_standards=["ua-1"])


if __name__ == "__main__":
    main(Path(sys.argv[1]), map(Path, sys.argv[2:]))
