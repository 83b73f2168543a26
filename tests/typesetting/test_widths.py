from __future__ import annotations

from math import fsum, nextafter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.typesetting.widths import shared_out, with_reserve


@pytest.mark.parametrize(
    ("cells", "least", "widths"),
    [
        ([(30, 50)], (10, 10), (40, 60)),  # room for all: what is left is shared
        ([(30, 80), (30, 80), (30, 60)], (20, 20), (30, 70)),  # a lower table by a line
        ([(30, 400)], (20, 20), (21.54, 78.46)),  # no lower: each gives way
        ([(45, 300)], (40, 60), (40, 60)),  # the words of others must fit
    ],
)
def test_a_modest_column_has_what_it_asks_where_that_makes_a_lower_table(cells, least, widths):
    assert shared_out(cells, least, 100) == pytest.approx(widths, abs=0.01)


@pytest.mark.parametrize(
    ("longest", "first"),
    [
        (400, 53.2),  # two lines, and two with a third more for the other column
        (249, 48.8),  # as much more as leaves it in one line
        (259, 40.5),  # it has no line to lose
    ],
)
def test_a_column_has_room_for_a_wider_typeface_where_that_costs_no_line(longest, first):
    found = with_reserve([(40, 40), (30, longest)], (40, 60), 300)

    assert found == pytest.approx((first, 300 - first), abs=2.0)


tables = st.integers(1, 6).flatmap(
    lambda count: st.tuples(
        st.lists(st.tuples(*[st.floats(0, 600)] * count), min_size=1, max_size=5),
        st.tuples(*[st.floats(0, 1)] * count),
    )
)


@given(tables, st.floats(1.0, 4.0))
def test_columns_fill_the_table_and_hold_their_words(table, spare):
    cells, shares = table
    least = [
        max(column) * share for column, share in zip(zip(*cells, strict=True), shares, strict=True)
    ]

    room = fsum(least) * spare + 1.0

    widths = shared_out(cells, least, room)

    assert fsum(widths) == pytest.approx(room)
    assert all(width >= low - 0.01 for width, low in zip(widths, least, strict=True))


@pytest.mark.parametrize(
    ("width", "share", "count", "room"),
    [
        (69.7304780047162, 0.0, 7, 488.1133460330134),  # each has its fair share, all have not
        (67.60000000000001, 1.0, 11, 743.6),  # and so it is with their longest words
    ],
)
def test_equal_columns_share_a_table_that_is_too_narrow_by_rounding_alone(
    width, share, count, room
):
    assert shared_out([[width] * count], [width * share] * count, room) == pytest.approx(
        [width] * count
    )


equal = st.tuples(st.integers(1, 6000), st.integers(1, 40), st.integers(0, 3))


@given(equal, st.sampled_from([0.0, 0.5, 1.0]), st.integers(1, 3))
def test_equal_columns_are_equally_wide(sizes, share, rows):
    tenths, count, steps = sizes
    width = tenths * 0.1
    room = width * count
    for _ in range(steps):
        room = nextafter(room, 0)

    widths = shared_out([[width] * count] * rows, [width * share] * count, room)

    assert widths == pytest.approx([width] * count)
