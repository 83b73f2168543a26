"""Definitions, code, boxes and the line below a table come back as paragraphs do."""

from __future__ import annotations

from generator.actions.merge import merge
from tests.archive.workspaces import command
from tests.merging.edited_files import BRIEF, WordFile

HEAD = BRIEF[: BRIEF.index("::: {.summary}")].replace("PB-9", "PB-10")
BODY = """The file is `fees.txt`, never `old.csv` [@harbour, ¶1].

Loss
: What the line costs.

| Vessel | Cars |
|:-------|-----:|
| Ferry | 41,000 |

::: {.table-source}
As the board counts.
:::

::: {.sidebar title="The pontoon"}
It was sold.
:::

Who pays
--------

The board pays.
"""


def test_what_is_changed_or_deleted_in_them_comes_back(desk, monkeypatch):
    monkeypatch.chdir(desk)
    (desk / "briefs/blocks.md").write_text(HEAD + BODY, encoding="utf-8", newline="\n")
    built = command("build", "blocks", "--draft", "--format", "docx", "--output", ".")
    assert built.exit_code == 0, built.output
    file = WordFile((desk / "blocks-draft.docx").read_bytes())
    changes = {
        "fees.txt": "costs.txt",
        "Loss": "Deficit",
        "the line costs": "the ferry costs",
        "board counts": "county counts",
    }
    for old, new in (*changes.items(), (", never ", ""), ("old.csv", "")):
        file.type(old, new)
    (words,) = file.insert_after("the ferry costs", "What a lorry pays.")
    words.addprevious(*file.insert_after("Deficit", "Toll"))
    heading = file.paragraph("Who pays")
    heading.getparent().remove(heading)
    (desk / "edited.docx").write_bytes(file.saved())

    found = merge(desk / "edited.docx")

    wanted = (HEAD + BODY).replace(", never `old.csv`", "").replace("Who pays\n--------\n\n", "")
    for old, new in changes.items():
        wanted = wanted.replace(old, new)
    cost = ": What the ferry costs.\n"
    wanted = wanted.replace(cost, f"{cost}\nToll\n:   What a lorry pays.\n")
    assert found.change.after.decode() == wanted
    assert found.told == ()
    merge(desk / "edited.docx", write=True)
    assert merge(desk / "edited.docx").change is None
