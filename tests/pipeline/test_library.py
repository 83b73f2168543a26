from __future__ import annotations

import pytest

from generator import BriefError, Library, build, check, find_workspace
from generator.pipeline.reading import read
from tests.archive.workspaces import copy_workspace
from tests.checking import grave

SEED = "ulislam-summit"


@pytest.fixture
def workspace(tmp_path):
    return find_workspace(copy_workspace(tmp_path))


def test_what_briefs_share_is_read_once(workspace):
    library = Library(workspace)

    assert library.seed(SEED) is library.seed(SEED)
    assert library.records() is library.records()
    assert library.template("policy-brief") is library.template("policy-brief")


def test_a_new_library_sees_what_has_changed_on_disk(workspace):
    before = Library(workspace).seed(SEED)
    settings = workspace.seeds / SEED / "seed.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('reliability = "F"', 'reliability = "B"'), encoding="utf-8")

    after = Library(workspace).seed(SEED)

    assert (before.meta.reliability, after.meta.reliability) == ("F", "B")


def test_a_seed_that_does_not_hold_is_found_in_every_brief_that_cites_it(workspace):
    (workspace.seeds / SEED / "seed.toml").write_text("title =", encoding="utf-8")
    library = Library(workspace)

    found = [
        grave(check(workspace.briefs / f"{slug}.md", workspace=library))
        for slug in ("military", "summit")
    ]

    assert all(any(finding.code == "S003" for finding in findings) for findings in found)


@pytest.mark.parametrize("amiss", ["R1:\n\ttitle: x\n", "R1:\n  title: x\nR1:\n  title: y\n"])
def test_records_that_cannot_be_read_are_told_and_not_each_citation_of_one(workspace, amiss):
    workspace.records.write_text(amiss, encoding="utf-8")

    found = grave(check(workspace.briefs / "military.md"))

    assert [(one.code, one.span.file) for one in found] == [("S014", "records.yaml")]


def test_a_seed_or_template_that_is_not_there_is_none(workspace):
    library = Library(workspace)

    assert library.seed("nobody") is None
    assert library.template("nothing") is None


@pytest.mark.slow
def test_a_brief_is_the_same_whichever_was_built_before_it(workspace, tmp_path):
    library = Library(workspace)
    for slug in ("military", "summit"):
        build(workspace.briefs / f"{slug}.md", output=tmp_path / "together", workspace=library)
    build(workspace.briefs / "summit.md", output=tmp_path / "alone")

    for name in ("summit.docx", "summit.pdf"):
        alone, together = tmp_path / "alone" / name, tmp_path / "together" / name
        assert alone.read_bytes() == together.read_bytes()


def test_a_template_that_does_not_parse_is_said_with_its_line(workspace):
    layout = workspace.root / "templates" / "policy-brief" / "layout.md.j2"
    layout.write_text("one\n\n{% if %}\n", encoding="utf-8")
    library = Library(workspace)

    with pytest.raises(BriefError) as raised:
        build(workspace.briefs / "military.md", workspace=library)

    [finding] = grave(raised.value.diagnostics)
    assert (finding.code, finding.span.start.line) == ("L001", 3)
    assert finding.message == "`{% if %}` is not closed"


def test_a_text_is_read_as_the_brief_of_a_file_that_stays_as_it_is(workspace):
    path = workspace.briefs / "military.md"
    before = path.read_bytes()
    text = before.decode().replace("PB-2026-01", "PB-2026-77")
    reading = read(Library(workspace), path, text=text)
    assert reading.evidence.brief.front.number == "PB-2026-77"
    assert path.read_bytes() == before
