"""The rooms of each service, and their order."""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SERVICES = ("intake", "matching", "notify", "reporting")


@cache
def contracts() -> list[dict[str, Any]]:
    """Read the import rules."""
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    found: list[dict[str, Any]] = configuration["tool"]["importlinter"]["contracts"]
    return found


def rooms(service: str) -> list[str]:
    """List the rooms of a service from the contract in pyproject.toml, upper ones first."""
    return [room for rank in ranks(service) for room in rank]


@cache
def ranks(service: str) -> Sequence[Sequence[str]]:
    """Read the order of rooms; those of one rank do not know each other."""
    (order,) = [
        each["layers"] for each in contracts() if each.get("containers") == [f"services.{service}"]
    ]
    return [
        [name for part in layer.split("|") if (name := part.strip()) and not name.startswith("(")]
        for layer in order
    ]


def may_use(service: str, upper: str, lower: str) -> bool:
    """Say whether one room lies above another."""
    place = {room: number for number, rank in enumerate(ranks(service)) for room in rank}
    return upper == lower or place[upper] < place[lower]
