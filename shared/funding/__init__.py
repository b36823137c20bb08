"""Who pays for what the network does, and when: data of the network, shown as funders want it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from shared.contracts.words import Language

KINDS: Final = {"svg": "image/svg+xml", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class Emblem:
    """A picture by which a funder is known."""

    content: bytes
    kind: str
    """How its file ends."""

    @property
    def file(self) -> str:
        """The served name: it changes with the content."""
        return f"emblem.{hashlib.sha256(self.content).hexdigest()[:8]}.{self.kind}"

    @property
    def media_type(self) -> str:
        """What a browser is told that it is."""
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class Funder:
    """Who pays for what is done within some days, and how that is to be shown."""

    name: Mapping[Language, str]
    """In each language."""
    sentence: Mapping[Language, str]
    project: str
    """The code under which the funder knows it."""
    emblem: Emblem
    first: date
    last: date

    def pays_on(self, day: date) -> bool:
        """Say whether it pays for what is done on a day."""
        return self.pays_within(day, day)

    def pays_within(self, first: date, last: date) -> bool:
        """Say whether it pays for any of some days."""
        return self.first <= last and first <= self.last


@dataclass(frozen=True, slots=True)
class Funding:
    """All who pay, as the network's file has them."""

    funders: Sequence[Funder] = ()

    def paying_on(self, day: date) -> Sequence[Funder]:
        """Give those that pay for a day."""
        return [each for each in self.funders if each.pays_on(day)]

    def paying_within(self, first: date, last: date) -> Sequence[Funder]:
        """Give those that pay for any of some days."""
        return [each for each in self.funders if each.pays_within(first, last)]

    def of(self, project: str) -> Funder | None:
        """Give who knows it under a code."""
        return next((each for each in self.funders if each.project == project), None)
