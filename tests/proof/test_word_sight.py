"""Words of a Word file that nobody sees, by a style, a page or a setting, are named."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.document import Paragraph, Table, Text
from generator.proof.verify import verify_bytes
from tests.proof.editing import BODY, edited, is_by_digest, with_part, written
from tests.proof.test_forged import BASE

STYLES, SETTINGS, NUMBERING = "word/styles.xml", "word/settings.xml", "word/numbering.xml"
THEME, LINKS, TYPES = "word/theme/theme1.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"


@pytest.fixture(scope="module")
def sent(theme) -> bytes:
    return written("docx", BASE, BASE, theme)


def told(data: bytes) -> list[str]:
    """What is named of a file in which no word differs."""
    verdict = verify_bytes(data, "x")
    assert verdict.is_consistent, verdict.differences
    strange = (one for one in verdict.strange if not is_by_digest(one))
    return [one.what.partition(" (")[0] for one in strange]


def worn(data: bytes, letters: str = "", paragraph: str = "") -> bytes:
    """The file with something put first into the style of its running text."""

    def change(text: str) -> str:
        head, mark, rest = text.partition('w:styleId="BodyText"')
        style, end, behind = rest.partition("</w:style>")
        for name, put in (("rPr", letters), ("pPr", paragraph)):
            if put and f"<w:{name}>" in style:
                style = style.replace(f"<w:{name}>", f"<w:{name}>{put}", 1)
            elif put:
                style += f"<w:{name}>{put}</w:{name}>"
        return head + mark + style + end + behind

    return with_part(data, STYLES, change)


SAME = "words in the colour of what lies under them"
MOVED = "words whose letters are moved from their places"
NARROW = "pages that are too small for their words"
COUNTED = "notes that are numbered in another way"
ASKING = "a setting that no brief has, mailMerge"
EACH_PAGE = '<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr>'
FETCHED = '<Relationship Id="x" Type="a/image" TargetMode="External" Target="https://x.example/"/>'
LETTERS = {
    "white": ('<w:color w:val="FFFFFF"/>', SAME),
    "pale": ('<w:color w:val="FAFBFC"/>', SAME),
    "white by the theme": ('<w:color w:val="1B1F24" w:themeColor="background1"/>', SAME),
    "on its own colour": ('<w:color w:val="204060"/><w:shd w:fill="204060"/>', SAME),
    "marked over": ('<w:color w:val="000000"/><w:highlight w:val="black"/>', SAME),
    "tiny": ('<w:sz w:val="2"/>', "words too small to be read"),
    "struck": ("<w:strike/>", "words that are struck out"),
    "struck twice": ("<w:dstrike/>", "words that are struck out"),
    "raised": ('<w:position w:val="-3000"/>', MOVED),
    "drawn together": ('<w:spacing w:val="-400"/>', MOVED),
    "made narrow": ('<w:w w:val="2"/>', MOVED),
    "of signs": ('<w:rFonts w:ascii="Wingdings"/>', "words in a font of signs"),
}  # fmt: skip
PLACES = {
    "beside the page": ('<w:ind w:left="30000"/>', "words outside of the page"),
    "in a frame": ('<w:framePr w:w="900" w:x="-9000" w:y="1"/>', "words outside of the page"),
    "in a small frame": (
        '<w:framePr w:w="10" w:x="1" w:y="1"/>',
        "words in a frame that is too small for them",
    ),
    "over each other": (
        '<w:spacing w:line="2" w:lineRule="exact"/>',
        "lines laid over each other",
    ),
    "on their ground": ('<w:shd w:val="clear" w:fill="000000"/>', SAME),
}


@pytest.mark.parametrize("kind", LETTERS)
def test_a_style_in_which_words_cannot_be_read_is_named(sent, kind):
    letters, what = LETTERS[kind]

    assert told(worn(sent, letters)) == [what]


@pytest.mark.parametrize("kind", PLACES)
def test_a_style_that_moves_or_covers_its_words_is_named(sent, kind):
    paragraph, what = PLACES[kind]

    found = told(worn(sent, '<w:color w:val="000000"/>', paragraph))

    assert found == [what]


def test_words_of_no_style_wear_the_one_that_a_file_has_for_them(sent):
    bare = with_part(sent, BODY, lambda text: text.replace('<w:pStyle w:val="BodyText"/>', ""))
    white = f"<w:rPr>{LETTERS['white'][0]}"

    def worn_by_all(text: str) -> str:
        before, normal, behind = text.partition('w:styleId="Normal"')
        return before + normal + behind.replace("<w:rPr>", white, 1)

    def worn_by_none(text: str) -> str:
        last = f'<w:style w:type="paragraph" w:styleId="Last">{white}</w:rPr></w:style>'
        return text.replace("</w:styles>", f"{last}</w:styles>")

    assert told(with_part(bare, STYLES, worn_by_all)) == [SAME]
    assert told(with_part(bare, STYLES, worn_by_none)) == []


def test_white_words_on_the_dark_ground_of_a_table_can_be_read(theme):
    row = ((Text("Year"),),)
    tree = replace(BASE, blocks=(*BASE.blocks, Table(row, (row,), ("left",))))
    dark = replace(theme, tables=replace(theme.tables, header_fill="#12355b"))
    white = replace(theme.styles["table-header"], color="#ffffff")
    house = replace(dark, styles={**theme.styles, "table-header": white})

    assert told(written("docx", tree, tree, house)) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "what"),
    [
        (BODY, "<w:pgSz ", '<w:pgSz w:w="300" w:h="300" ', NARROW),
        (BODY, "<w:cols", '<w:cols w:num="40"', NARROW),
        (BODY, "<w:hyperlink ", '<w:hyperlink w:tooltip="Withdrawn" ',
         "a link with an entry that no brief has, tooltip"),
        (BODY, '<w:footnoteReference ', '<w:footnoteReference w:customMarkFollows="1" ',
         "a note with another mark than its number"),
        (SETTINGS, "<w:compat>", "<w:mailMerge/><w:compat>", ASKING),
        (SETTINGS, "<w:compat>", f"{EACH_PAGE}<w:compat>", COUNTED),
        (NUMBERING, '<w:numFmt w:val="', '<w:numFmt w:val="cardinalText"/><w:x w:val="',
         "paragraphs that are numbered in words"),
        (NUMBERING, '<w:lvlText w:val="', '<w:lvlText w:val="100 × ',
         "signs that stand before paragraphs as their numbers"),
        (STYLES, "</w:styles>", '<w:style w:styleId="BodyText"/></w:styles>',
         "two styles of one name, BodyText"),
        (LINKS, "</Relationships>", f"{FETCHED}</Relationships>",
         "something that is fetched from elsewhere, image"),
        (TYPES, ".document.main+xml", ".template.main+xml",
         "a file of another kind than a document, main+xml"),
    ],
)  # fmt: skip
def test_what_makes_word_show_something_else_is_named(sent, part, old, new, what):
    def change(text: str) -> str:
        if part == BODY and "pgSz" in old:
            head, mark, rest = text.partition("<w:pgSz ")
            return head + new + "/>" + "<w:x " + rest if mark else text
        assert old in text
        return text.replace(old, new, 1)

    assert what in told(with_part(sent, part, change))


def test_words_in_a_field_that_shows_a_number_are_named(sent):
    around = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> SEQ x </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    run = '<w:r><w:t xml:space="preserve">So it is.</w:t></w:r>'

    assert "words in a field that shows a number" in told(
        edited(sent, BODY, run, around.format(run))
    )


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
def test_words_whose_order_is_turned_round_are_named(form, theme):
    turned, plain = (
        replace(BASE, blocks=(*BASE.blocks, Paragraph((Text(words),), "body")))
        for words in ("So it is \u202enot\u202c.", "So it is not.")
    )

    verdict = verify_bytes(written(form, turned, plain, theme), "x")

    assert "words whose order on a page is turned round" in [one.what for one in verdict.strange]
