"""Tracked changes of a Word file, accepted and rejected, and its comments."""

from __future__ import annotations

import pytest

from generator.incoming.file import IncomingComment, IncomingRun, TrackedChange
from tests.incoming.word_files import (
    NUMBERING,
    STYLES,
    bookmark,
    by,
    cell,
    only,
    p,
    r,
    reference,
    row,
    runs,
    table,
    texts,
    word,
)


def both(body: str, **parts: str) -> tuple[list[str], list[str]]:
    """The texts with all changes accepted, and with all rejected."""
    return texts(word(body, **parts)), texts(word(body, rejected=True, **parts))


def test_words_put_in_and_taken_out():
    body = p(r("The "), by("del", r("old", text="delText")), by("ins", r("new")), r(" rule"))

    assert both(body) == (["The new rule"], ["The old rule"])


def test_words_put_in_by_one_and_taken_out_by_another_are_in_neither():
    body = p(r("a"), by("ins", by("del", r("b", text="delText"), who="Bo")), r("c"))

    assert both(body) == (["ac"], ["ac"])


def test_a_moved_paragraph_stands_where_it_went_or_where_it_was():
    gone = p(by("moveFrom", r("moved")), mark='<w:moveFrom w:author="Ada"/>')
    come = p(by("moveTo", r("moved")), mark='<w:moveTo w:author="Ada"/>')

    assert both(gone + p(r("stays")) + come + p(r("end"))) == (
        ["stays", "moved", "end"], ["moved", "stays", "end"],
    )  # fmt: skip


def test_a_paragraph_whose_end_was_deleted_runs_on_and_keeps_its_style():
    body = p(r("Aims"), style="Overskrift1", mark='<w:del w:author="Ada"/>') + p(r(" and ends"))

    file = word(body, styles=STYLES)

    assert both(body) == (["Aims and ends"], ["Aims", " and ends"])
    assert only(file).style == "heading 1"


def test_a_paragraph_that_was_put_in_is_two_or_one():
    body = p(r("One. "), mark='<w:ins w:author="Ada"/>') + p(r("Two."))

    assert both(body) == (["One. ", "Two."], ["One. Two."])


def test_of_a_paragraph_deleted_as_a_whole_nothing_is_left():
    gone = p(
        bookmark("_b_p00000001", by("del", r("gone", text="delText"))),
        style="Overskrift1", mark='<w:del w:author="Ada"/>',
    )  # fmt: skip
    stays = p(bookmark("_b_p00000002", r("stays"), key=2))

    left = only(word(gone + stays, styles=STYLES))

    assert (left.text, left.style, left.bookmarks) == ("stays", "", ("_b_p00000002",))


def test_a_paragraph_deleted_before_a_table_does_not_run_into_it():
    body = p(r("a"), mark='<w:del w:author="Ada"/>') + table(row(cell(p(r("b")))))

    assert texts(word(body)) == ["a", "b"]


def test_rows_and_cells_put_in_and_taken_out():
    rows = (
        row(cell(p(r("stays"))), cell(p(r("new")), more='<w:cellIns w:author="Ada"/>'))
        + row(cell(p(r("old"))), more='<w:del w:author="Ada"/>')
        + row(cell(p(r("added"))), more='<w:ins w:author="Ada"/>')
        + row(cell(p(r("last"))), cell(p(r("out")), more='<w:cellDel w:author="Ada"/>'))
    )

    accepted, rejected = both(table(rows))

    assert accepted == ["stays", "new", "added", "last"]
    assert rejected == ["stays", "old", "last", "out"]


def test_items_are_counted_without_those_that_are_gone():
    own = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    gone = p(by("del", r("b", text="delText")), mark='<w:del w:author="Ada"/>', more=own)
    body = p(r("a"), more=own) + gone + p(r("c"), more=own)

    labels = [
        [one.item.label for one in word(body, numbering=NUMBERING, rejected=rejected).paragraphs]
        for rejected in (False, True)
    ]

    assert labels == [["1.", "2."], ["1.", "2.", "3."]]


def test_a_deleted_note_goes_with_its_mark():
    body = p(r("a"), by("del", reference(2)))
    notes = f'<w:footnote w:id="2">{p(r("Why."))}</w:footnote>'

    assert word(body, footnotes=notes).notes == {}
    assert [*word(body, footnotes=notes, rejected=True).notes] == ["footnote-2"]


def test_a_changed_look_is_the_new_or_the_old_one():
    change = '<w:b/><w:rPrChange w:author="Ada"><w:rPr><w:i/></w:rPr></w:rPrChange>'

    assert runs(only(word(p(r("so", change))))) == [IncomingRun("so", bold=True)]
    assert runs(only(word(p(r("so", change)), rejected=True))) == [IncomingRun("so", italic=True)]


def test_a_changed_style_is_the_new_or_the_old_one():
    change = '<w:pPrChange w:author="Ada"><w:pPr><w:pStyle w:val="Sitat"/></w:pPr></w:pPrChange>'
    body = p(r("so"), style="Overskrift1", more=change)

    assert only(word(body, styles=STYLES)).style == "heading 1"
    assert only(word(body, styles=STYLES, rejected=True)).style == "quote"


def test_who_changed_what_is_told():
    moved = by("moveFrom", r("c"), who="Cy") + by("moveTo", r("c"), who="Cy")
    body = p() + p(
        by("ins", r("a")), by("del", r("b", text="delText"), who="Bo"), moved,
        r("d", '<w:b/><w:rPrChange w:author="Di"><w:rPr/></w:rPrChange>'),
    )  # fmt: skip

    assert word(body).tracked == (
        TrackedChange("insertion", "Ada", "a", 1),
        TrackedChange("deletion", "Bo", "b", 1),
        TrackedChange("move", "Cy", "c", 1),
        TrackedChange("format", "Di", "d", 1),
    )


def test_a_change_in_a_note_is_told_with_the_note():
    notes = f'<w:footnote w:id="2">{p(by("ins", r("new")))}</w:footnote>'

    assert word(p(reference(2)), footnotes=notes).tracked == (
        TrackedChange("insertion", "Ada", "new", 0, note="footnote-2"),
    )


# --- comments -----------------------------------------------------------------------------


def said(key: int, words: str, who: str = "Bo", paragraph: str = "00000001") -> str:
    return (
        f'<w:comment w:id="{key}" w:author="{who}"><w:p w14:paraId="{paragraph}">{r(words)}</w:p>'
        "</w:comment>"
    )


def commented(key: int, *content: str) -> str:
    start, end = f'<w:commentRangeStart w:id="{key}"/>', f'<w:commentRangeEnd w:id="{key}"/>'
    return f'{start}{"".join(content)}{end}<w:r><w:commentReference w:id="{key}"/></w:r>'


def test_a_comment_knows_its_place_and_the_words_that_it_is_on():
    body = p(r("One.")) + p(r("Grain "), commented(4, r("exports")), r(" fell."))

    assert word(body, comments=said(4, "Which?")).comments == (
        IncomingComment("Bo", "Which?", 1, 13, on="exports"),
    )


def test_a_comment_over_several_paragraphs_stands_where_it_ends():
    start, end = commented(4, "|").split("|")

    (comment,) = word(p(r("a "), start, r("b")) + p(r("c"), end), comments=said(4, "Why?")).comments

    assert (comment.on, comment.paragraph, comment.offset) == ("b c", 1, 1)


def test_a_comment_at_a_point_is_on_no_words():
    body = p(r("ab"), '<w:r><w:commentReference w:id="4"/></w:r>', r("c"))

    (comment,) = word(body, comments=said(4, "Here")).comments

    assert (comment.on, comment.offset) == ("", 2)


def test_answers_stand_with_the_comment_that_they_answer():
    threads = (
        '<w15:commentEx w15:paraId="00000001" w15:done="1"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="1"/>'
    )
    comments = said(4, "Sure?") + said(5, "Yes.", "Cy", "00000002")
    body = p(commented(4, commented(5, r("so"))))

    (comment,) = word(body, comments=comments, commentsExtended=threads).comments

    assert (comment.text, comment.replies, comment.is_done) == ("Sure?", (("Cy", "Yes."),), True)


def test_a_comment_on_a_note_stands_in_that_note():
    notes = f'<w:footnote w:id="2">{p(r("See "), commented(4, r("there")))}</w:footnote>'

    (comment,) = word(p(reference(2)), footnotes=notes, comments=said(4, "Where?")).comments

    assert (comment.note, comment.paragraph, comment.on) == ("footnote-2", 0, "there")


def test_a_comment_that_stands_nowhere_is_told():
    (comment,) = word(p(r("a")), comments=said(4, "Lost")).comments

    assert (comment.text, comment.paragraph) == ("Lost", -1)


@pytest.mark.parametrize("rejected", [False, True])
def test_a_comment_on_words_that_are_gone_stands_where_they_stood(rejected):
    kind, text = ("ins", "t") if rejected else ("del", "delText")
    body = p(r("a"), commented(4, by(kind, r("b", text=text))), r("c"))

    (comment,) = word(body, rejected=rejected, comments=said(4, "Why?")).comments

    assert (comment.on, comment.paragraph, comment.offset) == ("", 0, 1)
