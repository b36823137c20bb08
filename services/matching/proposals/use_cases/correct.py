"""What is wanted was corrected: whoever is asked is told or let go, and whoever helps is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from services.matching.needs.model import Need, NeedState, RequestId
from services.matching.needs.use_cases import corrected_need
from services.matching.proposals.letters import ProposalLetters, Template
from services.matching.proposals.model import Match
from services.matching.proposals.ports import CorrectingWork
from services.matching.proposals.rules.corrected import may_help_on, still_fits
from services.matching.proposals.rules.next_step import AT_ONCE
from services.matching.proposals.rules.wanted import is_for_volunteers
from services.matching.proposals.use_cases.choose import Rules
from services.matching.proposals.use_cases.withdraw import WithdrawMatches
from services.matching.volunteers.ports import UnreadableVolunteerError
from shared.contracts.envelope import Envelope
from shared.contracts.intake import RequestUpdated
from shared.contracts.words import WITH_PARTNER, WithdrawalReason

Updated = Envelope[RequestUpdated]
_IN_NOBODYS_LINE: Final = WITH_PARTNER | {NeedState.CLOSED}
"""No volunteer is searched for."""


@dataclass(frozen=True, slots=True)
class CorrectNeeds:
    """The rule: who is asked and still fits by every lasting rule stays asked, and is told.

    Who does not fit is let go, and the search goes on. Who has the task keeps it and is told, for
    they can give it back. It is taken from them only of what no volunteer may know any more, or
    where they are not known as well as it demands now.
    """

    withdraw: WithdrawMatches
    letters: ProposalLetters
    rules: Rules
    now: Callable[[], datetime]

    async def correct_in(self, work: CorrectingWork, event: Updated) -> Need | None:
        """Take the new facts in, in the transaction that has claimed the event.

        Gives the need with them; None where nothing is new that matching searches by.
        """
        need = await work.needs.lock_heard(RequestId(event.data.request_id))
        corrected = corrected_need(need, event) if need else None
        if corrected is not None:
            await work.needs.renew(corrected)
            await self._search_on(work, corrected, event)
        elif need is not None and need.state is NeedState.ASSIGNED:
            await self._tell(work, need, await work.matches.live(need.request_id), event)
        return corrected

    async def _search_on(self, work: CorrectingWork, need: Need, event: Updated) -> None:
        live = await work.matches.live(need.request_id)
        if need.state in _IN_NOBODYS_LINE:
            return
        if need.state is NeedState.ASSIGNED:
            kept = await self._that_may_help_on(work, need, live)
        else:
            kept = await self._that_fit(work, need, live)
        gone = [match for match in live if match not in kept]
        await self._tell(work, need, kept, event)
        is_helping = need.state is NeedState.ASSIGNED
        template = Template.ASSIGNMENT_WITHDRAWN if is_helping else Template.PROPOSAL_MOVED
        if gone:
            need = need.moved_to(NeedState.PROPOSED if kept else NeedState.OPEN)
        if gone or not is_helping:
            await work.needs.save(need, AT_ONCE)
            work.stir()
        why = WithdrawalReason.REQUEST_CHANGED, template
        await self.withdraw.withdraw_matches(work, need, gone, why, event.id)

    async def _that_may_help_on(
        self, work: CorrectingWork, need: Need, live: Sequence[Match]
    ) -> Sequence[Match]:
        if not is_for_volunteers(need):
            return ()
        helpers = await work.helpers.these_people([match.volunteer_id for match in live])
        return [
            match for match in live if may_help_on(helpers.get(match.volunteer_id), need.vetting)
        ]

    async def _that_fit(
        self, work: CorrectingWork, need: Need, live: Sequence[Match]
    ) -> Sequence[Match]:
        turn = await work.proposals.turn(need.request_id)
        wanted = self.rules.wanted(turn, self.rules.moment(self.now()))
        helpers = await work.helpers.these_people([match.volunteer_id for match in live])
        return [
            match
            for match in live
            if still_fits(helpers.get(match.volunteer_id), wanted, match.passed)
        ]

    async def _tell(
        self, work: CorrectingWork, need: Need, kept: Sequence[Match], event: Updated
    ) -> None:
        is_helping = need.state is NeedState.ASSIGNED
        template = Template.ASSIGNMENT_CHANGED if is_helping else Template.PROPOSAL_CHANGED
        for match in kept:
            try:
                said = await self.letters.withdrawn(work, need, match, template, event.id)
                await work.publish([said])
            except UnreadableVolunteerError as error:
                await work.volunteers.set_aside(match.volunteer_id, error.kind)
