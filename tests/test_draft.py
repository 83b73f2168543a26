"""A draft is written whatever is wrong with it, and shows what is."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator import Library, build, check, find_workspace
from generator.diagnostics import Severity
from generator.document import Box, Document, Paragraph, Remark, Text
from generator.document.walking import inline_runs, inner_blocks, plain_text
from generator.layout.remarks import remark_on, with_remarks
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from generator.theme.theme import BoxStyle, Theme
from generator.typesetting import Pages, draft_theme, typeset
from generator.workspace.workspace import Workspace
from generator.writers.pdf import write_pdf
from tests.archive.workspaces import copy_workspace
from tests.projections import WordFile
from tests.samples import image
from tests.typesetting.reading import document, line_words, page_lines
from tests.typesetting.sample import sample_theme
from tests.writers.pdf_reading import kinds, links, opened
from tests.writers.spoken import events_of, heard_words, spoken_words

THREE_ERRORS = (
    ('sees "a growing military axis"', 'sees "a growing naval axis"'),
    ("[@R6]", "[@R66]"),
    ("¶6 s4", "¶6 s9"),
)


@pytest.fixture
def workspace(tmp_path):
    return copied(tmp_path)


def copied(tmp_path: Path) -> Workspace:
    copy_workspace(tmp_path)
    with (tmp_path / "brief.toml").open("a", encoding="utf-8", newline="\n") as settings:
        settings.write('\n[severities]\nC021 = "off"\nC025 = "off"\n')  # the brief's own notes
    return find_workspace(tmp_path)


def damaged(workspace: Workspace, *changes: tuple[str, str]) -> Path:
    path = workspace.briefs / "military.md"
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return path


def runs(blocks):
    for block in blocks:
        yield from inline_runs(block)
        yield from runs(inner_blocks(block))


def remarked(document) -> dict[str, str]:
    """The words in front of each remark, by its code."""
    return {
        inline.text.split(":")[0]: plain_text(run[:index])
        for run in runs(document.blocks)
        for index, inline in enumerate(run)
        if isinstance(inline, Remark)
    }


def test_each_finding_stands_behind_the_words_it_is_about(workspace):
    path = damaged(workspace, *THREE_ERRORS)

    reading = read(Library(workspace), path, draft=True)
    composed = compose(Library(workspace), reading, draft=True)
    words = remarked(with_remarks(composed.document, map(remark_on, reading.found)))

    assert sorted(words) == ["C001", "C004", "C005"]
    assert "growing naval axis" in words["C005"]
    assert words["C001"].endswith("sent to Russia’s Kursk region.")
    assert words["C004"].endswith("“a robust response from the international community”.")


def drafted(workspace, path, theme: Theme | None = None) -> tuple[Document, Pages]:
    reading = read(Library(workspace), path, draft=True)
    composed = compose(Library(workspace), reading, draft=True)
    document = with_remarks(composed.document, map(remark_on, reading.found))
    return document, typeset(document, theme or composed.theme)


@pytest.mark.slow
def test_the_margin_says_each_finding_beside_the_line_that_it_is_about(workspace):
    _, pages = drafted(workspace, damaged(workspace, *THREE_ERRORS))

    beside = {
        remark.words.split(":")[0]: line
        for page in pages.pages
        for remark in page.remarks
        for line in page_lines_at(page, remark)
    }

    assert sorted(code.split(". ")[1] for code in beside) == ["C001", "C004", "C005"]
    assert [code.split(".")[0] for code in beside] == ["1", "2", "3"]
    words = {code.split(". ")[1]: line for code, line in beside.items()}
    assert "global balance of power" in words["C005"]
    assert "Kursk region" in words["C001"]
    assert "international community”" in words["C004"]


def page_lines_at(page, remark) -> list[str]:
    """The lines of words that begin at the height at which the remark does."""
    top = remark.y + remark.height
    return [
        line_words(placed.line)
        for placed in page.lines
        if placed.line.remarks and 0 < top - placed.y < 8
    ]


def test_remarks_that_crowd_a_page_stand_apart_and_on_the_sheet():
    said = Remark("L001: " + "many words about one and the same fault " * 9, Severity.WARNING)
    crowd = Paragraph(tuple(one for _ in range(40) for one in (Text("word "), said)))

    [page] = typeset(document(crowd), sample_theme()).pages
    places = [(remark.y, remark.y + remark.height) for remark in page.remarks]

    assert len(places) == 40
    assert all(low > high for (low, _), (_, high) in pairwise(places))
    assert places[0][1] <= sample_theme().page.height
    assert places[-1][0] >= 0
    assert sum("…" in words for words in page_lines(page)) == 40
    assert all(remark.words.endswith(said.text) for remark in page.remarks)


def test_a_remark_beside_a_band_has_white_below_its_words():
    theme = sample_theme()
    band = BoxStyle(fill="#112233", bleed=True)
    said = Paragraph((Text("Title"), Remark("L022: a fault", Severity.NOTE)))
    tree = document(
        Box("band", (said,)), Paragraph((Text("Words"), Remark("L001: one", Severity.NOTE)))
    )

    [page] = typeset(tree, replace(draft_theme(theme), boxes={"band": band})).pages

    [beside, below] = page.remarks
    grounds = [fill for fill in page.fills if fill.color == "#ffffff"]
    assert [(fill.x, fill.y, fill.height) for fill in grounds] == [
        (beside.x, beside.y, beside.height)
    ]
    assert below.y < beside.y


@pytest.mark.slow
def test_a_draft_without_findings_has_its_mark_on_every_page_and_no_remark(workspace):
    _, pages = drafted(workspace, workspace.briefs / "military.md")

    assert {line_words(page.watermark.line) for page in pages.pages} == {"DRAFT"}
    assert [page.remarks for page in pages.pages] == [()] * len(pages.pages)


@pytest.mark.slow
def test_a_pdf_shows_remarks_as_annotations_and_reads_as_if_there_were_none(workspace):
    path = damaged(workspace, *THREE_ERRORS)
    tree, pages = drafted(workspace, path)

    pdf = opened(write_pdf(tree, pages))
    notes = [one for _, one in links(pdf) if one.Subtype == "/Text"]

    assert [str(one.Contents)[:7] for one in notes] == ["1. C005", "2. C001", "3. C004"]
    assert all(one.F & 4 and "/N" in one.AP for one in notes)
    assert heard_words(events_of(pdf)) == spoken_words(tree, sample_theme("policy-brief"))
    assert kinds(pdf).count("/Annot") == 3
    for page in pdf.pages:
        assert b"/Artifact <</Type/Pagination/Subtype/Watermark>> BDC" in page.Contents.read_bytes()


@pytest.mark.slow
def test_what_is_no_draft_has_neither_mark_nor_remark(workspace):
    reading = read(Library(workspace), workspace.briefs / "military.md")
    composed = compose(Library(workspace), reading)

    pages = typeset(composed.document, composed.theme).pages

    assert [(page.watermark, page.remarks) for page in pages] == [(None, ())] * len(pages)


@pytest.mark.slow
def test_a_draft_is_named_as_one_and_leaves_the_build_alone(workspace):
    path = workspace.briefs / "military.md"
    build(path, formats=("docx",))
    before = (workspace.build / "military.docx").read_bytes()

    damaged(workspace, ("[@R6]", "[@R66]"))
    built = build(path, formats=("docx",), draft=True)

    assert [place.name for place, _ in built.files] == ["military-draft.docx"]
    assert [finding.code for finding in built.findings] == ["C001"]
    assert (workspace.build / "military.docx").read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        ("---\n", ""),
        ('date: "2026-11-22"', 'date: "soon"'),
        ("seeds: [ulislam-summit]", "seeds: [nobody]"),
        ("[@tbl-exchange]", "[@tbl-nowhere]"),
        ("It does not mention China.", '![](missing.png){#fig-x alt="x"}'),
        ("It does not mention China.", '![Ships [@ulislam-summit, ¶2]](missing.png){alt="x"}'),
        ("It does not mention China.", '\n\n![Ships [@ulislam-summit, ¶2]](missing.png){alt="x"}'),
        ("[@ulislam-summit, ¶5]", "[@ulislam-summit, page 5]"),
        ("[@ulislam-summit, ¶5]", "[@nobody, ¶5]"),
        ("It does not mention China.", "It does not.[^1]"),
        ("It does not mention China.", "It does not.[^1]\n\n[^1]: One.[^2]\n\n[^2]: Two."),
        ("It does not mention China.", "It does not.^[One ^[two] three.]"),
        ("::: {.gaps}", "::: {.gaps"),
        ("::: {.gaps}", "::: {.glance}\n**2** ships [@ulislam-summit, ¶2].\n:::\n\n::: {.gaps}"),
        ('template: "policy-brief"', 'template: "nothing"'),
    ],
)
def test_no_fault_of_an_author_keeps_a_draft_from_being_written(workspace, change):
    path = damaged(workspace, change)
    assert any(finding.is_error for finding in check(path))

    built = build(path, formats=("docx",), draft=True)

    assert built.files[0][0].is_file()


def crowded(workspace) -> Path:
    """A brief of more than two pages with a wide word that no hyphen divides and a coarse image."""
    (workspace.briefs / "coarse.png").write_bytes(image(60, 20))
    figure = '\n\n![Bars](coarse.png){#fig-bars alt="Four bars."}\n'
    change = "It does not mention China."
    long = "It does not mention " + "China_" * 30 + "." + " Words follow words." * 600 + figure
    return damaged(workspace, (change, long))


def said(files) -> dict[str, list[str]]:
    """The codes of the remarks in each file, in order."""
    found = {}
    for path, rendition in files:
        if path.suffix == ".docx":
            texts = [text.split()[1] for text, _ in WordFile(rendition.data).comments]
        else:
            pdf = opened(rendition.data)
            texts = [
                str(one.Contents).split()[1] for _, one in links(pdf) if one.Subtype == "/Text"
            ]
        found[path.suffix] = [text.rstrip(":") for text in texts]
    return found


@pytest.mark.slow
def test_a_draft_shows_what_only_its_pages_tell(workspace):
    path = crowded(workspace)

    finished = build(path, template="in-focus")
    drafted = build(path, template="in-focus", draft=True)

    assert [finding.code for finding in drafted.findings] == ["L022", "L012", "L014", "L016"]
    assert drafted.findings == finished.findings
    assert {name: sorted(codes) for name, codes in said(drafted.files).items()} == {
        ".docx": ["L012", "L014", "L016", "L022"],
        ".pdf": ["L012", "L014", "L016", "L022"],
    }


@pytest.mark.slow
def test_a_draft_in_word_alone_shows_it_too(workspace):
    path = crowded(workspace)

    built = build(path, template="in-focus", draft=True, formats=("docx",))

    comments = dict(WordFile(built.files[0][1].data).comments)
    [wide] = [words for text, words in comments.items() if "L014" in text]
    assert "China_China" in wide
    [length] = [words for text, words in comments.items() if "L012" in text]
    assert length.startswith("22\u00a0November 2026")  # the last of the front matter before it


@pytest.mark.slow
def test_a_sheet_with_remarks_is_wider_and_nothing_moves_on_it(workspace):
    path = damaged(workspace, *THREE_ERRORS)
    look = sample_theme("in-focus")

    document, narrow = drafted(workspace, path, look)
    wide = typeset(document, draft_theme(look))

    assert {page.width for page in wide.pages} == {look.page.width + draft_theme(look).remarks}
    assert [words(page) for page in wide.pages] == [words(page) for page in narrow.pages]
    lines = [one.line for page in wide.pages for one in page.lines]
    remarks = [line_words(line) for line in lines if all(run.leaf is None for run in line.runs)]
    assert any("C005" in line for line in remarks)
    assert not [line for line in remarks if line.endswith("…")]
    pdf = opened(build(path, draft=True, formats=("pdf",)).files[0][1].data)
    shipped = draft_theme(sample_theme("policy-brief"))
    assert float(pdf.pages[0].MediaBox[2]) == pytest.approx(shipped.page.width + shipped.remarks)


def test_a_note_on_a_sentence_that_is_not_there_prints_none(workspace):
    path = damaged(workspace, ("¶6 s4", "¶6 s9"), ("¶1 s1]. [This", "¶6 s9]. [This"))

    library = Library(workspace)
    document = compose(library, read(library, path, draft=True), draft=True).document

    blocks = (block for note in document.notes for block in note.blocks)
    notes = [plain_text(run) for block in blocks for run in inline_runs(block)]
    said = [words for words in notes if "sentence 9" in words]
    assert said == ["Faheem ul Islam, ¶6, sentence 9."] * 2


def words(page) -> list[tuple[float, float, str]]:
    """The words of the text, and where they stand."""
    return [
        (round(one.x, 2), round(one.y, 2), line_words(one.line))
        for one in page.lines
        if any(one.leaf_of(run) for run in one.line.runs)
    ]
