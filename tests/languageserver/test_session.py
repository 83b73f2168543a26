"""What a session keeps of the texts that are open."""

from __future__ import annotations

import pytest

from generator.languageserver.session import Session
from tests.languageserver.conftest import BODY, FRONT


@pytest.fixture
def session(docks) -> Session:
    opened = Session()
    opened.take_text(docks, FRONT + BODY)
    return opened


def test_a_text_is_checked_once_though_an_editor_asks_at_each_move_of_the_cursor(session, docks):
    found = session.found(docks)

    assert session.found(docks) is found


def test_another_text_is_checked_anew(session, docks):
    before = session.found(docks)[docks]
    session.take_text(docks, FRONT + BODY.replace("¶1 s1", "¶99"))

    assert {each.code for each in session.found(docks)[docks]} - {each.code for each in before} == {
        "C002"
    }


def test_what_is_forgotten_is_checked_by_the_files_that_there_are_then(session, docks, workspace):
    session.found(docks)
    (workspace / "records.yaml").write_text("R2:\n  title: Another log\n", encoding="utf-8")
    session.forget()

    assert "C001" in [each.code for each in session.found(docks)[docks]]
