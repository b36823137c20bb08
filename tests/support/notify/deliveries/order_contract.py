"""What every store must do so that an endpoint hears of one subject in order, also after days."""

from datetime import timedelta
from uuid import uuid4

from services.notify.deliveries.model import DeliveryId
from services.notify.subscriptions.model import EndpointId
from tests.support.notify.ground import Ground


class OrderContract:
    """The behaviours; a subclass gives the `ground` fixture."""

    async def test_of_one_subject_the_next_waits_until_the_first_is_heard(
        self, ground: Ground
    ) -> None:
        endpoint, request = await ground.add_endpoint("request.created"), uuid4()
        third = await ground.add_news(endpoint, about=request, place=3)
        first = await ground.add_news(endpoint, about=request, place=1)
        other = await ground.add_news(endpoint)

        heard = await self._hear_all(ground)

        assert heard[0] == {first, other}
        assert heard[1] == {third}

    async def test_each_endpoint_has_an_order_of_its_own(self, ground: Ground) -> None:
        slow = await ground.add_endpoint("request.created")
        quick = await ground.add_endpoint("request.created", name="quick")
        request = uuid4()
        await ground.add_news(slow, about=request, place=1)
        await ground.refuse(slow)

        second = await ground.add_news(quick, about=request, place=2)

        assert {claim.delivery.id for claim in await ground.due.claim_calls(10)} == {second}

    async def test_who_hears_again_after_a_while_gets_all_that_waits_now(
        self, ground: Ground
    ) -> None:
        endpoint = await ground.add_endpoint("request.created")
        waiting = {await ground.add_news(endpoint) for _ in range(2)}
        await ground.refuse(endpoint)
        await ground.pass_time(timedelta(minutes=6))
        assert await ground.due.claim_calls(10) == []

        fresh = await ground.add_news(endpoint)
        heard = await self._hear_all(ground)

        assert heard == [{fresh}, waiting]

    async def test_one_refusal_among_successes_hurries_nothing(self, ground: Ground) -> None:
        endpoint = await ground.add_endpoint("request.created")
        await ground.add_news(endpoint)
        await ground.refuse(endpoint)

        fresh = await ground.add_news(endpoint)

        assert await self._hear_all(ground) == [{fresh}]

    async def test_what_was_missed_goes_again_in_order_and_what_was_seen_to_does_not(
        self, ground: Ground
    ) -> None:
        endpoint, request = await ground.add_endpoint("request.created"), uuid4()
        seen_to = await self._fail(ground, endpoint)
        async with ground.store.begin() as work:
            await work.deliveries.mark_handled(seen_to)
        first = await ground.add_news(endpoint, about=request, place=1)
        (claim,) = await ground.due.claim_calls(10)
        async with ground.store.begin() as work:
            await work.deliveries.mark_failed(claim, "500", "gave_up")
            await work.subscriptions.switch_off(endpoint)
        second = await ground.add_news(endpoint, about=request, place=2)

        async with ground.store.begin() as work:
            await work.subscriptions.switch_on(endpoint)
            missed = await work.deliveries.send_missed(endpoint, None)

        assert missed == 1
        assert await self._hear_all(ground) == [{first}, {second}]

    async def test_only_what_failed_since_then_is_sent_again(self, ground: Ground) -> None:
        endpoint = await ground.add_endpoint("request.created")
        await self._fail(ground, endpoint)
        since = await ground.now() + timedelta(seconds=30)

        async with ground.store.begin() as work:
            assert await work.deliveries.send_missed(endpoint, since) == 0
            assert await work.deliveries.send_missed(endpoint, since - timedelta(hours=1)) == 1

    async def _fail(self, ground: Ground, endpoint: EndpointId) -> DeliveryId:
        return await ground.fail_news(endpoint)

    async def _hear_all(self, ground: Ground) -> list[set[DeliveryId]]:
        """Hear what is due until nothing is; gives each round."""
        rounds = []
        while claims := await ground.due.claim_calls(10):
            for claim in claims:
                async with ground.store.begin() as work:
                    await work.deliveries.mark_sent(claim, "204")
            rounds.append({claim.delivery.id for claim in claims})
        return rounds
