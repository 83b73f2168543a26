"""Where the time of a run goes. No room reads a clock: only their callers do."""

from __future__ import annotations

import time
from collections.abc import Callable

from msgspec import Struct, field


class Stopwatch(Struct):
    """Adds up the seconds between laps, under the name of what was done."""

    seconds: dict[str, float] = field(default_factory=dict)
    clock: Callable[[], float] = time.perf_counter
    _last: float = 0.0

    def __post_init__(self) -> None:
        self._last = self.clock()

    def lap(self, done: str) -> None:
        now = self.clock()
        self.seconds[done] = self.seconds.get(done, 0.0) + now - self._last
        self._last = now
