"""The page kit in a real browser: readable, reachable, quiet and light, in every state."""

import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Page, Response

from shared.contracts.words import OFFERED, Language
from tests.support.browser import DESK, PHONE, Visitor, visitor
from tests.support.serving import served
from tests.support.web.showcase import SHOWN, showcase

pytestmark = pytest.mark.asyncio(loop_scope="session")

OLD_PHONE = 320
FIRST_PAGE_BYTES = 30_000
PLACES = [*SHOWN, "/poissa", "/ei-ole"]


@asynccontextmanager
async def person(
    browser: Browser, width: int, *, scripts: bool = True
) -> AsyncIterator[tuple[Visitor, str]]:
    async with (
        served(showcase()) as origin,
        visitor(browser, width=width, scripts=scripts) as someone,
    ):
        yield someone, origin


async def send_a_wrong_answer(page: Page, origin: str, language: str = "fi") -> None:
    await page.goto(f"{origin}/{language}/kysymys")
    await page.locator("main form button").click()
    await page.locator(".govuk-error-summary").wait_for()


@pytest.mark.parametrize("width", [OLD_PHONE, PHONE, DESK])
async def test_every_page_keeps_nobody_out(browser: Browser, width: int) -> None:
    async with person(browser, width) as (someone, origin):
        for place in PLACES:
            await someone.page.goto(f"{origin}/fi{place}")
            await someone.picture(f"kit{place.replace('/', '-')}")

            assert await someone.violations() == [], place
            assert await someone.small_targets() == [], place
            assert not await someone.is_too_wide(), place

        assert someone.hosts == {origin.removeprefix("http://")}
        assert someone.complaints == []


@pytest.mark.parametrize("language", OFFERED)
async def test_a_page_with_problems_keeps_nobody_out(browser: Browser, language: Language) -> None:
    async with person(browser, PHONE) as (someone, origin):
        await send_a_wrong_answer(someone.page, origin, language)
        await someone.picture(f"kit-problems-{language}")

        assert ("Error" in await someone.page.content()) is (language is Language.ENGLISH)
        assert await someone.violations() == []
        assert not await someone.is_too_wide()


async def test_the_eye_and_the_screen_reader_land_on_what_is_wrong_without_scripts(
    browser: Browser,
) -> None:
    async with person(browser, PHONE, scripts=False) as (someone, origin):
        await send_a_wrong_answer(someone.page, origin)

        summary = someone.page.locator(".govuk-error-summary:focus")
        assert await summary.count() == 1
        assert (await someone.page.title()).startswith("Virhe: ")
        await summary.get_by_role("link").first.click()
        assert someone.page.url.endswith("#need")
        assert await someone.page.locator("#need:target").count() == 1


@pytest.mark.parametrize("colours", ["night", "forced"])
async def test_no_colours_keep_anybody_out(browser: Browser, colours: str) -> None:
    async with person(browser, PHONE) as (someone, origin):
        await someone.page.emulate_media(
            color_scheme="dark" if colours == "night" else "light",
            forced_colors="active" if colours == "forced" else "none",
        )
        for place in PLACES:
            await someone.page.goto(f"{origin}/fi{place}")
            await someone.picture(f"kit-{colours}{place.replace('/', '-')}")

            assert await someone.violations() == [], place


async def test_text_twice_as_large_still_fits(browser: Browser) -> None:
    async with person(browser, PHONE) as (someone, origin):
        for place in PLACES:
            await someone.page.goto(f"{origin}/fi{place}")
            await someone.page.evaluate("document.documentElement.style.fontSize = '200%'")
            await someone.picture(f"kit-large{place.replace('/', '-')}")

            assert not await someone.is_too_wide(), place


async def test_the_first_page_is_light_and_has_no_scripts(browser: Browser) -> None:
    async with person(browser, PHONE) as (someone, origin):
        answers: list[Response] = []
        someone.page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  # Playwright marks what it is given, which a built-in does not allow
        await someone.page.goto(f"{origin}/fi", wait_until="networkidle")
        bodies = [await answer.body() for answer in answers]

        assert len(answers) <= 3
        assert sum(len(gzip.compress(body)) for body in bodies) <= FIRST_PAGE_BYTES
        assert await someone.page.locator("script").count() == 0
