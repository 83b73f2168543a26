"""What looks like a citation and was not read is never printed in silence."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.briefs.brief import Range, SeedRef
from generator.briefs.read import read_brief
from generator.checks import run_checks
from generator.checks.evidence import Evidence
from generator.diagnostics import Diagnostic, Severity
from generator.diagnostics.gathering import without_consequences
from generator.seeds.records import Record
from tests.checking import codes, findings, seed_of, words_at
from tests.conftest import examples

GRAIN = (
    "The grain port shipped 410 loads. The mill at the port ground a third of them.",
    "The council will read the log of the port again. It has not said when.",
)
SEEDS = {key: seed_of(key, GRAIN) for key in ("grain-port", "mill", "dal")}
SEEDS["dal"] = replace(SEEDS["dal"], meta=replace(SEEDS["dal"].meta, author="A. B. Dalton"))
RECORDS = {"R1": Record("Harbour log"), "R4": Record("Port act", author="Harbour Board")}
LOSSES = "| a |\n|---|\n| b |\n\n: Losses {#tbl-losses}\n\n"


def found_in(
    folder, body: str, front: str = "seeds: [grain-port]", more: tuple[str, ...] = ()
) -> list[Diagnostic]:
    """The errors and warnings of a brief."""
    path = folder / "x.md"
    text = f"---\ntitle: The port\ndate: 2026-11-22\n{front}\n---\n\n{body}\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    brief, found = read_brief(path, "briefs/x.md")
    seeds = SEEDS | {key: seed_of(key, GRAIN) for key in more}
    found += run_checks(Evidence(brief, seeds, RECORDS, tuple(seeds)))
    return [finding for finding in found if finding.severity is not Severity.NOTE]


@pytest.mark.parametrize(
    ("body", "place", "meant"),
    [
        ("It fell [grain-port, ¶2].", "[grain-port, ¶2]", "[@grain-port, ¶2]"),
        ("It fell [ grain-port ¶2].", "[ grain-port ¶2]", "[@grain-port, ¶2]"),
        ("It fell [@ grain-port, ¶2].", "[@ grain-port, ¶2]", "[@grain-port, ¶2]"),
        ("It fell [＠grain-port, ¶2 s1].", "[＠grain-port, ¶2 s1]", "[@grain-port, ¶2 s1]"),
        ("It fell [\\@grain-port, ¶2].", "[\\@grain-port, ¶2]", "[@grain-port, ¶2]"),
        ("It fell [&commat;grain-port, ¶2].", "[&commat;grain-port, ¶2]", "[@grain-port, ¶2]"),
        ("It fell `[@grain-port, ¶2]`.", "[@grain-port, ¶2]", "[@grain-port, ¶2]"),
        ("It fell [^grain-port, ¶2].", "[^grain-port, ¶2]", "[@grain-port, ¶2]"),
        ("It fell [Grain-Port, paras. 1-2].", "[Grain-Port, paras. 1-2]", "[@grain-port, ¶¶ 1-2]"),
        ("It fell [mill, para. 2].", "[mill, para. 2]", "[@mill, ¶2]"),
        ("It fell [para. 2].", "[para. 2]", "[@grain-port, ¶2]"),
        ("It fell 【2】.", "【2】", "[@key, ¶2], with"),
        ("It fell [source 2].", "[source 2]", "[@key, ¶2], with"),
        ("It fell [source: 2, 9].", "[source: 2, 9]", "[@key, ¶2], with"),
        ("It fell [n2].", "[n2]", "[@key, ¶2], with"),
        ("It fell (dal, ¶2).", "dal, ¶2", "[@dal, ¶2]"),
        ("It fell (smith, ¶2).", "¶2", "[@grain-port, ¶2]"),
        ("It fell, see ¶2.", "¶2", "[@grain-port, ¶2]"),
        ("It fell, as grain-port says.", "grain-port", "[@grain-port, ¶2], with"),
        ("It fell (dal).", "dal", "[@dal, ¶2], with"),
        ("It fell [see mill].", "[see mill]", "[@mill, ¶2], with"),
        ("It fell [mill, ¶1; dal, ¶2].", "[mill, ¶1; dal, ¶2]", "[@mill, ¶1; @dal, ¶2]"),
        ("It fell, see ¶1, ¶2.", "¶1, ¶2", "[@grain-port, ¶¶ 1, 2]"),
        ("It fell [R4].", "[R4]", "[@R4]"),
        ("It fell [R1; R4].", "[R1; R4]", "[@R1; @R4]"),
        ("It fell [R9].", "[R9]", "[@R9]"),
        ("It fell [r 4].", "[r 4]", "[@R4]"),
        ("It fell [grain port, ¶2].", "[grain port, ¶2]", "[@grain-port, ¶2]"),
        ("It fell [1, 2].", "[1, 2]", "[@key, ¶2], with"),
        ("It fell R4.", "R4", "[@R4]"),
        ("It fell (R4), it rose.", "R4", "[@R4]"),
        ("It fell [2].", "[2]", "[@key, ¶2], with"),
        ("It fell [p. 7].", "[p. 7]", "[@grain-port, p. 7]"),
        ("It fell [grain-port, ¶2", "[", "[@grain-port, ¶2]"),
        ("It fell again.² It rose.", "²", "[@key, ¶2], or"),
        ("It fell again¹² and rose.", "¹²", "[@key, ¶2], or"),
        ("It fell again.^2^ It rose.", "2", "[@key, ¶2], or"),
        ("It fell again^12^ and rose.", "12", "[@key, ¶2], or"),
        ("It fell again ¹.", "¹", "[@key, ¶2], or"),
        ("It fell [note 4].", "[note 4]", "[@key, ¶2], with"),
        ("It fell [n. 4].", "[n. 4]", "[@key, ¶2], with"),
        ("It fell [§ 2].", "[§ 2]", "[@grain-port, § 2]"),
        ("It fell (A. Dalton 2019).", "Dalton 2019", "[@dal, ¶2], with"),
        ("It fell (Dalton, undated: 9).", "Dalton, undated: 9", "[@dal, ¶2], with"),
        ("As Dalton (2019, pp. 3-4) says, it fell.", "Dalton (2019, pp. 3-4)", "[@dal, ¶2], with"),
        ("It fell (Harbour Board, 2020).", "Harbour Board, 2020", "[@R4]"),
        ("It fell [Dalton 2019].", "[Dalton 2019]", "[@dal, ¶2], with"),
        ("It fell [Smith 2019].", "[Smith 2019]", "[@key, ¶2], with"),
        ("It fell [Smith, 2019].", "[Smith, 2019]", "[@key, ¶2], with"),
        ("It fell [Smith & Jones 2019a].", "[Smith & Jones 2019a]", "[@key, ¶2], with"),
        ("It fell [Smith and Jones, 2019].", "[Smith and Jones, 2019]", "[@key, ¶2], with"),
        ("It fell [Smith 2019; Jones 2020].", "[Smith 2019; Jones 2020]", "[@key, ¶2], with"),
        ("It fell [see Smith 2019].", "[see Smith 2019]", "[@key, ¶2], with"),
        ("It fell [Smith et al., 2019].", "[Smith et al., 2019]", "[@key, ¶2], with"),
        ("It fell [Smith, undated].", "[Smith, undated]", "[@key, ¶2], with"),
        ("It fell [Иванов 2019].", "[Иванов 2019]", "[@key, ¶2], with"),
        ("It fell [김 2019].", "[김 2019]", "[@key, ¶2], with"),
        (LOSSES + "It fell [tbl-losses].", "[tbl-losses]", "[@tbl-losses]"),
        (LOSSES + "It fell, see tbl-losses.", "tbl-losses", "[@tbl-losses]"),
    ],
)
def test_what_looks_like_a_citation_is_an_error_with_the_spelling_that_was_meant(
    tmp_path, body, place, meant
):
    (fault,) = found_in(tmp_path, body)

    assert (fault.code, fault.severity) == ("C026", Severity.ERROR)
    assert words_at("\n" * 6 + body, fault.span) == place
    assert fault.hint.startswith(f"write {meant}")
    assert fault.hint.endswith("where nothing is cited: [words]{.term}")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("[grain ¶2]", "[@grain-port, ¶2]"),
        ("\\[\\@grain, para. 2 s1\\]", "[@grain-port, ¶2 s1]"),
        ("\\[\\@grain-port, ¶2\\]", "[@grain-port, ¶2]"),
        ("\\[¶2\\]", "[@grain-port, ¶2]"),
        ("[Dalton, paras 1 and 2]", "[@dal, ¶¶ 1, 2]"),
        ("[Harbour Board, p. 4]", "[@R4, p. 4]"),
        ("[R4, Annex B]", "[@R4, Annex B]"),
        ("[r 4]", "[@R4]"),
        ("[see grain ¶2; R4]", "[see @grain-port, ¶2; @R4]"),
    ],
)
def test_a_citation_as_people_type_it_is_corrected_where_one_source_is_meant(
    tmp_path, typed, meant
):
    (fault,) = found_in(tmp_path, f"It fell {typed}.")

    assert fault.fix.replacement == meant
    assert words_at("\n" * 6 + f"It fell {typed}.", fault.fix.span) == typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("[silo ¶2]", "[@silo-east, ¶2] or [@silo-west, ¶2]; "),
        ("[silo ¶1; R4]", "[@silo-east, ¶1; @R4] or [@silo-west, ¶1; @R4]; "),
        ("[gr ¶2]", "[@grain-port, ¶2]; "),
        ("[barge ¶2]", "[@grain-port, ¶2]; "),
        ("[grain-port, ¶2, and the rest]", "[@grain-port, ¶2]; "),
        ("[R9]", "[@R9]; "),
    ],
)
def test_a_typed_citation_that_may_mean_several_sources_or_none_is_never_corrected(
    tmp_path, typed, meant
):
    (fault,) = found_in(tmp_path, f"It fell {typed}.", more=("silo-east", "silo-west"))

    assert fault.fix is None
    assert fault.hint.startswith(f"write {meant}")


def test_of_two_sources_with_one_name_the_one_that_the_brief_lists_is_meant(tmp_path):
    front, more = "seeds: [silo-west]", ("silo-east", "silo-west")

    (fault,) = found_in(tmp_path, "It fell [silo ¶2].", front, more)

    assert fault.fix.replacement == "[@silo-west, ¶2]"


@pytest.mark.parametrize(
    "body",
    [
        "It fell [**grain-port**, ¶2].",
        "It fell [**@grain-port**, ¶2].",
        "It fell ［@grain-port, ¶2］.",
        "It fell {grain-port, ¶2}.",
        "It fell \\[@grain-port, ¶2\\].",
        "It fell [`@grain-port`, ¶2].",
        "It fell [@grain-port, ¶1; ¶2].",
        "It fell [@grain-port, ¶1 [s2]].",
        "It fell [@grain-port, ¶1, and the second sentence].",
        "It fell [@grain-port, ¶1, see also R4].",
        "It fell [R4 and @grain-port, ¶1].",
        "It fell [@grain-port, ¶١].",
        "It fell @grain-port [¶1], ¶2.",
        "It fell [^@grain-port, ¶1].",
        "It fell [*@grain-port, ¶1].",
        "| a |\n|---|\n| ¹ 410 |",
        "It fell [grain-port](https://example.org).",
        "It fell (grain‑port, ¶2).",
        "It fell [grain-port, ¶1 and later].",
        "It fell [@grain-port, ¶1 s1 s2].",
        "It fell [@grain-port, ¶1 as well as two].",
        "It fell [@grain-port, ¶1 1990].",
        "It fell [@@grain-port, ¶1].",
        "It fell [@R4, two].",
        "It fell [ibid.].",
        "It fell [ıbid.].",
        "It fell (loc. cit).",
        "It fell (Ibid, 2024).",
        "## It fell again²",
        "## It fell again^2^",
        "It fell^1^ so.",
        "So it is.^3^",
        'It is "old"^3^ now.',
        "It is (old)^3^ now.",
        "It is *old*^3,4^ now.",
        "It is old ^3^ now.",
        "It sold 410^a^ loads.",
        "It fell in 2019^2^ again.",
        "It said so^a^ again.",
        "It said so^3+^ again.",
        "So^1^.",
        "It sold 5~1~ loads.",
        "It is old ~3~ now.",
        "| a |\n|---|\n| 410^3^ |",
        "It fell.[^1]\n\n[^1]: So again^2^.",
        "It fell.^[So again^2^.]",
        "![It fell again^2^](x.png)",
        "It fell [Table 7].",
        LOSSES + "It fell [@tbl-losses, row 2].",
        LOSSES + "It fell [see @tbl-losses].",
        "It fell [¶ two].",
        "It fell, as grain-port¶2 says.",
        'It "shipped 410 loads [grain-port, ¶2]" [@grain-port, ¶1].',
        "> It fell [dal, ¶2].\n\nSo [@grain-port, ¶1].",
        "| a |\n|---|\n| [dal, ¶2] |",
        "## It fell [dal, ¶2]",
        "It fell.[^1]\n\n[^1]: So [dal, ¶2].",
        "It fell.^[So [dal, ¶2].]",
        "Port\n:   It fell [dal, ¶2].",
        "![It fell [dal, ¶2]](x.png)",
        '![It fell](x.png){alt="It fell [dal, ¶2]"}',
        '::: {.sidebar title="It fell ¶2"}\nSo.\n:::',
    ],
)
def test_an_attempt_to_print_a_citation_unread_is_an_error(tmp_path, body):
    assert Severity.ERROR in [finding.severity for finding in found_in(tmp_path, body)]


WAYS = st.tuples(
    st.sampled_from(["[", "(", "", "{", "［", "\\[", "`[", "[see "]),
    st.sampled_from(["", "@", "＠", "\\@", "&#64;", "@ ", "-@"]),
    st.sampled_from(["grain-port", "Grain-Port", "grain–port", "*grain-port*", "harbour"]),
    st.sampled_from([", ", " ", "", "; ", ": "]),
    st.sampled_from(["¶", "¶ ", "¶¶ ", "&para;", " para. ", "[¶"]),
    st.sampled_from(["2", "99", "1 to 9", "1 s9", "two"]),
    st.sampled_from(["]", ")", "", "}", "］", "]]", "`]", " and more]"]),
).map("".join)


@settings(max_examples=examples(200), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WAYS)
def test_however_a_citation_is_written_it_is_read_or_told(tmp_path, written):
    found = found_in(tmp_path, f"It fell {written}.")

    assert found or cites_only_what_is_there(tmp_path)


def cites_only_what_is_there(folder) -> bool:
    body = read_brief(folder / "x.md", "x.md")[0].body
    cited = [citation.target for group in body.groups.values() for citation in group.citations]
    return cited == [SeedRef("grain-port", (Range("2", "2"),))]


@pytest.mark.parametrize(
    "line",
    [
        "subtitle: Losses [@dal, ¶2]",
        "topics: [losses, 'ports [@dal, ¶2]']",
        "publisher: The desk (grain-port)",
        "author: [{name: A. Dal, role: 'Drafting, ¶2'}]",
    ],
)
def test_a_citation_in_the_head_of_a_brief_is_an_error(tmp_path, line):
    found = found_in(tmp_path, "It fell.", f"seeds: [grain-port]\n{line}")

    assert [finding.code for finding in found] == ["B022"]


@pytest.mark.parametrize(
    "body",
    [
        "The grain port and its mill stand (the mill is old).",
        "Paragraph 4 of the treaty and Article 6, paragraph 2, bind the port.",
        "Paragraphs 3 and 4 (a) of the annex say so, and so does paragraph two of the law.",
        "So Resolution 1701 (2006), para. 8, and State v. Dal, [1999] OSC 14, at para. 22.",
        "Write to desk@grain-port.example or see https://example.org/grain-port/R4.",
        "The R4 road begins at gate R1 of the port.",
        "The log, on page 7, has two columns, (1) and (2) [sic].",
        "The port is [so it is said] old, and [the oldest] of three.",
        'It "shipped [some] loads" in 2019.',
        "[R4]{.term} is a road, [¶ 2]{.term} a sign and [grain-port]{.term} a name.",
        "A handle such as \\@harbour is no source.",
        'It has 5 km², 10⁶ t, x² and (a + b)² of it, and "fell again.²" at sea.',
        "It has 5 km^2^, 12 m^3^/s, 10^6^ t, 10^-6^ t, kg m^-2^, R^2^ = 0.8 and (1 + r)^2^ of it.",
        "It has H~2~O, CO~2~, PM~2.5~, Ca(OH)~2~, Ca^2+^, SO~4~^2-^, Na^+^, log~10~ and x~max~.",
        "The 1^st^, 22^nd^, XX^e^, 2^e^, n^o^ 5, M^me^ Dal, x^n^ or 10^n^, *x*^2^ or **m^2^**.",
        "It holds [2^10^]{.term} words.",
        "The Dalton gate (built in 2019) and the Harbour Board (2,020 men) are old.",
        "The second paragraph of the treaty and the last paragraphs are long.",
        "It is half of it (¹⁄₂, or ¹/₂), by § 12 and Staff Note 9 (§ 3 of the Act, § 4 PBA).",
        "Table 7 of the annual report and Figure 2 in the Annex show it.",
        LOSSES + "Table 1 shows it; [Table 9]{.term} is a seat.",
        "The port (see page 4 of the log) opened (March 2020), on (12 March 2019, 14:30).",
        "It took road R9 north; the R9 bus, R&D and R2-D2 too.",
        "It fell [March 2019] and [in Moscow 2019] and [Spring 2019], [early 2019] and [2019].",
        "It fell (Moscow 2019), (May 2019), (Spring, 2019), (Since 2019) and (the Act 2019).",
        "The Quay meeting (Quayside 2019) was the first; [the Quay plan of 2019] came later.",
        'It says "the [Smith 2019] gate is old".',
    ],
)
def test_honest_words_are_left_alone(tmp_path, body):
    found = found_in(tmp_path, body)

    assert not {"C026", "C027", "C008", "B022"} & {finding.code for finding in found}


def test_a_key_that_the_sources_use_as_a_word_is_a_word_outside_brackets(tmp_path):
    assert found_in(tmp_path, "The port has a (mill), they say.") == []


@pytest.mark.parametrize("body", ["As para. 2 has it, it fell.", "It fell (see paragraph 2)."])
def test_a_bare_paragraph_is_a_warning_where_no_document_is_named(tmp_path, body):
    (warning,) = found_in(tmp_path, body)

    assert (warning.code, warning.severity) == ("C027", Severity.WARNING)
    assert warning.hint.startswith("write [@grain-port, ¶2]")


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("Its ninth paragraph says that it fell.", "ninth paragraph"),
        ("The final paragraph says so.", "final paragraph"),
        ("Paragraph nine of the article says so.", "Paragraph nine"),
        ("It fell (p. 9).", "p. 9"),
        ("It fell (see pages 9-11).", "pages 9-11"),
        ("It fell (see note 3).", "note 3"),
        ("It fell (n 3).", "n 3"),
        ("It fell (n3).", "n3"),
        ("It fell (§ 9).", "§ 9"),
        ("It fell (Smith 2019, p. 9).", "Smith 2019, p. 9"),
        ("It fell (Smith et al., 2019).", "Smith et al., 2019"),
        ("It fell (Smith, 2019: 14-16).", "Smith, 2019: 14-16"),
        ("It fell (Smith 2019).", "Smith 2019"),
        ("It fell (Smith & Jones, 2019), they say.", "Smith & Jones, 2019"),
        ("Table 7 shows it.", "Table 7"),
        ("| a |\n|---|\n| b |\n\nTable 1 shows it.", "Table 1"),
        (LOSSES + "Table 2 shows it.", "Table 2"),
        (LOSSES + "It fell (Figs. 2 and 3).", "Figs. 2"),
        ("It fell (R9).", "R9"),
        ("As R9 reports, it fell.", "R9"),
        ("Record R4 says the same.", "R4"),
    ],
)
def test_a_place_that_is_in_no_source_by_name_is_a_warning(tmp_path, body, place):
    (warning,) = found_in(tmp_path, body)

    assert (warning.code, warning.severity) == ("C027", Severity.WARNING)
    assert words_at("\n" * 5 + "\n" + body, warning.span) == place
    assert f"“{place}”" in warning.message


def test_who_types_the_number_of_a_table_above_it_is_told_how_a_caption_is_written(tmp_path):
    (warning,) = found_in(tmp_path, "**Table 7: Losses by port**\n\n| a |\n|---|\n| b |")

    assert warning.code == "C027"
    assert "`: Words {#tbl-name}`" in (warning.hint or "")


@pytest.mark.parametrize(
    "body",
    [
        "It fell @grain-port ¶2.",
        "It fell (@grain-port, ¶2).",
        "It fell [@grain-port, ¶2.",
        "It fell [@grain-port, ¶2 to the end].",
    ],
)
def test_what_is_told_of_a_citation_is_not_told_of_its_words_again(tmp_path, body):
    assert [finding.code for finding in found_in(tmp_path, body)] == ["C008"]


@pytest.mark.parametrize("written", ["[harbour, ¶2]", "(harbour, ¶2)", "[@harbour, ¶2 and on]"])
def test_that_a_quotation_cites_nothing_is_not_told_beside_its_citation_that_is_none(
    tmp_path, written
):
    said = 'He says "we will not sell a single berth"'
    found = findings(tmp_path, f"It grew. {said} {written}. And {said[3:]} again.")

    assert codes(found).count("C010") == 2
    assert codes(without_consequences(found)).count("C010") == 1
