"""What the kernel says about a process, so that only what we started is ever ended."""

import os
import signal
import time
from pathlib import Path

_STATE, _STARTED = 0, 19


def mark_of(pid: int) -> str | None:
    """Name a live process so that a later one with the same number differs; None when it ended."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return None
    fields = text.rpartition(") ")[2].split()
    return None if fields[_STATE] in "ZX" else f"{pid} {fields[_STARTED]}"


def remember(pid: int, file: Path) -> None:
    """Write down a process that must not outlive us unnoticed."""
    file.write_text(mark_of(pid) or "", encoding="utf-8")


def end_remembered(file: Path) -> bool:
    """Kill what an earlier run left behind; True when there was such a process."""
    mark = file.read_text(encoding="utf-8") if file.exists() else ""
    pid = int(mark.split()[0]) if mark else 0
    if not mark or mark_of(pid) != mark:
        return False
    os.kill(pid, signal.SIGKILL)
    until_ended(pid, mark)
    return True


def until_ended(pid: int, mark: str, seconds: float = 10.0) -> None:
    """Wait until the process ended, reaped or not; raises TimeoutError."""
    give_up = time.monotonic() + seconds
    while mark_of(pid) == mark:
        if time.monotonic() > give_up:
            raise TimeoutError(mark)
        time.sleep(0.02)


def working_in(folder: Path) -> list[int]:
    """List the processes whose working directory is this folder, as PostgreSQL's children's is."""
    numbered = (entry for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return [int(entry.name) for entry in numbered if _works_in(entry, folder)]


def _works_in(entry: Path, folder: Path) -> bool:
    try:
        return (entry / "cwd").readlink() == folder
    except OSError:
        return False
