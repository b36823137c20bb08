"""What every store of matching must do; inherited by the fake (unit) and the real (integration)."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from services.matching.domain.model import Match, MatchId, Need, Offer, RequestId, VolunteerId
from services.matching.domain.words import MatchState, NeedState, VolunteerState
from services.matching.ports import AddressTakenError, Claim, DueTurns, Granted, KeptDecision
from services.matching.ports.proposals import DueMatches
from services.matching.ports.volunteers import DueApplicants
from services.matching.ports.work import Work
from services.matching.store.waiting import WOKEN
from shared.contracts.words import Category, Language, UnmatchedReason
from shared.sealing.tokens import token_hash
from shared.work import Store
from tests.support.matching.building import (
    JUVA,
    MIKKELI,
    RequestStory,
    contact,
    decision,
    need,
    offer,
    wanted,
)

MINUTES_15, DAY = timedelta(minutes=15), timedelta(days=1)


class Ground(ABC):
    """A store with the levers a test needs."""

    store: Store[Work]
    due_matches: DueMatches
    due_applicants: DueApplicants

    def __init__(self) -> None:
        self.numbers: dict[VolunteerId, int] = {}
        """The roster numbers of those who were added."""

    @abstractmethod
    async def pass_time(self, time: timedelta) -> None:
        """Make everything in the store this much older."""

    @abstractmethod
    async def decisions(self, request_id: RequestId) -> Sequence[KeptDecision]:
        """Read what was kept of a need's decisions."""

    async def add_volunteer(self, offered: Offer | None = None) -> VolunteerId:
        """Put someone on the roster."""
        volunteer_id = VolunteerId(uuid4())
        async with self.store.begin() as work:
            await work.volunteers.add(volunteer_id, offered or offer(), contact())
            await work.volunteers.activate(volunteer_id)
        await self.number_of(volunteer_id)
        return volunteer_id

    async def apply(self) -> VolunteerId:
        """Let someone apply, with a link named after them."""
        volunteer_id = VolunteerId(uuid4())
        async with self.store.begin() as work:
            await work.volunteers.add(volunteer_id, offer(), contact())
            await work.volunteers.keep_confirmation(
                volunteer_id, token_hash(str(volunteer_id)), MINUTES_15
            )
        return volunteer_id

    async def add_need(self, new: Need | None = None) -> Need:
        """Keep a need."""
        new = new or need()
        async with self.store.begin() as work:
            await work.needs.add([new])
            await work.needs.save(new)
        return replace(new, cause=None)

    async def number_of(self, volunteer_id: VolunteerId) -> int:
        """Give someone's roster number: theirs is the one who is asked when nobody else is."""
        before = set(self.numbers.values())
        async with self.store.begin() as work:
            known = {helper.number async for some in work.helpers.everyone() for helper in some}
        self.numbers.setdefault(volunteer_id, min(known - before, default=0))
        return self.numbers[volunteer_id]

    async def claim(self, *claims: Claim) -> Sequence[Granted]:
        """Make claims in one transaction."""
        async with self.store.begin() as work:
            return await work.proposals.claim(claims)

    async def propose(self, to: VolunteerId, about: Need, token: str | None = None) -> Match:
        """Ask someone."""
        new = claim(about, self.numbers[to], token)
        async with self.store.begin() as work:
            granted = await work.proposals.claim([new])
            await work.needs.save(replace(about, state=NeedState.PROPOSED, reason=None))
        return granted[0].match

    async def accept(self, match: Match) -> Match:
        """Let the volunteer accept."""
        taken = replace(match, version=match.version + 1)
        async with self.store.begin() as work:
            assert await work.matches.accept(taken)
        return taken


def claim(
    about: Need, number: int, token: str | None = None, *, slack: timedelta = 3 * DAY
) -> Claim:
    """Claim someone for a quarter of an hour; the ask is forgotten in a day."""
    return Claim(
        id=MatchId(uuid4()),
        request_id=about.request_id,
        number=number,
        attempt=1,
        lifetime=MINUTES_15,
        slack=slack,
        forget=DAY,
        token_hash=token_hash(token or uuid4().hex),
    )


class StoreContract:
    """The behaviours; a subclass gives the `ground` fixture."""

    async def test_an_event_is_first_once(self, ground: Ground) -> None:
        event = RequestStory().created()

        async with ground.store.begin() as work:
            first = await work.first_delivery(event)
        async with ground.store.begin() as work:
            second = await work.first_delivery(event)

        assert (first, second) == (True, False)

    async def test_an_error_rolls_everything_back(self, ground: Ground) -> None:
        new = need()

        async def fail_after_keeping() -> None:
            async with ground.store.begin() as work:
                await work.needs.add([new])
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await fail_after_keeping()

        async with ground.store.begin() as work:
            assert await work.proposals.due_turns(10) is None

    async def test_a_need_is_kept_once_and_reads_back(self, ground: Ground) -> None:
        new = await ground.add_need()

        async with ground.store.begin() as work:
            await work.needs.add([replace(new, postal_code="50190")])
            assert await work.needs.lock(new.request_id) == new
            assert await work.needs.read(new.request_id) == new

    async def test_an_end_heard_first_keeps_the_need_away(self, ground: Ground) -> None:
        new = need()

        async with ground.store.begin() as work:
            assert await work.needs.end(new.request_id) is None
        async with ground.store.begin() as work:
            await work.needs.add([new])
            assert await work.needs.end(new.request_id) is None
            assert await work.proposals.due_turns(10) is None

    async def test_an_end_gives_the_need_as_it_was(self, ground: Ground) -> None:
        new = await ground.add_need()

        async with ground.store.begin() as work:
            assert await work.needs.end(new.request_id) == new
        async with ground.store.begin() as work:
            assert (await work.needs.read(new.request_id)).state is NeedState.CLOSED

    async def test_contact_data_reads_back(self, ground: Ground) -> None:
        volunteer_id, person = VolunteerId(uuid4()), contact()

        async with ground.store.begin() as work:
            await work.volunteers.add(volunteer_id, offer(), person)
        async with ground.store.begin() as work:
            assert await work.volunteers.contact(volunteer_id) == person
            volunteer = await work.volunteers.read(volunteer_id)

        assert volunteer.offer == offer()
        assert volunteer.state is VolunteerState.APPLIED

    async def test_an_address_is_on_the_roster_once_however_it_is_spelled(
        self, ground: Ground
    ) -> None:
        async with ground.store.begin() as work:
            await work.volunteers.add(VolunteerId(uuid4()), offer(), contact("Veera@example.org"))

        with pytest.raises(AddressTakenError):
            async with ground.store.begin() as work:
                await work.volunteers.add(
                    VolunteerId(uuid4()), offer(), contact("veera@EXAMPLE.org")
                )
        async with ground.store.begin() as work:
            assert await work.volunteers.by_email("VEERA@example.org") is not None
            assert await work.volunteers.by_email("aino@example.org") is None

    async def test_a_volunteer_becomes_active_once(self, ground: Ground) -> None:
        volunteer_id = VolunteerId(uuid4())

        async with ground.store.begin() as work:
            await work.volunteers.add(volunteer_id, offer(), contact())
            assert await work.volunteers.keep_confirmation(
                volunteer_id, token_hash("a"), MINUTES_15
            )
        async with ground.store.begin() as work:
            assert [await work.volunteers.activate(volunteer_id) for _ in range(2)] == [True, False]
            found = await work.volunteers.confirmation(token_hash("a"))

        assert found is not None
        assert found.used
        assert found.volunteer.state is VolunteerState.ACTIVE

    async def test_only_the_newest_confirmation_works_and_few_are_sent_an_hour(
        self, ground: Ground
    ) -> None:
        volunteer_id = VolunteerId(uuid4())
        async with ground.store.begin() as work:
            await work.volunteers.add(volunteer_id, offer(), contact())

        kept = []
        for token in "abcd":
            await ground.pass_time(timedelta(seconds=1))
            async with ground.store.begin() as work:
                kept.append(
                    await work.volunteers.keep_confirmation(
                        volunteer_id, token_hash(token), MINUTES_15
                    )
                )
        await ground.pass_time(timedelta(seconds=1))

        assert kept == [True, True, True, False]
        async with ground.store.begin() as work:
            links = [await work.volunteers.confirmation(token_hash(token)) for token in "abcd"]
        assert [link and link.expired for link in links] == [True, True, False, None]

    async def test_those_who_let_every_link_run_out_are_forgotten(self, ground: Ground) -> None:
        late, hopeful, member = [await ground.apply() for _ in range(3)]
        async with ground.store.begin() as work:
            await work.volunteers.activate(member)
        await ground.pass_time(MINUTES_15)
        async with ground.store.begin() as work:
            await work.volunteers.keep_confirmation(hopeful, token_hash("again"), MINUTES_15)

        listed = await ground.due_applicants.unconfirmed(10)
        async with ground.store.begin() as work:
            gone = [
                await work.volunteers.forget_applicant(each) for each in (late, hopeful, member)
            ]

        assert listed == [late]
        assert gone == [True, False, False]
        assert await ground.due_applicants.unconfirmed(10) == []
        async with ground.store.begin() as work:
            assert await work.volunteers.confirmation(token_hash(str(late))) is None
            assert not await work.volunteers.forget_applicant(late)

    async def test_a_new_need_is_due_and_a_turn_tells_what_was_tried(self, ground: Ground) -> None:
        asked, said_no = [await ground.add_volunteer() for _ in range(2)]
        new = need()
        async with ground.store.begin() as work:
            await work.needs.add([new])
        await ground.claim(claim(new, ground.numbers[asked]))
        match = (await ground.claim(claim(new, ground.numbers[said_no])))[0].match
        async with ground.store.begin() as work:
            await work.matches.end([replace(match, version=2)], MatchState.DECLINED)
        await ground.pass_time(timedelta(minutes=3))

        async with ground.store.begin() as work:
            due = await work.proposals.due_turns(10)

        assert due is not None
        (turn,) = due.turns
        assert turn.need == new
        assert (turn.open_now, turn.declined) == (1, 1)
        assert turn.asked == {ground.numbers[asked], ground.numbers[said_no]}
        assert turn.waited >= timedelta(minutes=3)

    async def test_a_claim_counts_and_reads_back_with_its_person(self, ground: Ground) -> None:
        volunteer_id = await ground.add_volunteer()
        new = await ground.add_need()

        (granted,) = await ground.claim(claim(new, ground.numbers[volunteer_id], "proposal"))
        async with ground.store.begin() as work:
            match = await work.matches.by_proposal(token_hash("proposal"))
            (helper,) = await work.helpers.these([ground.numbers[volunteer_id]])
            person = await work.volunteers.contact(volunteer_id)

        assert granted.match == match
        assert (granted.language, granted.contact) == (Language.FINNISH, person)
        assert (helper.load, helper.asked, helper.accepted) == (1, 1, 0)

    async def test_a_claim_respects_the_week_whoever_comes_first(self, ground: Ground) -> None:
        volunteer_id = await ground.add_volunteer(offer(weekly_cap=1))
        number = ground.numbers[volunteer_id]
        first, second = await ground.add_need(), await ground.add_need()

        granted = await ground.claim(claim(first, number), claim(second, number))
        again = await ground.claim(claim(second, number))

        assert len(granted) == 1
        assert again == []

    async def test_nobody_is_claimed_twice_for_one_need(self, ground: Ground) -> None:
        volunteer_id = await ground.add_volunteer(offer(weekly_cap=7))
        new = await ground.add_need()
        match = await ground.propose(volunteer_id, new)
        async with ground.store.begin() as work:
            await work.matches.end([replace(match, version=2)], MatchState.DECLINED)

        assert await ground.claim(claim(new, ground.numbers[volunteer_id])) == []

    async def test_nobody_is_claimed_who_was_asked_too_often(self, ground: Ground) -> None:
        volunteer_id = await ground.add_volunteer(offer(weekly_cap=7))
        number = ground.numbers[volunteer_id]
        for _ in range(2):
            await ground.propose(volunteer_id, await ground.add_need())
        new = await ground.add_need()

        rested = [
            len(await ground.claim(claim(new, number, slack=slack)))
            for slack in (timedelta(hours=47), timedelta(hours=49))
        ]

        assert rested == [0, 1]

    async def test_who_is_not_there_is_not_claimed(self, ground: Ground) -> None:
        await ground.apply()
        new = await ground.add_need()

        async with ground.store.begin() as work:
            nobody = await work.proposals.claim([claim(new, 123_456), claim(new, 1)])
            members = [helper async for some in work.helpers.everyone() for helper in some]

        assert nobody == []
        assert members == []

    async def test_an_answer_frees_the_week(self, ground: Ground) -> None:
        volunteer_id = await ground.add_volunteer(offer(weekly_cap=1))
        match = await ground.propose(volunteer_id, await ground.add_need())
        async with ground.store.begin() as work:
            await work.matches.end([replace(match, version=2)], MatchState.DECLINED)
            (free,) = await work.helpers.these([ground.numbers[volunteer_id]])

        assert (free.load, free.asked, free.accepted) == (0, 1, 0)

    async def test_a_task_counts_for_seven_days(self, ground: Ground) -> None:
        volunteer_id = await ground.add_volunteer(offer(weekly_cap=1))
        number = ground.numbers[volunteer_id]
        taken = await ground.accept(await ground.propose(volunteer_id, await ground.add_need()))
        async with ground.store.begin() as work:
            await work.matches.end([replace(taken, version=3)], MatchState.COMPLETED, 30)

        await ground.pass_time(timedelta(days=6, hours=23))
        early = await ground.due_matches.weeks_over(10)
        async with ground.store.begin() as work:
            (busy,) = await work.helpers.these([number])
            too_early = await work.matches.end_week(taken.id)
        await ground.pass_time(timedelta(hours=2))
        late = await ground.due_matches.weeks_over(10)
        async with ground.store.begin() as work:
            ended = [await work.matches.end_week(taken.id) for _ in range(2)]
            (free,) = await work.helpers.these([number])

        assert (early, too_early, late, ended) == ([], False, [taken.id], [True, False])
        assert (busy.load, free.load) == (1, 0)
        assert (free.asked, free.accepted) == (1, 1)

    async def test_the_roster_tells_what_changed_since_a_mark(self, ground: Ground) -> None:
        first = await ground.add_volunteer()
        async with ground.store.begin() as work:
            mark = await work.helpers.mark()
            everyone = [helper async for some in work.helpers.everyone() for helper in some]
        second = await ground.add_volunteer()
        await ground.propose(first, await ground.add_need())

        async with ground.store.begin() as work:
            changed = {
                helper.number: helper for helper in (await work.helpers.changes(mark)).helpers
            }

        assert [helper.number for helper in everyone] == [ground.numbers[first]]
        assert set(changed) == {ground.numbers[first], ground.numbers[second]}
        assert changed[ground.numbers[first]].load == 1

    async def test_the_nearest_who_fit_are_found_without_an_index(self, ground: Ground) -> None:
        near = await ground.add_volunteer()
        await ground.add_volunteer(offer(categories=(Category.PHARMACY,)))
        far = await ground.add_volunteer(offer(postal_code="51900", areas=(JUVA, MIKKELI)))
        wish = wanted()

        async with ground.store.begin() as work:
            found = await work.helpers.nearest(wish, 10)
            only = await work.helpers.nearest(wish, 1)

        assert [helper.number for helper in found] == [ground.numbers[near], ground.numbers[far]]
        assert [helper.number for helper in only] == [ground.numbers[near]]

    async def test_the_last_decisions_are_kept_in_order(self, ground: Ground) -> None:
        new = await ground.add_need()

        for count in range(7):
            async with ground.store.begin() as work:
                await work.proposals.keep_decisions({new.request_id: decision(fitting=count)})

        kept = await ground.decisions(new.request_id)
        assert [one.decision for one in kept] == [decision(fitting=count) for count in range(2, 7)]

    async def test_a_proposal_is_found_by_its_link_and_accepted_once(self, ground: Ground) -> None:
        new = await ground.add_need()
        match = await ground.propose(await ground.add_volunteer(), new, token="proposal-token")
        taken = replace(match, version=2)

        async with ground.store.begin() as work:
            found = await work.matches.by_proposal(token_hash("proposal-token"))
            answers = [await work.matches.accept(taken) for _ in range(2)]
            live = await work.matches.live(new.request_id)

        assert found == match
        assert answers == [True, False]
        assert [(each.state, each.version) for each in live] == [(MatchState.ACCEPTED, 2)]

    async def test_a_lapsed_proposal_cannot_be_accepted_and_is_listed(self, ground: Ground) -> None:
        match = await ground.propose(await ground.add_volunteer(), await ground.add_need())
        assert await ground.due_matches.lapsed(10) == []

        await ground.pass_time(MINUTES_15)

        assert await ground.due_matches.lapsed(10) == [match.id]
        async with ground.store.begin() as work:
            assert (await work.matches.read(match.id)).lapsed
            assert not await work.matches.accept(replace(match, version=2))

    async def test_an_ended_match_stays_as_it_ended(self, ground: Ground) -> None:
        match = await ground.propose(await ground.add_volunteer(), await ground.add_need())

        async with ground.store.begin() as work:
            await work.matches.end([replace(match, version=2)], MatchState.DECLINED)
            await work.matches.end([replace(match, version=3)], MatchState.WITHDRAWN)
            ended = await work.matches.read(match.id)

        assert (ended.state, ended.version) == (MatchState.DECLINED, 2)

    async def test_a_completed_match_knows_its_minutes(self, ground: Ground) -> None:
        match = await ground.accept(
            await ground.propose(await ground.add_volunteer(), await ground.add_need())
        )

        async with ground.store.begin() as work:
            await work.matches.end([replace(match, version=4)], MatchState.COMPLETED, 45)
            done = await work.matches.read(match.id)

        assert (done.state, done.version, done.minutes) == (MatchState.COMPLETED, 4, 45)

    async def test_contact_links_are_issued_at_most_once_a_minute(self, ground: Ground) -> None:
        match = await ground.propose(await ground.add_volunteer(), await ground.add_need())
        allowed = []
        async with ground.store.begin() as work:
            allowed.append(await work.matches.allow_access(match.id))
        await ground.accept(match)
        for _ in range(2):
            async with ground.store.begin() as work:
                allowed.append(await work.matches.allow_access(match.id))
        await ground.pass_time(timedelta(seconds=61))
        async with ground.store.begin() as work:
            allowed.append(await work.matches.allow_access(match.id))

        assert allowed == [False, True, False, True]

    async def test_a_task_link_opens_its_match(self, ground: Ground) -> None:
        match = await ground.propose(await ground.add_volunteer(), await ground.add_need())

        async with ground.store.begin() as work:
            await work.matches.add_task_link(match.id, token_hash("task"))
            await work.matches.count_event(replace(match, version=5))
            found = await work.matches.by_task(token_hash("task"))
            unknown = await work.matches.by_task(token_hash("other"))

        assert found is not None
        assert (found.id, found.version) == (match.id, 5)
        assert unknown is None

    async def test_a_need_is_due_after_its_time(self, ground: Ground) -> None:
        new = await _unmatched(ground, look_again=timedelta(hours=1))
        async with ground.store.begin() as work:
            assert await work.proposals.due_turns(10) is None
            assert await work.proposals.these_turns([new.request_id]) is None
            assert await work.needs.take(new.request_id) == new

        await ground.pass_time(timedelta(hours=1))

        async with ground.store.begin() as work:
            assert await due(work.proposals.these_turns([new.request_id])) == [new.request_id]
            assert await due(work.proposals.due_turns(10)) == [new.request_id]
            await work.needs.save(new)
            assert await work.proposals.due_turns(10) is None

    async def test_a_free_volunteer_wakes_what_they_fit_and_were_not_asked(
        self, ground: Ground
    ) -> None:
        volunteer_id = await ground.add_volunteer()
        fitting = await _unmatched(ground)
        asked = await _unmatched(ground)
        match = await ground.propose(volunteer_id, asked)
        async with ground.store.begin() as work:
            await work.matches.end([replace(match, version=2)], MatchState.EXPIRED)
            await work.needs.save(asked)
        await _unmatched(ground, need(municipality=JUVA))
        await _unmatched(
            ground, need(volunteer_allowed=False), reason=UnmatchedReason.NOT_FOR_VOLUNTEERS
        )

        async with ground.store.begin() as work:
            woken = await work.waiting.wake(volunteer_id)

            waiting = await due(work.proposals.due_turns(10))

        assert woken == 1
        assert waiting == [fitting.request_id]

    async def test_waking_is_bounded(self, ground: Ground) -> None:
        volunteer_id = await ground.add_volunteer()
        waiting: list[RequestId] = [(await _unmatched(ground)).request_id for _ in range(WOKEN + 2)]

        async with ground.store.begin() as work:
            woken = await work.waiting.wake(volunteer_id)
            first = await due(work.proposals.due_turns(2 * WOKEN))

        assert woken == WOKEN
        assert set(first) == set(waiting[:WOKEN])


async def due(turns: Awaitable[DueTurns | None]) -> list[RequestId]:
    """Give the ids of what is due."""
    found = await turns
    return [turn.need.request_id for turn in found.turns] if found else []


async def _unmatched(
    ground: Ground,
    new: Need | None = None,
    *,
    reason: UnmatchedReason = UnmatchedReason.NOBODY_ABLE,
    look_again: timedelta | None = None,
) -> Need:
    added = await ground.add_need(new)
    waiting = replace(added, state=NeedState.UNMATCHED, reason=reason, version=1)
    async with ground.store.begin() as work:
        await work.needs.save(waiting, look_again)
    return waiting
