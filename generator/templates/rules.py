"""What `template.toml` says, and what a template demands of the briefs that use it."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field

from generator.config.conversion import Locate, convert
from generator.config.files import SETTINGS_FILE
from generator.config.kinds import ClassName, LineOfWords, Words
from generator.config.top_level import convert_toml
from generator.diagnostics import Diagnostic, codes, diagnose
from generator.diagnostics.nearest import did_you_mean, nearest_name
from generator.document import SECTION_DEPTH
from generator.templates.blocks import (
    PARTS_OF_A_BRIEF,
    SHIPPED,
    BlockRule,
    BlockRules,
    faults_of_rules,
)
from generator.templates.note_style import NOTE_STYLES

TEMPLATE_FILE, THEME = "template.toml", "theme.toml"
"""What a template says of itself, and how it looks."""


class Rules(Struct, frozen=True):
    """`pages` is how many pages a brief may have at most; None for as many as it takes.

    `sourced` names the parts of a brief, or the headings of its sections, in which each sentence
    is to cite. `blocks` are those that a brief may write beside its parts, by their names. Of a
    template with a fault they are not known.
    """

    pages: int | None = None
    sourced: tuple[str, ...] = ()
    blocks: BlockRules = field(default_factory=lambda: SHIPPED)
    are_known: bool = True

    @property
    def titles(self) -> frozenset[str]:
        """The labels that head blocks."""
        return frozenset(rule.title for rule in self.blocks.values() if rule.title)


class TemplateSettings(Struct, frozen=True):
    """`template.toml`. `parent` is the template that this one builds on; the rest as in Rules.

    `contents` is how many levels of headings a table of contents lists. With `short_notes` the
    notes above the first section say author and place alone: what they rest on is in the annex.
    """

    description: Words = ""
    parent: Words = ""  # The template that this one builds on.
    pages: Annotated[int, Meta(ge=1, le=999)] | None = None  # How long a brief may be.
    sourced: tuple[LineOfWords, ...] | None = None  # Parts or headings where each sentence cites.
    contents: Annotated[int, Meta(ge=1, le=SECTION_DEPTH)] | None = None  # Levels it lists.
    short_notes: bool | None = None  # Above the first section: author and place, no words.
    notes: Literal["foot", "end"] | None = None  # Where they stand: on their pages, or last.
    note_style: Words | None = None  # How notes name their sources: "evidence", "short", "apa" …
    blocks: Mapping[ClassName, BlockRule] = field(default_factory=dict)  # Beside its parent's.


def read_template_settings(
    data: Mapping[str, Any], locate: Locate
) -> tuple[TemplateSettings, tuple[Diagnostic, ...]]:
    """What holds of a `template.toml`, and every fault in it."""
    settings, wrong = convert_toml(TemplateSettings, data, locate, files_beside)
    if settings is None:  # what holds is looked at all the same, so that one run tells of all
        holds = {
            key: data[key] for key in data if not convert(TemplateSettings, {key: data[key]})[1]
        }
        settings, _ = convert(TemplateSettings, holds)
    told = (fault.told(locate, codes.BAD_TEMPLATE_SETTINGS) for fault in wrong)
    faults = (
        *told,
        *_misspelt_parts(settings, locate),
        *_unsound_blocks(settings, locate),
        *_unknown_note_style(settings, locate),
    )
    return settings, faults


def files_beside() -> Mapping[str, type[Struct]]:
    """What the files are that say how a brief is arranged and looks, by name."""
    from generator.theme.theme import Theme  # most templates have no key of another file
    from generator.workspace.settings import Settings

    return {TEMPLATE_FILE: TemplateSettings, THEME: Theme, SETTINGS_FILE: Settings}


def _unknown_note_style(settings: TemplateSettings, locate: Locate) -> Iterator[Diagnostic]:
    name = settings.note_style
    if name is not None and name not in NOTE_STYLES:
        message, hint = f"no note style is called `{name}`", did_you_mean(name, NOTE_STYLES)
        place = locate(("note_style",))
        yield diagnose(codes.BAD_TEMPLATE_SETTINGS, message, place, hint=hint)


_PARTS = (*PARTS_OF_A_BRIEF, "sections")


def _unsound_blocks(settings: TemplateSettings, locate: Locate) -> Iterator[Diagnostic]:
    for place, message, hint in faults_of_rules(settings.blocks):
        yield diagnose(codes.BAD_TEMPLATE_SETTINGS, message, locate(place), hint=hint)


def _misspelt_parts(settings: TemplateSettings, locate: Locate) -> Iterator[Diagnostic]:
    """What in `sourced` is nearly the name of a part; anything else may be a heading."""
    for index, name in enumerate(settings.sourced or ()):
        near = nearest_name(name, _PARTS, 0.8)
        if near and name not in _PARTS and name.islower():
            place = locate(("sourced", index))
            hint = f"did you mean `{near}`?"
            message = f"no part of a brief is called `{name}`"
            yield diagnose(codes.BAD_TEMPLATE_SETTINGS, message, place, hint=hint)
