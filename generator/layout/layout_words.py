"""What a layout may name, each word as a token: values, labels, slots, and lists to go over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from generator.briefs.brief import Judgement, KeyPoint
from generator.briefs.front import Author
from generator.briefs.head_values import head_values
from generator.config.addresses import address_of_words, orcid_address
from generator.diagnostics import Span
from generator.layout.back import how_far_printed
from generator.layout.bibliography import BIBLIOGRAPHY
from generator.layout.fences import left_in_place, placed_blocks
from generator.layout.material import Material
from generator.layout.references import seed_reference
from generator.layout.tokens import SECTION, Field, Slot, Tokens
from generator.layout.values import SaidOfBrief
from generator.markdown.syntax import Node, words_aloud
from generator.seeds.seed import Seed
from generator.templates.blocks import BlockRules
from generator.templates.labels import Labels
from generator.templates.template import Template
from generator.workspace.settings import FieldPlace, HouseField, HouseFields

_OF_SECTIONS = 2  # the level of their headings


class LayoutWords(Struct, frozen=True):
    """The words of one layout, which hand out a token for each value and slot of a brief."""

    material: Material
    template: Template
    labels: Labels
    tokens: Tokens
    values: Mapping[str, SaidOfBrief]
    fields: HouseFields  # that the house declares

    def context(self) -> dict[str, Any]:
        """By their first words all that a layout may name; what holds nothing is empty words."""
        places, sources = self.material.brief.places, self.material.seeds
        placed = placed_blocks(self.material.brief.sections, self._declared)
        return {
            "brief": {
                name: self._field(value.words, places.get(name), name, value.address)
                for name, value in self.values.items()
            },
            "head": {
                name: self._field(words)
                for name, words in head_values(self.material.brief.front, self.fields).items()
            },
            "label": {name: self._field(self.labels.plain(name)) for name in self.labels.names},
            "slot": {name: self._slot(name, nodes) for name, nodes in placed.items()}
            | self.slots(),
            "sources": [self._source(self.material.printed(key)) for key in sources],
            "sections": [self._section(number, nodes) for number, nodes in self._sections()],
            "authors": [self._author(one) for one in self.material.brief.front.author],
            "fields": [self._row_of_form(name, own) for name, own in self.fields.items()],
            "about": self._of_the_house("about"),
            "imprint": self._of_the_house("imprint"),
        }

    def slots(self) -> dict[str, str]:
        """The slots that each layout may have."""
        brief, caveats = self.material.brief, self.material.every_caveat
        in_brief = tuple(node for caveat in caveats for node in caveat.in_brief)
        wanted = {
            "records": bool(self.material.records),
            BIBLIOGRAPHY: self.material.style.has_list,
            "statement": True,
            "scale": any(isinstance(point, Judgement) for point in brief.key_points),
            "contents": True,
            "notes": self.template.has_endnotes,
            "more_points": brief.more_points > 0,
            "cite": True,
        }
        return {
            **{name: self._slot(name, nodes) for name, nodes in self._written().items()},
            "caveats_in_brief": self._slot("caveats_in_brief", in_brief, wanted=bool(caveats)),
            **{name: self._slot(name, wanted=is_wanted) for name, is_wanted in wanted.items()},
        }

    @property
    def _declared(self) -> BlockRules:
        return self.template.rules.blocks

    def _written(self) -> Mapping[str, tuple[Node, ...]]:
        """By the names of their slots what the authors of the brief and its caveats wrote."""
        brief = self.material.brief
        return {
            "summary": brief.summary,
            "key_points": tuple(
                node for point in brief.key_points for node in (*point.blocks, *basis_of(point))
            ),
            "caveats": tuple(
                node for caveat in self.material.every_caveat for node in caveat.blocks
            ),
            "glance": brief.glance,
            "decision": brief.decision,
            "sections": left_in_place(brief.sections, self._declared),
            "gaps": brief.gaps,
            "recommendations": brief.recommendations,
        }

    def _sections(self) -> Iterator[tuple[int, tuple[Node, ...]]]:
        """The sections by their numbers: a heading and all below it; first what is before them."""
        section: list[Node] = []
        number = 1
        for node in left_in_place(self.material.brief.sections, self._declared):
            if node.kind == "heading" and node.level <= _OF_SECTIONS and section:
                yield number, tuple(section)
                section, number = [], number + 1
            section.append(node)
        if section:
            yield number, tuple(section)

    def _section(self, number: int, nodes: tuple[Node, ...]) -> dict[str, str]:
        first = nodes[0]
        is_headed = first.kind == "heading"
        return {
            "name": first.identifier if is_headed else "",
            "title": self._field(words_aloud(first.children).strip()) if is_headed else "",
            "whole": self.tokens.token(Slot(f"{SECTION}{number}", nodes)),
        }

    def _author(self, author: Author) -> dict[str, str]:
        place = self.material.brief.places.get("author")
        mail, page = address_of_words(author.email), orcid_address(author.orcid)
        return {
            "name": self._field(author.name, place),
            "role": self._field(author.role, place),
            "affiliation": self._field(author.affiliation, place, "affiliation"),
            "email": self._field(author.email, place, "email", mail),
            "orcid": self._field(author.orcid, place, "orcid", page),
        }

    def _of_the_house(self, where: FieldPlace) -> list[dict[str, str]]:
        """The values of the house's own that are printed at a place, where the brief has them."""
        places = self.material.brief.places
        return [
            {
                "label": self._field(value.label),
                "words": self._field(value.words, places.get(name), name, value.address),
            }
            for name, value in self.values.items()
            if value.label and value.words and value.where == where
        ]

    def _row_of_form(self, name: str, own: HouseField) -> dict[str, str]:
        """A value of the house's own as a form asks for it: what it may be, as far as it is so."""
        return {
            "label": self._field(self.values[name].label),
            "words": self._field(self.material.brief.front.own.get(name, "")),
            "choices": self._field(", ".join(own.choices)),
            "day": self._field("day" if own.type == "day" else ""),
            "address": self._field("address" if own.type == "address" else ""),
            "required": self._field("required" if own.required else ""),
        }

    def _field(
        self, value: str, span: Span | None = None, name: str = "", address: str = ""
    ) -> str:
        return self.tokens.token(Field(value, span, name, address)) if value else ""

    def _slot(self, name: str, nodes: tuple[Node, ...] = (), *, wanted: bool = False) -> str:
        return self.tokens.token(Slot(name, nodes)) if nodes or wanted else ""

    def _source(self, seed: Seed) -> dict[str, str]:
        return {
            "reference": self._field(seed_reference(seed, self.labels)),
            "reproduced": self._field(how_far_printed(seed.meta, self.labels)),
            "paragraphs": self.tokens.token(Slot(f"paragraphs:{seed.key}")),
            "evidence": self.tokens.token(Slot(f"evidence:{seed.key}")),
        }


def basis_of(point: KeyPoint) -> tuple[Node, ...]:
    """The words that the confidence of a key point rests on; none of one that is reported."""
    return point.basis if isinstance(point, Judgement) else ()
