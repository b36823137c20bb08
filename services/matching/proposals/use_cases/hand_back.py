"""Somebody pauses or leaves: what they were asked, or have to do, is searched for again at once."""

from collections.abc import Collection

from services.matching.needs.model import Need
from services.matching.needs.use_cases import story_of
from services.matching.proposals.events import withdrawn
from services.matching.proposals.model import Match, MatchState
from services.matching.proposals.ports import MatchWork
from services.matching.proposals.rules.versions import next_of
from services.matching.proposals.use_cases.search_again import search_again
from services.matching.volunteers.model import Volunteer, VolunteerId
from shared.contracts.words import WithdrawalReason

UNABLE = WithdrawalReason.VOLUNTEER_UNABLE


class AskedMeanwhileError(Exception):
    """They were asked something new just now: the transaction must roll back, and begin again."""


async def hand_back(
    work: MatchWork, volunteer_id: VolunteerId, states: Collection[MatchState]
) -> Volunteer | None:
    """End their matches in these states; gives the volunteer, whom nobody asks from then on.

    All needs are locked before the volunteer, each in the order of their ids: one order for all
    who change a need or its matches, so no deadlock. Raises AskedMeanwhileError.
    """
    held = await work.matches.held_by(volunteer_id)
    needs = {each.request_id: await work.needs.lock(each.request_id) for each in held}
    for match in [await work.matches.read(each.id) for each in held]:
        if match.state in states:
            need = needs[match.request_id]
            needs[match.request_id] = await _let_go(work, need, match)
    volunteer = await work.volunteers.lock(volunteer_id)
    if any(each.state in states for each in await work.matches.held_by(volunteer_id)):
        raise AskedMeanwhileError
    return volunteer


async def _let_go(work: MatchWork, need: Need, match: Match) -> Need:
    ended = next_of(match)
    await work.matches.withdraw([ended], UNABLE)
    need = await search_again(work, need)
    await work.publish([withdrawn(story_of(need), need, ended, UNABLE)])
    return need
