from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from generator.diagnostics import BriefError
from generator.seeds.editions import edition_bytes, read_edition
from generator.seeds.seed import SourcePlace
from generator.seeds.store import list_seeds, read_seed
from tests.seeds.editions import of_format_1
from tests.seeds.importing import import_seed

TEXT = """The ferry did not sail on Monday. Nobody had told the islanders, who waited.

The company has since said that it is sorry. It has not said why.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "ferry.txt"
    source.write_bytes(TEXT.encode())
    import_seed(source, tmp_path / "seeds", key="ferry", file="ferry.txt")
    settings(tmp_path / "seeds/ferry", 'title = "The ferry"')
    return tmp_path / "seeds" / "ferry"


def settings(folder: Path, text: str) -> None:
    (folder / "seed.toml").write_text(text + "\n", encoding="utf-8")


def faults(folder: Path) -> list[tuple[str, str, int]]:
    with pytest.raises(BriefError) as caught:
        read_seed(folder, file=f"seeds/{folder.name}")
    return [(d.code, d.span.file, d.span.start.line) for d in caught.value.diagnostics]


def test_a_seed_is_read_with_all_that_a_person_has_said(folder):
    settings(
        folder,
        'title = "The ferry"\nauthor = "N. Quay"\ndate = "2025-03-04"\nlanguage = "en-GB"\n'
        'reliability = "B"\nreproduce = "full"',
    )
    (folder / "caveats.md").write_bytes("The quay’s clock was slow.\r\n".encode())

    seed = read_seed(folder, file="seeds/ferry")

    assert (seed.key, seed.numbers) == ("ferry", ("1", "2"))
    assert (seed.meta.author, seed.meta.published) == ("N. Quay", date(2025, 3, 4))
    assert (seed.meta.reliability, seed.meta.reproduce) == ("B", "full")
    assert seed.caveats == "The quay’s clock was slow.\n"
    assert seed.paragraphs[1].place == SourcePlace(3, 3)


@pytest.mark.parametrize(
    ("written", "published"),
    [('"undated"', None), ('"2025-03-04"', date(2025, 3, 4)), ("2025-03-04", date(2025, 3, 4))],
)
def test_a_date_is_a_day_or_undated(folder, written, published):
    settings(folder, f'title = "The ferry"\ndate = {written}')

    assert read_seed(folder, file="seeds/ferry").meta.published == published


@pytest.mark.parametrize("written", ['"2025"', '"soon"', "2025", "2025-03-04T10:00:00", "true"])
def test_any_other_date_is_an_error_at_its_line(folder, written):
    settings(folder, f'title = "The ferry"\ndate = {written}')

    assert faults(folder) == [("S003", "seeds/ferry/seed.toml", 2)]


def test_every_fault_is_found_in_one_run(folder):
    settings(folder, 'titel = "The ferry"\nreproduce = "some"\npublished = "2025-03-04"')
    edition = (folder / "editions/1.json").read_text(encoding="utf-8")
    (folder / "editions/1.json").write_text(edition.replace("did not", "did"), encoding="utf-8")
    (folder / "original.txt").write_text("another text", encoding="utf-8")
    (folder / "caveats.md").write_bytes(b"caf\xe9")

    found = faults(folder)

    assert ("S003", "seeds/ferry/seed.toml", 1) in found
    assert ("S003", "seeds/ferry/seed.toml", 2) in found
    assert ("S003", "seeds/ferry/seed.toml", 3) in found
    assert ("S005", "seeds/ferry/editions/1.json", 9) in found
    assert ("S006", "seeds/ferry/original.txt", 1) in found
    assert ("S007", "seeds/ferry/caveats.md", 1) in found


@pytest.mark.parametrize(
    "damage",
    [
        "{",
        "[]",
        '{"format": 2, "number": 1}',
        '{"format": 2, "reader": null, "digest": ""}',
        '{"format": 3}',
        '{"number": ' + "9" * 5000 + "}",
        "[" * 100_000,
        '{"number": 1, "original": "\\ud800"}',
        '{"number": 1}',
        json.dumps(
            {"number": 1, "original": "a", "original_digest": "", "paragraphs": [], "dropped": []}
        ),
    ],
)
def test_a_damaged_edition_is_an_error_in_its_file(folder, damage):
    (folder / "editions/1.json").write_text(damage, encoding="utf-8")

    assert {fault[:2] for fault in faults(folder)} >= {("S004", "seeds/ferry/editions/1.json")}


def test_an_edition_under_another_number_is_an_error(folder):
    (folder / "editions/1.json").rename(folder / "editions/7.json")

    assert faults(folder) == [("S004", "seeds/ferry/editions/7.json", 1)]


def test_line_ends_that_have_changed_are_told_with_what_keeps_git_from_it(folder):
    path = folder / "original.txt"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    with pytest.raises(BriefError) as caught:
        read_seed(folder, file="seeds/ferry")

    (found,) = caught.value.diagnostics
    assert (found.code, found.message.endswith("its line ends have changed")) == ("S006", True)
    assert "`seeds/** -text` into .gitattributes" in (found.hint or "")


def test_an_original_outside_the_folder_is_never_read(folder):
    path = folder / "editions/1.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(data | {"original": "../../ferry.txt"}), encoding="utf-8")

    assert [fault[0] for fault in faults(folder)] == ["S006"]


def test_a_seed_that_is_not_there_is_named_with_its_neighbour(folder):
    with pytest.raises(BriefError) as caught:
        read_seed(folder.parent / "fery", file="seeds/fery")

    assert caught.value.diagnostics[0].hint == "did you mean `ferry`?"


def test_a_folder_without_an_edition_says_how_to_import(folder):
    (folder / "editions/1.json").unlink()

    assert faults(folder) == [("S002", "seeds/ferry", 1)]


def test_the_newest_edition_counts_by_number_not_by_name(folder):
    path = folder / "editions/1.json"
    for number in (2, 10):
        of_format_1(folder, number)
    path.unlink()

    assert read_edition(folder, file="seeds/ferry").number == 10


def test_what_is_read_back_is_written_the_same(folder):
    edition = read_edition(folder, file="seeds/ferry")
    before = (folder / "editions/1.json").read_bytes()

    assert edition_bytes(edition) == before
    assert before.endswith(b"}\n")
    assert sorted(path.name for path in (folder / "editions").iterdir()) == ["1.json"]


def test_seeds_are_listed_by_key(folder):
    (folder.parent / "bridge").mkdir()
    (folder.parent / ".hidden").mkdir()
    (folder.parent / "note.txt").write_text("no seed", encoding="utf-8")

    assert list_seeds(folder.parent) == ("bridge", "ferry")
    assert list_seeds(folder / "nothing") == ()
