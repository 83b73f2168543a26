"""What the desk says in other files than a brief, and every brief that cites them prints."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator import check, find_workspace
from tests.archive.workspaces import copy_workspace
from tests.checking import grave
from tests.conftest import REPOSITORY

FERRY = Path(__file__).parents[1] / "bad/C011_quotation_from_a_record"
INVENTED = "“the company sold the ferry in secret”"


@pytest.fixture
def workspace(tmp_path):
    root = shutil.copytree(FERRY, tmp_path / "workspace")
    brief = root / "briefs/ferry.md"
    text = brief.read_text(encoding="utf-8").replace('has "no sailing before Tuesday"', "has more")
    brief.write_text(text, encoding="utf-8", newline="\n")
    return root


def found_in(root: Path):
    return grave(check(root / "briefs/ferry.md", workspace=find_workspace(root)))


def add(path: Path, words: str) -> None:
    """Write a line at the end of a file; one with the same key goes."""
    key = words.split("=", maxsplit=1)[0].strip() + " ="
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(key)]
    path.write_text("".join([*kept, words]), encoding="utf-8", newline="\n")


def test_nothing_is_said_of_what_holds(workspace):
    assert found_in(workspace) == ()


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("seeds/ferry/seed.toml", f"description = '{INVENTED}, it says'\n"),
        ("seeds/ferry/seed.toml", f"reliability_reason = 'It says: {INVENTED}'\n"),
        ("records.yaml", f"  note: 'it says: {INVENTED}'\n"),
        ("brief.toml", f"publisher = 'Desk of {INVENTED}'\n"),
    ],
)
def test_what_is_quoted_beside_a_brief_is_told_in_its_own_file(workspace, file, words):
    path = workspace / file
    add(path, words)

    (found,) = found_in(workspace)

    assert found.code in ("C030", "C031")
    assert found.span.file == file
    assert found.span.start.line == len(path.read_text(encoding="utf-8").splitlines())


PLACES = {
    "seeds/ferry/seed.toml": "description = 'It {}'\n",
    "records.yaml": "  note: 'It {}'\n",
    "brief.toml": "publisher = 'Desk {}'\n",
}


@pytest.mark.parametrize("file", PLACES)
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("says so [ferry, ¶9]", "B022"),
        ("says so.²", "B022"),
        ("sailed ~~late~~", "B030"),
        ("sai\u200bled", "B031"),
        ("was \u202elate\u202c", "B031"),
        ("sailed [date]", "B032"),
    ],
)
def test_what_a_brief_may_not_say_may_not_be_said_beside_it(workspace, file, words, code):
    path = workspace / file
    add(path, PLACES[file].format(words))

    (found,) = found_in(workspace)

    assert (found.code, found.span.file) == (code, file)
    assert found.span.start.line == len(path.read_text(encoding="utf-8").splitlines())


def test_what_describes_a_source_may_name_its_paragraphs_that_are_there(workspace):
    path = workspace / "seeds/ferry/seed.toml"

    add(path, "reliability_reason = 'Its date (¶1) is doubtful, see ¶¶ 1-2 and paragraph 2.'\n")
    assert found_in(workspace) == ()

    add(path, "reliability_reason = 'Its date (¶9) is doubtful.'\n")
    assert [found.code for found in found_in(workspace)] == ["B022"]


def test_true_words_of_a_source_may_describe_it(workspace):
    add(workspace / "seeds/ferry/seed.toml", 'description = "Says that “it is sorry”"\n')

    assert found_in(workspace) == ()


def test_a_record_that_carries_words_may_be_quoted(workspace):
    brief = workspace / "briefs/ferry.md"
    text = brief.read_text(encoding="utf-8")
    brief.write_text(text.replace("has more", 'has "no sailing before Tuesday"'), encoding="utf-8")
    words = "text: No sailing before Tuesday, read: 2026-11-20, by: A. Reader"
    add(workspace / "records.yaml", f"  quote: {{{words}}}\n")

    assert found_in(workspace) == ()


@pytest.mark.parametrize(
    ("quote", "message"),
    [
        ("{text: No sailing, by: A. R.}", "`quote.read` is missing"),
        ("[{text: No sailing, read: soon, by: A. R.}]", "must be a date"),
        ("[{text: ' ', read: 2026-11-20, by: A. R.}]", "has no words"),
    ],
)
def test_words_of_a_record_say_by_whom_and_when_they_were_read(workspace, quote, message):
    add(workspace / "records.yaml", f"  quote: {quote}\n")

    assert any(f.code == "S014" and message in f.message for f in found_in(workspace))


def test_a_term_of_the_house_is_no_sentence(workspace):
    add(
        workspace / "brief.toml",
        '[terms]\n"the ferry will be sold before the winter is out" = "x"\n',
    )

    with pytest.raises(Exception, match="a term has one to 8 words"):
        find_workspace(workspace)


def test_a_note_on_a_record_that_names_another_is_told_to_say_it_in_words(workspace):
    add(workspace / "records.yaml", "  note: 'the same line of evidence as R1'\n")

    (found,) = found_in(workspace)

    assert found.message == "a citation is not read in `note`"
    assert found.hint == "nothing can be cited here: say in words what “R1” is, by author and day"


def test_each_record_that_comes_with_a_new_workspace_can_be_cited(tmp_path):
    copy_workspace(tmp_path, "seeds", "briefs")
    names = re.findall(r"^(\w+):$", (REPOSITORY / "records.yaml").read_text("utf-8"), re.MULTILINE)
    shutil.copy(REPOSITORY / "records.yaml", tmp_path)
    brief = tmp_path / "briefs/summit.md"
    cited = "; ".join(f"@{name}" for name in names)
    brief.write_text(f"{brief.read_text('utf-8')}\n\nIt is so [{cited}].\n", encoding="utf-8")

    found = check(brief, workspace=find_workspace(tmp_path))

    assert len(names) > 20
    assert [one for one in found if one.span.file == "records.yaml"] == []
