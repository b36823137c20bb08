"""Which network addresses a partner's endpoint may have: public ones that stay public."""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network

# `is_global` of Python 3.11 says yes to all of these: they carry or relay to other addresses.
_LEADS_ELSEWHERE: tuple[Network, ...] = (
    ip_network("192.0.0.0/24"),
    ip_network("192.88.99.0/24"),
    ip_network("::ffff:0:0/96"),
    ip_network("64:ff9b::/96"),
    ip_network("64:ff9b:1::/48"),
    ip_network("2001::/32"),
    ip_network("2002::/16"),
    ip_network("fec0::/10"),
)


def is_public(address: str, denied: Iterable[Network] = ()) -> bool:
    """Say whether we may connect there; `denied` are the operator's own ranges.

    Anything that is not a plain address (a zone, a name, a number) is refused.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if "%" in address or not found.is_global or found.is_multicast or found.is_reserved:
        return False
    return not any(found in network for network in (*_LEADS_ELSEWHERE, *denied))


def is_loopback(address: str) -> bool:
    """Say whether the address is this machine's own, written plainly."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
