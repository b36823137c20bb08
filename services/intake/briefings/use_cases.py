"""Write the letters of the morning, once a day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.intake.briefings.letters import BriefingLetters
from services.intake.briefings.ports import (
    BriefingWork,
    DueMornings,
    HearCapacityWork,
    PartnerMorningWork,
)
from services.intake.briefings.rules import (
    LAPSES_WITHIN,
    LISTED,
    end_of_day,
    is_time,
    readers,
    who_wants,
)
from shared.activation.current import Current, at_work
from shared.clock import HELSINKI
from shared.contracts.envelope import Envelope
from shared.contracts.matching import PartnerCapacityReported, PartnerPaused, PartnerResumed
from shared.loops import Loop, Pauses
from shared.work import Store


@dataclass(frozen=True, slots=True)
class WriteBriefings:
    """The row of the day and the letters are stored together: killed in the middle, none went.

    In standby nothing is written.
    """

    store: Store[BriefingWork]
    letters: BriefingLetters
    current: Current
    now: Callable[[], datetime]

    async def __call__(self) -> None:
        """Write to each coordinator, where it is time and nobody has yet."""
        local = self.now().astimezone(HELSINKI)
        if not is_time(local):
            return
        activation = await at_work(self.current)
        if activation is None:
            return
        async with self.store.begin() as work:
            if not await work.briefings.begin(local.date()):
                return
            briefing = await work.briefings.read(end_of_day(local), LISTED)
            to = readers(await work.duties.on_call())
            await work.publish([self.letters.briefing(each, briefing, activation) for each in to])

    def loop(self, pauses: Pauses) -> Loop:
        """Give the loop that looks whether it is time."""
        return Loop("briefings", self, pauses)


@dataclass(frozen=True, slots=True)
class WritePartnerMornings:
    """That an organisation's day is seen to and its letters are stored together, once a day.

    A day on which there is nothing to tell is seen to without a letter.
    """

    store: Store[PartnerMorningWork]
    mornings: DueMornings
    letters: BriefingLetters
    current: Current
    now: Callable[[], datetime]

    async def due(self, limit: int) -> Sequence[UUID]:
        """List organisations that are to be written to now; none before half past seven."""
        local = self.now().astimezone(HELSINKI)
        return await self.mornings.due(local.date(), limit) if is_time(local) else ()

    async def write(self, organisation_id: UUID) -> bool:
        """Write to its members who want it; False when it is not due now."""
        local = self.now().astimezone(HELSINKI)
        activation = await at_work(self.current)
        if activation is None or not is_time(local):
            return False
        day = local.date()
        async with self.store.begin() as work:
            if not await work.partner_mornings.begin(organisation_id, day):
                return False
            found = await work.partner_mornings.read(
                organisation_id, day, day + LAPSES_WITHIN, LISTED
            )
            if not found.is_quiet:
                to = who_wants(await work.duties.members_of(organisation_id))
                tell = self.letters.partner_morning
                said = [tell(each, organisation_id, found, activation) for each in to]
                await work.publish(said)
        return True


@dataclass(frozen=True, slots=True)
class KeepCapacities:
    """What an organisation said of itself, as far as its letters need it; the newest counts."""

    store: Store[HearCapacityWork]

    async def react_to_capacity_reported(self, event: Envelope[PartnerCapacityReported]) -> None:
        """Keep until when it holds."""
        said = event.data
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                await work.partner_mornings.keep_capacity(
                    said.organisation_id, said.service_line, said.valid_until, event.subjectversion
                )

    async def react_to_pause(self, event: Envelope[PartnerPaused | PartnerResumed]) -> None:
        """Keep whether it rests."""
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                await work.partner_mornings.keep_pause(
                    event.data.organisation_id,
                    event.subjectversion,
                    is_paused=isinstance(event.data, PartnerPaused),
                )
