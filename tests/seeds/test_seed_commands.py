from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from generator.cli.commands import command_line
from tests.archive.workspaces import command
from tests.seeds.office_files import paragraph, word_file

TEXTS = Path(__file__).parent / "texts"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "seeds").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "72")
    assert brief("import", str(TEXTS / "article.txt"), "--key", "pylons").exit_code == 0
    return tmp_path


def brief(*arguments: str) -> Result:
    return command("seed", *arguments)


def test_an_import_shows_what_it_kept_and_what_it_dropped(workspace):
    run = brief("import", str(TEXTS / "german.txt"), "--key", "stellwerk")

    assert run.exit_code == 0
    assert "seeds/stellwerk  3 paragraphs, read as UTF-8" in run.stdout
    assert "author   Jutta Brandes" in run.stdout
    assert "  first    ¶1 Das Stellwerk in Oberau" in run.stdout
    assert "by-line 1" in run.stdout
    assert max(map(len, run.stdout.splitlines())) <= 80


def test_an_import_names_no_encoding_where_the_kind_of_file_settles_it(workspace):
    words = paragraph("The dues at the lock were raised twice within a single year.")
    (workspace / "lock.docx").write_bytes(word_file(words))

    run = brief("import", "lock.docx")

    assert "seeds/lock  1 paragraph\n" in run.stdout


def test_the_name_of_the_file_is_the_key_where_none_is_given(workspace):
    assert brief("import", str(TEXTS / "korean.txt")).exit_code == 0

    assert "korean" in brief("list").stdout


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("Größe der Häfen (final).txt", "grosse-der-hafen-final"),
        ("BILLS-119HR.TXT", "bills-119hr"),
        ("the-board-will-hear-the-engineers-of-each-harbour.txt",
         "the-board-will-hear-the-engineers-of"),
    ],
)  # fmt: skip
def test_a_key_has_the_letters_of_its_file_in_a_form_that_every_system_knows(workspace, file, key):
    (workspace / file).write_bytes((TEXTS / "korean.txt").read_bytes())

    assert f"seeds/{key}  " in brief("import", file).stdout


def test_a_name_without_latin_letters_cannot_be_a_key(workspace):
    (workspace / "항구.txt").write_bytes((TEXTS / "korean.txt").read_bytes())

    assert "`항구` cannot be the key of a seed" in brief("import", "항구.txt").stderr


def test_list_shows_a_line_for_each_seed(workspace):
    lines = brief("list").stdout.splitlines()

    assert lines == ["pylons     3 ¶  2025-06-12  The pylons nobody asked for"]


def test_list_of_nothing_says_how_to_begin(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    run = brief("list")

    assert run.exit_code == 0
    assert "brief seed import" in run.stdout


def test_list_shows_the_sound_seeds_beside_the_broken_one(workspace):
    (workspace / "seeds/broken").mkdir()

    run = brief("list")

    assert run.exit_code == 1
    assert "pylons" in run.stdout
    assert "error[S002]" in run.stderr


def test_show_wraps_numbered_paragraphs_at_a_hanging_indent(workspace):
    lines = brief("show", "pylons").stdout.splitlines()

    assert lines[0] == "pylons  The pylons nobody asked for"
    assert lines[1] == "  Tom Harrow · 2025-06-12 · reliability F · 3 paragraphs"
    assert lines[3].startswith("    1  A valley of two hundred farms")
    assert lines[4].startswith("       ")
    assert max(map(len, lines)) <= 72


def test_show_counts_the_sentences_of_one_paragraph(workspace):
    lines = brief("show", "pylons", "--paragraph", "2").stdout.splitlines()

    assert lines[0] == "pylons ¶2  original.txt, line 10"
    assert lines[2].startswith("   s1  The company now says that it will go round.")
    assert lines[3].startswith("   s2  That will cost")


def test_show_of_a_missing_paragraph_is_wrong_usage(workspace):
    run = brief("show", "pylons", "--paragraph", "9")

    assert run.exit_code == 2
    assert "¶1 to ¶3" in run.stderr


def test_show_lists_dropped_lines_with_reasons(workspace):
    run = brief("show", "pylons", "--dropped")

    assert "  line  4  by-line " in run.stdout
    assert "“Photo: Valley Archive”" in run.stdout


def test_restore_numbers_anew_until_a_brief_cites_the_seed(workspace):
    first = brief("restore", "pylons", "3")
    (workspace / "briefs/power.md").write_text("It cost [@pylons, ¶1].\n", encoding="utf-8")
    second = brief("restore", "pylons", "15-16")

    assert "edition 1, 4 paragraphs" in first.stdout
    assert "edition 2, 5 paragraphs\n   4A  " in second.stdout
    assert brief("show", "pylons").stdout.splitlines()[1].endswith("5 paragraphs · edition 2")


@pytest.mark.parametrize("line", ["x", "4-2", "", "1-2-3"])
def test_restore_of_no_line_is_wrong_usage(workspace, line):
    assert brief("restore", "pylons", line).exit_code == 2


def test_a_seed_that_is_not_there_ends_with_status_one(workspace):
    run = brief("show", "pylon")

    assert run.exit_code == 1
    assert run.stdout == ""
    assert "did you mean `pylons`?" in run.stderr


@pytest.mark.slow
def test_every_command_has_an_example_in_its_help(workspace):
    for name in ("import", "list", "show", "drop", "keep", "split", "join", "label"):
        assert f"brief seed {name}" in brief(name, "--help").stdout


# --- what an import asks ----------------------------------------------------------------


def test_an_encoding_that_is_not_certain_is_asked_for_and_named(workspace):
    words = "Přístav byl včera uzavřen a lodě čekají. Nikdo neví, kdy se znovu otevře.\n"
    (workspace / "port.txt").write_bytes(words.encode("cp1250"))

    asked = brief("import", "port.txt")
    told = brief("import", "port.txt", "--encoding", "windows-1250")

    assert asked.exit_code == 1
    assert "Windows-1250: “Přístav" in asked.stderr
    assert "--encoding" in asked.stderr
    assert told.exit_code == 0
    assert "read as Windows-1250" in told.stdout
    assert "Přístav byl včera" in brief("show", "port").stdout


def piped(data: bytes, *arguments: str) -> Result:
    """`brief seed import -` with something on its standard input."""
    line = ("seed", "import", "-", *arguments)
    return CliRunner().invoke(command_line(line), line, input=data, catch_exceptions=False)


def test_a_source_can_be_piped_in(workspace):
    run = piped((TEXTS / "two.txt").read_bytes(), "--key", "piped")

    assert run.exit_code == 0
    assert (workspace / "seeds/piped/original.txt").read_bytes() == (TEXTS / "two.txt").read_bytes()


def test_what_is_piped_in_needs_a_key(workspace):
    run = piped(b"The ferry is late.")

    assert run.exit_code == 2
    assert "--key" in run.stderr


def test_two_texts_in_one_file_are_not_imported_without_a_yes(workspace):
    first = f"The yard is closed, {'and nobody has bought it, ' * 4} they say.\n\n"
    other = f"More from the coast\n\nA light goes dark\n\n{first.replace('yard', 'light')}"
    (workspace / "coast.txt").write_text(f"The yard\n\n{first}{other}", encoding="utf-8")

    stopped = brief("import", "coast.txt")
    agreed = brief("import", "coast.txt", "--yes")

    assert (stopped.exit_code, agreed.exit_code) == (1, 0)
    assert "error[S020]" in stopped.stderr
    assert "`--yes`" in stopped.stderr


def test_an_import_says_what_was_left_out_by_reason_and_what_is_a_guess(workspace):
    lines = brief("import", str(TEXTS / "report.txt")).stdout.splitlines()

    assert any(line.startswith("  dropped  ") and "page number 2" in line for line in lines)
    assert len(lines) < 14
