"""What every store of subscriptions must do."""

from tests.support.notify.ground import Ground


class SubscriptionContract:
    """The behaviours; a subclass gives the `ground` fixture."""

    async def test_subscribers_want_the_type_and_the_municipality(self, ground: Ground) -> None:
        everywhere = await ground.add_endpoint("request.created", name="everywhere")
        here = await ground.add_endpoint("request.created", name="here", municipalities=("491",))
        await ground.add_endpoint("request.created", name="there", municipalities=("178",))
        await ground.add_endpoint("request.closed", name="later")

        async with ground.store.begin() as work:
            mikkeli = await work.subscriptions.subscribers("request.created", "491")
            nowhere = await work.subscriptions.subscribers("request.created", None)

        assert set(mikkeli) == {everywhere, here}
        assert nowhere == [everywhere]

    async def test_an_endpoint_is_found_by_its_name(self, ground: Ground) -> None:
        endpoint = await ground.add_endpoint("request.created")

        async with ground.store.begin() as work:
            found = await work.subscriptions.find("partner")
            unknown = await work.subscriptions.find("nobody")

        assert (found, unknown) == (endpoint, None)

    async def test_the_former_secret_signs_beside_the_new_one(self, ground: Ground) -> None:
        endpoint = await ground.add_endpoint("request.created")
        identity = await ground.add_news(endpoint)

        async with ground.store.begin() as work:
            await work.subscriptions.change_secret(endpoint, "whsec_second")
            await work.subscriptions.change_secret(endpoint, "whsec_third")

        async with ground.store.begin() as work:
            call = await work.webhooks.call(identity)
        assert call.secrets == ("whsec_third", "whsec_second")
