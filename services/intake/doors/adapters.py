"""The limits as the network's file has them."""

import tomllib
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, PositiveInt

from services.intake.doors.model import Caps, Limits

DOORS_FILE: Final = Path(__file__).parents[3] / "deploy" / "network" / "doors.toml"


class _SamePerson(BaseModel):
    model_config = ConfigDict(extra="forbid")

    an_hour: PositiveInt
    a_day: PositiveInt


class _Letters(BaseModel):
    model_config = ConfigDict(extra="forbid")

    an_hour: PositiveInt


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    same_person: _SamePerson
    letters: _Letters


def read_limits(file: Path) -> Limits:
    """Read the file; a start fails where a line is missing or unknown."""
    given = _File.model_validate(tomllib.loads(file.read_text("utf-8")))
    caps = Caps(given.same_person.an_hour, given.same_person.a_day)
    return Limits(caps, given.letters.an_hour)
