"""How hard a proof of work is asked for, and whether one is right."""

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from services.intake.doors.model import Floods, Pressure

PROOF_AGES: Final = timedelta(hours=2)
"""Whoever reads the last page of the form that long may send it still."""
_SIGNS: Final = 400
"""A proof is never longer."""
_DIGITS: Final = 11
_MOST_BITS: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A challenge as it was given, and a number that solves it."""

    bits: int
    issued: int
    identity: str
    seal: str
    whole: str

    @property
    def is_solved(self) -> bool:
        """Say whether the hash of the whole begins with so many zeros."""
        digest = hashlib.sha256(self.whole.encode()).digest()
        return int.from_bytes(digest, "big") >> (256 - self.bits) == 0


def source_of(address: str) -> str | None:
    """Name whom an address belongs to: one address, or a home's /64.

    None for loopback, which says only that somebody in front does not tell, and for what is none.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return None
    if found.version == 6:  # noqa: PLR2004  # the internet's own number
        found = found.ipv4_mapped or found
    if found.is_loopback:
        return None
    if found.version == 4:  # noqa: PLR2004  # the internet's own number
        return str(found)
    return str(ipaddress.ip_network((found, 64), strict=False))


def needed_bits(pressure: Pressure, floods: Floods) -> int:
    """Say how hard a proof must be; 0 while few come.

    Where many come from one address it becomes harder instead of being shut: it may be a library's.
    """
    times = max(
        pressure.of_source / floods.from_one_in_10_min, pressure.in_all / floods.in_all_a_minute
    )
    if times <= 1:
        return 0
    from_one = pressure.of_source // floods.from_one_in_10_min
    return min(floods.bits + max(0, from_one.bit_length() - 1), floods.most_bits)


def read_proof(text: str) -> Proof | None:
    """Read what a browser sent: the challenge, a colon, a number."""
    parts = text.partition(":")[0].split(".")
    if len(text) > _SIGNS or len(parts) != 4:  # noqa: PLR2004  # the parts of a challenge
        return None
    bits, issued, identity, seal = parts
    if not (_is_number(bits) and _is_number(issued) and int(bits) <= _MOST_BITS):
        return None
    return Proof(bits=int(bits), issued=int(issued), identity=identity, seal=seal, whole=text)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS
