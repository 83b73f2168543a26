"""A template whose notes stand at the end: in each format, and when a file comes back."""

from __future__ import annotations

import io
import re
import zipfile

import pypdfium2
import pytest
from openxml_audit import OpenXmlValidator

from tests.archive.workspaces import brief, copy_workspace, edit
from tests.houses.word_files import linked_dotx
from tests.projections import W, WordFile

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """The tests' own workspace, whose house sets notes at the end, with one brief built."""
    folder = copy_workspace(tmp_path_factory.mktemp("house"))
    (folder / "templates/last").mkdir()
    settings = 'parent = "policy-brief"\nnotes = "end"\n'
    (folder / "templates/last/template.toml").write_text(settings, encoding="utf-8")
    edit(folder / "briefs/sanctions.md", 'template: "policy-brief"', 'template: "last"')
    settings = (folder / "brief.toml").read_text(encoding="utf-8")
    words = f'disclaimer = "Nobody answers for this."\n{settings}'
    (folder / "brief.toml").write_text(words, encoding="utf-8")
    for kind in ("docx", "html", "pdf", "txt"):
        assert brief(folder, "build", "sanctions", "--format", kind).exit_code == 0
    return folder


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.startswith("word/")]
        return {name: package.read(name).decode("utf-8", "replace") for name in names}


def test_in_word_they_are_endnotes_with_arabic_numbers(workspace):
    held = parts((workspace / "build/sanctions.docx").read_bytes())

    assert "word/footnotes.xml" not in held
    assert "footnoteReference" not in held["word/document.xml"]
    notes = re.findall(r'<w:endnote w:id="([0-9]+)">', held["word/endnotes.xml"])
    marks = re.findall(r'<w:endnoteReference w:id="([0-9]+)"/>', held["word/document.xml"])
    assert notes == marks
    sections = re.findall(r"<w:sectPr>.*?</w:sectPr>", held["word/document.xml"])
    numbered = '<w:numFmt w:val="decimal"/>'
    assert all(f"<w:endnotePr>{numbered}</w:endnotePr>" in one for one in sections)
    assert f'<w:endnotePr><w:pos w:val="sectEnd"/>{numbered}' in held["word/settings.xml"]


def test_in_word_the_section_that_ends_with_their_heading_has_them(workspace):
    body = WordFile((workspace / "build/sanctions.docx").read_bytes()).body

    begun, leaves = [""], []
    for one in body:
        begun[-1] += " ".join(filter(None, (words.text for words in one.iter(f"{W}t"))))
        for section in one.iter(f"{W}sectPr"):
            begun.append("")
            leaves.append(section.find(f"{W}noEndnote") is not None)
    *_, notes, imprint, _ = begun
    assert notes.endswith("Notes")
    assert imprint.endswith("Nobody answers for this.")
    assert leaves == [True] * (len(leaves) - 2) + [False, False]


def test_in_a_word_file_of_the_house_they_are_as_well(workspace, tmp_path):
    folder = copy_workspace(tmp_path)
    (folder / "house.dotx").write_bytes(linked_dotx())
    assert brief(folder, "template", "import", "house.dotx", "--name", "ours").exit_code == 0
    path = folder / "templates/ours/template.toml"
    path.write_text('notes = "end"\n' + path.read_text(encoding="utf-8"), encoding="utf-8")

    run = brief(folder, "build", "sanctions", "--template", "ours", "--format", "docx")

    assert run.exit_code == 0
    made = folder / "build/sanctions.docx"
    assert OpenXmlValidator().validate(str(made)).errors == []
    assert "endnoteReference" in parts(made.read_bytes())["word/document.xml"]
    assert brief(folder, "verify", "build/sanctions.docx").exit_code == 0


def test_in_pdf_they_stand_below_their_heading_behind_all_else(workspace):
    document = pypdfium2.PdfDocument(workspace / "build/sanctions.pdf")
    pages = [page.get_textpage().get_text_range() for page in document]
    said = "\n".join(pages)

    assert "¶" not in pages[0].partition("Key points")[2]  # at its foot there are none
    heads = [place.start() for place in re.finditer(r"^Notes\r?$", said, re.MULTILINE)]
    assert heads[-1] > said.index("Words of likelihood")
    assert len(re.findall(r"¶", said[heads[-1] : said.index("Nobody answers")])) > 5
    assert [entry.get_title() for entry in document.get_toc()][-1] == "Notes"


@pytest.mark.parametrize("kind", ["html", "txt"])
def test_on_a_screen_and_in_a_mail_one_heading_is_above_them(workspace, kind):
    said = (workspace / f"build/sanctions.{kind}").read_text(encoding="utf-8")
    heading = r">Notes</h2>" if kind == "html" else r"^Notes\n-----$"

    assert len(re.findall(heading, said, re.MULTILINE)) == 1
    last = r'data-n="\d+"' if kind == "html" else r"^\[\d+\] "
    *_, note = re.finditer(last, said, re.MULTILINE)
    assert note.start() < said.index("Nobody answers for this.")


@pytest.mark.parametrize("kind", ["docx", "html", "pdf"])
def test_what_they_say_is_compared_with_what_the_file_carries(workspace, kind):
    run = brief(workspace, "verify", f"build/sanctions.{kind}")

    assert run.exit_code == 0
    assert "self-consistent" in run.stdout


def laid_out(workspace, layout: str, kind: str = "txt"):
    (workspace / "templates/own").mkdir(exist_ok=True)
    (workspace / "templates/own/template.toml").write_text('parent = "last"\n', encoding="utf-8")
    path = workspace / "templates/own/layout.md.j2"
    path.write_text('{% extends "policy-brief" %}\n' + layout, encoding="utf-8")
    return brief(workspace, "build", "sanctions", "--template", "own", "--format", kind)


def test_without_a_place_in_the_layout_they_stand_last(workspace):
    run = laid_out(workspace, "{% block notes %}{% endblock %}\n", kind="html")

    assert run.exit_code == 0
    said = (workspace / "build/sanctions.html").read_text(encoding="utf-8")
    assert said.index("Nobody answers for this.") < said.index('role="doc-endnotes"')


def test_inside_a_box_they_are_refused(workspace):
    layout = "{% block notes %}\n::: {.box .imprint}\n{{ slot.notes }}\n:::\n{% endblock %}\n"
    run = laid_out(workspace, layout)

    assert run.exit_code == 1
    assert "notes cannot stand inside a fence" in run.stderr
    assert "templates/own/layout.md.j2:4:1" in run.stderr


def edited(workspace, part: str, old: str, new: str):
    """A copy of the Word file with words in a part changed by hand."""
    made = workspace / "edited.docx"
    with (
        zipfile.ZipFile(workspace / "build/sanctions.docx") as before,
        zipfile.ZipFile(made, "w") as after,
    ):
        for one in before.infolist():
            data = before.read(one)
            if one.filename == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode(), 1)
            after.writestr(one, data)
    return made.name


def test_a_changed_word_of_a_note_is_told(workspace):
    file = edited(workspace, "word/endnotes.xml", "Faheem ul Islam", "Someone Else")

    run = brief(workspace, "verify", file)

    assert run.exit_code == 1
    assert "Someone Else" in run.stdout


def test_an_edited_file_is_merged(workspace):
    nothing = brief(workspace, "merge", "build/sanctions.docx")
    file = edited(workspace, "word/document.xml", "sanctions", "penalties")

    run = brief(workspace, "merge", file)

    assert "nothing to take over" in nothing.stdout
    assert re.search(r"^\+.*penalties", run.stdout, re.MULTILINE)


def test_a_redline_shows_a_new_note_among_them(workspace):
    (workspace / "earlier.docx").write_bytes((workspace / "build/sanctions.docx").read_bytes())
    path = workspace / "briefs/sanctions.md"
    before = path.read_text(encoding="utf-8")
    with path.open("a", encoding="utf-8") as file:
        file.write("\n## One thing more\n\nIt is so [@ulislam-summit, ¶6].\n")

    run = brief(workspace, "diff", "earlier.docx", "sanctions", "--docx", "redline.docx")
    path.write_text(before, encoding="utf-8")

    held = parts((workspace / "redline.docx").read_bytes())
    assert run.exit_code in (0, 1), run.output
    assert "word/footnotes.xml" not in held
    assert "<w:ins " in held["word/endnotes.xml"]
