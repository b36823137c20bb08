"""Which town the network is in."""

from pathlib import Path
from typing import Annotated, Final

from pydantic import StringConstraints

from shared.network_file import Table

TOWN_FILE: Final = Path(__file__).parents[3] / "deploy" / "network" / "town.toml"


class _File(Table):
    municipality: Annotated[str, StringConstraints(pattern=r"^\d{3}$")]


def read_home(file: Path) -> str:
    """Give the code of the network's own municipality."""
    return _File.read(file).municipality
