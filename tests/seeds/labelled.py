"""Seeds whose paragraphs have printed numbers, pages and times."""

from __future__ import annotations

from generator.language.folding import digest
from generator.seeds.seed import Edition, Seed, SeedMeta, SeedParagraph, SourcePlace


def labelled_seed(*said: tuple[str, ...], key: str = "act") -> Seed:
    """A seed of paragraphs that each say: number, label, page, time."""
    paragraphs = []
    for at, (number, label, *place) in enumerate(said):
        page, time = (*place, "", "")[:2]
        text = f"The lock number {at} was closed. Nobody knew why it was."
        paragraphs.append(
            SeedParagraph(
                number,
                text,
                digest(text),
                SourcePlace(at + 1, at + 1, page=page, time=time),
                label=label,
                ink=(at * 100, at * 100 + 100),
            )
        )
    return Seed(key, SeedMeta("Locks"), Edition(1, "original.txt", "", tuple(paragraphs), ()))
