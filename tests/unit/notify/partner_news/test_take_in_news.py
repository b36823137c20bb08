"""Taking in what partners want to hear."""

from uuid import uuid4

from services.notify.partner_news.use_cases.take_in import TakeInNews
from tests.support.notify.building import (
    EXERCISE,
    HELP,
    NOW,
    activity_logged,
    of_exercise,
    request_created,
)
from tests.support.notify.fakes import WakingWorld
from tests.support.notify.state import fake_endpoint
from tests.support.notify.webhooks.building import LINKS


class World(WakingWorld):
    """The reaction over a fake store."""

    @property
    def news(self) -> TakeInNews:
        return TakeInNews(self.store, LINKS, uuid4, self.wake, lambda: NOW)


async def test_each_subscribed_endpoint_gets_its_own_news() -> None:
    world = World()
    for endpoint in (
        fake_endpoint("request.created"),
        fake_endpoint("request.created", "request.closed"),
        fake_endpoint("request.closed"),
    ):
        world.store.state.endpoints[endpoint.id] = endpoint
    event = request_created()

    await world.news.react_to_partner_event(event)
    await world.news.react_to_partner_event(event)

    rows = list(world.store.state.rows.values())
    assert len(rows) == 2
    assert world.woken
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

    await world.news.react_to_partner_event(activity_logged())

    (row,) = world.store.state.rows.values()
    assert row.news is not None
    assert row.news.link == "https://apu.example/fi/raportit"


async def test_news_belong_to_the_activation_of_their_event() -> None:
    world, endpoint = World(), fake_endpoint("request.created")
    world.store.state.endpoints[endpoint.id] = endpoint

    await world.news.react_to_partner_event(request_created())
    await world.news.react_to_partner_event(of_exercise(request_created()))

    rows = world.store.state.rows.values()
    assert [row.delivery.activation for row in rows] == [HELP, EXERCISE]
