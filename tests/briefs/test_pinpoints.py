"""Places in a record: how they are spelt, and what they name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.briefs.brief import Pinpoint, RecordRef
from generator.briefs.citations import canonical_citation
from generator.briefs.locators import KINDS
from generator.briefs.read import read_body
from generator.briefs.spelling import unusual_locators
from generator.diagnostics.fixes import fixes_in, mended
from generator.templates.wording import PLACES
from tests.briefs.test_citations import cited


@pytest.mark.parametrize(
    ("locator", "canonical"),
    [
        ("p. 12", "p. 12"),
        ("page 12", "p. 12"),
        ("p. iv", "p. iv"),
        ("p. S12", "p. S12"),
        ("pp. 3-5", "pp. 3-5"),
        ("pp. 3 to p. 5", "pp. 3-5"),
        ("p. 3 and 5", "pp. 3, 5"),
        ("pages 3–5, 7 & 9", "pp. 3-5, 7, 9"),
        ("pp. iv, vi", "pp. iv, vi"),
        ("ch. 3", "ch. 3"),
        ("chapter XIV", "ch. XIV"),
        ("chs. 3-4, p. 90", "chs. 3-4, p. 90"),
        ("sec. 12", "§ 12"),
        ("§12", "§ 12"),
        ("§§ 12-14", "§§ 12-14"),
        ("Section 3.2.1", "§ 3.2.1"),
        ("Art. 5(2)", "Art. 5(2)"),
        ("article 5(2)(a), (our translation)", "Art. 5(2)(a)"),
        ("arts. 5(2), 7", "Arts. 5(2), 7"),
        ("Rn. 14-16", "Rn. 14-16"),
        ("Rz. 14", "Rn. 14"),
        ("part II", "part II"),
        ("vol. 2, pp. 30-31", "vol. 2, pp. 30-31"),
        ("Annex B", "Annex B"),
        ("Appendix 2", "Annex 2"),
        ("Table 4", "Table 4"),
        ("Fig. 2.1", "Figure 2.1"),
        ("col. 345", "col. 345"),
        ("ll. 4-9", "lines 4-9"),
        ("footnote 8", "fn. 8"),
        ("at 01:02:03", "at 01:02:03"),
        ("at 1:02-1:45", "at 1:02-1:45"),
        ("{p. 12}", "p. 12"),
    ],
)
def test_a_place_in_a_record_is_read_to_its_end_however_it_is_spelt(locator, canonical):
    (citation,) = cited(f"Said [@R4, {locator}].")

    assert canonical_citation(citation.target) == f"@R4, {canonical}"


@pytest.mark.parametrize("remark", ["in state media", "I think", "a draft", "(our translation)"])
@pytest.mark.parametrize("place", ["", ", p. 12", ", Annex A"])
def test_a_remark_on_a_record_is_printed_behind_its_place(place, remark):
    (citation,) = cited(f"Said [@R4{place}, {remark}].")

    assert (citation.written, citation.suffix) == (f"@R4{place}", remark)


def test_a_record_named_in_the_sentence_has_its_place_in_the_bracket_behind_it():
    (citation,) = cited("As @R4 [pp. 3, 5] says, it is so.")

    assert citation.target == RecordRef(
        "R4", (Pinpoint("page", "3", "3"), Pinpoint("page", "5", "5"))
    )
    assert citation.written == "@R4 [pp. 3, 5"


def test_an_unusual_spelling_of_a_place_is_put_right():
    text = "Said [@R4, page 12 and 14]. As @R4 [ch. 3-4] says."
    body, _ = read_body(text, "x.md")
    found = unusual_locators(body.groups.values())

    assert mended(text, fixes_in(found, "x.md")) == (
        "Said [@R4, pp. 12, 14]. As @R4 [chs. 3-4] says."
    )


RECORD_KINDS = [kind for kind in KINDS if "record" in kind.of]
NUMBERS = st.integers(1, 99).map(str)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([k.name for k in RECORD_KINDS if k.name != "time"]), NUMBERS, NUMBERS
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_is_written_of_places_is_read_as_the_same(places):
    target = RecordRef("R4", tuple(Pinpoint(*place) for place in places))

    (citation,) = cited(f"Said [{canonical_citation(target)}].")

    assert citation.target == target


@given(
    st.sampled_from([" and ", ", ", " to ", "–", " f. ", " (", " cf. ", " also ", "/", "."]),
    st.integers(0, 999),
    st.sampled_from(["", " below", "b", ")", " f.", ".", ":10"]),
)
def test_no_number_behind_a_record_is_printed_as_a_remark(joint, number, rest):
    body, found = read_body(f"Said [@R4, p. 3{joint}{number}{rest}].", "x.md")

    read = [c for group in body.groups.values() for c in group.citations]
    assert all(str(number) in citation.written for citation in read)
    assert read or [f.code for f in found] == ["C008"]


def test_each_kind_of_place_in_a_source_has_its_words():
    cited = (kind for kind in KINDS if kind.of)

    assert {kind.name.replace(" ", "_") for kind in cited} == set(PLACES)
