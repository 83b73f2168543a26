"""The registry of codes: what can be found, how severe it is, and whether a house may change that.

A new finding is a row here, a page in docs/codes.md and a bad example in tests/bad. A code never
changes its meaning. A new error names in `since` the format of workspaces from which it is an
error; in older workspaces it only warns.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from generator.diagnostics.diagnostic import Code, Diagnostic, Purpose, Severity

_ROWS: list[Code] = []


def _code(
    code: str,
    name: str,
    severity: Severity = Severity.ERROR,
    *,
    since: int = 1,
    **traits: bool,
) -> Code:
    row = Code(code, name, severity, since=since, **traits)
    _ROWS.append(row)
    return row


def _rule(code: str, name: str, severity: Severity = Severity.ERROR, *, since: int = 1) -> Code:
    """A rule whose severity a house may change, or turn off, in `[severities]` of brief.toml."""
    return _code(code, name, severity, settable=True, since=since)


def _promised(code: str, name: str, *, since: int = 1) -> Code:
    """A citation error: no setting lowers its severity.

    `--allow CODE` lets it through for one run, and the finished file records it.
    """
    return _code(code, name, since=since, promised=True)


def _unfinished(code: str, name: str) -> Code:
    """Unfinished work: a note in a draft, a warning in a build, an error in a publication.

    `brief check` reports it as a build does.
    """
    return _code(code, name, _FOR_PURPOSE[Purpose.BUILD], unfinished=True)


_FOR_PURPOSE = {
    Purpose.DRAFT: Severity.NOTE,
    Purpose.BUILD: Severity.WARNING,
    Purpose.PUBLICATION: Severity.ERROR,
}


# S: seeds and records
BAD_KEY = _code("S001", "bad key")
NO_SEED = _code("S002", "no seed")
BAD_SEED_SETTINGS = _code("S003", "seed.toml does not hold")
DAMAGED_EDITION = _code("S004", "damaged edition")
CHANGED_PARAGRAPH = _code("S005", "changed paragraph")
CHANGED_ORIGINAL = _code("S006", "changed original")
UNREADABLE_SEED = _code("S007", "cannot be read")
UNKNOWN_ENCODING = _code("S008", "unknown encoding")
NOT_A_TEXT = _code("S009", "not a text")
NO_PARAGRAPH = _code("S010", "no paragraph")
KEY_TAKEN = _code("S011", "key taken")
LINE_NOT_DROPPED = _code("S012", "line not dropped")
UNWRITABLE_SEED = _code("S013", "cannot be written")
BAD_RECORDS = _code("S014", "records.yaml does not hold")
OTHER_EDITION = _code("S015", "another edition is published")
DAMAGED_SOURCE = _code("S016", "damaged source")
LOCKED_SOURCE = _code("S017", "locked source")
LARGE_SOURCE = _code("S018", "source too large")
SCANNED_SOURCE = _code("S019", "scanned source")
TWO_TEXTS = _code("S020", "two texts in one file")
NOT_TO_BE_FETCHED = _code("S021", "not to be fetched")
NOT_FETCHED = _code("S022", "not fetched")
BAD_REFERENCE = _code("S023", "a reference manager's file does not hold")
UNREAD_FIELD = _code("S024", "not read of a record", Severity.NOTE)
NOT_MENDED = _code("S025", "not mended")

# B: the brief's own file
BAD_SETTINGS = _code("B001", "brief.toml does not hold")
NO_FRONT_MATTER = _code("B002", "no front matter")
BAD_FRONT_MATTER = _code("B003", "front matter does not hold")
UNREADABLE_BRIEF = _code("B004", "cannot be read")
NO_SUCH_BRIEF = _code("B005", "no such brief")
STRAY_FENCE = _code("B006", "stray fence")
FOREIGN_MARKUP = _code("B007", "not part of a brief")
DISTANT_LINK = _code("B008", "link defined elsewhere")
BAD_TABLE = _code("B009", "table does not fit")
BAD_FOOTNOTE = _code("B010", "footnotes do not match")
BAD_BRACES = _code("B011", "unreadable braces")
LOST_LINE = _code("B012", "line would be lost")
INLINE_IMAGE = _code("B013", "image")
UNKNOWN_CLASS = _code("B014", "unknown class")
MISPLACED_PART = _code("B015", "misplaced part")
NO_SUCH_TABLE = _code("B016", "no such table or figure")
BAD_CAVEAT = _code("B017", "caveat does not hold")
UNKNOWN_SCALE = _code("B018", "unknown scale")
BAD_HEADING_LEVEL = _code("B019", "heading level")
NAME_TWICE = _code("B020", "name twice")
DEAD_LINK = _code("B021", "link leads nowhere")
CITATION_IN_TITLE = _code("B022", "citation in a title")
LOCATOR_SPELLING = _code("B023", "locator in another spelling", Severity.NOTE)
TWO_KINDS_OF_MARKS = _code("B024", "two kinds of quotation marks", Severity.NOTE)
ALREADY_THERE = _code("B025", "already there")
BAD_SLUG = _code("B026", "bad name of a brief or template")
NEWER_WORKSPACE = _code("B027", "newer workspace")
CHANGED_TWICE = _code("B028", "changed on both sides")
BAD_VERSION = _code("B029", "bad version", since=2)
UNREAD_MARKUP = _code("B030", "markup that is not read", since=2)
MISLEADING_CHARACTER = _code("B031", "misleading character", Severity.WARNING)
HALF_DONE = _unfinished("B032", "half done")
TWIN = _code("B033", "two briefs alike", since=2)
LAPSED_ANSWER = _code("B034", "answer has lapsed", Severity.NOTE)
BAD_ANSWERS = _code("B035", "answers do not hold")
NOT_ANSWERED = _code("B036", "cannot be answered")
LINK_ELSEWHERE = _code("B037", "link leads elsewhere", since=2)
CAVEAT_NOT_IN_BRIEF = _code("B038", "caveat not in brief", since=2)
DEEP_LIST = _code("B039", "list too deep", since=2)
NO_BASE = _code("B040", "nothing to merge with")
NOT_TAKEN_IN = _code("B041", "file that is not read")
NUMBERED_BY_HAND = _code("B042", "numbered by hand", since=2)

# C: citations and quotations
UNKNOWN_SOURCE = _promised("C001", "unknown source")
MISSING_PARAGRAPH = _promised("C002", "missing paragraph")
BACKWARD_RANGE = _promised("C003", "backward range")
MISSING_SENTENCE = _promised("C004", "missing sentence")
ALTERED_QUOTATION = _promised("C005", "altered quotation")
SEED_NOT_LISTED = _rule("C006", "seed not listed")
WRONG_PARAGRAPH = _promised("C007", "wrong paragraph")
UNREADABLE_CITATION = _code("C008", "unreadable citation")
LONE_MARK = _code("C009", "mark without a partner")
UNCITED_QUOTATION = _rule("C010", "quotation cites nothing", Severity.WARNING)
UNCHECKED_QUOTATION = _promised("C011", "quotation from a record", since=2)
TURNED_QUOTATION = _rule("C012", "turned quotation", Severity.WARNING)
STITCHED_QUOTATION = _promised("C013", "stitched quotation")
NUMBER_NOT_IN_SOURCE = _rule("C014", "number not in the source", Severity.WARNING)
DAY_NOT_IN_SOURCE = _rule("C015", "date not in the source", Severity.WARNING)
NAME_NOT_IN_SOURCE = _rule("C016", "name not in the source", Severity.WARNING)
DENIAL = _rule("C017", "denial lost or put in", Severity.WARNING)
HEDGE = _rule("C018", "hedge lost or strengthened", Severity.WARNING)
LOST_CONDITION = _rule("C019", "condition or restriction lost", Severity.WARNING)
SHORT_QUOTATION = _rule("C020", "short quotation", Severity.WARNING)
FEW_WORDS_SHARED = _rule("C021", "few words of the source", Severity.NOTE)
WIDE_RANGE = _rule("C022", "range too wide", Severity.NOTE)
UNCITED_SENTENCE = _rule("C023", "sentence without citation", Severity.NOTE)
PARAGRAPH_NEVER_CITED = _rule("C024", "paragraph never cited", Severity.NOTE)
LOPSIDED = _rule("C025", "one paragraph carries most", Severity.NOTE)
CITATION_AS_WORDS = _code("C026", "citation left as words", since=2)
BARE_PLACE = _rule("C027", "place of no source", Severity.WARNING)
OTHER_SPEAKER = _rule("C028", "another speaker", Severity.WARNING)
TURNED_SENSE = _promised("C029", "sense turned", since=2)
NOWHERE_QUOTED = _promised("C030", "quotation in no source", since=2)
UNMARKED_TERM = _promised("C031", "unmarked term", since=2)
BAD_WAY_OUT = _promised("C032", "marked as what it is not", since=2)
OPPOSITE = _rule("C033", "opposite of the source", Severity.WARNING)
UNCITED_NUMBER = _rule("C034", "number that cites nothing", Severity.NOTE)
LANGUAGE_NOT_SAID = _rule("C035", "language of a source not known", Severity.WARNING)
NOT_COMPARED = _rule("C036", "language that is not compared", Severity.NOTE)

# T: tradecraft
UNCITED_POINT = _rule("T001", "uncited key point")
NO_LIKELIHOOD = _rule("T002", "no likelihood")
NO_CONFIDENCE = _rule("T003", "no confidence")
OTHER_SCALE = _rule("T004", "term of another scale")
LIKELIHOOD_WITH_CONFIDENCE = _rule(
    "T005", "likelihood and confidence in one sentence", Severity.WARNING
)
NO_BASIS = _rule("T006", "confidence without basis", Severity.WARNING)
PERCENTAGE_OUTSIDE = _rule("T007", "percentage outside its term", Severity.WARNING)
BARE_MAY = _rule("T008", "bare may", Severity.WARNING)
WEIGHED_REPORT = _rule("T009", "likelihood on a reported point", Severity.WARNING)
SOURCES_UNSAID = _rule("T010", "single or undated source unsaid", Severity.NOTE)
CUTOFF = _rule("T011", "cut-off does not fit", Severity.WARNING)
NOBODYS_RECOMMENDATION = _rule("T012", "recommendation of nobody", Severity.WARNING)
UNKNOWN_MARKING = _rule("T013", "unknown marking")
OPEN_DECISION = _rule("T014", "decision of nobody or no day", Severity.WARNING)
UNCITED_FIGURE = _rule("T015", "figure that cites nothing")

# L: layout, template and theme
LAYOUT_FAULT = _code("L001", "layout fault")
NO_TEMPLATE = _code("L002", "no template")
BAD_LABEL = _code("L003", "label does not hold")
BAD_TEMPLATE_SETTINGS = _code("L004", "template.toml does not hold")
SLOT = _code("L005", "slot")
LATE_CAVEAT = _code("L006", "caveat behind page 1", Severity.WARNING)
NO_IMAGE = _code("L007", "no image")
BAD_THEME = _code("L008", "theme.toml does not hold")
NO_FONT = _code("L009", "no font file")
NO_PARENT_STYLE = _code("L010", "no parent style")
NO_GLYPH = _code("L011", "letter without a font", since=2)
TOO_LONG = _code("L012", "too long", Severity.WARNING)
HIGH_ROW = _code("L013", "row too high", Severity.WARNING)
WIDE_WORD = _code("L014", "word wider than its column", Severity.WARNING)
HIGH_IMAGE = _code("L015", "image too high", Severity.NOTE)
COARSE_IMAGE = _code("L016", "coarse image", Severity.WARNING)
HIGH_MARKING = _code("L017", "marking too high")
HIDDEN_WORDS = _code("L018", "words that can hardly be read", since=2)
LONG_BOX = _code("L019", "more lines than the box has", Severity.WARNING)
PAGE_TOO_SHORT = _code("L020", "more than one page holds")
WIDE_TABLE = _code("L021", "table too wide")
SCANT_PAGE = _code("L022", "page nearly empty", Severity.NOTE)
BAD_NOTE_STYLE = _code("L023", "note style does not hold")
UNSEEN_GROUND = _code("L024", "ground that is not seen", Severity.WARNING)
LATE_KEY_POINT = _code("L025", "key point behind page 1", Severity.NOTE)

# W: writing files
UNKNOWN_FORMAT = _code("W001", "unknown format")
UNWRITABLE_FILE = _code("W002", "cannot be written")
RIGHT_TO_LEFT = _code("W003", "words from right to left", since=2)
NOT_READ_BACK = _code("W004", "not read back as written")
EDITED_FILE = _code("W005", "edited file kept", Severity.WARNING)

# A: archive
NO_IDENTITY = _code("A001", "no identity")
UNACKNOWLEDGED_CAVEAT = _code("A002", "unacknowledged caveat")
NOTHING_CHANGED = _code("A003", "nothing has changed")
VERSION_NOT_RISEN = _code("A004", "version does not rise")
CHANGED_MEANWHILE = _code("A005", "changed while it was built")
NUMBER_TAKEN = _code("A006", "number taken")
DRAFT_TO_PUBLISH = _code("A007", "draft")
OVERTAKEN = _code("A008", "overtaken")
ARCHIVE_LOCKED = _code("A009", "archive in use")
UNWRITABLE_ARCHIVE = _code("A010", "cannot be written")
NOT_IN_ARCHIVE = _code("A011", "not in the archive")
DAMAGED_ARCHIVE = _code("A012", "damaged")
RECOVERED = _code("A013", "cut off", Severity.NOTE)
AMENDMENT_UNSAID = _code("A014", "amendment not said")
WITHDRAWN = _code("A015", "withdrawn")
NOT_SIGNED = _code("A016", "not signed")
BAD_SIGNATURE = _code("A017", "signature does not hold")
UNSOUND_PACKAGE = _code("A018", "package does not hold")
UNSAFE_PACKAGE = _code("A019", "package is not safe")
OTHER_HISTORY = _code("A020", "another history")

# V: finished files
UNREADABLE_FILE = _code("V001", "cannot be read")
DAMAGED_FILE = _code("V002", "damaged")
LOCKED_FILE = _code("V003", "locked")
LARGE_FILE = _code("V004", "too large")
NO_MANIFEST = _code("V005", "no manifest")
ALTERED_MANIFEST = _code("V006", "altered manifest")
OTHER_MANIFEST = _code("V007", "manifest of another format")
NO_TAGS = _code("V008", "no tags")

CODES: Mapping[str, Code] = {str(row): row for row in _ROWS}
PROMISE = frozenset(code for code in CODES.values() if code.promised)
SETTABLE = frozenset(code for code in CODES.values() if code.settable)


def as_grave_for(finding: Diagnostic, purpose: Purpose) -> Diagnostic:
    """The finding with the severity that it has for this purpose."""
    row = CODES.get(finding.code)
    if row is None or not row.unfinished:
        return finding
    return replace(finding, severity=_FOR_PURPOSE[purpose])
