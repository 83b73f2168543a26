"""Attempts to get a false quotation past the checks, and honest sentences that must not be told.

Each attempt was thought of before the checks were written; none may pass in silence.
"""

from __future__ import annotations

import pytest

from generator.workspace.settings import Settings
from tests.checking import FRONT, codes, findings, seed_of

ATTEMPTS = {
    "CJK title marks in a caption": (
        "| It | said |\n|---|---|\n| a | b |\n\n: What 《the port sold last year》 says {#tbl-a}"
    ),
    "Nordic single marks": "It is ’willing to lease two docks’, they say [@harbour, ¶1].",
    "ASCII guillemets": "It is <<willing to lease two docks>> [@harbour, ¶1].",
    "low commas and primes": "It is ,,willing to lease two docks'' [@harbour, ¶1].",
    "a record in a footnote": 'A note.[^1]\n\n[^1]: The log has "no ship at all came in" [@R1].',
    "one word of a record changed": 'It wrote "no sailing before Friday" [@R2].',
    "marks split over emphasis": 'It "appears *willing* to" lease [@harbour, ¶1].',
    "entities": "It &ldquo;appears willing to lease&rdquo; two docks [@harbour, ¶1].",
    "a term of nine words": '["it will sell the whole port before winter comes"]{.term} it is.',
    "a term behind a verb of saying": 'The master wrote ["never again"]{.term}.',
    "a comparison in brackets": 'Traffic "grew by [more than] 2.5 per cent" [@harbour, ¶2].',
    "only if, left out": '"It could reopen the ferry … goes on" [@harbour, ¶1].',
    "a second paragraph that never closes": (
        "It said: “The port authority appears ready to lease two docks [@harbour, ¶1].\n\n"
        "“We will not sell a single berth [@harbour, ¶2]."
    ),
    "an alternative text": '![A dock](x.png){alt="Our ‘great harbour sale before winter’"}',
    "a term that is a figure": 'Some ["44.5 per cent"]{.term} left.',
    "a word put in, in a heading": "## “It could reopen the [railway] by 2027”\n\nSo it is.",
    "a denial left out in an alternative text": (
        '![A dock](x.png){alt="They “all from smaller ports … agree on a fee”"}'
    ),
    "a dash for an attribution": "> — The harbour will be sold before the winter",
}
"""Each would print words that no source has, or has in another sense."""


@pytest.mark.parametrize("body", ATTEMPTS.values(), ids=ATTEMPTS.keys())
def test_no_attempt_passes_in_silence(tmp_path, body):
    found = findings(tmp_path, body)

    assert found
    assert all(finding.hint for finding in found)


DOCKS = {
    "de": "Sie ist nicht bereit, zwei Docks zu vermieten. Er öffnet die Fähre, sofern sie zahlt.",
    "es": "No está dispuesta a alquilar dos muelles. Él abrirá el ferry, siempre que ella pague.",
    "it": "Non è pronta ad affittare due moli. Egli aprirà il traghetto, a meno che lei non paghi.",
    "nl": "Zij is niet bereid om twee dokken te verhuren. Hij opent de veerboot als zij betaalt.",
}


@pytest.mark.parametrize(
    ("language", "quotation", "expected"),
    [
        ("de", "Sie ist … bereit, zwei Docks zu vermieten", ["C029"]),
        ("de", "bereit, zwei Docks zu vermieten", ["C029"]),
        ("de", "bereit, [drei] Docks zu vermieten", ["C029"]),
        ("de", "Er öffnet die Fähre, … sie zahlt", ["C029"]),
        ("de", "[Die Behörde] ist nicht bereit, zwei Docks zu vermieten", []),
        ("es", "dispuesta a alquilar dos muelles", ["C029"]),
        ("es", "Él abrirá el [puerto], siempre que ella pague", ["C029"]),
        ("es", "[El puerto] abrirá el ferry, siempre que ella pague", []),
        ("it", "è pronta ad affittare due moli", ["C029"]),
        ("it", "Non è pronta ad affittare [tre] moli", ["C029"]),
        ("nl", "bereid om [drie] dokken te verhuren", ["C012"]),
        ("nl", "Zij is niet bereid om twee dokken te verhuren", []),
    ],
)
def test_what_is_put_in_or_left_out_is_read_in_each_language(
    tmp_path, language, quotation, expected
):
    dock = seed_of("dock", [DOCKS[language]], language=language)
    front = FRONT.replace("[harbour]", f"[dock]\nlang: {language}")

    found = findings(tmp_path, f"“{quotation}” [@dock, ¶1].", front=front, more=(dock,))

    assert codes(found) == expected


def test_the_authors_denial_is_read_in_the_language_of_the_brief(tmp_path):
    dock = seed_of("dock", [DOCKS["de"]], language="de")
    front = FRONT.replace("[harbour]", "[dock]")
    body = "It is not “bereit, zwei Docks zu vermieten” [@dock, ¶1]."

    assert findings(tmp_path, body, front=front, more=(dock,)) == []


def test_a_house_cannot_list_a_sentence_as_a_term(tmp_path):
    settings = Settings(terms={"it will be sold": "what the master says"})

    assert findings(tmp_path, 'He said "it will be sold".', settings=settings)


HONEST = {
    "possessives and years": "The masters' quay of the '90s and the boss's boat can't be told.",
    "measures": "A 6'2\" rod lies at 51°30' N, behind 5\" pipes.",
    "two sentences, one citation": (
        'The master says: "We will not sell a single berth". '
        'Traffic "grew by 2.5 per cent" [@harbour, ¶2].'
    ),
    "a nested quotation with a stop": (
        'The report says: "“We will not sell a single berth,” the harbour master said." '
        "[@harbour, ¶2]"
    ),
    "a question of the author's": 'Who "appears ready to lease two docks?" [@harbour, ¶1]',
    "an own denial": 'It does not say that it "can\'t agree on a fee" at all [@harbour, ¶3].',
    "a quotation over two paragraphs": (
        "It says: “The port authority appears ready to lease two docks [@harbour, ¶1].\n\n"
        "“Traffic grew by 2.5 per cent” [@harbour, ¶2]."
    ),
    "whose words a block quotation has": (
        "> The port authority appears ready to lease two docks.\n>\n> — The log [@harbour, ¶1]"
    ),
    "another dash": '"The northern line—the largest of them—has a growing share" [@harbour, ¶3].',
    "a name in italics": "The *silent war* is over.",
}


@pytest.mark.parametrize("body", HONEST.values(), ids=HONEST.keys())
def test_no_honest_sentence_is_told(tmp_path, body):
    assert findings(tmp_path, body, front=FRONT) == []
