"""What an author may have written amiss, each at its own line."""

from __future__ import annotations

import pytest

from generator.briefs.read import read_brief, read_caveats
from generator.config.files import BRIEF
from generator.diagnostics import BriefError
from tests.checking import FRONT, codes, findings, words_at

FIRST = FRONT.count("\n") + 1  # the first line of the body


@pytest.mark.parametrize(
    ("body", "code", "place"),
    [
        ("::: {.summary}\nText.", "B006", "::: {.summary}"),
        ("Text.\n\n:::", "B006", ":::"),
        ("Text.\n::: {.summary}\nText.\n:::", "B006", "::: {.summary}"),
        ("```\ncode\n\nText.", "B006", "```"),
        ("Text.\n\n<!-- never closed\n\nText.", "B006", "<!-- never closed"),
        ("```\ncode\n```", "B007", "```"),
        ("    code", "B007", "code"),
        ("<div>\n\nText.", "B007", "<div>"),
        ("A <b>bold</b> word.", "B007", "<b>"),
        ("Text.\n\n***\n\nText.", "B007", "***"),
        ("<!-- a comment --> and words", "B007", "<!-- a comment --> and words"),
        ("[a]: https://example.org", "B008", "[a]:"),
        ("Text.\n[@a]: https://example.org", "B008", "[@a]:"),
        ('[a](https://b.org "T")', "B008", '[a](https://b.org "T")'),
        ("| a | b |\n|---|---|\n| c | d | e |", "B009", " e |"),
        ("| a |\n|---|\n| b |\nText.", "B009", "Text."),
        ("| a | b |\n|---|\n| c | d |", "B009", "| a | b |"),
        (": A caption", "B009", "A caption"),
        ("Text[^a].", "B010", "[^a]"),
        ("Text.\n\n[^a]: Note.", "B010", "[^a]"),
        ("Text[^a].\n\n[^a]: One.\n\n[^a]: Two.", "B010", "[^a]"),
        ("Text[^a].\n\n[^a]: One[^b].\n\n[^b]: Two.", "B010", "[^b]"),
        ("Text[^a].\n\n[^a]: One[^a].", "B010", "[^a]"),
        ("Text^[One^[two]].", "B010", "^[two]"),
        ("Text[^a].\n\n[^a]:\n    | a |\n    |---|\n    | b |", "B010", None),
        ("::: {.sidebar title}\nText.\n:::", "B011", "::: {.sidebar title}"),
        ("[x]{.to", "B011", "[x]"),
        ("Words {.by} behind.", "B011", "{.by}"),
        ("Words ![alt](x.png) behind.", "B013", "![alt](x.png)"),
        ("![](x.png)", "B013", "![](x.png)"),
        ("::: {.sumary}\nText.\n:::", "B014", "::: {.sumary}"),
        ("[x]{.repoted}", "B014", "[x]{.repoted}"),
        ("[x]{}", "B014", "[x]{}"),
        ('[x]{language="ru"}', "B014", '[x]{language="ru"}'),
        ('::: {.sidebar titel="x"}\nText.\n:::', "B014", '::: {.sidebar titel="x"}'),
        ("## Words {.unnumbered}", "B014", "Words"),
        ("![a](x.png){height=50%}", "B014", "![a](x.png){height=50%}"),
        ("![a](x.png){width=6cm}", "B011", "![a](x.png){width=6cm}"),
        ("![a](x.png){width=0%}", "B011", "![a](x.png){width=0%}"),
        ("![a](x.png){width=101%}", "B011", "![a](x.png){width=101%}"),
        ("::: {.judgements}\nText.\n:::", "B015", "Text."),
        ("::: {.judgements}\n1.\n2. Text.\n:::", "B015", "1."),
        ("::: {.gaps}\nA.\n:::\n\n::: {.gaps}\nB.\n:::", "B015", "::: {.gaps}"),
        ("> ::: {.gaps}\n> A.\n> :::", "B015", "::: {.gaps}"),
        ("One.\n\n- ::: {.page-break}\n  :::", "B015", "::: {.page-break}"),
        ("::: {.sidebar}\n::: {.landscape}\nA.\n:::\n:::", "B015", "::: {.landscape}"),
        (
            "::: {.landscape}\n:::: {.landscape}\nA.\n::::\n:::",
            "B015",
            ":::: {.landscape}",
        ),
        ("::: {.page-break}\nWords.\n:::", "B015", "::: {.page-break}"),
        ("::: {.landscape}\n:::: {.gaps}\nA.\n::::\n:::", "B015", ":::: {.gaps}"),
        ("::: {.landscape}\n:::", "B032", "::: {.landscape}"),
        ("\\newpage", "B030", "\\newpage"),
        ("See [@tbl-x].", "B016", "[@tbl-x]"),
        ("See @fig-x.", "B016", "@fig-x"),
        ("::: {.caveat}\nText.\n:::", "B017", "::: {.caveat}"),
        ('::: {.caveat #a status="open"}\nText.\n:::', "B017", '::: {.caveat #a status="open"}'),
        ("::: {.caveat #a}\n:::", "B017", "::: {.caveat #a}"),
        ("# One", "B019", "One"),
        ("#### One", "B019", "One"),
        ("## One\n\n#### Two", "B019", "Two"),
        ("## One\n\n##", "B019", None),
        ("## A {#x}\n\n## B {#x}", "B020", "B"),
        ("## A {#note-1}", "B020", "A"),
        ("[x]{#y .by}", "B020", "[x]{#y .by}"),
        ("| a |\n|---|\n| b |\n\n: Words {#one}", "B020", None),
        ("![a](x.png){#one}", "B020", "![a](x.png){#one}"),
        ("[a](#nowhere)", "B021", "[a](#nowhere)"),
        ("[a](other.md)", "B021", "[a](other.md)"),
        ("[a](javascript:alert)", "B021", "[a](javascript:alert)"),
        ("> - [a](JaVaScRiPt:alert)", "B021", "[a](JaVaScRiPt:alert)"),
        ("Text^[One [a](file:///srv/x)].", "B021", "[a](file:///srv/x)"),
        ("| a |\n|---|\n| [a](data:text/html,x) |", "B021", "[a](data:text/html,x)"),
        ("See <vbscript:x>.", "B021", "<vbscript:x>"),
        ("[a](//example.org/x)", "B021", "[a](//example.org/x)"),
        ("[a](https://bank.example@b.org)", "B021", "[a](https://bank.example@b.org)"),
        ("[a](mailto:a@b.org?attach=/srv/x)", "B021", "[a](mailto:a@b.org?attach=/srv/x)"),
        ("::: {.caveat #a}\n[a](file:///x)\n:::", "B021", "[a](file:///x)"),
        ("[a]()", "B021", "[a]()"),
        ("[](https://example.org)", "B021", "[](https://example.org)"),
        ('::: {.sidebar title="T [@a, ¶1]"}\nText.\n:::', "B022", None),
        ('![a](x.png){alt="T [@a, ¶1]"}', "B022", None),
    ],
)
def test_what_is_amiss_is_said_at_its_place(tmp_path, body, code, place):
    found = [f for f in findings(tmp_path, body) if f.code == code]

    assert found
    assert place is None or words_at(FRONT + body, found[0].span) == place
    assert found[0].hint
    assert found[0].span.start.line >= FIRST


@pytest.mark.parametrize(
    "body",
    [
        '::: {.sidebar title="It\'s"}\nText.\n:::',
        "::: sidebar\nText.\n:::",
        "One.\n\n::: {.page-break}\n:::\n\nTwo.",
        "One.\n\n::: {.landscape}\nTwo.\n\n::: {.page-break}\n:::\n\nThree.\n:::\n\nFour.",
        "::::: {.sidebar} :::::\n::: {.sidebar}\nText.\n:::\n:::::",
        "- ::: {.sidebar}\n  Text.\n  :::",
        "> ::: {.sidebar}\n> Traffic grew by 2.5 per cent [@harbour, ¶2].\n> :::",
        "[Владимир]{lang=ru} said.",
        "## [Владимир]{lang=ru}\n\nText.",
        "## Words {#words}\n\nSee [the words](#words).",
        "Setext\n---\n\nText.",
        "<!-- a\n\ncomment -->\n\nText <!-- inside --> too.",
        "| a | b |\n|---|---|\n| c \\| d | e |",
        "| a | b |\n|:--|--:|\n| c | |",
        "- | a |\n  |---|\n  | b |",
        "Term\n\n:   Said.\n\n    More.",
        "One[^a] and two[^a].\n\n[^a]: A note.",
        "Text\\\nText  \nText",
        "RTL: \u202bالسلام\u202c عليكم and \u05d0\u05d1",
        "Line\u2028separator and next\u0085line".replace("\u0085", " "),
        "- a\n  - b\n    - c\n      - d\n        1. e",
    ],
)
def test_what_holds_is_left_alone(tmp_path, body):
    assert findings(tmp_path, body) == []


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ("Lost<sup>2</sup> ships.", "[^1]"),
        ("H<SUB>2</SUB>O", "H~2~O"),
        ("One<br/>two", "\\"),
        ("<div class=box>\nText.\n</div>", "::: {.sidebar"),
        ("<table>\n<tr><td>1</td></tr>\n</table>", "| a | b |"),
        ("<h2>Words</h2>", "## Words"),
        ("An <abbr>EU</abbr> ship.", "plain Markdown"),
    ],
)
def test_html_is_refused_once_with_what_to_write_instead(tmp_path, body, written):
    (found,) = findings(tmp_path, body)

    assert found.code == "B007"
    assert written in found.hint


def test_all_is_found_in_one_run(tmp_path):
    front = FRONT.replace("date: 2026-11-22", "date: soon\nfoo: 1")
    body = "# One\n\nSaid [@harbour, ¶9] and “so it was [@harbor, ¶1].\n\n:::"

    found = findings(tmp_path, body, front=front)

    assert codes(found).count("B003") == 2
    assert {"B019", "C002", "C001", "C009", "B006"} <= set(codes(found))


def test_each_caveat_of_a_source_has_a_name_of_its_own():
    text = "::: {.caveat #a}\nOne.\n:::\n\n::: {.caveat #a}\nTwo.\n:::\n\nThree.\n"

    caveats, _, found = read_caveats(text, "caveats.md")

    assert [caveat.name for caveat in caveats] == ["a", "a"]
    assert sorted(codes(found)) == ["B017", "B020"]


# --- the file ---------------------------------------------------------------------------


def refusal(tmp_path, data: bytes):
    path = tmp_path / "x.md"
    path.write_bytes(data)
    with pytest.raises(BriefError) as raised:
        read_brief(path, "briefs/x.md")
    return raised.value.diagnostics


@pytest.mark.parametrize(
    ("data", "message", "line", "column"),
    [
        (FRONT.encode() + b"Nul \0 byte", "a NUL byte cannot be printed", FIRST, 5),
        (FRONT.encode("utf-16"), "this file is in UTF-16", 1, 1),
        (FRONT.encode("utf-16-le"), "a NUL byte cannot be printed", 1, 2),
        (
            FRONT.encode() + "Café é".encode("latin-1"),
            f"not UTF-8 at byte {len(FRONT) + 3}",
            FIRST,
            4,
        ),
        (FRONT.encode() + b"\x0b", "the character U+000B cannot be printed", FIRST, 1),
        (b"x" * (BRIEF.most + 1), "2,000,001 bytes are too many for a brief", 1, 1),
        (b"", "this brief has no front matter", 1, 1),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path, data, message, line, column):
    found = refusal(tmp_path, data)[0]

    assert found.message == message
    assert (found.span.start.line, found.span.start.column) == (line, column)
    assert found.hint


@pytest.mark.parametrize(("make", "message"), [(False, "no file"), (True, "is a folder")])
def test_a_file_that_is_not_there_is_said(tmp_path, make, message):
    path = tmp_path / "x.md"
    if make:
        path.mkdir()

    with pytest.raises(BriefError, match=message):
        read_brief(path, "briefs/x.md")


def test_a_byte_order_mark_is_no_letter(tmp_path):
    path = tmp_path / "x.md"
    path.write_bytes(b"\xef\xbb\xbf" + FRONT.encode() + b"Text [@harbour, \xc2\xb61].\r\n")

    brief, found = read_brief(path, "briefs/x.md")

    assert not found
    assert len(brief.body.groups) == 1


def test_composed_and_decomposed_letters_are_the_same_words(tmp_path):
    texts = ["The cafe\u0301 opens at nine."]

    assert findings(tmp_path, "The “café opens at” [@harbour, ¶1].", texts=texts) == []
