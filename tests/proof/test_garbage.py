"""Whatever bytes somebody hands over, the answer is a verdict or a finding, never a traceback."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.diagnostics import BriefError
from generator.proof.verify import verify_bytes
from tests.conftest import examples
from tests.proof.handed import own_manifest, untagged, word_file

VALUES = st.sampled_from(
    b"1 0 R|2 0 R|3 0 R|9 0 R|null|7|-1|0.5|()|<00>|/P|[]|[[]]|[|[1 0 R 3 0 R]|<<>>|<</S/P/K 0>>|"
    b"<</S/Note/K[0 1 0 R]>>|<</Font<</F1 3 0 R>>>>|[<</Subtype/Link>>]|"
    b"<</EF<</F 3 0 R>>/F(manifest.json)>>|[<</EF<</F 3 0 R>>/F(manifest.json)>>]|"
    b"[<</EF<</F 4 0 R>>/UF 7>> 9 0 R]".split(b"|")
)
CATALOG = st.sampled_from(
    [b"Type/Catalog/Pages", b"AF", b"StructTreeRoot", b"Names", b"Lang", b"OpenAction", b"Metadata"]
)
PAGE = st.sampled_from([b"Contents", b"Resources", b"Annots", b"Parent", b"Kids", b"Count", b"K"])
STREAMS = st.sampled_from(
    b"|{}|BT /F1 9 Tf <0024> Tj ET|/P <</MCID 0>> BDC EMC|BDC|Tj|Tf|[|/X Do|/P /N BDC|Q Q EMC|"
    b"BI ID EI|1 beginbfchar <> endbfchar".split(b"|")
)


def dictionary(names, extra: bytes = b""):
    entries = st.lists(st.tuples(names, VALUES), max_size=5)
    return entries.map(
        lambda found: b"<<%s%s>>" % (extra, b"".join(b"/%s %s" % pair for pair in found))
    )


@st.composite
def pdfs(draw) -> bytes:
    """Objects of a PDF with something in the place of something else."""
    catalog = draw(dictionary(CATALOG, b"/Type/Catalog/Pages 2 0 R"))
    pages = draw(dictionary(PAGE, b"/Type/Pages/Kids[4 0 R]/Count 1") | VALUES)
    shown = draw(STREAMS)
    stream = b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown)
    page = draw(dictionary(PAGE, b"/Type/Page/Contents 3 0 R/MediaBox[0 0 9 9]/Parent 2 0 R"))
    objects = [catalog, pages, stream, page]
    body = b"".join(b"%d 0 obj %s endobj\n" % pair for pair in enumerate(objects, 1))
    return b"%%PDF-1.7\n%strailer <</Root 1 0 R>>" % body


def answer(data: bytes) -> str:
    """The code of what was found; `read` where there is a verdict."""
    try:
        verify_bytes(data, "handed")
    except BriefError as error:
        assert all(found.hint for found in error.diagnostics)
        return error.diagnostics[0].code
    return "read"


@pytest.mark.parametrize(
    "beginning", [b"%PDF-1.7\n", b"%PDF-", b"PK", b"PK\3\4", b"\xd0\xcf\x11\xe0"]
)
def test_a_file_of_a_few_bytes_is_told_to_be_damaged(beginning):
    assert answer(beginning) in {"V002", "V003"}


def test_a_stream_with_a_predictor_of_too_many_columns_is_damage():
    parameters = b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2147483647>>"
    packed = zlib.compress(b"BT ET")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<<%s/Length %d>>stream\n%s\nendstream" % (parameters, len(packed), packed),
    )
    body = b"".join(b"%d 0 obj %s endobj\n" % pair for pair in enumerate(objects, 1))

    assert answer(b"%%PDF-1.7\n%strailer <</Root 1 0 R>>" % body) == "V002"


@settings(max_examples=examples(150))
@given(data=pdfs())
@example(b"%PDF-1.7\n1 0 obj <<>> endobj trailer <</Root 1 0 R>>")
def test_a_pdf_with_something_in_the_wrong_place_is_answered(data):
    assert answer(data) in {"V001", "V002", "V005", "V006", "V008"}


@settings(max_examples=examples(150))
@given(place=st.integers(0, 4_000), tail=st.binary(max_size=40), whole=st.booleans())
@pytest.mark.parametrize("data", [untagged(), word_file(own_manifest())], ids=["pdf", "docx"])
def test_a_file_that_is_cut_or_overwritten_is_answered(data, place, tail, whole):
    cut = data[:place] + tail + (data[place + len(tail) :] if whole else b"")

    assert answer(cut) in {"read", *(f"V00{number}" for number in range(1, 9))}
