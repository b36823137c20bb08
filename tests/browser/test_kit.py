"""The page kit in a real browser: readable, reachable, quiet and light, in every state."""

import gzip

import pytest
from playwright.async_api import Browser, Page, Response

from tests.support.guests import guest
from tests.support.looks import Look, seen
from tests.support.web.showcase import SHOWN, showcase

pytestmark = pytest.mark.asyncio(loop_scope="session")

FIRST_PAGE_BYTES = 30_000
PLACES = {place.strip("/") or "start": f"/fi{place}" for place in (*SHOWN, "/poissa", "/ei-ole")}

_SHADOWS = """async () => {
  const table = document.querySelector(".pk-scroll");
  const shadow = () => new Promise(shown => requestAnimationFrame(() => requestAnimationFrame(
    () => shown(+getComputedStyle(table, "::after").opacity))));
  const before = await shadow();
  table.scrollLeft = table.scrollWidth;
  return [before, await shadow()];
}"""


async def send_a_wrong_answer(page: Page, origin: str, language: str = "fi") -> None:
    await page.goto(f"{origin}/{language}/kysymys")
    await page.locator("main form button").click()
    await page.locator(".govuk-error-summary").wait_for()


@seen("kit")
async def test_every_page_keeps_nobody_out(browser: Browser, look: Look) -> None:
    async with guest(browser, showcase(), look) as (someone, origin):
        name = f"kit-{look.colours}-{{}}"
        assert await someone.problems_at(origin, PLACES, name, is_public=True) == {}


@seen("problems of the kit")
async def test_a_page_with_problems_keeps_nobody_out(browser: Browser, look: Look) -> None:
    async with guest(browser, showcase(), look) as (someone, origin):
        await send_a_wrong_answer(someone.page, origin, look.language)

        assert await someone.hindrances(f"kit-problems-{look.language}", is_public=True) == []


async def test_the_eye_and_the_screen_reader_land_on_what_is_wrong_without_scripts(
    browser: Browser,
) -> None:
    async with guest(browser, showcase(), Look(scripts=False)) as (someone, origin):
        await send_a_wrong_answer(someone.page, origin)

        summary = someone.page.locator(".govuk-error-summary:focus")
        assert await summary.count() == 1
        assert (await someone.page.title()).startswith("Virhe: ")
        await summary.get_by_role("link").first.click()
        assert someone.page.url.endswith("#need")
        assert await someone.page.locator("#need:target").count() == 1


async def test_the_first_page_is_light_and_has_no_scripts(browser: Browser) -> None:
    async with guest(browser, showcase(), Look()) as (someone, origin):
        answers: list[Response] = []

        def note(answer: Response) -> None:
            answers.append(answer)

        someone.page.on("response", note)
        await someone.page.goto(f"{origin}/fi", wait_until="networkidle")
        someone.page.remove_listener("response", note)
        bodies = [await answer.body() for answer in answers]

        assert len(answers) <= 3
        assert sum(len(gzip.compress(body)) for body in bodies) <= FIRST_PAGE_BYTES
        assert await someone.page.locator("script").count() == 0


async def test_a_table_that_goes_on_has_a_shadow_until_its_end(browser: Browser) -> None:
    async with guest(browser, showcase(), Look()) as (someone, origin):
        await someone.page.goto(f"{origin}/fi/raportit")
        before, after = await someone.page.evaluate(_SHADOWS)

    assert before == 1
    assert after == 0
