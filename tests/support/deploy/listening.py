"""Where processes listen, as the kernel tells it."""

import struct
from collections.abc import Iterable, Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

Address = IPv4Address | IPv6Address

_LISTENING = {"tcp": "0A", "tcp6": "0A", "udp": "07", "udp6": "07"}
"""The state of a socket that anyone may speak to, by table of /proc/net."""


def family_of(pid: int) -> list[int]:
    """Give a process with all that descend from it."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (parent := _parent_of(entry)) is not None:
            children.setdefault(parent, []).append(int(entry.name))
    family = [pid]
    for member in family:
        family += children.get(member, [])
    return family


def listening(pids: Iterable[int]) -> list[Address]:
    """Give the local addresses at which these processes can be reached."""
    ours = {inode for pid in pids for inode in _sockets_of(pid)}
    return [address for inode, address in _all_listening() if inode in ours]


def _all_listening() -> Iterator[tuple[str, Address]]:
    for table, state in _LISTENING.items():
        file = Path("/proc/net") / table
        for line in file.read_text(encoding="ascii").splitlines()[1:] if file.exists() else ():
            words = line.split()
            if words[3] == state:
                yield words[9], _address(words[1].partition(":")[0])


def _address(text: str) -> Address:
    """Read the kernel's way: words of four bytes, each with its last byte first."""
    raw = bytes.fromhex(text)
    words = struct.unpack(f"<{len(raw) // 4}I", raw)
    return ip_address(struct.pack(f">{len(words)}I", *words))


def _parent_of(entry: Path) -> int | None:
    try:
        text = (entry / "stat").read_text(encoding="utf-8")
    except OSError:
        return None
    return int(text.rpartition(") ")[2].split()[1])


def _sockets_of(pid: int) -> Iterator[str]:
    try:
        for opened in Path(f"/proc/{pid}/fd").iterdir():
            target = str(opened.readlink())
            if target.startswith("socket:["):
                yield target[len("socket:[") : -1]
    except OSError:
        return
