"""Work counted in calls of functions: a busy machine makes no more of them than an idle one."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def counted_calls() -> Iterator[Callable[[], int]]:
    """Count what is called meanwhile, in Python and in C; the yielded function says how much."""
    with cProfile.Profile() as profile:
        yield lambda: pstats.Stats(profile).total_calls
