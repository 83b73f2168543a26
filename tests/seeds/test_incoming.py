from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest

from generator.seeds.incoming import IncomingSource, seed_settings
from generator.seeds.reading import Cleaned

PAGE = "https://www.harbour.example/2025/mud?from=mail"


def settings(*, said: str = "", fetched: str = "", **more: str) -> dict[str, Any]:
    cleaned = Cleaned("Mud", "Ada Moor", "en", (), (), url=said, **more)
    accessed = date(2026, 11, 27) if fetched else None
    incoming = IncomingSource(b"", "mud.html", url=fetched, accessed=accessed)
    return tomllib.loads(seed_settings(cleaned, incoming, "mud").decode())


@pytest.mark.parametrize(
    "said", ["https://harbour.example/2025/mud", "https://WWW.harbour.example/2025/mud"]
)
def test_the_address_that_a_page_gives_itself_is_its_own_on_the_same_host(said):
    assert settings(said=said, fetched=PAGE)["url"] == said


@pytest.mark.parametrize(
    "said",
    ["https://other.example/mud", "https://harbour.example.org/mud", "javascript:mud()", "/mud"],
)
def test_the_address_of_somebody_else_is_not(said):
    assert settings(said=said, fetched=PAGE)["url"] == PAGE


def test_a_saved_page_has_the_address_that_it_says_and_no_day_of_access():
    found = settings(said="https://other.example/mud")

    assert found["url"] == "https://other.example/mud"
    assert "accessed" not in found
    assert settings()["url"] == ""


def test_publisher_and_day_are_filled_in_where_the_source_says_them():
    found = settings(published="2024-06-19", publisher="The Harbour Board")

    assert (found["date"], found["publisher"]) == ("2024-06-19", "The Harbour Board")
    assert settings()["date"] == "undated"
