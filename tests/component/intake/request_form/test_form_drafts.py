"""A draft of the public form: kept between its steps, sent once, and then over."""

import asyncio
from datetime import timedelta

from services.intake.submissions.use_cases import TakeInRequests
from shared.contracts.words import Category
from tests.support.intake.page_world import STEPS, PageWorld, fill_in, send
from tests.support.intake.seen import Seen
from tests.support.intake.submissions.building import FIELDS


async def test_browser_back_shows_what_was_answered(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        need = await visitor.get("/fi/apua/tarve")
        where = await visitor.get("/fi/apua/paikka")

    assert Seen(need.text).values["category"] == "groceries"
    assert Seen(where.text).values["postal_code"] == "50100"


async def test_changing_one_answer_comes_back_to_the_check(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        answer = await visitor.post("/fi/apua/tarve", data={"category": "advice"})
        await send(visitor)

    (request,) = world.store.state.requests.values()
    assert answer.headers["location"] == "/fi/apua/tarkista"
    assert request.plea.category is Category.ADVICE


async def test_the_check_waits_for_every_answer(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await visitor.post("/fi/apua/vaara", data={"danger": "no"})
        await visitor.post("/fi/apua/tarve", data=FIELDS)
        check = await visitor.get("/fi/apua/tarkista")
        sent = await visitor.post("/fi/apua/tarkista")
        done = await visitor.get("/fi/apua/valmis")

    assert check.headers["location"] == "/fi/apua/kiireellisyys"
    assert sent.status_code == 303
    assert done.headers["location"] == "/fi/apua/tarkista"
    assert world.store.state.requests == {}


async def test_sending_many_times_makes_one_request(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        answers = await asyncio.gather(*(visitor.post("/fi/apua/tarkista") for _ in range(8)))
        first = await visitor.get("/fi/apua/valmis")
        again = await send(visitor)

    assert {answer.headers["location"] for answer in answers} == {"/fi/apua/valmis"}
    assert len(world.store.state.requests) == 1
    assert Seen(first.text).links == Seen(again.text).links


async def test_after_sending_back_leads_to_the_last_page(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        await send(visitor)
        places = [await visitor.get(f"/fi/apua/{step}") for step in (*STEPS, "tarkista")]

    assert {answer.headers["location"] for answer in places} == {"/fi/apua/valmis"}


async def test_a_new_request_can_be_made_after_sending(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        for _ in range(2):
            await fill_in(visitor)
            await send(visitor)

    assert len(world.store.state.requests) == 2


async def test_an_expired_draft_starts_again_kindly(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        world.store.state.now += timedelta(hours=24)
        answers = [
            await visitor.get("/fi/apua/tarve"),
            await visitor.post("/fi/apua/tarve", data=FIELDS),
            await visitor.get("/fi/apua/tarkista"),
            await visitor.post("/fi/apua/tarkista"),
            await visitor.get("/fi/apua/valmis"),
        ]

    assert {answer.status_code for answer in answers} == {410}
    for answer in answers:
        assert "/fi/apua/vaara" in Seen(answer.text).links


async def test_the_form_can_be_continued_in_another_language(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await visitor.post("/fi/apua/vaara", data={"danger": "no"})
        await visitor.post("/fi/apua/tarve", data=FIELDS)
        page = await visitor.get("/sv/apua/tarve")

    assert Seen(page.text).values["category"] == "groceries"
    assert Seen(page.text).lang == "sv"


async def test_a_draft_cookie_says_nothing_and_is_for_the_server_only(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        answer = await visitor.post("/fi/apua/vaara", data={"danger": "no"})

    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Max-Age=86400" in cookie


async def test_what_is_changed_after_sending_is_said_not_to_be_in_the_request(
    world: PageWorld,
) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        sent = await send(visitor)
        changed = await visitor.post(
            "/fi/apua/yhteystiedot", data=FIELDS | {"phone": "+358401234568"}
        )
        told = await visitor.get(changed.headers["location"])

    note = "Sen jälkeen tehdyt muutokset eivät ole siinä"
    assert note not in sent.text
    assert note in told.text
    (request,) = world.store.state.requests.values()
    assert request.stored.reference in told.text


async def test_a_form_taken_in_before_a_change_says_so(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        token = visitor.cookies["porukalla-draft"]
        submissions = world.app.state.use_cases[TakeInRequests]
        await submissions.take_in(submissions.read_plea(FIELDS), f"draft/{token}")
        await visitor.post("/fi/apua/yhteystiedot", data=FIELDS | {"phone": "+358401234568"})
        told = await send(visitor)

    assert told.status_code == 200
    assert "muutokset eivät ole siinä" in told.text
    assert len(world.store.state.requests) == 1
