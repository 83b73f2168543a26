from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.diagnostics import BriefError
from generator.seeds.editions import edition_bytes, read_edition
from generator.seeds.importing import ImportedSeed
from generator.seeds.store import read_seed
from tests.seeds.importing import import_seed
from tests.seeds.mending import restore_line

ARTICLE = """The silted harbour

By Ada Moor

4 March 2025

The harbour was dredged twice, and twice it filled again within the year.

A short word on mud

Nobody has asked why, although the answer lies on the bank for all to see.

Advertisement

The board meets on Monday, and will hear the engineers for the first time.

Ada Moor is a writer on ports.
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "mud.txt"
    path.write_bytes(ARTICLE.encode())
    return path


def imported(source: Path, key: str = "mud") -> ImportedSeed:
    return import_seed(source, source.parent / "seeds", key=key, file=source.name)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def fault(code: str, source: Path, key: str = "mud") -> str:
    with pytest.raises(BriefError) as caught:
        imported(source, key)
    assert caught.value.diagnostics[0].code == code
    return str(caught.value.diagnostics[0].hint)


def test_an_import_keeps_the_bytes_and_numbers_the_paragraphs(source):
    source.write_bytes(b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode())

    found = imported(source)

    written = files(source.parent / "seeds/mud")
    assert list(written) == ["editions/1.json", "original.txt", "seed.toml"]
    assert written["original.txt"] == source.read_bytes()
    assert [p.number for p in found.edition.paragraphs] == ["1", "2", "3"]
    assert read_seed(source.parent / "seeds/mud", file="seeds/mud").edition == found.edition


def test_seed_toml_holds_what_was_recognised(source):
    imported(source)

    said = tomllib.loads((source.parent / "seeds/mud/seed.toml").read_text(encoding="utf-8"))
    assert (said["title"], said["author"]) == ("The silted harbour", "Ada Moor")
    assert (said["date"], said["language"]) == ("2025-03-04", "en")
    assert (said["reliability"], said["reproduce"]) == ("F", "excerpt")


@pytest.mark.parametrize("title", ['The "silted" harbour', "C:\\mud\\bank", "Hafen’s Schlamm – 泥"])
def test_any_title_is_written_as_toml(source, title):
    source.write_text(ARTICLE.replace("The silted harbour", title), encoding="utf-8")

    imported(source)

    assert read_seed(source.parent / "seeds/mud", file="seeds/mud").meta.title == title


def test_importing_the_same_file_again_changes_nothing(source):
    imported(source)
    restore_line(source.parent / "seeds/mud", 9, file="seeds/mud", cited=False)
    before = files(source.parent / "seeds/mud")

    again = imported(source)

    assert not again.is_new
    assert files(source.parent / "seeds/mud") == before


def test_another_original_under_the_same_key_is_refused(source):
    imported(source)
    before = files(source.parent / "seeds/mud")
    source.write_text(ARTICLE.replace("twice", "thrice"), encoding="utf-8")

    fault("S011", source)

    assert files(source.parent / "seeds/mud") == before


def test_what_a_person_wrote_before_the_import_stays(source):
    folder = source.parent / "seeds/mud"
    folder.mkdir(parents=True)
    (folder / "seed.toml").write_text('title = "Mud"\n', encoding="utf-8")
    (folder / "caveats.md").write_text("Written in anger.\n", encoding="utf-8")
    shutil.copy(source, folder / "original.txt")

    import_seed(folder / "original.txt", source.parent / "seeds", key="mud", file="original.txt")

    seed = read_seed(folder, file="seeds/mud")
    assert (seed.meta.title, seed.caveats) == ("Mud", "Written in anger.\n")
    assert sorted(path.name for path in folder.parent.iterdir()) == ["mud"]


@pytest.mark.parametrize("key", ["", "Mud", "mud bank", "../mud", "-mud", "mud_bank", "müd"])
def test_a_key_that_no_citation_could_name_is_refused(source, key):
    assert "small letters" in fault("S001", source, key)
    assert not (source.parent / "seeds").exists()


@pytest.mark.parametrize("key", ["aux", "a" * 101])
def test_a_new_key_that_no_folder_could_have_everywhere_is_refused(source, key):
    assert "at most 100 characters, and no name of a device" in fault("S001", source, key)


def test_nothing_is_written_when_nothing_can_be_numbered(source):
    source.write_text("Home\n\nMenu\n", encoding="utf-8")

    fault("S010", source)

    assert not (source.parent / "seeds").exists()


def test_a_missing_file_and_a_folder_are_refused(source):
    fault("S007", source.with_name("nothing.txt"))
    fault("S007", source.parent)


def test_a_file_where_the_folder_of_seeds_should_be_is_refused(source):
    (source.parent / "seeds").write_text("in the way", encoding="utf-8")

    fault("S013", source)

    assert sorted(path.name for path in source.parent.iterdir()) == ["mud.txt", "seeds"]


# --- restoring --------------------------------------------------------------------------


@pytest.fixture
def seed(source: Path) -> Path:
    imported(source)
    return source.parent / "seeds/mud"


def restored(seed: Path, line: int, *, cited: bool, last: int | None = None) -> str:
    _, paragraph = restore_line(seed, line, last=last, file="seeds/mud", cited=cited)
    return paragraph.number


def numbers(seed: Path) -> list[tuple[str, int]]:
    edition = read_edition(seed, file="seeds/mud")
    return [(p.number, p.place.first_line) for p in edition.paragraphs]


def test_while_nothing_cites_the_seed_paragraphs_are_numbered_anew(seed):
    assert restored(seed, 9, cited=False) == "2"

    assert numbers(seed) == [("1", 7), ("2", 9), ("3", 11), ("4", 15)]
    assert list(files(seed)) == ["editions/1.json", "original.txt", "seed.toml"]
    assert 9 not in [drop.line for drop in read_edition(seed, file="seeds/mud").dropped]


def test_once_cited_no_number_changes_and_earlier_editions_stay(seed):
    first = files(seed)["editions/1.json"]

    assert restored(seed, 9, cited=True) == "1A"
    assert restored(seed, 1, cited=True) == "0A"
    assert restored(seed, 3, cited=True) == "0B"
    assert restored(seed, 17, cited=True) == "3A"

    assert numbers(seed) == [
        ("0A", 1), ("0B", 3), ("1", 7), ("1A", 9), ("2", 11), ("3", 15), ("3A", 17),
    ]  # fmt: skip
    assert files(seed)["editions/1.json"] == first
    assert read_edition(seed, file="seeds/mud").number == 5


def test_a_second_insert_in_front_of_the_first_takes_the_next_letter(seed):
    assert restored(seed, 3, cited=True) == "0A"
    assert restored(seed, 1, cited=True) == "0B"

    assert [number for number, _ in numbers(seed)] == ["0B", "0A", "1", "2", "3"]


def test_a_seed_that_was_cited_once_is_never_numbered_anew(seed):
    restored(seed, 9, cited=True)

    assert restored(seed, 13, cited=False) == "2A"
    assert read_edition(seed, file="seeds/mud").number == 3


def test_several_lines_come_back_as_one_paragraph(seed):
    _, paragraph = restore_line(seed, 1, last=4, file="seeds/mud", cited=True)

    assert paragraph.text == "The silted harbour By Ada Moor"
    assert (paragraph.place.first_line, paragraph.place.last_line) == (1, 3)


def test_reasons_follow_the_numbers_they_name(source):
    source.write_text(ARTICLE.replace("engineers for the first time.", "engineers. (END)"))
    imported(source)
    seed = source.parent / "seeds/mud"
    old = read_edition(seed, file="seeds/mud")
    said = "end mark, taken off the end of ¶3"  # as release 0.1.0 told it
    dropped = [
        replace(one, reason=said) if one.reason == "end mark" else one for one in old.dropped
    ]
    (seed / "editions/1.json").write_bytes(edition_bytes(replace(old, dropped=tuple(dropped))))

    restored(seed, 9, cited=False)

    dropped = read_edition(seed, file="seeds/mud").dropped
    assert "end mark, taken off the end of ¶4" in [drop.reason for drop in dropped]


@pytest.mark.parametrize(("line", "last"), [(7, None), (2, None), (99, None), (0, None), (9, 11)])
def test_only_dropped_lines_can_be_put_back(seed, line, last):
    before = files(seed)

    with pytest.raises(BriefError) as caught:
        restored(seed, line, cited=False, last=last)

    assert caught.value.diagnostics[0].code == "S012"
    assert files(seed) == before
