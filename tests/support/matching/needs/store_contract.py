"""What every store of needs must do."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from services.matching.needs.model import NeedState
from services.matching.needs.ports import UnheardNeedError
from services.matching.proposals.rules.late import handed_over
from shared.contracts.words import Urgency
from tests.support.activations import EXERCISE
from tests.support.matching.ground import Ground
from tests.support.matching.needs.building import need


class NeedsContract:
    """The behaviours; `ground` is given by who inherits them."""

    async def test_a_need_is_kept_once_and_reads_back(self, ground: Ground) -> None:
        new = await ground.add_need(need(activation=EXERCISE))

        async with ground.store.begin() as work:
            await work.needs.add([replace(new, postal_code="50190")])
            assert await work.needs.lock(new.request_id) == new
            assert await work.needs.read(new.request_id) == new

    async def test_what_is_said_of_a_need_is_kept_as_it_came(self, ground: Ground) -> None:
        said = replace(
            need(category="sauna_heating", urgency="at_once", language="se", min_vetting="sworn"),
            service_line="saunas",
            channel="radio",
            person="0" * 64,
            also_codes=("groceries", "moon_walks"),
            series_id=uuid4(),
            again_of=uuid4(),
        )

        new = await ground.add_need(said)

        async with ground.store.begin() as work:
            assert await work.needs.read(new.request_id) == new
            assert replace(new, cause=said.cause) == said

    async def test_an_end_heard_first_keeps_the_need_away(self, ground: Ground) -> None:
        new = need()

        async with ground.store.begin() as work:
            assert await work.needs.end(new.request_id, EXERCISE, 2) is None
        async with ground.store.begin() as work:
            await work.needs.add([new])
            assert await work.needs.end(new.request_id, EXERCISE, 2) is None
            assert await work.proposals.due_turns(10) is None

    async def test_an_end_gives_the_need_as_it_was(self, ground: Ground) -> None:
        new = await ground.add_need()

        async with ground.store.begin() as work:
            assert await work.needs.end(new.request_id, EXERCISE, 2) == new
        async with ground.store.begin() as work:
            assert (await work.needs.read(new.request_id)).state is NeedState.CLOSED

    async def test_an_end_from_before_it_was_renewed_ends_nothing(self, ground: Ground) -> None:
        new = await ground.add_need()
        renewed = replace(
            new,
            category_code="pharmacy",
            also_codes=("transport",),
            postal_code=None,
            request_version=4,
        )

        async with ground.store.begin() as work:
            await work.needs.renew(renewed)
            early = await work.needs.end(new.request_id, EXERCISE, 3)
            between = await work.needs.lock(new.request_id)
            late = await work.needs.end(new.request_id, EXERCISE, 5)
            after = await work.needs.lock(new.request_id)

        assert (early, between, late) == (None, renewed, renewed)
        assert (after.state, after.request_version) == (NeedState.CLOSED, 5)

    async def test_what_is_wanted_is_kept_also_of_what_ended_before_it_was_heard(
        self, ground: Ground
    ) -> None:
        new = replace(need(), request_version=4)

        async with ground.store.begin() as work:
            await work.needs.end(new.request_id, new.activation, 3)
            await work.needs.renew(new)
            known = await work.needs.lock(new.request_id)

        assert (known.state, known.category_code) == (NeedState.CLOSED, new.category_code)

    async def test_what_was_never_heard_of_is_told_from_what_ended_before(
        self, ground: Ground
    ) -> None:
        known, ended = await ground.add_need(), need().request_id
        async with ground.store.begin() as work:
            await work.needs.end(ended, EXERCISE, 2)
            assert await work.needs.lock_heard(known.request_id) == known
            assert await work.needs.lock_heard(ended) is None
            with pytest.raises(UnheardNeedError):
                await work.needs.lock_heard(need().request_id)

    async def test_an_event_is_counted_and_the_need_stands_as_it_stood(
        self, ground: Ground
    ) -> None:
        known, ended = need(), need().request_id
        async with ground.store.begin() as work:
            await work.needs.add([known])
            await work.needs.end(ended, EXERCISE, 2)
            numbers = [
                await work.needs.count_event(one)
                for one in (known.request_id, known.request_id, ended, ended)
            ]
            due = await work.proposals.due_turns(10)

        assert numbers == [1, 2, 1, 2]
        assert due is not None
        assert [turn.need for turn in due.turns] == [replace(known, version=2)]

    async def test_who_waits_longer_than_their_urgency_bears_is_listed_until_handed_over(
        self, ground: Ground
    ) -> None:
        waits = dict(zip(Urgency, map(timedelta, (0.1, 0.5, 2, 7)), strict=True))
        today = await ground.add_need(need(urgency=Urgency.TODAY))
        await ground.add_need(need(urgency=Urgency.WITHIN_A_WEEK))
        strange = await ground.add_need(need(urgency="at_once"))
        async with ground.store.begin() as work:
            await work.needs.save(today, timedelta(hours=1))
        listed = [list(await ground.due_needs.late(waits, 10))]

        await ground.pass_time(timedelta(days=1))
        listed.append(list(await ground.due_needs.late(waits, 10)))
        async with ground.store.begin() as work:
            late = handed_over(await work.needs.lock(today.request_id))
            await work.needs.mark_late(late)
            assert await work.needs.read(today.request_id) == late
        listed.append(list(await ground.due_needs.late(waits, 10)))

        assert listed == [[], [today.request_id, strange.request_id], [strange.request_id]]
        assert today.request_id in await ground.due_needs.looks(10)
