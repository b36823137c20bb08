"""Nobody is asked to help themselves, nor whom they asked for."""

from collections.abc import Mapping, Sequence

from services.matching.needs.model import Need, RequestId
from services.matching.proposals.model import Granted
from services.matching.proposals.ports import WithProposals
from shared.same_person import SamePerson


async def without_askers(
    work: WithProposals,
    granted: Sequence[Granted],
    needs: Mapping[RequestId, Need],
    same_person: SamePerson,
) -> Sequence[Granted]:
    """Take back the claims on whoever asked; they are blocked for that need from now on.

    Asked here, where contact data is open for the letters: no mark of a volunteer is kept.
    """
    own = [each for each in granted if _is_asker(each, needs, same_person)]
    await work.proposals.block([each.match.id for each in own])
    return [each for each in granted if each not in own]


def _is_asker(grant: Granted, needs: Mapping[RequestId, Need], same_person: SamePerson) -> bool:
    need = needs[grant.match.request_id]
    points = grant.contact.reach_points
    return same_person.is_one_of(need.not_for, need.request_id, points)
