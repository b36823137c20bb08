"""What is held for an endpoint that is off is shown with its age, and somebody decides."""

from uuid import uuid4

import pytest

from services.notify.deliveries.use_cases import AT_ONCE
from shared.contracts.notify import NotificationFailed
from shared.contracts.words import StaffRole
from tests.support.notify.deliveries.fakes import FakeDueDeliveries
from tests.support.notify.page import PageWorld


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "2 viestiä odottaa, kun kumppanin rajapinta on pois käytöstä"),
        ("sv", "2 meddelanden väntar medan partnerns gränssnitt är avstängt"),
        ("en", "2 messages are held while a partner"),
    ],
)
async def test_what_is_held_is_told_with_its_age(language: str, words: str) -> None:
    world = PageWorld()
    endpoint = await world.hold_news()

    async with world.browser() as client:
        page = (await client.get(f"/{language}/toimitukset")).text

    assert words in page
    assert f'action="/{language}/toimitukset/rajapinnat/{endpoint}/kayttoon"' in page
    assert f'action="/{language}/toimitukset/rajapinnat/{endpoint}/jata"' in page
    assert page.count("25.11.2026") + page.count("25 November") + page.count("25 nov") >= 2


async def test_switched_on_it_gets_what_was_held() -> None:
    world = PageWorld()
    endpoint = await world.hold_news()

    async with world.browser() as client:
        path = f"/en/toimitukset/rajapinnat/{endpoint}/kayttoon"
        answer = await client.post(path)
        page = (await client.get(answer.headers["location"])).text
        again = await client.post(path)

    assert "What was held is being sent." in page
    assert world.woken >= 1
    assert len(await FakeDueDeliveries(world.store).claim_calls(10)) == 2
    assert again.headers["location"].endswith("done=changed")


async def test_let_go_all_of_it_ends_and_it_is_said() -> None:
    world = PageWorld()
    endpoint = await world.hold_news(AT_ONCE + 1)

    async with world.browser() as client:
        answer = await client.post(f"/en/toimitukset/rajapinnat/{endpoint}/jata")
        page = (await client.get(answer.headers["location"])).text

    said = [item.data for item in world.store.state.published]
    reasons = [each.reason for each in said if isinstance(each, NotificationFailed)]
    assert "let go unsent" in page
    assert reasons == ["endpoint_off"] * (AT_ONCE + 1)
    assert {row.state for row in world.store.state.rows.values()} == {"failed"}
    assert await world.deliveries.count_for_humans() == 0


async def test_of_an_endpoint_that_is_on_nothing_is_let_go() -> None:
    world = PageWorld()
    await world.add_news()
    (endpoint,) = world.store.state.endpoints

    async with world.browser() as client:
        answers = [
            await client.post(f"/en/toimitukset/rajapinnat/{each}/jata")
            for each in (endpoint, uuid4())
        ]

    assert all(answer.headers["location"].endswith("done=changed") for answer in answers)
    assert {row.state for row in world.store.state.rows.values()} == {"waiting"}


@pytest.mark.parametrize("verb", ["kayttoon", "jata"])
async def test_only_those_who_may_press(verb: str) -> None:
    world = PageWorld()
    endpoint = await world.hold_news()
    path = f"/fi/toimitukset/rajapinnat/{endpoint}/{verb}"

    async with world.browser(None) as client:
        stranger = await client.post(path)
    async with world.browser(StaffRole.REPORTER) as client:
        reporter = await client.post(path)

    assert (stranger.status_code, reporter.status_code) == (303, 403)
    assert not world.store.state.endpoints[endpoint].enabled  # type: ignore[index]  # its id
