from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from generator.cli.cache import cache_folder
from generator.diagnostics import BriefError, Diagnostic
from generator.seeds.editions import read_edition
from generator.seeds.proofs import Proofs
from tests.archive.workspaces import command
from tests.conftest import REPOSITORY
from tests.seeds.editions import content_of, forge, sealed, seed_of, write
from tests.seeds.importing import import_seed
from tests.seeds.mending import restore_line
from tests.seeds.pdf_files import PARAGRAPHS, drawn, head_and_foot, printed, tagged

LOOK = printed(PARAGRAPHS, columns=2, furniture=head_and_foot)
HALVES = [(text[: text.index(" ", 30)], text[text.index(" ", 30) + 1 :]) for text in PARAGRAPHS]
TAGS = tagged(("H1", ("Crossings",)), *(("P", halves) for halves in HALVES))


def imported(folder: Path, data: bytes = LOOK) -> Path:
    """The folder of a seed that was imported from a PDF."""
    source = folder / "ferry.pdf"
    source.write_bytes(data)
    import_seed(source, folder / "seeds", key="ferry", file=source.name)
    return folder / "seeds/ferry"


def faults(seed: Path, proofs: Proofs | None = None) -> list[Diagnostic]:
    try:
        read_edition(seed, file="seeds/ferry", proofs=proofs)
    except BriefError as error:
        return list(error.diagnostics)
    return []


# --- what a PDF proves ------------------------------------------------------------------


@pytest.mark.parametrize("data", [LOOK, TAGS])
def test_a_pdf_proves_the_edition_that_was_made_of_it(tmp_path, data):
    seed = imported(tmp_path, data)

    assert faults(seed) == []
    assert [one["text"] for one in content_of(seed)["paragraphs"]] == list(PARAGRAPHS)


@pytest.fixture(scope="module", params=[LOOK, TAGS], ids=["look", "tags"])
def seed(tmp_path_factory, request) -> Path:
    return imported(tmp_path_factory.mktemp("ferry"), request.param)


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_word_that_somebody_changes_is_found_whatever_digests_they_make(seed, data):
    whole = content_of(seed)
    number = data.draw(st.integers(0, len(PARAGRAPHS) - 1))
    words = PARAGRAPHS[number].split()
    place = data.draw(st.integers(0, len(words)))
    if data.draw(st.booleans()):
        words.insert(place, data.draw(st.sampled_from(["not", "never", "41"])))
    else:
        del words[min(place, len(words) - 1)]

    forge(seed, lambda content: content["paragraphs"][number].update(text=" ".join(words)))
    found = faults(seed)
    write(seed, whole)

    assert found
    assert found[0].code in {"S004", "S005"}


def test_a_page_that_somebody_changes_is_found(tmp_path):
    seed = imported(tmp_path)

    forge(seed, lambda content: content["paragraphs"][0]["place"].update(page="40"))

    assert [found.code for found in faults(seed)] == ["S004"]


def read_with(seed: Path, library: str, text: str) -> list[Diagnostic]:
    """What is found in an edition that another library has read, with these first words."""
    content = content_of(seed)
    content["reader"]["libraries"] = library
    write(seed, sealed(content))
    forge(seed, lambda content: content["paragraphs"][0].update(text=text))
    return faults(seed)


def test_an_edition_of_another_library_holds_as_long_as_both_read_the_same(tmp_path):
    assert read_with(imported(tmp_path), "pypdfium2 4.0.0", PARAGRAPHS[0]) == []


def test_where_another_library_reads_otherwise_the_finding_says_so(tmp_path):
    (found,) = read_with(imported(tmp_path), "pypdfium2 4.0.0", "The ferry left.")

    assert found.code == "S005"
    assert str(found.hint).startswith("it was imported with pypdfium2 4.0.0, and pypdfium2 ")
    assert str(found.hint).endswith(" may read it otherwise: use pypdfium2 4.0.0 again")


def test_words_divided_at_the_end_of_a_line_are_whole_when_it_is_restored(tmp_path):
    def page(canvas: Canvas, number: int) -> None:
        canvas.setFont("Times-Roman", 10)
        for row, text in enumerate(
            (
                "The ferry did not leave, and the company would not say why it did not, nor when.",
                "Figure 1: Crossings of the neigh-",
                "bouring municipality",
            )
        ):
            canvas.drawString(50, 500 - 12 * row - 20 * (row > 0), text)

    seed = imported(tmp_path, drawn(page))
    assert [drop["reason"] for drop in content_of(seed)["dropped"]] == ["caption", "caption"]

    _, restored = restore_line(seed, 2, last=3, file="seeds/ferry", cited=False)

    assert restored.text == "Figure 1: Crossings of the neighbouring municipality"
    assert faults(seed) == []


# --- what is kept for later runs --------------------------------------------------------


def loads_pdfium(seed: Path, kept: Path) -> bool:
    """Whether a new process must read the original to prove the edition of a seed."""
    program = (
        "import sys; from pathlib import Path\n"
        "from generator.seeds.editions import read_edition\n"
        "from generator.seeds.proofs import Proofs\n"
        f"proofs = Proofs(Path({str(kept)!r}))\n"
        f"read_edition(Path({str(seed)!r}), file='seeds/ferry', proofs=proofs)\n"
        "print('pypdfium2' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    return run.stdout.strip() == "True"


@pytest.mark.slow
def test_a_pdf_that_proved_an_edition_is_not_read_again(tmp_path):
    seed, kept = imported(tmp_path), tmp_path / "kept"

    assert [loads_pdfium(seed, kept) for _ in range(2)] == [True, False]


def test_a_kept_proof_holds_for_these_bytes_alone(tmp_path):
    seed, kept = imported(tmp_path), tmp_path / "kept"
    assert faults(seed, Proofs(kept)) == []

    forge(seed, lambda content: content["paragraphs"][0].update(text="The ferry left."))

    assert [found.code for found in faults(seed, Proofs(kept))] == ["S005"]


def test_what_does_not_hold_is_not_kept(tmp_path):
    seed, kept = imported(tmp_path), tmp_path / "kept"
    forge(seed, lambda content: content["paragraphs"][0].update(text="The ferry left."))

    assert faults(seed, Proofs(kept))
    assert not kept.exists()


def test_the_proof_of_a_plain_text_is_so_quick_that_none_is_kept(tmp_path):
    seed, kept = seed_of(tmp_path, "\n\n".join(PARAGRAPHS), "ferry"), tmp_path / "kept"

    assert faults(seed, Proofs(kept)) == []
    assert not kept.exists()


def test_where_nothing_can_be_kept_each_run_proves_anew(tmp_path):
    seed, kept = imported(tmp_path), tmp_path / "kept"
    kept.write_text("a file where the folder should be", encoding="utf-8")

    assert faults(seed, Proofs(kept)) == []


def test_a_check_keeps_its_proofs_among_the_caches_of_the_user(tmp_path, monkeypatch):
    caches = tmp_path / "caches"
    monkeypatch.setenv("XDG_CACHE_HOME", str(caches))
    workspace = tmp_path / "workspace"
    (workspace / "briefs").mkdir(parents=True)
    imported(workspace)
    (workspace / "brief.toml").write_text("", encoding="utf-8")
    text = "---\ntitle: The ferry\nseeds: [ferry]\n---\n\nIt has not left. [@ferry ¶1]\n"
    (workspace / "briefs/ferry.md").write_text(text, encoding="utf-8")
    monkeypatch.chdir(workspace)

    command("check", "ferry")

    assert cache_folder("proofs") == caches / "brief" / "proofs"
    assert len(list((caches / "brief" / "proofs").iterdir())) == 1


def test_a_cache_named_by_half_a_path_is_left_aside(monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "caches")

    found = cache_folder("proofs")

    assert found is None or found.is_absolute()
