"""What the processes of one network use, by what the kernel says of each."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Use:
    """Seconds of processor so far, and memory now, in MB; what is shared counts by its share."""

    seconds: float
    megabytes: float


def use_of(state: Path) -> dict[str, Use]:
    """Give the use of each program that has the network's folder in its words or settings."""
    found: dict[str, Use] = {}
    for process in _processes(state):
        name, use = _name(process), _use(process)
        before = found.get(name, Use(0, 0))
        found[name] = Use(before.seconds + use.seconds, before.megabytes + use.megabytes)
    return found


def _processes(state: Path) -> Iterator[Path]:
    names = [process.name for process in _PROC.iterdir()]
    parents = {pid: _parent(pid) for pid in map(int, filter(str.isdigit, names))}
    ours = {pid for pid in parents if pid != os.getpid() and _tells(pid, bytes(state))}
    for pid in parents:
        if pid in ours or _has_ancestor(pid, ours, parents):
            yield _PROC / str(pid)


def _has_ancestor(pid: int, ours: set[int], parents: dict[int, int]) -> bool:
    above = parents.get(pid, 0)
    return above > 1 and (above in ours or _has_ancestor(above, ours, parents))


def _tells(pid: int, words: bytes) -> bool:
    return any(words in _read(_PROC / str(pid) / name) for name in ("cmdline", "environ"))


def _parent(pid: int) -> int:
    text = _read(_PROC / str(pid) / "stat").rpartition(b")")[2].split()
    return int(text[1]) if text else 0


def _use(process: Path) -> Use:
    text = _read(process / "stat").rpartition(b")")[2].split()
    seconds = (int(text[11]) + int(text[12])) / _TICKS if text else 0.0
    kilobytes = [
        int(line.split()[1])
        for line in _read(process / "smaps_rollup").splitlines()
        if line.startswith(b"Pss:")
    ]
    return Use(seconds, sum(kilobytes) / 1024)


def _name(process: Path) -> str:
    words = _read(process / "cmdline").split(b"\0")
    module = words[words.index(b"-m") + 1].decode() if b"-m" in words else ""
    return module.rpartition("services.")[2] or Path(os.fsdecode(words[0])).name.split(":")[0]


def _read(file: Path) -> bytes:
    """Read what may be gone by now."""
    try:
        return file.read_bytes()
    except OSError:
        return b""
