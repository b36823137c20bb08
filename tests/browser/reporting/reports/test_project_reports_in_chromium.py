"""Reports to funders in a real browser: published by keyboard, readable at any width."""

import pytest
from playwright.async_api import Browser

from services.reporting.projects.model import Projects
from shared.contracts.words import StaffRole
from tests.support.browser import Visitor
from tests.support.guests import signed_in
from tests.support.looks import DESK, PHONE, Look
from tests.support.reporting.page import PageWorld
from tests.support.reporting.projects.building import SPRING
from tests.support.reporting.reports.building import PAID, SHORT, Counts, Desk

pytestmark = pytest.mark.asyncio(loop_scope="session")

HERE = f"raportit/hankkeet/{PAID.code}/{SPRING.first}"
COUNTS = Counts(entered={("esf_participants", "women"): 40, ("EECO01", "women"): 12})


def world_of() -> PageWorld:
    return PageWorld(projects=Projects((PAID,)), counts=COUNTS, outline=SHORT)


async def press(person: Visitor, name: str) -> None:
    """Press a button as somebody does who has no mouse."""
    await person.page.get_by_role("button", name=name).focus()
    await person.page.keyboard.press("Enter")


@pytest.mark.parametrize("look", [Look("fi", PHONE, colours="night"), Look("sv", DESK)], ids=str)
async def test_reports_to_funders_keep_nobody_out(browser: Browser, look: Look) -> None:
    world = world_of()
    desk = Desk(world.store, world.counts, outline=SHORT)
    pages = {"list": "raportit/hankkeet", "not-begun": HERE}
    token, name = world.sign_in(StaffRole.REPORTER), f"reporting-project-{{}}-{look.language}"
    async with signed_in(browser, world.app(), token, look) as (person, origin):

        async def problems(paths: dict[str, str]) -> dict[str, list[str]]:
            places = {each: f"/{look.language}/{path}" for each, path in paths.items()}
            return await person.problems_at(origin, places, name)

        assert await problems(pages) == {}
        report_id = await desk.begun("Verkosto toimii. Ks. https://example.org/video")
        await desk.write(report_id, "Verkosto toimii hyvin.", seen=1)
        assert await problems({"text": f"{HERE}/teksti/results/fi"}) == {}
        await desk.review(report_id)
        await desk.publish(report_id)
        assert await problems({"published": HERE}) == {}
        await person.page.locator("form[action$=tiedostot] button").press("Enter")
        await person.page.locator("#job").wait_for()
        job = person.page.url.removeprefix(f"{origin}/{look.language}/")
        assert await problems({"waiting": job}) == {}
        await world.make_files()
        assert await problems({"files": job}) == {}


async def test_a_report_is_written_reviewed_and_published_without_a_mouse(
    browser: Browser,
) -> None:
    world, look = world_of(), Look(width=DESK)
    kaisa, matti = (world.sign_in(StaffRole.REPORTER) for _ in range(2))
    async with signed_in(browser, world.app(), kaisa, look) as (person, origin):
        await write(person, origin)
        await press(person, "Olen lukenut raportin")
        refused = person.page.get_by_role("alert").get_by_text("Kirjoitit raporttia itse")
        await refused.wait_for()

        await person.bring({"porukalla": matti}, origin)
        await person.page.goto(f"{origin}/fi/{HERE}")
        await press(person, "Olen lukenut raportin")
        await press(person, "Julkaise")
        await person.page.get_by_text("julkaistu 25.11.2026").wait_for()
        await take_files(person, world)
        await person.page.goto(f"{origin}/fi/{HERE}")
        await person.page.emulate_media(media="print")
        await person.picture("reporting-project-printed")
        pressed = person.page.locator("form, input, button").locator("visible=true")
        assert await pressed.count() == 0


async def write(person: Visitor, origin: str) -> None:
    """Begin the report, and write what it aims at."""
    page = person.page
    await page.goto(f"{origin}/fi/raportit/hankkeet")
    await page.get_by_role("link", name="1.1.2026").press("Enter")
    await press(person, "Aloita raportti")
    await page.get_by_role("link", name="Kirjoita: Tavoitteet").press("Enter")
    await page.get_by_label("Teksti").fill("Koota verkosto.")
    await press(person, "Tallenna teksti")
    await page.get_by_text("Koota verkosto.").wait_for()


async def take_files(person: Visitor, world: PageWorld) -> None:
    """Ask for the files, wait on their page, which looks by itself, and take one."""
    page = person.page
    await press(person, "Tee tiedostot")
    await page.get_by_role("status").get_by_text("Tehdään").wait_for()
    await world.make_files()
    await page.get_by_role("status").get_by_text("Valmis").wait_for()
    async with page.expect_download() as download:
        await page.get_by_role("link", name="_fi.pdf").press("Enter")
    assert (await download.value).suggested_filename.endswith("_v1_fi.pdf")
