"""The towns of the network, as its file has them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

from pydantic import StringConstraints

from shared.network_file import Table

TOWN_FILE: Final = Path(__file__).parents[3] / "deploy" / "network" / "town.toml"
_Code = Annotated[str, StringConstraints(pattern=r"^\d{3}$")]


class _File(Table):
    municipality: _Code
    serves: frozenset[_Code]
    elsewhere: dict[_Code, dict[str, object]]


def read_towns(file: Path = TOWN_FILE) -> Sequence[str]:
    """Give those where the network is and helps, by their codes."""
    given = _File.read(file)
    return sorted({given.municipality, *given.serves})
