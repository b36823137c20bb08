"""What staff do about rows that loops set aside."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from services.matching.needs.model import RequestId
from services.matching.proposals.use_cases.give_up import choose_again
from services.matching.troubles.model import NEEDS, SAME_PERSON, VOLUNTEERS, Kind, Overview
from services.matching.troubles.ports import TroubleWork
from services.matching.volunteers.model import Volunteer, VolunteerId, VolunteerState
from services.matching.volunteers.use_cases.sign_up import enrol_volunteer
from shared.work import Store

SHOWN: Final = 100
AT_ONCE: Final = 500
"""Rows of one kind that are tried again by one press."""


@dataclass(frozen=True, slots=True)
class FollowUpTroubles:
    """Each decision is recorded with who made it, in the transaction that carries it out."""

    store: Store[TroubleWork]

    async def show_troubles(self) -> Overview:
        """Read what waits for a person."""
        async with self.store.begin() as work:
            return Overview(await work.troubles.count(), await work.troubles.listed(SHOWN))

    async def try_again(self, who: UUID, kind: Kind, row_id: str) -> bool:
        """Have one row worked again; False when nothing was to be decided."""
        async with self.store.begin() as work:
            return await _try_again(work, who, kind, row_id)

    async def try_all_again(self, who: UUID, kind: Kind) -> int:
        """Have the rows of one kind worked again, as after a fault of ours; gives how many."""
        async with self.store.begin() as work:
            row_ids = await work.troubles.of_kind(kind, AT_ONCE)
        return sum([await self.try_again(who, kind, row_id) for row_id in row_ids])

    async def let_go(self, who: UUID, kind: Kind, row_id: str) -> bool:
        """Leave one row as it is for good; False when nothing was to be decided."""
        async with self.store.begin() as work:
            is_decided = await work.troubles.let_go(kind, row_id)
            if is_decided:
                await work.troubles.note(who, "let_go", kind, row_id)
                await _forget_second(work, kind, row_id)
        return is_decided


async def _try_again(work: TroubleWork, who: UUID, kind: Kind, row_id: str) -> bool:
    if not await work.troubles.take_off(kind, row_id):
        return False
    await work.troubles.note(who, "again", kind, row_id)
    if kind == NEEDS:
        await choose_again(work, RequestId(UUID(row_id)))
    if kind == VOLUNTEERS:
        volunteer_id = VolunteerId(UUID(row_id))
        await work.waiting.wake(volunteer_id)
        await work.volunteers.take_back(volunteer_id)
    if kind == SAME_PERSON and (applicant := await _applicant(work, row_id)):
        await enrol_volunteer(work, applicant)
    return True


async def _forget_second(work: TroubleWork, kind: Kind, row_id: str) -> None:
    """Let the second sign-up of one person go: who is a member already stays one."""
    if kind == SAME_PERSON and (applicant := await _applicant(work, row_id)):
        await work.volunteers.erase(applicant)


async def _applicant(work: TroubleWork, row_id: str) -> Volunteer | None:
    found = await work.volunteers.lock(VolunteerId(UUID(row_id)))
    return found if found and found.state is VolunteerState.APPLIED else None
