"""What comes in by the door, and what does not: whatever a workspace names passes it."""

from __future__ import annotations

import ast
import os
import shutil
import sys
import threading
from pathlib import Path

import pytest

from generator import BriefError, find_workspace
from generator.config.files import BRIEF, FileKind, read_of_workspace, read_regular
from generator.config.names import folder_below, place_below
from generator.config.text import file_unreadable
from generator.diagnostics.codes import UNREADABLE_BRIEF
from tests.archive.workspaces import brief, copy_workspace, edit

SMALL = FileKind("a small file", 5)
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices are files on POSIX")
LINKS = pytest.mark.skipif(sys.platform == "win32", reason="Windows asks for a right to make links")


@pytest.fixture
def house(tmp_path) -> Path:
    """A workspace, beside which lies what is none of its own."""
    (tmp_path / "house/briefs").mkdir(parents=True)
    (tmp_path / "house/brief.toml").write_text("", encoding="utf-8")
    (tmp_path / "secret.txt").write_bytes(b"12345")
    return tmp_path / "house"


def refused(path: Path, kind: FileKind = SMALL) -> str:
    with pytest.raises(OSError) as raised:
        read_of_workspace(path, kind)
    return file_unreadable(raised.value, "x", code=UNREADABLE_BRIEF).message


def test_a_file_is_read_up_to_the_size_of_its_kind(house):
    (house / "a").write_bytes(b"12345")
    (house / "b").write_bytes(b"123456")

    assert read_of_workspace(house / "a", SMALL) == b"12345"
    assert refused(house / "b") == "6 bytes are too many for a small file"


@LINKS
def test_a_link_may_lead_to_what_lies_in_the_workspace(house):
    (house / "shared").mkdir()
    (house / "shared/a").write_bytes(b"12345")
    (house / "briefs/a").symlink_to("../shared/a")

    assert read_of_workspace(house / "briefs/a", SMALL) == b"12345"


@LINKS
@pytest.mark.parametrize("links", [["a"], ["b", "a"]])
def test_a_link_out_of_the_workspace_is_refused_however_long_the_way(house, links):
    target = house.parent / "secret.txt"
    for name in reversed(links):
        (house / name).symlink_to(target)
        target = house / name

    assert refused(house / links[0]) == "x is a link that leads out of the workspace"


@LINKS
def test_a_folder_that_is_a_link_leads_out_as_well(house):
    (house / "seeds").symlink_to(house.parent, target_is_directory=True)

    assert refused(house / "seeds/secret.txt") == "x is a link that leads out of the workspace"


@LINKS
def test_a_workspace_that_is_itself_reached_by_a_link_is_read(house):
    (house / "a").write_bytes(b"12345")
    (house.parent / "way").symlink_to(house, target_is_directory=True)

    assert read_of_workspace(house.parent / "way/a", SMALL) == b"12345"


@LINKS
def test_a_ring_of_links_and_one_to_nothing_are_refused(house):
    (house / "a").symlink_to("b")
    (house / "b").symlink_to("a")
    (house / "c").symlink_to("d")

    assert refused(house / "a") == "x is a link that leads to itself"
    assert refused(house / "c") == "no file x"


@POSIX
def test_a_pipe_is_refused_without_waiting_for_its_other_end(house):
    os.mkfifo(house / "a")
    found: list[str] = []
    waiting = threading.Thread(target=lambda: found.append(refused(house / "a")), daemon=True)

    waiting.start()
    waiting.join(timeout=10)

    assert found == ["x is a pipe, not a file"]


@POSIX
def test_a_device_is_refused_by_a_link_and_by_its_own_name(house):
    (house / "a").symlink_to(os.devnull)

    assert refused(house / "a") == "x is a link that leads out of the workspace"
    with pytest.raises(OSError, match="is a device, not a file"):
        read_regular(Path(os.devnull), SMALL)


@POSIX
def test_what_gives_more_than_its_size_is_refused():
    if not Path("/proc/self/status").exists():
        pytest.skip("no files without a size here")

    with pytest.raises(OSError, match="changes while it is read"):
        read_regular(Path("/proc/self/status"), BRIEF)


@pytest.mark.parametrize("name", ["a.png", "below/a.png", "below/../a.png", "größe 1.png"])
def test_a_name_of_a_file_below_is_taken(name):
    assert place_below(Path("briefs"), name) == Path("briefs") / name


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a\0.png", "x holds a NUL, which no name of a file may hold"),
        ("../a.png", "x lies outside its folder"),
        ("below/../../a.png", "x lies outside its folder"),
        ("..\\a.png", "x lies outside its folder"),
        ("/etc/hostname", "x lies outside its folder"),
        ("\\\\host\\share\\a.png", "x lies outside its folder"),
        ("//host/share/a.png", "x lies outside its folder"),
        ("C:\\a.png", "x lies outside its folder"),
        ("c:a.png", "x lies outside its folder"),
        ("nul", "x has a name that not every system can have"),
        ("prn", "x has a name that not every system can have"),
        ("below/CON.png", "x has a name that not every system can have"),
        ("aux .ttf", "x has a name that not every system can have"),
        ("below/chart: 1.png", "x has a name that not every system can have"),
        ("what?.png", "x has a name that not every system can have"),
        ("dot./a.png", "x has a name that not every system can have"),
        ("com1.a.b", "x has a name that not every system can have"),
    ],
)
def test_a_name_that_leads_elsewhere_on_any_system_is_refused(name, message):
    with pytest.raises(OSError) as raised:
        place_below(Path("briefs"), name)

    assert file_unreadable(raised.value, "x", code=UNREADABLE_BRIEF).message == message


# --- whatever a workspace names -----------------------------------------------------------

SEED = "seeds/ulislam-summit"
NAMED = (
    "brief.toml",
    "records.yaml",
    "briefs/economic.md",
    "briefs/figure.png",
    f"{SEED}/seed.toml",
    f"{SEED}/caveats.md",
    f"{SEED}/original.txt",
    f"{SEED}/editions/1.json",
    "templates/policy-brief/template.toml",
    "templates/policy-brief/layout.md.j2",
    "templates/policy-brief/labels.toml",
    "templates/policy-brief/theme.toml",
    "templates/fonts/SourceSerif4-Regular.ttf",
    "templates/fonts/NotoSansKR-Bold.ttf",
)


@pytest.fixture
def whole(tmp_path) -> Path:
    """The project's own workspace, with a figure in the brief that the tests build."""
    folder = copy_workspace(tmp_path / "whole", fonts=True)
    figure = Path(__file__).parent.parent / "golden/military.in-focus.1.png"
    shutil.copy(figure, folder / "briefs/figure.png")
    edit(
        folder / "briefs/economic.md",
        "## Another reading",
        "![A page](figure.png)\n\n## Another reading",
    )
    return folder


def build_refuses(folder: Path, named: str, *, says: str) -> None:
    run = brief(folder, "build", "economic", "--format", "docx")

    assert run.exit_code in (1, 2), run.output
    assert type(run.exception) is SystemExit, run.exception
    assert says in run.stderr, run.stderr
    assert Path(named).name in run.stderr
    assert not (folder / "build").exists()


def test_the_brief_with_its_figure_is_built(whole):
    assert brief(whole, "build", "economic", "--format", "docx").exit_code == 0


@LINKS
@pytest.mark.parametrize("named", NAMED)
def test_no_file_that_a_workspace_names_leads_out_of_it(whole, named):
    outside = shutil.move(whole / named, whole.parent / "outside")
    (whole / named).symlink_to(outside)

    build_refuses(whole, named, says="is a link that leads out of the workspace")


@POSIX
@pytest.mark.parametrize("named", NAMED)
def test_no_file_that_a_workspace_names_is_a_pipe_or_a_ring_of_links(whole, named):
    (whole / named).unlink()
    os.mkfifo(whole / named)
    build_refuses(whole, named, says="is a pipe, not a file")

    (whole / named).unlink()
    (whole / named).symlink_to(Path(named).name)
    build_refuses(whole, named, says="is a link that leads to itself")


@pytest.mark.parametrize("named", NAMED)
def test_no_file_that_a_workspace_names_is_read_beyond_its_bounds(whole, named):
    with (whole / named).open("r+b") as file:
        file.truncate(1_000_000_000)  # a hole: it takes no room

    build_refuses(whole, named, says="1,000,000,000 bytes are too many for")


@pytest.mark.parametrize("name", ["../outside.ttf", "/outside.ttf", "a\\u0000.ttf", "NUL.ttf"])
def test_a_theme_names_fonts_of_the_workspace_only(whole, name):
    theme = whole / "templates/policy-brief/theme.toml"
    edit(theme, 'regular = "SourceSerif4-Regular.ttf"', f'regular = "{name}"')
    shutil.copy(whole / "templates/fonts/SourceSerif4-Regular.ttf", whole.parent / "outside.ttf")

    run = brief(whole, "build", "economic", "--format", "docx")

    assert run.exit_code == 1
    assert "error[L009]" in run.stderr
    assert "templates/policy-brief/theme.toml" in run.stderr


@LINKS
def test_a_link_beside_a_template_is_not_published(whole):
    secret = whole.parent / "secret.txt"
    secret.write_text("not for the archive", encoding="utf-8")
    (whole / "templates/policy-brief/notes.txt").symlink_to(secret)

    run = brief(whole, "publish", "military", "-m", "First", "--acknowledge", "venue")

    assert run.exit_code == 1
    assert "notes.txt is a link that leads out of the workspace" in run.stderr
    assert not (whole / "archive/ocfl").exists()


@pytest.mark.parametrize(
    "written",
    ["../elsewhere", "/elsewhere", ".", "", "a/../..", pytest.param("linked", marks=LINKS)],
)
def test_the_archive_of_a_workspace_lies_in_it(house, written):
    if written == "linked":
        (house / "linked").symlink_to(house.parent, target_is_directory=True)
    (house / "brief.toml").write_text(f'archive = "{written}"\n', encoding="utf-8")

    with pytest.raises(BriefError) as raised:
        find_workspace(house)

    (found,) = raised.value.diagnostics
    assert (found.code, found.span.file, found.span.start.line) == ("B001", "brief.toml", 1)
    assert ("a link that leads out" in found.message) == (written == "linked")


def test_an_archive_that_is_not_there_yet_may_be_named(house):
    assert folder_below(house, "kept/archive") == house / "kept/archive"


# --- no other door ------------------------------------------------------------------------

GENERATOR = Path(__file__).parent.parent.parent / "generator"
OWN_DOORS = {
    "config/files.py": "the door",
    "archive": "holds each file against a digest, by bounds of its own",
    "recall/written.py": "reads what this program noted among the user's caches",
    "recall/results.py": "reads what this program kept among the user's caches, or came with",
    "cli/archive.py": "prints files of the archive",
    "proof": "reads finished files that a person names, by bounds of its own",
    "templates/imported/__init__.py": "the package's own parts of layouts",
    "typesetting/opportunities.py": "a library's own lists of patterns",
    "workspace/refreshing.py": "the package's own templates, as earlier versions had them",
    "workspace/storing.py": "writes",
    "actions/manual.py": "reads the manual that comes with the program",
    "actions/show_seed.py": "reads the frame of a page that comes with the program",
    "serving/application.py": "reads its own pages, which come with the program",
    "writers/html/markup.py": "reads the style and the script that come with the program",
    "opening/pdf_streams.py": "gives pikepdf the bytes that came in by the door",
    "opening/pdf_drawing.py": "unpacks a stream of bytes that came in by the door",
    "images/bitmaps.py": "gives Pillow the bytes that came in by the door",
    "images/samples.py": "gives Pillow the bytes that came in by the door",
}
OPENING = {"open", "read_bytes", "read_text", "fdopen"}


def opens(module: Path) -> bool:
    """Whether a module calls what opens a file, by itself: `Path.read_text`, `open` and so on."""
    text = module.read_text(encoding="utf-8")
    if not any(name in text for name in OPENING):
        return False  # most modules: no need to parse them
    calls = (node.func for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
    return any(
        (isinstance(call, ast.Attribute) and call.attr in OPENING)
        or (isinstance(call, ast.Name) and call.id == "open")
        for call in calls
    )


def test_no_room_opens_a_file_of_a_workspace_by_itself():
    found = {
        path.relative_to(GENERATOR).as_posix() for path in GENERATOR.rglob("*.py") if opens(path)
    }

    assert {name for name in found if not {name, name.split("/")[0]} & OWN_DOORS.keys()} == set()
    assert {each for each in OWN_DOORS if not any(name.startswith(each) for name in found)} == set()
