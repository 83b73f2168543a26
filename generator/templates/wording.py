"""The fixed words that a brief may need, and the fields of each: the only list of labels."""

from __future__ import annotations

from collections.abc import Mapping

from generator.config.patterns import Fields


def _needs(*names: str) -> Fields:
    return dict.fromkeys(names, True)


def _may(*names: str) -> Fields:
    return dict.fromkeys(names, False)


_PLAIN: Fields = {}

STOPS = ",.;:!?…"
"""The stops that the label `marks_behind` may have."""

PLACES = (
    "paragraph", "page", "chapter", "section", "article", "marginal_number", "part", "volume",
    "annex", "table", "figure", "column", "line", "note", "time",
)  # fmt: skip
"""The kinds of places in a source that have words of their own."""

MONTHS = ("months", "months_alone")
"""The labels that are twelve names: as a day has them, and without a day."""

OPTIONAL = frozenset({"months_alone", "first_day"})
"""Labels that a language needs only where they differ: from `months`, and from the number 1."""

NOTE_WORDS: Mapping[str, Fields] = {
    "ref_in": _PLAIN,
    "ref_edited_by": _needs("editors"),
    "ref_edited_by_short": _needs("editors"),
    "ref_editor": _PLAIN,
    "ref_editors": _PLAIN,
    "ref_editor_whole": _PLAIN,
    "ref_editors_whole": _PLAIN,
    "ref_et_al": _PLAIN,
    "ref_and_others": _PLAIN,
    "ref_edition": _needs("edition"),
    "ref_ordinal": _needs("nth"),  # of an edition
    "ref_issue": _needs("issue"),
    "ref_number": _needs("number"),
    "ref_report": _needs("number"),
    "ref_thesis": _PLAIN,
    "ref_undated": _PLAIN,
    "ref_day": _needs("day", "month"),
    "ref_available": _needs("doi_or_address"),
    "ref_retrieved": _needs("accessed", "address"),
    "ref_cited": _needs("accessed"),
    "ref_internet": _PLAIN,
    "ref_online": _PLAIN,
    "ref_note": _needs("note"),
}
"""The words of styles of notes. A language needs those that the style of a template names."""

NEW_WORDS: Mapping[str, Fields] = {
    "new_summary": _PLAIN,
    "new_points": _PLAIN,
    "new_reported": _PLAIN,
    "new_judged": _may("likely"),
    "new_basis": _PLAIN,
    "new_figure": _PLAIN,
    "new_who": _PLAIN,
    "new_what": _PLAIN,
    "new_by": _PLAIN,
    "new_decided": _PLAIN,
    "new_done": _PLAIN,
    "new_ours": _PLAIN,
    "new_says": _PLAIN,
    "new_says_help": _PLAIN,
    "new_reading": _PLAIN,
    "new_reading_help": _PLAIN,
    "new_since": _PLAIN,
    "new_since_help": _PLAIN,
    "new_gaps": _PLAIN,
    "new_hole": _PLAIN,
}
"""What `brief new` says. A language of the house's own need not have it: nothing prints it."""

LABELS: Mapping[str, Fields] = {
    "own_name": _PLAIN,  # of the language
    "months": _PLAIN,
    "months_alone": _PLAIN,
    "first_day": _PLAIN,
    "date": {"day": False, "month": True, "year": True},
    "month_year": _needs("month", "year"),
    "undated": _PLAIN,
    "and": _PLAIN,
    "quoted": _needs("words"),
    "quoted_inside": _needs("words"),  # words in quotation marks inside others
    "percent": _needs("number"),
    "series": _PLAIN,
    "version": _PLAIN,
    "cited_version": _needs("version"),
    "cutoff": _PLAIN,
    "page": {"page": True, "pages": False},
    "contents": _PLAIN,
    "summary": _PLAIN,
    "key_points": _PLAIN,
    "key_points_lead": _PLAIN,
    "more_point": _may("count"),  # in a mail: those that the whole brief has beside
    "more_points": _needs("count"),
    "reported": _PLAIN,
    "judgement": _may("likelihood", "confidence"),
    "glance": _PLAIN,
    "decision": _PLAIN,
    "caveat": _PLAIN,
    "caveat_lead": _PLAIN,
    "caveat_whole": _PLAIN,
    "unresolved": _PLAIN,
    "resolved": _PLAIN,
    "gaps": _PLAIN,
    "recommendations": _PLAIN,
    "annex": _PLAIN,
    "annex_excerpt": _PLAIN,
    "annex_licensed": _needs("licence"),
    "annex_full": _PLAIN,
    "annex_none": _PLAIN,
    "not_reproduced": _may("digest"),
    "cited_in": _PLAIN,
    "cited_once": _needs("notes"),
    "cited_often": _needs("notes"),
    "not_cited": _PLAIN,
    "map": _PLAIN,
    "map_lead": _PLAIN,
    "map_paragraph": _PLAIN,
    "map_notes": _PLAIN,
    "map_point": _needs("number"),
    "map_elsewhere": _PLAIN,
    "map_unused": _needs("paragraphs"),
    "map_all_used": _PLAIN,
    "records": _PLAIN,
    "bibliography": _PLAIN,
    "statement": _PLAIN,
    "no_source": _PLAIN,
    "only_records": _PLAIN,
    "one_source": _may("count"),
    "many_sources": _may("count"),
    "undated_source": _PLAIN,
    "reliability": {"grade": False, "meaning": True},
    **{f"reliability_{grade}": _PLAIN for grade in "ABCDEF"},
    "edition": {"edition": True, "count": False},
    "scale": _PLAIN,
    "scale_lead": _may("scale"),
    "scale_term": _PLAIN,
    "scale_range": _PLAIN,
    "cite": _PLAIN,
    "source_file": _PLAIN,  # what a PDF says of the files that travel inside
    "manifest_file": _PLAIN,
    "screen_note": _needs("number"),  # what a page on a screen says around the brief
    "screen_start": _PLAIN,
    "screen_back": _PLAIN,
    "screen_copy": _PLAIN,
    "screen_copied": _PLAIN,
    "screen_close": _PLAIN,
    "about": _PLAIN,
    "contact": _PLAIN,
    "licence": _PLAIN,
    "doi": _PLAIN,
    "disclaimer": _PLAIN,
    "by": _PLAIN,
    "translated_by": _PLAIN,
    "draft": _PLAIN,
    "table": _needs("number"),
    "figure": _needs("number"),
    "marks_behind": _PLAIN,  # stops that marks of notes stand behind; see layout/mark_places.py
    "as_in": _needs("note"),
    "sentence": _needs("number"),
    "sentences": _needs("numbers"),
    "accessed": _needs("date"),
    # Places in a source, by the names of their kinds in briefs/locators.py: one, and several.
    **{f"place_{kind}": _needs("number") for kind in PLACES},
    **{f"places_{kind}": _needs("numbers") for kind in PLACES},
    **NOTE_WORDS,
    **NEW_WORDS,
}

PATTERN_LABELS: Mapping[str, Mapping[str, str]] = {
    "and": {},
    "undated": {},
    "accessed": {"date": "accessed"},
    "place_page": {"number": "page"},
    "places_page": {"numbers": "pages"},
    "place_volume": {"number": "volume"},
    **{name: {field: field for field in fields} for name, fields in NOTE_WORDS.items()},
}
"""The labels that a pattern of references may name: what of a source fills each of their fields."""

OF_STYLE = frozenset({*PATTERN_LABELS, "date", "month_year", "first_day", *MONTHS})
"""The labels that a style of notes may say otherwise for its patterns."""
