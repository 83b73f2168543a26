"""Whatever an author or an editor does to a file, the answer is findings and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import BriefError, Diagnostic, Library, check, find_workspace
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from tests.archive.workspaces import REPOSITORY, copy_workspace
from tests.conftest import examples

pytestmark = pytest.mark.slow

BRIEFS = [p.read_text(encoding="utf-8") for p in sorted((REPOSITORY / "briefs").glob("*.md"))]
CAVEATS = (REPOSITORY / "seeds/ulislam-summit/caveats.md").read_text(encoding="utf-8")
LAYOUT = (REPOSITORY / "templates/policy-brief/layout.md.j2").read_text(encoding="utf-8")

PIECES = """
[^1] | [^1]: note | ^[x] | [^a]: [^a] | ::: {.summary} | ::: | ::: {.caveat #venue} | > | - | 1. |
[@ulislam-summit, ¶2] | [@R1] | @ulislam-summit [¶3] | @R1 | @tbl-exchange | [@tbl-exchange] | @ |
[ | ] | { | } | ( | ) | ` | ``` | * | ** | _ | <!-- | --> | <b> | &amp; | " | ' | “ | ” | « | » |
… | […] | [sic] | \\ | ![x](y.png) | [x](#y) | # | ### | {#tbl-x} | --- | : cap {#tbl-z} | ¶ |
¶2 |
:   def | [x]{.reported} | [Low confidence: x]{.confidence} | {.confidence} | [x]{lang=ru} | -- |
% |
&#xE000;0&#xE001; | Table: x | seeds: [] | title: | date: 1 | {{ slot.summary }} | {% if %} | ‘
""".replace("\n", " ").split(" | ")
UNSEEN = ["\t", "\n", "\n\n", "\u200b", "\u202e", "e\u0301", "😀", "\u2028", "\x0c", "\r\n"]

EDITS = st.lists(
    st.tuples(
        st.sampled_from(["insert", "cut", "repeat a line", "indent a line", "swap lines"]),
        st.integers(0, 10_000),
        st.integers(1, 60),
        st.sampled_from([*PIECES, *UNSEEN, "| a | b |", "|---|---|", "> ", "- ", "| "]),
    ),
    min_size=1,
    max_size=6,
)


def edited(text: str, edits) -> str:
    for kind, at, length, piece in edits:
        lines = text.split("\n")
        line = at % len(lines)
        match kind:
            case "insert":
                start = at % (len(text) + 1)
                text = text[:start] + piece + text[start:]
            case "cut":
                start = at % (len(text) + 1)
                text = text[:start] + text[start + length :]
            case "repeat a line":
                text = "\n".join([*lines[:line], lines[length % len(lines)], *lines[line:]])
            case "indent a line":
                text = "\n".join([*lines[:line], piece + lines[line], *lines[line + 1 :]])
            case "swap lines":
                other = length % len(lines)
                lines[line], lines[other] = lines[other], lines[line]
                text = "\n".join(lines)
    return text


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """It has read the template of all briefs, and nothing else."""
    folder = tmp_path_factory.mktemp("fuzz")
    copy_workspace(folder, "seeds", "templates")
    (folder / "briefs").mkdir()
    library = Library(find_workspace(folder))
    template = library.template("policy-brief")
    assert template
    assert library.theme(template)
    return library


def write(library: Library, brief: str, caveats: str = CAVEATS, layout: str = LAYOUT) -> Path:
    workspace = library.workspace
    path = workspace.briefs / "x.md"
    path.write_bytes(brief.encode())
    workspace.caveats("ulislam-summit").write_bytes(caveats.encode())
    (workspace.template("policy-brief") / "layout.md.j2").write_bytes(layout.encode())
    return path


def has_message_and_place(finding: Diagnostic) -> bool:
    return bool(finding.message) and finding.span.start.line > 0


QUICK = settings(max_examples=examples(60), suppress_health_check=list(HealthCheck))
LONG = settings(max_examples=60, suppress_health_check=list(HealthCheck))


@QUICK
@given(brief=st.sampled_from(BRIEFS), edits=EDITS)
def test_an_edited_brief_gives_findings(library, brief, edits):
    path = write(library, edited(brief, edits))

    found = check(path, workspace=library.without_briefs())

    assert all(map(has_message_and_place, found))


@QUICK
@given(brief=st.sampled_from(BRIEFS), edits=EDITS)
def test_a_draft_is_composed_of_any_brief(library, brief, edits):
    printable = edited(brief, edits).replace("\x0c", "")
    path = write(library, printable)
    library = library.without_briefs()
    reading = read(library, path, draft=True)

    assert compose(library, reading, draft=True).document.blocks


@QUICK
@given(edits=EDITS, of_layout=EDITS)
def test_edited_caveats_and_layouts_give_findings(library, edits, of_layout):
    path = write(library, BRIEFS[1], edited(CAVEATS, edits), edited(LAYOUT, of_layout))

    assert all(map(has_message_and_place, check(path)))


@QUICK
@given(text=st.text(st.sampled_from("#>-|:[]{}@¶*_`\"'“” \n\tab1.;,^!()<>&\\")))
def test_any_row_of_signs_gives_findings(library, text):
    front = BRIEFS[0].split("---\n")[1]
    path = write(library, f"---\n{front}---\n{text}")

    found = check(path, workspace=library.without_briefs())

    assert all(map(has_message_and_place, found))


@pytest.mark.slow
@LONG
@pytest.mark.parametrize("brief", BRIEFS, ids=["economic", "military", "sanctions", "summit"])
@given(edits=EDITS, of_caveats=EDITS, draft=st.booleans())
def test_hundreds_of_edits_of_each_brief_give_findings(library, brief, edits, of_caveats, draft):
    caveats = CAVEATS if draft else edited(CAVEATS, of_caveats[:1])
    path = write(library, edited(brief, edits), caveats)
    library = library.without_briefs()
    if not draft:
        assert all(map(has_message_and_place, check(path, workspace=library)))
        return
    try:
        composed = compose(library, read(library, path, draft=True), draft=True)
    except BriefError as error:
        assert all(map(has_message_and_place, error.diagnostics))
    else:
        assert composed.document.blocks
