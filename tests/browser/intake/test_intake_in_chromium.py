"""Intake's pages in a real browser: the form without scripts, and every page for everybody."""

import gzip
from collections.abc import Mapping
from uuid import uuid4

import pytest
from playwright.async_api import Response

from services.intake.requests.model import RequestId
from shared.contracts.words import StaffRole
from tests.support.browser import DESK, PHONE, answer_passkey
from tests.support.intake.board.building import reported
from tests.support.intake.doors.building import FEW_BITS, LIMITS
from tests.support.intake.page_world import KAISAS, staffed
from tests.support.intake.requests.building import MatchStory, unmatched
from tests.support.intake.walk import OLD_PHONE, VIEWS, Walk, ask_for_help, walk
from tests.support.intake.wishes.building import refused

FIRST_PAGE_BYTES = 30_000


async def test_help_is_asked_for_without_scripts_on_an_old_phone() -> None:
    async with walk("fi", OLD_PHONE, scripts=False) as person:
        await ask_for_help(person)
        (request,) = person.world.store.state.requests.values()

        assert request.stored.reference in await person.page.locator("main").inner_text()
        await person.page.go_back()
        await person.page.go_back()
        assert person.page.url.endswith("/valmis")
        assert len(person.world.store.state.requests) == 1


@pytest.mark.parametrize(("language", "width"), VIEWS)
async def test_the_form_keeps_nobody_out(language: str, width: int) -> None:
    async with walk(language, width) as person:
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


async def fill_in(person: Walk, name: str, *pages: Mapping[str, str | bool]) -> None:
    """Answer page after page, looking at each before and the last after."""
    for number, answers in enumerate(pages):
        await person.look(f"{name}-{number}")
        for field, said in answers.items():
            if isinstance(said, bool):
                await person.page.set_checked(f"#{field}", said)
            elif await person.page.locator(f"input[type=radio][name={field}]").count():
                await person.page.check(f"input[name={field}][value={said}]")
            else:
                await person.page.fill(f"#{field}", said)
        await person.press()
    await person.look(f"{name}-done")


CHECK: dict[str, str | bool] = {}
NARROW_VIEWS = (("fi", OLD_PHONE), ("sv", PHONE), ("en", DESK))


@pytest.mark.parametrize(("language", "width"), NARROW_VIEWS)
async def test_somebody_asks_for_another_whose_address_is_secret(language: str, width: int) -> None:
    async with walk(language, width) as person:
        await person.page.goto(f"{person.origin}/{language}/apua/vaara")
        await person.choose("no")
        await fill_in(
            person,
            "another",
            {"on_behalf": "yes"},
            {},
            {
                "asker_name": "Kaisa",
                "relation": "professional",
                "asker_phone": "050 111 2233",
                "consent": True,
            },
            {"category": "pharmacy"},
            {"payment": "paid_ahead"},
            {"urgency": "today"},
            {"postal_code": "50100", "street": "Salainen katu 1", "address_secret": True},
            {"first_name": "Aino", "phone": "040 123 4567", "may_text": True, "may_ring": False},
            {},
            CHECK,
        )

        (request,) = person.world.store.state.requests.values()
        assert person.page.url.endswith("/valmis")
        assert request.plea.circumstances.address_secret
        assert request.plea.contact.asker_name == "Kaisa"
        assert [point.may_ring for point in request.plea.reach_points] == [True, False]


@pytest.mark.parametrize(("language", "width"), NARROW_VIEWS)
async def test_a_child_asks_alone_and_has_no_phone(language: str, width: int) -> None:
    async with walk(language, width) as person:
        await person.page.goto(f"{person.origin}/{language}/apua/vaara")
        await person.choose("no")
        await fill_in(
            person,
            "child",
            {"on_behalf": "no"},
            {"category": "youth_work"},
            {},
            {"under_18": "yes"},
            {"urgency": "no_hurry"},
            {"postal_code": "50100"},
            {},
            {"ask_at": "Koulun kuraattorilta"},
            {},
            CHECK,
        )

        (request,) = person.world.store.state.requests.values()
        assert person.page.url.endswith("/valmis")
        assert request.plea.circumstances.under_18


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
async def test_status_and_contact_pages_keep_nobody_out(language: str, width: int) -> None:
    async with walk(language, width) as person:
        await ask_for_help(person)
        await person.page.locator("main a.govuk-button").click()
        status = person.page.url.removeprefix(f"{person.origin}/{person.language}")
        story = MatchStory(next(iter(person.world.store.state.requests)))
        await see_a_match(person, story, status)
        await see_the_end(person, story, status)


async def ask_a_volunteer(person: Walk, request_id: RequestId) -> None:
    """Look at the board while one volunteer is asked for, wrongly and then rightly."""
    world, page = person.world, person.page
    await world.react(reported(request_id, version=2, fitting=0))
    await page.reload()
    await page.locator("main summary").click()
    await person.look_as_staff("board-form")
    await page.fill("main details input", "seitsemän")
    async with page.expect_navigation():
        await page.keyboard.press("Enter")
    await person.look_as_staff("board-wrong")
    await page.locator(".govuk-error-summary a").click()
    assert await page.evaluate("document.activeElement.value") == "seitsemän"
    await page.fill("main details input", "17")
    async with page.expect_navigation():
        await page.locator("main details button").click()
    await person.look_as_staff("board-on-its-way")
    await world.react(refused(request_id, world.store.state.wishes[0].wish.id))
    await page.reload()
    await person.look_as_staff("board-refused")


async def look_somebody_up(person: Walk) -> None:
    """Find who asked, open their contact data, and see that it was noted."""
    page = person.page
    await person.open("/haku", "lookup")
    await person.press()
    await person.look("lookup-wrong")
    await page.fill("#wanted", "040 123 4567")
    await person.press()
    await person.look("lookup-found")
    await page.locator("main section button").click()
    await person.look("lookup-no-reason")
    await page.locator("main section input[value=call_back]").check()
    await page.locator("main section button").click()
    await person.look("lookup-opened")
    await page.goto(f"{person.origin}/{person.language}/katselut")
    await page.fill("#person", "040 123 4567")
    await person.press()
    await person.look_as_staff("looks")


async def look_at_sessions(person: Walk) -> None:
    await person.page.goto(f"{person.origin}/{person.language}/istunnot")
    await person.look_as_staff("own-sessions")
    await person.open("/kirjaudu?why=idle", "sign-in-idle")
    await person.page.goto(f"{person.origin}/{person.language}/taulu")


@pytest.mark.parametrize(("language", "width"), VIEWS)
async def test_the_pages_of_staff_and_developers_keep_nobody_out(language: str, width: int) -> None:
    async with walk(language, width) as person:
        staffed(person.world, StaffRole.COORDINATOR, StaffRole.SAFEGUARDING_LEAD)
        await ask_for_help(person)
        (request_id,) = person.world.store.state.requests
        await person.world.react(unmatched(request_id))
        await person.open("/kirjaudu", "sign-in")
        await person.page.fill("#name", "kaisa")
        await person.page.fill("#password", "väärä")
        await person.press()
        await person.look("sign-in-wrong")
        await person.page.fill("#password", "oikea")
        await person.press()
        await person.look("factor")
        await answer_passkey(person.page, KAISAS)
        await person.look_as_staff("board")
        await look_at_sessions(person)
        await ask_a_volunteer(person, request_id)
        await look_somebody_up(person)
        await person.open("/docs", "docs")
        await person.open("/docs/events", "docs-events")


@pytest.mark.parametrize("scripts", [True, False])
async def test_in_a_flood_a_script_works_unseen_and_without_one_a_person_looks(
    scripts: bool,  # a case
) -> None:
    async with walk("fi", PHONE, scripts=scripts) as person:
        for _ in range(FEW_BITS.in_all_a_minute):
            person.world.door.arrivals.arrive("203.0.113.7")
        await ask_for_help(person)

        assert person.page.url.endswith("/valmis")
        (request,) = person.world.store.state.requests.values()
        assert request.stored.is_held is not scripts


@pytest.mark.parametrize(("language", "width"), VIEWS)
async def test_what_is_held_keeps_nobody_out(language: str, width: int) -> None:
    async with walk(language, width) as person:
        staffed(person.world, StaffRole.COORDINATOR)
        for _ in range(LIMITS.same_person.an_hour + 1):
            await ask_for_help(person)
        await person.look("done-held")
        await person.page.locator("main a.govuk-button").click()
        await person.look("status-held")
        await person.open("/kirjaudu", "sign-in")
        await person.page.fill("#name", "kaisa")
        await person.page.fill("#password", "oikea")
        await person.press()
        await answer_passkey(person.page, KAISAS)
        await person.look_as_staff("board-with-held")
        await person.page.locator(".pk-figures a").click()
        await person.look_as_staff("held")
        await person.page.locator("button[value=let_through]").click()
        await person.look_as_staff("held-none")


async def test_the_first_page_is_light_and_nothing_comes_from_elsewhere() -> None:
    async with walk("fi", PHONE) as person:
        answers: list[Response] = []

        def note(answer: Response) -> None:
            answers.append(answer)

        person.page.on("response", note)
        await person.page.goto(f"{person.origin}/fi", wait_until="networkidle")
        bodies = [await answer.body() for answer in answers]

        assert len(answers) <= 3
        assert sum(len(gzip.compress(body)) for body in bodies) <= FIRST_PAGE_BYTES
        assert person.visitor.complaints == []
