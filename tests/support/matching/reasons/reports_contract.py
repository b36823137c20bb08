"""What every store must do for reports on searches; the fake in unit, the real in integration."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from services.matching.needs.model import Need, NeedState
from services.matching.proposals.model import Match, MatchState
from services.matching.reasons.use_cases import ReportSearches
from shared.contracts.matching import RequestSearchReported
from shared.contracts.words import UnmatchedReason
from shared.loops.due_rows import BATCH
from tests.support.activations import ACTIVATION
from tests.support.matching.ground import Ground
from tests.support.matching.needs.building import need
from tests.support.matching.proposals.building import decision

MINUTE = timedelta(minutes=1)


async def report_on(ground: Ground) -> int:
    """Tell of what is due, as a round of the loop does; gives of how many."""
    due = await ground.due_needs.reports(BATCH)
    return await ReportSearches(ground.store).report_some(due)


class ReportsContract(ABC):
    """The behaviours; a subclass gives the `ground` fixture and what was said."""

    @abstractmethod
    async def said(self, ground: Ground) -> Sequence[tuple[str, int, RequestSearchReported]]:
        """Give the reports in order, each with its subject and version."""

    async def test_a_report_counts_what_became_of_the_asked(self, ground: Ground) -> None:
        about = await self._searched(ground)

        await ground.pass_time(MINUTE)
        told = await report_on(ground)

        ((subject, version, data),) = await self.said(ground)
        assert told == 1
        assert (subject, version) == (f"need/{about.request_id}", 1)
        assert (data.fitting, data.at_their_cap, data.asked_enough) == (12, 2, 0)
        assert (data.asked, data.waiting, data.declined, data.silent) == (4, 1, 1, 1)
        assert data.look_at is not None
        async with ground.store.begin() as work:
            assert (await work.needs.read(about.request_id)).version == 1

    async def test_the_names_of_nobody_are_told(self, ground: Ground) -> None:
        await self._searched(ground)

        await ground.pass_time(MINUTE)
        await report_on(ground)

        ((_, _, data),) = await self.said(ground)
        told = data.model_dump_json()
        assert not any(str(volunteer_id) in told for volunteer_id in ground.numbers)

    async def test_before_anyone_was_looked_for_the_counts_are_nought(self, ground: Ground) -> None:
        await ground.add_need()

        await ground.pass_time(MINUTE)
        await report_on(ground)

        ((_, _, data),) = await self.said(ground)
        assert (data.fitting, data.asked, data.at_their_cap, data.look_at) == (0, 0, 0, None)

    async def test_however_many_looks_there_is_one_report_a_minute(self, ground: Ground) -> None:
        about = await ground.add_need()
        told = []
        for _ in range(14):
            await self._look(ground, about)
            told.append(await report_on(ground))
            await ground.pass_time(timedelta(seconds=10))

        assert [at for at, count in enumerate(told) if count] == [6, 13]
        assert [version for _, version, _ in await self.said(ground)] == [1, 2]

    async def test_what_did_not_change_is_not_told_again(self, ground: Ground) -> None:
        await ground.add_need()

        told = []
        for _ in range(3):
            await ground.pass_time(MINUTE)
            told.append(await report_on(ground))

        assert told == [1, 0, 0]

    async def test_who_found_a_helper_within_the_minute_is_not_reported(
        self, ground: Ground
    ) -> None:
        about = await ground.add_need()
        await ground.accept(await ground.propose(await ground.add_volunteer(), about))
        async with ground.store.begin() as work:
            await work.needs.save(replace(about, state=NeedState.ASSIGNED))

        await ground.pass_time(MINUTE)

        assert await report_on(ground) == 0
        assert await self.said(ground) == []

    async def test_what_is_over_is_not_reported(self, ground: Ground) -> None:
        about = await ground.add_need()
        async with ground.store.begin() as work:
            await work.needs.end(about.request_id, ACTIVATION, 2)
            await work.needs.end(need().request_id, ACTIVATION, 2)

        await ground.pass_time(MINUTE)

        assert await report_on(ground) == 0

    async def test_a_task_given_back_is_reported_again(self, ground: Ground) -> None:
        about = await ground.add_need()
        async with ground.store.begin() as work:
            await work.needs.save(replace(about, state=NeedState.ASSIGNED))
        async with ground.store.begin() as work:
            await work.needs.save(replace(about, state=NeedState.OPEN), timedelta())

        await ground.pass_time(MINUTE)

        assert await report_on(ground) == 1

    async def test_one_handed_over_is_reported_and_goes_on_waiting(self, ground: Ground) -> None:
        handed = replace(need(), state=NeedState.UNMATCHED, reason=UnmatchedReason.NOBODY_ABLE)
        await ground.add_need(replace(handed, version=1))

        await ground.pass_time(MINUTE)
        await report_on(ground)

        ((_, version, _),) = await self.said(ground)
        async with ground.store.begin() as work:
            stands = await work.needs.read(handed.request_id)
        assert version == 2
        assert stands == replace(handed, version=2)

    async def test_two_loops_at_once_report_once(self, ground: Ground) -> None:
        for _ in range(30):
            await ground.add_need()
        await ground.pass_time(MINUTE)

        told = await asyncio.gather(*(report_on(ground) for _ in range(4)))

        subjects = [subject for subject, _, _ in await self.said(ground)]
        assert sum(told) == len(subjects) == len(set(subjects)) == 30

    async def test_a_batch_is_bounded_and_the_rest_comes_next(self, ground: Ground) -> None:
        async with ground.store.begin() as work:
            new = [need() for _ in range(BATCH + 1)]
            await work.needs.add(new)
            await work.needs.save_all([(each, None) for each in new])
        await ground.pass_time(MINUTE)

        assert [await report_on(ground) for _ in range(3)] == [BATCH, 1, 0]

    async def _searched(self, ground: Ground) -> Need:
        """Keep a need about which four were asked: one is silent, one said no, one is off it."""
        about = await ground.add_need()
        asked = [await ground.propose(await ground.add_volunteer(), about) for _ in range(4)]
        ends = (MatchState.DECLINED, MatchState.EXPIRED, MatchState.WITHDRAWN)
        async with ground.store.begin() as work:
            for match, state in zip(asked, ends, strict=False):
                await work.matches.end([_next(match)], state)
            await work.proposals.keep_decisions({about.request_id: decision()})
        await self._look(ground, replace(about, state=NeedState.PROPOSED))
        return about

    async def _look(self, ground: Ground, about: Need) -> None:
        async with ground.store.begin() as work:
            stands = await work.needs.lock(about.request_id)
            await work.needs.save(stands, timedelta(hours=1))


def _next(match: Match) -> Match:
    return replace(match, version=match.version + 1)
