"""Somebody rests, can be asked again, or left: it is said once."""

from typing import Final

from services.matching.volunteers.events import availability_changed
from services.matching.volunteers.model import Volunteer, VolunteerState
from services.matching.volunteers.ports import StandingWork
from shared.contracts.volunteer_words import VolunteerStanding

_SAID: Final = {
    VolunteerState.ACTIVE: VolunteerStanding.ACTIVE,
    VolunteerState.SET_ASIDE: VolunteerStanding.ACTIVE,
    VolunteerState.PAUSED: VolunteerStanding.PAUSED,
}
"""What was said of those who are on the roster; that letters do not arrive is ours to mend."""


async def say_standing(
    work: StandingWork, volunteer: Volunteer, standing: VolunteerStanding
) -> None:
    """Say once whether somebody who is locked can be asked: as they were read before the change."""
    if _SAID.get(volunteer.state, standing) is standing:
        return
    version = await work.volunteers.next_version(volunteer.id)
    await work.publish([availability_changed(volunteer, version, standing)])
