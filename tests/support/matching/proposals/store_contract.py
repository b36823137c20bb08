"""What every store of proposals and assignments must do."""

from dataclasses import replace
from datetime import timedelta

from services.matching.proposals.model import (
    MatchState,
)
from shared.contracts.words import WithdrawalReason
from shared.sealing.tokens import token_hash
from tests.support.matching.ground import Ground
from tests.support.matching.proposals.building import MINUTES_15
from tests.support.matching.volunteers.building import offer


class MatchesContract:
    """The behaviours; `ground` is given by who inherits them."""

    async def test_an_answer_frees_the_week(self, ground: Ground) -> None:
        volunteer_id = await ground.add_volunteer(offer(weekly_cap=1))
        match = await ground.propose(volunteer_id, await ground.add_need())
        async with ground.store.begin() as work:
            await work.matches.end([replace(match, version=2)], MatchState.DECLINED)
            (free,) = await work.helpers.these([ground.numbers[volunteer_id]])

        assert (free.load, free.asked, free.accepted) == (0, 1, 0)

    async def test_help_that_was_left_behind_is_in_nobodys_way(self, ground: Ground) -> None:
        about, first, second = (
            await ground.add_need(),
            await ground.add_volunteer(),
            await ground.add_volunteer(),
        )
        taken = await ground.accept(await ground.propose(first, about))
        async with ground.store.begin() as work:
            await work.matches.end([replace(taken, version=3)], MatchState.COMPLETED, 30)
            await work.matches.leave_behind(about.request_id)

        again = await ground.propose(second, about)

        assert (await ground.accept(again)).id == again.id
        async with ground.store.begin() as work:
            people = await work.helpers.these_people([first, second])
        assert {person: helper.number for person, helper in people.items()} == {
            person: ground.numbers[person] for person in (first, second)
        }

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
            await work.matches.end([replace(match, version=3)], MatchState.EXPIRED)
            ended = await work.matches.read(match.id)

        assert (ended.state, ended.version) == (MatchState.DECLINED, 2)

    async def test_a_match_that_was_taken_back_knows_why(self, ground: Ground) -> None:
        match = await ground.propose(await ground.add_volunteer(), await ground.add_need())

        async with ground.store.begin() as work:
            await work.matches.withdraw([replace(match, version=2)], WithdrawalReason.FILLED)
            again = WithdrawalReason.REQUEST_CANCELLED
            await work.matches.withdraw([replace(match, version=3)], again)
            ended = await work.matches.read(match.id)

        assert (ended.state, ended.version) == (MatchState.WITHDRAWN, 2)
        assert ended.why_withdrawn is WithdrawalReason.FILLED

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
