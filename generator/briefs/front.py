"""The head of a brief: what may stand there, and how it is read from the lines between dashes."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, Any

from msgspec import Struct, field
from msgspec.structs import replace

from generator.config.addresses import address_of_words, is_orcid
from generator.config.conversion import KEY, Locate, conform
from generator.config.kinds import MADE, Doi, Orcid, fields_of
from generator.config.licences import fault_of_licence
from generator.config.version_numbers import is_version
from generator.config.yaml import read_yaml
from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose, refusal
from generator.diagnostics.nearest import nearest_name
from generator.workspace.settings import HouseFields


class Author(Struct, frozen=True):
    """Somebody who wrote a brief, or another hand in it."""

    name: str
    role: str = ""
    affiliation: str = ""  # The house or department.
    email: str = ""
    orcid: Orcid = ""  # 0000-0002-1825-0097, as orcid.org gives it.


class FrontMatter(Struct, frozen=True):
    """The values between the dashes at the head of a brief. Empty: the workspace's value holds."""

    title: str  # What the brief is about, in one line.
    date: datetime.date  # The day it is issued: 2026-11-22.
    seeds: tuple[str, ...] = ()  # Every source that it cites, by its key.
    subtitle: str = ""
    number: str = ""  # As the publisher counts: PB-2026-01.
    series: str = ""
    version: str = "1.0"
    cutoff: datetime.date | None = None  # The last day that was looked at.
    author: tuple[Author, ...] = ()
    translator: tuple[Author, ...] = ()  # Who put it into its language.
    publisher: str = ""
    lang: str = ""  # A BCP 47 tag: en-GB.
    template: str = ""  # A folder in templates/.
    scale: str = ""  # The words of likelihood.
    marking: str = ""  # Who may read it: TLP:CLEAR.
    topics: tuple[str, ...] = ()  # Key words for catalogues.
    abstract: str = ""  # A sentence or two for catalogues.
    contact: str = ""  # Whom to ask: an address, or a line of words.
    disclaimer: str = ""  # What the publisher does not answer for.
    licence: str = ""  # What others may do with it: CC-BY-4.0, or a line of words.
    doi: Doi = ""  # Its digital object identifier: 10.5281/zenodo.1234567.
    own: Annotated[Mapping[str, str], MADE] = field(default_factory=dict)  # `[fields]` of the house


def split_front(text: str, file: str) -> tuple[str, str]:
    """The front matter and the body, each with blank lines in place of the other.

    So line numbers stay the same. Raises BriefError if there is no front matter.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        hint, place = _where_it_begins(lines, file)
        message = "this brief has no front matter"
        raise refusal(codes.NO_FRONT_MATTER, message, place, hint=hint)
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() in ("---", "..."):
            front = "\n".join(["", *lines[1:number]])
            return front, "\n" * (number + 1) + "\n".join(lines[number + 1 :])
    hint = "write a line `---` after its last line"
    span = Span.at(file, 1, 1, 3)
    raise refusal(codes.NO_FRONT_MATTER, "the front matter is never closed", span, hint=hint)


def _where_it_begins(lines: Sequence[str], file: str) -> tuple[str, Span]:
    """How a front matter begins, and where somebody may have meant one to."""
    number, line = next((one for one in enumerate(lines, 1) if one[1].strip()), (1, ""))
    if re.fullmatch(r"\s*[-–—_]+\s*", line):
        hint = "begin the file with a line `---`: three hyphens, nothing above or before them"
        return hint, Span.at(file, number, 1, len(line.rstrip()))
    return "begin the file with a line `---`, then title, date and seeds, then `---`", Span.at(file)


_PRINTED = (
    "title", "subtitle", "number", "series", "publisher", "marking", "abstract", "contact",
    "disclaimer", "licence",
)  # fmt: skip


def printed_values(
    front: FrontMatter, places: Mapping[str, Span]
) -> Iterator[tuple[str, str, Span]]:
    """The words of the front matter that are printed: key, value and place of each."""
    values = [(name, getattr(front, name)) for name in _PRINTED]
    values += [("topics", topic) for topic in front.topics]
    values += [
        (name, words)
        for name in ("author", "translator")
        for one in getattr(front, name)
        for words in (one.name, one.role, one.affiliation)
    ]
    values += front.own.items()
    for name, words in values:
        if words and name in places:
            yield name, words, places[name]


def read_front(
    front: str, file: str, fields: HouseFields = MappingProxyType({})
) -> tuple[FrontMatter, Mapping[str, Span], tuple[Diagnostic, ...]]:
    """The front matter, the place of each value, and every fault in it.

    `fields` are the values of the house's own. Wrong values are left out, so that the checks can go
    on. Raises BriefError if the text is not YAML, or has no keys.
    """
    data, locate = read_yaml(front, file, code=codes.BAD_FRONT_MATTER)
    if not isinstance(data, dict):
        hint = "write one `key: value` on each line"
        message = "the front matter has no keys"
        raise refusal(codes.BAD_FRONT_MATTER, message, Span.at(file, 2), hint=hint)
    places = {key: locate((key,)) for key in data}
    if isinstance(data.get("seeds"), list):
        places |= {f"seeds.{i}": locate(("seeds", i)) for i in range(len(data["seeds"]))}
    misspelt = _misspelt_own(data, fields)
    faults = tuple(_faults_of_own(data, fields, misspelt, locate))
    wrong = {fault.span for fault in faults}
    own = {n: v or "" for n, v in data.items() if n in fields and locate((n,)) not in wrong}
    data = {name: value for name, value in data.items() if name not in (*fields, *misspelt)}
    try:
        value = conform(FrontMatter, data, locate, code=codes.BAD_FRONT_MATTER)
    except BriefError as error:
        value, faults = _what_holds(data, locate), (*faults, *error.diagnostics)
    told = {fault.span for fault in faults}
    faults = (*faults, *(one for one in _front_faults(value, places) if one.span not in told))
    value = value if _is_language(value.lang) else replace(value, lang="")
    return replace(value, own=own), places, faults


def _misspelt_own(data: Mapping[str, Any], fields: HouseFields) -> Mapping[str, str]:
    """Keys that nobody reads, each with the value of the house's own that it is nearly."""
    known = {*(own.encode_name for own in fields_of(FrontMatter)), *fields}
    near = {str(name): nearest_name(str(name), sorted(known)) for name in data if name not in known}
    return {name: meant for name, meant in near.items() if meant in fields and meant not in data}


def _faults_of_own(
    data: Mapping[str, Any], fields: HouseFields, misspelt: Mapping[str, str], locate: Locate
) -> Iterator[Diagnostic]:
    """What is wrong with the values of the house's own, and which of them are missing."""
    for name, meant in misspelt.items():
        message, hint = f"unknown key `{name}`", f"did you mean `{meant}`?"
        yield diagnose(codes.BAD_FRONT_MATTER, message, locate((name, KEY)), hint=hint)
    for name, own in fields.items():
        if name in data:
            fault = own.fault_of(name, data[name] or "")
        elif own.required and name not in misspelt.values():
            fault = f"`{name}` is missing", f"add `{name}: …`, which this house asks for"
        else:
            fault = None
        if fault:
            message, hint = fault
            yield diagnose(codes.BAD_FRONT_MATTER, message, locate((name,)), hint=hint)


def _what_holds(data: Mapping[str, Any], locate: Locate) -> FrontMatter:
    """The values that are right by themselves; a wrong title or date stays empty."""
    sound: dict[str, Any] = {"title": "", "date": datetime.date.min}
    for key, value in data.items():
        try:
            conform(FrontMatter, sound | {key: value}, locate, code=codes.BAD_FRONT_MATTER)
        except BriefError:
            continue
        sound[key] = value
    return conform(FrontMatter, sound, locate, code=codes.BAD_FRONT_MATTER)


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def _is_language(tag: str) -> bool:
    """Whether a brief can be in this language; it need not say one."""
    return not tag or _LANGUAGE.fullmatch(tag) is not None


def _front_faults(front: FrontMatter, places: Mapping[str, Span]) -> Iterator[Diagnostic]:
    """What the types alone do not say."""
    if "title" in places and not front.title.strip():
        hint = "say in one line what the brief is about"
        yield diagnose(codes.BAD_FRONT_MATTER, "`title` is empty", places["title"], hint=hint)
    if not _is_language(front.lang):
        hint = 'write one such as "en-GB" or "de" (BCP 47)'
        message = f"`lang` must be a language tag, not “{front.lang}”"
        yield diagnose(codes.BAD_FRONT_MATTER, message, places["lang"], hint=hint)
    if front.version and not is_version(front.version):
        hint = 'write numbers with dots between, such as "1.0" or "1.10"'
        message = f"`version` must be a version number, not “{front.version}”"
        yield diagnose(codes.BAD_VERSION, message, places["version"], hint=hint)
    if fault := fault_of_licence(front.licence):
        message, hint = fault
        yield diagnose(codes.BAD_FRONT_MATTER, message, places["licence"], hint=hint)
    yield from _faults_of_people("author", front.author, places)
    yield from _faults_of_people("translator", front.translator, places)


def _faults_of_people(
    key: str, people: Sequence[Author], places: Mapping[str, Span]
) -> Iterator[Diagnostic]:
    for number, author in enumerate(people, 1):
        if author.email and not address_of_words(author.email).startswith("mailto:"):
            message = f"`email` of {key} {number} is no mail address: “{author.email}”"
            hint = 'write one such as "ann@example.org"'
            yield diagnose(codes.BAD_FRONT_MATTER, message, places[key], hint=hint)
        if author.orcid and not is_orcid(author.orcid):
            message = f"`orcid` of {key} {number} is not right: {author.orcid}"
            hint = "compare it with orcid.org: its last sign checks the others"
            yield diagnose(codes.BAD_FRONT_MATTER, message, places[key], hint=hint)
