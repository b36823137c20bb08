"""A device that several people use: what the next one meets, and the ways out."""

import pytest
from playwright.async_api import Browser, Route

from shared.web.addresses import read_addresses
from shared.web.pages import PAGES_FILE
from tests.support.intake.walk import Walk, answer_first_questions, walk
from tests.support.looks import Look, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")
STREET, NAME = "Salainen katu 5", "Aino"
ELSEWHERE = read_addresses(PAGES_FILE).pages["leave_to"]


async def fill_in(person: Walk) -> str:
    """Come to the page where words are asked for; gives where the pages of the form are."""
    return await person.come_to("kerro", street=STREET, first_name=NAME, text="")


async def shown(person: Walk) -> str:
    """Give everything on the page, what stands in its fields included."""
    return await person.page.content()


@seen("unfinished")
async def test_the_next_person_meets_an_empty_form(browser: Browser, look: Look) -> None:
    async with walk(browser, look) as person:
        await fill_in(person)
        await person.go("/apua/vaara")
        await person.choose("no")
        await person.look("unfinished")
        offer = await shown(person)
        await person.page.locator("button[value=new]").click()
        await answer_first_questions(person)
        where = await shown(person)

        for page in (offer, where):
            assert STREET not in page
            assert NAME not in page
        assert await person.page.locator("#street").input_value() == ""


@seen("cleared")
async def test_a_form_is_cleared_and_says_so(browser: Browser, look: Look) -> None:
    async with walk(browser, look) as person:
        await fill_in(person)
        await person.look("with-ways-out")
        await person.page.locator("form[action$=tyhjenna] button").click()
        await person.look("cleared")
        await person.page.go_back()

        assert STREET not in await shown(person)
        assert person.world.store.state.drafts == {}


async def test_leaving_opens_another_house_and_back_shows_nothing(browser: Browser) -> None:
    async with walk(browser, Look(scripts=False), ELSEWHERE) as person:

        async def weather(route: Route) -> None:
            assert "referer" not in route.request.headers
            await route.fulfill(body="<h1>Sunny</h1>", content_type="text/html")

        await person.page.route(f"{ELSEWHERE}**", weather)
        await fill_in(person)
        async with person.page.expect_request(ELSEWHERE) as asked:
            await person.page.locator("form[action$=poistu] button").click()
        assert "referer" not in await (await asked.value).all_headers()
        # some Chromiums let nobody answer where they are led on to: then there is no other house
        await person.page.wait_for_url(lambda url: not url.startswith(person.origin))
        await person.page.go_back()
        back = await shown(person)

        assert STREET not in back
        assert NAME not in back
        assert person.world.store.state.drafts == {}
        assert await person.visitor.context.cookies(person.origin) == []


@seen("another tab")
async def test_what_another_tab_changed_is_shown_before_it_is_sent(
    browser: Browser, look: Look
) -> None:
    async with walk(browser, look) as person:
        form = await fill_in(person)
        await person.press()
        other = await person.visitor.context.new_page()
        await other.goto(f"{person.origin}{form}paikka")
        await other.fill("#street", "Toinen katu 6")
        await other.locator("main form button").click()
        await person.press()
        await person.look("check-changed")
        again = await shown(person)
        assert person.world.store.state.requests == {}
        await person.press()

        (request,) = person.world.store.state.requests.values()
        assert "Toinen katu 6" in again
        assert request.plea.contact.street == "Toinen katu 6"


async def test_a_code_is_refused_at_its_field(browser: Browser) -> None:
    async with walk(browser, Look()) as person:
        await fill_in(person)
        await person.page.fill("#text", "Olen 131052-308T")
        await person.press()

        assert await person.page.locator("#text-error").count() == 1
        assert await person.page.locator("#text").input_value() == "Olen 131052-308T"
