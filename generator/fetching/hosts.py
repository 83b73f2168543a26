"""Which computers may be asked: those on the public net alone.

An address in a mail or on a page may lead to a machine of one's own house, to a printer, or to the
service that tells a server its passwords. So every address of a name is looked at, before any of
them is connected to.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from queue import Empty, SimpleQueue
from threading import Thread


def looked_up(host: str, port: int, seconds: float) -> tuple[str, ...]:
    """The addresses of a host, in the order in which to try them; a numeric host is its own.

    Raises OSError: TimeoutError after so many seconds, else what the look-up says.
    """
    answers: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([str(place[0]) for *_, place in found])
        except Exception as error:
            answers.put(error)

    # No look-up can be given a time of its own: whoever waits for it goes on without it.
    Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=max(seconds, 0))
    except Empty:
        raise TimeoutError from None
    if isinstance(answer, Exception):
        raise answer
    return tuple(dict.fromkeys(answer))


_UNICAST = IPv6Network("2000::/3")  # all that is given out for the public net (RFC 4291, 2.4)
_NAT64 = IPv6Network("64:ff9b::/96")  # an IPv4 address as a network without IPv4 sees it (RFC 6052)
_TUNNELS = (IPv6Network("2002::/16"), IPv6Network("2001::/32"))  # 6to4, Teredo: to any address


def is_public(written: str) -> bool:
    """Whether a numeric address is one of the public net, by IANA's special-purpose registries.

    An IPv4 address inside an IPv6 address counts as itself. Raises ValueError for no address.
    """
    address = ip_address(written.partition("%")[0])
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or _translated(address)
        if inner is None:
            tunnel = any(address in network for network in _TUNNELS)
            return address in _UNICAST and address.is_global and not tunnel
        address = inner
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _translated(address: IPv6Address) -> IPv4Address | None:
    return IPv4Address(int(address) & 0xFFFF_FFFF) if address in _NAT64 else None
