from __future__ import annotations

import socket
import threading

import pytest

from generator.diagnostics import BriefError
from generator.fetching.fetch import fetch_page
from generator.fetching.hosts import is_public, looked_up

AT = "2026-11-27T09:00:00Z"

INSIDE = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://0.0.0.0/",
    "http://10.20.30.40/",
    "http://172.31.255.1/",
    "http://192.168.1.1:8080/admin",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://198.18.0.1/",
    "http://224.0.0.251/",
    "http://255.255.255.255/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::127.0.0.1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://[64:ff9b::10.0.0.1]/",
    "http://[64:ff9b:1::a00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
    "http://[fd12:3456::1]/",
    "http://[fe80::1]/",
    "http://[ff02::1]/",
    "http://[2001:db8::1]/",
]


@pytest.mark.parametrize("address", INSIDE)
def test_no_spelling_of_an_address_leads_into_a_house(address, web):
    with pytest.raises(BriefError) as caught:
        fetch_page(address, at=AT)

    (found,) = caught.value.diagnostics
    assert found.code == "S021"
    assert "not an address of the public net" in found.message
    assert web.reached == []


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2a02:898:68::1"],
)
def test_an_address_of_the_public_net_may_be_asked(address):
    assert is_public(address)


def test_a_look_up_that_does_not_end_is_given_up(monkeypatch):
    asleep = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: asleep.wait(5))

    with pytest.raises(TimeoutError):
        looked_up("harbour.example", 443, 0.05)
    asleep.set()
