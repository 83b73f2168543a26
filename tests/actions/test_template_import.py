"""A Word file of a house becomes a template, and renews it when it is taken in again."""

from __future__ import annotations

import pytest

from generator import BriefError, Library, find_workspace
from generator.actions.template_check import check_template, try_out, with_specimens
from generator.actions.template_import import import_template
from generator.actions.template_show import show_template
from generator.pipeline.making import Wanted
from generator.templates.rules import Rules
from generator.templates.specimens import BARE, specimen, specimen_text
from tests.houses import word_files
from tests.houses.word_files import HouseFile, drawing, relation, style

HOUSES = {
    "linked.dotx": word_files.linked_dotx,
    "letterhead.dotm": word_files.vml_letterhead,
    "report.docx": word_files.with_cover,
    "publisher.docx": word_files.of_many_styles,
}


@pytest.fixture
def root(tmp_path):
    (tmp_path / "brief.toml").write_text('format = 2\npublisher = "Desk"\n', encoding="utf-8")
    return tmp_path


def taken(root, data: bytes, name: str = "house.docx", **options):
    (root / name).write_bytes(data)
    return import_template(Library(find_workspace(root)), root / name, **options)


def values(root, name: str, table: str) -> dict[str, str]:
    shown = show_template(Library(find_workspace(root)), name)
    return {one.key: (one.value, one.source.origin) for one in shown.tokens if one.table == table}


def test_a_template_has_the_page_the_fonts_the_colours_the_sizes_and_the_lines_of_the_house(root):
    made = taken(root, word_files.linked_dotx(), "linked.dotx")

    assert made.name == "linked"
    assert values(root, "linked", "page")["width"] == ("612", "house")
    heading = values(root, "linked", "styles.heading2")
    assert heading["color"] == ('"navy"', "house")
    assert values(root, "linked", "colors")["navy"] == ('"#2f5496"', "house")
    assert heading["size"] == ("16", "house")
    assert values(root, "linked", "styles.body")["leading"] == ("14.2", "house")
    assert values(root, "linked", "styles.heading1")["size"] == ("28", "house")
    assert values(root, "linked", "fonts.text")["name"] == ('"Calibri"', "house")
    assert values(root, "linked", "first_footer")["right"] == (
        '"Page {page_number} of {page_count}"',
        "house",
    )


def test_pages_are_counted_once_where_the_house_counts_them_in_its_header(root):
    taken(root, word_files.with_cover())

    assert values(root, "house", "header")["right"] == ('"{title} | {page_number}"', "house")
    assert values(root, "house", "footer")["right"] == ('""', "house")
    assert values(root, "house", "first_footer")["right"] == ('"{page}"', "house")


def theme_of(root, name: str, more: str):
    """The theme of a template whose theme.toml says this."""
    (root / f"templates/{name}/theme.toml").write_text(more, encoding="utf-8")
    library = Library(find_workspace(root))
    return library.theme(library.template(name)).theme


def test_a_colour_of_the_palette_changes_all_that_the_house_has_in_it(root):
    taken(root, word_files.linked_dotx())

    theme = theme_of(root, "house", '[colors]\nnavy = "#123456"\n')

    assert theme.style("heading2").color == theme.style("heading3").color == "#123456"
    assert theme.style("subtitle").color == "#5a5a5a"


def test_what_inherits_the_running_text_follows_where_that_is_of_another_size(root):
    taken(root, word_files.linked_dotx())

    theme = theme_of(root, "house", "[styles.body]\nsize = 9\n")

    assert [theme.style(role).size for role in ("list", "key-point")] == [9, 9]
    assert theme.style("lead").size == 12.5


def test_the_head_of_page_1_stands_across_columns(root):
    taken(root, word_files.linked_dotx())

    theme = theme_of(root, "house", "[page]\ncolumns = 2\n")

    roles = ("heading1", "subtitle", "byline")
    assert {theme.style(role).region for role in roles} == {"full"}


def test_a_line_of_one_heading_is_not_inherited_by_those_below_it(root):
    line = '<w:pBdr><w:bottom w:val="single" w:sz="16" w:space="0" w:color="AA3377"/></w:pBdr>'
    file = HouseFile(
        style("Normal", "Normal", default=True)
        + style("Title", "Title")
        + style("heading 1", "Heading1", paragraph=line)
        + style("heading 2", "Heading2", letters="<w:b/>")
    )
    taken(root, file.data())

    theme = theme_of(root, "house", "")

    assert theme.style("heading2").below.weight == 2
    others = ("heading3", "heading4", "contents-title")
    assert [theme.style(role).below.weight for role in others] == [0, 0, 0]


def test_words_in_braces_that_no_brief_says_are_told(root):
    with (root / "brief.toml").open("a", encoding="utf-8") as settings:
        settings.write('[fields.funding]\nlabel = "Funding"\n')
    footer = word_files.line("Footer", word_files.words("{titel} · {cutoff} · {funding}"))
    file = HouseFile(
        style("Normal", "Normal", default=True),
        section='<w:footerReference w:type="default" r:id="footer1"/>',
        heads={"footer1": (footer, "")},
    )

    made = taken(root, file.data())

    told = "`{titel}` in the footer is nothing that a brief says: did you mean `title`?"
    assert told in made.untaken
    assert values(root, "house", "footer")["left"] == (
        '"titel · {cutoff} · {funding}"',
        "house",
    )


def test_a_template_of_a_house_prints_what_its_parent_does(root):
    taken(root, word_files.linked_dotx())
    library = with_specimens(Library(find_workspace(root)))
    words = specimen_text(BARE, Rules(), {})
    words = words.replace("seeds:", 'translator: [{name: "Vera Quill"}]\nseeds:')

    made = try_out(library, specimen(BARE), Wanted(("txt",), template="house"), text=words)

    said = made.renditions[0].data.decode()
    assert "Vera Quill" in said
    assert said.count("Version 1.0") == 1  # at the head of page 1, and not about the brief again


def test_what_the_house_says_nothing_of_is_in_proportion_to_its_running_text(root):
    taken(root, word_files.linked_dotx(), "linked.dotx")

    assert values(root, "linked", "styles.lead")["size"] == ("12.5", "house")  # 11.5 on 10


@pytest.mark.slow
@pytest.mark.parametrize("file", HOUSES)
def test_a_template_of_a_house_holds_in_all_formats(root, file):
    made = taken(root, HOUSES[file](), file)

    assert check_template(Library(find_workspace(root)), made.name) == ()


def test_what_the_template_wants_otherwise_holds_when_the_file_is_taken_in_again(root):
    first = taken(root, word_files.linked_dotx())
    theme = root / "templates/house/theme.toml"
    theme.write_text("[styles.heading2]\nsize = 17\n", encoding="utf-8")
    layout = root / "templates/house/layout.md.j2"
    layout.write_text('{% extends "policy-brief" %}\n', encoding="utf-8")

    second = taken(root, word_files.vml_letterhead())

    assert first.is_new
    assert not second.is_new
    assert theme.read_text(encoding="utf-8") == "[styles.heading2]\nsize = 17\n"
    assert layout.read_text(encoding="utf-8") == '{% extends "policy-brief" %}\n'
    heading = values(root, "house", "styles.heading2")
    assert heading["size"] == ("17", "own")
    assert values(root, "house", "colors")["navy"] == ('"#7b1e3a"', "house")


def test_what_only_word_shows_of_a_head_is_told_once(root):
    made = taken(root, word_files.letter_with_box())

    for told in (
        "words in a box in the header are in Word files only",
        "a picture in the footer is in Word files only",
    ):
        assert made.unlike.count(told) == 1


@pytest.mark.parametrize("in_style", [True, False])
def test_a_line_that_is_drawn_at_words_of_a_footer_alone_is_told(root, in_style):
    rule = '<w:pBdr><w:top w:val="single" w:sz="8" w:space="1" w:color="AA3377"/></w:pBdr>'
    words = word_files.words("{publisher}")
    own = "" if in_style else rule
    footer = f'<w:p><w:pPr><w:pStyle w:val="Footer"/>{own}</w:pPr>{words}</w:p>'
    file = HouseFile(
        style("Normal", "Normal", default=True)
        + style("footer", "Footer", paragraph=rule if in_style else ""),
        section='<w:footerReference w:type="default" r:id="footer1"/>',
        heads={"footer1": (footer, "")},
    )

    made = taken(root, file.data())

    told = "a line drawn at words of the footer is in Word files only: draw it in the style Footer"
    assert (told in made.unlike) is not in_style


def test_a_family_without_files_is_told_and_another_stands_in_until_one_is_named(root):
    first = taken(root, word_files.linked_dotx())
    calibri = '--font "Calibri=…"'
    assert any(calibri in one for one in first.unlike)

    chosen = taken(root, word_files.linked_dotx(), fonts={"Calibri": "Source Serif 4"})
    again = taken(root, word_files.linked_dotx())

    for made in (chosen, again):
        told = [one for one in made.unlike if one.startswith("Calibri has")]
        assert told == ["Calibri has no file here: PDF and HTML show Source Serif 4"]
    fonts = values(root, "house", "fonts.text")
    assert fonts["name"] == ('"Calibri"', "house")
    assert fonts["regular"] == ('"SourceSerif4-Regular.ttf"', "house")


def test_a_family_that_stands_in_is_told_each_time_the_file_is_taken_in(root):
    first, second = (taken(root, word_files.linked_dotx()) for _ in range(2))

    assert first.unlike == second.unlike
    said = (root / "templates/house/house.toml").read_text(encoding="utf-8")
    assert "# no file of Calibri: Source Sans 3 stands in" in said


def test_a_family_that_has_no_files_cannot_stand_in(root):
    with pytest.raises(BriefError) as told:
        taken(root, word_files.linked_dotx(), fonts={"Calibri": "Source Serf 4"})

    assert told.value.diagnostics[0].hint == "did you mean `Source Serif 4`?"
    assert not (root / "templates").exists()


def test_colours_in_which_words_cannot_be_read_are_darker_and_told(root):
    made = taken(root, word_files.with_cover())

    assert any("#f2a900 of `heading2` is #" in one for one in made.unlike)
    assert any("style for titles cannot be seen" in one for one in made.untaken)


def findings(root, name: str) -> list[tuple[str, str | None]]:
    library = Library(find_workspace(root))
    with pytest.raises(BriefError) as told:
        library.theme(library.template(name))
    return [(one.message, one.hint) for one in told.value.diagnostics]


def test_a_template_whose_word_file_is_gone_does_not_hold(root):
    taken(root, word_files.linked_dotx())
    (root / "templates/house/house.docx").unlink()

    ((message, hint),) = findings(root, "house")

    assert message.startswith("no file templates/house/house.docx")
    assert "brief template import" in hint


def test_a_misspelt_name_in_what_the_house_says_is_told_as_one_in_a_theme(root):
    taken(root, word_files.linked_dotx())
    path = root / "templates/house/house.toml"
    said = path.read_text(encoding="utf-8")
    path.write_text(said.replace("\nnavy = ", "\nnavyy = "), encoding="utf-8")

    ((message, hint),) = findings(root, "house")

    assert (message, hint) == ("no colour is called `navyy`", "did you mean `navy`?")


FLAT = b"""<?xml version="1.0"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>"""


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7 a letter", "this is a PDF, which has no styles"),
        (FLAT, "this is an OpenDocument file"),
        (b"{\\rtf1 words}", "this is a rich text file (RTF)"),
        (b"Dear all", "this is no Word file"),
        (b"", "this is an empty file"),
    ],
)
def test_what_is_no_word_file_is_called_what_it_is(root, data, message):
    with pytest.raises(BriefError) as told:
        taken(root, data)

    (finding,) = told.value.diagnostics
    assert finding.message == message
    assert finding.span.file == (root / "house.docx").as_posix()  # as it was named
    assert "save it as .docx" in finding.hint


def test_the_logo_lies_in_the_template_and_stands_where_it_stood(root):
    made = taken(root, word_files.vml_letterhead())

    assert "house-logo.png" in made.files
    assert values(root, "house", "first_header")["left"] == ('"{logo}"', "house")
    assert values(root, "house", "logo")["height"][1] == "house"


def test_the_lines_of_an_address_stay_lines(root):
    said = ("Quayside 4", "1204 Fernport", "{marking} — ours")
    lines = [word_files.words(one) for one in said]
    file = HouseFile(
        style("Normal", "Normal"),
        section='<w:footerReference w:type="default" r:id="footer1"/>'
        + word_files.page(595, 842, 70, 70, 70, 70),
        heads={"footer1": ("".join(word_files.line("Normal", one) for one in lines), "")},
    )

    taken(root, file.data())

    footer = values(root, "house", "footer")
    assert footer["left"] == ('"Quayside 4\\n1204 Fernport\\n{marking} · ours"', "house")
    assert footer["center"] == ('""', "house")


def test_a_logo_that_only_word_shows_is_told_with_what_to_do(root):
    head = f"<w:p>{drawing('rIdX', 90, 30)}</w:p>"
    file = HouseFile(
        style("Normal", "Normal"),
        section='<w:headerReference w:type="default" r:id="header1"/>',
        heads={"header1": (head, relation("rIdX", "image", "media/a.emf"))},
        more={"word/media/a.emf": b"a metafile"},
    )

    made = taken(root, file.data())

    assert any("save it as PNG or SVG" in one for one in made.unlike)
    assert made.files == ("house.toml", "house.docx", "template.toml", "theme.toml", "layout.md.j2")


def test_a_template_of_the_program_is_never_hidden_by_one_of_its_name(root):
    with pytest.raises(BriefError) as told:
        taken(root, word_files.linked_dotx(), name="memo.docx")

    assert "comes with the program" in told.value.diagnostics[0].message


def test_another_template_is_never_written_over(root):
    (root / "templates/house").mkdir(parents=True)

    with pytest.raises(BriefError) as told:
        taken(root, word_files.linked_dotx())

    assert "exists already" in told.value.diagnostics[0].message
