"""Someone who walks through intake's pages in a real browser."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from playwright.async_api import Browser

from tests.support.browser import DESK, PHONE, Visitor, answer_passkey, visitor
from tests.support.intake.page_world import KAISAS, PageWorld
from tests.support.serving import served

VIEWS = (("fi", PHONE), ("sv", PHONE), ("en", DESK))
OLD_PHONE = 320
BOX = "[type=checkbox][name=category]"
"""Of several boxes with one name; other boxes are named by their ids."""


class Walk:
    """Someone walks through the pages, and each is looked at as a careful person would."""

    def __init__(self, world: PageWorld, visitor: Visitor, origin: str, language: str) -> None:
        self.world, self.visitor, self.page = world, visitor, visitor.page
        self.origin, self.language = origin, language

    async def look(self, name: str) -> None:
        await self.look_as_staff(name)
        assert await self.visitor.small_targets() == [], name

    async def look_as_staff(self, name: str) -> None:
        """Tables of the staff are dense: their links may be smaller than a thumb."""
        await self.visitor.picture(f"intake-{self.language}-{name}")
        assert await self.visitor.violations() == [], name
        assert not await self.visitor.is_too_wide(), name
        assert await self.page.locator("h1").count() == 1, name
        is_english = self.language == "en"
        assert is_english or "Error:" not in await self.page.locator("body").inner_html(), name

    async def open(self, path: str, name: str) -> None:
        await self.page.goto(f"{self.origin}/{self.language}{path}")
        await self.look(name)

    async def press(self) -> None:
        """Press once the page's script, if any, has had its turn."""
        await self.page.wait_for_load_state()
        await self.page.locator("main form button").click()

    async def fill_in(self, answers: Mapping[str, str | bool]) -> None:
        """Answer what a page asks, and go on; a box is ticked or not, by its id."""
        for field, said in answers.items():
            if isinstance(said, bool):
                await self.page.set_checked(f"#{field}", said)
            elif await self.page.locator(f"input[name={field}]:is([type=radio], {BOX})").count():
                for value in said.split():
                    await self.tick(f"input[name={field}][value={value}]")
            else:
                await self.page.fill(f"#{field}", said)
        await self.press()

    async def tick(self, selector: str) -> None:
        """Tick what stands there, also where it must be opened first."""
        if not await self.page.locator(selector).is_visible():
            await self.page.locator("main summary").click()
        await self.page.check(selector)

    async def choose(self, value: str) -> None:
        await self.tick(f"input[value={value}]")
        await self.press()


@asynccontextmanager
async def walk(
    browser: Browser, language: str, width: int, *, scripts: bool = True, elsewhere: str = ""
) -> AsyncIterator[Walk]:
    """Open the pages in a browser; `elsewhere` is the one address of others that it comes to."""
    world = PageWorld()
    async with (
        served(world.app) as origin,
        visitor(browser, width=width, scripts=scripts) as someone,
    ):
        yield Walk(world, someone, origin, language)
        assert someone.hosts == {urlsplit(each).netloc for each in (origin, elsewhere) if each}


async def sign_in(person: Walk) -> None:
    """Sign in as Kaisa."""
    await person.open("/kirjaudu", "sign-in")
    await person.page.fill("#name", "kaisa")
    await person.page.fill("#password", "oikea")
    await person.press()
    await answer_passkey(person.page, KAISAS)


async def ask_for_help(walk: Walk) -> None:
    """Fill the form in and send it."""
    await walk.page.goto(f"{walk.origin}/{walk.language}")
    await walk.page.locator("main a.govuk-button >> nth=0").click()
    await walk.choose("no")
    await answer_first_questions(walk)
    await walk.page.fill("#postal_code", "50100")
    await walk.page.fill("#street", "Porrassalmenkatu 1")
    await walk.press()
    await walk.page.fill("#phone", "040 123 4567")
    await walk.page.fill("#first_name", "Aino")
    await walk.press()
    await walk.page.fill("#text", "Maitoa ja leipää, kiitos.")
    await walk.press()
    await walk.press()


async def answer_first_questions(walk: Walk) -> None:
    """Ask for oneself, for groceries, today."""
    for value in ("no", "groceries", "shop_bills", "today"):
        await walk.choose(value)
