"""What every store of notify must do; the fake runs it in unit, PostgreSQL in integration."""

import pytest

from services.notify.letters.use_cases import keep_letter
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.words import NoticeChannel
from tests.support.notify.building import delivery, letter, request_created
from tests.support.notify.deliveries.interrupted_contract import InterruptedContract
from tests.support.notify.deliveries.order_contract import OrderContract
from tests.support.notify.deliveries.store_contract import DeliveryContract
from tests.support.notify.endpoints.store_contract import OwnEndpointContract
from tests.support.notify.ground import FAR, Ground
from tests.support.notify.letters.store_contract import LetterContract
from tests.support.notify.partner_news.store_contract import PartnerNewsContract
from tests.support.notify.subscriptions.store_contract import SubscriptionContract
from tests.support.notify.webhooks.store_contract import WebhookContract
from tests.support.work import claimed_twice


class StoreContract(
    DeliveryContract,
    InterruptedContract,
    LetterContract,
    OrderContract,
    OwnEndpointContract,
    PartnerNewsContract,
    SubscriptionContract,
    WebhookContract,
):
    """The behaviours of all rooms; a subclass gives the `ground` fixture."""

    async def test_an_event_is_first_once(self, ground: Ground) -> None:
        event = request_created()

        assert await claimed_twice(ground.store, event) == (True, False)

    async def test_an_error_rolls_everything_back(self, ground: Ground) -> None:
        event = request_created()

        with pytest.raises(ZeroDivisionError):
            await _break_off(ground, event)

        async with ground.store.begin() as work:
            assert await work.first_delivery(event)
        assert await ground.due.claim_of_kind(NoticeChannel.EMAIL, 10) == []


async def _break_off(ground: Ground, event: Envelope[Event]) -> None:
    async with ground.store.begin() as work:
        await work.first_delivery(event)
        await keep_letter(work, delivery(), letter(), await ground.now() + FAR)
        raise ZeroDivisionError
