from __future__ import annotations

import pytest

from generator.seeds.citing import cites_key


@pytest.mark.parametrize(
    "text",
    [
        "It filled again [@mud, ¶1].",
        "[see @r1; @mud, ¶¶ 2-3]",
        "@mud [¶2] says so.",
        "@{mud} and -@mud.",
        "As in `code`, so here [@mud].",
        "```\nnever closed [@mud]",
        "```\ncode\n```\n\n[@mud]\n\n```\ncode\n```",
        "`unclosed [@mud]",
    ],
)
def test_a_citation_is_seen(text):
    assert cites_key(text, "mud")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mud, ¶1",
        "[@mud-bank, ¶1] and [@mudflat]",
        "ada@mud.example",
        "a literal \\@mud",
        "`[@mud, ¶1]`",
        "``[@mud]``",
        "```\n[@mud, ¶1]\n```",
        "~~~~ text\n```\n[@mud]\n~~~~\n",
        "seeds: [mud]",
    ],
)
def test_what_only_looks_like_one_is_passed_over(text):
    assert not cites_key(text, "mud")
