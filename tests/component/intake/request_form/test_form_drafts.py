"""A draft of the public form: kept between its steps, sent once, and then over."""

import asyncio
from datetime import timedelta

from services.intake.request_form.model import FormKey
from services.intake.submissions.use_cases.take_in import TakeInRequests
from shared.contracts.words import Category
from tests.support.intake.page_world import STEPS, PageWorld, begin, fill_in, form_of, send
from tests.support.intake.seen import Seen
from tests.support.intake.submissions.building import FIELDS


async def test_browser_back_shows_what_was_answered(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        need = await visitor.get(f"{form_of(visitor)}tarve")
        where = await visitor.get(f"{form_of(visitor)}paikka")

    assert Seen(need.text).values["category"] == "groceries"
    assert Seen(where.text).values["postal_code"] == "50100"


async def test_changing_one_answer_comes_back_to_the_check(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        answer = await visitor.post(f"{form_of(visitor)}tarve", data={"category": "advice"})
        await send(visitor)

    (request,) = world.store.state.requests.values()
    assert answer.headers["location"].endswith("/tarkista")
    assert request.plea.category is Category.ADVICE


async def test_the_check_waits_for_every_answer(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await visitor.post(f"{await begin(visitor)}tarve", data=FIELDS)
        check = await visitor.get(f"{form_of(visitor)}tarkista")
        sent = await visitor.post(f"{form_of(visitor)}tarkista")
        done = await visitor.get(f"{form_of(visitor)}valmis")

    assert check.headers["location"].endswith("/kenelle")
    assert sent.status_code == 303
    assert done.headers["location"].endswith("/tarkista")
    assert world.store.state.requests == {}


async def test_sending_many_times_makes_one_request(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        shown = {"version": Seen((await fill_in(visitor)).text).values["version"]}
        check = f"{form_of(visitor)}tarkista"
        answers = await asyncio.gather(*(visitor.post(check, data=shown) for _ in range(8)))
        first = await visitor.get(f"{form_of(visitor)}valmis")
        again = await send(visitor)

    (last,) = {answer.headers["location"] for answer in answers}
    assert last.endswith("/valmis")
    assert len(world.store.state.requests) == 1
    assert Seen(first.text).links == Seen(again.text).links


async def test_after_sending_back_leads_to_the_last_page(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        await send(visitor)
        places = [await visitor.get(f"{form_of(visitor)}{step}") for step in (*STEPS, "tarkista")]

    (last,) = {answer.headers["location"] for answer in places}
    assert last.endswith("/valmis")


async def test_a_new_request_can_be_made_after_sending(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        for _ in range(2):
            await fill_in(visitor)
            await send(visitor)

    assert len(world.store.state.requests) == 2


async def test_an_expired_draft_starts_again_kindly(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        world.store.state.now += timedelta(minutes=45)
        answers = [
            await visitor.get(f"{form_of(visitor)}tarve"),
            await visitor.post(f"{form_of(visitor)}tarve", data=FIELDS),
            await visitor.get(f"{form_of(visitor)}tarkista"),
            await visitor.post(f"{form_of(visitor)}tarkista"),
            await visitor.get(f"{form_of(visitor)}valmis"),
        ]

    assert {answer.status_code for answer in answers} == {410}
    for answer in answers:
        assert "/fi/apua/vaara" in Seen(answer.text).links


async def test_the_form_can_be_continued_in_another_language(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await visitor.post(f"{await begin(visitor)}tarve", data=FIELDS)
        page = await visitor.get(f"{form_of(visitor)}tarve".replace("/fi/", "/sv/"))

    assert Seen(page.text).values["category"] == "groceries"
    assert Seen(page.text).lang == "sv"


async def test_a_draft_cookie_says_nothing_and_is_for_the_server_only(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        answer = await visitor.post("/fi/apua/vaara", data={"danger": "no"})

    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Max-Age=2700" in cookie


async def test_what_is_changed_after_sending_is_said_not_to_be_in_the_request(
    world: PageWorld,
) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        sent = await send(visitor)
        changed = await visitor.post(
            f"{form_of(visitor)}yhteystiedot", data=FIELDS | {"phone": "+358401234568"}
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
        (draft,) = world.store.state.drafts
        key = FormKey(draft, visitor.cookies["porukalla-draft"])
        submissions = world.app.state.use_cases[TakeInRequests]
        await submissions.take_in(submissions.read_plea(FIELDS), key.sent_once)
        await visitor.post(
            f"{form_of(visitor)}yhteystiedot", data=FIELDS | {"phone": "+358401234568"}
        )
        told = await send(visitor)

    assert told.status_code == 200
    assert "muutokset eivät ole siinä" in told.text
    assert len(world.store.state.requests) == 1


async def test_some_minutes_after_sending_nothing_leads_to_the_request(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        await send(visitor)
        again = await visitor.get(f"{form_of(visitor)}valmis")
        world.store.state.now += timedelta(minutes=10)
        later = [await visitor.get(f"{form_of(visitor)}{page}") for page in ("valmis", "tarkista")]

    assert again.status_code == 200
    assert {answer.status_code for answer in later} == {410}
    assert all("/p/" not in answer.text for answer in later)
