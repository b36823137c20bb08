"""Asking by keyboard alone, without a script: few strokes, and Enter goes on."""

import pytest
from playwright.async_api import Browser

from tests.support.intake.walk import Walk, walk
from tests.support.looks import Look

pytestmark = pytest.mark.asyncio(loop_scope="session")
MOST_STROKES = 70
SECONDS_A_STROKE, UNDER_SECONDS = 0.4, 180


class Keys:
    """Counts what is pressed, and apart from it the letters that are typed."""

    def __init__(self, person: Walk) -> None:
        self.page = person.page
        self.strokes = self.letters = 0

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)
            self.strokes += 1

    async def write(self, text: str) -> None:
        await self.page.keyboard.type(text)
        self.letters += len(text)

    async def skip(self) -> None:
        """Go past what stands on every page, unless the browser stands there already."""
        if "#" not in self.page.url:
            await self.press("Tab", "Enter")

    async def come_to(self, selector: str) -> None:
        """Press Tab until this has the focus."""
        for _ in range(20):
            await self.press("Tab")
            if await self.page.locator(f"{selector}:focus").count():
                return
        raise AssertionError(selector)

    async def go_on(self, end: str) -> None:
        """Press Enter, and be on the page whose address ends so."""
        async with self.page.expect_navigation(url=f"**{end}*"):
            await self.press("Enter")


async def choose_by_keys(keys: Keys) -> None:
    """Come from the front page to the first field that is typed in."""
    await keys.skip()
    await keys.come_to("main a.govuk-button")
    await keys.go_on("/vaara")
    await keys.skip()
    await keys.press("Tab", "ArrowDown")
    await keys.go_on("/kenelle")
    for following in ("/tarve", "/maksu", "/kiireellisyys", "/paikka"):
        await keys.skip()
        await keys.press("Tab", "Space")
        await keys.go_on(following)


async def write_by_keys(keys: Keys) -> None:
    """Type what must be typed, and send it."""
    pages = (
        ("#postal_code", "50100", "/yhteystiedot"),
        ("#phone", "0401234567", "/kerro"),
        ("main form > button", "", "/tarkista"),
        ("main form button", "", "/valmis"),
    )
    for place, text, following in pages:
        await keys.skip()
        await keys.come_to(place)
        await keys.write(text)
        await keys.go_on(following)


async def test_the_shortest_honest_request_takes_few_strokes(browser: Browser) -> None:
    async with walk(browser, Look(scripts=False)) as person:
        keys = Keys(person)
        await person.page.goto(f"{person.origin}/fi")
        await choose_by_keys(keys)
        await write_by_keys(keys)
        (request,) = person.world.store.state.requests.values()

    assert request.plea.category == "groceries"
    assert keys.strokes <= MOST_STROKES, keys.strokes
    assert (keys.strokes + keys.letters) * SECONDS_A_STROKE < UNDER_SECONDS


async def test_another_language_keeps_what_was_typed_on_a_page_with_errors(
    browser: Browser,
) -> None:
    async with walk(browser, Look(scripts=False)) as person:
        await person.page.goto(f"{person.origin}/fi/apua/vaara")
        for value in ("no", "no", "groceries", "shop_bills", "today"):
            await person.choose(value)
        await person.fill_in({"postal_code": "123", "street": "Katu 1"})
        person.language = "sv"
        async with person.page.expect_navigation():
            await person.page.get_by_role("button", name="Svenska").click()
        await person.look("switched")
        typed = [await person.page.input_value(f"#{name}") for name in ("postal_code", "street")]
        await person.page.fill("#postal_code", "50100 Mikkeli")
        async with person.page.expect_navigation(url="**/yhteystiedot*"):
            await person.page.keyboard.press("Enter")

    assert typed == ["123", "Katu 1"]
