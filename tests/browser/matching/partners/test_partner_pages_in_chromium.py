"""An organisation's pages in a real browser: a member's on a phone, the coordinators' on a desk."""

from uuid import UUID

import pytest
from playwright.async_api import Browser

from services.matching.partners.model import OrganisationId, Partner
from shared.contracts.partner_words import PartnerStanding
from shared.contracts.words import StaffRole
from tests.support.activations import ACTIVATION
from tests.support.browser import Visitor
from tests.support.guests import signed_in
from tests.support.looks import DESK, PHONE, Look, seen
from tests.support.matching.page import PageWorld
from tests.support.matching.partners.building import partner
from tests.support.matching.partners.pages import cookie_of_member, put

pytestmark = pytest.mark.asyncio(loop_scope="session")
OWN = UUID(int=11)


async def press(person: Visitor, name: str) -> None:
    async with person.page.expect_navigation():
        await person.page.get_by_role("button", name=name, exact=True).click()


async def say_facts(person: Visitor) -> None:
    page = person.page
    await page.get_by_label("Järjestön nimi").fill("Mikkelin Ruoka-apu ry")
    await page.get_by_label("Y-tunnus").fill("0737546-2")
    for box in ("Ruoka ja tarvikkeet", "Mikkeli", "suomi"):
        await page.get_by_label(box).first.check()
    await page.get_by_label("maanantai").fill("9-16")
    await press(person, "Tallenna")


async def say_twenty_bags(person: Visitor) -> None:
    page = person.page
    await page.get_by_label("Kuinka paljon").select_option("some")
    await page.get_by_label("Määrä").fill("20")
    await page.get_by_label("Mitä").select_option("bags")
    await press(person, "Tallenna")


@seen("own partner")
async def test_a_members_pages_keep_nobody_out(browser: Browser, look: Look) -> None:
    world = PageWorld()
    put(world, partner(OWN))
    world.store.state.commitments[OrganisationId(OWN)] = 2
    home = f"/{look.language}/kumppani/{OWN}"
    pages = {
        "home": home,
        "facts": f"{home}/tiedot",
        "capacity": f"{home}/maara",
        "agreement": f"{home}/sopimus",
        "leave": f"{home}/lopeta",
        "not-theirs": f"/{look.language}/kumppani/{UUID(int=12)}",
    }

    async with signed_in(browser, world.app(), cookie_of_member(OWN), look) as (person, origin):
        assert await person.problems_at(origin, pages, f"partner-{{}}-{look.language}") == {}


@seen("partners")
async def test_the_coordinators_pages_keep_nobody_out(browser: Browser, look: Look) -> None:
    world, known = PageWorld(), partner(OWN)
    resting = partner(standing=PartnerStanding.PAUSED, name="Seurakunnan diakonia", capacity={})
    put(world, known, resting, Partner(OrganisationId(UUID(int=13)), ACTIVATION))
    pages = {
        "list": f"/{look.language}/kumppanit",
        "one": f"/{look.language}/kumppanit/{OWN}",
    }

    cookie = world.sign_in(StaffRole.COORDINATOR)
    async with signed_in(browser, world.app(), cookie, look) as (person, origin):
        assert await person.problems_at(origin, pages, f"partners-{{}}-{look.language}") == {}


@pytest.mark.parametrize("look", [Look(width=PHONE, scripts=False), Look(width=DESK)], ids=str)
async def test_a_member_joins_and_tells_how_much_from_a_phone(browser: Browser, look: Look) -> None:
    world = PageWorld()
    put(world, Partner(OrganisationId(OWN), ACTIVATION))

    async with signed_in(browser, world.app(), cookie_of_member(OWN), look) as (person, origin):
        page = person.page
        await page.goto(f"{origin}/fi/kumppani/{OWN}")
        assert await person.hindrances("partner-invited") == []
        await page.get_by_role("link", name="Kertokaa, mitä teette").click()
        await press(person, "Tallenna")
        assert await person.hindrances("partner-facts-wrong") == []
        await say_facts(person)
        await page.get_by_role("link", name="Lukekaa sopimus").click()
        await press(person, "Hyväksymme ja liitymme")
        await page.get_by_role("link", name="Kerro, kuinka paljon pystytte").click()
        await say_twenty_bags(person)
        await page.get_by_text("20 kassia").wait_for()
        assert await person.hindrances("partner-joined") == []

    assert world.facts() == ["partner.joined", "partner.listed", "partner.capacity_reported"]
