"""Ways to get something printed that was not meant, thought of before the rules were written."""

from __future__ import annotations

import pytest

from generator.diagnostics.gathering import without_consequences
from tests.checking import FRONT, findings

ATTEMPTS = {
    "an environment of TeX": r"\begin{center}The ferry\end{center}",
    "a table without bars": "Dock   Ships\n-----  -----\nNorth  5",
    "a line of verse": "| The ferry sailed\n| and did not return",
    "an example by its name": "(@late) The ferry sailed.",
    "a tracked change": "The ferry {--sailed--} stayed.",
    "a box of another house": "> [!NOTE]\n> The ferry sailed.",
    "stars that do not hug": "The ferry ** sailed** again.",
    "a bullet in a cell": "| a | b |\n|---|---|\n| ~~c~~ | d |",
    "a control by its number": "The &#x202E;ferry sailed.",
    "a place kept free in a cell": "| a | b |\n|---|---|\n| TODO | 5 |",
    "a place kept free in a box's title": '::: {.sidebar title="TODO"}\nThe ferry sailed.\n:::',
    "markup in a box's title": '::: {.sidebar title="The *late* ferry"}\nIt sailed.\n:::',
    "a link around a citation": "[It sailed [@harbour, ¶1]](https://example.org).",
    "a field of a letter": "Dear {{ minister }},",
    "a link to another page than it shows": "See [www.log.example](https://other.example).",
    "a list run together": "Ferries:\na) the first\nb) the second",
}

HONEST = {
    "sums of money": "It cost US$5 and US$7, then $5 to $7; A$5 (US$3).",
    "names with signs": "C#, C++ and R&D at AT&T; #1 of 5; the file a_b_c.",
    "numbers": "It fell ~5 %, by 5 * 3 boxes, at 10:30, in section 3.",
    "letters of science": "H₂O and CO₂, 10⁶ m², μm, kΩ, ΔT, ≤ 5 °C.",
    "numerals and comments": "Annex XXX says so. <!-- a remark -->",
}


@pytest.mark.parametrize("body", ATTEMPTS.values(), ids=ATTEMPTS)
def test_no_attempt_passes_in_silence(tmp_path, body):
    assert findings(tmp_path, body)


@pytest.mark.parametrize("body", HONEST.values(), ids=HONEST)
def test_an_honest_sentence_passes(tmp_path, body):
    assert findings(tmp_path, body) == []


@pytest.mark.parametrize("title", ["The *late* ferry", "CO~2~", "[log](https://b.org)", "A [ ] B"])
def test_markup_in_the_front_matter_is_an_error(tmp_path, title):
    found = findings(tmp_path, "Text.", front=FRONT.replace("The harbour", f'"{title}"'))

    assert [finding.code for finding in found] == ["B030"]


def test_a_title_with_honest_signs_passes(tmp_path):
    title = '"R&D in C#, ~5 % of US$7: [sic] a_b_c"'
    assert findings(tmp_path, "Text.", front=FRONT.replace("The harbour", title)) == []


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("> [!NOTE]\n> The ferry sailed.", "B030"),
        ("The ferry {>>sailed?<<} stayed.", "B030"),
        ("The ferry sailed [[harbour#^2]].", "C026"),
    ],
)
def test_one_mistake_is_told_once(tmp_path, body, told):
    found = without_consequences(findings(tmp_path, body))

    assert [finding.code for finding in found] == [told]
