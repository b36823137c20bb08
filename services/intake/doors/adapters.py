"""The limits as the network's file has them, and who came lately in the memory of a process."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, NonNegativeInt, PositiveInt

from services.intake.doors.model import Caps, Floods, Limits, Pressure
from services.intake.doors.rules import source_of
from shared.network_file import Table

DOORS_FILE: Final = Path(__file__).parents[3] / "deploy" / "network" / "doors.toml"

_MOST_BITS: Final = 24
"""A phone would work for minutes."""
_MOST_SOURCES: Final = 20_000
"""Known at once; a larger flood is seen by the count in all."""


class _SamePerson(Table):
    an_hour: PositiveInt
    a_day: PositiveInt


class _Letters(Table):
    an_hour: PositiveInt


class _Floods(Table):
    from_one_in_10_min: PositiveInt
    in_all_a_minute: PositiveInt
    bits: Annotated[int, Field(ge=1, le=_MOST_BITS)]
    most_bits: Annotated[int, Field(ge=1, le=_MOST_BITS)]
    hasty_seconds: NonNegativeInt


class _File(Table):
    floods: _Floods
    same_person: _SamePerson
    letters: _Letters


def read_limits(file: Path) -> Limits:
    """Read the file; a start fails where a line is missing or unknown."""
    given = _File.read(file)
    return Limits(
        same_person=Caps(**given.same_person.model_dump()),
        letters_an_hour=given.letters.an_hour,
        floods=Floods(**given.floods.model_dump()),
    )


@dataclass(slots=True)
class _Window:
    """Counts what came in the last `seconds`: this window, and what is left of the one before."""

    seconds: float
    begun: float
    now: int = 0
    before: int = 0

    def at(self, moment: float) -> int:
        """Say how many came until then."""
        self._go_on(moment)
        return self.now + round(self.before * (1 - (moment - self.begun) / self.seconds))

    def add(self, moment: float) -> int:
        """Count one more."""
        self._go_on(moment)
        self.now += 1
        return self.at(moment)

    def _go_on(self, moment: float) -> None:
        passed = int((moment - self.begun) // self.seconds)
        if passed:
            self.before = self.now if passed == 1 else 0
            self.now, self.begun = 0, self.begun + passed * self.seconds


@dataclass(slots=True)
class ArrivalsInMemory:
    """Implements the port `Arrivals`; what is counted ends with the process."""

    clock: Callable[[], float] = time.monotonic
    _all: _Window = field(init=False)
    _sources: dict[str, _Window] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Begin with nobody."""
        self._all = _Window(60, self.clock())

    def arrive(self, address: str) -> Pressure:
        """Count in all and by source."""
        source, moment = source_of(address), self.clock()
        in_all = self._all.add(moment)
        if source is None:
            return Pressure(0, in_all)
        if source not in self._sources:
            self._make_room()
            self._sources[source] = _Window(600, moment)
        return Pressure(self._sources[source].add(moment), in_all)

    def look(self, address: str) -> Pressure:
        """Read both."""
        moment, known = self.clock(), self._sources.get(source_of(address) or "")
        return Pressure(known.at(moment) if known else 0, self._all.at(moment))

    def _make_room(self) -> None:
        if len(self._sources) >= _MOST_SOURCES:
            oldest = list(self._sources)[: _MOST_SOURCES // 2]
            for source in oldest:
                del self._sources[source]
