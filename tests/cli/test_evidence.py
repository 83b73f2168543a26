"""`brief trace`, `brief cite` and `brief coverage` on the real briefs."""

from __future__ import annotations

import json
import re

import pytest

from generator import BriefError, Library, find_workspace
from generator.actions.trace import cite, follow
from generator.briefs.quotations import quoted
from tests.archive.workspaces import SUMMIT

SLUGS = ("economic", "military", "sanctions", "summit")


@pytest.fixture(scope="module")
def library():
    return Library(find_workspace(SUMMIT))


@pytest.fixture(scope="module", params=SLUGS)
def followed(library, request):
    return follow(library, library.workspace.briefs / f"{request.param}.md")


# --- every note of every brief ----------------------------------------------------------


def test_every_note_is_traced_to_what_it_cites(followed):
    brackets = [
        words
        for words in re.findall(r"\[[^\[\]]*\]", followed.brief.source.split("---\n", 2)[2])
        if re.search(r"@(?!tbl-|fig-)", words)
    ]
    own = [trace for trace in followed.traces if trace.place.file == followed.brief.file]

    assert len(own) == len(brackets)
    assert list(followed.notes) == list(range(1, len(followed.traces) + 1))
    for trace in followed.traces:
        assert trace.claim
        assert trace.citations
        for citation in trace.citations:
            assert citation.record or citation.sentences


def test_words_are_looked_for_in_no_brief_without_sources(tmp_path):
    workspace = find_workspace(SUMMIT)
    brief = tmp_path / "energy.md"
    brief.write_text('---\ntitle: "Energy"\ndate: "2026-01-01"\nseeds: []\n---\n', encoding="utf-8")

    with pytest.raises(BriefError) as raised:
        cite(Library(workspace), brief, "grain exports")

    (found,) = raised.value.diagnostics
    assert (found.code, found.message) == ("S002", "this brief lists no source")


def test_every_note_on_a_seed_shows_a_sentence(followed):
    for trace in followed.traces:
        for citation in trace.citations:
            assert citation.record or any(sentence.shown for sentence in citation.sentences)


def test_what_a_claim_quotes_is_marked_from_its_first_word_to_its_last(followed):
    found = 0
    for trace in followed.traces:
        quotations = [part.text for part in quoted(trace.claim)[0]]
        marked = [
            sentence.text[start:end]
            for citation in trace.citations
            for sentence in citation.sentences
            for start, end in sentence.marks
        ]
        for words in quotations:
            found += 1
            assert any(plain(words) in plain(stretch) for stretch in marked), words
    assert found > 4


def plain(words: str) -> str:
    return words.replace("’", "'").casefold().strip(".,")


def test_every_claim_is_looked_for_and_what_it_quotes_is_found(library, followed):
    path = library.workspace.root / followed.brief.file
    near = 0
    seeds = [t for t in followed.traces if any(not c.record for c in t.citations)]
    for trace in seeds:
        found = cite(library, path, trace.claim)
        cited = {
            (citation.key, sentence.paragraph)
            for citation in trace.citations
            for sentence in citation.sentences
        }
        places = [re.fullmatch(r"\[@(.+), ¶(\w+) s\d+\]", each.citation).groups() for each in found]
        near += any(place in cited for place in places[:3])
        if quoted(trace.claim)[0] and found[0].exact:
            assert places[0] in cited
    assert near >= 0.8 * len(seeds)


# --- as they are printed ----------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_traces_read_as_reviewed(brief, golden, slug):
    listed = brief("trace", slug).stdout
    notes = re.findall(r"^ *(\d+) ", listed, re.MULTILINE)

    printed = [brief("trace", slug, number).stdout for number in notes]

    assert len(notes) > 10
    assert "supported" not in "".join(printed)
    golden(f"trace-{slug}.txt", "\n".join([listed, *printed]))


@pytest.mark.parametrize("slug", SLUGS)
def test_coverage_reads_as_reviewed(brief, golden, slug):
    golden(f"coverage-{slug}.txt", brief("coverage", slug).stdout)


TEXTS = (
    "North Korea gives Russia weapons for the war in Ukraine",
    'the author speaks of "a growing military axis"',
    "ties are a lifeline for North Korea",
    "sanctions evasion",
    "Peru holds elections",
    "Xyzzy!",
)


@pytest.mark.slow
def test_places_to_cite_read_as_reviewed(brief, golden):
    printed = []
    for text in TEXTS:
        printed += [f"$ brief cite summit {text!r}", brief("cite", "summit", text).stdout]

    golden("cite-summit.txt", "\n".join(printed))


def test_a_key_point_shows_all_its_notes(brief):
    run = brief("trace", "military", "k2")

    assert run.stdout.startswith("key point 2\n")
    assert "note 4 · key point 2 · briefs/military.md:27:" in run.stdout


@pytest.mark.parametrize("address", ["4", "n4", "note 4", "l27", "L27", "line27", "K2", "key 2"])
def test_a_place_may_be_named_as_one_would_guess(brief, address):
    run = brief("trace", "military", address)

    assert run.exit_code == 0
    assert "note 4 · key point 2" in run.stdout


@pytest.mark.parametrize("address", ["99", "k9", "x3", "0", "k0", "l0", "l999", "seven", "-1", "٣"])
def test_what_is_not_there_could_not_be_traced_and_what_is_there_is_said(brief, address):
    run = brief("trace", "military", "--", address)

    assert run.exit_code == 2
    assert re.search(r"it has note 1 to 26, key point k1 to k4, line l1 to l\d+", run.stderr)


def test_a_line_that_cites_nothing_says_so(brief):
    run = brief("trace", "military", "l2")

    assert "Nothing is cited here." in run.stdout


@pytest.mark.slow
def test_what_the_checks_find_is_to_be_read_again(brief, damage):
    damage("military", ("a growing military axis", "a growing naval axis"))

    for address in ("5", "k3", "l28"):
        run = brief("trace", "military", address)

        assert "Read this again:" in run.stdout
        assert "error[C005] at 28:21: this quotation is not in ¶2 s4 as written" in run.stdout


def test_a_citation_to_nothing_is_traced_to_nothing(brief, damage):
    damage("military", ("¶2 s4]", "¶9]"))

    run = brief("trace", "military", "5")

    assert "[@ulislam-summit, ¶9]\n  Nothing stands there." in run.stdout


@pytest.mark.slow
def test_citations_in_a_footnote_belong_to_its_note(brief, damage):
    own = "Shown.[^own]\n\n[^own]: As in [@ulislam-summit, ¶3 s1].\n\n"
    damage("military", ("::: {.gaps}", f"{own}::: {{.gaps}}"))

    run = brief("trace", "military")

    number = re.search(r"^ *(\d+) .*As in", run.stdout, re.MULTILINE)[1]
    assert "¶3 s1" in brief("trace", "military", number).stdout


def test_coverage_for_programs_says_the_same(brief):
    found = json.loads(brief("coverage", "sanctions", "--format", "json").stdout)

    (seed,) = found["seeds"]
    assert [paragraph["number"] for paragraph in seed["paragraphs"]] == list("123456")
    assert seed["paragraphs"][5]["notes"] == [17]
    assert found["records"]["R5"] == [11]
    assert all(0 <= part["cited"] <= part["sentences"] for part in found["sections"])


def test_coverage_names_the_articles_of_a_law(brief, damage, tmp_path):
    law = "LAW\n\nArticle 1\nShips pay.\n\nArticle 2\nPorts keep books.\n\nArticle 3\nIt ends.\n"
    (tmp_path / "law.txt").write_text(law, encoding="utf-8")
    damage("sanctions", ("seeds: [", "seeds: [law, "))
    brief("seed", "import", str(tmp_path / "law.txt"), "--key", "law", "--yes")

    assert "  Art. 2 never cited: Ports keep books." in brief("coverage", "sanctions").stdout


def test_a_paragraph_that_nothing_cites_is_shown(brief, damage):
    damage("sanctions", ("[@ulislam-summit, ¶6 s4]", "[@ulislam-summit, ¶5 s4]"))
    text = brief("coverage", "sanctions").stdout

    assert "  ¶6    never cited: The Kim-Putin summit is more than a bilateral meeting" in text


def test_coverage_in_an_unknown_form_could_not_run(brief):
    run = brief("coverage", "sanctions", "--format", "csv")

    assert run.exit_code == 2
    assert "text or json" in run.stderr
