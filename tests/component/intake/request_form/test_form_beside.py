"""Something else, while a request is open: only the need is asked anew."""

import httpx
import pytest

from tests.support.intake.page_world import PageWorld
from tests.support.intake.request_form.again import asked, go_through, once_more, said, sent
from tests.support.intake.submissions.building import FIELDS, FOR_ANOTHER

ANSWERS = {"category": "digital_support", "urgency": "no_hurry", "text": ""}


async def beside(world: PageWorld, visitor: httpx.AsyncClient, **bent: str) -> str:
    """Ask, and begin to ask for something else; gives the first question that is asked."""
    return await once_more(visitor, await asked(world, visitor, **bent), "muuta")


async def test_all_but_the_need_how_soon_and_the_words_is_filled_in(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        need = await beside(world, visitor)
        check = await go_through(visitor, need, **ANSWERS)
        shown = (await visitor.get(check)).text
        await sent(visitor, check)

    assert need.endswith("/tarve")
    for told in (
        "Puhelimen, tietokoneen tai verkkopalvelun käyttö",
        "040 1234567",
        FIELDS["street"],
        FIELDS["first_name"],
    ):
        assert told in shown
    assert FIELDS["text"] not in shown


async def test_it_is_a_second_request_of_the_same_person_and_the_first_goes_on(
    world: PageWorld,
) -> None:
    async with world.visitor() as visitor:
        check = await go_through(visitor, await beside(world, visitor), **ANSWERS)
        await sent(visitor, check)

    first, second = world.store.state.requests.values()
    one, other = said(world)
    assert (first.stored.closure, second.stored.closure) == (None, None)
    assert first.marks == second.marks != {}
    assert one.person == other.person is not None
    assert other.again_of is None


async def test_how_it_is_paid_stays_where_it_is_asked(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        need = await beside(world, visitor)
        answer = await visitor.post(need, data={"category": "pharmacy"})

    assert answer.headers["location"].endswith("/kiireellisyys")


async def test_of_who_was_asked_for_nothing_that_points_to_a_person_is_filled_in(
    world: PageWorld,
) -> None:
    async with world.visitor() as visitor:
        first = await beside(world, visitor, **FOR_ANOTHER)
        pages = [
            (await visitor.get(first.replace("pyytaja", step))).text
            for step in ("pyytaja", "tarve", "paikka", "yhteystiedot")
        ]

    for told in (FIELDS["street"], "1234567", "1112233", "example.org", "Kaisa", "Aino"):
        assert told not in "".join(pages)


async def test_whether_anyone_is_in_danger_is_asked_first(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        page = await asked(world, visitor)
        before = {*world.store.state.drafts}
        own = await visitor.get(page)
        shown = await visitor.get(f"{page}/muuta")
        unsaid = await visitor.post(f"{page}/muuta", data={})
        danger = await visitor.post(f"{page}/muuta", data={"danger": "yes"})

    assert f'href="{page}/muuta"' in own.text
    assert (shown.status_code, unsaid.status_code) == (200, 422)
    assert danger.headers["location"] == "/fi/apua/soita-112"
    assert {*world.store.state.drafts} == before


@pytest.mark.parametrize("token", ["nobody-was-sent-this", ""])
async def test_only_the_link_of_what_is_open_leads_there(world: PageWorld, token: str) -> None:
    async with world.visitor() as visitor:
        page = await asked(world, visitor)
        await visitor.post(f"{page}/peru")
        own = await visitor.get(page)
        here = f"/fi/p/{token}" if token else page
        answers = [
            await visitor.get(f"{here}/muuta"),
            await visitor.post(f"{here}/muuta", data={"danger": "no"}),
        ]

    assert [each.status_code for each in answers] == [404, 404]
    assert "/muuta" not in own.text
