"""In Word a warning is answered by a reply to its comment: "ok: reason"."""

from __future__ import annotations

import shutil

import pytest

from generator import Library, find_workspace
from generator.actions.comment_answers import answers_said, keep_answers
from generator.incoming.file import IncomingComment
from generator.layout.remarks import remark_on
from generator.pipeline.reading import read
from tests.archive.workspaces import copy_workspace


@pytest.fixture
def workspace(tmp_path):
    copy_workspace(tmp_path)
    shutil.rmtree(tmp_path / "archive", ignore_errors=True)
    return find_workspace(tmp_path)


def on_a_finding(text: str = "warning C014: 12 is not there (see ¶3)", **more) -> IncomingComment:
    return IncomingComment("brief check", text, 4, 10, "12 ships", **more)


def said(*comments: IncomingComment) -> list[tuple[str, str, str]]:
    return [(one.finding, one.said.reason, one.said.by) for one in answers_said(comments)]


FINDING = "C014: 12 is not there (see ¶3)"


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        ("ok: a dozen", "a dozen"),
        ("OK – it is\na dozen", "it is a dozen"),
        ("Okay, a dozen.", "a dozen."),
    ],
)
def test_a_reply_that_begins_with_ok_is_an_answer_by_whoever_wrote_it(reply, reason):
    comment = on_a_finding(replies=(("Bo", "Why?"), ("Ann", reply)))

    assert said(comment) == [(FINDING, reason, "Ann")]


@pytest.mark.parametrize(
    "reply", ["ok", "ok:", "Look: a dozen", "not ok: why?", "okapi: an animal"]
)
def test_any_other_reply_is_none(reply):
    assert said(on_a_finding(replies=(("Ann", reply),))) == []


def test_a_comment_in_the_same_paragraph_answers_where_a_program_knows_no_replies():
    beside = IncomingComment("Ann", "ok: a dozen", 4, 10)
    elsewhere = IncomingComment("Ann", "ok: so it is", 5, 0, "12 ships")
    error = on_a_finding("error C005: not there")

    assert said(error, on_a_finding(), beside, elsewhere) == [(FINDING, "a dozen", "Ann")]


@pytest.mark.parametrize(
    ("text", "answered"),
    [("ok: so it is", []), ("ok C017: so it is", [("C017: no “not”", "so it is", "Ann")])],
)
def test_of_two_warnings_in_a_paragraph_it_answers_the_one_whose_code_it_names(text, answered):
    other = on_a_finding("warning C017: no “not”")

    assert said(on_a_finding(), other, IncomingComment("Ann", text, 4, 10)) == answered


def test_a_line_typed_into_the_comment_itself_answers_for_nobody_by_name():
    comment = on_a_finding("warning C014: 12 is not there (see ¶3)\nok: a dozen")

    assert said(comment) == [(FINDING, "a dozen", "a reader")]


def test_a_discussion_among_people_answers_nothing():
    assert said(IncomingComment("Bo", "Is this so?", 1, 2, replies=(("Ann", "ok: yes"),))) == []


def answered(workspace, slug, code, change=("", "")):
    """What an answer to the first finding of a code comes to, in a brief with a change."""
    path = workspace.briefs / f"{slug}.md"
    text = path.read_text(encoding="utf-8")
    assert change[0] in text
    path.write_text(text.replace(*change, 1), encoding="utf-8")
    found = read(Library(workspace), path).found
    finding = next(each for each in found if each.code == code)
    remark = remark_on(finding)
    comment = on_a_finding(f"{remark.severity} {remark.text}", replies=(("Ann", "ok: so it is"),))
    given = tuple(answers_said([comment]))
    return path, finding, keep_answers(workspace, path, found, given)


def test_an_answer_to_a_warning_is_kept_beside_the_brief(workspace):
    path, finding, (settled, refused) = answered(workspace, "sanctions", "C017")

    assert settled == (finding,)
    assert refused == ()
    again = read(Library(workspace), path).found
    kept = [each.answer for each in again if each.code == "C017" and each.answer]
    assert [(one.reason, one.by) for one in kept] == [("so it is", "Ann")]


def test_an_error_of_the_promise_is_not_answered_and_the_next_file_says_why(workspace):
    change = ("a growing military axis", "a growing naval axis")
    _, finding, (settled, refused) = answered(workspace, "military", "C005", change)

    assert settled == ()
    [remark] = refused
    assert remark.span == finding.span
    assert remark.text == (
        "Ann has answered “so it is”, but C005 is a citation error, which cannot be answered"
    )


def test_an_answer_to_what_is_no_longer_found_is_of_no_use(workspace):
    path = workspace.briefs / "military.md"

    given = answers_said([on_a_finding(replies=(("Ann", "ok: a dozen"),))])

    assert keep_answers(workspace, path, (), given) == ((), ())
