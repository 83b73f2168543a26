"""Nothing is printed as its own source: what looks like markup and was not read is an error."""

from __future__ import annotations

import pytest

from generator.diagnostics.fixes import fixes_in, mended
from generator.markdown.parse import parse
from tests.checking import words_at

ANYWHERE = [
    ("The dock cost ~~3~~ 5 million.", "~~3~~"),
    ("~~*The ferry* sailed.~~", "~~*The ferry* sailed.~~"),
    ("It is CO~(g)~ now.", "~(g)~"),
    ("It is m^^ long.", "^^"),
    ("It fell by x^(n+1)^ so.", "^(n+1)^"),
    ("It was 10^more-than-twelve^ so.", "^more-than-twelve^"),
    ("It weighed 10^6 tonnes.", "^6"),
    ("A ==late== ferry.", "==late=="),
    ("A ++new++ ferry.", "++new++"),
    ("So $x^2$ holds.", "$x^2$"),
    ("So $a + b$ holds.", "$a + b$"),
    (r"So $\alpha = \beta$ holds.", r"$\alpha = \beta$"),
    ("$$x < y$$", "$$x < y$$"),
    (r"More \textbf{ferries} sail.", r"\textbf{ferries}"),
    ("The ferry {++sails++} now.", "{++sails++}"),
    ("Dear {{ minister }},", "{{ minister }}"),
    ("{pagebreak}", "{pagebreak}"),
    ("[[_TOC_]]", "[[_TOC_]]"),
    (r"\tableofcontents", r"\tableofcontents"),
    ("[ ] the ferry", "[ ]"),
    ("- [ ] the ferry", "[ ]"),
    ("See [the log](log book.md).", "[the log](log book.md)"),
    ("See [the log] (https://example.org).", "[the log] (https://example.org)"),
    ("See [the log][1].", "[the log][1]"),
    ("See (the log)[https://example.org].", "(the log)[https://example.org]"),
    ("See (the log)[#sec-log].", "(the log)[#sec-log]"),
    ("See [the log|https://example.org].", "[the log|https://example.org]"),
    ("[Said [@a, ¶1]](https://b.org)", "[Said [@a, ¶1]](https://b.org)"),
    ("See [[Harbour log]].", "[[Harbour log]]"),
    ("![A ferry](the ferry.png)", "![A ferry](the ferry.png)"),
    ("See <www.example.org>.", "<www.example.org>"),
    ('It was **"late"**said.', '**"late"**'),
    ("It was ** late** again.", "** late**"),
    ("It was **late again.", "**late"),
    ("It was *late again.", "*late"),
    ("It was _late again.", "_late"),
    ("Ships &emspace; docks", "&emspace;"),
    ("It sails :ship: again.", ":ship:"),
    ("Said^[in a log.", "^["),
    ("(@) The ferry.", "(@)"),
    ("The ferry %%or the tug%% sailed.", "%%or the tug%%"),
    ("The [>TEU] is a unit.", "[>TEU]"),
    ("It sailed <%= day %> again.", "<%= day %>"),
    ("It sailedfootnote:[In a log.].", "sailedfootnote:[In a log.]"),
    ("The '''late''' ferry.", "'''late'''"),
    ("It was ||late|| again.", "||late||"),
    ("It was [b]late[/b] again.", "[/b]"),
    ("| a | b |\n|---|---|\n| ~~c~~ | d |", "~~c~~"),
    ("## The ==late== ferry", "==late=="),
    ("Said[^a].\n\n[^a]: The ~~late~~ ferry.", "~~late~~"),
    ("![The ~~late~~ ferry](x.png)", "~~late~~"),
]

BEGINNING = [
    ("• One\n• Two", "- One\n- Two"),
    ("Text:\n• One\n• Two", "Text:\n\n- One\n- Two"),
    ("> ▪ One\n> ▪ Two", "> - One\n> - Two"),
    ("- Text\n  • One", "- Text\n  \n  - One"),
    ("1.One\n2.Two", "1. One\n2. Two"),
    ("1)One", "1) One"),
    ("-One\n-Two", "- One\n- Two"),
    ("##The ferry", "## The ferry"),
    ("###The ferry {#ferry}", "### The ferry {#ferry}"),
]

LINES = [
    ("#The ferry", "#The ferry"),
    ("== The ferry ==", "== The ferry =="),
    ("*One\n*Two", None),
    ("– One\n– Two", None),
    ("a) One\nb) Two", None),
    ("(i) One\n(ii) Two", None),
    ("#. One", "#. One"),
    ("- [x] One", "[x]"),
    ("*[TEU]: a unit", "*[TEU]: a unit"),
    ("!!! note", "!!! note"),
    ("> [!NOTE]\n> Late.", "[!NOTE]"),
    ("=====", "====="),
    ("+++", "+++"),
    (".. note:: Late", ".. note:: Late"),
    ("\\newpage", "\\newpage"),
    ("#+BEGIN_QUOTE", "#+BEGIN_QUOTE"),
    ("It sailed. ^ferry-1", "^ferry-1"),
    ("Dock\tShips\nNorth\t5", None),
    ("h2. The ferry", "h2. The ferry"),
    (".. _ferry: log", ".. _ferry: log"),
    ("[TOC]", "[TOC]"),
]

TABLES = [
    ("| a | b |\n| c | d |", "no row of dashes"),
    ("a | b\nc | d", "no row of dashes"),
    ("| One line of verse", "no row of dashes"),
    ("+---+---+\n| a | b |\n+===+===+\n| c | d |\n+---+---+", "drawn with + and -"),
    ("| a | b | c |\n|---|---|---|\n| d [@key, ¶1] |", "this row 1 cell"),
    ("| a || b |\n|---|---|---|\n| c | d | e |", "span columns"),
]

HONEST = [
    "It cost US$5 and later US$7; from $5 to $7 a tonne; A$5 (US$3).",
    "It costs $5, the other $6, and 5 * 3 * 2 = 30.",
    "C# and C++ and C++20/C++23; R&D, AT&T and Q&A; #1 and #ferries.",
    "It was ~5 % and ~6 %, 3~5 days; a == b, a <= b, x > y.",
    "`a==b`, `~~x~~`, `$x$` and `[ ]` are code.",
    r"\~\~x\~\~, \$x\$, \[ \], \*word, \_word, 10\^6, \==x=\=, \{x\}.",
    "The file report_2024_final.pdf at <https://example.org/_a~b~c_d?x={y}>.",
    "The *ferry*, the **dock**, the ***berth*** and [a log](https://example.org/a_b_c).",
    "Growth of 0.45** and 0.32*** (p < 0.05).",
    "[The] ferry [sic] … [was] late [and] full, 10:30:45, 3:1.",
    "*Excludes re-exports.",
    "1. January\n2. February",
    "(a) The ferry sails. (b) The dock waits.",
    "The line ends at\n2024. The next begins.",
    "— The harbour master",
    "H₂O, CO₂, m², 10⁶, ½, § 5, ¶ 3, † and ‡.",
    "| a | b |\n|---|---|\n| c | |\n| - | 5 % |",
    "Either/or, yes | no, p(A|B); a || b; it fell 5 %% in all.",
    "It is [>5] or [?], 'tis ''so'', and h2 is no gas.",
    "It sailed (late) [sic] and (see `x`) [`y`]; [a|b], (at https://example.org) [again].",
    "Ships\tdocks on one line; a caret ^ alone.",
]


@pytest.mark.parametrize(("text", "shown"), [*ANYWHERE, *LINES])
def test_markup_that_is_not_read_is_an_error_at_its_place(text, shown):
    found = parse(text, "x.md").diagnostics

    assert len(found) == 1, found
    assert found[0].is_error
    assert found[0].code in ("B008", "B011", "B030")
    assert found[0].hint
    assert shown is None or words_at(text, found[0].span) == shown


@pytest.mark.parametrize(("text", "right"), BEGINNING)
def test_what_has_one_meaning_is_mended(text, right):
    found = parse(text, "x.md").diagnostics

    assert [finding.code for finding in found] == ["B030"]
    assert mended(text, fixes_in(found, "x.md")) == right
    assert parse(right, "x.md").diagnostics == ()


@pytest.mark.parametrize(("text", "message"), TABLES)
def test_a_table_that_is_not_read_whole_is_an_error(text, message):
    found = parse(text, "x.md").diagnostics

    assert [finding.code for finding in found] == ["B009"]
    assert message in found[0].message


def test_what_would_be_printed_is_told_in_one_line():
    (told,) = parse("Port\tTonnes\nVisby\t5", "x.md").diagnostics

    assert told.message == "a table would be printed as it is written: Port Tonnes Visby 5"


@pytest.mark.parametrize("text", HONEST)
def test_honest_signs_are_left_alone(text):
    assert parse(text, "x.md").diagnostics == ()


def test_a_fence_of_two_colons_is_read_and_told_once():
    text = ":: {.sidebar}\nWords.\n:::"

    read = parse(text, "x.md")

    assert [node.kind for node in read.blocks] == ["div"]
    assert [finding.code for finding in read.diagnostics] == ["B006"]
    assert mended(text, fixes_in(read.diagnostics, "x.md")) == ":" + text


@pytest.mark.slow
def test_a_long_row_of_signs_is_read_to_its_end():
    for signs in ("$a ", "$a$ ", "[ ] ", "~~a ", "{{ ", "**a ", "==a ", "\\a", "$1="):
        assert parse(signs * 2_000, "x.md").blocks


TABLE = "| a | b |\n|---|---|\n| c | d |\n\n"


@pytest.mark.parametrize(
    ("text", "shown", "after"),
    [
        (f"{TABLE}: Table 1: Ports {{#tbl-a}}", "Table 1: ", f"{TABLE}: Ports {{#tbl-a}}"),
        ("![Fig. 2a – Quays](x.png)", "Fig. 2a – ", "![Quays](x.png)"),
        ("![Рис. 3. Quays](x.png)", "Рис. 3. ", "![Quays](x.png)"),
        ("![**Figure 1.** Quays](x.png)", "**Figure 1.** ", None),
        ("![Figure 1](x.png)", "Figure 1", None),
    ],
)
def test_a_number_typed_into_a_caption_is_told_and_taken_out(text, shown, after):
    markdown = parse(text, "x.md")

    assert [(f.code, words_at(text, f.span)) for f in markdown.diagnostics] == [("B042", shown)]
    assert mended(text, fixes_in(markdown.diagnostics, "x.md")) == (after or text)


@pytest.mark.parametrize(
    "caption", ["Table 2 of the report, columns 1–3", "Figures of 2024", "Figure skating: 3 halls"]
)
def test_a_caption_may_speak_of_tables_and_numbers(caption):
    assert not parse(f"![{caption}](x.png)", "x.md").diagnostics
