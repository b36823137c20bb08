"""A coordinator asks one volunteer from the board, and reads there what became of it."""

from uuid import UUID, uuid4

import httpx
import pytest

from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId
from services.intake.wishes.model import OrganisationId
from services.intake.wishes.use_cases import SendWishes
from shared.contracts.intake import RequestAssignmentRequested
from shared.contracts.words import StaffRole
from tests.support.intake.building import Drawn
from tests.support.intake.page_world import PageWorld, ask, assign, fill_in, send, sign_in, staffed
from tests.support.intake.seen import Seen
from tests.support.intake.wishes.building import referral_refused, refused

ON_ITS_WAY = {
    "fi": "Vapaaehtoinen 17: kysymys on matkalla",
    "sv": "Frivillig 17: frågan är på väg",
    "en": "Volunteer 17: the question is on its way",
}
ASKED = {
    "fi": "Vapaaehtoinen 17: on saanut kysymyksen",
    "sv": "Frivillig 17: har tillfrågats",
    "en": "Volunteer 17: has been asked",
}
REFUSED = {
    "fi": "Vapaaehtoinen 17: ei kysytty, numerolla ei ole vapaaehtoista",
    "sv": "Frivillig 17: inte tillfrågad, ingen frivillig har det numret",
    "en": "Volunteer 17: not asked, no volunteer has this number",
}
WRONG = {
    "fi": "Kirjoita numero pelkin numeroin, enintään kymmenen, esimerkiksi 17",
    "sv": "Skriv numret med bara siffror, högst tio, till exempel 17",
    "en": "Enter the number in digits only, at most ten, for example 17",
}
LANGUAGES = tuple(WRONG)


@pytest.fixture
def world() -> PageWorld:
    world = PageWorld()
    staffed(world, StaffRole.COORDINATOR)
    return world


def path(request_id: UUID, language: str = "fi") -> str:
    return f"/{language}/taulu/{request_id}/kysy"


async def wish(
    visitor: httpx.AsyncClient, request_id: UUID, number: str = "17", language: str = "fi"
) -> httpx.Response:
    return await visitor.post(path(request_id, language), data={"volunteer_number": number})


def wish_id(world: PageWorld) -> UUID:
    return world.store.state.wishes[-1].wish.id


def commands(world: PageWorld) -> list[RequestAssignmentRequested]:
    said = [item.data for item in world.store.state.published]
    return [data for data in said if isinstance(data, RequestAssignmentRequested)]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_wish_is_on_its_way_until_it_is_answered(world: PageWorld, language: str) -> None:
    story = await ask(world)
    async with world.visitor() as visitor:
        await sign_in(visitor)
        answer = await wish(visitor, story.request_id, language=language)
        sent = await visitor.get(answer.headers["location"])
        event = story.proposed()
        data = event.data.model_copy(update={"wish_id": wish_id(world)})
        await world.react(event.model_copy(update={"data": data}))
        asked = await visitor.get(f"/{language}/taulu")

    (command,) = commands(world)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/{language}/taulu#request-{story.request_id}"
    assert command.volunteer_number == 17
    assert command.staff_id == world.store.state.staff["kaisa"].id
    assert ON_ITS_WAY[language] in sent.text
    assert ASKED[language] in asked.text
    assert ON_ITS_WAY[language] not in asked.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_refusal_is_said_in_words(world: PageWorld, language: str) -> None:
    story = await ask(world)
    async with world.visitor() as visitor:
        await sign_in(visitor)
        await wish(visitor, story.request_id)
        await world.react(refused(story.request_id, wish_id(world), "unknown_volunteer"))
        board = await visitor.get(f"/{language}/taulu")

    assert REFUSED[language] in board.text


@pytest.mark.parametrize("reason", ["not_for_volunteers", "not_waiting", "asked_before"])
async def test_every_reason_has_words(world: PageWorld, reason: str) -> None:
    story = await ask(world)
    async with world.visitor() as visitor:
        await sign_in(visitor)
        await wish(visitor, story.request_id)
        await world.react(refused(story.request_id, wish_id(world), reason))
        boards = [(await visitor.get(f"/{each}/taulu")).text for each in LANGUAGES]

    assert len(set(boards)) == 3
    assert not any(f"({reason})" in board for board in boards)


async def test_a_reason_of_a_later_version_is_shown_as_another_with_its_code(
    world: PageWorld,
) -> None:
    story = await ask(world)
    async with world.visitor() as visitor:
        await sign_in(visitor)
        await wish(visitor, story.request_id)
        await world.react(refused(story.request_id, wish_id(world), "on_holiday"))
        board = await visitor.get("/fi/taulu")

    assert "Vapaaehtoinen 17: ei kysytty, muu syy (on_holiday)" in board.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_wrong_number_is_said_at_its_field_and_stays_there(
    world: PageWorld, language: str
) -> None:
    story = await ask(world)
    async with world.visitor() as visitor:
        await sign_in(visitor)
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
    async with world.visitor() as visitor:
        await sign_in(visitor)
        page = await wish(visitor, story.request_id, "")

    assert page.text.count("<details") == 2
    assert page.text.count("<details open>") == 1
    assert page.text.count("Kirjoita vapaaehtoisen numero") == 2


async def test_pressing_twice_sends_one_wish(world: PageWorld) -> None:
    story = await ask(world)
    async with world.visitor() as visitor:
        await sign_in(visitor)
        answers = [await wish(visitor, story.request_id) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(commands(world)) == 1


async def test_who_finds_help_meanwhile_is_not_asked_about(world: PageWorld) -> None:
    story = await ask(world)
    async with world.visitor() as visitor:
        await sign_in(visitor)
        await assign(world, story)
        page = await wish(visitor, story.request_id)

    assert page.status_code == 422
    assert "Tämä pyyntö ei enää odota auttajaa, joten keneltäkään ei kysytty" in page.text
    assert 'href="#main"' in page.text
    assert commands(world) == []


async def test_what_is_not_for_volunteers_has_no_form(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor, category="youth_work")
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
    async with world.visitor() as visitor:
        await sign_in(visitor)
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
    async with world.visitor() as visitor:
        await sign_in(visitor)
        wrong = await wish(visitor, story.request_id, "x", "fi")
        swedish = next(link for link in Seen(wrong.text).links if link.startswith("/sv/"))
        answer = await visitor.get(swedish)

    assert swedish == path(story.request_id, "sv")
    assert answer.headers["location"] == f"/sv/taulu#request-{story.request_id}"
    assert commands(world) == []


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("no_partners", "Ei ohjattu järjestölle: verkostossa ei ole vielä järjestöjä"),
        ("too_late", "Ei ohjattu järjestölle: muu syy (too_late)"),
    ],
)
async def test_a_referral_and_its_refusal_are_shown_in_words(
    world: PageWorld, reason: str, text: str
) -> None:
    story = await ask(world)
    referrals = SendWishes(world.store, Drawn().chance())
    staff_id = StaffId(world.store.state.staff["kaisa"].id)
    request_id = RequestId(story.request_id)
    await referrals.refer_request(request_id, OrganisationId(uuid4()), staff_id)
    async with world.visitor() as visitor:
        await sign_in(visitor)
        sent = await visitor.get("/fi/taulu")
        await world.react(referral_refused(story.request_id, wish_id(world), reason))
        board = await visitor.get("/fi/taulu")

    assert "Ohjaus järjestölle on matkalla" in sent.text
    assert text in board.text
