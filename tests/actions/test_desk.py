"""From Word to Word: people who have a shared folder and nothing else write a brief together.

No test here opens, reads or writes the Markdown of the brief by hand.
"""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path

import docx
import pytest

from generator import BriefError, Severity, check, find_workspace
from generator.actions.desk import desk
from generator.actions.form import new_form
from tests.actions.test_form import TODAY
from tests.archive.workspaces import copy_workspace
from tests.projections import W, WordFile
from tests.word_colleague import WordColleague


@pytest.fixture
def house(tmp_path):
    (tmp_path / "house").mkdir()
    copy_workspace(tmp_path / "house")
    return find_workspace(tmp_path / "house")


@pytest.fixture
def shared(tmp_path) -> Path:
    (tmp_path / "shared").mkdir()
    return tmp_path / "shared"


def served(house, shared) -> list[str]:
    """What the desk says of all that lies in the folder."""
    return list(desk(house, shared, today=lambda: TODAY, once=True, wait=lambda: None))


def status(shared, name: str = "axis") -> str:
    return (shared / f"{name}.status.txt").read_text(encoding="utf-8")


def opened(shared, by: str, name: str = "axis.docx") -> WordColleague:
    return WordColleague((shared / name).read_bytes(), by)


def form(house, shared) -> None:
    new_form(house, "axis", shared, seed="ulislam-summit", model=None, today=TODAY)


def filled(word: WordColleague) -> WordColleague:
    """The form with words in every place: a quotation altered, a source unknown, a number."""
    word.fills_in("Title", "The axis")
    word.fills_in("Authors", "Ann Archer (Drafting)")
    word.fills_in("Topics", "arms; sanctions")
    word.types("TODO: Two or three sentences: the main message.",
               "The author sees “a growing naval axis” [ulislam ¶2 s4].")  # fmt: skip
    word.types("TODO what the source argues.", "Russia helps with satellites [ulislam ¶2 s2].")
    word.types("TODO what you hold likely, and by when.",
               "Technical help is likely to continue through 2027 [ulislam ¶4].")  # fmt: skip
    word.types("TODO what this rests on", "a single undated opinion piece")
    for who, what, when in (
        ("Head of unit", "agree which goods are watched", "by 31 January 2027 [ulislam ¶6]"),
        ("Desk", "follow the talks", "by March 2027 [ulislam ¶6]"),
    ):
        word.types("TODO who", who)
        word.types("TODO what", what)
        word.types("TODO by when", when)
    word.types("TODO: Each sentence ends with the paragraph that it rests on.",
               "North Korea appears ready to support Russia with artillery [smith ¶99]. "
               "Sanctions lose 12 per cent of their effect [ulislam ¶5].")  # fmt: skip
    word.types("TODO: What else would fit what the source says?", "It may be a gesture.")
    word.types("TODO: Later events, from the public record.", "They signed a treaty [R3].")
    word.types("TODO: What the sources do not say.", "Nothing is said of prices.")
    return word


@pytest.fixture(scope="module")
def begun_once(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("begun")
    (root / "house").mkdir()
    (root / "shared").mkdir()
    copy_workspace(root / "house")
    house, shared = find_workspace(root / "house"), root / "shared"
    form(house, shared)
    (shared / "axis.docx").write_bytes(filled(opened(shared, "Ann Archer")).saved())
    served(house, shared)
    return root


@pytest.fixture
def begun(begun_once, house, shared) -> None:
    """A form that Ann has filled in, taken in by the desk."""
    shutil.copytree(begun_once, house.root.parent, dirs_exist_ok=True)


@pytest.mark.slow
def test_a_form_waits_in_the_folder_until_somebody_writes_in_it(house, shared):
    form(house, shared)
    blank = (shared / "axis.docx").read_bytes()

    assert served(house, shared) == ["axis.docx: a form that nobody has written in yet"]
    assert served(house, shared) == []
    assert (shared / "axis.docx").read_bytes() == blank


def test_a_filled_form_comes_back_with_what_is_wrong_as_comments_at_their_places(
    begun, house, shared
):
    comments = WordFile((shared / "axis.docx").read_bytes()).comments
    on = {words.split(":")[0].split("(")[0]: place for words, place in comments}
    assert "growing naval axis" in on["error C005"]
    assert "[smith ¶99]" in on["error C026"]
    assert "12\N{NO-BREAK SPACE}per cent" in on["warning C014"]
    assert status(shared).startswith("axis: 2 to correct, 1 to read again\n")
    assert (shared / "axis.pdf").read_bytes().startswith(b"%PDF")


def test_a_citation_that_cannot_be_told_is_answered_with_those_that_may_be_meant(
    begun, house, shared
):
    said = [text for _, text in opened(shared, "Ann").comments if "paste one of these" in text]
    assert any("[@ulislam-summit, ¶2 s3] for “In contrast, North Korea" in text for text in said)


@pytest.mark.slow
def test_a_form_with_places_left_to_fill_comes_back_as_a_form(house, shared):
    form(house, shared)
    ann = opened(shared, "Ann Archer")
    ann.types("TODO what the source argues.", "Russia helps with satellites [ulislam ¶2 s2].")
    (shared / "axis.docx").write_bytes(ann.saved())

    served(house, shared)
    opened(shared, "Ann Archer").fills_in("Topics", "arms")

    assert "Still to write:" in status(shared)


def corrected(word: WordColleague) -> WordColleague:
    word.types("growing naval axis", "growing military axis")
    word.types("[smith ¶99]", "[@ulislam-summit, ¶2 s3]")
    word.answers("warning C014", "ok: our own estimate")
    return word


@pytest.mark.slow
def test_people_bring_a_brief_to_its_end_with_word_files_alone(begun, house, shared):
    ann, bo = opened(shared, "Ann Archer"), opened(shared, "Bo Baker")
    (shared / "axis.docx").write_bytes(corrected(ann).saved())
    bo.types("It may be a gesture.", "It may be a gesture to others.")
    bo.remarks("Nothing is said of prices", "Is this so?")
    (shared / "axis Bo.docx").write_bytes(bo.saved())

    assert served(house, shared) == ["axis.docx, axis Bo.docx: axis: 1 from colleagues"]
    assert "  • Bo Baker: Is this so?\n" in status(shared)
    ann = opened(shared, "Ann Archer")
    assert ("Bo Baker", "Is this so?") in ann.comments
    ann.resolves("Is this so?")
    (shared / "axis.docx").write_bytes(ann.saved())

    assert served(house, shared) == ["axis.docx: axis: nothing to correct"]
    clean = WordFile((shared / "axis.docx").read_bytes())
    assert clean.comments == []
    words = " ".join(clean.body.itertext())
    assert "It may be a gesture to others." in words
    assert "The brief is ready." in status(shared)
    found = check(house.briefs / "axis.md", workspace=house)
    assert {each.severity for each in found} <= {Severity.NOTE}
    assert [each.answer.by for each in found if each.code == "C014"] == ["Ann Archer"]
    assert not house.archive.exists()  # a desk never publishes


@pytest.mark.slow
def test_what_one_has_remarked_is_not_lost_when_another_hands_in_a_copy(begun, house, shared):
    copy = opened(shared, "Bo Baker")
    ann = corrected(opened(shared, "Ann Archer"))
    ann.remarks("Nothing is said of prices", "Bo, is this so?")
    (shared / "axis.docx").write_bytes(ann.saved())
    served(house, shared)

    copy.types("It may be a gesture.", "It may be a gesture to others.")
    (shared / "from Bo.docx").write_bytes(copy.saved())
    served(house, shared)

    assert ("Ann Archer", "Bo, is this so?") in opened(shared, "Bo Baker").comments
    assert not (shared / "from Bo.docx").exists()


@pytest.mark.slow
def test_where_two_have_changed_the_same_words_the_comment_shows_both(begun, house, shared):
    ann, bo = opened(shared, "Ann Archer"), opened(shared, "Bo Baker")
    ann.types("It may be a gesture.", "It may be a threat.")
    bo.types("It may be a gesture.", "It may be a bluff.")
    (shared / "axis Ann.docx").write_bytes(ann.saved())
    (shared / "axis Bo.docx").write_bytes(bo.saved())
    os.utime(shared / "axis Ann.docx", (0, 0))

    served(house, shared)

    word = opened(shared, "Ann Archer")
    assert "It may be a threat." in word.words
    [conflict] = [text for by, text in word.comments if by == "brief merge"]
    assert "“threat”" in conflict
    assert "“bluff”" in conflict


@pytest.mark.slow
def test_a_file_that_was_half_copied_is_taken_in_when_it_is_whole(begun, house, shared):
    word = opened(shared, "Bo Baker")
    word.types("It may be a gesture.", "It may be a bluff.")
    whole = word.saved()
    (shared / "Bo.docx").write_bytes(whole[: len(whole) // 2])
    served(house, shared)
    assert status(shared, "Bo").startswith("Bo.docx: could not be taken in")
    (shared / "Bo.docx").write_bytes(whole)

    served(house, shared)

    assert "It may be a bluff." in opened(shared, "Ann").words
    assert not (shared / "Bo.status.txt").exists()


def test_each_file_is_kept_as_it_was_handed_in(house, shared):
    form(house, shared)
    handed = filled(opened(shared, "Ann Archer")).saved()
    (shared / "axis.docx").write_bytes(handed)

    served(house, shared)

    assert handed in [path.read_bytes() for path in (shared / "taken").glob("axis-*.docx")]


def test_a_file_of_a_brief_that_is_kept_elsewhere_is_no_draft(begun, house, shared):
    (house.briefs / "axis.md").rename(house.root / "axis.md")
    word = opened(shared, "Ann Archer")
    word.types("It may be a gesture.", "It may be a gesture to others.")
    (shared / "axis.docx").write_bytes(word.saved())

    [line] = served(house, shared)

    assert "made from the brief `axis`, which is not in this workspace" in line


def test_a_folder_that_cannot_be_written_to_is_told_at_once(house, shared):
    (shared / "taken").write_bytes(b"in the way")

    with pytest.raises(BriefError, match="cannot write into"):
        served(house, shared)


def test_a_file_that_was_taken_in_before_is_cleared_away(begun, house, shared):
    [before] = (shared / "taken").glob("axis-*.docx")
    shutil.copy(before, shared / "again.docx")

    assert served(house, shared) == ["again.docx: was taken in before"]
    assert not (shared / "again.docx").exists()


@pytest.mark.slow
def test_a_file_that_cannot_be_read_stays_and_holds_up_no_other(house, shared):
    form(house, shared)
    (shared / "axis.docx").write_bytes(filled(opened(shared, "Ann Archer")).saved())
    (shared / "a broken one.docx").write_bytes(b"PK\x03\x04 half a file")

    lines = served(house, shared)

    assert [line.split(":")[1] for line in lines] == [" not taken in", " axis"]
    assert (shared / "a broken one.docx").exists()
    assert status(shared, "a broken one").startswith("a broken one.docx: could not be taken in\n")
    assert served(house, shared) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["notes.pdf", "old.doc", "draft.rtf"])
def test_a_file_that_is_no_word_file_stays_and_its_author_is_told(house, shared, name):
    (shared / name).write_bytes(b"%PDF-1.7 so")

    assert "nothing of it was taken in" in served(house, shared)[0]

    assert "save this one as .docx" in status(shared, name)
    assert (shared / name).exists()
    assert served(house, shared) == []


def test_a_pdf_of_the_desk_that_somebody_wrote_into_is_kept_and_told(begun, house, shared):
    (shared / "axis.pdf").write_bytes((shared / "axis.pdf").read_bytes() + b"% a remark")
    before = status(shared)

    assert "axis.pdf: not taken in" in served(house, shared)[0]

    assert status(shared) == before
    assert [one.name[:5] for one in (shared / "taken").glob("*.pdf")] == ["axis-"]


@pytest.mark.slow
def test_a_promise_is_not_answered_and_the_next_file_says_so(begun, house, shared):
    ann = opened(shared, "Ann Archer")
    ann.answers("error C005", "ok: nearly the same")
    (shared / "axis.docx").write_bytes(ann.saved())

    served(house, shared)

    said = [text for _, text in opened(shared, "Ann Archer").comments]
    assert any("but C005 is a citation error, which cannot be answered" in text for text in said)


@pytest.mark.slow
def test_a_file_that_somebody_holds_open_is_not_replaced_before_it_is_closed(begun, house, shared):
    before = (shared / "axis.docx").read_bytes()
    bo = opened(shared, "Bo Baker")
    bo.types("It may be a gesture.", "It may be a gesture to others.")
    (shared / "Bo.docx").write_bytes(bo.saved())
    (shared / "~$axis.docx").write_bytes(b"Ann")

    served(house, shared)

    assert (shared / "axis.docx").read_bytes() == before


# --- other files than ours ----------------------------------------------------------------


def draft(words: str = "Russia is a ready supplier of submarines [ulislam ¶2 s2].") -> bytes:
    document = docx.Document()
    document.add_heading("The axis of two", 0)
    document.add_heading("Arms", 1)
    said = document.add_paragraph(words)
    document.add_comment(said.runs, text="Really?", author="Bo Baker", initials="BB")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.slow
def test_a_draft_becomes_a_new_brief_and_comes_back_as_a_form(house, shared):
    (shared / "Our Draft (2).docx").write_bytes(draft())

    served(house, shared)

    word = opened(shared, "Ann Archer", "our-draft-2.docx")
    word.fills_in("Topics", "arms")
    word.types("TODO: Two or three sentences: the main message.", "They arm each other.")
    assert ("Bo Baker", "Really?") in word.comments
    assert not any("TODO cite" in text for _, text in word.comments)
    assert "A new brief was made of it: our-draft-2\n" in status(shared, "our-draft-2")
    assert sorted(path.name for path in shared.glob("*.docx")) == ["our-draft-2.docx"]
    (shared / "our-draft-2.docx").write_bytes(word.saved())

    served(house, shared)

    assert "They arm each other." in opened(shared, "Ann", "our-draft-2.docx").words
    assert "TODO: Two or three sentences" not in status(shared, "our-draft-2")


@pytest.mark.slow
def test_two_drafts_of_one_name_are_two_briefs(house, shared):
    for words in ("The port is deep and wide.", "Sand fills the basin each spring."):
        (shared / "Port.docx").write_bytes(draft(words))
        served(house, shared)

    assert {"port.docx", "port-2.docx"} <= {path.name for path in shared.iterdir()}


@pytest.mark.slow
def test_a_brief_is_known_again_by_its_words_if_it_has_lost_what_it_carried(begun, house, shared):
    word = opened(shared, "Ann Archer")
    word.types("It may be a gesture.", "It may be a gesture to others.")
    bare = docx.Document()
    for paragraph in word.body.iter(f"{W}p"):
        bare.add_paragraph("".join(text.text or "" for text in paragraph.iter(f"{W}t")))
    bare.save(shared / "axis from the web.docx")

    assert [line.split(":")[1] for line in served(house, shared)] == [" axis"]
    assert "It may be a gesture to others." in opened(shared, "Ann").words


@pytest.mark.slow
def test_a_desk_that_goes_on_takes_in_what_comes_later_and_survives_what_it_cannot_read(
    house, shared
):
    steps = iter(
        (
            lambda: (shared / "broken.docx").write_bytes(b"PK\x03\x04 half"),
            lambda: None,
            lambda: (shared / "Port.docx").write_bytes(draft("The port is deep.")),
            lambda: shared.rename(shared.with_name("away")),  # the network is down
            lambda: shared.with_name("away").rename(shared),
            lambda: None,
        )
    )

    def wait() -> None:
        step = next(steps, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    with pytest.raises(KeyboardInterrupt):
        list(desk(house, shared, today=lambda: TODAY, wait=wait))

    assert (shared / "broken.status.txt").exists()
    assert (shared / "port.pdf").exists()
