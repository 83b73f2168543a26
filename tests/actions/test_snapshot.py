from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pygfried
import pytest
from warcio.archiveiterator import ArchiveIterator

from generator.actions.archives import archive_of
from generator.archive.catalogue import held
from generator.seeds.shelf import read_shelf
from generator.workspace.workspace import Workspace
from tests.archive.workspaces import brief, copy_workspace, edit, publish
from tests.fetching.web import text

WORDS = "The board met on Monday.\n"


@pytest.fixture
def folder(tmp_path: Path, web) -> Path:
    web.page("board.example/monday", text(WORDS))
    return copy_workspace(tmp_path)


def record(folder: Path, lines: str, *, before: str = "# Whom to ask: Ann\n\n") -> Path:
    path = folder / "records.yaml"
    path.write_text(before + lines, encoding="utf-8", newline="")
    return path


MONDAY = 'R1:\n  title: "[The meeting]"\n  url: "http://board.example/monday"   # in full\n'
TUESDAY = '\n# Not read yet.\nR2:\n  title: "[Another]"\n'


def test_the_page_of_a_record_is_saved_and_its_record_says_so(folder):
    path = record(folder, MONDAY + TUESDAY)

    run = brief(folder, "seed", "snapshot", "R1")

    assert run.exit_code == 0, run.output
    saved = (folder / "seeds/records/R1.warc.gz").read_bytes()
    answers = [r for r in ArchiveIterator(io.BytesIO(saved)) if r.rec_type == "response"]
    assert [r.rec_headers.get_header("WARC-Target-URI") for r in answers] == [
        "http://board.example/monday"
    ]
    digest = hashlib.sha256(saved).hexdigest()
    kept = read_shelf(path, "records.yaml").own["R1"].record
    assert kept.digest == digest
    assert path.read_text(encoding="utf-8") == (
        f"# Whom to ask: Ann\n\n{MONDAY}"
        f'  accessed: "{kept.accessed}"\n  digest: "{digest}"\n{TUESDAY}'
    )


def test_what_a_record_said_of_an_earlier_day_is_replaced_at_its_line(folder):
    earlier = '  accessed: "2024-01-01"\n  note: "in part"\n'
    path = record(folder, MONDAY + earlier)

    assert brief(folder, "seed", "snapshot", "R1").exit_code == 0

    words = path.read_text(encoding="utf-8")
    assert "2024-01-01" not in words
    assert words.count("accessed:") == 1
    assert words.index("digest:") < words.index("accessed:") < words.index("note:")


def test_the_line_ends_and_the_byte_order_mark_of_a_file_stay(folder):
    lines = (MONDAY + TUESDAY).replace("\n", "\r\n")
    path = record(folder, lines, before="\N{ZERO WIDTH NO-BREAK SPACE}")

    assert brief(folder, "seed", "snapshot", "R1").exit_code == 0

    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfR1:")
    assert data.count(b"\n") == data.count(b"\r\n") == lines.count("\n") + 2


@pytest.mark.parametrize(
    "lines",
    [
        'R1: {title: "[The meeting]", url: "http://board.example/monday"}\n',
        '{R1: {title: "[The meeting]",\n  url: "http://board.example/monday"}}\n',
        'R1:\n  title: "[Then]"\n  url: http://board.example/monday\n  digest:\n    00\n',
    ],
)
def test_what_cannot_be_added_by_whole_lines_is_shown_to_be_added(folder, lines):
    path = record(folder, lines)

    run = brief(folder, "seed", "snapshot", "R1")

    assert run.exit_code == 0, run.output
    assert "Add these to R1 in records.yaml:\n  accessed: 20" in run.stdout
    assert path.read_text(encoding="utf-8").endswith(lines)
    assert (folder / "seeds/records/R1.warc.gz").is_file()


def test_a_saved_page_is_not_saved_over(folder, web):
    record(folder, MONDAY)
    assert brief(folder, "seed", "snapshot", "R1").exit_code == 0

    run = brief(folder, "seed", "snapshot", "R1")

    assert "error[B025]: the page of R1 is saved already" in run.stderr
    assert len(web.asked) == 1


@pytest.mark.parametrize(
    ("lines", "name", "said"),
    [
        (MONDAY, "R11", "did you mean `R1`?"),
        (MONDAY, "meeting", "write it there first"),
        (TUESDAY, "R2", "has no `url`"),
        (MONDAY.replace("R1", '"../R1"'), "../R1", "no file can be called `../R1`"),
        (MONDAY.replace("R1", "NUL"), "NUL", "no file can be called `NUL`"),
    ],
)
def test_a_record_without_a_page_to_save_says_what_is_missing(folder, lines, name, said):
    record(folder, lines)

    run = brief(folder, "seed", "snapshot", name)

    assert run.exit_code == 1
    assert "error[S014]" in run.stderr
    assert said in run.stderr
    assert not (folder / "seeds/records").exists()


# --- what becomes of it -----------------------------------------------------------------


@pytest.fixture
def saved(folder) -> Path:
    address = "https://en.people.cn/n3/2023/0913/c90000-20071375.html"
    edit(folder / "records.yaml", address, "http://board.example/monday")
    assert brief(folder, "seed", "snapshot", "R1").exit_code == 0
    return folder


@pytest.mark.slow
def test_a_saved_page_that_has_changed_is_an_error_of_each_brief_that_cites_it(saved):
    page = saved / "seeds/records/R1.warc.gz"
    assert "S006" not in brief(saved, "check", "military").output
    page.write_bytes(page.read_bytes() + b"\0")

    run = brief(saved, "check", "military")

    assert run.exit_code == 1
    assert "error[S006]: the saved page of R1 is not as it was saved" in run.output


def test_the_digest_of_a_copy_that_is_kept_elsewhere_is_compared_with_nothing(saved):
    (saved / "seeds/records/R1.warc.gz").unlink()

    assert "S006" not in brief(saved, "check", "military").output


@pytest.mark.slow
@pytest.mark.parametrize("reproduce", ["full", "excerpt"])
def test_an_archive_keeps_a_saved_page_only_where_the_record_allows_it(saved, reproduce):
    said = '"People\'s Daily Online"\n'
    edit(saved / "records.yaml", said, f'{said}  reproduce: "{reproduce}"\n')

    assert publish(saved).exit_code == 0

    version = held(archive_of(Workspace(saved)), "military@v1")
    name = "seeds/records/R1.warc.gz"
    assert (name in version.paths) is (reproduce == "full")
    if reproduce == "full":
        said = {file["path"]: file["pronom"] for file in version.record["files"]}
        assert said[name] == pygfried.identify(str(version.place(name)))
