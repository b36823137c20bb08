"""An organisation's news and endpoints in a real browser: readable, reachable, without scripts."""

from contextlib import AbstractAsyncContextManager
from uuid import UUID

import pytest
from playwright.async_api import Browser

from services.notify.partner_news.model import LetterWish, OwnNews
from services.notify.subscriptions.model import Wishes
from shared.contracts.words import Language, StaffRole
from tests.support.browser import Visitor
from tests.support.guests import signed_in
from tests.support.looks import Look, seen
from tests.support.notify.building import HELP, NOW
from tests.support.notify.page import NEW_SECRET, PageWorld
from tests.support.notify.state import FakeWish
from tests.support.web.staff import cookie_for

pytestmark = pytest.mark.asyncio(loop_scope="session")

OURS, EVENT = UUID(int=1), UUID(int=7)


def member(
    browser: Browser, world: PageWorld, look: Look
) -> AbstractAsyncContextManager[tuple[Visitor, str]]:
    cookie = cookie_for(StaffRole.PARTNER_MEMBER, organisation=OURS)
    return signed_in(browser, world.app(), cookie, look)


async def busy_world() -> PageWorld:
    world = PageWorld()
    wishes = Wishes(("request.created", "referral.sent"), ("491",), ("food",))
    wish = LetterWish(OURS, "daily", wishes, Language.FINNISH, "ruoka@jarjesto.fi")
    world.store.state.wishes[OURS] = FakeWish(wish, HELP)
    world.store.state.own_news[OURS, EVENT] = OwnNews(
        organisation=OURS,
        event_id=EVENT,
        type="referral.sent",
        occurred_at=NOW,
        link="",
        municipality="491",
        line="food",
    )
    return world


@seen("own news")
async def test_what_an_organisation_hears_keeps_nobody_out(browser: Browser, look: Look) -> None:
    world = await busy_world()
    await world.own_endpoint(OURS)
    here = f"/{look.language}/uutiset/{OURS}"

    async with member(browser, world, look) as (person, origin):
        for name, path in (
            ("overview", ""),
            ("choose", "/kirjeet"),
            ("event", f"/tapahtumat/{EVENT}"),
            ("add", "/rajapinnat/uusi"),
        ):
            await person.page.goto(f"{origin}{here}{path}")
            assert await person.hindrances(f"notify-own-news-{name}-{look.language}") == []


@seen("own endpoint")
async def test_an_endpoint_keeps_nobody_out(browser: Browser, look: Look) -> None:
    world = PageWorld()
    endpoint = await world.own_endpoint(OURS)
    failed = await world.add_own_news(endpoint, "gave_up")
    await world.add_own_news(endpoint)
    here = f"/{look.language}/uutiset/{OURS}/rajapinnat/{endpoint}"

    async with member(browser, world, look) as (person, origin):
        for name, path in (
            ("one", ""),
            ("posted", f"/toimitukset/{failed}"),
            ("change", "/toiveet"),
            ("remove", "/poista"),
        ):
            await person.page.goto(f"{origin}{here}{path}")
            assert await person.hindrances(f"notify-own-endpoint-{name}-{look.language}") == []


async def test_a_newcomer_adds_checks_and_tests_an_endpoint_from_the_page_alone(
    browser: Browser,
) -> None:
    world = PageWorld()

    async with member(browser, world, Look(scripts=False)) as (person, origin):
        page = person.page
        await page.goto(f"{origin}/fi/uutiset/{OURS}")
        await page.get_by_role("link", name="Lisää rajapinta").click()
        await page.get_by_label("Osoite").fill("https://ours.example/hook")
        await page.get_by_label("Avunpyyntö luotu").check()
        await page.get_by_role("button", name="Lisää ja näytä salaisuus").click()
        assert NEW_SECRET in await page.content()
        assert await person.hindrances("notify-own-endpoint-secret") == []
        await page.get_by_role("button", name="Tarkista osoite").click()
        await page.get_by_text("Osoite on tarkistettu").wait_for()
        world.store.state.now = NOW.replace(hour=NOW.hour + 1)
        await page.get_by_role("button", name="Lähetä kokeilu").click()
        await page.get_by_text("Kokeilu meni perille").wait_for()

    assert [call.news.type for call in world.webhook.calls] == [
        "endpoint.challenge",
        "endpoint.test",
    ]
