"""Taking in what someone must hear."""

from dataclasses import dataclass, field
from uuid import uuid4

import pytest

from services.notify.handlers.opening import NoticeOpener, UnopenableNoticeError
from services.notify.handlers.receiving import Receiving, UnsupportedChannelError
from services.notify.ports.letters import UnwritableLetterError
from services.notify.senders.rendering import LetterRenderer
from shared.contracts.words import NoticeChannel
from shared.sealing.box import Opener, new_keypair, seal_for
from tests.support.notify.building import (
    PRIVATE_KEY,
    PUBLIC_KEY,
    activity_logged,
    notification_requested,
    request_created,
)
from tests.support.notify.fakes import FakeStore, fake_endpoint


@dataclass
class World:
    """The reactions over a fake store."""

    store: FakeStore = field(default_factory=FakeStore)
    woken: int = 0

    def wake(self) -> None:
        self.woken += 1

    @property
    def receiving(self) -> Receiving:
        return Receiving(
            store=self.store,
            open_notice=NoticeOpener(Opener([PRIVATE_KEY])),
            renderer=LetterRenderer(),
            public_url="https://apu.example",
            new_id=uuid4,
            wake=self.wake,
        )


async def test_a_letter_is_kept_and_the_loop_woken() -> None:
    world, event = World(), notification_requested()

    await world.receiving.on_notification_requested(event)

    (row,) = world.store.state.rows.values()
    assert row.letter is not None
    assert row.letter.recipient == "aino@example.org"
    assert row.delivery.id == event.data.notification_id
    assert row.delivery.about == event.data.about
    assert row.delivery.correlation_id == event.correlationid
    assert row.expires_at == event.data.expires_at
    assert world.woken == 1


async def test_a_redelivered_letter_changes_nothing() -> None:
    world, event = World(), notification_requested()

    await world.receiving.on_notification_requested(event)
    await world.receiving.on_notification_requested(event)

    assert len(world.store.state.rows) == 1


@pytest.mark.parametrize(
    "sealed",
    ["", "not base64 §", seal_for(new_keypair()[1], b"{}"), seal_for(PUBLIC_KEY, b"[1]")],
    ids=["empty", "not base64", "for another", "not a notice"],
)
async def test_a_box_that_does_not_open_is_for_a_human(sealed: str) -> None:
    world = World()

    with pytest.raises(UnopenableNoticeError) as caught:
        await world.receiving.on_notification_requested(notification_requested(sealed=sealed))

    assert world.store.state.rows == {}
    assert "aino" not in str(caught.value)


async def test_an_unknown_template_is_for_a_human() -> None:
    world = World()

    with pytest.raises(UnwritableLetterError):
        await world.receiving.on_notification_requested(notification_requested(template="unknown"))

    assert world.store.state.rows == {}


async def test_a_template_without_its_values_is_for_a_human() -> None:
    event = notification_requested(template="proposal")

    with pytest.raises(UnwritableLetterError):
        await World().receiving.on_notification_requested(event)


async def test_a_channel_nobody_serves_is_for_a_human() -> None:
    event = notification_requested(channel=NoticeChannel.SMS)

    with pytest.raises(UnsupportedChannelError):
        await World().receiving.on_notification_requested(event)


async def test_each_subscribed_endpoint_gets_its_own_news() -> None:
    world = World()
    for endpoint in (
        fake_endpoint("request.created"),
        fake_endpoint("request.created", "request.closed"),
        fake_endpoint("request.closed"),
    ):
        world.store.state.endpoints[endpoint.id] = endpoint
    event = request_created()

    await world.receiving.on_partner_event(event)
    await world.receiving.on_partner_event(event)

    rows = list(world.store.state.rows.values())
    assert len(rows) == 2
    assert len({row.delivery.id for row in rows}) == 2
    assert {row.delivery.event_id for row in rows} == {event.id}
    for row in rows:
        assert row.news is not None
        assert row.news.subject == event.subject
        assert row.news.link == (f"https://apu.example/fi/raportit/pyynto/{event.data.request_id}")


async def test_news_about_no_request_lead_to_the_reports() -> None:
    world = World()
    endpoint = fake_endpoint("activity.logged")
    world.store.state.endpoints[endpoint.id] = endpoint

    await world.receiving.on_partner_event(activity_logged())

    (row,) = world.store.state.rows.values()
    assert row.news is not None
    assert row.news.link == "https://apu.example/fi/raportit"
