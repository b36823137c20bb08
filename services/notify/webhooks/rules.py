"""Which network addresses a partner's endpoint may have: public ones that stay public.

The ranges are written out: what `ipaddress` calls global or loopback depends on Python's version.
"""

from collections.abc import Iterable
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

Network = IPv4Network | IPv6Network

# IANA's special purposes, and what carries or relays to other addresses.
_NOT_PUBLIC: tuple[Network, ...] = (
    ip_network("0.0.0.0/8"),
    ip_network("10.0.0.0/8"),
    ip_network("100.64.0.0/10"),
    ip_network("127.0.0.0/8"),
    ip_network("169.254.0.0/16"),
    ip_network("172.16.0.0/12"),
    ip_network("192.0.0.0/24"),
    ip_network("192.0.2.0/24"),
    ip_network("192.88.99.0/24"),
    ip_network("192.168.0.0/16"),
    ip_network("198.18.0.0/15"),
    ip_network("198.51.100.0/24"),
    ip_network("203.0.113.0/24"),
    ip_network("224.0.0.0/3"),
    # of IPv6 only 2000::/3 is given out
    ip_network("::/3"),
    ip_network("4000::/2"),
    ip_network("8000::/1"),
    ip_network("2001::/23"),
    ip_network("2001:db8::/32"),
    ip_network("2002::/16"),
    ip_network("3fff::/20"),
)
_LOOPBACK: tuple[Network, ...] = (ip_network("127.0.0.0/8"), ip_network("::1/128"))


def is_public(address: str, denied: Iterable[Network] = ()) -> bool:
    """Say whether we may connect there; `denied` are the operator's own ranges.

    Anything that is not a plain address (a zone, a name, a number) is refused.
    """
    found = _plain(address)
    return found is not None and not _is_in(found, (*_NOT_PUBLIC, *denied))


def is_loopback(address: str) -> bool:
    """Say whether the address is this machine's own, written plainly."""
    found = _plain(address)
    return found is not None and _is_in(found, _LOOPBACK)


def _plain(address: str) -> IPv4Address | IPv6Address | None:
    try:
        return None if "%" in address else ip_address(address)
    except ValueError:
        return None


def _is_in(found: IPv4Address | IPv6Address, networks: Iterable[Network]) -> bool:
    return any(found in network for network in networks)
