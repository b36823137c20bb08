"""The whole story clicked through in Chromium: every page is looked at by axe on the way."""

import re

import pytest
from playwright.async_api import Browser, Response

from tests.support.browser import visitor
from tests.support.guests import answer_passkey
from tests.support.looks import OLD_PHONE, Look
from tests.support.town import Town, sign_up
from tests.support.town_walk import Walk

pytestmark = pytest.mark.asyncio(loop_scope="session")

FIRST_PAGE_BYTES = 30 * 1024


async def begin(walk: Walk, town: Town) -> None:
    """Find the form from the first page."""
    await walk.go(f"{town.origin}/fi", "landing")
    await walk.person.page.get_by_role("link", name=re.compile("Pyydä apua")).first.click()
    await walk.look("danger")


async def ask_by_form(walk: Walk, postal_code: str) -> str:
    """Fill the form in; gives the status page's address."""
    await walk.press("danger-unanswered")
    for choice, following in (
        *(("no", "whom"), ("no", "need"), ("groceries", "payment")),
        *(("shop_bills", "urgency"), ("within_2_days", "where")),
    ):
        await walk.choose(choice)
        await walk.press(following)
    await walk.write(postal_code="999")
    await walk.press("where-wrong")
    await walk.write(postal_code=postal_code)
    await walk.press("where-outside")
    await walk.press("contact")
    await walk.write(phone="040 123 4567", first_name="Kaino")
    await walk.press("words")
    await walk.write(text="Maitoa ja leipää, kiitos.")
    await walk.press("check")
    await walk.press("done")
    return str(await walk.person.page.locator("main a[href*='/p/']").first.get_attribute("href"))


async def accept_and_finish(walk: Walk, town: Town, email: str) -> None:
    """Accept from the mail, see the contact data, and log what was done."""
    await walk.go(await town.link(email, "/v/"), "proposal")
    await walk.press("accepted", "form:has([value=accept]) button")
    contact = await town.link(email, "/yhteys/")
    await town.until(contact, lambda page: bool(page.forms))
    await walk.go(contact, "contact-button")
    await walk.press("contact-data")
    assert "Kaino" in await walk.person.page.inner_text("main")
    await walk.go(await town.link(email, "/t/"), "task")
    await walk.write(minutes="45")
    await walk.press("task-done", "form:has([name=minutes]) button[type=submit]")


async def see_the_report(walk: Walk, town: Town) -> None:
    """Sign in, and read board, report, timeline and deliveries."""
    await walk.go(f"{town.origin}/fi/taulu", "sign-in")
    await walk.write(name="demo-koordinaattori", password=town.password("demo-koordinaattori"))
    passkey = await town.passkey("demo-koordinaattori")
    await walk.press("factor")
    await answer_passkey(walk.person.page, passkey)
    await walk.look("board")
    for path in ("raportit", "toimitukset"):
        await walk.go(f"{town.origin}/fi/{path}", path)
    ids = await town.request_ids()
    await walk.go(f"{town.origin}/fi/raportit/pyynto/{ids[0]}", "timeline")


@pytest.mark.timeout(300)
async def test_the_story_by_hand(town: Town, browser: Browser) -> None:
    postal_code = "97700"
    email = await sign_up(town, postal_code=postal_code)

    async with visitor(browser, Look()) as person:
        walk = Walk(person, "story")
        await begin(walk, town)
        status = await ask_by_form(walk, postal_code)
        await walk.go(f"{town.origin}{status}", "status")
        await accept_and_finish(walk, town, email)
        await walk.go(f"{town.origin}{status}", "status-done")
        await walk.go(f"{town.origin}/fi/vapaaehtoinen/liity", "volunteer")
        await walk.go(f"{town.origin}/fi/vapaaehtoinen/liity/{postal_code}", "volunteer-offer")
        await see_the_report(walk, town)

    assert walk.noticed == []
    assert person.complaints == []
    assert person.hosts == {town.origin.partition("//")[2]}


@pytest.mark.timeout(120)
async def test_the_form_works_without_scripts_and_its_first_page_is_small(
    town: Town, browser: Browser
) -> None:
    async with visitor(browser, Look(width=OLD_PHONE, scripts=False)) as person:
        answers: list[Response] = []

        def note(answer: Response) -> None:
            answers.append(answer)

        person.page.on("response", note)
        await person.page.goto(f"{town.origin}/fi/apua/vaara", wait_until="networkidle")
        person.page.remove_listener("response", note)
        sizes = [await answer.request.sizes() for answer in answers]

    size = sum(item["responseBodySize"] + item["responseHeadersSize"] for item in sizes)
    assert 0 < size <= FIRST_PAGE_BYTES
    assert len(answers) <= 3
