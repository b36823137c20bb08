"""What listens on a machine, and whether anyone else could reach it.

The network is the host's, so its tables name everybody's sockets; a machine's own are those that
its processes hold. `/proc` is read because a bare Debian has no `ss`.
"""

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

# The state in which a socket waits for anyone, as the kernel writes it.
WAITING = {"tcp": "0A", "tcp6": "0A", "udp": "07", "udp6": "07"}

_TABLES = Path("/proc/net")


@dataclass(frozen=True, slots=True)
class Listener:
    """One socket that waits for anyone."""

    table: str
    address: IPv4Address | IPv6Address
    port: int
    inode: str

    @property
    def is_private(self) -> bool:
        """Say whether only this machine reaches it."""
        mapped = getattr(self.address, "ipv4_mapped", None)
        return (mapped or self.address).is_loopback


def parse(table: str, text: str) -> Iterator[Listener]:
    """Give the sockets of a table that wait for anyone."""
    for line in text.splitlines()[1:]:
        columns = line.split()
        address, _, port = columns[1].partition(":")
        if columns[3] == WAITING[table]:
            yield Listener(table, _address(address), int(port, 16), columns[9])


def listeners(proc: Path, only: Collection[str] | None = None) -> Iterator[tuple[Listener, str]]:
    """Give each socket that a machine's processes wait on, with the name of its process.

    `only` names some of the processes by their numbers.
    """
    holders = _holders(proc, only)
    for table in WAITING:
        file = _TABLES / table
        text = file.read_text(encoding="ascii") if file.exists() else ""
        for one in parse(table, text):
            if one.inode in holders:
                yield one, holders[one.inode]


def described(found: Iterable[tuple[Listener, str]]) -> str:
    """Write them down, those that anyone can reach first."""
    lines = (
        f"{'private' if one.is_private else 'OPEN'}\t{one.table}\t{one.address}\t{one.port}\t{name}"
        for one, name in found
    )
    return "".join(f"{line}\n" for line in sorted(lines))


def processes(proc: Path) -> dict[str, str]:
    """Give the names of all processes of a machine by their numbers."""
    found = {}
    for folder in proc.glob("[0-9]*"):
        # one that ends while we look is none
        with suppress(OSError):
            found[folder.name] = (folder / "comm").read_text(encoding="utf-8").strip()
    return found


def _holders(proc: Path, only: Collection[str] | None) -> Mapping[str, str]:
    """Name the process that holds each socket, by the socket's inode."""
    held = {}
    for number, name in processes(proc).items():
        if only is not None and number not in only:
            continue
        with suppress(OSError):
            for descriptor in (proc / number / "fd").iterdir():
                with suppress(OSError):
                    held[str(descriptor.readlink())] = name
    return {
        place.removeprefix("socket:[").removesuffix("]"): name
        for place, name in held.items()
        if place.startswith("socket:[")
    }


def _address(words: str) -> IPv4Address | IPv6Address:
    """Read the kernel's hexadecimal: words of four bytes, each in the machine's own order."""
    groups = [words[start : start + 8] for start in range(0, len(words), 8)]
    return ip_address(b"".join(int(group, 16).to_bytes(4, sys.byteorder) for group in groups))
