"""Sending one piece of news, and what is said about it afterwards."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from services.notify.deliveries.model import (
    Accepted,
    DeliveryId,
    Outcome,
    Refused,
    Rejected,
)
from services.notify.webhooks.model import Call
from services.notify.webhooks.use_cases import SendNews, keep_news
from shared.activation import Activation
from shared.contracts.notify import NotificationFailed, NotificationSent
from shared.contracts.words import NoticeChannel
from tests.support.notify.building import EXERCISE, HELP, NOW, delivery, news
from tests.support.notify.deliveries.fakes import FakeDeliveryLines, FakeDueDeliveries
from tests.support.notify.fakes import FakeStore
from tests.support.notify.state import fake_endpoint
from tests.support.notify.webhooks.fakes import FakeWebhookSender


@dataclass
class World:
    """News sent over fakes."""

    store: FakeStore = field(default_factory=FakeStore)
    webhook: FakeWebhookSender = field(default_factory=FakeWebhookSender)

    async def add_news(self, activation: Activation = HELP) -> DeliveryId:
        endpoint = fake_endpoint("request.created")
        item = delivery(NoticeChannel.WEBHOOK, activation)
        self.store.state.endpoints[endpoint.id] = endpoint
        async with self.store.begin() as work:
            await keep_news(work, item, endpoint.id, news(item.event_id))
        return item.id

    async def send_due(self) -> None:
        sending = SendNews(self.store, self.webhook, lambda: 0.0)
        for claim in await FakeDueDeliveries(self.store).claim_calls(10):
            await sending.send_news(claim)


async def test_sent_news_are_announced_with_their_own_number_one() -> None:
    world = World()
    identity = await world.add_news()

    await world.send_due()

    (said,) = world.store.state.published
    assert (said.subject, said.version) == (f"notification/{identity}", 1)
    assert isinstance(said.data, NotificationSent)
    assert said.data.channel == "webhook"


async def test_a_partner_away_for_three_days_gets_everything_after() -> None:
    back = NOW + timedelta(hours=72)
    world = World()

    def answer(_: Call) -> Outcome:
        return Accepted("200") if world.store.state.now >= back else Refused("connection")

    world.webhook = FakeWebhookSender(answer)
    identity = await world.add_news()

    while world.store.state.rows[identity].state == "waiting":
        world.store.state.now = world.store.state.rows[identity].due_at or NOW
        await world.send_due()

    assert world.store.state.rows[identity].state == "sent"
    assert len({call.news.id for call in world.webhook.calls}) == 1


async def test_a_partner_away_for_good_becomes_a_task_for_a_human() -> None:
    world = World(webhook=FakeWebhookSender(lambda _: Refused("500")))
    identity = await world.add_news()

    while world.store.state.rows[identity].state == "waiting":
        world.store.state.now = world.store.state.rows[identity].due_at or NOW
        await world.send_due()

    (said,) = world.store.state.published
    assert isinstance(said.data, NotificationFailed)
    assert (said.data.reason, said.data.attempts) == ("gave_up", 10)
    assert round((world.store.state.now - NOW).total_seconds() / 3600, 1) == 75.6
    assert await FakeDeliveryLines(world.store).count_for_humans() == 1
    (endpoint,) = world.store.state.endpoints.values()
    assert not endpoint.enabled, "what comes later is held until somebody decides"


async def test_one_bad_piece_of_news_switches_nothing_off() -> None:
    world = World()
    identity = await world.add_news()
    (endpoint,) = world.store.state.endpoints.values()
    bad = world.store.state.rows[identity].delivery.event_id
    world.webhook = FakeWebhookSender(
        lambda call: Refused("500") if call.news.id == bad else Accepted("204")
    )

    while world.store.state.rows[identity].state == "waiting":
        world.store.state.now = world.store.state.rows[identity].due_at or NOW
        item = delivery(NoticeChannel.WEBHOOK)
        async with world.store.begin() as work:
            await keep_news(work, item, endpoint.id, news(item.event_id))
        await world.send_due()

    assert world.store.state.rows[identity].state == "failed"
    assert world.store.state.endpoints[endpoint.id].enabled


async def test_an_endpoint_that_is_gone_is_switched_off() -> None:
    world = World(webhook=FakeWebhookSender(lambda _: Rejected("410", "endpoint_gone", gone=True)))
    identity = await world.add_news()

    await world.send_due()

    (endpoint,) = world.store.state.endpoints.values()
    assert not endpoint.enabled
    assert world.store.state.rows[identity].state == "failed"


@pytest.mark.parametrize("activation", [HELP, EXERCISE])
@pytest.mark.parametrize("outcome", [Accepted("204"), Rejected("410", "endpoint_gone", gone=True)])
async def test_what_is_said_belongs_to_the_activation_of_the_news(
    activation: Activation, outcome: Outcome
) -> None:
    world = World(webhook=FakeWebhookSender(lambda _: outcome))
    await world.add_news(activation)

    await world.send_due()

    (said,) = world.store.state.published
    assert said.activation == activation


@pytest.mark.parametrize(
    ("answer", "rest"),
    [
        (Refused("429", timedelta(minutes=1)), timedelta(minutes=1)),
        (Refused("503", timedelta(minutes=20)), timedelta(minutes=20)),
        (Refused("429", timedelta(days=400)), timedelta(hours=1)),
        (Refused("429", timedelta(seconds=-5)), None),
        (Refused("500"), None),
        (Accepted("200"), None),
    ],
)
async def test_who_asks_for_a_rest_gets_it_for_all_its_news(
    answer: Outcome, rest: timedelta | None
) -> None:
    world = World(webhook=FakeWebhookSender(lambda _: answer))
    await world.add_news()

    await world.send_due()

    (endpoint,) = world.store.state.endpoints.values()
    assert endpoint.rests_until == (rest and NOW + rest)


@pytest.mark.long
async def test_a_partner_that_only_ever_asks_for_rests_makes_no_news_immortal() -> None:
    world = World(webhook=FakeWebhookSender(lambda _: Refused("429", timedelta(days=9))))
    identity = await world.add_news()
    (endpoint,) = world.store.state.endpoints
    others = []
    for _ in range(40):
        item = delivery(NoticeChannel.WEBHOOK)
        async with world.store.begin() as work:
            await keep_news(work, item, endpoint, news(item.event_id))
        others.append(item.id)

    for _ in range(24 * 14):
        world.store.state.now += timedelta(hours=1)
        await world.send_due()

    rows = [world.store.state.rows[each] for each in (identity, *others)]
    assert "failed" in {row.state for row in rows}
    assert not world.store.state.endpoints[endpoint].enabled
    assert {row.state for row in rows} <= {"failed", "waiting"}, "what waits is held, and shown"
