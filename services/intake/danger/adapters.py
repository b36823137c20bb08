"""Which town the network is in."""

import tomllib
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, StringConstraints

TOWN_FILE: Final = Path(__file__).parents[3] / "deploy" / "network" / "town.toml"


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    municipality: Annotated[str, StringConstraints(pattern=r"^\d{3}$")]


def read_home(file: Path) -> str:
    """Give the code of the network's own municipality."""
    return _File.model_validate(tomllib.loads(file.read_text(encoding="utf-8"))).municipality
