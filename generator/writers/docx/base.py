"""The parts that every file has besides its words: settings, document theme, properties."""

from __future__ import annotations

from generator.document import Document
from generator.document.sections import parted_at_notes
from generator.language.decimals import decimal_mark
from generator.language.visible import escaped
from generator.theme.theme import FontFamily, Theme
from generator.writers.docx.color_scheme import ColorScheme
from generator.writers.docx.markup import NAMESPACES, color, language_tag


def settings(document: Document, theme: Theme) -> str:
    """The settings part (ISO 29500-1, 17.15): as in Word 2013 and later, and without prompts."""
    hyphenation = (
        '<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/><w:doNotHyphenateCaps/>'
        if theme.style("body").hyphenate
        else ""
    )
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word"'
        f' w:val="{value}"/>'
        for name, value in _COMPATIBILITY.items()
    )
    embedded = "<w:embedTrueTypeFonts/>" if theme.embed_fonts else ""
    mark = decimal_mark(document.language)
    separator = "," if mark == "." else ";"
    tag = language_tag(document.language).replace("<w:lang ", "<w:themeFontLang ")
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/>{embedded}'
        f'<w:defaultTabStop w:val="720"/>{hyphenation}'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"{_note_properties(document)}"
        f"<w:compat>{compatibility}</w:compat>{tag}{_COLOR_MAPPING}"
        f'<w:decimalSymbol w:val="{mark}"/><w:listSeparator w:val="{separator}"/></w:settings>'
    )


def note_kind(document: Document) -> str:
    """What Word calls the notes of a document."""
    return "endnote" if document.endnotes else "footnote"


def _note_properties(document: Document) -> str:
    """Which notes are the rules above others. Endnotes have Arabic numbers.

    Where something stands behind them, they stand at the end of a section (ISO 29500-1, 17.11.22).
    """
    kind, (_, behind) = note_kind(document), parted_at_notes(document)
    place = '<w:pos w:val="sectEnd"/>' if behind else ""
    own = f'{place}<w:numFmt w:val="decimal"/>' if kind == "endnote" else ""
    return f'<w:{kind}Pr>{own}<w:{kind} w:id="-1"/><w:{kind} w:id="0"/></w:{kind}Pr>'


_COMPATIBILITY = {
    "compatibilityMode": "15",
    "overrideTableStyleFontSizeAndJustification": "1",
    "enableOpenTypeFeatures": "1",
    "doNotFlipMirrorIndents": "1",
    "differentiateMultirowTableHeaders": "1",
    "useWord2013TrackBottomHyphenation": "0",
}
_COLOR_MAPPING = (
    '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2"'
    ' w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4"'
    ' w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink"'
    ' w:followedHyperlink="followedHyperlink"/>'
)


# --- document theme ----------------------------------------------------------------------


def document_theme(theme: Theme, scheme: ColorScheme) -> str:
    """The theme part (ISO 29500-1, 20.1.6.9): the fonts and colours that Word's menus offer."""
    name = escaped(theme.name)
    body = theme.fonts[theme.style("body").font]
    text = theme.fonts.get("text", body)
    display = theme.fonts.get("display", text)
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        f' name="{name}"><a:themeElements><a:clrScheme name="{name}">{_colors(theme, scheme)}'
        f'</a:clrScheme><a:fontScheme name="{name}">{_theme_font("major", display)}'
        f'{_theme_font("minor", text)}</a:fontScheme><a:fmtScheme name="{name}">{_FORMATS}'
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


def _colors(theme: Theme, scheme: ColorScheme) -> str:
    link = theme.style("link").color
    colors = {**scheme.places, "hlink": link, "folHlink": link}
    return "".join(
        f'<a:{place}><a:srgbClr val="{color(value)}"/></a:{place}>'
        for place, value in colors.items()
    )


# What Word takes where the family lacks a script.
_SCRIPTS = {
    "Arab": "Arial",
    "Hang": "Malgun Gothic",
    "Hans": "DengXian",
    "Hant": "Microsoft JhengHei",
    "Hebr": "Arial",
    "Jpan": "Yu Gothic",
}


def _theme_font(place: str, family: FontFamily) -> str:
    name = escaped(family.name)
    scripts = "".join(
        f'<a:font script="{script}" typeface="{face}"/>' for script, face in _SCRIPTS.items()
    )
    return (
        f'<a:{place}Font><a:latin typeface="{name}"/><a:ea typeface=""/>'
        f'<a:cs typeface=""/>{scripts}</a:{place}Font>'
    )


# Fills, lines and effects of shapes, of which a brief has none: the least that is valid.
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_FORMATS = (
    f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
    f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
)


# --- properties ------------------------------------------------------------------------


def core_properties(document: Document) -> str:
    """The core properties (ISO 29500-2, 8.3.4), dated by the day of issue."""
    meta = document.meta
    day = f"{meta.issued.isoformat()}T00:00:00Z"
    authors = "; ".join(meta.authors)
    texts = {
        "dc:title": document.title,
        "dc:subject": meta.subject,
        "dc:creator": authors,
        "cp:keywords": ", ".join(meta.keywords),
        "cp:lastModifiedBy": authors,
        "cp:revision": "1",
        "dc:identifier": meta.formal_identifier,
        "dc:language": document.language,
        "cp:version": meta.version,
        "cp:contentStatus": meta.draft,
    }
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    written = "".join(
        f"<{name}>{escaped(value)}</{name}>" for name, value in texts.items() if value
    )
    return f"<cp:coreProperties {_CORE}>{written}{dates}</cp:coreProperties>"


def application_properties(document: Document, theme: Theme) -> str:
    """The extended properties (ISO 29500-1, 22.2): what made the file, in which look, for whom.

    How many pages and words there are is left to the program that counts them.
    """
    texts = {
        "Template": theme.name,
        "Application": "brief",
        "Company": document.meta.publisher,
    }
    written = "".join(
        f"<{name}>{escaped(value)}</{name}>" for name, value in texts.items() if value
    )
    return f"<Properties {_EXTENDED}>{written}</Properties>"


_EXTENDED = 'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"'


def custom_properties(document: Document) -> str:
    """The properties that the core ones have no place for (ISO 29500-1, 22.3); empty if none."""
    meta = document.meta
    named = {
        "Licence": meta.licence,
        "Licence address": meta.licence_address,
        "DOI": meta.doi,
        "Marking": meta.fields.get("marking", ""),
    }
    given = ((name, value) for name, value in named.items() if value)
    written = "".join(
        f'<property fmtid="{_CUSTOM_FORMAT}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{escaped(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(given, 2)  # 0 and 1 are taken (22.3.2.2)
    )
    return f"<Properties {_CUSTOM}>{written}</Properties>" if written else ""


_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of properties that a user defines
_CUSTOM = (
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
)
_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
