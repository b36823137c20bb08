"""Sending one delivery, and what is said about it afterwards."""

from dataclasses import dataclass, field
from datetime import timedelta

from services.notify.domain.model import (
    Accepted,
    Call,
    Channel,
    DeliveryId,
    Outcome,
    Refused,
    Rejected,
    State,
)
from services.notify.domain.retrying import Again
from services.notify.handlers.receiving import keep_letter, keep_news
from services.notify.handlers.sending import Sending
from services.notify.senders.rendering import LetterRenderer
from shared.contracts.notify import NotificationFailed, NotificationSent
from tests.support.notify.building import NOW, delivery, letter, news
from tests.support.notify.fakes import (
    FakeDeliveryLines,
    FakeDueDeliveries,
    FakeMailSender,
    FakeRow,
    FakeStore,
    FakeWebhookSender,
    fake_endpoint,
)

FAR = timedelta(days=1)


@dataclass
class World:
    """Sending over fakes."""

    store: FakeStore = field(default_factory=FakeStore)
    mail: FakeMailSender = field(default_factory=FakeMailSender)
    webhook: FakeWebhookSender = field(default_factory=FakeWebhookSender)

    @property
    def sending(self) -> Sending:
        return Sending(self.store, LetterRenderer(), self.mail, self.webhook, lambda: 0.0)

    async def add_letter(self, expires_in: timedelta = FAR) -> DeliveryId:
        item = delivery()
        async with self.store.begin() as work:
            await keep_letter(work, item, letter(), NOW + expires_in)
        return item.id

    async def add_news(self) -> DeliveryId:
        endpoint, item = fake_endpoint("request.created"), delivery(Channel.WEBHOOK)
        self.store.state.endpoints[endpoint.id] = endpoint
        async with self.store.begin() as work:
            await keep_news(work, item, endpoint.id, news(item.event_id))
        return item.id

    async def send_due(self) -> None:
        for claim in await FakeDueDeliveries(self.store).claim_letters(10):
            await self.sending.send_letter(claim)
        for claim in await FakeDueDeliveries(self.store).claim_calls(10):
            await self.sending.send_news(claim)

    def row(self, identity: DeliveryId) -> FakeRow:
        return self.store.state.rows[identity]


async def test_a_sent_letter_is_announced_and_its_content_destroyed() -> None:
    world = World()
    identity = await world.add_letter()

    await world.send_due()

    (mail,) = world.mail.mails
    (said,) = world.store.state.published
    row = world.row(identity)
    assert (mail.id, mail.recipient, mail.language) == (identity, "aino@example.org", "fi")
    assert "K7-0A11" in mail.text.body
    assert (row.state, row.response, row.letter) == (State.SENT, "250", None)
    assert (said.subject, said.version) == (f"notification/{identity}", 2)
    assert said.correlation_id == row.delivery.correlation_id
    assert said.causation_id == row.delivery.event_id
    assert isinstance(said.data, NotificationSent)
    assert (said.data.about, said.data.attempts) == (row.delivery.about, 1)


async def test_an_expired_letter_is_not_sent_but_failed_and_destroyed() -> None:
    world = World()
    identity = await world.add_letter(expires_in=timedelta(0))

    await world.send_due()

    (said,) = world.store.state.published
    assert world.mail.mails == []
    assert world.row(identity).letter is None
    assert isinstance(said.data, NotificationFailed)
    assert said.data.reason == "expired"


async def test_a_letter_a_busy_server_refuses_waits_with_its_content() -> None:
    world = World(mail=FakeMailSender([Refused("451")]))
    identity = await world.add_letter()

    await world.send_due()

    row = world.row(identity)
    assert (row.state, row.response) == (State.WAITING, "451")
    assert row.due_at == NOW + timedelta(seconds=30)
    assert row.letter is not None
    assert world.store.state.published == []


async def test_a_letter_to_an_address_that_does_not_exist_fails_at_once() -> None:
    world = World(mail=FakeMailSender([Rejected("550", "recipient_refused")]))
    identity = await world.add_letter()

    await world.send_due()

    (said,) = world.store.state.published
    assert isinstance(said.data, NotificationFailed)
    assert (said.data.reason, said.data.attempts) == ("recipient_refused", 1)
    assert world.row(identity).letter is None


async def test_a_letter_is_tried_until_it_expires_while_the_server_is_away() -> None:
    world = World(mail=FakeMailSender([Refused("connection")] * 1000))
    identity = await world.add_letter(expires_in=timedelta(hours=12))

    while world.row(identity).state is State.WAITING:
        world.store.state.now = world.row(identity).due_at or NOW
        await world.send_due()

    (said,) = world.store.state.published
    assert world.store.state.now == NOW + timedelta(hours=12)
    assert isinstance(said.data, NotificationFailed)
    assert said.data.reason == "expired"


async def test_a_letter_whose_content_is_gone_says_so() -> None:
    world = World()
    identity = await world.add_letter()
    world.row(identity).letter = None

    await world.send_due()

    assert world.mail.mails == []
    assert world.row(identity).reason == "content_lost"


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

    while world.row(identity).state is State.WAITING:
        world.store.state.now = world.row(identity).due_at or NOW
        await world.send_due()

    assert world.row(identity).state is State.SENT
    assert len({call.news.id for call in world.webhook.calls}) == 1


async def test_a_partner_away_for_good_becomes_a_task_for_a_human() -> None:
    world = World(webhook=FakeWebhookSender(lambda _: Refused("500")))
    identity = await world.add_news()

    while world.row(identity).state is State.WAITING:
        world.store.state.now = world.row(identity).due_at or NOW
        await world.send_due()

    (said,) = world.store.state.published
    assert isinstance(said.data, NotificationFailed)
    assert (said.data.reason, said.data.attempts) == ("gave_up", 10)
    assert round((world.store.state.now - NOW).total_seconds() / 3600, 1) == 75.6
    assert await FakeDeliveryLines(world.store).count_for_humans() == 1


async def test_an_endpoint_that_is_gone_is_switched_off() -> None:
    world = World(webhook=FakeWebhookSender(lambda _: Rejected("410", "endpoint_gone", gone=True)))
    identity = await world.add_news()

    await world.send_due()

    (endpoint,) = world.store.state.endpoints.values()
    assert not endpoint.enabled
    assert world.row(identity).state is State.FAILED


async def test_an_answer_after_the_lease_ended_is_said_by_the_later_attempt_only() -> None:
    world = World()
    identity = await world.add_letter()
    (early,) = await FakeDueDeliveries(world.store).claim_letters(10)
    world.store.state.now += timedelta(minutes=2)

    await world.send_due()
    step = await world.sending.send_letter(early)

    assert not isinstance(step, Again)
    assert world.row(identity).state is State.SENT
    assert len(world.store.state.published) == 1
