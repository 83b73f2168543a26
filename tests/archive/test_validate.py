from __future__ import annotations

import shutil

import pytest

from generator.archive.faults import OcflCode
from generator.archive.storage_root import object_path, validate_root
from generator.archive.validate import validate_object
from tests.archive.objects import BROKEN, BROKEN_ROOTS, ID, WARNED, WARNED_ROOTS, three_versions

# What ocfl-py does not look at: unknown keys, links, the newline of a declaration (3.3), and
# whether the declaration and the inventory name the same version of the standard (3.5.1).
BLIND = ("E102", "E090", "E007_declaration_without_newline", "E038_not_as_declared")


@pytest.fixture
def good(folder):
    return three_versions(folder)


def codes(faults) -> set[str]:
    return {fault.code.name for fault in faults}


def holds(folder) -> bool:
    return not any(fault.code.is_error for fault in validate_object(folder))


def test_an_object_of_ours_breaks_no_rule_and_no_recommendation(good):
    assert validate_object(good) == ()


def test_a_root_of_ours_breaks_no_rule(good, folder):
    assert validate_root(folder / "ocfl") == ()


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_found_and_named(name, good):
    BROKEN[name](good)

    found = validate_object(good)

    assert name[:4] in codes(found)


@pytest.mark.parametrize("name", WARNED)
def test_a_broken_recommendation_is_a_warning_only(name, good):
    WARNED[name](good)

    found = validate_object(good)

    assert codes(found) == {name[:4]}


@pytest.mark.parametrize("name", WARNED_ROOTS)
def test_a_broken_recommendation_of_a_root_is_a_warning_only(name, good, folder):
    WARNED_ROOTS[name](folder / "ocfl")

    found = validate_root(folder / "ocfl")

    assert codes(found) == {name[:4]}


@pytest.mark.parametrize("name", BROKEN_ROOTS)
def test_a_broken_rule_of_a_root_is_found_and_named(name, good, folder):
    BROKEN_ROOTS[name](folder / "ocfl")

    found = validate_root(folder / "ocfl")

    assert codes(found) == {name[:4]}


def test_every_code_has_an_object_that_breaks_it():
    broken = {name[:4] for name in (*BROKEN, *WARNED, *BROKEN_ROOTS, *WARNED_ROOTS)}

    # What cannot be read and what the ledger says are no faults of a tree of files:
    # test_reading_only.py and test_ledger.py have them.
    others = {OcflCode.UNREAD, OcflCode.LEDGER}
    assert broken == {code.name for code in OcflCode if code not in others}


@pytest.mark.slow
def test_an_independent_validator_comes_to_the_same_verdicts(good, folder, ocfl_py, request):
    names = [name for name in (*BROKEN, *WARNED) if not name.startswith(BLIND)]
    copies = [shutil.copytree(good, folder / "copies" / name) for name in names]
    for name, copy in zip(names, copies, strict=True):
        (BROKEN | WARNED)[name](copy)

    theirs = dict(zip(names, (valid for valid, _ in ocfl_py("object", copies)), strict=True))

    judged = {name: valid for name, valid in theirs.items() if valid is not None}
    ours = {name: holds(copy) for name, copy in zip(names, copies, strict=True) if name in judged}
    assert judged == ours
    assert len(judged) > 70
    request.node.user_properties.append(
        ("counted", f"OCFL: the same verdict as ocfl-py on {len(judged)} objects")
    )


@pytest.mark.slow
def test_an_independent_validator_accepts_our_root(good, folder, ocfl_py):
    assert ocfl_py("root", [folder / "ocfl"]) == [(True, ["[]"])]


def test_a_flipped_byte_is_named_with_both_digests(good):
    path = good / "v1/content/brief.md"
    path.chmod(0o644)
    path.write_bytes(b"onf\n")

    (fault,) = validate_object(good)

    assert fault.code is OcflCode.E092
    assert fault.path == "v1/content/brief.md"
    assert fault.expected.startswith("05f70341") or len(fault.expected) == 128
    assert fault.expected != fault.actual
    assert len(fault.actual) == 128


def test_an_object_lies_where_its_id_says():
    # The examples of the extension's own text, and one longer than a folder's name may be.
    assert object_path("object-01") == "3c0/ff4/240/object-01"
    assert object_path("..hor/rib:le-$id") == "487/326/d8c/%2e%2ehor%2frib%3ale-%24id"
    assert object_path("a" * 101).endswith("-" + object_path("a" * 101).split("-")[-1])
    assert object_path(ID).count("/") == 3
