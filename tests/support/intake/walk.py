"""Someone who walks through intake's pages in a real browser."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from uuid import UUID

import httpx
from playwright.async_api import Browser

from shared.contracts.words import Language, StaffRole
from tests.support.browser import Visitor, visitor
from tests.support.guests import guest
from tests.support.intake.page_world import (
    PageWorld,
    fill_in,
    form_of,
    sign_in,
    sign_in_second,
    staffed,
)
from tests.support.looks import Look

BOX = "[type=checkbox][name=category]"
"""Of several boxes with one name; other boxes are named by their ids."""


class Walk:
    """Someone walks through the pages, and each is looked at as a careful person would."""

    def __init__(self, world: PageWorld, visitor: Visitor, origin: str) -> None:
        self.world, self.visitor, self.page = world, visitor, visitor.page
        self.origin, self.language = origin, visitor.look.language

    async def look(self, name: str) -> None:
        await self._look(name, is_public=True)

    async def look_as_staff(self, name: str) -> None:
        """Look at a page of the staff, which is dense."""
        await self._look(name, is_public=False)

    async def _look(self, name: str, *, is_public: bool) -> None:
        picture = f"intake-{self.language}-{name}"
        found = await self.visitor.hindrances(picture, is_public=is_public)
        assert found == [], f"{name}: {found}"

    async def go(self, path: str) -> None:
        await self.page.goto(f"{self.origin}/{self.language}{path}")

    async def open(self, path: str, name: str) -> None:
        await self.go(path)
        await self.look(name)

    async def open_as_staff(self, path: str, name: str) -> None:
        await self.go(path)
        await self.look_as_staff(name)

    async def press(self) -> None:
        """Press once the page's script, if any, has had its turn."""
        await self.page.wait_for_load_state()
        await self.page.locator("main form button").click()

    async def press_anew(self, selector: str) -> None:
        """Press, and wait until another page is there, or the middle of this one anew."""
        await self.page.evaluate("() => { document.querySelector('#main').dataset.seen = 1 }")
        await self.page.locator(f"main {selector}").first.click()
        await self.page.locator("#main:not([data-seen])").wait_for()
        await self.page.wait_for_load_state()

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

    async def take_over(self, client: httpx.AsyncClient) -> None:
        """Go on in a real browser where another left off."""
        await self.visitor.bring(dict(client.cookies), self.origin)

    async def come_to(self, step: str, **bent: str) -> str:
        """Come to this page of a form that is filled in already; gives where its pages are."""
        async with self.world.visitor() as client:
            await fill_in(client, self.language, **bent)
            await self.take_over(client)
            form = form_of(client)
        await self.page.goto(f"{self.origin}{form}{step}")
        return form


@asynccontextmanager
async def walk(browser: Browser, look: Look, elsewhere: str = "") -> AsyncIterator[Walk]:
    """Open the pages in a browser; `elsewhere` is the one address of others that it comes to."""
    world = PageWorld()
    if look.language == Language.ARABIC:
        show_all_the_same(world, Language.ARABIC)
    async with guest(browser, world.app, look, elsewhere) as (someone, origin):
        yield Walk(world, someone, origin)


def show_all_the_same(world: PageWorld, language: Language) -> None:
    """Set what `INTAKE_PREVIEW_LANGUAGES` sets."""
    pages = world.app.state.pages
    world.app.state.pages = replace(pages, languages=[*pages.languages, language])


@asynccontextmanager
async def staff_walk(browser: Browser, look: Look, *roles: StaffRole) -> AsyncIterator[Walk]:
    """Open the pages as Kaisa, who has signed in."""
    async with walk(browser, look) as person:
        await sign_in_as(person, *roles)
        yield person


@asynccontextmanager
async def second_window(browser: Browser, person: Walk) -> AsyncIterator[Walk]:
    """Open the same pages in another browser, as Veli, who does the same work as Kaisa."""
    async with visitor(browser, person.visitor.look) as other:
        walk = Walk(person.world, other, person.origin)
        async with person.world.visitor() as client:
            await sign_in_second(person.world, client)
            await walk.take_over(client)
        yield walk


async def sign_in_as(person: Walk, *roles: StaffRole, organisation_id: UUID | None = None) -> None:
    """Sign in as Kaisa in another browser, and bring her session along."""
    staffed(person.world, *roles, organisation_id=organisation_id)
    async with person.world.visitor() as client:
        await sign_in(client)
        await person.take_over(client)


async def ask_for_help(walk: Walk) -> None:
    """Fill the form in and send it."""
    await walk.go("")
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
