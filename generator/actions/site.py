"""`brief build --site`: briefs as HTML in one folder, and an index of those that may be read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from generator.archive.clock import moment
from generator.briefs.front import FrontMatter
from generator.diagnostics import Diagnostic, codes, refusal
from generator.pipeline.library import Library
from generator.pipeline.making import Wanted, make
from generator.workspace.finding import template_meant
from generator.workspace.settings import Settings
from generator.workspace.storing import ANOTHER_FOLDER, store_for_people

_INDEX = "index.html"
_FOLDER = "site"  # of the folder that builds go to


class SitePage(Struct, frozen=True):
    """A brief on a site; `kept_back` says why it is not there, `file` is None then."""

    slug: str
    front: FrontMatter
    file: Path | None
    kept_back: str
    findings: tuple[Diagnostic, ...]


def site_folder(library: Library, output: Path | None) -> Path:
    """Where a site is written: the folder that was asked for, or `build/site`."""
    return output or library.workspace.build / _FOLDER


def build_page(
    library: Library, path: Path, folder: Path, *, allow: tuple[str, ...] = (), day: str = ""
) -> SitePage:
    """Check a brief and write it as HTML into the folder of a site, if anybody may read it.

    `day` is today, as ISO 8601 has it; without it, the clock says. Raises BriefError as `build`.
    """
    made = make(library, path, Wanted(formats=("html",), allow=allow))
    brief = made.reading.evidence.brief
    today = date.fromisoformat(day or moment(None)[:10])
    why = kept_back(brief.front, library.workspace.settings, today)
    (rendition,) = made.renditions
    file = folder / rendition.file_name
    if why:
        file.unlink(missing_ok=True)  # of a build before it was marked
    else:
        store_for_people({file: rendition.data}, library.workspace, otherwise=ANOTHER_FOLDER)
    return SitePage(brief.slug, brief.front, None if why else file, why, made.findings)


def kept_back(front: FrontMatter, settings: Settings, today: date) -> str:
    """Why a brief is not put on a site: its marking, or the day of its issue; empty if it is."""
    if front.marking and front.marking not in settings.site_markings:
        return f"it is marked {front.marking}"
    if front.date > today:
        return f"it is not to be issued before {front.date.isoformat()}"
    return ""


def write_index(library: Library, pages: Iterable[SitePage], folder: Path) -> Path:
    """Write the index of the pages that are on a site, in the look of the house. Raises BriefError.

    It names no brief that is kept back.
    """
    from generator.layout.site import ListedBrief, index_document
    from generator.writers.html import write_html

    settings = library.workspace.settings
    template = library.template(settings.template)
    if template is None:
        message, said = f"no template `{settings.template}`", library.workspace.place("template")
        hint = template_meant(library.workspace, settings.template)
        raise refusal(codes.NO_TEMPLATE, message, said, hint=hint)
    labels = library.labels(template, settings.language)
    listed = [ListedBrief(quote(page.file.name), page.front) for page in pages if page.file]
    house = settings.publisher or library.workspace.root.name
    document = index_document(listed, house, settings, labels)
    place = folder / _INDEX
    data = write_html(document, library.theme(template).theme)
    store_for_people({place: data}, library.workspace, otherwise=ANOTHER_FOLDER)
    return place
