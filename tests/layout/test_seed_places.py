"""Notes and the annex name a place as the source itself counts."""

from __future__ import annotations

import datetime

import pytest
from msgspec.structs import replace

from generator.briefs.brief import Brief
from generator.briefs.front import FrontMatter
from generator.briefs.places_found import with_places_found
from generator.briefs.read import read_body
from generator.document import Link, Paragraph, Strong
from generator.document.walking import plain_text
from generator.language.lexicon import lexicons
from generator.layout.back import BackMatter
from generator.layout.notes import NoteWriter
from generator.seeds.seed import Seed
from generator.templates.labels import read_labels
from tests.conftest import REPOSITORY
from tests.seeds.labelled import labelled_seed

LABELS = REPOSITORY / "templates/policy-brief/labels.toml"
ACT = labelled_seed(
    ("1", "Article 1"), ("2(1)", "Article 2(1)"), ("2(2)", "Article 2(2)"), ("4", "Article 4")
)
JUDGMENT = labelled_seed(("41", "41"), ("42", "42"), ("42(a)", "42(a)"), ("42A", ""))
GERMAN = labelled_seed(("12", "§ 12"), ("13A", "§ 13a"))
RULES = labelled_seed(("1", "Rule 1"), ("2", "Rule 2"))
PAGED = labelled_seed(("1", "", "3"), ("2", "", "3"), ("3", "", "iv"))
TALK = labelled_seed(("1", "", "", "00:00:05"), ("2", "", "", "00:01:10"))


def note_of(seed: Seed, locator: str, language: str = "en") -> str:
    body, _ = read_body(f"It sank [@{seed.key}, {locator}].", "x.md")
    (group,) = with_places_found(body, {seed.key: seed}).groups.values()
    labels = read_labels([(LABELS, "labels.toml")], language)
    writer = NoteWriter({seed.key: seed}, {}, labels, lexicons({}), language)
    said = plain_text(writer.note(group, None, 1)())
    return said.split("), ")[1].split(": “")[0].split(": «")[0].rstrip(".").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("seed", "locator", "printed"),
    [
        (ACT, "Art. 2(2)", "Art. 2(2)"),
        (ACT, "¶2(2)", "Art. 2(2)"),
        (ACT, "Art. 2", "Art. 2"),
        (ACT, "Arts. 1, 4", "Arts. 1, 4"),
        (ACT, "Arts. 1-2", "Arts. 1–2"),
        (JUDGMENT, "¶42(a)", "para. 42(a)"),
        (JUDGMENT, "¶¶ 41-42", "paras. 41–42"),
        (JUDGMENT, "Rn. 41", "Rn. 41"),
        (JUDGMENT, "¶42A", "¶42A"),
        (JUDGMENT, "¶42 s1", "para. 42, sentence 1"),
        (GERMAN, "§ 13A", "§ 13a"),
        (GERMAN, "§§ 12, 13a", "§§ 12, 13a"),
        (RULES, "¶2", "Rule 2"),
        (PAGED, "p. 3", "p. 3 (¶¶ 1–2)"),
        (PAGED, "p. 3 ¶2", "p. 3 (¶2)"),
        (PAGED, "pp. 3-iv", "pp. 3–iv (¶¶ 1–3)"),
        (TALK, "at 1:00", "at 1:00 (¶1)"),
        (TALK, "at 00:01:30", "at 00:01:30 (¶2)"),
    ],
)
def test_a_note_names_a_place_as_its_source_counts(seed, locator, printed):
    assert note_of(seed, locator) == printed


def test_a_note_in_french_names_articles_in_french():
    assert note_of(ACT, "Arts. 1, 4", "fr") == "art. 1, 4"


def test_each_number_of_a_note_leads_to_its_paragraph_in_the_annex():
    body, _ = read_body("It sank [@act, Arts. 1, 4].", "x.md")
    (group,) = body.groups.values()
    labels = read_labels([(LABELS, "labels.toml")], "en")
    writer = NoteWriter({"act": ACT}, {}, labels, lexicons({}), "en")

    links = [one for one in writer.note(group, None, 1)() if isinstance(one, Link)]

    assert [(plain_text(one.children), one.target) for one in links] == [
        ("Arts. 1", "#src-act-1"),
        ("4", "#src-act-4"),
    ]


def annex_of(seed: Seed, reproduce: str, said: str) -> list[tuple[str, str]]:
    """The name and the words of each paragraph of a source, as the annex of a brief prints them."""
    body, _ = read_body(said, "x.md")
    brief = Brief("x", "x.md", FrontMatter("X", datetime.date(2026, 11, 22)), {}, body)
    labels = read_labels([(LABELS, "labels.toml")], "en")
    seed = replace(seed, meta=replace(seed.meta, reproduce=reproduce))
    writer = NoteWriter({seed.key: seed}, {}, labels, lexicons({}), "en")
    for number, group in enumerate(body.groups.values(), start=1):
        writer.note(group, None, number)

    blocks = BackMatter(brief, {seed.key: seed}, labels, writer).paragraphs(seed)

    source = [one for one in blocks if isinstance(one, Paragraph) and one.role == "source"]
    return [
        (plain_text(label.children), plain_text(words).strip())
        for label, *words in (one.children for one in source)
        if isinstance(label, Strong)
    ]


def test_the_annex_names_its_paragraphs_as_the_source_counts():
    named = [name for name, _ in annex_of(ACT, "full", "")]

    assert named == ["Art.\u00a01", "Art.\u00a02(1)", "Art.\u00a02(2)", "Art.\u00a04"]


@pytest.mark.parametrize(
    ("seed", "said", "named"),
    [
        (ACT, "", ["Arts.\u00a01–4"]),
        (ACT, "It sank [@act, ¶2(2)].", ["Arts.\u00a01–2(1)", "Art.\u00a02(2)", "Art.\u00a04"]),
        (JUDGMENT, "", ["para.\u00a041–¶42A"]),
        (
            JUDGMENT,
            "It sank [@act, ¶42].",
            ["para.\u00a041", "para.\u00a042", "para.\u00a042(a)–¶42A"],
        ),
    ],
)
def test_paragraphs_that_nothing_cites_are_one_line_of_the_annex(seed, said, named):
    printed = annex_of(seed, "excerpt", said)

    assert [name for name, _ in printed] == named
    assert printed[0][1].startswith("Not reproduced. Digest")
    assert len({words for _, words in printed}) == len(printed)
