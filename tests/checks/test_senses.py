"""What brackets, omissions and a late beginning may do to a quotation, and what they may not."""

from __future__ import annotations

import pytest

from generator.diagnostics import Severity
from tests.checking import codes, findings

LOCK = (
    (
        "The lock keepers oppose the night toll. The council supports the night toll, and the "
        "shippers accept it. The lock is likely to reopen in May, unless the gates fail again."
    ),
    (
        "The water board does not expect the canal to freeze before 2031. Repairs cost 4–6 million "
        "crowns, and a third lock might pay for itself. It may close the quay, provided that the "
        "council, which is not rich, votes the means."
    ),
    (
        "Traffic, never large, grew by 7 per cent. It is not clear that a second lock would help. "
        "The engineers seem ready to supply pumps to the smaller quays at lower rates."
    ),
    (
        "The toll rose. “We see no need for a lock,” the keepers say. “We will wait.” Their "
        "cousins think that waiting never pays."
    ),
)


def of(tmp_path, body):
    return [f for f in findings(tmp_path, body, texts=LOCK) if f.code in ("C012", "C029", "C005")]


@pytest.mark.parametrize(
    "body",
    [
        'The "lock keepers [support] the night toll" [@harbour, ¶1].',  # a verb
        'It is "[certain] to reopen in May, unless the gates fail" [@harbour, ¶1].',  # a hedge
        'The lock "is [not] likely to reopen" [@harbour, ¶1].',
        'Repairs "cost 4–6 [billion] crowns" [@harbour, ¶2].',
        'Traffic "grew by [17] per cent" [@harbour, ¶3].',
        'Traffic "grew by [1]7 per cent" [@harbour, ¶3].',
        'It is "[un]likely to reopen in May, unless the gates fail" [@harbour, ¶1].',
        'They seem "ready to s[top] pumps to the smaller quays" [@harbour, ¶3].',
        'They seem ready to pump "at [higher] rates" [@harbour, ¶3].',  # a comparison
        '"The lock keepers … supports the night toll" [@harbour, ¶1].',  # two sentences
        '"The lock is … to reopen in May, unless the gates fail" [@harbour, ¶1].',
        '"The lock is likely to reopen … again" [@harbour, ¶1].',  # a condition
        '"It may close the quay … the means" [@harbour, ¶2].',
        '"The water board does … expect the canal to freeze" [@harbour, ¶2].',
        'The board would "expect the canal to freeze before 2031" [@harbour, ¶2].',
        'It is "clear that a second lock would help" [@harbour, ¶3].',
        'It cost "6 million crowns" [@harbour, ¶2].',
    ],
)
def test_a_sense_that_is_turned_for_certain_is_an_error(tmp_path, body):
    found = of(tmp_path, body)

    assert found
    assert found[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    "body",
    [
        'A lock "[gladly] would help" [@harbour, ¶3].',  # put in, and nobody's name
        '"The council supports the night toll … accept it" [@harbour, ¶1].',  # another subject
        'A lock will "pay for itself" [@harbour, ¶2].',  # behind a "might"
        'The "engineers seem ready … pumps to the smaller quays" [@harbour, ¶3].',  # its verb
        'A second lock "would help" [@harbour, ¶3].',  # far behind a "not"
        '"We see no need … the keepers say" [@harbour, ¶4].',  # out of what is said
        'The council "oppose the night toll" [@harbour, ¶1].',  # the keepers do
        '"The toll rose. … We see no need for a lock" [@harbour, ¶4].',  # into it
    ],
)
def test_a_sense_that_may_be_turned_is_a_warning(tmp_path, body):
    found = of(tmp_path, body)

    assert [(f.code, f.severity) for f in found] == [("C012", Severity.WARNING)], found


@pytest.mark.parametrize(
    "body",
    [
        'The board "does not expect the canal to freeze" [@harbour, ¶2].',
        'The board does not "expect the canal to freeze" [@harbour, ¶2].',
        'A third lock might "pay for itself" [@harbour, ¶2].',
        '"It [the board] may close the quay" [@harbour, ¶2].',
        'They would be "suppl[ying] pumps to the smaller quays", it seems [@harbour, ¶3].',
        '"[T]he lock is likely to reopen in May, unless the gates fail" [@harbour, ¶1].',
        '"The [water] board does not expect the canal to freeze" [@harbour, ¶2].',
        '"The water board [of Veld] does not expect the canal to freeze" [@harbour, ¶2].',
        '"The council supports the night toll [sic]" [@harbour, ¶1].',
        '"The council supports the night toll … The lock is likely" [@harbour, ¶1].',
        '"provided that the council … votes the means" [@harbour, ¶2].',  # an aside
        '"Repairs cost 4-6 million crowns" [@harbour, ¶2].',
        '"The engineers seem ready to supply pumps … at lower rates" [@harbour, ¶3].',
        '"The toll rose. … ‘We see no need for a lock’" [@harbour, ¶4].',
        '"We see no need … We will wait" [@harbour, ¶4].',  # one voice, though interrupted
        '"Clear that a second lock would help" is what it is not [@harbour, ¶3].',
        'The keepers "oppose the night toll" [@harbour, ¶1].',
        'The workers "oppose the night toll" [@harbour, ¶1].',  # a name of the brief's own
        'They "oppose the night toll" [@harbour, ¶1].',
    ],
)
def test_what_explains_completes_or_shortens_is_left_alone(tmp_path, body):
    assert of(tmp_path, body) == []


def test_the_place_that_says_it_plainly_counts(tmp_path):
    texts = ["It is not safe to land. On Monday it was safe to land again."]

    assert findings(tmp_path, 'It was "safe to land again" [@harbour, ¶1].', texts=texts) == []


def test_a_language_without_a_lexicon_is_read_by_its_letters(tmp_path):
    texts = ["Rada popiera budowę portu. Miasto płaci."]
    front = "---\ntitle: Port\ndate: 2026-11-22\nseeds: [harbour]\nlang: pl\n---\n\n"

    body = "„Rada [nie]popiera budowę” [@harbour, ¶1]."

    found = findings(tmp_path, body, front=front, texts=texts)

    assert "C029" in codes(found)
