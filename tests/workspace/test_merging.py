"""What two sides changed apart lands together, or is said to clash."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from generator.workspace.merging import Clash, diff3

FEW = st.lists(st.sampled_from("abc"), max_size=12).map(tuple)
"""Texts whose lines come again and again, as the braces and blanks of real ones do."""

APART = tuple(f"line {number}" for number in range(24))


def test_each_side_changes_another_line():
    merged = diff3(["a", "b", "c"], ["a!", "b", "c"], ["a", "b", "c!"])

    assert merged.lines == ("a!", "b", "c!")
    assert not merged.clashes


def test_lines_put_in_and_taken_out_land_together():
    merged = diff3(["a", "b", "c", "d"], ["new", "a", "b", "c", "d"], ["a", "b", "d"])

    assert merged.lines == ("new", "a", "b", "d")
    assert not merged.clashes


def test_the_same_line_changed_otherwise_on_each_side_clashes():
    merged = diff3(["a", "size = 9", "c"], ["a", "size = 8", "c"], ["a", "size = 10", "c"])

    assert merged.clashes == (Clash(2, ("size = 8",), ("size = 10",)),)
    assert merged.lines == ("a", "size = 8", "c")


def test_a_line_taken_out_here_and_changed_there_clashes():
    merged = diff3(["a", "b", "c"], ["a", "c"], ["a", "b!", "c"])

    assert merged.clashes == (Clash(2, (), ("b!",)),)


def test_the_same_change_on_both_sides_is_made_once():
    assert diff3(["a", "b"], ["a", "x", "b"], ["a", "x", "b"]).lines == ("a", "x", "b")


@given(FEW, FEW)
def test_what_one_side_left_alone_is_the_others(base, changed):
    assert diff3(base, changed, base) == diff3(base, base, changed)
    assert diff3(base, changed, base).lines == changed
    assert not diff3(base, changed, base).clashes


@given(FEW, FEW)
def test_two_sides_that_agree_are_what_they_agree_on(base, changed):
    merged = diff3(base, changed, changed)

    assert merged.lines == changed
    assert not merged.clashes


@given(FEW, FEW, FEW)
def test_which_side_is_which_decides_only_what_a_clash_leaves(base, mine, theirs):
    one, other = diff3(base, mine, theirs), diff3(base, theirs, mine)

    assert bool(one.clashes) == bool(other.clashes)
    if not one.clashes:
        assert one.lines == other.lines


@given(FEW, FEW, FEW)
def test_a_clash_shows_lines_that_stand_on_each_side(base, mine, theirs):
    for clash in diff3(base, mine, theirs).clashes:
        start = clash.line - 1
        assert mine[start : start + len(clash.mine)] == clash.mine
        assert clash.mine != clash.theirs


@given(st.dictionaries(st.integers(0, 23), st.sampled_from(["mine", "theirs"]), max_size=24))
def test_changes_with_a_line_between_them_all_land(edits):
    owners = dict(sorted(edits.items()))
    neighbours = zip(owners, list(owners)[1:], strict=False)
    assume(all(owners[a] == owners[b] or b - a > 1 for a, b in neighbours))

    def changed(side: str) -> list[str]:
        return [f"{side}: {line}" if edits.get(i) == side else line for i, line in enumerate(APART)]

    merged = diff3(APART, changed("mine"), changed("theirs"))

    both = [f"{edits[i]}: {line}" if i in edits else line for i, line in enumerate(APART)]
    assert merged.lines == tuple(both)
    assert not merged.clashes
