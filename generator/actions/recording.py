"""The record of a published version: what a person says about it, and how it was made."""

from __future__ import annotations

import importlib.metadata
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.archive.inventory import User
from generator.archive.record import CheckOutcome, KeptSource, VersionRecord
from generator.version import __version__

if TYPE_CHECKING:
    from generator.briefs.brief import Caveat
    from generator.diagnostics import Diagnostic
    from generator.pipeline.making import Made
    from generator.pipeline.reading import Reading
    from generator.seeds.seed import Seed
    from generator.workspace.workspace import Workspace

TOOLS = ("python-docx", "reportlab", "jinja2", "markdown-it-py", "mdit-py-plugins", "PyYAML",
         "uharfbuzz", "pyphen", "deflate", "pypdfium2")  # fmt: skip
"""The packages whose versions may change the bytes of a finished file."""


class Publication(Struct, frozen=True):
    """What a person says about a version. `acknowledged` are names of caveats, or "all"."""

    message: str
    created: str  # RFC 3339, with a time zone
    amendment: str = ""  # "minor" or "significant"; empty for a first version
    acknowledged: tuple[str, ...] = ()
    author: User | None = None  # else the house
    key: Path | None = None  # the SSH key to sign with


def caveats(reading: Reading) -> tuple[Caveat, ...]:
    """The caveats of the brief and of its sources."""
    return (*reading.evidence.brief.caveats, *reading.caveats)


def record_of(workspace: Workspace, made: Made, publication: Publication) -> VersionRecord:
    """Everything about the version that was made, except its bytes."""
    brief = made.reading.evidence.brief
    front = brief.front
    return VersionRecord(
        slug=brief.slug,
        title=front.title,
        number=front.number,
        version=front.version,
        date=front.date.isoformat(),
        language=front.lang or workspace.settings.language,
        publisher=front.publisher or workspace.settings.publisher,
        amendment=publication.amendment,
        message=publication.message,
        published=publication.created,
        authors=tuple(author.name for author in front.author),
        marking=front.marking,
        topics=front.topics,
        abstract=front.abstract,
        licence=front.licence or workspace.settings.licence,
        doi=front.doi,
        cutoff=front.cutoff.isoformat() if front.cutoff else "",
        brief=f"briefs/{brief.slug}.md",
        acknowledged=tuple(caveat.name for caveat in caveats(made.reading) if caveat.unresolved),
        sources=tuple(_kept_source(made, seed) for seed in made.reading.evidence.seeds.values()),
        checks=(CheckOutcome("brief check --strict", "pass", _outcome(made.findings)),),
        tools=tools(),
    )


def _outcome(found: tuple[Diagnostic, ...]) -> str:
    answered = sum(each.answer is not None for each in found)
    told = f"no errors, no warnings, {len(found) - answered} notes"
    return f"{told}, {answered} answered" if answered else told


def _kept_source(made: Made, seed: Seed) -> KeptSource:
    from generator.briefs.brief import SeedRef
    from generator.checks.evidence import cited_paragraphs

    groups = (group for body in made.reading.evidence.bodies for group in body.groups.values())
    targets = (c.target for group in groups for c in group.citations)
    cited = {
        paragraph.number
        for target in targets
        if isinstance(target, SeedRef) and target.key == seed.key
        for paragraph in cited_paragraphs(seed, target)
    }
    return KeptSource(
        key=seed.key,
        title=seed.meta.title,
        licence=seed.meta.licence,
        reproduce=seed.meta.reproduce,
        edition=seed.edition.number,
        original_digest=seed.edition.original_digest,
        paragraphs=tuple(number for number in seed.numbers if number in cited),
        kept=seed.meta.reproduce != "none",
    )


def tools() -> Mapping[str, str]:
    """The tools that make the finished files here, with versions."""
    versions = {"policy-brief-generator": __version__, "python": platform.python_version()}
    return versions | {name: importlib.metadata.version(name) for name in TOOLS}


def other_tools(then: Mapping[str, str]) -> Mapping[str, tuple[str, str]]:
    """The tools whose version differs from that in `then`, each with both versions."""
    here = tools()
    return {
        name: (version, here.get(name, "none"))
        for name, version in sorted(then.items())
        if here.get(name) != version
    }
