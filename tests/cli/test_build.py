"""What `brief build` keeps, and lets go of, while it goes through many briefs."""

from __future__ import annotations

import io
import random
import re
import tracemalloc

import PIL.Image
import pytest

_SIDE = 400  # pixels
_BYTES = _SIDE * _SIDE * 3
_PLAIN = """---
title: Ferry {number}
date: 2026-11-22
seeds: [ulislam-summit]
---

## The ferry

It runs.
"""
_BRIEF = _PLAIN.replace("It runs.", "![Noise](noise.png)")


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


def test_what_holds_for_all_briefs_is_told_once_in_a_build(workspace, brief):
    text = (workspace / "brief.toml").read_text("utf-8")
    settings = re.sub('publisher = ".*"', 'publisher = "Name of your house"', text)
    (workspace / "brief.toml").write_text(settings, "utf-8")
    for name in ("first", "second"):
        (workspace / f"briefs/{name}.md").write_text(_PLAIN.format(number=name), "utf-8")

    run = brief("build", "first", "second", "--format", "txt", "--anew")

    assert run.stderr.count("stands for a publisher that nobody has named yet") == 1
