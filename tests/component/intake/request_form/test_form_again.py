"""The same as last time, by the link of a request that is over."""

import httpx
import pytest

from tests.support.intake.page_world import PageWorld, fill_in, link_of, send
from tests.support.intake.seen import Seen
from tests.support.intake.submissions.building import FIELDS, FOR_ANOTHER

WORDS = "Maitoa ja leipää"


async def ask_and_cancel(world: PageWorld, visitor: httpx.AsyncClient, **bent: str) -> str:
    """Ask for help and take it back; gives the page of the request."""
    await fill_in(visitor, **bent)
    await send(visitor)
    page = f"/fi/p/{link_of(world)}"
    await visitor.post(f"{page}/peru")
    return page


async def again(world: PageWorld, visitor: httpx.AsyncClient, **bent: str) -> str:
    """Ask for the same again; gives the address of the first question that is asked."""
    page = await ask_and_cancel(world, visitor, **bent)
    answer = await visitor.post(f"{page}/uudelleen", data={"danger": "no"})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def test_all_but_how_soon_and_the_words_is_filled_in_and_shown(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        first = await again(world, visitor)
        words = await visitor.post(first, data={"urgency": "no_hurry"})
        last = await visitor.post(words.headers["location"], data={"text": ""})
        check = await visitor.get(last.headers["location"])

    assert first.endswith("/kiireellisyys")
    assert words.headers["location"].endswith("/kerro")
    for told in ("Ruokakaupassa käynti", "040 1234567", FIELDS["street"], FIELDS["first_name"]):
        assert told in check.text
    assert WORDS not in check.text


async def test_of_who_was_asked_for_nothing_that_points_to_a_person_is_filled_in(
    world: PageWorld,
) -> None:
    async with world.visitor() as visitor:
        first = await again(world, visitor, **FOR_ANOTHER)
        pages = [
            (await visitor.get(first.replace("pyytaja", step))).text
            for step in ("pyytaja", "tarve", "paikka", "yhteystiedot")
        ]

    assert first.endswith("/pyytaja")
    for told in (FIELDS["street"], "1234567", "1112233", "example.org", "Kaisa", "Aino"):
        assert told not in "".join(pages)
    assert Seen(pages[1]).values["category"] == "groceries"


async def test_where_a_secret_address_is_nobody_reads_by_the_link(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        first = await again(world, visitor, address_secret="yes")
        where = await visitor.get(first.replace("kiireellisyys", "paikka"))

    assert FIELDS["street"] not in where.text
    assert 'value="50100"' not in where.text
    assert 'name="address_secret" type="checkbox" value="yes" checked' in where.text


async def test_whether_anyone_is_in_danger_is_asked_first(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        page = await ask_and_cancel(world, visitor)
        before = {*world.store.state.drafts}
        shown = await visitor.get(f"{page}/uudelleen")
        unsaid = await visitor.post(f"{page}/uudelleen", data={})
        danger = await visitor.post(f"{page}/uudelleen", data={"danger": "yes"})

    assert (shown.status_code, unsaid.status_code) == (200, 422)
    assert FIELDS["street"] not in shown.text
    assert danger.headers["location"] == "/fi/apua/soita-112"
    assert {*world.store.state.drafts} == before


@pytest.mark.parametrize("token", ["nobody-was-sent-this", ""])
async def test_only_the_link_of_what_is_over_leads_there(world: PageWorld, token: str) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        await send(visitor)
        page = f"/fi/p/{token or link_of(world)}"
        answer = await visitor.post(f"{page}/uudelleen", data={"danger": "no"})
        own = await visitor.get(page)

    assert answer.status_code == 404
    assert "Sama kuin viimeksi" not in own.text


async def test_on_another_browser_the_form_of_last_time_is_nobodys(world: PageWorld) -> None:
    async with world.visitor() as visitor, world.visitor() as stranger:
        first = await again(world, visitor)
        answer = await stranger.get(first)
        begun = await stranger.post("/fi/apua/vaara", data={"danger": "no"})

    assert answer.status_code == 410
    assert begun.headers["location"].endswith("/kenelle")
