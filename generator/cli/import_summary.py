"""What an import tells: how much was taken, what was left out, and what is not certain."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.cli.terminal import hanging, terminal_width
from generator.language.counting import counted
from generator.seeds.places import first_places, paragraph_place

if TYPE_CHECKING:
    from generator.seeds.importing import ImportedSeed
    from generator.seeds.seed import DroppedBlock, SeedParagraph

_NONE = "(none recognised)"


def import_summary(key: str, found: ImportedSeed) -> Iterator[str]:
    """The lines that an import prints, so that a person sees at a glance whether it is right."""
    paragraphs, dropped = found.edition.paragraphs, found.edition.dropped
    told = counted(len(paragraphs), "paragraph") + ("" if found.is_new else ", as before")
    read_as = f", read as {found.encoding}" if found.encoding else ""  # the kind may settle it
    yield f"seeds/{key}  {told}{read_as}"
    yield hanging("  title    ", found.title or _NONE)
    yield hanging("  author   ", found.author or _NONE)
    yield f"  date     {found.published or _NONE}"
    yield f"  first    {_opening(paragraphs[0])}"
    yield f"  last     {_opening(paragraphs[-1])}"
    yield hanging("  dropped  ", _reasons(dropped) if dropped else "nothing")
    for guess in found.guesses:
        yield hanging("  unsure   ", guess)
    yield ""
    if dropped:
        yield f"See what was left out: brief seed show {key} --dropped"
    cited = f"[@{key}, {first_places(paragraphs)[0]}]"
    yield f"Check what seeds/{key}/seed.toml says, then cite it as {cited}."


def _opening(paragraph: SeedParagraph) -> str:
    head = f"{paragraph_place(paragraph)} "
    return head + textwrap.shorten(
        paragraph.text, terminal_width() - 11 - len(head), placeholder=" …"
    )


def _reasons(dropped: tuple[DroppedBlock, ...]) -> str:
    """How many lines were dropped, for each reason: "7 lines (advert 5, title 1, by-line 1)"."""
    reasons = Counter(block.reason.partition(":")[0] for block in dropped).most_common()
    told = ", ".join(f"{reason} {count}" for reason, count in reasons)
    return f"{counted(len(dropped), 'line')} ({told})"
