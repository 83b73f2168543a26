"""Word files of houses that are not: each written part by part, with what such files have."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from msgspec import Struct, field

OPEN = "http://schemas.openxmlformats.org"
_R = f"{OPEN}/officeDocument/2006/relationships"
_NAMES = (
    f'xmlns:w="{OPEN}/wordprocessingml/2006/main" xmlns:r="{_R}"'
    f' xmlns:a="{OPEN}/drawingml/2006/main" xmlns:pic="{OPEN}/drawingml/2006/picture"'
    f' xmlns:wp="{OPEN}/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MAINS = {"docx": "document", "dotx": "template"}
MACROS = "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"


class HouseFile(Struct):
    """A Word file in the making: the markup of its parts, and more members that it holds."""

    styles: str
    body: str = "<w:p/>"
    section: str = ""
    theme: str = ""
    settings: str = ""
    numbering: str = ""
    fonts: str = ""
    heads: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By name (`header1`): its markup, and its relationships."""
    more: Mapping[str, bytes] = field(default_factory=dict)
    relations: str = ""
    main: str = f"{_WORD}.document.main+xml"

    def data(self) -> bytes:
        members: dict[str, bytes] = {}
        overrides = {"word/document.xml": self.main}
        relations = self.relations
        parts = {
            "styles": f"<w:styles {_NAMES}>{self.styles}</w:styles>",
            "settings": f"<w:settings {_NAMES}>{self.settings}</w:settings>",
            "numbering": f"<w:numbering {_NAMES}>{self.numbering}</w:numbering>",
            "fontTable": f"<w:fonts {_NAMES}>{self.fonts}</w:fonts>",
            "theme": self.theme,
        }
        for kind, markup in parts.items():
            if not markup or (kind == "numbering" and not self.numbering):
                continue
            name = "theme/theme1" if kind == "theme" else kind
            content = "application/vnd.openxmlformats-officedocument.theme+xml"
            overrides[f"word/{name}.xml"] = content if kind == "theme" else f"{_WORD}.{kind}+xml"
            members[f"word/{name}.xml"] = markup.encode()
            relations += relation(f"rId-{kind}", kind, f"{name}.xml")
        for name, (markup, own) in self.heads.items():
            kind = name.rstrip("0123456789")
            tag = {"header": "hdr", "footer": "ftr"}[kind]
            members[f"word/{name}.xml"] = f"<w:{tag} {_NAMES}>{markup}</w:{tag}>".encode()
            overrides[f"word/{name}.xml"] = f"{_WORD}.{kind}+xml"
            relations += relation(name, kind, f"{name}.xml")
            if own:
                members[f"word/_rels/{name}.xml.rels"] = relationships(own)
        body = f"<w:body>{self.body}<w:sectPr>{self.section}</w:sectPr></w:body>"
        members["word/document.xml"] = f"<w:document {_NAMES}>{body}</w:document>".encode()
        members["word/_rels/document.xml.rels"] = relationships(relations)
        main = relation("rId1", "officeDocument", "word/document.xml")
        members["_rels/.rels"] = relationships(main)
        return zipped({"[Content_Types].xml": _types(overrides), **members, **self.more})


def zipped(members: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return made.getvalue()


def relation(key: str, kind: str, target: str, *, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{key}" Type="{_R}/{kind}" Target="{target}"{mode}/>'


def relationships(rows: str) -> bytes:
    uri = f"{OPEN}/package/2006/relationships"
    return f'<Relationships xmlns="{uri}">{rows}</Relationships>'.encode()


def _types(overrides: Mapping[str, str]) -> bytes:
    uri = f"{OPEN}/package/2006/content-types"
    endings = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "png": "image/png",
        "emf": "image/x-emf",
        "bin": "application/vnd.ms-office.vbaProject",
    }
    rows = "".join(
        f'<Default Extension="{one}" ContentType="{kind}"/>' for one, kind in endings.items()
    )
    rows += "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    return f'<Types xmlns="{uri}">{rows}</Types>'.encode()


def png(width: int, height: int, color: tuple[int, int, int]) -> bytes:
    """A picture of one colour with a lighter bar in it, so that it can be told apart."""
    lighter = tuple(min(255, value + 90) for value in color)
    rows = b"".join(
        b"\0" + bytes(lighter if height // 3 < y < height // 2 else color) * width
        for y in range(height)
    )

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + packed + chunk(b"IEND", b"")


def style(
    name: str,
    id_: str,
    *,
    kind: str = "paragraph",
    base: str = "",
    paragraph: str = "",
    letters: str = "",
    more: str = "",
    aliases: str = "",
    default: bool = False,
) -> str:
    return (
        f'<w:style w:type="{kind}"{" w:default=" + chr(34) + "1" + chr(34) if default else ""}'
        f' w:styleId="{id_}"><w:name w:val="{name}"/>'
        f"{f'<w:aliases w:val={chr(34)}{aliases}{chr(34)}/>' if aliases else ''}"
        f"{f'<w:basedOn w:val={chr(34)}{base}{chr(34)}/>' if base else ''}{more}"
        f"{f'<w:pPr>{paragraph}</w:pPr>' if paragraph else ''}"
        f"{f'<w:rPr>{letters}</w:rPr>' if letters else ''}</w:style>"
    )


def theme(colors: Mapping[str, str], major: str, minor: str) -> str:
    """A document theme; colours that are not named are black, white or grey."""
    places = {"dk1": "000000", "lt1": "FFFFFF", "dk2": "333333", "lt2": "EEEEEE"}
    places |= dict.fromkeys((*(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink"), "777777")
    places |= dict(colors)
    scheme = "".join(
        f'<a:{one}><a:srgbClr val="{value}"/></a:{one}>' for one, value in places.items()
    )
    fonts = "".join(
        f'<a:{place}Font><a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface=""/>'
        f"</a:{place}Font>"
        for place, face in (("major", major), ("minor", minor))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="{OPEN}/drawingml/2006/main" name="House"><a:themeElements>'
        f'<a:clrScheme name="House">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="House">{fonts}</a:fontScheme><a:fmtScheme name="House">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def page(
    width: int, height: int, top: int, right: int, bottom: int, left: int, *, edge: int = 36
) -> str:
    """A page set-up in points."""
    margins = {"top": top, "right": right, "bottom": bottom, "left": left}
    margins |= {"header": edge, "footer": edge, "gutter": 0}
    said = "".join(f' w:{name}="{points * 20}"' for name, points in margins.items())
    return f'<w:pgSz w:w="{width * 20}" w:h="{height * 20}"/><w:pgMar{said}/>'


def field_run(code: str, shown: str = "1") -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:t>{shown}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def defaults(letters: str) -> str:
    return f"<w:docDefaults><w:rPrDefault><w:rPr>{letters}</w:rPr></w:rPrDefault></w:docDefaults>"


def line(style: str, *runs: str, align: str = "") -> str:
    """A paragraph in a style."""
    aligned = f'<w:jc w:val="{align}"/>' if align else ""
    own = f'<w:pPr><w:pStyle w:val="{style}"/>{aligned}</w:pPr>'
    return f"<w:p>{own}{''.join(runs)}</w:p>"


def cell(content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="4800" w:type="dxa"/></w:tcPr>{content}</w:tc>'


TAB = "<w:r><w:tab/></w:r>"


def words(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def drawing(key: str, width: int, height: int) -> str:
    """A picture in the line, so many points wide and high."""
    size = f'cx="{width * 12700}" cy="{height * 12700}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        '<wp:docPr id="900" name="Logo" descr="Logo of the house"/><a:graphic>'
        f'<a:graphicData uri="{OPEN}/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        '<pic:cNvPr id="900" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def vml_picture(key: str, width: int, height: int) -> str:
    return (
        f'<w:r><w:pict><v:shape id="logo" type="#_x0000_t75" alt="Logo of the house"'
        f' style="width:{width}pt;height:{height}pt"><v:imagedata r:id="{key}" o:title="logo"/>'
        "</v:shape></w:pict></w:r>"
    )


# --- five houses -----------------------------------------------------------------------------


_SINGLE = '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'


def linked_dotx() -> bytes:
    """A template as Word makes it: linked styles, theme fonts, theme colours with shades."""
    theme_font = '<w:rFonts w:asciiTheme="{0}HAnsi" w:hAnsiTheme="{0}HAnsi"/>'
    major, minor = theme_font.format("major"), theme_font.format("minor")
    dark = '<w:color w:val="2F5496" w:themeColor="accent1" w:themeShade="BF"/>'
    styles = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{minor}<w:sz w:val="22"/><w:szCs w:val="22"/>'
        '<w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        + style("Normal", "Normal", default=True, more="<w:qFormat/>")
        + style("Default Paragraph Font", "DefaultParagraphFont", kind="character", default=True)
        + style(
            "Normal Table", "TableNormal", kind="table", default=True,
            more='<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
            '<w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
            "</w:tblPr>",
        )
        + style(
            "heading 1", "Heading1", base="Normal", letters=f'{major}{dark}<w:sz w:val="32"/>',
            paragraph='<w:keepNext/><w:spacing w:before="240" w:after="0"/>'
            '<w:outlineLvl w:val="0"/>',
            more='<w:next w:val="Normal"/><w:link w:val="Heading1Char"/><w:qFormat/>',
        )
        + style("Heading 1 Char", "Heading1Char", kind="character", letters=f"{major}{dark}",
                base="DefaultParagraphFont", more='<w:link w:val="Heading1"/>')
        + style("heading 2", "Heading2", base="Heading1", letters='<w:sz w:val="26"/>',
                paragraph='<w:outlineLvl w:val="1"/>')
        + style("Title", "Title", base="Normal", letters=f'{major}<w:spacing w:val="-10"/>'
                '<w:sz w:val="56"/>', paragraph=_SINGLE)
        + style("Subtitle", "Subtitle", base="Normal",
                letters='<w:color w:val="5A5A5A" w:themeColor="text1" w:themeTint="A5"/>')
        + style("Quote", "Quote", base="Normal", letters="<w:i/>",
                paragraph='<w:ind w:left="864" w:right="864"/>')
        + style("caption", "Caption", base="Normal", letters='<w:i/><w:sz w:val="18"/>')
        + style("footnote text", "FootnoteText", base="Normal", letters='<w:sz w:val="20"/>',
                paragraph=_SINGLE)
        + style("header", "Header", base="Normal",
                paragraph='<w:tabs><w:tab w:val="center" w:pos="4513"/>'
                f'<w:tab w:val="right" w:pos="9026"/></w:tabs>{_SINGLE}')
        + style("footer", "Footer", base="Header")
        + style("Hyperlink", "Hyperlink", kind="character", letters='<w:color w:val="0563C1"'
                ' w:themeColor="hyperlink"/><w:u w:val="single"/>')
        + style("Table Grid", "TableGrid", kind="table", base="TableNormal",
                more='<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0"'
                ' w:color="auto"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
                "</w:tblBorders></w:tblPr>")
    )  # fmt: skip
    header = line("Header", words("Alder Policy Studio"), TAB, TAB, words("{ti"), words("tle}"))
    pages = (words("Page "), field_run("PAGE"), words(" of "), field_run("NUMPAGES"))
    footer = line("Footer", field_run("DATE"), TAB, TAB, *pages)
    references = (
        '<w:headerReference w:type="default" r:id="header1"/>'
        '<w:footerReference w:type="default" r:id="footer1"/>'
    )
    return HouseFile(
        styles,
        section=references + page(612, 792, 72, 72, 72, 72),
        theme=theme(
            {"accent1": "4472C4", "accent2": "ED7D31", "hlink": "0563C1"},
            "Calibri Light",
            "Calibri",
        ),
        heads={"header1": (header, ""), "footer1": (footer, "")},
        main=f"{_WORD}.template.main+xml",
    ).data()


def vml_letterhead() -> bytes:
    """A letterhead with an old drawing in a table, macros, a linked picture and a DDE field."""
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/>'
        '<w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
        + style("Normal", "Normal", default=True, paragraph='<w:spacing w:after="120" w:line="300"'
                ' w:lineRule="exact"/><w:jc w:val="both"/>')
        + style("heading 1", "Heading1", base="Normal", letters='<w:b/><w:color w:val="7B1E3A"/>'
                '<w:sz w:val="30"/>', paragraph='<w:pBdr><w:bottom w:val="single" w:sz="8"'
                ' w:space="2" w:color="7B1E3A"/></w:pBdr><w:spacing w:before="280" w:after="100"/>'
                '<w:jc w:val="left"/>')
        + style("heading 2", "Heading2", base="Heading1", letters='<w:sz w:val="24"/>')
        + style("heading 3", "Heading3", base="Heading2", letters='<w:i/><w:sz w:val="21"/>')
        + style("header", "Header", base="Normal", letters='<w:sz w:val="16"/>')
        + style("footer", "Footer", base="Normal", letters='<w:sz w:val="16"/>')
    )  # fmt: skip
    address = (words("Quayside 4 · Fernport"), field_run("DDEAUTO excel x", "stale"))
    header = (
        '<w:tbl><w:tblPr><w:tblW w:w="9600" w:type="dxa"/></w:tblPr><w:tblGrid>'
        '<w:gridCol w:w="4800"/><w:gridCol w:w="4800"/></w:tblGrid><w:tr>'
        + cell(line("Header", vml_picture("rIdLogo", 96, 40)))
        + cell(line("Header", *address, align="right"))
        + f"</w:tr></w:tbl>{line('Header')}"
    )
    footer = line("Footer", words("{marking}"), TAB, field_run("PAGE"))
    return HouseFile(
        styles,
        section='<w:headerReference w:type="first" r:id="header1"/>'
        '<w:footerReference w:type="default" r:id="footer1"/>'
        '<w:footerReference w:type="first" r:id="footer1"/>'
        + page(595, 842, 110, 60, 80, 70)
        + "<w:titlePg/>",
        heads={
            "header1": (
                header,
                relation("rIdLogo", "image", "media/image1.png")
                + relation("rIdFar", "image", "https://example.org/x.png", outside=True),
            ),
            "footer1": (footer, ""),
        },
        fonts='<w:font w:name="Georgia"><w:family w:val="roman"/></w:font>',
        settings='<w:attachedTemplate r:id="rIdT"/><w:documentProtection w:edit="forms"/>',
        more={
            "word/media/image1.png": png(192, 80, (123, 30, 58)),
            "word/vbaProject.bin": b"\xd0\xcf macros",
            "word/embeddings/oleObject1.bin": b"\xd0\xcf an object",
        },
        relations=relation("rIdM", "vbaProject", "vbaProject.bin"),
        main=MACROS,
    ).data()


_NUMBERS = ("%1", "%1.%2", "%1.%2.%3")


def with_cover() -> bytes:
    """A report whose first section is a cover: landscape, white title, its own head."""
    styles = (
        defaults('<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="20"/>')
        + style("Normal", "Normal", default=True,
                paragraph='<w:spacing w:after="100" w:line="276" w:lineRule="auto"/>')
        + style("Title", "Title", base="Normal",
                letters='<w:color w:val="FFFFFF"/><w:sz w:val="80"/>')
        + style("heading 1", "Heading1", base="Normal", letters='<w:b/><w:color w:val="F2A900"/>'
                '<w:sz w:val="36"/>', paragraph='<w:numPr><w:numId w:val="7"/></w:numPr>')
        + style("heading 2", "Heading2", base="Heading1", letters='<w:sz w:val="26"/>',
                paragraph='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr>')
        + style("header", "Header", base="Normal",
                letters='<w:color w:val="008C95"/><w:sz w:val="16"/>')
        + _TABLE_STYLE
    )  # fmt: skip
    level = (
        '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:pStyle w:val="Heading{1}"/><w:lvlText w:val="{2}"/><w:lvlJc w:val="left"/></w:lvl>'
    )
    levels = (level.format(place, place + 1, marks) for place, marks in enumerate(_NUMBERS))
    numbering = (
        '<w:abstractNum w:abstractNumId="3"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
        '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>'
    )
    cover = (
        '<w:headerReference w:type="default" r:id="header1"/>'
        '<w:pgSz w:w="16840" w:h="11900" w:orient="landscape"/>'
        '<w:pgMar w:top="300" w:right="300" w:bottom="300" w:left="300" w:header="200"'
        ' w:footer="200" w:gutter="0"/>'
    )
    table = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="HouseTable"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        '<w:tblGrid><w:gridCol w:w="4800"/></w:tblGrid><w:tr>'
        + cell(line("Normal"))
        + "</w:tr></w:tbl>"
    )
    body = f"<w:p><w:pPr><w:sectPr>{cover}</w:sectPr></w:pPr></w:p>{table}<w:p/>"
    title = line("Title", words("Cover"))
    running = (field_run("TITLE", "Old title"), words(" | "), field_run("PAGE"))
    return HouseFile(
        styles,
        body=title + body,
        section='<w:headerReference w:type="default" r:id="header2"/>'
        + page(595, 842, 85, 90, 80, 110),
        numbering=numbering,
        heads={
            "header1": (
                line("Header", drawing("rIdLogo", 120, 36)),
                relation("rIdLogo", "image", "media/image1.png"),
            ),
            "header2": (line("Header", *running, align="right"), ""),
        },
        more={"word/media/image1.png": png(240, 72, (0, 140, 149))},
    ).data()


_TABLE_STYLE = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="HouseTable"><w:name w:val="House Table"/>'
    '<w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblBorders><w:top w:val="single"'
    ' w:sz="12" w:space="0" w:color="008C95"/></w:tblBorders></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr><w:tcPr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="008C95"/></w:tcPr></w:tblStylePr>'
    '<w:tblStylePr w:type="band2Horz"><w:tcPr><w:shd w:val="clear" w:color="auto"'
    ' w:fill="CCE8E9"/></w:tcPr></w:tblStylePr></w:style>'
)


def of_many_styles(count: int = 800) -> bytes:
    """A publisher's file: hundreds of styles of its own, a few of which are Word's by alias."""
    styles = defaults('<w:sz w:val="24"/>')
    styles += style("Normal", "Normal", default=True)
    previous = "Normal"
    for number in range(count):
        styles += style(f"P{number} Text", f"P{number}", base=previous if number % 5 else "Normal",
                        letters=f'<w:sz w:val="{18 + number % 9}"/>')  # fmt: skip
        previous = f"P{number}"
    styles += style("Chapter", "Chap", base="P20", aliases="heading 1,h1",
                    letters='<w:b/><w:color w:val="305010"/><w:sz w:val="34"/>')  # fmt: skip
    styles += style("Running", "Textkrper", base="P3", letters='<w:sz w:val="23"/>')
    styles += style("Lead", "Lead", base="P3", letters="<w:b/>")
    return HouseFile(styles, section=page(595, 842, 70, 70, 70, 70)).data()


def letter_with_box() -> bytes:
    """A letter with words in a box beside its head, other heads on even pages, a metafile."""
    styles = (
        defaults('<w:rFonts w:ascii="Verdana" w:hAnsi="Verdana"/><w:sz w:val="19"/>')
        + style("Normal", "Normal", default=True)
        + style("Title", "Title", base="Normal", letters='<w:sz w:val="44"/>')
        + style("heading 1", "Heading1", base="Normal", letters='<w:color w:val="6A1B9A"/>')
        + style("hidden", "Hidden", kind="character", letters="<w:vanish/>")
        + style("header", "Header", base="Normal", letters='<w:sz w:val="16"/>')
    )
    gallery = '<w:docPartObj><w:docPartGallery w:val="Page Numbers"/></w:docPartObj>'
    number = line("Normal", field_run("PAGE"), align="center")
    footer = (
        f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{number}</w:sdtContent></w:sdt>"
        f'<w:p><w:hyperlink r:id="rIdWeb">{words("www.example.org")}</w:hyperlink>'
        f"{drawing('rIdMark', 60, 20)}</w:p>"
    )
    related = relation("rIdWeb", "hyperlink", "https://www.example.org/", outside=True)
    related += relation("rIdMark", "image", "media/mark.emf")
    coloured = '<w:r><w:rPr><w:color w:val="6A1B9A"/></w:rPr><w:t>Maison des Tilleuls</w:t></w:r>'
    return HouseFile(
        styles,
        settings="<w:evenAndOddHeaders/>",
        section='<w:headerReference w:type="default" r:id="header1"/>'
        '<w:headerReference w:type="even" r:id="header2"/>'
        '<w:footerReference w:type="default" r:id="footer1"/>' + page(595, 842, 90, 70, 85, 70),
        heads={
            "header1": (
                line("Header", _boxed(line("Header", words("No. {number}"))), coloured),
                "",
            ),
            "header2": (line("Header", words("even: {title}")), ""),
            "footer1": (footer, related),
        },
        more={"word/media/mark.emf": b"a metafile"},
    ).data()


def _boxed(content: str) -> str:
    """A box of words that stands on the page, as Word 2010 and later draw it."""
    shapes = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    size = 'cx="1800000" cy="500000"'
    return (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-'
        f'compatibility/2006"><mc:Choice xmlns:wps="{shapes}" Requires="wps"><w:drawing><wp:anchor'
        ' distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0"'
        ' locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="page"><wp:posOffset>5000000</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>350000</wp:posOffset></wp:positionV>'
        f'<wp:extent {size}/><wp:wrapNone/><wp:docPr id="5" name="Box 5" descr="Number"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{shapes}"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        f"</wps:spPr><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/>"
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "</mc:AlternateContent></w:r>"
    )


LOCALISED = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="Liberation Serif"
 svg:font-family="'Liberation Serif'" style:font-family-generic="roman"/></office:font-face-decls>
<office:styles>
<style:style style:name="Standard" style:family="paragraph" style:class="text">
 <style:text-properties style:font-name="Liberation Serif" fo:font-size="11pt"/></style:style>
<style:style style:name="Titel_haus" style:display-name="Titel" style:family="paragraph"
 style:parent-style-name="Standard"><style:text-properties fo:font-size="28pt"
 fo:color="#004b50"/></style:style>
<style:style style:name="Ueb1" style:display-name="Überschrift 1" style:family="paragraph"
 style:parent-style-name="Standard"><style:paragraph-properties fo:margin-top="0.5cm"
 fo:margin-bottom="0.2cm"/><style:text-properties fo:font-size="17pt" fo:font-weight="bold"
 fo:color="#004b50"/></style:style>
<style:style style:name="Ueb2" style:display-name="Überschrift 2" style:family="paragraph"
 style:parent-style-name="Ueb1"><style:text-properties fo:font-size="13pt"/></style:style>
<style:style style:name="Txt" style:display-name="Textkörper" style:family="paragraph"
 style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="0.22cm"
 fo:text-align="justify"/></style:style>
<style:style style:name="Zit" style:display-name="Zitat" style:family="paragraph"
 style:parent-style-name="Standard"><style:paragraph-properties fo:margin-left="1cm"/>
 <style:text-properties fo:font-style="italic"/></style:style>
</office:styles>
<office:automatic-styles><style:page-layout style:name="pm1"><style:page-layout-properties
 fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="1.5cm" fo:margin-bottom="1.5cm"
 fo:margin-left="2.5cm" fo:margin-right="2.5cm"/><style:header-style/>
 <style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1">
<style:header><text:p text:style-name="Standard">Institut am Weiher — <text:title>Alt</text:title>
</text:p></style:header><style:footer><text:p text:style-name="Standard">Seite
 <text:page-number>1</text:page-number></text:p></style:footer></style:master-page>
</office:master-styles>
<office:body><office:text><text:p text:style-name="Titel_haus">Titel</text:p>
<text:h text:style-name="Ueb1" text:outline-level="1">Eins</text:h>
<text:p text:style-name="Txt">Text</text:p>
<text:h text:style-name="Ueb2" text:outline-level="2">Zwei</text:h>
<text:p text:style-name="Zit">Zitat</text:p></office:text></office:body></office:document>
"""
"""A text document with German names of styles: LibreOffice makes a Word file of it."""
