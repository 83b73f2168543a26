"""What is written and read back by other ways than words, where both ways must come to the same."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest
from msgspec.structs import replace

from generator.document import (
    Aside,
    Block,
    Contents,
    CrossReference,
    Figure,
    Heading,
    Link,
    NumberedList,
    PageBreak,
    Superscript,
    Text,
)
from generator.proof.verify import verify_bytes
from tests.proof.editing import saved, written
from tests.proof.test_forged import BASE, BLOCKS, FORMS, paragraph, says
from tests.samples import image

BARE = Figure(image(6, 4), "image/png", 6, 4, "")


def differences(form: str, blocks: tuple[Block, ...], theme, *, shown: tuple[Block, ...] = ()):
    tree = replace(BASE, blocks=blocks)
    file = written(form, replace(tree, blocks=shown or blocks), tree, theme)
    return verify_bytes(file, "any").differences


@FORMS
def test_what_says_nothing_leads_past_a_table_of_contents_to_what_is_said_next(form, theme):
    hollow = Aside("glance", (NumberedList(((Heading(4, (), "hollow"),),)),))
    around = Aside("glance", (Contents("Inside", 2),), (), "around")
    leading = paragraph(*(Link(says(f"to {name}"), f"#{name}") for name in ("hollow", "around")))

    assert differences(form, (BLOCKS[0], hollow, around, *BLOCKS[1:], leading), theme) == ()


@FORMS
def test_captions_that_say_the_same_are_told_apart_by_their_order(form, theme):
    blocks = (
        replace(BARE, caption=says("Again"), label="Figure 2", anchor="second"),
        replace(BARE, caption=says("Again"), label="Figure 3", anchor="third"),
        paragraph(Text("As in "), CrossReference("Figure 2", "second"), Text(", one word.")),
    )
    other = paragraph(Text("As in "), CrossReference("Figure 2", "second"), Text(", two words."))

    found = differences(form, (*BLOCKS, *blocks), theme, shown=(*BLOCKS, *blocks[:2], other))
    assert [(one.before, one.after) for one in found] == [("one word.", "two words.")]


@FORMS
def test_a_changed_caption_that_stands_in_place_of_an_image_is_one_difference(form, theme):
    captioned = replace(BARE, caption=says("The narrows"), label="Figure 2", anchor="second")
    other = replace(captioned, caption=says("The broads"))

    found = differences(form, (*BLOCKS, captioned), theme, shown=(*BLOCKS, other))
    assert [(one.kind, one.after) for one in found] == [("words", "broads")]


@FORMS
def test_a_link_on_raised_words_is_known_again_where_another_word_has_changed(form, theme):
    raised = Link((Superscript(says("3+")), Text("b")), "#heard")
    before = paragraph(Text("one "), raised, Text(" and "), Link(says("more"), "#sources"))
    after = paragraph(Text("two "), raised, Text(" and "), Link(says("more"), "#sources"))

    found = differences(form, (*BLOCKS, before), theme, shown=(*BLOCKS, after))
    assert [(one.kind, one.after) for one in found] == [("words", "two")]


@FORMS
def test_links_that_touch_are_one_whatever_else_is_said_around_them(form, theme):
    figure = CrossReference("Figure 1", "fig")
    line = paragraph(
        *(Text("See "), figure, Text(" or "), figure, figure, figure, Text(" or "), figure)
    )

    assert differences(form, (*BLOCKS, line), theme) == ()


@FORMS
def test_one_of_several_links_that_touch_is_found_where_it_leads_elsewhere(form, theme):
    figure, other = CrossReference("Figure 1", "fig"), CrossReference("Figure 1", "src-1")
    line, shown = paragraph(figure, figure, figure), paragraph(figure, other, figure)

    found = differences(form, (*BLOCKS, line), theme, shown=(*BLOCKS, shown))
    assert {one.kind for one in found} == {"link"}


@FORMS
def test_properties_with_signs_that_no_file_can_hold_are_read_back(form, theme):
    tree = replace(BASE, meta=replace(BASE.meta, subject="e\x0b\u0301 and \x1f"))

    assert verify_bytes(written(form, tree, tree, theme), "any").differences == ()


def test_a_page_with_an_ornament_alone_is_a_page_of_the_brief(theme):
    alone = (PageBreak(landscape=True), BARE, PageBreak(landscape=False))
    tree = replace(BASE, blocks=(*BLOCKS[:4], *alone, *BLOCKS[4:]))

    verdict = verify_bytes(written("pdf", tree, tree, theme), "any")
    assert (verdict.differences, verdict.strange) == ((), ())


@pytest.mark.parametrize("by", [-0.2, 0.2, 12.0])
def test_a_place_in_a_pdf_that_has_moved_at_all_leads_to_nothing(by, theme):
    pdf = pikepdf.open(io.BytesIO(written("pdf", BASE, BASE, theme)))
    named = pikepdf.NameTree(pdf.Root.Names.Dests)
    page, kind, left, top, zoom = named["src-1"]
    named["src-1"] = pikepdf.Array([page, kind, left, float(top) + by, zoom])

    found = verify_bytes(saved(pdf), "x").differences
    assert [one.said for one in found] == [
        "“¶1” leads to nothing that is here instead of “Sources”, paragraph 1"
    ]


def test_a_sequence_that_shows_nothing_lends_a_passage_no_other_place(theme):
    pdf = pikepdf.open(io.BytesIO(written("pdf", BASE, BASE, theme)))
    page, named = pdf.pages[0], pikepdf.NameTree(pdf.Root.Names.Dests)
    *_, source, _ = paragraphs_of(pdf.Root.StructTreeRoot)
    elsewhere = pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=page.obj, MCID=9000)
    source.K = pikepdf.Array([elsewhere, *source.K])
    font = next(iter(page.Resources.Font.keys()))
    shown = f"BT {font} 10 Tf 1 0 0 1 72 700 Tm /P <</MCID 9000>> BDC [<>] TJ EMC ET"
    page.contents_add(shown.encode())
    named["src-1"] = pikepdf.Array([page.obj, pikepdf.Name.XYZ, None, 712.0, None])

    found = verify_bytes(saved(pdf), "x").differences
    assert [one.said.partition(" instead")[0] for one in found] == [
        "“¶1” leads to nothing that is here"
    ]


def paragraphs_of(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if kid.S == "/P":
                yield kid
            yield from paragraphs_of(kid)
