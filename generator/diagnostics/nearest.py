"""What somebody meant who wrote a name that there is not."""

from __future__ import annotations

from collections.abc import Iterable


def nearest_name(name: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known name that is most like another; empty if none is like it enough.

    `cutoff` is the least ratio of Ratcliff and Obershelp, from 0 to 1.
    """
    import difflib  # a name that is right needs none of it

    names = [*known]
    if len(names) > _MOST:  # as in a whole library; most slips are not in the first letter
        names = [one for one in names if one[:1].casefold() == name[:1].casefold()][:_MOST]
    return next(iter(difflib.get_close_matches(name[:_LONGEST], names, 1, cutoff)), "")


_LONGEST = 100  # letters; a match takes time by the square of them
_MOST = 3000  # names
_SHOWN = 40


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """The hint for an unknown name: the nearest one, else `otherwise`, else all that are known."""
    names = [*dict.fromkeys(known)]
    if near := nearest_name(name, names):
        return f"did you mean `{near}`?"
    more = ", …" if len(names) > _SHOWN else ""
    return otherwise or f"known here: {', '.join(names[:_SHOWN]) or 'none'}{more}"
