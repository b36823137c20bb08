"""A coordinator asks one volunteer from the board."""

from uuid import uuid4

from shared.contracts.words import StaffRole
from tests.support.intake.page_world import PageWorld, ask, assign, fill_in, send, sign_in, staffed
from tests.support.intake.seen import Seen
from tests.support.intake.wishes.page import commands, path, wish

WRONG = {
    "fi": "Kirjoita numero pelkin numeroin, enintään kymmenen, esimerkiksi 17",
    "sv": "Skriv numret med bara siffror, högst tio, till exempel 17",
    "en": "Enter the number in digits only, at most ten, for example 17",
}


async def test_a_wrong_number_is_said_at_its_field_and_stays_there(
    world: PageWorld, language: str
) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        page = await wish(visitor, story.request_id, "seitsemän<", language)

    field = f"volunteer_number-{story.request_id}"
    assert page.status_code == 422
    assert page.text.count(WRONG[language]) == 2
    assert f'href="#{field}"' in page.text
    assert f'aria-describedby="{field}-error"' in page.text
    assert 'value="seitsemän&lt;"' in page.text
    assert "<details open>" in page.text
    assert commands(world) == []


async def test_only_the_form_that_was_wrong_is_open(world: PageWorld) -> None:
    story = await ask(world)
    async with world.visitor() as other:
        await fill_in(other)
        await send(other)
    async with world.signed_in() as visitor:
        page = await wish(visitor, story.request_id, "")

    assert page.text.count("<details") == 2
    assert page.text.count("<details open>") == 1
    assert page.text.count("Kirjoita vapaaehtoisen numero") == 2


async def test_pressing_twice_sends_one_wish(world: PageWorld) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        answers = [await wish(visitor, story.request_id) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(commands(world)) == 1


async def test_who_finds_help_meanwhile_is_not_asked_about(world: PageWorld) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        await assign(world, story)
        page = await wish(visitor, story.request_id)

    assert page.status_code == 422
    assert "Tämä pyyntö ei enää odota auttajaa, joten keneltäkään ei kysytty" in page.text
    assert 'href="#main"' in page.text
    assert commands(world) == []


async def test_what_is_not_for_volunteers_has_no_form(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor, category="youth_work", under_18="no")
        await send(visitor)
        await sign_in(visitor)
        board = await visitor.get("/fi/taulu")
        (request_id,) = world.store.state.requests
        page = await wish(visitor, request_id)

    assert "<details" not in board.text
    assert "Tehtävä ei ole vapaaehtoisille" in board.text
    assert page.status_code == 422
    assert "Tehtävä ei ole vapaaehtoisille, joten keneltäkään ei kysytty" in page.text


async def test_an_unknown_request_is_not_found(world: PageWorld) -> None:
    async with world.signed_in() as visitor:
        answer = await wish(visitor, uuid4())

    assert answer.status_code == 404


async def test_nobody_else_asks_a_volunteer() -> None:
    world = PageWorld()
    staffed(world, StaffRole.REPORTER)
    story = await ask(world)
    async with world.visitor() as visitor:
        stranger = await wish(visitor, story.request_id)
        await sign_in(visitor)
        reporter = await wish(visitor, story.request_id)

    assert (stranger.status_code, stranger.headers["location"]) == (303, "/fi/kirjaudu")
    assert reporter.status_code == 403
    assert commands(world) == []


async def test_looking_asks_nobody(world: PageWorld) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        wrong = await wish(visitor, story.request_id, "x", "fi")
        swedish = next(link for link in Seen(wrong.text).links if link.startswith("/sv/"))
        answer = await visitor.get(swedish)

    assert swedish == path(story.request_id, "sv")
    assert answer.headers["location"] == f"/sv/taulu#request-{story.request_id}"
    assert commands(world) == []
