"""A source shown as a page of what was kept and dropped, and as a Word file."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest

from generator.actions.show_seed import source_docx, source_page
from generator.seeds.seed import Seed
from generator.seeds.store import read_seed
from tests.archive.workspaces import command
from tests.seeds.importing import import_seed
from tests.seeds.pages import page, paragraphs

ARTICLE = """\
The ferry that the island keeps

Advertisement

The island of Sarn has kept its own ferry since the mainland gave it up. It runs twice a day, and
three times on market days, with a crew of four.

Nobody has counted what it costs <b>& why</b>. The council says that it is less than a bridge would
be, and that it asks nothing of the mainland.

Share this article
"""


@pytest.fixture
def seed(tmp_path: Path) -> Seed:
    (tmp_path / "ferry.txt").write_text(ARTICLE, encoding="utf-8")
    import_seed(tmp_path / "ferry.txt", tmp_path / "seeds", key="ferry", file="ferry.txt")
    return read_seed(tmp_path / "seeds/ferry", file="seeds/ferry")


def rows(page: str) -> list[str]:
    """The words of each block of a page, in order."""
    found = re.findall(r'<p class="(?:kept|dropped)"[^>]*>(.*?)</p>', page, re.DOTALL)
    return [re.sub(r"<[^>]+>", " ", row).strip() for row in found]


def test_the_page_has_what_was_kept_and_dropped_in_the_order_of_the_source(seed):
    found = rows(source_page(seed).decode())

    assert [row.split()[0] for row in found] == ["title", "advert", "¶1", "¶2", "sharing"]
    assert found[1].split() == ["advert", "Advertisement"]
    assert found[2].endswith("three times on market days, with a crew of four.")


def test_what_was_dropped_in_a_row_for_one_reason_stands_together(tmp_path):
    menu = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("Home", "News", "Ports"))
    (tmp_path / "ferry.html").write_bytes(page(f"<nav><ul>{menu}</ul></nav>{paragraphs()}"))
    import_seed(tmp_path / "ferry.html", tmp_path / "seeds", key="ferry", file="ferry.html")
    shown = source_page(read_seed(tmp_path / "seeds/ferry", file="seeds/ferry")).decode()

    assert rows(shown)[0].split() == ["navigation", "Home", "News", "Ports"]
    assert "lines 1–3" in shown


def test_words_of_the_source_are_no_markup_of_the_page(seed):
    assert "&lt;b&gt;&amp; why&lt;/b&gt;" in source_page(seed).decode()


def test_the_page_asks_nothing_of_the_network_and_runs_no_script(seed):
    page = source_page(seed).decode()

    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link|<img|\bsrc=|\bhref=|url\(|@import", page)


def test_the_word_file_hangs_each_paragraph_on_its_number(seed):
    found = docx.Document(io.BytesIO(source_docx(seed)))
    words = [paragraph.text for paragraph in found.paragraphs]

    assert words[0] == "The ferry that the island keeps"
    assert "Cite a paragraph as [@ferry, ¶1]." in words[1]
    assert [text.split("\t")[0] for text in words[2:]] == ["¶1", "¶2"]
    assert words[3].split("\t")[1] == seed.paragraphs[1].text


def test_word_checks_the_spelling_in_the_language_of_the_source(seed):
    german = Seed(seed.key, type(seed.meta)("Die Fähre", language="de"), seed.edition)

    found = docx.Document(io.BytesIO(source_docx(german)))

    assert 'w:lang w:val="de"' in found.styles.element.xml


def test_the_word_file_is_the_same_on_every_run(seed):
    with zipfile.ZipFile(io.BytesIO(source_docx(seed))) as package:
        assert {member.date_time[0] for member in package.infolist()} == {1980}
    assert source_docx(seed) == source_docx(seed)


def test_show_writes_both_below_build_and_says_where(seed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "briefs").mkdir()

    run = command("seed", "show", "ferry", "--page", "--docx")

    assert run.exit_code == 0
    assert run.stdout.split() == ["build/sources/ferry.html", "build/sources/ferry.docx"]
    assert (tmp_path / "build/sources/ferry.html").read_bytes() == source_page(seed)


def test_show_writes_where_it_is_told(seed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "briefs").mkdir()

    run = command("seed", "show", "ferry", "--page", "--output", "look/at.html")

    assert run.exit_code == 0
    assert (tmp_path / "look/at.html").is_file()


@pytest.mark.parametrize("asked", [("--output", "x.html"), ("--page", "--docx", "--output", "x")])
def test_an_output_that_names_no_single_file_is_refused(asked, seed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "briefs").mkdir()

    run = command("seed", "show", "ferry", *asked)

    assert run.exit_code == 2
    assert not (tmp_path / "x.html").exists()
