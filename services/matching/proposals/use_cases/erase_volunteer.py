"""Erase a volunteer: nothing of theirs can be read or compared any more, and no letter leaves."""

from dataclasses import dataclass
from uuid import UUID

from services.matching.proposals.ports import ErasingWork
from services.matching.volunteers.model import Volunteer, VolunteerId
from services.matching.volunteers.use_cases.say_standing import say_standing
from shared.answered_letters import recall_letters
from shared.chance import Chance
from shared.contracts.volunteer_words import VolunteerStanding
from shared.messaging.outbox import Story
from shared.work import Store


class StillAskedError(Exception):
    """They are asked or have a task now, and must be reachable until that is over."""


@dataclass(frozen=True, slots=True)
class EraseVolunteers:
    """What they did stays, as counts and codes; who they were does not. They are asked no more."""

    store: Store[ErasingWork]
    chance: Chance

    async def erase_volunteer(self, volunteer_id: VolunteerId) -> bool:
        """Erase for good, also a second time; False for an unknown one. Raises StillAskedError."""
        async with self.store.begin() as work:
            volunteer = await work.volunteers.lock(volunteer_id)
            if volunteer is None:
                return False
            if await work.matches.has_live(volunteer_id):
                raise StillAskedError
            await erase_for_good(work, volunteer, self.chance.new_id())
        return True


async def erase_for_good(work: ErasingWork, volunteer: Volunteer, recall_id: UUID) -> None:
    """Erase somebody who is locked, and take back what was written to them and has not left."""
    await work.volunteers.erase(volunteer)
    await say_standing(work, volunteer, VolunteerStanding.LEFT)
    place = volunteer.offer.municipality
    story = Story(volunteer.id, place, activation=volunteer.activation)
    await recall_letters(work, story, recall_id, volunteer.id)
