"""Whose wrong passwords are counted together, and how long the next try waits."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum, auto
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from services.intake.staff.model import Tries

_DOUBLINGS: Final = 10


class Kind(StrEnum):
    """What a bucket of tries is of."""

    DEVICE = auto()
    """One name in a browser where that name signed in before: strangers do not count into it."""
    HERE = auto()
    """One name from one address."""
    ACCOUNT = auto()
    """One name from anywhere a stranger may sit."""
    ADDRESS = auto()
    """Any name from one address."""
    ALL = auto()
    """Any name from anywhere."""


@dataclass(frozen=True, slots=True)
class Brake:
    """So many tries are free, and one of them is forgotten after each `every`."""

    free: int
    every: timedelta
    longest: timedelta = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Counted:
    """What is stored of a bucket after one more try."""

    failures: int
    wait: timedelta
    carried: timedelta
    """Of the time until the next try is forgotten, how much is over already."""


BRAKES: Final[Mapping[Kind, Brake]] = {
    Kind.DEVICE: Brake(5, timedelta(hours=1)),
    Kind.HERE: Brake(5, timedelta(hours=1)),
    Kind.ACCOUNT: Brake(100, timedelta(minutes=15)),
    Kind.ADDRESS: Brake(20, timedelta(minutes=5)),
    Kind.ALL: Brake(1000, timedelta(seconds=10), longest=timedelta(seconds=30)),
}
OWN: Final = frozenset({Kind.DEVICE, Kind.HERE, Kind.ACCOUNT})
"""Forgotten when somebody has come in; of the others only that one try is."""


def tidy_name(name: str) -> str:
    """Give a name as it is looked up: nothing unseen, no blanks around it, one between words."""
    shown = "".join(sign for sign in unicodedata.normalize("NFKC", name) if _is_shown(sign))
    return " ".join(shown.split())


def same_name(name: str) -> str:
    """Give what all spellings of a name have in common, by which its tries are counted."""
    return unicodedata.normalize("NFKC", tidy_name(name).casefold())


def network_of(address: str) -> str:
    """Give the network that one subscriber has: a /64 of IPv6, or the address of IPv4."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        return str(known.ipv4_mapped or ip_network((known, 64), strict=False))
    return str(known)


def buckets_of(name: str, address: str, device: str | None) -> Mapping[Kind, Sequence[str]]:
    """Say into which buckets a try is counted; `device` is that of a browser known for the name."""
    if device is not None:
        return {Kind.DEVICE: (name, device)}
    network = network_of(address)
    return {
        Kind.HERE: (name, network),
        Kind.ACCOUNT: (name,),
        Kind.ADDRESS: (network,),
        Kind.ALL: (),
    }


def one_more(tries: Tries, brake: Brake) -> Counted:
    """Count a try; each free one that was made long enough ago is forgotten first."""
    forgotten, rest = divmod(tries.since, brake.every)
    left = tries.failures - forgotten
    failures = max(left, 0) + 1
    carried = rest if left > 0 else timedelta()
    return Counted(failures, delay_after(failures, brake), carried)


def delay_after(failures: int, brake: Brake) -> timedelta:
    """Nothing for the free tries, then 2 s, 4 s … up to the longest."""
    if failures < brake.free:
        return timedelta()
    steps = min(failures - brake.free + 1, _DOUBLINGS)
    return min(timedelta(seconds=2**steps), brake.longest)


def _is_shown(sign: str) -> bool:
    return sign.isspace() or sign.isprintable()
