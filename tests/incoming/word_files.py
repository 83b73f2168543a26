"""Small Word files, written by hand: a body, and the parts that it asks for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from generator.incoming.file import IncomingFile, IncomingParagraph, IncomingRun
from generator.incoming.word import read_incoming_word
from generator.proof.needs import handed_budget

_SPACES = (
    ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
    ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("w14", "http://schemas.microsoft.com/office/word/2010/wordml"),
    ("w15", "http://schemas.microsoft.com/office/word/2012/wordml"),
)
NAMESPACES = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in _SPACES)
_RELATED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "{}</Relationships>"
)
_LEADS = '<Relationship Id="{}" Type="http://example.org/{}" Target="{}"{}/>'

_HEADING = (
    '<w:name w:val="Heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr>'
)
_CHAPTER = '<w:name w:val="Our Chapter"/><w:basedOn w:val="Overskrift1"/>'
_BULLET = '<w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'


def _style(kind: str, identifier: str, content: str) -> str:
    return f'<w:style w:type="{kind}" w:styleId="{identifier}">{content}</w:style>'


STYLES = (
    _style("paragraph", "Overskrift1", _HEADING)
    + _style(
        "paragraph", "Chapter", '<w:name w:val="Our Chapter"/><w:basedOn w:val="Overskrift1"/>'
    )
    + _style("paragraph", "Sitat", '<w:name w:val="Quote"/><w:rPr><w:i/></w:rPr>')
    + _style("character", "Uth", '<w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr>')
    + _style("character", "Bort", '<w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr>')
    + _style("paragraph", "Punkt", _BULLET)
)
"""Styles as a Word of another language names them; list 1 is one of bullets."""


def _level(depth: int, form: str, pattern: str) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


_LEVELS = (
    _level(0, "bullet", "•"),
    _level(0, "decimal", "%1.") + _level(1, "lowerLetter", "%2)"),
)
NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{number}">{level}</w:abstractNum>'
    for number, level in enumerate(_LEVELS, 1)
) + "".join(f'<w:num w:numId="{one}"><w:abstractNumId w:val="{one}"/></w:num>' for one in (1, 2))
"""A list of bullets and one of numbers and letters."""


def word_bytes(
    body: str,
    *,
    links: Mapping[str, str] | None = None,
    core: str = "",
    files: Mapping[str, str] | None = None,
    **parts: str,
) -> bytes:
    """A Word file with this content of its body, and of each part by the kind of its relation.

    `links` are addresses or media by their identifiers, `files` other members by their names.
    """
    leads = [_LEADS.format(kind, kind, f"{kind}.xml", "") for kind in parts]
    for identifier, target in (links or {}).items():
        external = "" if target.startswith("media/") else ' TargetMode="External"'
        leads.append(_LEADS.format(identifier, "hyperlink", target, external))
    main = _LEADS.format("m", "officeDocument", "word/document.xml", "")
    members = {
        "_rels/.rels": _RELATED.format(main),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _RELATED.format("".join(leads)),
        **{f"word/{kind}.xml": f"<w:{kind} {NAMESPACES}>{said}</w:{kind}>"
           for kind, said in parts.items()},
    }  # fmt: skip
    members |= files or {}
    if core:
        members["docProps/core.xml"] = core
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in members.items():
            package.writestr(name, text)
    return made.getvalue()


def word(body: str, *, rejected: bool = False, **parts: str | Mapping[str, str]) -> IncomingFile:
    """What is read of a Word file with this body and these parts."""
    data = word_bytes(body, **parts)  # type: ignore[arg-type]
    return read_incoming_word(data, handed_budget("handed.docx"), rejected=rejected)


def p(*runs: str, style: str = "", more: str = "", mark: str = "") -> str:
    """A paragraph; `more` stands in its properties, `mark` in those of its end."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    end = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{named}{more}{end}</w:pPr>{''.join(runs)}</w:p>"


def r(words: str, look: str = "", *, text: str = "t") -> str:
    """A run of words."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:{text} xml:space="preserve">{words}</w:{text}></w:r>'


def by(kind: str, *content: str, who: str = "Ada") -> str:
    """A tracked change around some content."""
    return f'<w:{kind} w:author="{who}" w:id="9">{"".join(content)}</w:{kind}>'


def cell(*content: str, more: str = "") -> str:
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{''.join(content)}</w:tc>"


def row(*cells: str, more: str = "") -> str:
    return f"<w:tr><w:trPr>{more}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def reference(number: int, kind: str = "footnote", more: str = "", rest: str = "") -> str:
    """The mark of a note."""
    return f'<w:r><w:{kind}Reference w:id="{number}"{more}/>{rest}</w:r>'


def bookmark(name: str, *content: str, key: int = 1) -> str:
    start = f'<w:bookmarkStart w:id="{key}" w:name="{name}"/>'
    return f'{start}{"".join(content)}<w:bookmarkEnd w:id="{key}"/>'


def complex_field(code: str, *shown: str) -> str:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}{''.join(shown)}{end}"


def texts(file: IncomingFile) -> list[str]:
    return [paragraph.text for paragraph in file.paragraphs]


def only(file: IncomingFile) -> IncomingParagraph:
    (paragraph,) = file.paragraphs
    return paragraph


def runs(paragraph: IncomingParagraph) -> list[IncomingRun]:
    return [piece for piece in paragraph.pieces if isinstance(piece, IncomingRun)]
