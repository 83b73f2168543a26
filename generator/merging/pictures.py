"""Pictures that were put in, taken out or changed by hand: a brief has them beside it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from generator.incoming.file import IncomingFile, IncomingPicture
from generator.merging.told import Told

_Placed = tuple[int, IncomingPicture]
_Sign = Callable[[IncomingFile, IncomingPicture], object]


def told_pictures(file: IncomingFile, was: IncomingFile) -> Iterator[Told]:
    """What is not taken over of that: the file, and the file as it was made."""
    left, waiting = list(_pictures(file, _ornaments(was))), list(_pictures(was))
    pairs: list[tuple[_Placed, _Placed]] = []
    for sign in _SIGNS:
        for one in list(left):
            known = [
                each for each in waiting if _is_same_picture(sign, (file, one[1]), (was, each[1]))
            ]
            if known:
                pairs.append((one, known[0]))
                left.remove(one)
                waiting.remove(known[0])
    for (place, picture), (_, before) in sorted(pairs, key=lambda pair: pair[0][0]):
        for message, hint in _changes_of_picture(file, picture, was, before):
            said = f"the picture “{before.alternative}” {message}, which is not taken over"
            yield Told("untaken", said, hint, place)
    for place, picture in left:
        name = f" `{picture.name}`" if picture.name else ""
        message = f"{picture.called}{name} was put in, and is not taken over"
        hint = _TO_KEEP.get(picture.kind, f"make a picture of it: {_AS_PICTURE}")
        yield Told("untaken", message, hint, place)
    for _, picture in waiting:
        message = f"the picture “{picture.alternative}” is not in the file any more"
        yield Told("untaken", message, "take its line out of the Markdown, if it is to go")


def _pictures(file: IncomingFile, ornaments: Collection[str] = ()) -> Iterator[_Placed]:
    for place, picture in _all_pictures(file):
        is_ornament = picture.kind == "drawing" and picture.name in ornaments and not picture.words
        if not picture.is_decorative and not is_ornament:
            yield place, picture


def _ornaments(file: IncomingFile) -> frozenset[str]:
    """The names of drawings that are decorative: LibreOffice keeps these, and not what they are."""
    return frozenset(one.name for _, one in _all_pictures(file) if one.is_decorative and one.name)


def _all_pictures(file: IncomingFile) -> Iterator[_Placed]:
    for place, paragraph in enumerate(file.paragraphs):
        pieces = (piece for piece in paragraph.pieces if isinstance(piece, IncomingPicture))
        yield from ((place, picture) for picture in pieces)


_SIGNS: tuple[_Sign, ...] = (
    lambda _, picture: picture.alternative,
    lambda file, picture: file.images.get(picture.name),
)
"""What a picture is known by: first what is said in its place, then its image."""


def _is_same_picture(
    sign: _Sign,
    one: tuple[IncomingFile, IncomingPicture],
    other: tuple[IncomingFile, IncomingPicture],
) -> bool:
    return bool(sign(*one)) and sign(*one) == sign(*other)


def _changes_of_picture(
    file: IncomingFile, picture: IncomingPicture, was: IncomingFile, before: IncomingPicture
) -> Iterator[tuple[str, str]]:
    """What was changed of a picture, and what keeps that."""
    if picture.alternative != before.alternative:
        yield f"is described as “{picture.alternative}”", 'write that in its line: alt="…"'
    image, own = file.images.get(picture.name), was.images.get(before.name)
    if image != own and None not in (image, own):
        yield "shows another image", "save that beside the brief, and name it in the line"
    if picture.is_cut and not before.is_cut:
        yield "was cut", "cut the image itself, in a program for images"
    elif min(picture.width, before.width) > 0 and abs(picture.width - before.width) > _A_BIT:
        yield "has another size", "write its width in its line: width=60%"


_A_BIT = 3.0  # points: programs round
_AS_PICTURE = 'save it beside the brief, and write ![Caption](file.png){alt="What …"}'
_TO_KEEP = {
    "picture": _AS_PICTURE,
    "formula": "say it in words, or put it in as a picture",
    "file": "paste its words in its place",
    "sign": "type a sign that every font has, such as → or ✓",
    "ruby": "type it behind the word, in brackets",
}
"""What can be done to keep what is no words."""
