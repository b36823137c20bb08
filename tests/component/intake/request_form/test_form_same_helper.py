"""The same as last time, and the same helper asked first: only so, and only by one's own link."""

from collections.abc import AsyncIterator

import httpx
import pytest

from shared.contracts.words import OFFERED
from tests.support.intake.concerns.building import TYPED
from tests.support.intake.page_world import PageWorld, begin, fill_in, send
from tests.support.intake.request_form.again import (
    asked,
    first_of,
    go_through,
    helped,
    once_more,
    said,
    sent,
)
from tests.support.intake.requests.building import MatchStory
from tests.support.intake.seen import Seen

OFFER, FIRST = "samalta auttajalta, jos se onnistuu", "Kysymme ensin samalta auttajalta"
ANSWERS = {"urgency": "no_hurry", "text": ""}


@pytest.fixture
async def visitor(world: PageWorld) -> AsyncIterator[httpx.AsyncClient]:
    """Give one browser."""
    async with world.visitor() as browser:
        yield browser


async def test_the_same_helper_is_offered_shown_and_said(
    world: PageWorld, visitor: httpx.AsyncClient
) -> None:
    page = await helped(world, visitor)
    offer = await visitor.get(f"{page}/uudelleen")
    urgency = await once_more(visitor, page)
    box = await visitor.get(urgency)
    check = await go_through(visitor, urgency, same_helper="yes", **ANSWERS)
    shown = await visitor.get(check)
    await sent(visitor, check)

    assert OFFER in offer.text
    assert 'name="same_helper" type="checkbox" value="yes" checked' in box.text
    assert FIRST in shown.text
    assert [each.again_of for each in said(world)] == [None, first_of(world)]


async def test_whoever_wants_another_takes_the_tick_away_and_says_nothing(
    world: PageWorld, visitor: httpx.AsyncClient
) -> None:
    urgency = await once_more(visitor, await helped(world, visitor))
    check = await go_through(visitor, urgency, **ANSWERS)
    shown = await visitor.get(check)
    box = await visitor.get(urgency)
    await sent(visitor, check)

    assert "Kuka tahansa voi auttaa" in shown.text
    assert FIRST not in shown.text
    assert 'name="same_helper" type="checkbox" value="yes">' in box.text
    assert [each.again_of for each in said(world)] == [None, None]


@pytest.mark.parametrize("why", ["cancelled", "did_not_help", "opened_again"])
async def test_where_the_help_was_none_nothing_of_it_is_offered(
    world: PageWorld, visitor: httpx.AsyncClient, why: str
) -> None:
    if why == "cancelled":
        page = await asked(world, visitor)
    else:
        page = await helped(world, visitor)
        way, answer = ("palaute", {"helped": "no"}) if why == "did_not_help" else ("ei-apua", {})
        await visitor.post(f"{page}/{way}", data=answer)
    await visitor.post(f"{page}/peru")
    offer = await visitor.get(f"{page}/uudelleen")
    urgency = await once_more(visitor, page)
    box = await visitor.get(urgency)
    await sent(visitor, await go_through(visitor, urgency, same_helper="yes", **ANSWERS))

    assert "same_helper" not in box.text
    assert OFFER not in offer.text
    assert [each.again_of for each in said(world)] == [None, None]


async def test_what_is_said_of_the_help_while_the_form_is_filled_in_counts(
    world: PageWorld, visitor: httpx.AsyncClient
) -> None:
    page = await helped(world, visitor)
    check = await go_through(visitor, await once_more(visitor, page), same_helper="yes", **ANSWERS)
    await visitor.post(f"{page}/palaute", data={"helped": "no"})
    await sent(visitor, check)

    assert said(world)[-1].again_of is None


@pytest.mark.parametrize("is_typed", [False, True])
async def test_after_a_concern_nobody_is_asked_first_and_no_page_tells(
    world: PageWorld, visitor: httpx.AsyncClient, is_typed: bool
) -> None:
    page = await helped(world, visitor)
    reference = world.store.state.requests[first_of(world)].stored.reference
    typed = TYPED | {"form": "form", "concern_reference": reference.lower() if is_typed else ""}
    async with world.visitor() as another:
        await another.post("/fi/huoli" if is_typed else f"{page}/huoli", data=typed)
    offer = await visitor.get(f"{page}/uudelleen")
    check = await go_through(visitor, await once_more(visitor, page), same_helper="yes", **ANSWERS)
    shown = await visitor.get(check)
    await sent(visitor, check)

    assert OFFER in offer.text
    assert FIRST in shown.text
    assert [each.again_of for each in said(world)] == [None, None]


async def test_a_concern_about_another_request_changes_nothing(
    world: PageWorld, visitor: httpx.AsyncClient
) -> None:
    page = await helped(world, visitor)
    await visitor.post("/fi/huoli", data=TYPED | {"form": "form"})
    check = await go_through(visitor, await once_more(visitor, page), same_helper="yes", **ANSWERS)
    await sent(visitor, check)

    assert said(world)[-1].again_of == first_of(world)


async def test_nobody_names_another_persons_request_in_a_form(
    world: PageWorld, visitor: httpx.AsyncClient
) -> None:
    await helped(world, visitor)
    named = {"again_of": str(first_of(world)), "same_helper": "yes"}

    async with world.visitor() as stranger:
        await begin(stranger)
        page = await fill_in(stranger, **named)
        await send(stranger)

    assert FIRST not in page.text
    assert [each.again_of for each in said(world)] == [None, None]


async def test_once_only_the_staff_may_know_of_it_it_is_not_asked_who_helps(
    world: PageWorld, visitor: httpx.AsyncClient
) -> None:
    urgency = await once_more(visitor, await helped(world, visitor))
    need = urgency.replace("kiireellisyys", "tarve")
    await visitor.post(need, data={"category": "crisis_support"})
    box = await visitor.get(urgency)
    check = await go_through(visitor, urgency, same_helper="yes", **ANSWERS)
    shown = await visitor.get(check)
    await sent(visitor, check)

    assert "same_helper" not in box.text
    assert FIRST not in shown.text
    assert said(world)[-1].again_of is None


async def test_of_what_staff_did_no_helper_is_offered(
    world: PageWorld, visitor: httpx.AsyncClient
) -> None:
    page = await asked(world, visitor, address_secret="yes")
    await world.react(MatchStory(first_of(world)).completed())

    offer = await visitor.get(f"{page}/uudelleen")

    assert offer.status_code == 200
    assert OFFER not in offer.text


@pytest.mark.parametrize("language", OFFERED)
async def test_each_language_says_it(
    world: PageWorld, visitor: httpx.AsyncClient, language: str
) -> None:
    page = (await helped(world, visitor)).replace("/fi/", f"/{language}/")
    urgency = await once_more(visitor, page)
    texts = [
        (await visitor.get(path)).text
        for path in (f"{page}/uudelleen", f"{page}/muuta", urgency, page)
    ]

    assert not any(name in text for text in texts for name in ("again.", "same_helper.", "beside."))
    assert Seen(texts[2]).values["same_helper"] == "yes"
