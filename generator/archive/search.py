"""Asking the index: words, citations, dates, topics, markings."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from msgspec import Struct

from generator.archive.catalogue import index_of
from generator.archive.places import Archive

MOST = 100  # hits that one search tells


class Question(Struct, frozen=True):
    """What is looked for; what is empty does not count. Dates as in ISO 8601."""

    words: str = ""
    kind: str = ""  # "brief" or "source"
    cites: str = ""  # "ulislam-summit" or "ulislam-summit#5"
    since: str = ""
    until: str = ""
    topic: str = ""
    marking: str = ""


class Hit(Struct, frozen=True):
    """A passage, or a whole brief where no words were asked for; `first` to `last` hold it."""

    identifier: str
    slug: str
    number: str
    first: int
    last: int
    title: str
    date: str
    place: str
    excerpt: str
    withdrawn: bool  # the brief as it stands today, whatever the version


def search(archive: Archive, question: Question) -> tuple[Hit, ...]:
    """What answers a question, the best first. Raises BriefError if there is no archive."""
    conditions, values = _conditions(question)
    if question.words:
        joined = "JOIN versions ON versions.id = passages.id AND versions.version = last"
        asked = _phrase(question.words)
        # The best first, by little more than the words; then all there is to say about those few.
        query = f"""
            WITH best AS MATERIALIZED (
                SELECT passages.number AS passage, rank AS score
                FROM fulltext JOIN passages ON passages.number = fulltext.rowid
                {joined if conditions else ""}
                WHERE fulltext MATCH ? {conditions}
                ORDER BY rank, passages.id, place LIMIT {MOST}
            )
            SELECT passages.id, slug, versions.number, first, last, title, date, place,
                snippet(fulltext, 0, '[', ']', ' … ', 16), withdrawn
            FROM best CROSS JOIN fulltext ON fulltext.rowid = passage
            JOIN passages ON passages.number = passage
            JOIN objects ON objects.id = passages.id
            {joined}
            WHERE fulltext MATCH ? ORDER BY score, passages.id, place"""
        values = [asked, *values, asked]
    else:
        query = f"""
            SELECT versions.id, slug, versions.number, versions.version, versions.version, title,
                date, '', message, withdrawn
            FROM versions JOIN objects ON objects.id = versions.id
            WHERE 1 {conditions} ORDER BY date DESC, versions.id, versions.version LIMIT {MOST}"""
    with index_of(archive) as connection:
        return tuple(_search_hits(connection, query, values))


def _search_hits(connection: sqlite3.Connection, query: str, values: list[str]) -> Iterator[Hit]:
    for row in connection.execute(query, values):
        *said, withdrawn = row
        yield Hit(*[*said, bool(withdrawn)])


def _conditions(question: Question) -> tuple[str, list[str]]:
    parts: list[str] = []
    values: list[str] = []

    def ask(condition: str, *given: str) -> None:
        parts.append(f" AND {condition}")
        values.extend(given)

    if question.kind and question.words:
        ask("kind = ?", question.kind)
    if question.since:
        ask("date >= ?", question.since)
    if question.until:
        ask("date <= ?", question.until)
    if question.marking:
        ask("marking = ?", question.marking)
    here = "WHERE {0}.id = versions.id AND {0}.version = versions.version"
    if question.topic:
        ask(f"EXISTS (SELECT 1 FROM topics {here.format('topics')} AND topic = ?)", question.topic)
    if question.cites:
        source, _, paragraph = question.cites.lstrip("@").partition("#")
        exact = " AND paragraph = ?" if paragraph else ""
        given = (source, paragraph.lstrip("¶")) if paragraph else (source,)
        where = f"{here.format('citations')} AND source = ?{exact}"
        ask(f"EXISTS (SELECT 1 FROM citations {where})", *given)
    return "".join(parts), values


def _phrase(words: str) -> str:
    """Each word wanted, and what stands in quotation marks as it stands, in FTS5's own terms."""
    found = re.findall(r'"([^"]+)"|(\S+)', words.replace("“", '"').replace("”", '"'))
    terms = (phrase or word for phrase, word in found)
    return " ".join('"' + term.replace('"', "") + '"' for term in terms)
