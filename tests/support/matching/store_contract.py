"""What every store of matching must do; inherited by the fake (unit) and the real (integration)."""

from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from services.matching.domain.model import Match, MatchId, Need, Offer, RequestId, VolunteerId
from services.matching.domain.words import (
    Category,
    MatchState,
    NeedState,
    UnmatchedReason,
    VolunteerState,
)
from services.matching.ports import AddressTakenError, NewMatch, Store
from shared.sealing.tokens import token_hash
from tests.support.matching.building import JUVA, MIKKELI, RequestStory, contact, need, offer

MINUTES_15 = timedelta(minutes=15)


class Ground(ABC):
    """A store with the levers a test needs."""

    store: Store

    @abstractmethod
    async def pass_time(self, time: timedelta) -> None:
        """Make everything in the store this much older."""

    async def add_volunteer(self, offered: Offer | None = None) -> VolunteerId:
        """Put someone on the roster."""
        volunteer_id = VolunteerId(uuid4())
        async with self.store.begin() as work:
            await work.add_volunteer(volunteer_id, offered or offer(), contact())
            await work.activate(volunteer_id)
        return volunteer_id

    async def apply(self) -> VolunteerId:
        """Let someone apply, with a link named after them."""
        volunteer_id = VolunteerId(uuid4())
        async with self.store.begin() as work:
            await work.add_volunteer(volunteer_id, offer(), contact())
            await work.keep_confirmation(volunteer_id, token_hash(str(volunteer_id)), MINUTES_15)
        return volunteer_id

    async def add_need(self, new: Need | None = None) -> Need:
        """Keep a need."""
        new = new or need()
        async with self.store.begin() as work:
            assert await work.add_need(new)
        return new

    async def propose(self, to: VolunteerId, about: Need, token: str | None = None) -> Match:
        """Ask someone."""
        new = NewMatch(
            id=MatchId(uuid4()),
            request_id=about.request_id,
            volunteer_id=to,
            attempt=1,
            lifetime=MINUTES_15,
            token_hash=token_hash(token or uuid4().hex),
        )
        async with self.store.begin() as work:
            match = await work.propose(new)
            await work.save_need(replace(about, state=NeedState.PROPOSED, reason=None))
        return match

    async def accept(self, match: Match) -> Match:
        """Let the volunteer accept."""
        taken = replace(match, version=match.version + 1)
        async with self.store.begin() as work:
            assert await work.accept(taken)
        return taken


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
                await work.add_need(new)
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await fail_after_keeping()

        async with ground.store.begin() as work:
            assert await work.add_need(new)

    async def test_a_need_is_kept_once_and_reads_back(self, ground: Ground) -> None:
        new = await ground.add_need()

        async with ground.store.begin() as work:
            assert not await work.add_need(new)
            assert await work.lock_need(new.request_id) == new
            assert await work.need(new.request_id) == new

    async def test_an_end_heard_first_keeps_the_need_away(self, ground: Ground) -> None:
        new = need()

        async with ground.store.begin() as work:
            assert await work.end_need(new.request_id) is None
        async with ground.store.begin() as work:
            assert not await work.add_need(new)
            assert await work.end_need(new.request_id) is None

    async def test_an_end_gives_the_need_as_it_was(self, ground: Ground) -> None:
        new = await ground.add_need()

        async with ground.store.begin() as work:
            assert await work.end_need(new.request_id) == new
        async with ground.store.begin() as work:
            assert (await work.need(new.request_id)).state is NeedState.CLOSED

    async def test_contact_data_reads_back(self, ground: Ground) -> None:
        volunteer_id, person = VolunteerId(uuid4()), contact()

        async with ground.store.begin() as work:
            await work.add_volunteer(volunteer_id, offer(), person)
        async with ground.store.begin() as work:
            assert await work.contact(volunteer_id) == person
            volunteer = await work.volunteer(volunteer_id)

        assert volunteer.offer == offer()
        assert volunteer.state is VolunteerState.APPLIED

    async def test_an_address_is_on_the_roster_once_however_it_is_spelled(
        self, ground: Ground
    ) -> None:
        async with ground.store.begin() as work:
            await work.add_volunteer(VolunteerId(uuid4()), offer(), contact("Veera@example.org"))

        with pytest.raises(AddressTakenError):
            async with ground.store.begin() as work:
                await work.add_volunteer(
                    VolunteerId(uuid4()), offer(), contact("veera@EXAMPLE.org")
                )
        async with ground.store.begin() as work:
            assert await work.volunteer_by_email("VEERA@example.org") is not None
            assert await work.volunteer_by_email("aino@example.org") is None

    async def test_a_volunteer_becomes_active_once(self, ground: Ground) -> None:
        volunteer_id = VolunteerId(uuid4())

        async with ground.store.begin() as work:
            await work.add_volunteer(volunteer_id, offer(), contact())
            assert await work.keep_confirmation(volunteer_id, token_hash("a"), MINUTES_15)
        async with ground.store.begin() as work:
            assert [await work.activate(volunteer_id) for _ in range(2)] == [True, False]
            found = await work.confirmation(token_hash("a"))

        assert found is not None
        assert found.used
        assert found.volunteer.state is VolunteerState.ACTIVE

    async def test_only_the_newest_confirmation_works_and_few_are_sent_an_hour(
        self, ground: Ground
    ) -> None:
        volunteer_id = VolunteerId(uuid4())
        async with ground.store.begin() as work:
            await work.add_volunteer(volunteer_id, offer(), contact())

        kept = []
        for token in "abcd":
            await ground.pass_time(timedelta(seconds=1))
            async with ground.store.begin() as work:
                kept.append(
                    await work.keep_confirmation(volunteer_id, token_hash(token), MINUTES_15)
                )
        await ground.pass_time(timedelta(seconds=1))

        assert kept == [True, True, True, False]
        async with ground.store.begin() as work:
            links = [await work.confirmation(token_hash(token)) for token in "abcd"]
        assert [link and link.expired for link in links] == [True, True, False, None]

    async def test_those_who_let_every_link_run_out_are_forgotten(self, ground: Ground) -> None:
        late, hopeful, member = [await ground.apply() for _ in range(3)]
        async with ground.store.begin() as work:
            await work.activate(member)
        await ground.pass_time(MINUTES_15)
        async with ground.store.begin() as work:
            await work.keep_confirmation(hopeful, token_hash("again"), MINUTES_15)

        listed = await ground.store.unconfirmed_applicants(10)
        async with ground.store.begin() as work:
            gone = [await work.forget_applicant(each) for each in (late, hopeful, member)]

        assert listed == [late]
        assert gone == [True, False, False]
        assert await ground.store.unconfirmed_applicants(10) == []
        async with ground.store.begin() as work:
            assert await work.confirmation(token_hash(str(late))) is None
            assert not await work.forget_applicant(late)

    async def test_those_who_fit_are_able_in_their_turn(self, ground: Ground) -> None:
        first, second = await ground.add_volunteer(), await ground.add_volunteer()
        await ground.add_volunteer(offer(areas=(JUVA,)))
        await ground.add_volunteer(offer(categories=(Category.PHARMACY,)))
        await ground.propose(first, await ground.add_need())
        new = await ground.add_need()

        async with ground.store.begin() as work:
            able = await work.able(new, 10)
            just_one = await work.able(new, 1)
            fitting = await work.candidates(new)

        assert [one.volunteer_id for one in able] == [second, first]
        assert [one.volunteer_id for one in just_one] == [second]
        assert {one.volunteer_id: one.load for one in fitting} == {first: 1, second: 0}

    async def test_whoever_was_asked_or_has_enough_is_not_able(self, ground: Ground) -> None:
        asked = await ground.add_volunteer(offer(weekly_cap=7))
        busy = await ground.add_volunteer(offer(weekly_cap=1))
        await ground.propose(busy, await ground.add_need())
        new = await ground.add_need()
        match = await ground.propose(asked, new)
        async with ground.store.begin() as work:
            await work.end_match(replace(match, version=2), MatchState.DECLINED)

        async with ground.store.begin() as work:
            able = await work.able(new, 10)
            fitting = {one.volunteer_id: one for one in await work.candidates(new)}
            history = await work.history(new.request_id)

        assert able == []
        assert (fitting[asked].asked_before, fitting[asked].load) == (True, 0)
        assert (fitting[busy].asked_before, fitting[busy].load) == (False, 1)
        assert (history.asked, history.declined) == (1, 1)

    async def test_a_task_counts_for_seven_days(self, ground: Ground) -> None:
        volunteer_id = await ground.add_volunteer(offer(weekly_cap=1))
        match = await ground.accept(await ground.propose(volunteer_id, await ground.add_need()))
        async with ground.store.begin() as work:
            await work.end_match(replace(match, version=3), MatchState.COMPLETED, 30)
        new = await ground.add_need()

        await ground.pass_time(timedelta(days=6, hours=23))
        async with ground.store.begin() as work:
            early = await work.able(new, 10)
        await ground.pass_time(timedelta(hours=2))
        async with ground.store.begin() as work:
            late = await work.able(new, 10)

        assert [len(early), len(late)] == [0, 1]

    async def test_a_proposal_is_found_by_its_link_and_accepted_once(self, ground: Ground) -> None:
        new = await ground.add_need()
        match = await ground.propose(await ground.add_volunteer(), new, token="proposal-token")
        taken = replace(match, version=2)

        async with ground.store.begin() as work:
            found = await work.match_by_proposal(token_hash("proposal-token"))
            answers = [await work.accept(taken) for _ in range(2)]
            live = await work.live_match(new.request_id)

        assert found == match
        assert answers == [True, False]
        assert live is not None
        assert (live.state, live.version) == (MatchState.ACCEPTED, 2)

    async def test_a_lapsed_proposal_cannot_be_accepted_and_is_listed(self, ground: Ground) -> None:
        match = await ground.propose(await ground.add_volunteer(), await ground.add_need())
        assert await ground.store.lapsed_matches(10) == []

        await ground.pass_time(MINUTES_15)

        assert await ground.store.lapsed_matches(10) == [match.id]
        async with ground.store.begin() as work:
            assert (await work.match(match.id)).lapsed
            assert not await work.accept(replace(match, version=2))

    async def test_an_ended_match_stays_as_it_ended(self, ground: Ground) -> None:
        match = await ground.propose(await ground.add_volunteer(), await ground.add_need())

        async with ground.store.begin() as work:
            await work.end_match(replace(match, version=2), MatchState.DECLINED)
            await work.end_match(replace(match, version=3), MatchState.WITHDRAWN)
            ended = await work.match(match.id)

        assert (ended.state, ended.version) == (MatchState.DECLINED, 2)

    async def test_a_completed_match_knows_its_minutes(self, ground: Ground) -> None:
        match = await ground.accept(
            await ground.propose(await ground.add_volunteer(), await ground.add_need())
        )

        async with ground.store.begin() as work:
            await work.end_match(replace(match, version=4), MatchState.COMPLETED, 45)
            done = await work.match(match.id)

        assert (done.state, done.version, done.minutes) == (MatchState.COMPLETED, 4, 45)

    async def test_contact_links_are_issued_at_most_once_a_minute(self, ground: Ground) -> None:
        match = await ground.propose(await ground.add_volunteer(), await ground.add_need())
        allowed = []
        async with ground.store.begin() as work:
            allowed.append(await work.allow_access(match.id))
        await ground.accept(match)
        for _ in range(2):
            async with ground.store.begin() as work:
                allowed.append(await work.allow_access(match.id))
        await ground.pass_time(timedelta(seconds=61))
        async with ground.store.begin() as work:
            allowed.append(await work.allow_access(match.id))

        assert allowed == [False, True, False, True]

    async def test_a_task_link_opens_its_match(self, ground: Ground) -> None:
        match = await ground.propose(await ground.add_volunteer(), await ground.add_need())

        async with ground.store.begin() as work:
            await work.add_task_link(match.id, token_hash("task"))
            await work.count_event(replace(match, version=5))
            found = await work.match_by_task(token_hash("task"))
            unknown = await work.match_by_task(token_hash("other"))

        assert found is not None
        assert (found.id, found.version) == (match.id, 5)
        assert unknown is None

    async def test_a_need_is_due_after_its_time(self, ground: Ground) -> None:
        new = await _unmatched(ground, look_again=timedelta(hours=1))
        assert await ground.store.due_needs(10) == []
        async with ground.store.begin() as work:
            assert await work.take_due_need(new.request_id) is None
            assert await work.take_need(new.request_id) == new

        await ground.pass_time(timedelta(hours=1))

        assert await ground.store.due_needs(10) == [new.request_id]
        async with ground.store.begin() as work:
            assert await work.take_due_need(new.request_id) == new
            await work.save_need(new)
        assert await ground.store.due_needs(10) == []

    async def test_a_free_volunteer_wakes_what_they_fit_and_were_not_asked(
        self, ground: Ground
    ) -> None:
        volunteer_id = await ground.add_volunteer()
        fitting = await _unmatched(ground)
        asked = await _unmatched(ground)
        match = await ground.propose(volunteer_id, asked)
        async with ground.store.begin() as work:
            await work.end_match(replace(match, version=2), MatchState.EXPIRED)
            await work.save_need(asked)
        await _unmatched(ground, need(municipality=JUVA))
        await _unmatched(
            ground, need(volunteer_allowed=False), reason=UnmatchedReason.NOT_FOR_VOLUNTEERS
        )

        async with ground.store.begin() as work:
            woken = await work.wake_needs(volunteer_id, 10)

        assert woken == 1
        assert await ground.store.due_needs(10) == [fitting.request_id]

    async def test_waking_is_bounded(self, ground: Ground) -> None:
        volunteer_id = await ground.add_volunteer()
        waiting: list[RequestId] = [(await _unmatched(ground)).request_id for _ in range(3)]

        async with ground.store.begin() as work:
            woken = await work.wake_needs(volunteer_id, 2)

        assert woken == 2
        assert set(await ground.store.due_needs(10)) == set(waiting[:2])

    async def test_areas_are_the_volunteers_own(self, ground: Ground) -> None:
        both = await ground.add_volunteer(offer(areas=(JUVA, MIKKELI)))

        async with ground.store.begin() as work:
            found = await work.able(need(), 10)

        assert [one.volunteer_id for one in found] == [both]


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
        await work.save_need(waiting, look_again)
    return waiting
