"""A letter never got to a volunteer: nobody waits for an answer that cannot come."""

from dataclasses import dataclass
from typing import Final

from services.matching.needs.use_cases import story_of
from services.matching.proposals.events import withdrawn
from services.matching.proposals.letters import Template
from services.matching.proposals.model import Match, MatchId, MatchState
from services.matching.proposals.ports import FailedLetterWork
from services.matching.proposals.rules.versions import next_of
from services.matching.proposals.use_cases.search_again import search_again
from shared.contracts.envelope import Envelope
from shared.contracts.notify import NotificationFailed
from shared.contracts.words import WithdrawalReason
from shared.work import Store

LEADS_NOWHERE: Final = frozenset({"bad_address", "recipient_refused"})
"""Why notify gave up, where the address itself is at fault: no later letter gets there either."""
_MEANT_FOR: Final = {Template.PROPOSAL: MatchState.OPEN, Template.ACCEPTED: MatchState.ACCEPTED}
"""Letters without which nothing goes on, and how the match stands that needs them."""


@dataclass(frozen=True, slots=True)
class EndUnreachable:
    """Whose address leads nowhere is asked nothing more before a person, or they, mend it."""

    store: Store[FailedLetterWork]

    async def react_to_notification_failed(self, event: Envelope[NotificationFailed]) -> None:
        """End what waited for the letter and search on; in any order and more than once."""
        letter_id = event.data.notification_id
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            template = await work.letter_bodies.template_of(letter_id)
            await work.letter_bodies.empty([letter_id])
            if template in set(_MEANT_FOR):
                await self._end(work, event, Template(template))

    async def _end(
        self, work: FailedLetterWork, event: Envelope[NotificationFailed], template: Template
    ) -> None:
        listed = await work.matches.find(MatchId(event.data.about))
        if listed is None:
            return
        need = await work.needs.lock(listed.request_id)
        match = await work.matches.read(listed.id)
        if event.data.reason in LEADS_NOWHERE:
            await work.volunteers.set_aside(match.volunteer_id, event.data.reason)
        else:
            await work.waiting.wake(match.volunteer_id)
        if not await _waits_for(work, match, template):
            return
        ended = next_of(match)
        await work.matches.withdraw([ended], WithdrawalReason.UNREACHABLE)
        need = await search_again(work, need)
        story = story_of(need, event.id)
        await work.publish([withdrawn(story, need, ended, WithdrawalReason.UNREACHABLE)])


async def _waits_for(work: FailedLetterWork, match: Match, template: Template) -> bool:
    """Say whether only this letter leads on; of several links an earlier one may have come."""
    if match.state is not _MEANT_FOR[template]:
        return False
    is_asked = match.state is MatchState.OPEN
    return is_asked or await work.matches.links_issued(match.id) <= 1
