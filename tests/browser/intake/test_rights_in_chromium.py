"""What do you know about me, in a real browser: asked, shown by a code, and gone."""

import pytest
from playwright.async_api import Browser

from shared.contracts.words import StaffRole
from tests.support.intake.page_world import ask
from tests.support.intake.rights.asking import VOLUNTEER, all_answered, asked, code_in, typed
from tests.support.intake.walk import Walk, sign_in_as, walk
from tests.support.looks import PHONE, Look, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def ask_by_form(person: Walk) -> None:
    await person.open("/omat-tiedot", "rights")
    await person.press()
    await person.look("rights-wrong")
    await person.page.fill("#reach", "aino@example.org")
    await person.press()
    await person.look("rights-code")
    await person.page.fill("#code", "0000 0001")
    await person.press()
    await person.look("rights-code-wrong")
    await person.page.fill("#code", code_in(person.world))
    await person.press()
    await person.look("rights-gathering")


@seen("rights")
async def test_asking_what_is_known_keeps_nobody_out(browser: Browser, look: Look) -> None:
    async with walk(browser, look) as person:
        await ask(person.world)
        await ask_by_form(person)
        page = await all_answered(person.world, VOLUNTEER)
        await person.open(page.removeprefix(f"/{look.language}"), "rights-ready")
        await person.page.fill("#code", code_in(person.world))
        await person.page.locator("main button").first.click()
        await person.look("rights-answer")
        assert await person.page.get_by_text("Aino Aalto").count() == 1
        await person.open("/omat-tiedot/guess", "rights-gone")


@seen("cases")
async def test_the_officers_page_keeps_nobody_out(browser: Browser, look: Look) -> None:
    async with walk(browser, look) as person:
        await ask(person.world)
        page = await asked(person.world, "aino@example.org")
        await typed(person.world, page, code_in(person.world))
        await sign_in_as(person, StaffRole.DATA_PROTECTION_OFFICER)
        await person.open_as_staff("/tietosuojapyynnot", "rights-cases")
        assert await person.page.locator("main tbody tr").count() == 1


async def test_it_needs_neither_mouse_nor_scripts(browser: Browser) -> None:
    async with walk(browser, Look("fi", PHONE, scripts=False)) as person:
        await ask(person.world)
        await person.go("/omat-tiedot")
        await person.page.locator("#reach").focus()
        await person.page.keyboard.type("aino@example.org")
        await person.page.keyboard.press("Enter")
        await person.page.locator("#code").focus()
        await person.page.keyboard.type(code_in(person.world))
        await person.page.keyboard.press("Enter")
        await person.page.locator("main [role=status]").wait_for()
        page = await all_answered(person.world, VOLUNTEER)
        await person.page.goto(f"{person.origin}{page}")
        await person.page.locator("#code").focus()
        await person.page.keyboard.type(code_in(person.world))
        await person.page.keyboard.press("Enter")

        await person.page.get_by_text("Aino Aalto").wait_for()
