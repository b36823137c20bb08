"""A link for somebody close, a new link for whoever lost theirs, and who has looked."""

import re

import pytest

from services.intake.staff.model import Staff, StaffId
from shared.contracts.words import StaffRole
from tests.support.intake.attention.building import take_on
from tests.support.intake.building import PUBLIC_URL
from tests.support.intake.page_world import PageWorld, ask, assign, link_of
from tests.support.intake.seen import Seen

PERSONAL = ("Aino", "Porrassalmenkatu", "Maitoa", "1234567", "aino@example.org")


async def shared_link(world: PageWorld, language: str = "fi") -> str:
    """Make a link for somebody close; gives its path."""
    async with world.visitor() as visitor:
        page = await visitor.post(f"/{language}/p/{link_of(world)}/laheiselle")
    (made,) = set(re.findall(rf'href="{PUBLIC_URL}(/{language}/seuraa/[^"]+)"', page.text))
    return str(made)


async def test_somebody_close_sees_the_steps_and_nothing_that_is_the_persons(
    world: PageWorld, language: str
) -> None:
    story = await ask(world)
    path = await shared_link(world, language)
    await assign(world, story)
    await world.react(story.completed())

    async with world.visitor() as daughter:
        page = await daughter.get(path)

    (request,) = world.store.state.requests.values()
    words = (*PERSONAL, request.stored.reference, link_of(world), "Mikkeli", "S:t Michel")
    assert 'aria-current="step"' in page.text
    assert [word for word in words if word in page.text] == []
    assert "<form" not in page.text.partition("<main")[2]
    assert not [link for link in Seen(page.text).links if "/p/" in link]


@pytest.mark.parametrize(
    "path",
    ["/fi", "/fi/uusi-linkki", "/fi/p/guess", "/fi/seuraa/guess", "shared", "/fi/apua/vaara"],
)
async def test_every_page_of_who_asks_is_left_by_one_button(world: PageWorld, path: str) -> None:
    if path == "shared":
        await ask(world)
        path = await shared_link(world)

    async with world.visitor() as visitor:
        page = await visitor.get(path)

    assert 'action="/fi/poistu"' in page.text


async def test_a_link_that_was_taken_back_shows_nothing(world: PageWorld) -> None:
    await ask(world)
    path = await shared_link(world)
    async with world.visitor() as visitor:
        await visitor.post(f"/fi/p/{link_of(world)}/laheiselle/pois")
        gone, unknown = await visitor.get(path), await visitor.get("/fi/seuraa/guess")

    assert gone.status_code == unknown.status_code == 404


async def test_what_somebody_close_holds_opens_no_page_of_the_request(world: PageWorld) -> None:
    await ask(world)
    token = (await shared_link(world)).rpartition("/")[2]
    async with world.visitor() as daughter:
        answers = [
            await daughter.get(f"/fi/p/{token}"),
            await daughter.post(f"/fi/p/{token}/peru"),
            await daughter.get(f"/fi/p/{token}/katsojat"),
            await daughter.post(f"/fi/p/{token}/laheiselle"),
        ]

    assert {answer.status_code for answer in answers} == {404}


async def test_only_a_few_look_along(world: PageWorld) -> None:
    await ask(world)
    for _ in range(5):
        await shared_link(world)
    async with world.visitor() as visitor:
        page = await visitor.post(f"/fi/p/{link_of(world)}/laheiselle")

    assert "/fi/seuraa/" not in page.text
    assert len(world.store.state.relative_links) == 5


async def lost(world: PageWorld, reference: str, reach: str) -> str:
    async with world.visitor() as visitor:
        values = {"reference": reference, "reach": reach}
        page = await visitor.post("/fi/uusi-linkki", data=values)
    assert page.status_code == 200
    return str(page.text)


@pytest.mark.parametrize("reach", ["040 123 4567", " Aino@Example.ORG "])
async def test_a_new_link_goes_to_the_mailbox_and_is_not_shown(
    world: PageWorld, reach: str
) -> None:
    await ask(world)
    (request,) = world.store.state.requests.values()

    page = await lost(world, request.stored.reference.lower().replace("-", " "), reach)

    notice = world.sealed.notices[-1]
    assert notice.recipient == "aino@example.org"
    sent = notice.values["status_url"].removeprefix(PUBLIC_URL)
    assert sent not in page
    async with world.visitor() as visitor:
        assert (await visitor.get(sent)).status_code == 200


async def test_the_answer_is_the_same_whether_somebody_is_known_or_not(world: PageWorld) -> None:
    await ask(world)
    (request,) = world.store.state.requests.values()
    reference, letters = request.stored.reference, len(world.sealed.notices)

    wrong = [
        await lost(world, reference, "040 765 4321"),
        await lost(world, "K7-0B11", "040 123 4567"),
        await lost(world, reference, "aino@example.net"),
        await lost(world, "what", "ever"),
    ]
    assert len(world.sealed.notices) == letters
    right = await lost(world, reference, "040 123 4567")

    assert {*wrong} == {right}


async def test_a_mailbox_is_not_flooded(world: PageWorld) -> None:
    await ask(world)
    (request,) = world.store.state.requests.values()
    for _ in range(9):
        await lost(world, request.stored.reference, "040 123 4567")

    assert len(world.store.state.status_links) == 1 + 5


async def test_what_is_missing_is_said(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        page = await visitor.post("/fi/uusi-linkki", data={"reference": "K7-0B11"})

    assert page.status_code == 422
    assert 'href="#reach"' in page.text


async def test_the_page_of_an_unknown_link_offers_a_new_one(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        page = await visitor.get("/sv/p/guess")

    assert "/sv/uusi-linkki" in Seen(page.text).links


async def test_whoever_asked_is_told_who_saw_their_details_by_role(world: PageWorld) -> None:
    story = await ask(world)
    kaisa = Staff(StaffId(story.request_id), "Kaisa", "hash", (StaffRole.COORDINATOR,))
    world.store.state.staff["kaisa"] = kaisa
    path = f"/fi/p/{link_of(world)}/katsojat"
    async with world.visitor() as visitor:
        nobody = await visitor.get(path)
        async with world.store.begin() as work:
            (request_id,) = world.store.state.requests
            for _ in range(2):
                await work.contacts.note_look(request_id, kaisa.id, "call_back")
        somebody = await visitor.get(path)

    assert "Kukaan ei ole avannut" in nobody.text
    assert somebody.text.count("<strong>Koordinaattori</strong> 25.11.2026, soittaakseen") == 1
    assert "Kaisa" not in somebody.text


async def test_somebody_close_is_not_told_whether_a_volunteer_or_the_staff_see_to_it(
    world: PageWorld,
) -> None:
    story = await ask(world)
    path, pages = await shared_link(world), []
    async with world.visitor() as visitor:
        pages.append((await visitor.get(path)).text)
        await visitor.post(f"/fi/p/{link_of(world)}/korjaa", data={"category": "crisis_support"})
        pages.append((await visitor.get(path)).text)
        async with world.store.begin() as work:
            await take_on(work, story.request_id)
        read = (await visitor.get(path)).text

    assert pages[0] == pages[1]
    assert "Pyytäjä kuulee meistä viimeistään" in pages[0]
    assert "Joku hoitaa asiaa <strong" in read
    assert "auttaja" not in read.lower()
