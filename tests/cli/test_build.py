"""What `brief build` keeps, and lets go of, while it goes through many briefs."""

from __future__ import annotations

import io
import random
import tracemalloc

import PIL.Image
import pytest

_SIDE = 400  # pixels
_BYTES = _SIDE * _SIDE * 3
_BRIEF = """---
title: Ferry {number}
date: 2026-11-22
seeds: [ulislam-summit]
---

## The photo

![Noise](noise.png)
"""


@pytest.mark.slow
def test_a_batch_lets_go_of_the_files_that_it_has_written(workspace, brief):
    noise = PIL.Image.frombytes("RGB", (_SIDE, _SIDE), random.Random(1).randbytes(_BYTES))
    data = io.BytesIO()
    noise.save(data, "PNG")
    (workspace / "briefs/noise.png").write_bytes(data.getvalue())
    names = [f"ferry-{number}" for number in range(6)]
    for name in names:
        (workspace / f"briefs/{name}.md").write_text(_BRIEF.format(number=name), "utf-8")

    def build(*slugs: str) -> None:
        assert brief("build", *slugs, "--format", "html", "--anew").exit_code == 0

    def most(*slugs: str) -> int:
        tracemalloc.start()
        try:
            build(*slugs)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    build(names[0])  # so that what all share is loaded
    assert most(*names) - most(*names[:2]) < 2 * _BYTES
