"""`brief new --from`: a draft in Word becomes a brief that is read, with what is left to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.actions.draft import slug_of
from tests.archive.workspaces import brief, copy_workspace
from tests.incoming.word_files import STYLES, p, r, row, table, word_bytes
from tests.incoming.word_files import cell as word_cell
from tests.projections import docx_words


@pytest.fixture
def workspace(tmp_path) -> Path:
    return copy_workspace(tmp_path, "seeds", "briefs")


def begun(workspace: Path, body: str, *options: str, **parts) -> tuple[str, str]:
    """The Markdown of a brief begun from a draft, and what was printed."""
    (workspace / "draft.docx").write_bytes(word_bytes(body, styles=STYLES, **parts))
    run = brief(workspace, "new", "drafted", "--from", "draft.docx", *options)
    assert run.exit_code == 0, run.output
    return (workspace / "briefs/drafted.md").read_text(encoding="utf-8"), run.stdout


def findings(workspace: Path) -> list[str]:
    """The codes that a check finds in it."""
    run = brief(workspace, "check", "drafted")
    return [line.split("[")[1][:4] for line in run.output.splitlines() if line.startswith("error[")]


CORE = (
    '<c:coreProperties xmlns:c="urn:c" xmlns:dc="urn:dc"><dc:title>Grain</dc:title>'
    "<dc:creator>Ada Lund</dc:creator></c:coreProperties>"
)


def test_a_draft_becomes_a_brief_with_its_front_matter(workspace):
    markdown, printed = begun(workspace, p(r("The ferry runs each hour.")), core=CORE)

    head, _, body = markdown.partition("\n---\n")
    assert 'title: "Grain"' in head
    assert 'author: [{name: "Ada Lund"}]' in head
    assert body.endswith("The ferry runs each hour.\n")
    assert printed.replace("\\", "/").startswith("briefs/drafted.md: begun from draft.docx")


def test_a_citation_that_was_typed_is_one_and_its_source_is_listed(workspace):
    words = "The author calls it a growing military axis"

    markdown, _ = begun(workspace, p(r(f"{words} [@ulislam-summit, ¶2]. {words} [ulislam ¶2].")))

    assert "seeds: [ulislam-summit]" in markdown
    assert markdown.count("[@ulislam-summit, ¶2]") == 2


def test_beside_words_that_look_like_a_citation_stand_the_places_that_may_be_meant(workspace):
    claim = "North Korea appears ready to support military operations with artillery"

    markdown, printed = begun(
        workspace, p(r(f"{claim} [12]. Ferries are blue (Nobody 2019, p. 3)."))
    )

    assert "[12]<!-- TODO cite: [@ulislam-summit, ¶2 s3] “" in markdown
    assert "p. 3)<!-- TODO cite: no source here says it -->" in markdown
    assert "- C026, line" in printed


def test_beside_the_name_of_an_author_stand_the_places_of_that_source_that_are_near(workspace):
    body = p(r("Islam calls the exchange a growing military axis. Ferries are blue, says Bo."))

    markdown, _ = begun(workspace, body)

    assert "military axis<!-- TODO cite: [@ulislam-summit, ¶2 s4] “" in markdown
    assert markdown.endswith("-->. Ferries are blue, says Bo.\n")


def test_a_sentence_that_cites_needs_nothing_beside_it(workspace):
    body = p(r("Islam calls the exchange a growing military axis [@ulislam-summit, ¶2]."))

    assert "TODO cite" not in begun(workspace, body)[0]


def test_beside_the_address_of_a_record_stands_how_to_cite_it(workspace):
    body = p(r("They met (http://en.people.cn/n3/2023/0913/c90000-20071375.html)."))

    markdown, _ = begun(workspace, body)

    assert "20071375.html)<!-- TODO cite: [@R1] -->." in markdown


def test_what_a_check_finds_is_in_the_list_at_its_lines(workspace):
    markdown, printed = begun(workspace, p(r("It is lost [12].")) + p(r("And again [13].")))

    lines = markdown.split("\n")
    (listed,) = [line for line in lines if line.startswith("- C026")]
    numbers = [
        number
        for number, line in enumerate(lines, 1)
        if line.endswith("<!-- TODO cite: no source here says it -->.")
    ]
    assert listed.startswith(f"- C026, lines {', '.join(map(str, numbers))}: ")
    assert listed in printed
    assert set(findings(workspace)) == {"C026"}


def test_a_plain_draft_has_no_errors(workspace):
    body = (
        p(r("Aims"), style="Overskrift1")
        + p(r("It runs, and *stars* stay as they are."))
        + table(
            row(word_cell(p(r("a"))), word_cell(p(r("b")))),
            row(word_cell(p(r("c|d"))), word_cell(p())),
        )
    )

    begun(workspace, body)

    assert findings(workspace) == []


def test_a_file_of_ours_is_told_to_be_merged_instead(workspace):
    part = '<attachment xmlns="urn:policy-brief:attachment" name="manifest.json">{}</attachment>'
    data = word_bytes(p(r("a")), files={"customXml/item1.xml": part})
    (workspace / "ours.docx").write_bytes(data)

    run = brief(workspace, "new", "drafted", "--from", "ours.docx")

    assert "`brief merge` takes its edits back" in run.stdout


def test_a_file_without_words_is_refused_and_nothing_is_written(workspace):
    (workspace / "draft.docx").write_bytes(word_bytes(p()))

    run = brief(workspace, "new", "drafted", "--from", "draft.docx")

    assert "error[B041]: there are no words in it" in run.stderr
    assert not (workspace / "briefs/drafted.md").exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n", "this is a PDF, which has no paragraphs to edit"),
        (b"{\\rtf1 a}", "this is a rich text file (RTF)"),
        (b"", "this is an empty file"),
        (b"just words", "neither a Word file, an OpenDocument text nor a web page"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "an old Word file (.doc)",
        ),
    ],
    ids=["pdf", "rtf", "empty", "text", "doc"],
)
def test_another_kind_of_file_is_named_with_what_to_do(workspace, data, said):
    (workspace / "draft.docx").write_bytes(data)

    run = brief(workspace, "new", "drafted", "--from", "draft.docx")

    assert run.exit_code == 1
    assert said in run.stderr
    assert "save it as .docx, and take that" in run.stderr


def test_a_brief_is_still_a_model(workspace):
    run = brief(workspace, "new", "drafted", "--from", "briefs/military.md")

    assert run.exit_code == 0
    assert 'title: "TODO"' in (workspace / "briefs/drafted.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_draft_becomes_a_form_as_well(workspace):
    (workspace / "draft.docx").write_bytes(word_bytes(p(r("Sand fills the basin."))))

    run = brief(workspace, "new", "drafted", "--from", "draft.docx", "--docx")

    assert run.exit_code == 0
    assert "Sand fills the basin." in " ".join(
        docx_words((workspace / "drafted.docx").read_bytes())
    )


def test_a_draft_that_is_not_there_is_told_by_its_name(workspace):
    run = brief(workspace, "new", "drafted", "--from", "darft.docx")

    assert "error[V001]: no file " in run.stderr
    assert "--> darft.docx" in run.stderr


@pytest.mark.parametrize(
    ("name", "slug"),
    [("My Draft (v2).docx", "my-draft-v2"), ("Größe.odt", "grosse"), ("문.docx", "draft")],
)
def test_a_brief_is_named_after_its_draft_in_letters_that_every_system_knows(name, slug):
    assert slug_of(name) == slug
