"""Word files that begin with a house's own: its letterhead and styles, our words, all sound."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from generator import Library, build, find_workspace
from generator.actions.template_import import import_template
from generator.houses.reading import house_budget, read_house
from tests.archive.workspaces import command, copy_workspace
from tests.houses import word_files
from tests.projections import W, WordFile
from tests.writers.docx_rules import changed, findings

HOUSES = {
    "letter": word_files.letter_with_box,
    "linked": word_files.linked_dotx,
    "letterhead": word_files.vml_letterhead,
    "report": word_files.with_cover,
    "publisher": word_files.of_many_styles,
}
# What is said of tables of ours: those of a letterhead arrange what it has.
_OF_TABLES = {"a table has no header row", "a table has no tblCaption",
              "a table has no tblDescription"}  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A workspace with a template of each house."""
    root = copy_workspace(tmp_path_factory.mktemp("houses"), "seeds", "briefs")
    for name, make in HOUSES.items():
        taken(root, name, make())
    return root


@pytest.fixture(scope="module")
def files(root):
    """A brief in each of the templates."""
    return {name: built(root, name) for name in HOUSES}


def taken(root: Path, name: str, data: bytes) -> None:
    source = root / f"{name}.dotx"
    source.write_bytes(data)
    import_template(Library(find_workspace(root)), source, name=name, parent="policy-brief")


def built(root: Path, template: str, brief: str = "military", **options) -> bytes:
    made = build(
        root / f"briefs/{brief}.md",
        formats=("docx",),
        output=root / "out" / template,
        template=template,
        workspace=Library(find_workspace(root)),
        **options,
    )
    ((path, _),) = made.files
    return path.read_bytes()


def styles_worn(file: WordFile) -> dict[str, str]:
    """The names of the styles of the body, by the first words that wear each."""
    worn: dict[str, str] = {}
    for paragraph in file.body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        words = "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
        if style is not None and words:
            worn.setdefault(file.style_names[style.get(f"{W}val")], words)
    return worn


def heads(file: WordFile) -> dict[str, str]:
    return {
        name: "".join(text.text or "" for text in root.iter(f"{W}t"))
        for name, root in file.parts.items()
        if re.fullmatch(r"word/(header|footer)\d+\.xml", name)
    }


# --- sound --------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("name", HOUSES)
def test_a_file_is_no_less_valid_than_the_house_file_alone(files, complaints, name):
    alone = complaints(HOUSES[name]())

    assert len(complaints(files[name])) <= len(alone)
    assert set(findings(files[name])) <= _OF_TABLES


@pytest.mark.slow
@pytest.mark.parametrize("name", HOUSES)
def test_it_is_verified_and_merged_as_any_other(root, monkeypatch, name, files):
    monkeypatch.chdir(root)
    path = root / f"{name}-finished.docx"
    path.write_bytes(files[name])

    verified = command("verify", path.name)
    merged = command("merge", path.name)

    assert verified.exit_code == 0, verified.output
    assert "nothing to take over" in merged.output


@pytest.mark.slow
def test_what_somebody_lays_over_a_head_is_told(root, monkeypatch, files):
    monkeypatch.chdir(root)
    drawn = "<w:p><w:r><w:object/></w:r></w:p></w:hdr>"
    path = root / "laid-over.docx"
    path.write_bytes(changed(files["letterhead"], "word/header1.xml", "</w:hdr>", drawn))

    verified = command("verify", path.name)

    assert verified.exit_code == 1
    assert "an object of another program" in " ".join(verified.output.split())


def test_the_same_brief_is_the_same_bytes(root, files):
    assert built(root, "report") == files["report"]


# --- styles -------------------------------------------------------------------------------


def test_words_wear_the_styles_of_the_house_and_ours_stand_beside_them(files):
    worn = styles_worn(WordFile(files["linked"]))

    assert worn["Title"].startswith("Military implications")
    assert worn["heading 1"] == "Key points"
    assert "Normal" in worn
    assert worn["Lead"].startswith("The author argues")
    assert "heading 4" not in worn


def test_the_styles_of_the_house_stay_as_they_are(files):
    sheet = WordFile(files["linked"]).parts["word/styles.xml"]
    (heading,) = [one for one in sheet if one.get(f"{W}styleId") == "Heading1"]

    assert heading.find(f"{W}rPr/{W}color").get(f"{W}val") == "2F5496"
    assert heading.find(f"{W}rPr/{W}sz").get(f"{W}val") == "32"
    assert heading.find(f"{W}link").get(f"{W}val") == "Heading1Char"


def test_no_two_styles_have_one_name_or_one_id(files):
    for data in files.values():
        sheet = WordFile(data).parts["word/styles.xml"]
        for said in (
            [one.get(f"{W}styleId").casefold() for one in sheet.iter(f"{W}style")],
            [one[0].get(f"{W}val").casefold() for one in sheet.iter(f"{W}style")],
        ):
            assert len(set(said)) == len(said)


def test_what_the_template_wants_otherwise_comes_in_the_place_of_the_houses_style(root, tmp_path):
    taken(root, "changed", word_files.linked_dotx())
    theme = root / "templates/changed/theme.toml"
    theme.write_text('[styles.heading2]\ncolor = "#005500"\n[page]\nleft = 100\n', encoding="utf-8")

    file = WordFile(built(root, "changed"))

    (heading,) = [
        one for one in file.parts["word/styles.xml"] if one.get(f"{W}styleId") == "Heading1"
    ]
    assert heading[0].get(f"{W}val") == "heading 1"
    assert heading.find(f"{W}rPr/{W}color").get(f"{W}val") == "005500"
    assert heading.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") == "0"
    margins = file.body.find(f"{W}sectPr/{W}pgMar")
    assert margins.get(f"{W}left") == "2000"
    assert margins.get(f"{W}top") == "1440"


def test_what_the_template_changes_of_one_style_changes_no_other_of_the_house(root):
    taken(root, "rebased", word_files.linked_dotx())
    theme = root / "templates/rebased/theme.toml"
    changes = '[styles.body]\nsize = 9\n[styles.heading2]\ncolor = "#005500"\nitalic = true\n'
    theme.write_text(changes, encoding="utf-8")

    made = read_house(built(root, "rebased"), house_budget("rebased.docx"))

    before = read_house(word_files.linked_dotx(), house_budget("linked.dotx"))
    assert made.style("paragraph", "normal").look.size == 9
    assert made.style("paragraph", "heading 1").look.color == "#005500"
    for name in ("heading 2", "header", "footer", "caption", "quote"):
        look = made.style("paragraph", name).look
        assert look == before.style("paragraph", name).look, name


def test_a_letterhead_keeps_its_tabs_and_its_pictures_where_its_style_is_changed(root):
    stop = '<w:tabs><w:tab w:val="right" w:pos="9000"/></w:tabs>'
    header = word_files.line("Header", word_files.drawing("rIdL", 90, 40), word_files.TAB)
    house = word_files.HouseFile(
        word_files.style("Normal", "Normal", default=True)
        + word_files.style("header", "Header", paragraph=stop),
        section='<w:headerReference w:type="default" r:id="header1"/>'
        + word_files.page(595, 842, 90, 70, 70, 70),
        heads={"header1": (header, word_files.relation("rIdL", "image", "media/logo.png"))},
        more={"word/media/logo.png": word_files.png(90, 40, (10, 90, 60))},
    )
    taken(root, "pictured", house.data())
    theme = root / "templates/pictured/theme.toml"
    theme.write_text('[styles.header]\ncolor = "#005500"\n', encoding="utf-8")

    file = WordFile(built(root, "pictured"))

    (style,) = [one for one in file.parts["word/styles.xml"] if one.get(f"{W}styleId") == "Header"]
    tabs = [(one.get(f"{W}val"), one.get(f"{W}pos")) for one in style.iter(f"{W}tab")]
    assert style.find(f"{W}rPr/{W}color").get(f"{W}val") == "005500"
    assert tabs == [("right", "9000")]
    assert style.find(f"{W}pPr/{W}spacing").get(f"{W}lineRule") == "atLeast"


def test_a_style_of_ours_whose_name_the_house_has_gets_another(files):
    worn = styles_worn(WordFile(files["publisher"]))

    assert worn["Brief Lead"].startswith("The author argues")


def test_an_id_of_a_style_may_have_any_sign(root):
    styles = word_files.style("Normal", "Normal", default=True)
    styles += word_files.style("heading 1", "a&quot;&amp;b", base="Normal", letters="<w:b/>")
    taken(root, "signed", word_files.HouseFile(styles).data())

    assert "heading 1" in styles_worn(WordFile(built(root, "signed")))


def test_a_title_that_cannot_be_seen_gets_a_style_of_its_own(files):
    worn = styles_worn(WordFile(files["report"]))

    assert worn["Brief Title"].startswith("Military implications")
    assert worn["heading 1"] == "Key points"


def test_a_heading_says_its_level_though_its_style_is_of_another(files):
    body = WordFile(files["linked"]).body
    levels = {
        "".join(text.text or "" for text in one.iter(f"{W}t")): level.get(f"{W}val")
        for one in body.iter(f"{W}p")
        if (level := one.find(f"{W}pPr/{W}outlineLvl")) is not None
    }

    assert levels["Military implications of the Russia–North Korea summit"] == "0"
    assert levels["Key points"] == "1"


def test_lists_of_the_house_have_numbers_above_all_of_ours(files):
    lists = WordFile(files["report"]).parts["word/numbering.xml"]
    numbers = [int(one.get(f"{W}numId")) for one in lists.iter(f"{W}num")]

    assert len(set(numbers)) == len(numbers)
    assert max(numbers) == 20_001
    sheet = WordFile(files["report"]).parts["word/styles.xml"]
    assert "20001" in [one.get(f"{W}val") for one in sheet.iter(f"{W}numId")]


def numbers_of_headings(file: WordFile) -> dict[str, tuple[str, str]]:
    """By its words, the list and level of each heading: its own, or those of its style."""
    sheet = {one.get(f"{W}styleId"): one for one in file.parts["word/styles.xml"].iter(f"{W}style")}
    found = {}
    for paragraph in file.body.iter(f"{W}p"):
        outline = paragraph.find(f"{W}pPr/{W}outlineLvl")
        if outline is None or outline.get(f"{W}val") == "0":
            continue
        style = sheet[paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")]
        numbered = [one.find(f"{W}pPr/{W}numPr") for one in (paragraph, style)]
        said = next((one for one in numbered if one is not None), None)
        words = "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
        depth = None if said is None else said.find(f"{W}ilvl")
        level = "0" if depth is None else depth.get(f"{W}val")
        found[words] = ("" if said is None else said.find(f"{W}numId").get(f"{W}val"), level)
    return found


def with_headings_below(root: Path) -> str:
    """The name of a brief that has headings of each level."""
    said = (root / "briefs/military.md").read_text(encoding="utf-8")
    said = said.replace("PB-2026-01", "PB-2026-09")
    below = "### Below\n\n#### Deeper\n\nSo far.\n\n## "
    start = said.index("\n## ", said.index("\n## Another reading") + 1) + 1
    path = root / "briefs/deep.md"
    path.write_text(said[:start] + below + said[start + 3 :], encoding="utf-8")
    return path.stem


def test_headings_of_ours_are_counted_in_the_list_of_the_house(root):
    numbers = numbers_of_headings(WordFile(built(root, "report", with_headings_below(root))))

    assert numbers["Key points"] == ("20001", "0")
    assert numbers["Below"] == ("20001", "1")
    assert numbers["Deeper"] == ("20001", "2")


@pytest.mark.slow
def test_headings_are_numbered_as_the_template_wants_it_and_not_as_the_house(root):
    taken(root, "unnumbered", word_files.with_cover())
    taken(root, "counted", word_files.linked_dotx())
    for name, wanted in (("unnumbered", "false"), ("counted", "true")):
        theme = root / f"templates/{name}/theme.toml"
        theme.write_text(f"number_headings = {wanted}\n", encoding="utf-8")

    brief = with_headings_below(root)
    unnumbered, counted = (
        numbers_of_headings(WordFile(built(root, name, brief)))
        for name in ("unnumbered", "counted")
    )

    assert {number for number, _ in unnumbered.values()} <= {"", "0"}
    assert counted["Key points"] == ("3", "0")
    assert counted["Deeper"] == ("3", "2")


# --- heads --------------------------------------------------------------------------------


def test_the_letterhead_is_the_houses_with_what_the_brief_says(files):
    said = heads(WordFile(files["linked"])).values()

    assert any("Alder Policy Studio" in one and "Military implications" in one for one in said)
    assert any(re.search(r"\d+ November 2026", one) for one in said)
    assert not any("{" in one for one in said)


def test_a_header_that_the_template_changes_comes_in_the_place_of_the_houses(root):
    taken(root, "headed", word_files.with_cover())
    theme = root / "templates/headed/theme.toml"
    theme.write_text('[header]\nleft = "Harbour desk"\n', encoding="utf-8")

    file = WordFile(built(root, "headed"))

    said = heads(file)
    assert sum("Harbour desk" in one and "Military" in one for one in said.values()) == 1
    assert not any(one.strip().startswith("Military") for one in said.values())
    assert "word/media/house-image1.png" in file.names  # page 1 still shows its logo


@pytest.mark.slow
def test_a_logo_that_the_template_changes_stands_in_the_header_of_word_too(root):
    taken(root, "marked", word_files.with_cover())
    folder = root / "templates/marked"
    (folder / "own.png").write_bytes(word_files.png(60, 20, (10, 20, 30)))
    (folder / "theme.toml").write_text('[logo]\nfile = "own.png"\nheight = 20\n', encoding="utf-8")

    names = WordFile(built(root, "marked")).names

    assert "word/media/house-image1.png" not in names
    assert any(name.startswith("word/media/") for name in names)


def test_a_title_that_would_wrap_in_a_header_is_cut_as_in_a_pdf(files):
    cut, whole = (heads(WordFile(files[name])).values() for name in ("linked", "report"))

    assert any("Military implications of the…" in one for one in cut)
    assert any("Russia–North Korea summit | 1" in one for one in whole)


def test_dots_of_a_header_part_nothing_from_what_a_brief_does_not_say(root):
    footer = word_files.line("Footer", word_files.words("Alder · {translators} · {number}"))
    house = word_files.HouseFile(
        word_files.style("Normal", "Normal", default=True) + word_files.style("footer", "Footer"),
        section='<w:footerReference w:type="default" r:id="footer1"/>'
        + word_files.page(595, 842, 70, 70, 70, 70),
        heads={"footer1": (footer, "")},
    )
    taken(root, "parted", house.data())

    said = heads(WordFile(built(root, "parted")))

    foot = next(words for name, words in said.items() if "footer" in name)
    assert foot.startswith("Alder · PB-2026-01")


def test_the_logo_comes_along_and_nothing_that_acts(files):
    file = WordFile(files["letterhead"])
    names = file.names

    assert "word/media/house-image1.png" in names
    assert not any("vba" in name or "embeddings" in name for name in names)
    assert not any("DDE" in one or "stale" in one for one in heads(file).values())


def test_a_marking_stands_in_every_head_also_where_the_house_has_no_place_for_it(files):
    for name, data in files.items():
        file = WordFile(data)
        kinds = {
            (one.tag, one.get(f"{W}type"))
            for section in file.body.iter(f"{W}sectPr")
            for one in section
            if one.tag.endswith("Reference")
        }
        assert len(kinds) == (6 if name == "letter" else 4)  # headers and footers
        assert all("TLP:CLEAR" in one for one in heads(file).values())


def test_a_marking_looks_as_its_scheme_wants_it_where_the_house_has_a_place_for_it(files):
    file = WordFile(files["letterhead"])
    feet = [part for name, part in file.parts.items() if re.match(r"word/footer\d", name)]
    marked = [
        run.find(f"{W}rPr/{W}rStyle")
        for part in feet
        for run in part.iter(f"{W}r")
        if "TLP:CLEAR" in "".join(text.text or "" for text in run.iter(f"{W}t"))
    ]

    assert {file.style_names[one.get(f"{W}val")] for one in marked} == {"Marking"}


def test_page_numbers_of_ours_stand_at_their_stops_also_in_a_footer_style_of_the_house(root):
    stops = '<w:tabs><w:tab w:val="center" w:pos="3000"/></w:tabs>'
    styles = word_files.style("Normal", "Normal", default=True)
    styles += word_files.style("footer", "Footer", base="Normal", paragraph=stops)
    section = word_files.page(595, 842, 70, 70, 70, 70)
    taken(root, "footed", word_files.HouseFile(styles, section=section).data())

    file = WordFile(built(root, "footed"))

    footer = next(part for name, part in file.parts.items() if "footer" in name)
    tabs = {
        (one.get(f"{W}val"), one.get(f"{W}pos")) for one in footer.iterfind(f".//{W}pPr/{W}tabs/*")
    }
    assert ("clear", "3000") in tabs
    assert any(kind == "right" for kind, _ in tabs)


def test_a_page_number_in_braces_is_counted_by_word_and_a_list_of_a_head_is_none_of_ours(root):
    listed = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    runs = word_files.words("p. {page_number}, {page}")
    footer = f'<w:p><w:pPr><w:pStyle w:val="Footer"/>{listed}</w:pPr>{runs}</w:p>'
    house = word_files.HouseFile(
        word_files.style("Normal", "Normal", default=True) + word_files.style("footer", "Footer"),
        section='<w:footerReference w:type="default" r:id="footer1"/>'
        + word_files.page(595, 842, 70, 70, 70, 70),
        heads={"footer1": (footer, "")},
    )
    taken(root, "counting", house.data())

    file = WordFile(built(root, "counting"))

    foot = next(part for name, part in file.parts.items() if "footer" in name)
    codes = [one.text.strip() for one in foot.iter(f"{W}instrText")]
    assert codes == ["PAGE", "PAGE", "NUMPAGES"]
    assert "".join(one.text or "" for one in foot.iter(f"{W}t")).startswith("p. 1, Page 1 of 1")
    assert foot.find(f".//{W}numPr") is None


def test_a_footer_of_ours_begins_at_the_margin_also_in_a_centred_style_of_the_house(root):
    centred = '<w:jc w:val="center"/>'
    house = word_files.HouseFile(
        word_files.style("Normal", "Normal", default=True)
        + word_files.style("footer", "Footer", base="Normal", paragraph=centred),
        section='<w:footerReference w:type="default" r:id="footer1"/>'
        + word_files.page(595, 842, 70, 70, 70, 70),
        heads={"footer1": (word_files.line("Footer", word_files.words("Alder")), "")},
    )
    taken(root, "centred", house.data())
    theme = root / "templates/centred/theme.toml"
    theme.write_text('[footer]\ncenter = "Quay 5 · {page}"\n', encoding="utf-8")

    file = WordFile(built(root, "centred"))

    feet = [part for name, part in file.parts.items() if re.match(r"word/footer\d", name)]
    (ours,) = [one for one in feet if "Quay 5" in "".join(one.itertext())]
    assert {one.get(f"{W}val") for one in ours.iterfind(f".//{W}pPr/{W}jc")} == {"left"}


def test_words_before_a_page_number_in_braces_keep_their_space(root):
    runs = "<w:r><w:t> Sheet {page_number} of {page_count} </w:t></w:r>"
    house = word_files.HouseFile(
        word_files.style("Normal", "Normal", default=True) + word_files.style("footer", "Footer"),
        section='<w:footerReference w:type="default" r:id="footer1"/>'
        + word_files.page(595, 842, 70, 70, 70, 70),
        heads={"footer1": (word_files.line("Footer", runs), "")},
    )
    taken(root, "spaced", house.data())

    file = WordFile(built(root, "spaced"))

    foot = next(part for name, part in file.parts.items() if "footer" in name)
    space = "{http://www.w3.org/XML/1998/namespace}space"
    shown = [
        one.text if one.get(space) == "preserve" else one.text.strip()
        for one in foot.iter(f"{W}t")
        if one.text
    ]
    assert "".join(shown).startswith("Sheet 1 of 1")


def test_pages_with_equal_heads_share_one(files):
    assert len(heads(WordFile(files["linked"]))) == 2


def test_a_draft_says_so_behind_the_text_of_every_page(root):
    file = WordFile(built(root, "letterhead", draft=True))

    marks = [
        name
        for name, part in file.parts.items()
        if name.startswith("word/header") and b"DRAFT" in _text(part)
    ]
    assert len(marks) == 2


def _text(part) -> bytes:
    return etree.tostring(part)


def test_a_file_for_placing_has_the_styles_of_the_house_and_not_its_letterhead(root):
    file = WordFile(built(root, "letterhead", placing=True))

    assert "heading 1" in styles_worn(file)
    assert not any("media" in name for name in file.names)


# --- LibreOffice --------------------------------------------------------------------------


@pytest.mark.slow
def test_a_file_that_libreoffice_made_with_german_names_of_styles_dresses_a_brief(
    root, office, complaints, tmp_path
):
    written = tmp_path / "weiher.fodt"
    written.write_text(word_files.LOCALISED, encoding="utf-8")
    (saved,) = office.save_again([written], tmp_path)
    source = saved.read_bytes()
    taken(root, "weiher", source)

    data = built(root, "weiher")

    worn = styles_worn(WordFile(data))
    assert worn["Titel"].startswith("Military implications")
    assert worn["Überschrift 1"] == "Key points"
    assert "Textkörper" in worn
    assert any("Institut am Weiher" in one for one in heads(WordFile(data)).values())
    assert len(complaints(data)) <= len(complaints(source))
    assert findings(data) == []
