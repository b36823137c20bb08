"""A referral from the letter to its end in a real browser: without signing in, and as a member."""

import pytest
from playwright.async_api import Browser

from services.matching.referrals.model import Referral, ReferralState
from shared.contracts.words import StaffRole
from tests.support.browser import Visitor
from tests.support.guests import guest, signed_in
from tests.support.looks import DESK, PHONE, Look, seen
from tests.support.matching.fake_ground import FakeGround
from tests.support.matching.fake_play import play_over
from tests.support.matching.page import PageWorld
from tests.support.matching.partners.pages import cookie_of_member
from tests.support.matching.referrals.building import Partnership

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def referred(world: PageWorld) -> tuple[Partnership, Referral]:
    """Have one organisation there, and one request referred to it."""
    ground = FakeGround()
    ground.store = world.store
    stage = Partnership(ground, play_over(world.store))
    await stage.join()
    return stage, await stage.referred()


async def press(person: Visitor, step: str) -> None:
    async with person.page.expect_navigation():
        await person.page.locator(f'form:has(input[value="{step}"]) button').first.click()


@seen("referral")
async def test_a_letters_link_keeps_nobody_out(browser: Browser, look: Look) -> None:
    world = PageWorld()
    stage, referral = await referred(world)
    link = f"/{look.language}/ohjaus/{await stage.link_to(referral)}"

    async with guest(browser, world.app(), look) as (person, origin):
        await person.page.goto(f"{origin}{link}")
        assert await person.hindrances(f"referral-asked-{look.language}") == []
        await press(person, "accept")
        assert await person.hindrances(f"referral-accepted-{look.language}") == []
        await person.page.goto(f"{origin}/{look.language}/ohjaus/{'a' * 43}")
        assert await person.hindrances(f"referral-unknown-{look.language}") == []

    assert await stage.state(referral.id) is ReferralState.ACCEPTED


@seen("own referrals")
async def test_a_members_referrals_keep_nobody_out(browser: Browser, look: Look) -> None:
    world = PageWorld()
    _, referral = await referred(world)
    home = f"/{look.language}/kumppani/{referral.organisation_id}/ohjaukset"
    pages = {"list": home, "one": f"{home}/{referral.id}"}

    cookie = cookie_of_member(referral.organisation_id)
    async with signed_in(browser, world.app(), cookie, look) as (person, origin):
        name = f"own-referrals-{{}}-{look.language}"
        assert await person.problems_at(origin, pages, name) == {}


@pytest.mark.parametrize("look", [Look(width=PHONE, scripts=False), Look(width=DESK)], ids=str)
async def test_a_member_accepts_helps_and_completes(browser: Browser, look: Look) -> None:
    world = PageWorld()
    stage, referral = await referred(world)
    home = f"/fi/kumppani/{referral.organisation_id}/ohjaukset/{referral.id}"

    cookie = cookie_of_member(referral.organisation_id)
    async with signed_in(browser, world.app(), cookie, look) as (person, origin):
        await person.page.goto(f"{origin}{home}")
        for step in ("accept", "begin", "complete"):
            await press(person, step)
            assert await person.hindrances(f"own-referral-{step}") == []

    assert await stage.state(referral.id) is ReferralState.COMPLETED


@seen("referrals")
async def test_the_coordinators_list_keeps_nobody_out(browser: Browser, look: Look) -> None:
    world = PageWorld()
    _, referral = await referred(world)
    cookie = world.sign_in(StaffRole.COORDINATOR)

    async with signed_in(browser, world.app(), cookie, look) as (person, origin):
        here = f"/{look.language}/ohjaukset"
        pages = {"all": here, "weigh": f"{here}/pyynto/{referral.request_id}"}
        assert await person.problems_at(origin, pages, f"referrals-{{}}-{look.language}") == {}
