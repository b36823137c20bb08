"""Sending one letter, and what is said about it afterwards."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from services.notify.deliveries.model import (
    Accepted,
    Delivery,
    DeliveryId,
    Outcome,
    Refused,
    Rejected,
)
from services.notify.deliveries.rules import Again
from services.notify.letters.use_cases import SendLetters, keep_letter
from shared.activation import Activation
from shared.contracts.notify import NotificationFailed, NotificationSent
from shared.contracts.words import NoticeChannel
from tests.support.notify.building import EXERCISE, HELP, NOW, VALUES, delivery, letter
from tests.support.notify.deliveries.fakes import FakeDueDeliveries
from tests.support.notify.fakes import FakeStore
from tests.support.notify.letters.fakes import FakeMailSender
from tests.support.notify.letters.rendering import renderer

FAR = timedelta(days=1)


@dataclass
class World:
    """Letters sent over fakes."""

    store: FakeStore = field(default_factory=FakeStore)
    mail: FakeMailSender = field(default_factory=FakeMailSender)

    @property
    def letters(self) -> SendLetters:
        return SendLetters(
            store=self.store, renderer=renderer(), mail=self.mail, jitter=lambda: 0.0
        )

    async def add_letter(
        self, expires_in: timedelta = FAR, item: Delivery | None = None, language: str = "fi"
    ) -> DeliveryId:
        item, told = item or delivery(), replace(letter(), language=language)
        async with self.store.begin() as work:
            await keep_letter(work, item, told, NOW + expires_in)
        return item.id

    async def send_due(self) -> None:
        for claim in await FakeDueDeliveries(self.store).claim_of_kind(NoticeChannel.EMAIL, 10):
            await self.letters.send_letter(claim)


async def test_a_sent_letter_is_announced_and_its_content_destroyed() -> None:
    world = World()
    identity = await world.add_letter()

    await world.send_due()

    (mail,) = world.mail.mails
    (said,) = world.store.state.published
    row = world.store.state.rows[identity]
    assert (mail.id, mail.recipient, mail.language) == (identity, "aino@example.org", "fi")
    assert "K7-0A11" in mail.text.body
    assert (row.state, row.response, row.letter) == ("sent", "250", None)
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
    assert world.store.state.rows[identity].letter is None
    assert isinstance(said.data, NotificationFailed)
    assert said.data.reason == "expired"


async def test_a_letter_a_busy_server_refuses_waits_with_its_content() -> None:
    world = World(mail=FakeMailSender([Refused("451")]))
    identity = await world.add_letter()

    await world.send_due()

    row = world.store.state.rows[identity]
    assert (row.state, row.response) == ("waiting", "451")
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
    assert world.store.state.rows[identity].letter is None


async def test_a_letter_is_tried_until_it_expires_while_the_server_is_away() -> None:
    world = World(mail=FakeMailSender([Refused("connection")] * 1000))
    identity = await world.add_letter(expires_in=timedelta(hours=12))

    while world.store.state.rows[identity].state == "waiting":
        world.store.state.now = world.store.state.rows[identity].due_at or NOW
        await world.send_due()

    (said,) = world.store.state.published
    assert world.store.state.now == NOW + timedelta(hours=12)
    assert isinstance(said.data, NotificationFailed)
    assert said.data.reason == "expired"


async def test_a_letter_whose_content_is_gone_says_so() -> None:
    world = World()
    identity = await world.add_letter()
    world.store.state.rows[identity].letter = None

    await world.send_due()

    assert world.mail.mails == []
    assert world.store.state.rows[identity].reason == "content_lost"


async def test_an_answer_after_the_lease_ended_is_said_by_the_later_attempt_only() -> None:
    world = World()
    identity = await world.add_letter()
    (early,) = await FakeDueDeliveries(world.store).claim_of_kind(NoticeChannel.EMAIL, 10)
    world.store.state.now += timedelta(minutes=2)

    await world.send_due()
    step = await world.letters.send_letter(early)

    assert not isinstance(step, Again)
    assert world.store.state.rows[identity].state == "sent"
    assert len(world.store.state.published) == 1


@pytest.mark.parametrize("activation", [HELP, EXERCISE])
@pytest.mark.parametrize("outcome", [Accepted("250"), Rejected("550", "recipient_refused")])
async def test_what_is_said_belongs_to_the_letters_activation(
    activation: Activation, outcome: Outcome
) -> None:
    world = World(mail=FakeMailSender([outcome]))
    await world.add_letter(item=delivery(activation=activation))

    await world.send_due()

    (said,) = world.store.state.published
    assert said.activation == activation


async def test_a_letter_in_a_language_to_come_is_written_in_finnish() -> None:
    world = World()
    await world.add_letter(language="se")

    await world.send_due()

    (mail,) = world.mail.mails
    assert mail.language == "fi"
    assert mail.text == renderer()("request_received", "fi", VALUES)
