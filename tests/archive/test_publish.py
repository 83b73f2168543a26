"""From a workspace to a version in the archive, and back."""

from __future__ import annotations

import json
import re

import pygfried
import pytest
from lxml import etree

from generator import find_workspace
from generator.actions.archives import archive_of
from generator.actions.inputs import names_to_change
from generator.actions.publish import changed_meanwhile, inputs_before
from generator.archive.catalogue import held
from generator.archive.describing import described
from generator.archive.inventory import User
from generator.archive.record import VersionRecord
from generator.archive.store import commit, writing
from generator.archive.validate import validate_object
from generator.opening.budget import Budget
from generator.pipeline.library import Library
from generator.proof.finished import Finished
from generator.proof.readers import FILE_READERS, FileReader
from generator.proof.word import read_word
from generator.workspace.settings import PLACEHOLDER_PUBLISHER
from generator.writers import WRITERS, Manuscript, Writer
from generator.writers.docx import write as write_docx
from tests.archive.objects import change
from tests.archive.workspaces import REPOSITORY, brief, copy_workspace, edit, publish
from tests.proof.editing import BODY, edited
from tests.seeds.editions import content_of, forge, of_format_1

ID = "urn:policy-brief:policy-brief-desk:pb-2026-01"


@pytest.fixture
def workspace(folder):
    return copy_workspace(folder, fonts=True)


def version(workspace, name="military"):
    return held(archive_of(find_workspace(workspace)), name)


def test_publishing_stores_what_the_brief_was_made_of_and_what_it_became(workspace):
    run = publish(workspace)

    assert run.exit_code == 0, run.stderr
    found = version(workspace)
    assert found.inventory.id == ID
    assert set(found.paths) >= {
        "brief.toml",
        "briefs/military.md",
        "premis.xml",
        "record.json",
        "records.yaml",
        "renditions/military.docx",
        "renditions/military.pdf",
        "ro-crate-metadata.json",
        "seeds/ulislam-summit/caveats.md",
        "seeds/ulislam-summit/editions/1.json",
        "seeds/ulislam-summit/original.txt",
        "seeds/ulislam-summit/seed.toml",
        "templates/fonts/OFL-SourceSans3.md",
        "templates/fonts/SourceSerif4-Regular.ttf",
        "templates/policy-brief/theme.toml",
    }
    assert found.read("briefs/military.md") == (workspace / "briefs/military.md").read_bytes()


@pytest.mark.slow
def test_the_object_is_accepted_by_an_independent_validator(published, ocfl_py):
    archive = archive_of(find_workspace(published))

    assert ocfl_py("root", [archive.ocfl])[0][0]


def test_the_object_breaks_no_rule_and_no_recommendation(published):
    assert validate_object(version(published).folder) == ()


@pytest.mark.slow
def test_whoever_publishes_is_named_with_an_address(workspace):
    publish(workspace, "military", "--author", "Ann Archer <ann@example.org>")

    user = version(workspace).inventory.versions[0].user

    assert user == User("Ann Archer", "mailto:ann@example.org")


@pytest.mark.slow
def test_a_checkout_builds_the_archived_bytes_again(published, tmp_path):
    run = brief(published, "archive", "checkout", "military@1.0", str(tmp_path / "old"))
    built = brief(tmp_path / "old", "build", "military")

    assert "gives the same bytes" in run.stdout
    assert built.exit_code == 0, built.stderr
    for name in ("military.docx", "military.pdf"):
        again = (tmp_path / "old/build" / name).read_bytes()
        assert again == (tmp_path / "old/renditions" / name).read_bytes()


@pytest.mark.slow
def test_an_amendment_is_the_next_version_and_keeps_the_first(published):
    first = version(published).read("renditions/military.pdf")
    edit(published / "briefs/military.md", 'version: "1.0"', 'version: "1.1"')

    run = publish(published, "military", "--amendment", "minor", day=2)

    assert run.stdout.startswith("military@v2  version 1.1")
    assert version(published, "military@v1").read("renditions/military.pdf") == first
    assert version(published, "military@1.1").number == 2
    assert version(published, "PB-2026-01").number == 2


@pytest.mark.slow
def test_the_log_tells_each_version_the_latest_first(published):
    edit(published / "briefs/military.md", 'version: "1.0"', 'version: "1.1"')
    publish(published, "military", "--amendment", "minor", day=2)

    run = brief(published, "archive", "log", "military")

    assert run.stdout.splitlines() == [
        "v2  1.1  2026-12-02T09:00:00Z  Policy Brief Desk",
        "    minor: Publication 2",
        "v1  1.0  2026-12-01T09:00:00Z  Policy Brief Desk",
        "    first: Publication 1",
    ]


@pytest.mark.slow
def test_the_list_has_a_line_for_each_brief(published):
    publish(published, "economic")

    run = brief(published, "archive", "list", "--json")

    assert [row["slug"] for row in json.loads(run.stdout)] == ["military", "economic"]


@pytest.mark.slow
def test_the_id_stays_when_the_house_takes_another_name(published):
    edit(published / "brief.toml", "Policy Brief Desk", "Another House")
    edit(published / "briefs/military.md", 'version: "1.0"', 'version: "2.0"')

    publish(published, "military", "--amendment", "minor", day=2)

    assert version(published).inventory.id == ID
    assert version(published).number == 2


@pytest.mark.slow
def test_a_source_that_may_not_be_reproduced_is_kept_by_its_digests_alone(workspace):
    edit(workspace / "seeds/ulislam-summit/seed.toml", '"excerpt"', '"none"')

    publish(workspace)

    found = version(workspace)
    kept = [path for path in found.paths if path.startswith("seeds/")]
    withheld = json.loads(found.read("seeds/ulislam-summit/withheld.json"))
    assert kept == [
        "seeds/ulislam-summit/caveats.md",
        "seeds/ulislam-summit/seed.toml",
        "seeds/ulislam-summit/withheld.json",
    ]
    assert [paragraph["number"] for paragraph in withheld["paragraphs"]] == list("123456")
    assert found.record["sources"][0]["kept"] is False


@pytest.mark.slow
def test_the_record_says_which_tools_made_it(published):
    record = version(published).record

    assert record["amendment"] == "first"
    assert record["published"] == "2026-12-01T09:00:00Z"
    assert record["acknowledged"] == ["venue"]
    assert {"python", "reportlab", "uharfbuzz", "deflate"} < record["tools"].keys()


@pytest.mark.slow
def test_the_same_publication_gives_the_same_object(published, tmp_path):
    other = copy_workspace(tmp_path / "other", fonts=True)
    publish(other)

    assert version(published).inventory == version(other).inventory


@pytest.mark.slow
def test_premis_holds_to_its_schema(published):
    path = REPOSITORY / "tests/archive/schemas/premis-v3-0.xsd"
    schema = etree.XMLSchema(etree.parse(path))

    premis = etree.fromstring(version(published).read("premis.xml"))

    schema.assertValid(premis)
    events = [event.text for event in premis.iter("{http://www.loc.gov/premis/v3}eventType")]
    assert events == [
        "creation",
        "message digest calculation",
        "format identification",
        "validation",
        "ingestion end",
    ]


@pytest.mark.slow
def test_formats_are_those_that_siegfried_finds(published):
    found = version(published)

    said = {file["path"]: file["pronom"] for file in found.record["files"] if file["pronom"]}

    assert said["renditions/military.pdf"] == "fmt/479"
    assert said["renditions/military.docx"] == "fmt/412"
    assert said == {path: pygfried.identify(str(found.place(path))) for path in said}


@pytest.mark.slow
def test_a_licence_and_a_doi_are_told_to_machines(workspace):
    lines = 'licence: "CC-BY-4.0"\ndoi: "10.5281/zenodo.1"\ntopics:'
    edit(workspace / "briefs/military.md", "topics:", lines)

    publish(workspace)

    crate = json.loads(version(workspace).read("ro-crate-metadata.json"))
    entities = {entity["@id"]: entity for entity in crate["@graph"]}
    address = "https://creativecommons.org/licenses/by/4.0/"
    assert entities["./"]["license"] == {"@id": address}
    assert entities[address]["name"] == "CC BY 4.0"
    assert entities["./"]["cite-as"] == "https://doi.org/10.5281/zenodo.1"


@pytest.mark.slow
def test_the_crate_names_every_file_and_resolves_every_reference(published):
    found = version(published)
    crate = json.loads(found.read("ro-crate-metadata.json"))

    entities = {entity["@id"]: entity for entity in crate["@graph"]}
    references = {
        value["@id"]
        for entity in crate["@graph"]
        for values in entity.values()
        for value in (values if isinstance(values, list) else [values])
        if isinstance(value, dict)
    }
    parts = {part["@id"] for part in entities["./"]["hasPart"]}

    # RO-Crate 1.2: the descriptor, a flat graph with each @id once, the root's properties.
    assert len(entities) == len(crate["@graph"])
    assert entities["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    assert {"name", "description", "datePublished", "license"} <= entities["./"].keys()
    assert parts == set(found.paths) - {"ro-crate-metadata.json"}
    assert references - entities.keys() == {"https://w3id.org/ro/crate/1.2"}
    assert set(entities) - references == {"ro-crate-metadata.json"}


# --- what may not be published ----------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('number: "PB-2026-01"', 'number: ""', "A001"),
        ('version: "1.0"', 'version: "0.9"', "A007"),
        ("@ulislam-summit, ¶2 s1]", "@ulislam-summit, ¶9]", "C002"),
        ("It does not mention China.", "It does not mention China. TODO", "B032"),
        ('subtitle: "', 'publisher: "Name of your house"\nsubtitle: "', "B032"),
    ],
)
def test_what_may_not_be_published_leaves_no_archive(workspace, old, new, code):
    edit(workspace / "briefs/military.md", old, new)

    run = publish(workspace)

    assert run.exit_code == 1
    assert f"[{code}]" in run.stderr
    assert not (workspace / "archive").exists()


def test_what_is_half_done_is_an_error_whatever_else_is_one(workspace):
    edit(workspace / "briefs/military.md", "It does not mention China.", "TODO ~~China~~.")

    run = publish(workspace)

    assert "error[B032]" in run.stderr
    assert "error[B030]" in run.stderr


@pytest.mark.slow
def test_a_workspace_just_laid_out_publishes_nothing(workspace):
    edit(workspace / "brief.toml", '"Policy Brief Desk"', f'"{PLACEHOLDER_PUBLISHER}"')

    run = publish(workspace)

    assert run.exit_code == 1
    assert "error[B032]: “Name of your house”" in run.stderr
    assert "--> brief.toml:4:" in run.stderr


@pytest.mark.slow
def test_an_unresolved_caveat_wants_to_be_acknowledged(workspace):
    run = brief(workspace, "publish", "military", "-m", "First", "--date", "2026-12-01")

    assert run.exit_code == 1
    assert "error[A002]: the caveat `venue` is unresolved" in run.stderr
    assert "--acknowledge venue" in run.stderr


WARNED = ("It does not mention China.", "It mentions 45 ships [@ulislam-summit, ¶2].")


@pytest.mark.slow
def test_all_that_stands_in_the_way_is_told_in_one_pass(workspace):
    edit(workspace / "briefs/military.md", *WARNED)
    edit(workspace / "briefs/military.md", 'version: "1.0"', 'version: "0.9"')

    run = brief(workspace, "publish", "military", "-m", "First", "--date", "2026-12-01")

    assert run.exit_code == 1
    assert re.findall(r"^(\w+\[\w+\])", run.stderr, re.MULTILINE) == [
        "error[A007]",
        "error[A002]",
        "warning[C014]",
    ]
    assert "; a warning that may stand: brief answer military:" in run.stderr


def test_an_error_is_told_together_with_the_caveats(workspace):
    edit(workspace / "briefs/military.md", "@ulislam-summit, ¶2 s1]", "@ulislam-summit, ¶9]")

    run = brief(workspace, "publish", "military", "-m", "First", "--date", "2026-12-01")

    assert {"error[A002]", "error[C002]"} <= set(
        re.findall(r"^(\w+\[\w+\])", run.stderr, re.MULTILINE)
    )


@pytest.mark.slow
def test_an_answered_warning_is_published_with_what_was_said(workspace):
    edit(workspace / "briefs/military.md", *WARNED)
    text = (workspace / "briefs/military.md").read_text(encoding="utf-8")
    line = text[: text.index(WARNED[1])].count("\n") + 1
    place = f"military:{line}"

    answered = brief(workspace, "answer", place, "C014", "of the annex", "--by", "Ann Archer")
    run = publish(workspace)

    assert answered.exit_code == 0, answered.stderr
    assert run.exit_code == 0, run.stderr
    assert "C014" not in run.stderr
    found = version(workspace)
    kept = found.read("briefs/military.answers.yaml")
    assert kept == (workspace / "briefs/military.answers.yaml").read_bytes()
    assert b"of the annex" in kept
    assert "1 answered" in json.dumps(found.record["checks"])


@pytest.mark.slow
def test_an_answer_about_a_caveat_is_published_with_the_caveat(workspace):
    caveats, more = workspace / SEED / "caveats.md", "They met for 45 hours [@ulislam-summit, ¶1]."
    edit(caveats, "The source says", f"{more}\n\nThe source says")
    text = caveats.read_text(encoding="utf-8")
    line = text[: text.index(more)].count("\n") + 1
    place = f"{SEED}/caveats.md:{line}"

    answered = brief(workspace, "answer", place, "C014", "as was reported", "--by", "Ann Archer")
    run = publish(workspace)

    assert answered.exit_code == 0, answered.stderr
    assert run.exit_code == 0, run.stderr
    found = version(workspace)
    assert b"as was reported" in found.read(f"{SEED}/caveats.answers.yaml")
    brief(workspace, "archive", "checkout", "military@v1", "out")
    assert "1 answered" in brief(workspace / "out", "check", "--strict").stdout


@pytest.mark.slow
def test_what_has_not_changed_is_not_published_again(published):
    run = publish(published, "military", "--amendment", "minor", day=2)

    assert "error[A003]: nothing has changed since military@v1" in run.stderr
    assert version(published).number == 1


@pytest.mark.slow
def test_a_version_has_to_rise(published):
    edit(published / "briefs/military.md", "holds no later record", "holds no other record")

    run = publish(published, "military", "--amendment", "minor", day=2)

    assert "error[A004]: version 1.0 does not rise above 1.0" in run.stderr
    assert "briefs/military.md:6:10" in run.stderr


@pytest.mark.slow
def test_a_version_with_a_nought_more_is_the_same(workspace):
    edit(workspace / "briefs/military.md", 'version: "1.0"', 'version: "1"')
    publish(workspace)
    edit(workspace / "briefs/military.md", 'version: "1"', 'version: "1.0"')

    run = publish(workspace, "military", "--amendment", "minor", day=2)

    assert "error[A004]: version 1.0 does not rise above 1, which is published" in run.stderr
    assert version(workspace, "military@1.0.0").number == 1


def from_before(workspace, identifier: str, slug: str = "military") -> None:
    """A version as it was stored before versions had rules and letters were percent-encoded."""
    record = VersionRecord(
        slug, "T", "PB-2026-01", "1.1-rc2", "2026-11-01", "en-GB", "Büro", "first", "", ""
    )
    files = described(identifier, 1, record, {"briefs/military.md": b"Words.\n"})
    archive = archive_of(find_workspace(workspace))
    with writing(archive):
        commit(archive, change(0, dict(files), identifier))
    edit(workspace / "brief.toml", "Policy Brief Desk", "Büro")
    edit(workspace / "briefs/military.md", 'version: "1.0"', 'version: "1.1"')


@pytest.mark.slow
def test_an_object_of_old_keeps_its_id_and_its_version_gives_way_to_what_it_led_up_to(workspace):
    identifier = "urn:policy-brief:büro:pb-2026-01"
    from_before(workspace, identifier)

    run = publish(workspace, "military", "--amendment", "minor", day=2)

    assert run.exit_code == 0, run.stderr
    assert version(workspace).inventory.id == identifier
    assert version(workspace, "military@1.1").number == 2
    assert version(workspace, "military@1.1-rc2").read("briefs/military.md") == b"Words.\n"


@pytest.mark.slow
def test_a_number_that_an_object_of_old_has_belongs_to_it(workspace):
    from_before(workspace, "urn:policy-brief:büro:pb-2026-01", slug="war")

    run = publish(workspace, day=2)

    assert "error[A006]: PB-2026-01 is published already, as `war`" in run.stderr


@pytest.mark.slow
def test_an_amendment_says_how_much_it_amends(published):
    edit(published / "briefs/military.md", 'version: "1.0"', 'version: "1.10"')

    run = publish(published, day=2)

    assert "error[A014]" in run.stderr
    assert publish(published, "military", "--amendment", "significant", day=2).exit_code == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "aux.md",
        "a:b.png",
        "why?.png",
        "a\nb.md",
        "a\u202eb.md",
        "by\udcffte.md",
        "end.",
        " a.md",
        'a".md',
    ],
)
def test_a_name_that_some_system_cannot_have_is_not_for_the_archive(name):
    (found,) = names_to_change({f"briefs/{name}": b"", "briefs/Größe 2@2x.png": b""}, "trade")

    assert (found.code, found.span.file) == ("B026", f"briefs/{name}")


def test_a_brief_with_a_version_in_its_name_is_not_published(workspace):
    (workspace / "briefs/military.md").rename(workspace / "briefs/military@v1.md")

    run = publish(workspace, "military@v1")

    assert run.exit_code == 1
    assert "error[B026]: in `military@v1`, what follows the @ would be read as a" in run.stderr


def test_a_number_is_frozen_once_published(published):
    edit(published / "briefs/military.md", "PB-2026-01", "PB-2026-09")

    run = publish(published, "military", "--amendment", "minor", day=2)

    assert "error[A006]: this brief was published as PB-2026-01" in run.stderr


@pytest.mark.slow
def test_a_number_belongs_to_one_brief(published):
    (published / "briefs/military.md").rename(published / "briefs/war.md")

    run = publish(published, "war", day=2)

    assert "error[A006]: PB-2026-01 is published already, as `military`" in run.stderr


def test_a_damaged_file_is_not_handed_out(published, tmp_path):
    place = version(published).place("briefs/military.md")
    place.chmod(0o644)
    place.write_bytes(place.read_bytes().replace(b"supplier", b"supporter"))

    run = brief(published, "archive", "checkout", "military", str(tmp_path / "old"))

    assert run.exit_code == 1
    assert "error[A012]" in run.stderr
    assert not (tmp_path / "old").exists()


def test_what_is_not_there_is_said_with_what_is(published):
    no_brief = brief(published, "archive", "log", "militari")
    no_version = brief(published, "archive", "show", "military@3.0")

    assert "did you mean `military`?" in no_brief.stderr
    assert "there are v1 (1.0)" in no_version.stderr


@pytest.mark.slow
def test_a_source_that_changes_while_the_brief_is_built_is_named(workspace):
    # The first reading, the one that is stored, and a file that was saved in between.
    place = find_workspace(workspace)
    before = inputs_before(Library(place), workspace / "briefs/military.md")
    edit(workspace / "seeds/ulislam-summit/seed.toml", "six paragraphs", "6 paragraphs")
    after = inputs_before(Library(place), workspace / "briefs/military.md")

    (found,) = changed_meanwhile(before, after)

    assert found.code == "A005"
    assert found.message.startswith("seeds/ulislam-summit/seed.toml changed")


# --- editions that are published --------------------------------------------------------


def raise_version(workspace):
    edit(workspace / "briefs/military.md", 'version: "1.0"', 'version: "1.1"')


SEED = "seeds/ulislam-summit"


@pytest.mark.slow
def test_an_edition_that_says_otherwise_than_its_namesake_is_not_published(workspace):
    brief(workspace, "seed", "update", "ulislam-summit")
    assert publish(workspace).exit_code == 0
    raise_version(workspace)
    starts = content_of(workspace / SEED)["paragraphs"][5]["sentences"]
    word = content_of(workspace / SEED)["paragraphs"][5]["text"].index(" ", starts[1]) + 1
    forge(
        workspace / SEED,
        lambda c: c["paragraphs"][5].update(sentences=[starts[0], word, *starts[2:]]),
    )

    run = publish(workspace, "military", "--amendment", "minor", day=2)

    assert run.exit_code == 1
    assert "error[S015]: this is not edition 1 as military@v1 was published with" in run.stderr
    assert version(workspace).number == 1


@pytest.mark.slow
def test_an_edition_that_was_carried_over_is_the_one_that_was_published(workspace):
    brief(workspace, "seed", "update", "ulislam-summit")
    of_format_1(workspace / SEED)
    assert publish(workspace).exit_code == 0
    raise_version(workspace)
    brief(workspace, "seed", "update", "ulislam-summit")

    run = publish(workspace, "military", "--amendment", "minor", day=2)

    assert run.exit_code == 0, run.stderr


@pytest.mark.slow
def test_an_edition_of_the_first_release_may_not_come_back(workspace):
    brief(workspace, "seed", "update", "ulislam-summit")
    assert publish(workspace).exit_code == 0
    raise_version(workspace)
    of_format_1(workspace / SEED)

    run = publish(workspace, "military", "--amendment", "minor", day=2)

    assert "error[S015]" in run.stderr


@pytest.mark.slow
def test_editions_of_another_house_are_its_own(workspace):
    brief(workspace, "seed", "update", "ulislam-summit")
    assert publish(workspace).exit_code == 0
    of_format_1(workspace / SEED)
    edit(workspace / "brief.toml", "Policy Brief Desk", "The Other Desk")

    run = publish(workspace, "economic", day=2)

    assert run.exit_code == 0, run.stderr


def write_otherwise(manuscript: Manuscript) -> bytes:
    """A Word file whose writer has lost a word on the way."""
    return edited(write_docx(manuscript), BODY, "summit", "meeting")


def write_nothing(manuscript: Manuscript) -> bytes:
    """A file that no reader opens."""
    return b"PK" + manuscript.document.title.encode()


@pytest.mark.slow
@pytest.mark.parametrize("writer", [write_otherwise, write_nothing])
def test_what_does_not_read_back_as_it_was_written_is_not_published(workspace, monkeypatch, writer):
    row = WRITERS["docx"]
    own = Writer("docx", row.media_type, needs_pages=False, write=f"{__name__}:{writer.__name__}")
    monkeypatch.setitem(WRITERS, "docx", own)

    run = publish(workspace)

    assert run.exit_code == 1
    assert "error[W004]: military.docx does not read back as it was written" in run.stderr
    assert "send its makers briefs/military.md" in run.stderr
    assert not (workspace / "archive/ocfl").exists()


@pytest.mark.slow
def test_a_format_that_nothing_reads_back_is_built_and_not_published(workspace, monkeypatch):
    toy = Writer("toy", "text/x-toy", needs_pages=False, write=f"{__name__}:write_nothing")
    monkeypatch.setitem(WRITERS, "toy", toy)
    edit(workspace / "brief.toml", '["docx", "pdf"]', '["toy"]')

    assert brief(workspace, "build", "military").exit_code == 0
    run = publish(workspace)

    assert run.exit_code == 1
    assert "error[W004]: military.toy cannot be published: nothing reads a .toy back" in run.stderr
    assert 'take "toy" out of the formats' in run.stderr
    assert not (workspace / "archive/ocfl").exists()


@pytest.mark.slow
def test_a_format_is_published_once_a_row_says_what_reads_it_back(workspace, monkeypatch):
    toy = Writer("toy", "text/x-toy", needs_pages=False, write=f"{__name__}:write_toy")
    reader = FileReader("toy", "a toy", (b"TOY",), f"{__name__}:read_toy")
    monkeypatch.setitem(WRITERS, "toy", toy)
    monkeypatch.setitem(FILE_READERS, "toy", reader)
    edit(workspace / "brief.toml", '["docx", "pdf"]', '["toy"]')

    run = publish(workspace)

    assert run.exit_code == 0, run.stderr
    (toys,) = (workspace / "archive/ocfl").rglob("*.toy")
    (workspace / "copy.toy").write_bytes(toys.read_bytes())
    assert "authentic" in brief(workspace, "verify", "copy.toy", "--archive").stdout


def write_toy(manuscript: Manuscript) -> bytes:
    """A Word file behind a mark of its own."""
    return b"TOY" + write_docx(manuscript)


def read_toy(data: bytes, budget: Budget) -> Finished:
    return read_word(data.removeprefix(b"TOY"), budget)


@pytest.mark.slow
def test_pages_and_texts_are_published_with_the_other_formats_and_a_page_can_be_verified(workspace):
    edit(workspace / "brief.toml", '["docx", "pdf"]', '["html", "txt"]')

    run = publish(workspace)

    assert run.exit_code == 0, run.stderr
    (page,) = (workspace / "archive/ocfl").rglob("renditions/military.html")
    (text,) = (workspace / "archive/ocfl").rglob("renditions/military.txt")
    assert pygfried.identify(str(page)) == "fmt/471"
    assert pygfried.identify(str(text)) == "x-fmt/111"
    checked = brief(workspace, "verify", str(page), "--archive", "archive")
    assert "authentic: the published bytes of military@v1" in checked.stdout
