"""One process that has Typst write PDFs beside sources: `typst_pdf.py FONTS STANDARD FILE…`.

One compiler for all of them, so that Typst's own caches serve.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import typst


def main(fonts: Path, standard: str, sources: Iterable[Path]) -> None:
    compiler = typst.Compiler(root=".", font_paths=[fonts], ignore_system_fonts=True)
    for source in sources:
        compiler.compile(input=source, output=source.with_suffix(".pdf"), pdf_standards=[standard])


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], map(Path, sys.argv[3:]))
