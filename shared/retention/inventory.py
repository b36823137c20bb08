"""The inventory: what the network keeps, what for, how long, and what removes it."""

import tomllib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, PositiveInt, model_validator

INVENTORY_FILE: Final = Path(__file__).parents[2] / "deploy" / "network" / "retention.toml"

_WAYS: Final = ("job", "loop", "ends_with", "stays", "by")
_AGED: Final = ("job", "loop", "by")


class InventoryError(ValueError):
    """An entry must say one way in which it ends, and an age where it is counted in days."""


class Entry(BaseModel):
    """One table or kind of file; it says one of `job`, `loop`, `ends_with`, `stays`, `by`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    purpose: str = Field(min_length=10)
    days: PositiveInt | None = None
    """The longest age; what it is counted from says the job."""
    job: str | None = None
    """A query `forget_…` that the loop `retention` of the service runs in batches."""
    loop: str | None = None
    """A loop of the service that does more than delete rows."""
    ends_with: str | None = None
    """The table whose rows take these with them."""
    stays: str | None = None
    """Why it is kept as long as the network is."""
    by: str | None = None
    """What removes a file."""
    of: tuple[str, ...] = ()
    """The services that have a shared table; none named means all."""

    @model_validator(mode="after")
    def _ends_in_one_way(self) -> "Entry":
        said = [way for way in _WAYS if getattr(self, way)]
        if len(said) != 1 or (said[0] in _AGED) != (self.days is not None):
            raise InventoryError
        return self

    @property
    def age(self) -> timedelta:
        """How long it is kept; for what has an age only."""
        if self.days is None:
            raise InventoryError
        return timedelta(days=self.days)


class Inventory(BaseModel):
    """Tables by service (`every` has the shared ones), and files by the pattern of their path."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tables: Mapping[str, Mapping[str, Entry]]
    files: Mapping[str, Entry]

    def of_service(self, service: str) -> Mapping[str, Entry]:
        """Give the tables of one service's database."""
        shared = {
            name: entry
            for name, entry in self.tables["every"].items()
            if not entry.of or service in entry.of
        }
        return {**shared, **self.tables.get(service, {})}


def read_inventory(file: Path = INVENTORY_FILE) -> Inventory:
    """Read it; raises pydantic.ValidationError where an entry says too little or too much."""
    return Inventory.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
