"""What writing the letter of the morning asks for."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from services.intake.briefings.model import (
    Briefing,
    Lapse,
    OpenReferral,
    PartnerMorning,
    Waiting,
)
from services.intake.duty.ports import WithDuties
from shared.contracts.words import Language
from shared.work import Publishes, Receives


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


class PartnerMornings(Protocol):
    """Letters of mornings to organisations, in one transaction."""

    async def keep_capacity(
        self, organisation_id: UUID, line: str, valid_until: date | None, version: int
    ) -> None:
        """Keep until when it holds what it can give of a line, unless newer is known."""
        ...

    async def keep_pause(self, organisation_id: UUID, version: int, *, is_paused: bool) -> None:
        """Keep whether it takes nothing new, unless newer is known."""
        ...

    async def begin(self, organisation_id: UUID, day: date) -> bool:
        """Note that its letter of a day is seen to; False when it was, or when it has left.

        Of two at once the second waits for the first.
        """
        ...

    async def read(
        self, organisation_id: UUID, day: date, until: date, limit: int
    ) -> PartnerMorning:
        """Read what is open, and what lapses from `day` to `until` unless it takes nothing new."""
        ...


class DueMornings(Protocol):
    """Whose morning it is, read without locking anything."""

    async def due(self, day: date, limit: int) -> Sequence[UUID]:
        """List organisations whose letter of a day nobody has seen to."""
        ...


class WithPartnerMornings(Protocol):
    """A transaction in which letters to organisations can be written."""

    @property
    def partner_mornings(self) -> PartnerMornings:
        """Give the letters as this transaction sees them."""
        ...


class PartnerMorningWork(WithPartnerMornings, WithDuties, Publishes, Protocol):
    """What writing to an organisation needs of a transaction."""


class HearCapacityWork(WithPartnerMornings, Receives, Protocol):
    """What hearing what an organisation can give needs of a transaction."""


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

    def referral(self, open_: OpenReferral, language: Language) -> str:
        """Say where and how soon, and by when something is to be heard."""
        ...

    def more_referrals(self, count: int, language: Language) -> str:
        """Say how many referrals are not listed."""
        ...

    def lapse(self, lapse: Lapse, language: Language) -> str:
        """Say of what the amount lapses, and when."""
        ...
