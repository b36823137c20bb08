"""What choosing must find in every store: turns, claims, decisions, and needs that are woken."""

from collections.abc import Awaitable
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from services.matching.needs.model import Need, NeedState, RequestId
from services.matching.proposals.model import (
    DueTurns,
    MatchState,
)
from services.matching.proposals.store.waiting import WOKEN
from services.matching.volunteers.model import VolunteerId
from shared.contracts.words import Language, UnmatchedReason
from shared.sealing.tokens import token_hash
from tests.support.matching.ground import Ground, help_in
from tests.support.matching.needs.building import need
from tests.support.matching.proposals.building import DAY, claim, decision
from tests.support.matching.volunteers.building import JUVA, offer


class ChoosingContract:
    """The behaviours; `ground` is given by who inherits them."""

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

    @pytest.mark.parametrize("in_series", [True, False])
    async def test_a_turn_names_who_helped_the_time_before(
        self, ground: Ground, in_series: bool
    ) -> None:
        first = await ground.add_need(replace(need(), series_id=uuid4()))
        volunteer_id = await ground.add_volunteer()
        await help_in(ground, volunteer_id, first)
        one_more = replace(need(), series_id=first.series_id)
        same = one_more if in_series else replace(need(), again_of=first.request_id)
        again = await ground.add_need(same)
        other = await ground.add_need(replace(need(), again_of=uuid4(), series_id=uuid4()))

        async with ground.store.begin() as work:
            turns = [await work.proposals.turn(each.request_id) for each in (again, other)]

        assert [turn.usual for turn in turns] == [ground.numbers[volunteer_id], None]

    async def test_whoever_said_no_or_reported_help_that_did_not_come_is_not_named(
        self, ground: Ground
    ) -> None:
        declined, past = await ground.add_need(), await ground.add_need()
        match = await ground.propose(await ground.add_volunteer(), declined)
        await help_in(ground, await ground.add_volunteer(), past)
        async with ground.store.begin() as work:
            await work.matches.end([replace(match, version=2)], MatchState.DECLINED)
            await work.matches.leave_behind(past.request_id)
        again = [
            await ground.add_need(replace(need(), again_of=each.request_id))
            for each in (declined, past)
        ]

        async with ground.store.begin() as work:
            turns = [await work.proposals.turn(each.request_id) for each in again]

        assert [turn.usual for turn in turns] == [None, None]

    async def test_a_claim_counts_and_reads_back_with_its_person(self, ground: Ground) -> None:
        volunteer_id = await ground.add_volunteer()
        new = await ground.add_need()

        (granted,) = await ground.claim(claim(new, ground.numbers[volunteer_id], "proposal"))
        async with ground.store.begin() as work:
            match = await work.matches.by_proposal(token_hash("proposal"))
            (helper,) = await work.helpers.these([ground.numbers[volunteer_id]])
            person = await work.volunteers.contact(volunteer_id)

        assert granted.match == match
        assert granted.contact == person
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

    async def test_who_was_silent_until_the_search_was_widened_is_claimed_once_more(
        self, ground: Ground
    ) -> None:
        silent = await ground.add_volunteer(offer(weekly_cap=7))
        number, new = ground.numbers[silent], await ground.add_need()
        await self._expire(ground, silent, new)
        async with ground.store.begin() as work:
            before = await work.proposals.turn(new.request_id)
            await work.needs.widen(replace(new, widened=("silent",)), asks_silent=True)
            after = await work.proposals.turn(new.request_id)
        await ground.pass_time(timedelta(minutes=1))

        claims = [await ground.claim(claim(new, number, slack=7 * DAY)) for _ in range(2)]
        async with ground.store.begin() as work:
            asked = await work.proposals.turn(new.request_id)

        assert (sorted(before.again), sorted(after.again)) == ([], [number])
        assert after.need.widened == ("silent",)
        assert [len(each) for each in claims] == [1, 0]
        assert (sorted(asked.asked), sorted(asked.again)) == ([number], [])

    async def test_who_is_silent_once_more_is_claimed_no_more(self, ground: Ground) -> None:
        silent = await ground.add_volunteer(offer(weekly_cap=7))
        number, new = ground.numbers[silent], await ground.add_need()
        async with ground.store.begin() as work:
            await work.needs.widen(replace(new, widened=("silent",)), asks_silent=True)
        await ground.pass_time(timedelta(minutes=1))
        await self._expire(ground, silent, new)

        async with ground.store.begin() as work:
            turn = await work.proposals.turn(new.request_id)

        assert sorted(turn.again) == []
        assert await ground.claim(claim(new, number, slack=7 * DAY)) == []

    async def _expire(self, ground: Ground, volunteer_id: VolunteerId, about: Need) -> None:
        match = await ground.propose(volunteer_id, about)
        async with ground.store.begin() as work:
            await work.matches.end([replace(match, version=2)], MatchState.EXPIRED)

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

    async def test_what_a_coordinator_wishes_goes_past_the_week_and_takes_no_place_beyond_it(
        self, ground: Ground
    ) -> None:
        volunteer_id = await ground.add_volunteer(offer(weekly_cap=1))
        number = ground.numbers[volunteer_id]
        first, second, third = [await ground.add_need() for _ in range(3)]

        within = await ground.claim(claim(first, number, slack=None))
        beyond = await ground.claim(claim(second, number, slack=None))
        again = await ground.claim(claim(second, number, slack=None))
        loads = [await _load(ground, number)]
        for granted in (*beyond, *within):
            async with ground.store.begin() as work:
                await work.matches.end([replace(granted.match, version=2)], MatchState.EXPIRED)
            loads.append(await _load(ground, number))

        assert (len(within), len(beyond), again) == (1, 1, [])
        assert loads == [1, 1, 0]
        assert await ground.claim(claim(third, number)) != []

    async def test_a_turn_is_read_whether_it_is_due_or_not(self, ground: Ground) -> None:
        new = await ground.add_need()
        volunteer_id = await ground.add_volunteer()
        await ground.propose(volunteer_id, new)

        async with ground.store.begin() as work:
            turn = await work.proposals.turn(new.request_id)

        assert (turn.need.request_id, turn.open_now) == (new.request_id, 1)
        assert turn.asked == {ground.numbers[volunteer_id]}

    async def test_who_is_not_there_is_not_claimed(self, ground: Ground) -> None:
        await ground.apply()
        new = await ground.add_need()

        async with ground.store.begin() as work:
            nobody = await work.proposals.claim([claim(new, 123_456), claim(new, 1)])
            members = [helper async for some in work.helpers.everyone() for helper in some]

        assert nobody == []
        assert members == []

    async def test_the_last_decisions_are_kept_in_order(self, ground: Ground) -> None:
        new = await ground.add_need()

        for count in range(7):
            async with ground.store.begin() as work:
                await work.proposals.keep_decisions({new.request_id: decision(fitting=count)})

        kept = await ground.decisions(new.request_id)
        assert [one.decision for one in kept] == [decision(fitting=count) for count in range(2, 7)]

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

    async def test_a_language_of_a_later_version_waits_for_who_speaks_the_usual_one(
        self, ground: Ground
    ) -> None:
        swedish = await ground.add_volunteer(offer(languages=(Language.SWEDISH,)))
        finnish = await ground.add_volunteer()
        waiting = await _unmatched(ground, need(language="se"))

        async with ground.store.begin() as work:
            woken = [await work.waiting.wake(each) for each in (swedish, finnish)]
            first = await due(work.proposals.due_turns(10))

        assert woken == [0, 1]
        assert first == [waiting.request_id]

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


async def _load(ground: Ground, number: int) -> int:
    async with ground.store.begin() as work:
        (helper,) = await work.helpers.these([number])
    return helper.load


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
