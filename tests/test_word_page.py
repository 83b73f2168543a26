"""docs/word.md: people write a brief in Word, and each command prints what the page says."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.workspace.format import NEWEST
from tests.archive.workspaces import command
from tests.seeds.importing import import_seed
from tests.test_sources_page import REPORT
from tests.word_colleague import WordColleague

pytestmark = pytest.mark.slow

PAGE = Path(__file__).parent.parent / "docs/word.md"
_BLOCKS = re.compile(r"^```(console|text \w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def filled(word: WordColleague) -> WordColleague:
    word.fills_in("Title", "The basin of Osmark")
    word.fills_in("Authors", "Ann Archer (Drafting)")
    word.fills_in("Topics", "ports; dredging")
    word.types("TODO: Two or three sentences: the main message.",
               "The basin is “six metres deep at low water” [osmark ¶1].")  # fmt: skip
    word.types("TODO what the source argues.", "Dredging began in 2009 [osmark ¶2 s1].")
    word.types("TODO what you hold likely, and by when.",
               "A levy on ferries is unlikely before 2030 [osmark ¶4].")  # fmt: skip
    word.types("TODO what this rests on", "a single undated report")
    for what, who, when in (
        ("agree on a levy", "Head of unit", "by 31 January 2027 [osmark ¶4]"),
        ("ask what became of the first dredger", "Desk", "by March 2027 [osmark ¶3]"),
    ):
        word.types("TODO what", what)
        word.types("TODO who", who)
        word.types("TODO by when", when)
    word.types("TODO: Each sentence ends with the paragraph that it rests on.",
               "Dredging began in 2009 [the report ¶9]. "
               "It costs 40,000 crowns a month [osmark ¶2 s2].")  # fmt: skip
    word.types("TODO: What else would fit what the source says?", "Sand may come and go.")
    word.types("TODO: Later events, from the public record.", "Nothing is on record.")
    word.types("TODO: What the sources do not say.", "Nothing is said of the river.")
    return word


def handed_in_by_ann() -> None:
    Path("basin-ann.docx").write_bytes(filled(opened("basin.docx")).saved())


def put_into_the_folder() -> None:
    ann = opened("basin-ann.merged.docx")
    ann.answers("warning C014", "ok: half a million a year, by twelve")
    Path("shared").mkdir()
    Path("shared/basin.docx").write_bytes(ann.saved())
    bo = opened("basin-ann.merged.docx", by="Bo Baker")
    bo.types("Sand may come and go.", "Sand may come and go with the floods.")
    bo.remarks("Nothing is on record.", "Is the levy of 1974?")
    Path("shared/basin from Bo.docx").write_bytes(bo.saved())


def corrected_in_the_folder() -> None:
    ann = opened("shared/basin.docx")
    ann.types("six metres", "seven metres")
    ann.types("[the report ¶9]", "[@osmark-report, ¶2 s1]")
    ann.resolves("Is the levy of 1974?")
    Path("shared/basin.docx").write_bytes(ann.saved())


def sent_back_by_three() -> None:
    bo, cleo, dan = (opened("shared/basin.docx", by) for by in ("Bo Baker", "Cleo Cho", "Dan Dorn"))
    bo.types("Sand may come and go", "Sand comes and goes")
    bo.types("Nothing is said of the river.", "Nothing is said of the river or its mouth.")
    cleo.records("Nothing is on record", " after 2019")
    dan.types("Sand may come", "Sand will come")
    dan.remarks("Dredging began", "Since when, exactly?")
    for name, one in (("bo", bo), ("cleo", cleo), ("dan", dan)):
        Path(f"basin-{name}.docx").write_bytes(one.saved())


def opened(name: str, by: str = "Ann Archer") -> WordColleague:
    return WordColleague(Path(name).read_bytes(), by)


BEFORE: Mapping[int, Callable[[], None]] = {
    1: handed_in_by_ann,
    2: put_into_the_folder,
    3: corrected_in_the_folder,
    5: sent_back_by_three,
}
"""What people do before each command of the page."""


def printed(count: int, line: str) -> str:
    BEFORE.get(count, lambda: None)()
    _, *arguments = shlex.split(line)
    return str(command(*arguments).stdout)


def shown(kind: str) -> str:
    """What stands in a file that the page quotes."""
    if kind == "text status":
        return Path("shared/basin.status.txt").read_text(encoding="utf-8")
    said = [text for _, text in opened("basin-ann.merged.docx").comments]
    return next(text.removeprefix("note ") for text in said if "paste one of these" in text)


@pytest.fixture
def _workspace(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    source = tmp_path / "report.txt"
    source.write_text("\n\n".join(REPORT), encoding="utf-8")
    import_seed(source, tmp_path / "seeds", key="osmark-report", file="report.txt")
    settings = f'format = {NEWEST}\npublisher = "The Osmark Desk"\n'
    (tmp_path / "brief.toml").write_text(settings, encoding="utf-8")


def test_each_command_prints_what_the_page_says(_workspace):
    commands = 0
    for kind, block in _BLOCKS.findall(PAGE.read_text(encoding="utf-8")):
        if kind == "console":
            line, _, said = block.removeprefix("$ ").partition("\n")
            found = printed(commands, line)
            commands += 1
        else:
            said, found = block, shown(kind)
        if said.startswith("…\n"):  # what is printed before that is left out
            found = "…\n" + found[-len(said) + 2 :]
        assert found.rstrip("\n") == said.rstrip("\n")

    assert commands == 7
    assert opened("shared/basin.docx").comments == []
