"""The towns of the network, as its file has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from pydantic import StringConstraints

from shared.network_file import Table

TOWN_FILE: Final = Path(__file__).parents[3] / "deploy" / "network" / "town.toml"
_Code = Annotated[str, StringConstraints(pattern=r"^\d{3}$")]


class _File(Table):
    municipality: _Code
    serves: frozenset[_Code]
    neighbours: frozenset[_Code] = frozenset()
    elsewhere: dict[_Code, dict[str, object]]


@dataclass(frozen=True, slots=True)
class Towns:
    """Municipalities by their codes, each once and in order."""

    served: Sequence[str]
    """Where the network is and helps."""
    of_partners: Sequence[str]
    """Where its organisations may help: also in neighbouring ones."""


def read_towns(file: Path = TOWN_FILE) -> Towns:
    """Read the file; what is no code stops the start."""
    given = _File.read(file)
    served = {given.municipality, *given.serves}
    return Towns(sorted(served), sorted(served | given.neighbours))
