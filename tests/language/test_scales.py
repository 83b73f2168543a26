"""Words of likelihood and of confidence."""

from __future__ import annotations

import pytest

from generator.language.scales import confidence_at_head


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Judgement · likely · low confidence So it goes on.", "low"),
        ("Judgement · likely · High\nconfidence So it goes on.", "high"),
        ("Judgement · likely So it goes on.", None),
        ("Reported The author has high confidence in it.", None),
    ],
)
def test_the_confidence_that_a_key_point_begins_with_is_read_there_alone(text, level):
    assert confidence_at_head(text) == level
