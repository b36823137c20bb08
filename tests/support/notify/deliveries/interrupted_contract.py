"""What every store must do about attempts that come to no end, and what is held for an endpoint."""

from datetime import timedelta

from shared.contracts.words import NoticeChannel
from tests.support.notify.ground import LEASE, Ground

EMAIL = NoticeChannel.EMAIL


class InterruptedContract:
    """The behaviours; a subclass gives the `ground` fixture."""

    async def test_attempts_without_an_end_are_counted_until_one_ends(self, ground: Ground) -> None:
        await ground.add_letter()
        claims = []
        for _ in range(3):
            claims.append(await ground.the_letter())
            await ground.pass_time(LEASE)
        async with ground.store.begin() as work:
            await work.deliveries.put_off(claims[-1], "451", timedelta())

        assert [claim.interrupted for claim in claims] == [0, 1, 2]
        assert (await ground.the_letter()).interrupted == 0

    async def test_of_what_was_cut_off_one_is_tried_at_a_time_the_least_often_cut_off_first(
        self, ground: Ground
    ) -> None:
        killer = await ground.add_letter()
        await ground.the_letter()
        await ground.pass_time(LEASE)
        innocent = await ground.add_letter()
        await ground.due.claim_of_kind(EMAIL, 10)
        await ground.pass_time(LEASE)
        fresh = await ground.add_letter()

        first = await ground.due.claim_of_kind(EMAIL, 10)
        meanwhile = await ground.due.claim_of_kind(EMAIL, 10)
        async with ground.store.begin() as work:
            for claim in first:
                await work.deliveries.mark_sent(claim, "250")
        last = await ground.due.claim_of_kind(EMAIL, 10)

        assert {claim.delivery.id for claim in first} == {innocent, fresh}
        assert (meanwhile, [claim.delivery.id for claim in last]) == ([], [killer])

    async def test_what_is_held_shows_since_when(self, ground: Ground) -> None:
        endpoint = await ground.add_endpoint("request.created")
        async with ground.store.begin() as work:
            await work.subscriptions.switch_off(endpoint)
        for _ in range(2):
            await ground.add_news(endpoint)

        (line,) = await ground.endpoints.lines()

        assert (line.id, line.enabled, line.waiting) == (endpoint, False, 2)
        assert line.needs_a_human
        assert line.disabled_at is not None
        assert line.oldest is not None

    async def test_an_endpoint_switched_on_gets_what_was_held(self, ground: Ground) -> None:
        endpoint = await ground.add_endpoint("request.created")
        async with ground.store.begin() as work:
            await work.subscriptions.switch_off(endpoint)
        held = await ground.add_news(endpoint)

        async with ground.store.begin() as work:
            was_off = await work.subscriptions.is_off(endpoint)
            changes = [await work.subscriptions.switch_on(endpoint) for _ in range(2)]
            is_off = await work.subscriptions.is_off(endpoint)

        (line,) = await ground.endpoints.lines()
        assert (was_off, changes, is_off) == (True, [True, False], False)
        assert [claim.delivery.id for claim in await ground.due.claim_calls(10)] == [held]
        assert (line.disabled_at, line.needs_a_human) == (None, False)

    async def test_what_is_let_go_ends_some_at_a_time_and_waits_for_nobody(
        self, ground: Ground
    ) -> None:
        endpoint = await ground.add_endpoint("request.created")
        other = await ground.add_endpoint("request.created", name="other")
        held = {await ground.add_news(endpoint) for _ in range(3)}
        await ground.add_news(other)

        gone = []
        for _ in range(3):
            async with ground.store.begin() as work:
                gone.append(await work.deliveries.let_go(endpoint, "endpoint_off", 2))

        ended = {claim.delivery.id for some in gone for claim, _ in some}
        lines = {line.id: line for line in await ground.deliveries.lines(10)}
        assert ([len(some) for some in gone], ended) == ([2, 1, 0], held)
        assert {lines[each].state for each in held} == {"failed"}
        assert await ground.deliveries.count_for_humans() == 0
        assert len(await ground.due.claim_calls(10)) == 1
