"""A brief that has moved on, files of several people, files that have lost what they carried."""

from __future__ import annotations

import contextlib
import zipfile
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from generator.actions.archives import archive_of
from generator.actions.merge import Merging, merge
from generator.archive.catalogue import held
from generator.diagnostics import BriefError
from generator.workspace.finding import find_workspace
from tests.archive.workspaces import brief, command, copy_workspace, edit, publish
from tests.merging.conftest import edited_file
from tests.merging.edited_files import BRIEF, WordEdit, WordFile, element, text_of, w


def merged_at(desk: Path, *files: Path, **how: object) -> Merging:
    with contextlib.chdir(desk):
        return merge(*files, **how)


def text_after(found: Merging) -> str:
    assert found.change is not None
    return found.change.after.decode()


def conflicts(found: Merging) -> list[str]:
    return [one.told.message for one in found.told if one.told.kind == "conflict"]


def typed(old: str, new: str, where: str = ""):
    return lambda file: file.type(old, new, where=where)


# --- a brief that has moved on ------------------------------------------------------------


def test_changes_of_the_file_and_of_the_brief_are_joined_within_one_paragraph(desk):
    path = edited_file(desk, typed("fishermen", "anglers"), desk / "ann.docx")
    edit(desk / "briefs/ferry.md", "no fees there", "no fees at all there")
    edit(desk / "briefs/ferry.md", "[@harbour, ¶3]", "[@harbour, ¶3 s1]")

    found = merged_at(desk, path)

    assert "is used by anglers [@harbour, ¶3 s1]. They pay no fees at all there" in text_after(
        found
    )
    assert found.is_whole


def test_where_both_changed_the_same_words_the_brief_stays_and_both_are_shown(desk):
    def change(file: WordFile) -> None:
        file.type("fishermen", "anglers")
        file.type("Tomorrow the", "Soon the", where="Today the board")

    path = edited_file(desk, change, desk / "ann.docx")
    edit(desk / "briefs/ferry.md", "by fishermen [@", "by tourists [@")

    found = merged_at(desk, path)

    assert "by tourists [@" in text_after(found)
    assert "Soon the county may." in text_after(found)
    (message,) = conflicts(found)
    assert message.startswith("both sides changed this: the Markdown has “tourists” behind “The")
    assert message.endswith("the edited file “anglers”")


@pytest.mark.slow
def test_a_paragraph_moved_in_the_file_takes_along_what_was_changed_in_the_brief(desk):
    def move(file: WordFile) -> None:
        target = file.paragraph("What would change it")
        for words in ("Who pays", "Today the board pays"):
            target.addprevious(file.paragraph(words))

    path = edited_file(desk, move, desk / "ann.docx")
    edit(desk / "briefs/ferry.md", "Today the board pays", "Today the board still pays")

    text = text_after(merged_at(desk, path))

    assert "## Who pays\n\nToday the board still pays. Tomorrow the county may.\n\n## What" in text
    assert text.count("## Who pays") == 1


@pytest.mark.slow
def test_a_paragraph_moved_in_the_brief_takes_along_what_was_changed_in_the_file(desk):
    path = edited_file(desk, typed("Tomorrow the", "Soon the", "Today the board"), desk / "a.docx")
    section = "## Who pays\n\nToday the board pays. Tomorrow the county may.\n\n"
    edit(desk / "briefs/ferry.md", section, "")
    edit(desk / "briefs/ferry.md", "## What would", f"{section}## What would")

    text = text_after(merged_at(desk, path))

    assert "Today the board pays. Soon the county may.\n\n## What would" in text


@pytest.mark.slow
def test_words_changed_in_a_paragraph_that_the_brief_has_no_more_are_told(desk):
    path = edited_file(desk, typed("Tomorrow the", "Soon the", "Today the board"), desk / "a.docx")
    edit(desk / "briefs/ferry.md", "Today the board pays. Tomorrow the county may.\n\n", "")

    found = merged_at(desk, path)

    assert found.change is None
    (message,) = conflicts(found)
    assert message == (
        "both sides changed this: the Markdown deleted “Today the board pays. Tomorrow the county "
        "may.”, the edited file has “Soon” for “Tomorrow” behind “Today the board pays.”"
    )


@pytest.mark.slow
def test_a_new_note_whose_words_the_brief_has_changed_is_told_in_full(desk):
    def change(file: WordFile) -> None:
        file.type("Tomorrow the", "Soon the", where="Today the board")
        file.new_note("Soon", "The county has said so.")

    path = edited_file(desk, change, desk / "ann.docx")
    edit(desk / "briefs/ferry.md", "Tomorrow the", "Later the")

    found = merged_at(desk, path)

    assert found.change is None
    assert conflicts(found)[-1] == (
        "the new note [^word-1], “The county has said so.”, has no place in the Markdown"
    )
    assert found.told[-1].place.beginning.startswith("Today the board pays.")


@pytest.mark.slow
def test_a_paragraph_deleted_in_the_file_and_changed_in_the_brief_stays_and_is_told(desk):
    def drop(file: WordFile) -> None:
        paragraph = file.paragraph("Today the board pays")
        paragraph.getparent().remove(paragraph)

    path = edited_file(desk, drop, desk / "a.docx")
    edit(desk / "briefs/ferry.md", "Today the board pays", "Today nobody pays")

    found = merged_at(desk, path)

    assert found.change is None
    assert len(conflicts(found)) == 1


# --- several people -----------------------------------------------------------------------


def recorded(file: WordFile) -> None:
    """Ann records her changes."""
    run = file.run_of("all year", where="It runs all year")
    said = element("t")
    said.text = " and all night"
    said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.addnext(element("ins", element("r", said), id="900", author="Ann"))


def remarked(file: WordFile) -> None:
    """Ben remarks on a word, and changes another that Cleo changes, too."""
    run = file.run_of("county", where="Tomorrow the county")
    run.addprevious(element("commentRangeStart", id="7"))
    run.addnext(element("r", element("commentReference", id="7")))
    run.addnext(element("commentRangeEnd", id="7"))
    words = "<w:p><w:r><w:t>Which one?</w:t></w:r></w:p>"
    file.comment(f"<w:comment w:id='7' w:author='Ben'>{words}</w:comment>")
    file.type("fishermen", "anglers")


def rewritten(file: WordFile) -> None:
    """Cleo types over words."""
    file.type("fishermen", "tourists")
    file.type("Higher fares", "Far higher fares")


@pytest.mark.slow
def test_edits_of_three_people_end_in_one_text_with_every_conflict_shown(desk):
    files = [
        edited_file(desk, change, desk / f"{name}.docx")
        for name, change in (("ann", recorded), ("ben", remarked), ("cleo", rewritten))
    ]

    found = merged_at(desk, *files)

    wanted = BRIEF.replace("all year", "all year and all night")
    wanted = wanted.replace("by fishermen", "by anglers").replace("- Higher", "- Far higher")
    assert text_after(found) == wanted
    assert [(Path(one.file).stem, one.told.kind) for one in found.told] == [
        ("ben", "comment"),
        ("cleo", "conflict"),
    ]
    assert "“anglers”" in conflicts(found)[0]
    assert "“tourists”" in conflicts(found)[0]


@pytest.mark.slow
def test_notes_that_two_people_add_get_names_of_their_own(desk):
    files = [
        edited_file(desk, lambda file: file.new_note("Tomorrow", "In the plan."), desk / "a.docx"),
        edited_file(desk, lambda file: file.new_note("creditor", "By name."), desk / "b.docx"),
    ]

    text = text_after(merged_at(desk, *files))

    assert "Tomorrow[^word-1] the county" in text
    assert "names no creditor[^word-2]." in text
    assert text.endswith("[^word-1]: In the plan.\n\n[^word-2]: By name.\n")


@pytest.mark.slow
def test_what_was_put_in_stands_there_once_when_the_file_is_handed_in_again(desk):
    def edit(file: WordFile) -> None:
        heading, words = file.insert_after("Today the board", "Fares", "They rise.")
        file.restyle(heading, "Heading2")
        file.new_note("They rise.", "By half.")
        file.insert_after("Ask for the accounts", "Ask for the plans.")
        rows = (element("tr", *map(cell, row)) for row in (("Year", "Fare"), ("2026", "9")))
        words.addnext(element("tbl", *rows))
        table = list(file.rows("Pontoon"))
        table[-1].addnext(copied(table[-1], "Raft"))

    def cell(words: str) -> etree._Element:
        return element("tc", element("p", element("r", text_of(words))))

    def copied(row: etree._Element, words: str) -> etree._Element:
        own = deepcopy(row)
        for mark in list(own.iter(w("bookmarkStart"), w("bookmarkEnd"))):
            mark.getparent().remove(mark)
        next(own.iter(w("t"))).text = words
        return own

    path = edited_file(desk, edit, desk / "edited.docx")
    first = merged_at(desk, path, write=True)
    again = merged_at(desk, path)

    assert "## Fares\n\nThey rise[^word-1].\n\n| Year | Fare |" in text_after(first)
    assert "| Raft | none |" in text_after(first)
    assert "\n2. Ask for the plans.\n3. [County]" in text_after(first)
    assert (again.change, again.told) == (None, ())


# --- what a file was made from ------------------------------------------------------------


def without_parts(
    source: Path, target: Path, edits: WordEdit = lambda _: None, *, with_bookmarks: bool = False
) -> Path:
    """The file as another program makes it anew: nothing travels in it any more."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("customXml/"):
                continue
            if name == "word/document.xml":
                file = WordFile(source.read_bytes())
                edits(file)
                names = () if with_bookmarks else (w("bookmarkStart"), w("bookmarkEnd"))
                for mark in list(file.body.iter(*names)) if names else ():
                    mark.getparent().remove(mark)
                for paragraph in file.body.iter(w("p")):
                    paragraph.attrib.clear()
                data = etree.tostring(file.body)
            new.writestr(name, data)
    return target


def test_a_file_that_has_lost_all_it_carried_is_merged_onto_the_brief_that_is_named(desk):
    path = edited_file(desk, typed("fishermen", "anglers"), desk / "edited.docx")
    bare = without_parts(path, desk / "bare.docx")

    with pytest.raises(BriefError) as refused:
        merged_at(desk, bare)
    found = merged_at(desk, bare, onto="ferry")

    assert [each.hint for each in refused.value.diagnostics] == [
        "if it was made from the Markdown as it is now: --onto ferry"
    ]
    assert text_after(found) == BRIEF.replace("by fishermen", "by anglers")
    assert found.is_whole, found.told


@pytest.mark.slow
def test_a_file_that_has_lost_all_else_still_names_the_template_that_it_was_made_by(desk):
    with contextlib.chdir(desk):
        command("build", "ferry", "--draft", "--format", "docx", "--template", "in-focus")
    bare = without_parts(desk / "build/ferry-draft.docx", desk / "bare.docx", with_bookmarks=True)

    found = merged_at(desk, bare, onto="ferry")

    assert found.change is None
    assert found.told == ()


def test_a_number_that_begins_like_that_of_a_file_is_of_another_brief(desk):
    path = edited_file(desk, typed("fishermen", "anglers"), desk / "edited.docx")
    (desk / "briefs/ferry.md").rename(desk / "briefs/quay.md")
    edit(desk / "briefs/quay.md", '"PB-9"', '"PB-90"')

    with pytest.raises(BriefError, match="does not say which brief"):
        merged_at(desk, path)


def test_a_file_whose_markdown_cannot_be_printed_here_is_refused_with_the_reason(desk):
    path = edited_file(desk, typed("fishermen", "anglers"), desk / "edited.docx")
    template = desk / "templates/policy-brief"
    template.mkdir(parents=True)
    (template / "template.toml").write_text("layout = 4\n", encoding="utf-8")

    with pytest.raises(BriefError) as refused:
        merged_at(desk, path)

    first, *reasons = refused.value.diagnostics
    assert first.message == "the Markdown that this file was made from cannot be printed here"
    assert "templates/policy-brief/template.toml" in {one.span.file for one in reasons}


@pytest.mark.slow
def test_numbers_that_are_not_of_this_markdown_move_no_citation_into_anothers_place(desk):
    path = edited_file(desk, typed("fishermen", "anglers"), desk / "edited.docx")
    bare = without_parts(path, desk / "bare.docx", with_bookmarks=True)
    grown = "The pier stands since 1911 [@harbour, ¶3 s2].\n\nThe ferry carried"
    edit(desk / "briefs/ferry.md", "The ferry carried", grown)

    found = merged_at(desk, bare, onto="ferry")

    assert text_after(found) == BRIEF.replace("by fishermen", "by anglers")
    assert "the citation [@harbour, ¶3 s2] was deleted" in "".join(
        one.told.message for one in found.told
    )


@pytest.mark.slow
@pytest.mark.parametrize("with_bookmarks", [True, False])
def test_a_note_that_is_printed_otherwise_by_now_is_known_by_the_words_around_its_mark(
    desk, with_bookmarks
):
    path = edited_file(desk, typed("fishermen", "anglers"), desk / "edited.docx")
    bare = without_parts(path, desk / "bare.docx", with_bookmarks=with_bookmarks)
    # The first note names the source in full: it is another one now.
    grown = "\nThe pier stands since 1911 [@harbour, ¶3 s2]. The ferry line lost"
    edit(desk / "briefs/ferry.md", "\nThe ferry line lost", grown)

    found = merged_at(desk, bare, onto="ferry")

    assert text_after(found) == BRIEF.replace("by fishermen", "by anglers")


@pytest.mark.slow
@pytest.mark.parametrize("new", ["Pontoon boat", "Raft"])
def test_other_words_between_those_that_are_known_are_of_the_passage_that_they_are_marked_as(
    desk, new
):
    path = edited_file(desk, typed("Pontoon", new), desk / "edited.docx")
    bare = without_parts(path, desk / "bare.docx", with_bookmarks=True)

    found = merged_at(desk, bare, onto="ferry")

    assert text_after(found) == BRIEF.replace("| Pontoon |", f"| {new} |")
    assert found.is_whole, found.told


@pytest.mark.slow
def test_a_published_file_that_carries_nothing_any_more_is_compared_with_what_was_published(
    tmp_path,
):
    desk = copy_workspace(tmp_path)
    assert publish(desk).exit_code == 0
    with contextlib.chdir(desk):
        version = held(archive_of(find_workspace(desk)), "military@v1")
    path = desk / "returned.docx"
    path.write_bytes(version.read("renditions/military.docx"))
    edit(desk / "briefs/military.md", "It does not mention China.", "It never mentions China.")
    bare = without_parts(
        path, desk / "bare.docx", edits=typed("names no instrument", "names neither tool")
    )

    found = merged_at(desk, bare)

    assert "names neither tool and" in text_after(found)
    assert "It never mentions China." in text_after(found)
    assert found.is_whole, found.told


def test_files_of_two_briefs_are_not_merged_at_once(desk):
    path = edited_file(desk, typed("fishermen", "anglers"), desk / "one.docx")
    other = BRIEF.replace("PB-9", "PB-10").replace("What the ferry line costs", "Another line")
    (desk / "briefs/other.md").write_text(other, encoding="utf-8")
    assert (
        brief(desk, "build", "other", "--draft", "--format", "docx", "--output", ".").exit_code == 0
    )

    with pytest.raises(BriefError, match="these files belong to 2 briefs"):
        merged_at(desk, path, desk / "other-draft.docx")


# --- the command --------------------------------------------------------------------------


def test_the_command_shows_the_difference_and_stores_nothing(desk):
    edited_file(desk, typed("fishermen", "anglers"), desk / "edited.docx")

    run = brief(desk, "merge", "edited.docx")

    assert run.exit_code == 0, run.output
    assert "-The **old pier** is used by fishermen [@harbour, ¶3]" in run.output
    assert "+The **old pier** is used by anglers [@harbour, ¶3]" in run.output
    assert "nothing is stored; --write stores what is shown" in run.output
    assert (desk / "briefs/ferry.md").read_text(encoding="utf-8") == BRIEF


@pytest.mark.slow
def test_the_command_tells_what_it_could_not_take_where_a_reader_of_the_file_finds_it(desk):
    def change(file: WordFile) -> None:
        file.type("Recommendations", "What to do")
        file.type_in_head("Version 1.0", "Version 1.1")

    edited_file(desk, change, desk / "edited.docx")

    run = brief(desk, "merge", "edited.docx")

    assert run.exit_code == 1
    assert "“Recommendations” became “What to do”" in " ".join(run.output.split())
    assert "paragraph “What to do”:" in run.output
    assert "in the file as a whole:\n    “1.1” stands in a running head" in run.output
    assert "nothing to take over, 2 edits not taken over" in run.output


@pytest.mark.slow
def test_the_command_stores_and_checks_what_it_is_asked_to(desk):
    edited_file(desk, typed("stays open", "stays free", "Reported"), desk / "edited.docx")

    run = brief(desk, "merge", "edited.docx", "--write")

    assert run.exit_code == 1
    assert "briefs/ferry.md is stored" in run.output
    assert "error[C005]" in run.output


@pytest.mark.slow
def test_line_ends_and_byte_order_mark_of_the_brief_stay(desk):
    path = edited_file(desk, typed("fishermen", "anglers"), desk / "edited.docx")
    data = b"\xef\xbb\xbf" + BRIEF.replace("\n", "\r\n").encode()
    (desk / "briefs/ferry.md").write_bytes(data)

    found = merged_at(desk, path, write=True)

    stored = (desk / "briefs/ferry.md").read_bytes()
    assert stored == data.replace(b"fishermen", b"anglers")
    assert found.is_whole
