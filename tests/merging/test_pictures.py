"""What is told of pictures of a file that somebody has changed, put in or taken out."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.incoming.file import IncomingFile, IncomingParagraph, IncomingPicture
from generator.merging.pictures import told_pictures

PIER = IncomingPicture("picture", "a.png", "A pier in ice", width=200.0)


def file(*pictures: IncomingPicture, **images: int) -> IncomingFile:
    own = {f"{name}.png": checksum for name, checksum in (images or {"a": 7}).items()}
    return IncomingFile("Word file", tuple(map(_alone, pictures)), images=own)


def _alone(picture: IncomingPicture) -> IncomingParagraph:
    return IncomingParagraph((picture,))


@pytest.mark.parametrize(
    ("edited", "message"),
    [
        (file(PIER), None),
        (file(replace(PIER, name="x.png", width=201.0), x=7), None),  # saved by another program
        (file(replace(PIER, alternative="A jetty")), "is described as “A jetty”"),
        (file(replace(PIER, name="b.png"), b=8), "shows another image"),
        (file(replace(PIER, width=300.0)), "has another size"),
        (file(replace(PIER, is_cut=True, width=150.0)), "was cut"),
    ],
)
def test_a_picture_that_was_changed_is_told_once(edited, message):
    told = [one.message for one in told_pictures(edited, file(PIER))]

    said = f"the picture “A pier in ice” {message}, which is not taken over"
    assert told == ([said] if message else [])


def test_a_picture_that_came_and_one_that_went_are_told():
    added = IncomingPicture("picture", "b.png")

    told = list(told_pictures(file(added), file(PIER)))

    assert [(one.message, one.paragraph) for one in told] == [
        ("a picture `b.png` was put in, and is not taken over", 0),
        ("the picture “A pier in ice” is not in the file any more", -1),
    ]


def test_an_ornament_that_a_program_saved_as_any_drawing_is_not_told():
    band = IncomingPicture("drawing", "Band 2", is_decorative=True)
    other = IncomingPicture("drawing", "Arrow 1")
    saved = file(replace(band, is_decorative=False), other)

    told = [one.message for one in told_pictures(saved, file(band))]

    assert told == ["a drawing `Arrow 1` was put in, and is not taken over"]
    worded = file(replace(band, is_decorative=False, words="Draft"))
    assert list(told_pictures(worded, file(band)))
