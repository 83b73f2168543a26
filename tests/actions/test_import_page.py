from __future__ import annotations

import datetime
import tomllib
from pathlib import Path

import pytest

from generator.actions.web_pages import import_page, key_for_page
from generator.diagnostics import BriefError
from generator.seeds.store import list_seeds, read_seed
from generator.workspace.settings import Settings
from generator.workspace.workspace import Workspace
from tests.archive.workspaces import brief, command, copy_workspace, edit, publish
from tests.fetching.web import PUBLIC, moved, text
from tests.seeds.test_importing import ARTICLE, files

AT = "2026-11-27T09:00:00Z"
PAGE = "http://harbour.example/2025/mud.html"


@pytest.fixture
def harbour(web):
    web.page("harbour.example/2025/mud.html", text(ARTICLE))
    return web


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def settings_of(folder: Path) -> dict[str, object]:
    return tomllib.loads((folder / "seed.toml").read_text(encoding="utf-8"))


def test_a_page_becomes_a_seed_that_says_where_and_when_it_was_read(harbour, workspace):
    found = import_page(workspace, PAGE, key="mud", at=AT)

    written = files(workspace.seeds / "mud")
    assert list(written) == ["capture.warc.gz", "editions/1.json", "original.txt", "seed.toml"]
    assert written["original.txt"] == ARTICLE.encode()
    assert found.edition.original == "original.txt"
    meta = read_seed(workspace.seeds / "mud", file="seeds/mud").meta
    assert (meta.url, meta.accessed, meta.captured) == (PAGE, datetime.date(2026, 11, 27), None)


def test_the_address_is_the_last_one_that_the_page_moved_to(harbour, workspace):
    harbour.page("short.example/m", moved(PAGE))

    import_page(workspace, "http://short.example/m", key="mud", at=AT)

    assert settings_of(workspace.seeds / "mud")["url"] == PAGE


def test_the_day_on_which_an_archive_kept_the_page_is_told(harbour, workspace):
    kept = text(ARTICLE, "Memento-Datetime: Tue, 18 Jun 2024 09:30:00 GMT")
    harbour.page("kept.example/mud", kept)

    import_page(workspace, "http://kept.example/mud", key="mud", at=AT)

    said = settings_of(workspace.seeds / "mud")
    assert (said["accessed"], said["captured"]) == ("2026-11-27", "2024-06-18")


@pytest.mark.parametrize(
    ("media_type", "told"),
    [
        ("text/plain; charset=windows-1250", "Windows-1250"),
        ('text/html;Charset="ISO-8859-2"', "ISO-8859-2"),
    ],
)
def test_the_encoding_that_the_server_names_is_the_pages(web, workspace, media_type, told):
    words = "Přístav byl vybagrován dvakrát, a dvakrát se do roka znovu zanesl bahnem.\n"
    web.page("harbour.example/", text(words.encode(told), media_type=media_type))

    found = import_page(workspace, "http://harbour.example/", key="mud", at=AT)

    assert (found.encoding, found.edition.paragraphs[0].text) == (told, words.strip())


def test_bytes_that_show_another_encoding_are_believed_more_than_the_server(web, workspace):
    words = "Přístav byl vybagrován dvakrát, a dvakrát se do roka znovu zanesl bahnem.\n"
    web.page("harbour.example/", text(words, media_type="text/plain; charset=iso-8859-1"))

    found = import_page(workspace, "http://harbour.example/", key="mud", at=AT)

    assert (found.encoding, found.edition.paragraphs[0].text) == ("UTF-8", words.strip())


def test_a_person_who_names_an_encoding_is_believed_most(web, workspace):
    words = "Přístav byl vybagrován dvakrát, a dvakrát se do roka znovu zanesl bahnem.\n"
    served = text(words.encode("cp1250"), media_type="text/plain; charset=iso-8859-1")
    web.page("harbour.example/", served)

    address = "http://harbour.example/"
    found = import_page(workspace, address, key="mud", at=AT, encoding="windows-1250")

    assert found.edition.paragraphs[0].text == words.strip()


def test_the_same_page_once_more_changes_nothing(harbour, workspace):
    import_page(workspace, PAGE, key="mud", at=AT)
    before = files(workspace.seeds / "mud")

    again = import_page(workspace, PAGE, key="mud", at="2026-12-24T09:00:00Z")

    assert not again.is_new
    assert files(workspace.seeds / "mud") == before


def test_nothing_is_left_of_a_page_without_a_paragraph(web, workspace):
    web.page("harbour.example/", text("Home\n\nMenu\n"))

    with pytest.raises(BriefError, match="S010"):
        import_page(workspace, "http://harbour.example/", key="mud", at=AT)
    assert not workspace.seeds.exists()


@pytest.mark.parametrize("key", ["records", "Mud bank"])
def test_a_page_is_not_asked_for_where_its_key_cannot_be(harbour, workspace, key):
    with pytest.raises(BriefError, match="S001"):
        import_page(workspace, PAGE, key=key, at=AT)
    assert harbour.asked == []


def test_a_house_can_forbid_that_pages_are_fetched(harbour, tmp_path):
    workspace = Workspace(tmp_path, Settings(fetch=False))

    with pytest.raises(BriefError) as caught:
        import_page(workspace, PAGE, key="mud", at=AT)

    (found,) = caught.value.diagnostics
    assert (found.code, found.span.file, harbour.asked) == ("S021", "brief.toml", [])
    assert "save the page" in found.hint


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://www.harbour.example/2025/03/Who_Pays-for%20Mud.html?from=mail#top",
         "who-pays-for-mud"),
        ("https://harbour.example/speeches/", "speeches"),
        ("https://www.harbour.example", "harbour-example"),
        ("https://harbour.example/news/19475120", "harbour-example-19475120"),
        ("https://harbour.example/docs/A-RES-77.pdf", "a-res-77"),
        ("https://harbour.example/泥", "harbour-example"),
        ("https://harbour.example/" + "the-board-will-hear-the-engineers-" * 3,
         "the-board-will-hear-the-engineers-the"),
    ],
)  # fmt: skip
def test_a_key_comes_from_the_last_name_of_an_address(address, key):
    assert key_for_page(address) == key


# --- as people type it ------------------------------------------------------------------


def test_a_command_imports_a_page(harbour, tmp_path):
    began = datetime.datetime.now(datetime.UTC)
    run = brief(tmp_path, "seed", "import", PAGE)
    ended = datetime.datetime.now(datetime.UTC)

    assert run.exit_code == 0, run.output
    assert run.stdout.startswith("seeds/mud  3 paragraphs, read as UTF-8\n")
    days = {each.date().isoformat() for each in (began, ended)}  # two about midnight
    assert settings_of(tmp_path / "seeds/mud")["accessed"] in days
    assert harbour.reached == [PUBLIC]


@pytest.mark.parametrize("named", ["ftp://harbour.example/mud", "file:///etc/passwd", "https:mud"])
def test_what_is_meant_as_an_address_is_not_looked_for_among_files(named, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    run = command("seed", "import", named)

    assert run.exit_code == 1
    assert "error[S021]" in run.stderr


# --- in the archive ---------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("reproduce", ["full", "excerpt"])
def test_an_archive_keeps_how_a_page_came_only_where_all_of_it_may_be_kept(
    harbour, tmp_path, reproduce
):
    workspace = copy_workspace(tmp_path)
    seed = workspace / "seeds/ulislam-summit"
    edit(seed / "seed.toml", 'reproduce = "excerpt"', f'reproduce = "{reproduce}"')
    import_page(Workspace(tmp_path), PAGE, key="mud", at=AT)
    (workspace / "seeds/mud/capture.warc.gz").rename(seed / "capture.warc.gz")

    assert publish(workspace).exit_code == 0

    kept = list((workspace / "archive").rglob("seeds/ulislam-summit/capture.warc.gz"))
    assert len(kept) == (reproduce == "full")


def test_the_folder_of_saved_pages_is_no_seed(tmp_path):
    for name in ("mud", "records", ".hidden"):
        (tmp_path / name).mkdir()

    assert list_seeds(tmp_path) == ("mud",)
