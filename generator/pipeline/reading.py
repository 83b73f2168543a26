"""A brief and all that it cites, read and checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.diagnostics import BriefError, Diagnostic, Purpose, Span, codes, diagnose
from generator.diagnostics.codes import PROMISE
from generator.pipeline.beside import (
    PrintedBeside,
    faults_beside,
    printed_beside,
    said_beside,
)
from generator.pipeline.library import Library
from generator.pipeline.rulings import Rulings, allowed_codes
from generator.pipeline.stopwatch import Stopwatch
from generator.templates.rules import Rules
from generator.workspace.finding import template_meant
from generator.workspace.settings import PLACEHOLDER_PUBLISHER

if TYPE_CHECKING:
    from generator.answers.settling import Answers
    from generator.briefs.brief import Body, Brief, Caveat
    from generator.checks.evidence import Evidence
    from generator.seeds.records import Record
    from generator.seeds.seed import Seed
    from generator.seeds.shelf import RecordShelf
    from generator.workspace.workspace import Workspace


class Reading(Struct, frozen=True):
    """A brief with all that it cites, and what the reading and the checks found."""

    folder: Path  # that the brief lies in, and its images with it
    template: str  # whose rules it was checked by, and which it is to be set in
    evidence: Evidence
    caveats: tuple[Caveat, ...]
    found: tuple[Diagnostic, ...]
    rulings: Rulings  # what becomes of these findings, and of those that come later
    libraries: tuple[Path, ...] = ()  # the files of reference managers that records.yaml names

    @property
    def allowed(self) -> tuple[Diagnostic, ...]:
        """The citation errors that `--allow` let through."""
        return tuple(each for each in self.found if each.code in PROMISE and not each.is_error)

    @property
    def is_broken(self) -> bool:
        """Whether an error was found. It can be composed as a draft all the same."""
        return any(finding.is_error for finding in self.found)


def read(  # noqa: PLR0913 - how a brief may be read, each by its name
    library: Library,
    path: Path,
    *,
    template: str | None = None,
    draft: bool = False,
    allow: Iterable[str] = (),
    watch: Stopwatch | None = None,
    text: str | None = None,
) -> Reading:
    """A brief with all that it cites. Raises BriefError if there is nothing to read on.

    `template` replaces the brief's own, `text` what its file holds. Raises ValueError if a code in
    `allow` is not one of a citation error.
    """
    from generator.briefs.read import BriefDefaults, read_brief

    workspace, shelf = library.workspace, library.records()
    settings = workspace.settings
    brief, found = read_brief(
        path,
        workspace.shown(path),
        defaults=BriefDefaults(settings.scale, settings.language, settings.fields),
        draft=draft,
        records=shelf.names,
        text=text,
    )
    gathered = _gathered(library, brief, template, found)
    evidence = gathered.evidence
    watch = watch or Stopwatch()
    watch.lap("read")
    found += _found_by_checks(library, path, gathered)
    watch.lap("check")
    answers = _answers_given(library, path, evidence, found)
    purpose = Purpose.DRAFT if draft else Purpose.BUILD
    rulings = Rulings(settings, allowed_codes(allow), answers, purpose)
    ruled = rulings.on(found)
    ruled += tuple(each.finding for each in answers.lapsed(ruled))
    return Reading(
        path.parent, gathered.template, evidence, gathered.caveats, ruled, rulings, shelf.files
    )


class _Gathered(Struct, frozen=True):
    """A brief and all that it rests on, before it is checked."""

    template: str
    evidence: Evidence
    caveats: tuple[Caveat, ...]
    printed: tuple[PrintedBeside, ...]


def _gathered(
    library: Library, brief: Brief, template: str | None, found: list[Diagnostic]
) -> _Gathered:
    """The sources, records and caveats of a brief; what is wrong with them is added to `found`."""
    from generator.briefs.places_found import brief_with_places_found
    from generator.briefs.read import gather_claims
    from generator.checks.evidence import Evidence

    workspace, shelf = library.workspace, library.records()
    seeds = _seeds(library, dict.fromkeys((*brief.front.seeds, *brief.body.cited_seeds)), found)
    brief = brief_with_places_found(brief, seeds)
    caveats, bodies = _caveats(library, seeds, found)
    records = _known_records(shelf, (brief.body, *bodies), found)
    printed = tuple(printed_beside(workspace, brief, seeds, records))
    beside = gather_claims(said_beside(printed), found)
    chosen = _template(library, brief, template, found)
    evidence = Evidence(
        brief=brief,
        seeds=seeds,
        records=records,
        keys=library.seed_keys(),
        record_ids=shelf.names if shelf.is_read else None,
        caveats=bodies,
        caveat_texts={
            workspace.shown(workspace.caveats(seed.key)): seed.caveats
            for seed in seeds.values()
            if seed.caveats is not None
        },
        settings=workspace.settings,
        rules=_template_rules(library, chosen),
        beside=beside,
        declarer=partial(_declarer, library),
    )
    return _Gathered(chosen, evidence, caveats, printed)


def _caveats(
    library: Library, seeds: Mapping[str, Seed], found: list[Diagnostic]
) -> tuple[tuple[Caveat, ...], tuple[Body, ...]]:
    """What the files beside the sources say against them, and the whole of these files."""
    from generator.briefs.places_found import with_places_found

    caveats: list[Caveat] = []
    bodies: list[Body] = []
    for seed in seeds.values():
        if seed.caveats is not None:
            own, body, faults = library.caveats(seed)
            caveats += own
            bodies.append(with_places_found(body, seeds))
            found += faults
    return tuple(caveats), tuple(bodies)


def _found_by_checks(library: Library, path: Path, gathered: _Gathered) -> Iterator[Diagnostic]:
    """What the checks find in a brief and in what it rests on."""
    from generator.checks import run_checks
    from generator.layout.images import faults_of_images
    from generator.pipeline.twins import twins

    workspace, evidence = library.workspace, gathered.evidence
    yield from run_checks(evidence)
    yield from faults_beside(gathered.printed, evidence)
    yield from faults_of_images(evidence.brief.body.markdown.blocks, path.parent)
    yield from twins(library, path, evidence.brief)
    yield from _unnamed_publisher(workspace, evidence.brief)
    yield from _changed_pages(workspace, evidence)


def _answers_given(
    library: Library, path: Path, evidence: Evidence, found: list[Diagnostic]
) -> Answers:
    """What was said to the findings about a brief; nothing of a file that does not hold."""
    from generator.answers.file import PlacedAnswers, answers_beside, read_answers
    from generator.answers.settling import Answers

    workspace, beside = library.workspace, answers_beside(path)
    readings = {evidence.brief.file: partial(read_answers, beside, workspace.shown(beside))}
    for key, seed in evidence.seeds.items():
        if seed.caveats is not None:
            file = workspace.shown(workspace.caveats(key))
            readings[file] = partial(library.answers_to_caveats, key)
    kept: dict[str, PlacedAnswers] = {}
    for file, read_them in readings.items():
        try:
            kept[file] = read_them()
        except BriefError as error:
            found += error.diagnostics
    return Answers(kept, evidence)


def _template(library: Library, brief: Brief, asked: str | None, found: list[Diagnostic]) -> str:
    """The name of the template asked for, else of the brief's own, else of the house's own.

    The house's template replaces one that does not exist, so that a draft can be printed.
    """
    workspace = library.workspace
    name = asked or brief.front.template or workspace.settings.template
    if name in library.templates():
        return name
    own = brief.places.get("template") or workspace.place("template")
    hint = template_meant(workspace, name)
    place = Span.at(f"templates/{name}") if asked else own
    found.append(diagnose(codes.NO_TEMPLATE, f"no template `{name}`", place, hint=hint))
    return workspace.settings.template


def _unnamed_publisher(workspace: Workspace, brief: Brief) -> Iterator[Diagnostic]:
    """The name that `brief init` leaves, which would stand on each page."""
    own = brief.front.publisher
    if (own or workspace.settings.publisher) == PLACEHOLDER_PUBLISHER:
        place = brief.places.get("publisher") if own else None
        message = f"“{PLACEHOLDER_PUBLISHER}” stands for a publisher that nobody has named yet"
        hint = 'name it once for the house: publisher = "…" in brief.toml'
        yield diagnose(codes.HALF_DONE, message, place or workspace.place("publisher"), hint=hint)


def _template_rules(library: Library, name: str) -> Rules:
    """The rules of a template. Faults of a template are reported later, in layout."""
    try:
        template = library.template(name)
    except BriefError:
        return Rules(are_known=False)
    return template.rules if template else Rules()


def _declarer(library: Library, block: str) -> str | None:
    """The first template of the workspace that declares a block, leaving out those with faults."""
    for name in library.templates():
        try:
            template = library.template(name)
        except BriefError:
            continue
        if template and block in template.settings.blocks:
            return name
    return None


def _seeds(library: Library, keys: Iterable[str], found: list[Diagnostic]) -> Mapping[str, Seed]:
    """The seeds that exist. The checks report those that do not."""
    seeds: dict[str, Seed] = {}
    for key in keys:
        try:
            seed = library.seed(key)
        except BriefError as error:
            found += error.diagnostics
            continue
        if seed is not None:
            seeds[key] = seed
    return seeds


def _changed_pages(workspace: Workspace, evidence: Evidence) -> Iterator[Diagnostic]:
    """The saved pages of the records that a brief cites which are not as they were saved."""
    from generator.seeds.saved_pages import changed_pages

    shown = workspace.shown(workspace.seeds)
    return changed_pages(evidence.cited_records, workspace.seeds, shown)


def _known_records(
    shelf: RecordShelf, bodies: Iterable[Body], found: list[Diagnostic]
) -> Mapping[str, Record]:
    """The records of records.yaml, and the entries of other files that are cited."""
    found += shelf.faults
    records = {name: held.record for name, held in shelf.own.items() if held.record}
    for name in dict.fromkeys(name for body in bodies for name in body.cited_records):
        if held := shelf.take(name):
            found += held.found
            records |= {name: held.record} if held.record else {}
    return records
