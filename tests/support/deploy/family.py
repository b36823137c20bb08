"""A process with all that descend from it, as the kernel tells it."""

from pathlib import Path


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


def _parent_of(entry: Path) -> int | None:
    try:
        text = (entry / "stat").read_text(encoding="utf-8")
    except OSError:
        return None
    return int(text.rpartition(") ")[2].split()[1])
