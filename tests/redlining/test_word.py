"""The tracked changes of a redline in Word: sound, signed, and no more of them than there are."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest

from generator.redlining import redline
from generator.redlining.announcing import changes_in
from generator.writers.docx import write_docx
from tests.conftest import REPOSITORY
from tests.projections import W, WordFile
from tests.redlining.conftest import marked
from tests.redlining.edits import AT_THE_SIDE, EDITS, MILITARY, edited
from tests.redlining.settling import said, settled, wherever
from tests.writers.docx_rules import findings

CHANGES = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
OTHERS = [(REPOSITORY / f"briefs/{name}.md") for name in ("economic", "sanctions", "summit")]


def all_edited() -> str:
    """The shipped brief with every change made that leaves room for the others."""
    markdown = MILITARY
    for edit in EDITS.values():
        if all(markdown.count(old) for old, _ in edit):
            markdown = edited(markdown, edit)
    return markdown


def stories(data: bytes):
    file = WordFile(data)
    return file.body, file.footnotes


def stretches(data: bytes) -> int:
    """How many stretches of words a reader sees marked: links in them do not divide them."""
    found = 0
    for story in stories(data):
        for paragraph in story.iter(f"{W}p"):
            marks = [
                any(one.tag in CHANGES for one in run.iterancestors())
                for run in paragraph.iter(f"{W}r")
            ]
            found += sum(here and not before for before, here in pairwise((False, *marks)))
    return found


def changed(data: bytes):
    return [one for story in stories(data) for one in story.iter(*CHANGES)]


@pytest.mark.slow
@pytest.mark.parametrize("name", EDITS)
def test_a_redline_breaks_no_rule_of_word_files(name, redlined, complaints):
    data = redlined(MILITARY, edited(MILITARY, EDITS[name]))
    assert not complaints(data)
    assert not findings(data)


@pytest.mark.slow
def test_many_changes_at_once_are_sound_and_come_back(composed, redlined, complaints):
    after = all_edited()
    data = redlined(MILITARY, after)
    assert not complaints(data)
    assert not findings(data)
    for accept, markdown in ((True, after), (False, MILITARY)):
        brief = composed(markdown)
        want = said(write_docx(brief.document, brief.theme), counted=False)
        got = said(settled(data, accept=accept), counted=False)
        assert wherever(got) == wherever(want)


@pytest.mark.slow
@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_a_brief_against_another_comes_back_too(path, composed, redlined, complaints):
    after = path.read_text(encoding="utf-8")
    data = redlined(MILITARY, after)
    assert not complaints(data)
    assert not findings(data)
    for accept, markdown in ((True, after), (False, MILITARY)):
        brief = composed(markdown)
        template = composed(after).theme
        want = said(write_docx(brief.document, template), counted=False)
        got = said(settled(data, accept=accept), counted=False)
        assert sorted(wherever(got)[0]) == sorted(wherever(want)[0])
        assert wherever(got)[1] == wherever(want)[1]


@pytest.mark.slow
def test_each_change_has_its_author_the_day_of_issue_and_a_number_of_its_own(redlined):
    found = changed(redlined(MILITARY, all_edited()))
    assert {one.get(f"{W}author") for one in found} == {"Ada Byron"}
    assert {one.get(f"{W}date") for one in found} == {"2026-11-25T00:00:00Z"}
    assert max(Counter(one.get(f"{W}id") for one in found).values()) == 1


def test_a_redline_has_no_content_controls_that_keep_old_values(redlined):
    for story in stories(redlined(MILITARY, all_edited())):
        tags = story.iterfind(f".//{W}sdt/{W}sdtPr/{W}tag")
        assert not [tag.get(f"{W}val") for tag in tags]


@pytest.mark.slow
def test_the_same_two_briefs_give_the_same_bytes(composed):
    after = composed(edited(MILITARY, EDITS["a new note"]))
    one, other = (
        write_docx(marked(redline(composed(MILITARY).document, after.document)), after.theme)
        for _ in range(2)
    )
    assert one == other


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a new note", "a note of the author's"])
def test_a_new_note_makes_two_changes_however_many_are_counted_anew(name, composed, redlined):
    after = edited(MILITARY, EDITS[name])
    assert stretches(redlined(MILITARY, after)) == 2
    count = changes_in(redline(composed(MILITARY).document, composed(after).document))
    assert (count.inserted, count.deleted, count.moved) == (2, 0, 0)


def test_a_moved_paragraph_is_one_move_with_a_name_at_both_places(composed, redlined):
    after = edited(MILITARY, EDITS["a paragraph moved"])
    body, _ = stories(redlined(MILITARY, after))
    names = [
        [one.get(f"{W}name") for one in body.iter(f"{W}{kind}RangeStart")]
        for kind in ("moveFrom", "moveTo")
    ]
    assert names == [["move1"], ["move1"]]
    assert not [*body.iter(f"{W}ins"), *body.iter(f"{W}del")]
    count = changes_in(redline(composed(MILITARY).document, composed(after).document))
    assert (count.inserted, count.deleted, count.moved) == (0, 0, 1)


@pytest.mark.slow
def test_words_replaced_one_by_one_are_shown_as_one_replacement(redlined):
    after = edited(MILITARY, (("No text read on exercises", "Nothing was found about drills"),))
    body, _ = stories(redlined(MILITARY, after))
    gone = ["".join(one.itertext()) for one in body.iter(f"{W}del")]
    new = ["".join(one.itertext()) for one in body.iter(f"{W}ins")]
    assert (gone, new) == (["No text read on exercises"], ["Nothing was found about drills"])


@pytest.mark.slow
def test_another_place_in_a_source_is_shown_inside_the_note(redlined):
    body, notes = stories(redlined(MILITARY, edited(MILITARY, EDITS["another place"])))
    assert not list(body.iter(*CHANGES))
    assert re.search(
        "as in note", "".join("".join(one.itertext()) for one in notes.iter(f"{W}ins"))
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "accept"), [("a word", True), ("a word", False), ("a new note", True)]
)
def test_another_program_that_compares_word_files_finds_no_difference(
    name, accept, package, redlined
):
    """Docxodus, by Python-Redlines: what is accepted or rejected against what it should be."""
    engines = package("python_redlines")
    after = edited(MILITARY, EDITS[name])
    settled_file = settled(redlined(MILITARY, after), accept=accept)
    wanted = after if accept else MILITARY
    _, said_of_it, _ = engines.DocxodusEngine().run_redline(
        "judge", settled_file, redlined(wanted, wanted)
    )
    assert "complete: 0 revision(s) found" in said_of_it


@pytest.mark.slow
@pytest.mark.program
def test_libreoffice_accepts_the_later_brief_and_rejects_to_the_earlier(
    composed, redlined, office, tmp_path
):
    shown, accepted, rejected = (tmp_path / name for name in ("shown", "accepted", "rejected"))
    for folder in (shown, accepted, rejected):
        folder.mkdir()
    for number, edit in enumerate(EDITS.values()):
        (shown / f"{number}.docx").write_bytes(redlined(MILITARY, edited(MILITARY, edit)))
    redlines = [shown / f"{number}.docx" for number in range(len(EDITS))]
    office.settle(redlines, accepted, accept=True)
    office.settle(redlines, rejected, accept=False)

    def lines(data):
        return said(data, counted=False)

    def printed(markdown):
        brief = composed(markdown)
        return lines(write_docx(brief.document, brief.theme))

    earlier = printed(MILITARY)
    for number, (name, edit) in enumerate(EDITS.items()):
        told = wherever if name in AT_THE_SIDE else list
        later = printed(edited(MILITARY, edit))
        assert told(lines((accepted / f"{number}.docx").read_bytes())) == told(later), name
        assert told(lines((rejected / f"{number}.docx").read_bytes())) == told(earlier), name
