"""A small file from somebody else that asks for gigabytes is refused before it gets them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import BriefError, Diagnostic, codes
from generator.opening.budget import LETTERS, Budget, Need, Objections
from generator.opening.field_stack import FieldStack
from generator.opening.ooxml import word_package
from generator.opening.xml_part import DEEPEST, UnsoundXmlError, xml_root
from generator.opening.zipped import zip_members

OBJECTIONS = Objections(
    damaged=(codes.DAMAGED_FILE, "send for another"),
    locked=(codes.LOCKED_FILE, "unlock it"),
    large=(codes.LARGE_FILE, "leave it shut"),
)


def budget(share: int = 1) -> Budget:
    return Budget("parcel", OBJECTIONS, share)


def refused(act: Callable[[], object]) -> Diagnostic:
    with pytest.raises(BriefError) as caught:
        act()
    return caught.value.diagnostics[0]


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as package:
        for name, content in members:
            package.writestr(name, content)
    return made.getvalue()


# --- the budget -----------------------------------------------------------------------------


def test_what_is_asked_for_little_by_little_adds_up():
    spending = budget()
    for _ in range(LETTERS.most // 1_000_000):
        spending.spend(LETTERS, 1_000_000)

    with pytest.raises(BriefError, match="more than 20,000,000 letters"):
        spending.spend(LETTERS)


def test_what_is_too_much_at_once_is_refused_though_the_file_could_have_it():
    strokes = Need("strokes", 100, 10, "figure")

    found = refused(lambda: budget().spend(strokes, 11))

    assert found.message == "reading it would take more than 10 strokes in one figure"


def test_a_share_of_the_budget_is_spent_sooner():
    with pytest.raises(BriefError, match="more than 2,000,000 letters"):
        budget(share=10).spend(LETTERS, 2_000_001)


def test_each_room_says_in_its_own_words_what_it_cannot_open():
    found = refused(lambda: budget().spend(LETTERS, LETTERS.most + 1))

    assert (found.code, found.hint, found.span.file) == ("V004", "leave it shut", "parcel")
    assert budget().damaged("torn").diagnostics[0].hint == "send for another"
    assert budget().locked("shut").diagnostics[0].code == "V003"


# --- ZIP ------------------------------------------------------------------------------------


def test_a_member_is_read_by_its_name():
    members = zip_members(zipped(("a/b.xml", b"words")), budget(), "box")

    assert members.names == ("a/b.xml",)
    assert members.holds("a/b.xml")
    assert not members.holds("b.xml")
    assert members.read("a/b.xml") == b"words"


@pytest.mark.slow
def test_members_that_unpack_to_gigabytes_are_refused_before_any_is_unpacked():
    bomb = zipped(("zeros", bytes(50_000_000)))

    found = refused(lambda: zip_members(bomb, budget(), "box").read("zeros"))

    assert "bytes of text and attachments in one part" in found.message
    assert "bytes, unpacked" in refused(lambda: zip_members(bomb, budget(share=10), "box")).message


def test_a_zip_of_thousands_of_members_is_refused():
    many = zipped(*((str(number), b"") for number in range(2_001)), method=zipfile.ZIP_STORED)

    assert "2,000 parts" in refused(lambda: zip_members(many, budget(share=10), "box")).message


def test_two_members_of_one_name_are_damage():
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = zipped(("a", b"one"), ("a", b"two"))

    found = refused(lambda: zip_members(twice, budget(), "box"))

    assert found.message == "this box is damaged: it holds two parts of the same name"


def test_a_member_packed_in_an_unusual_way_is_damage():
    data = zipped(("a", b"words"), method=zipfile.ZIP_BZIP2)

    found = refused(lambda: zip_members(data, budget(), "box"))

    assert found.message == "this box is damaged: it is packed in a way that no box is"


def test_a_member_with_a_password_is_told_as_locked():
    data = bytearray(zipped(("a", b"words"), method=zipfile.ZIP_STORED))
    for head, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(head) + flag] |= 1

    found = refused(lambda: zip_members(bytes(data), budget(), "box").read("a"))

    assert (found.code, found.message) == ("V003", "a is locked with a password")


WHOLE = zipped(("a", b"some words " * 50), ("b", b"others"))


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255))
def test_a_zip_with_a_changed_byte_is_read_or_refused(place, byte):
    changed = bytearray(WHOLE)
    changed[place] = byte

    try:
        members = zip_members(bytes(changed), budget(), "box")
        for name in members.names:
            members.read(name)
    except BriefError as error:
        assert error.diagnostics[0].code in {"V002", "V003", "V004"}


# --- XML ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/hosts"><a/>',
        "<!DOCTYPE a><a/>",
    ],
    ids=["entities", "from elsewhere", "name alone"],
)
def test_xml_with_a_document_type_is_not_read(declared):
    with pytest.raises(UnsoundXmlError, match="a document type a"):
        xml_root(declared.encode(), budget())


def test_xml_as_deep_as_is_read_is_read_and_deeper_is_not():
    def nested(depth: int) -> bytes:
        return b"<a>" * depth + b"</a>" * depth

    assert xml_root(nested(DEEPEST), budget()).tag == "a"
    for depth in (DEEPEST + 1, 200_000):
        with pytest.raises(UnsoundXmlError, match="deeper in each other"):
            xml_root(nested(depth), budget())


def test_xml_in_an_encoding_that_hides_its_tags_is_not_read():
    with pytest.raises(UnsoundXmlError):
        xml_root(b'<?xml version="1.0" encoding="cp037"?>' + "<a/>".encode("cp037"), budget())


@given(st.binary(max_size=60))
def test_any_bytes_are_xml_or_are_not(data):
    try:
        xml_root(data, budget())
    except UnsoundXmlError as error:
        assert str(error)


# --- the parts of a Word file ----------------------------------------------------------------

RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Type="http://purl.oclc.org/ooxml/x/officeDocument" Target="/w/doc.xml"/>'
    '<Relationship Id="b" Type="http://purl.oclc.org/ooxml/x/image" Target="missing.png"/>'
    '<Relationship Id="c" Type="http://x/officeDocument" Target="w/doc.xml" TargetMode="External"/>'
    "</Relationships>"
)


def test_parts_are_found_by_their_relationships_in_either_dialect():
    dialect = "http://purl.oclc.org/ooxml"
    strict = (
        f'<p xmlns="{dialect}/wordprocessingml/main" xmlns:d="{dialect}/drawingml/main" d:a=""/>'
    )
    data = zipped(("_rels/.rels", RELATIONSHIPS.encode()), ("w/doc.xml", strict.encode()))

    package = word_package(data, budget())

    assert list(package.related("", "officeDocument")) == ["w/doc.xml"]
    assert list(package.related("", "image")) == []
    assert list(package.related("w/doc.xml", "styles")) == []
    assert "wordprocessingml/2006/main}p" in package.xml("w/doc.xml").tag
    assert "drawingml/2006/main}a" in next(iter(package.xml("w/doc.xml").attrib))


def test_a_part_that_is_no_xml_is_named():
    found = refused(lambda: word_package(zipped(("a.xml", b"<a>")), budget()).xml("a.xml"))

    assert found.message.startswith("this Word file is damaged: a.xml is no sound XML (")


def test_a_word_file_with_a_password_or_of_the_old_kind_is_told():
    found = refused(lambda: word_package(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", budget()))

    assert found.message == "this Word file is locked with a password, or of the kind before 2007"


# --- what stands beside the members ---------------------------------------------------------


class Pipe(io.BytesIO):
    """What nobody can go back in, so that the sizes of a member stand behind it."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError


def holds_more(data: bytes) -> bool:
    return zip_members(data, budget(), "parcel").holds_more


MEMBERS = (("a.xml", b"words " * 99), ("b.xml", b""), ("c.xml", b"more"))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_file_as_programs_write_it_holds_nothing_beside_its_members(method: int) -> None:
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", method) as package:
        for name, content in MEMBERS:
            package.writestr(name, content)

    assert not holds_more(zipped(*MEMBERS, method=method))
    assert not holds_more(pipe.getvalue())


def with_comment(data: bytes) -> bytes:
    return data[:-2] + b"\4\0lies"


def with_unlisted(data: bytes) -> bytes:
    """With a member that is not listed, where a program reads one after the other."""
    head = zipped(("d.xml", b"lies")).partition(b"PK\1\2")[0]
    before, sign, behind = data.partition(b"PK\1\2")
    at = behind.rindex(b"PK\5\6") + 16
    start = (len(before) + len(head)).to_bytes(4, "little")
    return before + head + sign + behind[:at] + start + behind[at + 4 :]


@pytest.mark.parametrize(
    "change",
    [
        lambda data: zipped(("a.xml", b"lies")) + data,
        lambda data: data + b"lies",
        with_comment,
        with_unlisted,
    ],
    ids=["before", "behind", "comment", "unlisted"],
)
def test_what_stands_beside_the_members_of_a_zip_file_is_seen(
    change: Callable[[bytes], bytes],
) -> None:
    assert holds_more(change(zipped(*MEMBERS)))


# --- fields ---------------------------------------------------------------------------------


def test_of_the_code_of_a_field_no_more_is_kept_than_any_reader_asks_for():
    fields = FieldStack(budget())
    fields.begin()
    for _ in range(100):
        fields.instruct("REF place " * 1_000)

    assert fields.opened[0].target == "place"
    assert len(fields.opened[0].code) < 20_000


def test_fields_inside_fields_without_an_end_are_damage():
    fields = FieldStack(budget())

    found = refused(lambda: [fields.begin("DATE") for _ in range(60)])

    assert "fields inside fields" in found.message
