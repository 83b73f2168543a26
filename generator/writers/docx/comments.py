"""Remarks of a draft as comments of Word's own (ISO 29500-1, 17.13.4), each at its place."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

from generator.document import Remark
from generator.writers.docx.character_styles import COMMENT_MARK_STYLE, COMMENT_STYLE
from generator.writers.docx.markup import NAMESPACES, RunFormat, mark, run
from generator.writers.docx.parts import Parts

_AUTHOR = 'w:author="brief check" w:initials="bc"'
_MARK = RunFormat(style=COMMENT_MARK_STYLE)
_SEVERITY = RunFormat(bold=True, language="en")
_ENGLISH = RunFormat(language="en")  # as all findings are


class Comments(Struct):
    """The comments of one file, dated by the day of issue."""

    issued: date
    _written: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self._written)

    def on(self, content: str, remark: Remark) -> str:
        """Runs with a comment on them."""
        number = len(self._written)
        self._written.append(
            f'<w:comment w:id="{number}" {_AUTHOR} w:date="{self.issued.isoformat()}T00:00:00Z">'
            f'<w:p><w:pPr><w:pStyle w:val="{COMMENT_STYLE}"/></w:pPr>'
            f"{mark('<w:annotationRef/>', _MARK)}{run(remark.severity.value, _SEVERITY)}"
            f"{run(f' {remark.text}', _ENGLISH)}</w:p></w:comment>"
        )
        return (
            f'<w:commentRangeStart w:id="{number}"/>{content}<w:commentRangeEnd w:id="{number}"/>'
            + mark(f'<w:commentReference w:id="{number}"/>', _MARK)
        )

    def store(self, parts: Parts) -> None:
        """Add the comments part, if there are any comments."""
        if self._written:
            parts.add("comments", f"<w:comments {NAMESPACES}>{''.join(self._written)}</w:comments>")
