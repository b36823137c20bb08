"""Who pays, as the network's file says."""

from datetime import date
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, StringConstraints, model_validator

from shared.funding import KINDS, Emblem, Funder, Funding
from shared.languages import Words
from shared.network_file import Table

FUNDING_FILE: Final = Path(__file__).parents[2] / "deploy" / "network" / "funding.toml"
EMBLEMS: Final = "emblems"


class TurnedDaysError(ValueError):
    """The last day is before the first."""


class _Funder(Table):
    example: bool
    name: Words
    sentence: Words
    project: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    emblem: Annotated[str, StringConstraints(pattern=rf"^[a-z0-9_-]+\.({'|'.join(KINDS)})$")]
    first: date
    last: date

    @model_validator(mode="after")
    def _goes_forward(self) -> "_Funder":
        if self.last < self.first:
            raise TurnedDaysError(self.project)
        return self


class _File(Table):
    funder: list[_Funder] = Field(default_factory=list)


def read_funding(file: Path = FUNDING_FILE) -> Funding:
    """Read the file, and the pictures that it names."""
    return Funding(
        tuple(
            Funder(
                name=one.name,
                sentence=one.sentence,
                project=one.project,
                emblem=_emblem(file.with_name(EMBLEMS) / one.emblem),
                first=one.first,
                last=one.last,
            )
            for one in _File.read(file).funder
        )
    )


def _emblem(picture: Path) -> Emblem:
    return Emblem(picture.read_bytes(), picture.suffix.removeprefix("."))
