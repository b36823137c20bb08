"""What every store of news must do."""

from dataclasses import replace
from uuid import uuid4

from services.notify.deliveries.model import DeliveryId
from services.notify.webhooks.use_cases import keep_news
from shared.contracts.words import NoticeChannel
from tests.support.notify.building import delivery, news
from tests.support.notify.ground import Ground


class WebhookContract:
    """The behaviours; a subclass gives the `ground` fixture."""

    async def test_an_endpoint_gets_an_event_once(self, ground: Ground) -> None:
        endpoint, item = (
            await ground.add_endpoint("request.created"),
            delivery(NoticeChannel.WEBHOOK),
        )

        for identity in (item.id, DeliveryId(uuid4())):
            again = replace(item, id=identity)
            async with ground.store.begin() as work:
                await keep_news(work, again, endpoint, news(again.event_id))

        (claim,) = await ground.due.claim_calls(10)
        assert claim.delivery.id == item.id

    async def test_a_call_has_address_secrets_and_news(self, ground: Ground) -> None:
        endpoint = await ground.add_endpoint("request.created")
        identity = await ground.add_news(endpoint)

        async with ground.store.begin() as work:
            call = await work.webhooks.call(identity)
            assert call is not None

        assert call.endpoint == endpoint
        assert call.url == "https://partner.example/hook"
        assert call.secrets == ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",)
        assert call.news.type == "request.created"
