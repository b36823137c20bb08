"""The form in a real browser: without scripts, for everybody, light; then its two pages."""

import gzip
from uuid import uuid4

import pytest
from playwright.async_api import Browser, Response

from tests.support.browser import PHONE
from tests.support.intake.doors.building import FEW_BITS
from tests.support.intake.requests.building import MatchStory, unmatched
from tests.support.intake.walk import OLD_PHONE, VIEWS, Walk, ask_for_help, walk

pytestmark = pytest.mark.asyncio(loop_scope="session")
FIRST_PAGE_BYTES = 30_000


async def test_help_is_asked_for_without_scripts_on_an_old_phone(browser: Browser) -> None:
    async with walk(browser, "fi", OLD_PHONE, scripts=False) as person:
        await ask_for_help(person)
        (request,) = person.world.store.state.requests.values()

        assert request.stored.reference in await person.page.locator("main").inner_text()
        await person.page.go_back()
        await person.page.go_back()
        assert person.page.url.endswith("/valmis")
        assert len(person.world.store.state.requests) == 1


@pytest.mark.parametrize(("language", "width"), [*VIEWS, ("selko", OLD_PHONE)])
async def test_the_form_keeps_nobody_out(browser: Browser, language: str, width: int) -> None:
    async with walk(browser, language, width) as person:
        await person.open("", "landing")
        await person.open("/apua/soita-112", "call-112")
        await person.open(f"/apua/{uuid4()}/tarve", "expired")
        await person.open("/apua/vaara", "danger")
        answers = (
            *(("danger", "no"), ("whom", "no"), ("need", "groceries")),
            *(("payment", "shop_bills"), ("urgency", "today")),
        )
        for name, value in answers:
            await person.press()
            await person.look(f"{name}-wrong")
            await person.choose(value)
        for name, fields in (
            ("where", {"postal_code": "50100"}),
            ("contact", {"phone": "040 123 4567", "email": "aino@example.org"}),
        ):
            await person.look(name)
            await person.press()
            await person.look(f"{name}-wrong")
            for field, text in fields.items():
                await person.page.fill(f"#{field}", text)
            await person.press()
        await person.look("words")
        await person.press()
        await person.look("check")
        await person.press()
        await person.look("done")


async def see_a_match(person: Walk, story: MatchStory, status: str) -> None:
    """Look at the status page and the contact page while a helper is found."""
    react = person.world.react
    await person.open("/yhteys/access-token", "visit-unknown")
    await react(story.proposed())
    await react(story.access())
    await person.open(status, "status-proposed")
    await person.open("/yhteys/access-token", "visit-moment")
    await react(story.matched())
    await person.open(status, "status-assigned")
    await person.open("/yhteys/access-token", "visit-button")
    await person.press()
    await person.look("visit-contact")


async def see_the_end(person: Walk, story: MatchStory, status: str) -> None:
    """Look at both pages while the helper is lost and the request cancelled."""
    react = person.world.react
    await react(story.withdrawn())
    await react(unmatched(story.request_id, asked=1))
    await person.open(status, "status-unmatched")
    await person.open("/yhteys/access-token", "visit-closed")
    await person.open(f"{status}/peru", "cancel")
    await person.press()
    await person.look("status-cancelled")
    await person.open("/p/guess", "status-unknown")


@pytest.mark.parametrize(("language", "width"), VIEWS)
async def test_status_and_contact_pages_keep_nobody_out(
    browser: Browser, language: str, width: int
) -> None:
    async with walk(browser, language, width) as person:
        await ask_for_help(person)
        await person.page.locator("main a.govuk-button >> nth=0").click()
        status = person.page.url.removeprefix(f"{person.origin}/{person.language}")
        story = MatchStory(next(iter(person.world.store.state.requests)))
        await see_a_match(person, story, status)
        await see_the_end(person, story, status)


@pytest.mark.parametrize("scripts", [True, False])
async def test_in_a_flood_a_script_works_unseen_and_without_one_a_person_looks(
    browser: Browser,
    scripts: bool,  # a case
) -> None:
    async with walk(browser, "fi", PHONE, scripts=scripts) as person:
        for _ in range(FEW_BITS.in_all_a_minute):
            person.world.door.arrivals.arrive("203.0.113.7")
        await ask_for_help(person)

        assert person.page.url.endswith("/valmis")
        (request,) = person.world.store.state.requests.values()
        assert request.stored.is_held is not scripts


async def test_the_first_page_is_light_and_nothing_comes_from_elsewhere(browser: Browser) -> None:
    async with walk(browser, "fi", PHONE) as person:
        answers: list[Response] = []

        def note(answer: Response) -> None:
            answers.append(answer)

        person.page.on("response", note)
        await person.page.goto(f"{person.origin}/fi", wait_until="networkidle")
        bodies = [await answer.body() for answer in answers]

        assert len(answers) <= 3
        assert sum(len(gzip.compress(body)) for body in bodies) <= FIRST_PAGE_BYTES
        assert person.visitor.complaints == []
