"""One process that has docxtpl write Word files: `python word_files.py TEMPLATE FILE…`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate, RichText


def main(template_file: Path, contexts: Iterable[Path]) -> None:
    for path in contexts:
        context = json.loads(path.read_text(encoding="utf-8"))
        for row in (*context["blocks"], *context["notes"]):
            row["words"] = _words(row["runs"])
            row["rows"] = [[_words(cell) for cell in cells] for cells in row.get("rows", ())]
        template = DocxTemplate(template_file)
        template.render(context)
        template.save(path.with_suffix(".docx"))


def _words(runs: list[Any]) -> RichText:
    made = RichText()
    for words, look in runs:
        made.add(words, bold=look == "bold", italic=look == "italic", superscript=look == "raised")
    return made


if __name__ == "__main__":
    main(Path(sys.argv[1]), map(Path, sys.argv[2:]))
