"""Places as an author names them → the paragraphs of the seed that stand there.

Most citations name paragraphs by their numbers. A page, a time, or an article whose paragraphs are
all numbered within it, leads to paragraphs only with the seed at hand.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from generator.briefs.brief import (
    Body,
    Brief,
    CitationGroup,
    Claim,
    Pinpoint,
    Range,
    SeedRef,
)
from generator.diagnostics import Span
from generator.seeds.seed import Seed, SeedParagraph


def brief_with_places_found(brief: Brief, seeds: Mapping[str, Seed]) -> Brief:
    """A brief whose citations name the paragraphs of their seeds, as far as they are there."""
    body = with_places_found(brief.body, seeds)
    return brief if body is brief.body else replace(brief, body=body)


def with_places_found(body: Body, seeds: Mapping[str, Seed]) -> Body:
    """A body whose citations name the paragraphs of their seeds, as far as they are there."""
    found = {
        span: other
        for span, group in body.groups.items()
        if (other := _group_found(group, seeds)) is not group
    }
    if not found:
        return body
    return replace(
        body,
        groups={**body.groups, **found},
        claims=tuple(_claim_found(claim, found) for claim in body.claims),
        asides=tuple(_claim_found(claim, found) for claim in body.asides),
    )


def _claim_found(claim: Claim, found: Mapping[Span, CitationGroup]) -> Claim:
    group, following = (
        found.get(each.span, each) if each else None for each in (claim.group, claim.following)
    )
    if group is claim.group and following is claim.following:
        return claim
    return replace(claim, group=group, following=following)


def _group_found(group: CitationGroup, seeds: Mapping[str, Seed]) -> CitationGroup:
    targets = [citation.target for citation in group.citations]
    located = [
        target_found(target, seeds[target.key])
        if isinstance(target, SeedRef) and target.key in seeds
        else target
        for target in targets
    ]
    if located == targets:
        return group
    pairs = zip(group.citations, located, strict=True)
    return replace(
        group, citations=tuple(replace(citation, target=target) for citation, target in pairs)
    )


def target_found(target: SeedRef, seed: Seed) -> SeedRef:
    """What a citation names, as paragraphs of its seed; a place that is not there has none."""
    return SeedRef(target.key, tuple(_range_found(written, seed) for written in target.ranges))


def _range_found(written: Range, seed: Seed) -> Range:
    kind = written.named.kind if written.named else "paragraph"
    if written.named and kind == "page":
        return _between(written, _on_pages(written, written.named, seed))
    if written.named and kind == "time":
        return _between(written, _at_times(written.named, seed))
    if kind == "section" and "section" not in seed.numbered_as:
        # "§ 3" is read as ¶3 where nothing is counted by sections.
        return _by_number(replace(written, named=None), seed)
    counted = {"paragraph", kind} if kind == "marginal number" else {kind}
    if kind != "paragraph" and seed.numbered_as.isdisjoint(counted):
        return replace(written, first="", last="")
    return _by_number(written, seed)


def _between(written: Range, found: Sequence[SeedParagraph]) -> Range:
    if not found:
        return replace(written, first="", last="")
    return replace(written, first=found[0].number, last=found[-1].number)


def _by_number(written: Range, seed: Seed) -> Range:
    """A number that no paragraph bears leads to the items that hang on it: Art. 2 to 2(1)–2(3)."""
    first, last = seed.items_of(written.first), seed.items_of(written.last)
    if not first and not last:
        return written
    return replace(
        written,
        first=first[0].number if first else written.first,
        last=last[-1].number if last else written.last,
        named=written.named or Pinpoint("paragraph", written.first, written.last),
    )


# --- pages and times ----------------------------------------------------------------------


def _on_pages(written: Range, named: Pinpoint, seed: Seed) -> Sequence[SeedParagraph]:
    """The paragraphs that stand on some pages; of one page, maybe the nth that begins there."""
    pages = seed.pages
    if named.first not in pages or named.last not in pages:
        return ()
    first, last = pages.index(named.first), pages.index(named.last)
    if written.nth:
        begun = [one for one in seed.paragraphs if one.place.page == named.first]
        return begun[written.nth - 1 : written.nth]
    return [
        one
        for one in seed.paragraphs
        if one.place.page
        and pages.index(one.place.page) <= last
        and pages.index(one.place.last_page or one.place.page) >= first
    ]


def _at_times(named: Pinpoint, seed: Seed) -> Sequence[SeedParagraph]:
    """The paragraphs that are being said from one time to another; none behind the end."""
    timed = [one for one in seed.paragraphs if one.place.time]
    begins = [_seconds(one.place.time) for one in timed]
    first, last = _seconds(named.first), _seconds(named.last)
    if timed and last > begins[-1] + _longest_said(seed, timed[-1]):
        return ()
    return timed[max(bisect_right(begins, first) - 1, 0) : bisect_right(begins, last)]


def _longest_said(seed: Seed, begun: SeedParagraph) -> int:
    """How many seconds all from a paragraph on may take to say, as no edition tells when it ends.

    That is two for each word, half as fast as the slowest speakers, and a minute beside.
    """
    behind = seed.paragraphs[seed.paragraphs.index(begun) :]
    return 60 + 2 * sum(len(one.text.split()) for one in behind)


def _seconds(time: str) -> int:
    """A time as written, 01:02:03 or 02:03, in seconds."""
    total = 0
    for part in time.split(":"):
        total = total * 60 + int(part)
    return total
