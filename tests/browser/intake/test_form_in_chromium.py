"""The form in a real browser: at a desk, sent with a script and without one, and light."""

import gzip
from uuid import uuid4

import pytest
from playwright.async_api import Browser, Response

from tests.support.intake.doors.building import FEW_BITS
from tests.support.intake.walk import Walk, ask_for_help, walk
from tests.support.looks import OLD_PHONE, Look, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")
FIRST_PAGE_BYTES = 30_000
CHOICES = (
    *(("danger", "no"), ("whom", "no"), ("need", "groceries")),
    *(("payment", "shop_bills"), ("urgency", "today")),
)


async def test_help_is_asked_for_without_scripts_on_an_old_phone(browser: Browser) -> None:
    async with walk(browser, Look("fi", OLD_PHONE, scripts=False)) as person:
        await ask_for_help(person)
        (request,) = person.world.store.state.requests.values()

        assert request.stored.reference in await person.page.locator("main").inner_text()
        await person.page.go_back()
        await person.page.go_back()
        assert person.page.url.endswith("/valmis")
        assert len(person.world.store.state.requests) == 1


async def fill_in_what_is_typed(person: Walk) -> None:
    """Answer where and how, each first wrongly; who reads Arabic is helped in another language."""
    for name, fields in (
        ("where", {"postal_code": "50100"}),
        ("contact", {"phone": "040 123 4567", "email": "aino@example.org", "language": "fi"}),
    ):
        await person.look(name)
        await person.press()
        await person.look(f"{name}-wrong")
        await person.fill_in(fields)


@seen("form")
async def test_the_form_keeps_nobody_out(browser: Browser, look: Look) -> None:
    async with walk(browser, look) as person:
        await person.open("", "landing")
        await person.open("/apua/soita-112", "call-112")
        await person.open(f"/apua/{uuid4()}/tarve", "expired")
        await person.open("/apua/vaara", "danger")
        for name, value in CHOICES:
            await person.press()
            await person.look(f"{name}-wrong")
            await person.choose(value)
        await fill_in_what_is_typed(person)
        await person.look("words")
        await person.press()
        await person.look("check")
        await person.press()
        await person.look("done")


@pytest.mark.parametrize("scripts", [True, False])
async def test_in_a_flood_a_script_works_unseen_and_without_one_a_person_looks(
    browser: Browser,
    scripts: bool,  # a case
) -> None:
    async with walk(browser, Look(scripts=scripts)) as person:
        for _ in range(FEW_BITS.in_all_a_minute):
            person.world.door.arrivals.arrive("203.0.113.7")
        await person.come_to("tarkista")
        await person.press()
        await person.page.wait_for_url("**/valmis")

        (request,) = person.world.store.state.requests.values()
        assert request.stored.is_held is not scripts


async def test_the_first_page_is_light_and_nothing_comes_from_elsewhere(browser: Browser) -> None:
    async with walk(browser, Look()) as person:
        answers: list[Response] = []

        def note(answer: Response) -> None:
            answers.append(answer)

        person.page.on("response", note)
        await person.page.goto(f"{person.origin}/fi", wait_until="networkidle")
        person.page.remove_listener("response", note)
        bodies = [await answer.body() for answer in answers]

        assert len(answers) <= 3
        assert sum(len(gzip.compress(body)) for body in bodies) <= FIRST_PAGE_BYTES
