"""What writing the letter of the morning asks for."""

from datetime import date, datetime
from typing import Protocol

from services.intake.briefings.model import Briefing, Waiting
from services.intake.duty.ports import WithDuties
from shared.contracts.words import Language
from shared.work import Publishes


class Briefings(Protocol):
    """Letters of mornings, in one transaction."""

    async def begin(self, day: date) -> bool:
        """Note that the letter of a day is written; False when it was, by whomever.

        Of two at once the second waits for the first.
        """
        ...

    async def read(self, until: datetime, limit: int) -> Briefing:
        """Read who waits longest, and the first of what was promised until a time."""
        ...


class WithBriefings(Protocol):
    """A transaction in which the letter of a morning can be written."""

    @property
    def briefings(self) -> Briefings:
        """Give the letters as this transaction sees them."""
        ...


class BriefingWork(WithBriefings, WithDuties, Publishes, Protocol):
    """What writing the letter needs of a transaction."""


class Words(Protocol):
    """Says in a reader's language what stands in the letter."""

    def waits(self, waiting: Waiting, language: Language) -> str:
        """Say how long somebody waits, and why."""
        ...

    def promised(self, at: datetime, language: Language) -> str:
        """Say by when somebody is to hear from us."""
        ...

    def more(self, count: int, language: Language) -> str:
        """Say how many promises are not listed."""
        ...
