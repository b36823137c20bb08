"""What a volunteer does with a task: a new link, done, or back; and the end of its week."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.matching.assignments.events import completed, given_back
from services.matching.assignments.letters import AssignmentLetters
from services.matching.assignments.model import Task
from services.matching.needs.model import Need, NeedState
from services.matching.needs.use_cases import story_of
from services.matching.proposals.model import Match, MatchId, MatchState
from services.matching.proposals.ports import MatchWork
from services.matching.proposals.rules.outcome import outcome_of
from services.matching.proposals.rules.versions import next_of
from services.matching.proposals.use_cases.grant_access import GrantAccess, locked, mail_again
from services.matching.proposals.use_cases.search_again import search_again
from services.matching.volunteers.ports import UnreadableVolunteerError
from shared.chance import Chance
from shared.clock import local_day
from shared.contracts.words import WithdrawalReason
from shared.sealing.tokens import token_hash
from shared.work import Store


@dataclass(frozen=True, slots=True)
class SettleAssignments:
    """What was done stays done; False says that nothing changed, for whatever reason."""

    store: Store[MatchWork]
    access: GrantAccess
    letters: AssignmentLetters
    now: Callable[[], datetime]
    chance: Chance

    async def show_task(self, token: str) -> Task | None:
        """Show the assignment as it stands; None for a link that nobody was sent."""
        async with self.store.begin() as work:
            match = await work.matches.by_task(token_hash(token))
            if match is None:
                return None
            need = await work.needs.read(match.request_id)
        return Task(outcome=outcome_of(match, need), minutes=match.minutes, **need.shown)

    async def send_link(self, token: str) -> bool:
        """Mail a new link to the contact data; False when it must wait or the task is over.

        Raises UnreadableVolunteerError when nobody can write to them.
        """
        return await mail_again(
            self.access, self.store, lambda work: work.matches.by_task(token_hash(token))
        )

    async def complete_task(self, token: str, minutes: int) -> bool:
        """Note the help as given, exactly once."""
        async with self.store.begin() as work:
            found = await _live(work, token)
            if found is None:
                return False
            need, match = found
            need = need.moved_to(NeedState.CLOSED)
            done, story = next_of(match), story_of(need)
            await work.waiting.wake(match.volunteer_id)
            await work.matches.end([next_of(done)], MatchState.COMPLETED, minutes)
            await work.needs.save(need)
            today = local_day(self.now())
            activity = self.chance.new_id(), today
            told = completed(story, need, done, minutes, activity)
            await work.publish(told)
            await self._thank(work, need, match, minutes)
        return True

    async def give_task_back(self, token: str) -> bool:
        """Give the task back; the need is due again at once."""
        async with self.store.begin() as work:
            found = await _live(work, token)
            if found is None:
                return False
            need, match = found
            ended = next_of(match)
            await work.matches.withdraw([ended], WithdrawalReason.VOLUNTEER_UNABLE)
            need = await search_again(work, need)
            await work.publish([given_back(story_of(need), need, ended)])
        return True

    async def _thank(self, work: MatchWork, need: Need, match: Match, minutes: int) -> None:
        """Write to the volunteer; what was done stays done, also when they cannot be read."""
        try:
            await work.publish([await self.letters.thanks(work, need, match, minutes)])
        except UnreadableVolunteerError as error:
            await work.volunteers.set_aside(match.volunteer_id, error.kind)

    async def end_week(self, match_id: MatchId) -> bool:
        """Let a task of seven days ago count no more, and the volunteer be asked again."""
        async with self.store.begin() as work:
            match = await work.matches.read(match_id)
            await work.waiting.wake(match.volunteer_id)
            return await work.matches.end_week(match_id)


async def _live(work: MatchWork, token: str) -> tuple[Need, Match] | None:
    """Give what is to be done still."""
    found = await work.matches.by_task(token_hash(token))
    if found is None:
        return None
    need, match = await locked(work, found)
    return (need, match) if match.state is MatchState.ACCEPTED else None
