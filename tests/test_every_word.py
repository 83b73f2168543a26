"""Whatever is written into a paragraph is in the document's words, or is named by a finding.

But for what typography does: quotation marks, dashes, dots and white space. A note's words stand
for its mark.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import BriefError, Library, find_workspace
from generator.diagnostics import Diagnostic
from generator.document import NoteMark
from generator.document.walking import every_run, plain_text
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from tests.checking import FRONT, grave
from tests.layout.composing import all_inlines

REPOSITORY = Path(__file__).parent.parent

UNREAD = """
~~gone~~ | ==seen== | ++new++ | $x^2$ | $a + b$ | $$x$$ | CO~2~ | 10^6^ | 10^6 | \\newpage |
\\alpha | [ ] | {{x}} | {pagebreak} | [[wiki]] | [a] (https://b.org) | [a](b c) | ![a](b c) |
![a] | [a][b] | <www.b.org> | **"a"**b | **a | &bogus; | :ship: | ^[a | [^ a] | !!! a | (@) |
US$5 | US$7 | C# | ~5 % | a == b | 5 * 3 | R&D | {a} | «a» | a|b | #5 | •a | ¶ | § 5 | a\\~b |
\\$5 | \\[a\\] | `a==b` | *a* | **b** | [a] | [sic] | (a) | x<y | TODO | ??? | 1.a | ©️ | ❤️ |
1️⃣
""".replace("\n", " ").split(" | ")
SIGNS = st.text(
    st.sampled_from("abc 12~^$=+*_`\\#|:;.,!?%/-–—'\"“”‘’«»•¶§°&>)}]\u00a0\u00ad\u200b\u202e")
)
LETTERS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r@[<&({"))
TEXTS = st.lists(
    st.one_of(SIGNS, LETTERS, st.sampled_from([piece.strip() for piece in UNREAD])),
    min_size=1,
    max_size=4,
).map(" ".join)

# Quotation marks, dashes, dots and white space; and what is read: emphasis, code, a backslash,
# what is raised or lowered.
_SET = re.compile(r"[\s\"'“”„‟‘’‚‛«»‹›.…\-−–—*_`\\^~]")


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("words")
    shutil.copytree(REPOSITORY / "templates", folder / "templates")
    for name in ("briefs", "seeds"):
        (folder / name).mkdir()
    library = Library(find_workspace(folder))
    compose(library, read(library, written(library, "")), draft=True)  # it has read its template
    return library


def written(library: Library, text: str) -> Path:
    path = library.workspace.briefs / "x.md"
    front = FRONT.replace("seeds: [harbour]", "seeds: []")
    path.write_bytes(f"{front}Quayside {text} Harbourside\n".encode())
    return path


def told_or_printed(library: Library, text: str) -> tuple[list[Diagnostic], str]:
    """What is found in a brief that has the text in a paragraph, and what the document prints."""
    path = written(library, text)
    library = library.without_briefs()
    try:
        reading = read(library, path)
        found = list(grave(reading.found))
        document = compose(library, reading, draft=True).document
    except BriefError as error:
        return list(error.diagnostics), ""
    noted = {
        note.number: "[" + "".join(map(plain_text, every_run(note.blocks))) + "]"
        for note in document.notes
    }
    words = "".join(
        noted[inline.number] if isinstance(inline, NoteMark) else getattr(inline, "value", "")
        for inline in all_inlines(document)
    )
    printed = re.search("Quayside(.*)Harbourside", words, re.DOTALL)
    return found, printed[1] if printed else ""


def is_told_or_printed(library: Library, text: str) -> bool:
    found, printed = told_or_printed(library, text)
    return bool(found) or _SET.sub("", printed) == _SET.sub("", text)


QUICK = settings(suppress_health_check=list(HealthCheck))
LONG = settings(max_examples=1_000, suppress_health_check=list(HealthCheck))


@pytest.mark.slow
@QUICK
@given(text=TEXTS)
def test_any_text_is_printed_or_told(library, text):
    assert is_told_or_printed(library, text)


@pytest.mark.slow
@LONG
@given(text=TEXTS)
def test_a_thousand_texts_are_printed_or_told(library, text):
    assert is_told_or_printed(library, text)


@pytest.mark.parametrize(
    "text", ["US$5 and C#, ~5 %, 5 * 3", "©️ ❤️ 1️⃣", "`a==b`", r"\~ \$5", "R&D", "^[a b]"]
)
def test_an_honest_text_is_printed_and_nothing_is_told(library, text):
    found, printed = told_or_printed(library, text)

    assert found == []
    assert _SET.sub("", printed) == _SET.sub("", text)
