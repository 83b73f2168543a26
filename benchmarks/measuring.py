"""The CPU time and peak memory of whole processes.

Keep this module and whatever imports it light: on Linux a child's peak counts that of its
parent at the moment it was started.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process and the processes it waited for took: CPU seconds, peak MiB of the largest."""

    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Work:
    """Commands run one after another in a folder; their CPU time together serves `briefs`."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    folder: Path
    briefs: int = 1


def measure(works: Sequence[Work], *, rounds: int) -> Mapping[str, Cost]:
    """The median cost of each work by name, its CPU a brief; a round runs all of them in turn.

    Raises RuntimeError with its standard error where a command fails.
    """
    costs: dict[str, list[Cost]] = {work.name: [] for work in works}
    for _ in range(rounds):
        for work in works:
            costs[work.name].append(_cost(work))
    return {name: _median(found) for name, found in costs.items()}


def _cost(work: Work) -> Cost:
    each = [_run(command, work.folder) for command in work.commands]
    return Cost(sum(cost.cpu for cost in each) / work.briefs, max(cost.peak for cost in each))


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(
        statistics.median(cost.cpu for cost in costs),
        statistics.median(cost.peak for cost in costs),
    )


def _run(command: Sequence[str], folder: Path) -> Cost:
    with (folder / "stderr.txt").open("w+b") as said:
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=said)
        cost = _finished(process)
        if process.returncode:
            said.seek(0)
            shown = said.read().decode("utf-8", errors="replace")
            named = " ".join(command[:4])
            raise RuntimeError(f"{named} …: exit status {process.returncode}\n{shown}")
    return cost


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Memory(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of psapi.h."""

        _fields_ = [
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("rest", ctypes.c_size_t * 7),
        ]

    def _finished(process: subprocess.Popen[bytes]) -> Cost:
        """Windows keeps the counters of a process for as long as somebody holds its handle."""
        process.wait()
        handle = wintypes.HANDLE(int(process._handle))
        memory = _Memory()
        memory.cb = ctypes.sizeof(memory)
        ctypes.windll.psapi.GetProcessMemoryInfo(handle, ctypes.byref(memory), memory.cb)
        created, ended, kernel, user = (ctypes.c_ulonglong() for _ in range(4))
        ctypes.windll.kernel32.GetProcessTimes(
            handle, *(ctypes.byref(when) for when in (created, ended, kernel, user))
        )
        return Cost((kernel.value + user.value) / 1e7, memory.PeakWorkingSetSize / 2**20)

else:

    def _finished(process: subprocess.Popen[bytes]) -> Cost:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        unit = 1 if sys.platform == "darwin" else 1024  # getrusage(2): bytes there, kB elsewhere
        return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 2**20)
