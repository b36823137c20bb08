"""What a member does with their own membership: look, pause, go on, leave."""

from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from services.matching.members.model import Membership
from services.matching.members.ports import MemberWork
from services.matching.members.rules import record_of
from services.matching.proposals.model import MatchState
from services.matching.proposals.use_cases.erase_volunteer import erase_for_good
from services.matching.proposals.use_cases.hand_back import AskedMeanwhileError, hand_back
from services.matching.volunteers.model import Volunteer, VolunteerId, VolunteerState
from services.matching.volunteers.ports import WithVolunteers
from services.matching.volunteers.use_cases.say_standing import say_standing
from services.matching.volunteers.use_cases.sign_up import member_of, readable
from shared.chance import Chance
from shared.clock import local_day
from shared.contracts.rights import RightRequested
from shared.contracts.volunteer_words import VolunteerStanding
from shared.rights import Known, Record
from shared.same_person import SamePerson
from shared.sealing.tokens import token_hash
from shared.work import Store

Ending = Callable[[MemberWork, Volunteer], Awaitable[None]]
ASKED: Final = frozenset({MatchState.OPEN})
ALL: Final = frozenset({MatchState.OPEN, MatchState.ACCEPTED})
COMPARED: Final = 100
"""Of the roster at a time: between two parts pages are answered."""
TRIES: Final = 5
"""Somebody who is asked again and again at the very moment they press must press once more."""


@dataclass(frozen=True, slots=True)
class LookAfterMembership:
    """None or False stands for a link that nobody was sent, or that has run out."""

    store: Store[MemberWork]
    chance: Chance
    now: Callable[[], datetime]

    async def show_membership(self, token: str) -> Membership | None:
        """Show how they stand; looking changes nothing."""
        async with self.store.begin() as work:
            member = await member_of(work, token)
            if member is None:
                return None
            held = [each.state for each in await work.matches.held_by(member.id)]
            return Membership(
                state=member.state,
                paused_until=member.paused_until,
                is_readable=await readable(work, member.id) is not None,
                asked=held.count(MatchState.OPEN),
                held=held.count(MatchState.ACCEPTED),
            )

    async def pause(self, token: str, length: timedelta | None) -> bool:
        """Ask them nothing for so long; what waits for their answer goes to others at once.

        Tasks that they accepted stay theirs.
        """

        async def rest(work: MemberWork, member: Volunteer) -> None:
            await work.volunteers.pause(member.id, length)
            if member.state is not VolunteerState.SET_ASIDE:
                await say_standing(work, member, VolunteerStanding.PAUSED)

        return await self._end(token, ASKED, rest)

    async def resume(self, token: str) -> bool:
        """Ask them again, and let what waits for a helper be looked at."""
        async with self.store.begin() as work:
            member = await member_of(work, token)
            if member is None:
                return False
            await work.waiting.wake(member.id)
            locked = await work.volunteers.lock(member.id)
            if locked is None:
                return False
            await work.volunteers.resume(locked.id)
            await say_standing(work, locked, VolunteerStanding.ACTIVE)
        return True

    async def end_pause(self, volunteer_id: VolunteerId) -> bool:
        """Ask somebody again whose pause is over; False when it is not, or was ended."""
        async with self.store.begin() as work:
            await work.waiting.wake(volunteer_id)
            member = await work.volunteers.lock(volunteer_id)
            if member is None or not _is_over(member, self.now()):
                return False
            await work.volunteers.resume(volunteer_id)
            await say_standing(work, member, VolunteerStanding.ACTIVE)
        return True

    async def leave(self, token: str) -> bool:
        """Hand back what they have, and erase who they are."""

        async def erase(work: MemberWork, member: Volunteer) -> None:
            await erase_for_good(work, member, self.chance.new_id())

        return await self._end(token, ALL, erase)

    async def _end(self, token: str, states: Collection[MatchState], then: Ending) -> bool:
        for _ in range(TRIES - 1):
            with suppress(AskedMeanwhileError):
                return await self._end_once(token, states, then)
        return await self._end_once(token, states, then)

    async def _end_once(self, token: str, states: Collection[MatchState], then: Ending) -> bool:
        async with self.store.begin() as work:
            found = await member_of(work, token)
            member = await hand_back(work, found.id, states) if found else None
            # another press of theirs may have come first: then this one finds no link
            if member is None or await work.member_links.whose(token_hash(token)) is None:
                return False
            await then(work, member)
        return True


@dataclass(frozen=True, slots=True)
class TellMembers:
    """Whoever asks is compared with everybody by marks: no address comes here."""

    same_person: SamePerson

    async def known_of(self, work: WithVolunteers, asked: RightRequested) -> Known:
        """Say what is kept of them as a volunteer; of who they helped nothing."""
        records, subjects, after = list[Record](), list[UUID](), None
        while page := await work.volunteers.entries(after, COMPARED):
            for entry in page:
                points = entry.contact.reach_points if entry.contact else ()
                if self.same_person.is_one_of(asked.marks, asked.right_id, points):
                    records.append(record_of(entry, local_day(entry.since)))
                    subjects.append(entry.volunteer.id)
            after = page[-1].volunteer.id
        return Known(records, subjects)


def _is_over(member: Volunteer, now: datetime) -> bool:
    until = member.paused_until
    return member.state is VolunteerState.PAUSED and until is not None and until <= now
