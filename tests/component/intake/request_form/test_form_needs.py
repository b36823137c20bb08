"""Several needs at once: six common ones first, the others behind one line that opens."""

import re

import httpx

from shared.contracts.words import Category
from tests.support.intake.page_world import PageWorld, begin, form_of, send
from tests.support.intake.seen import Seen
from tests.support.intake.submissions.building import FIELDS

TWO = {"category": ["transport", "pharmacy"]}


async def answer_all(visitor: httpx.AsyncClient, **needs: list[str]) -> list[str]:
    """Answer what is asked; gives the pages that were asked, and ends before the check."""
    place, asked = f"{await begin(visitor)}kenelle", list[str]()
    while not place.endswith("tarkista"):
        asked.append(place.rpartition("/")[2])
        place = (await visitor.post(place, data=FIELDS | needs)).headers["location"]
    return asked


async def test_common_needs_are_shown_and_the_others_open_when_one_is_chosen(
    world: PageWorld,
) -> None:
    async with world.visitor() as visitor:
        need = f"{await begin(visitor)}tarve"
        first = await visitor.get(need)
        await visitor.post(need, data={"category": ["groceries"]})
        common = await visitor.get(need)
        await visitor.post(need, data={"category": ["groceries", "pet_care"]})
        other = await visitor.get(need)
        wrong = await visitor.post(need, data={})

    assert [" open>" in re.findall("<details[^>]*>", page.text)[0] for page in (first, common)] == [
        False,
        False,
    ]
    assert [" open>" in re.findall("<details[^>]*>", page.text)[0] for page in (other, wrong)] == [
        True,
        True,
    ]
    assert Seen(other.text).values["category"] == "groceries pet_care"


async def test_several_needs_are_one_request_that_names_them_all(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        asked = await answer_all(visitor, **TWO)
        check = await visitor.get(f"{form_of(visitor)}tarkista")
        done = Seen((await send(visitor)).text)
        (link,) = {link for link in done.links if re.fullmatch(r"/fi/p/[^/]+", link)}
        status = await visitor.get(link)

    (request,) = world.store.state.requests.values()
    assert request.plea.needs == (Category.PHARMACY, Category.TRANSPORT)
    assert request.plea.circumstances.payment == "shop_bills"
    assert "maksu" in asked
    assert "Apteekissa käynti<" in check.text.replace("</span>", "<")
    assert "Kyyti" in check.text
    assert "Apteekissa käynti, Kyyti" in status.text


async def test_too_many_needs_are_kept_on_the_page_and_it_says_how_many(world: PageWorld) -> None:
    many = ["groceries", "pharmacy", "transport", "pet_care", "supplies"]
    async with world.visitor() as visitor:
        answer = await visitor.post(f"{await begin(visitor)}tarve", data={"category": many})

    assert answer.status_code == 422
    assert "Valitse enintään neljä" in answer.text
    assert {*Seen(answer.text).values["category"].split()} == {*many}


async def test_one_that_reveals_health_shows_its_lines_and_no_helper_is_promised(
    world: PageWorld,
) -> None:
    async with world.visitor() as visitor:
        await answer_all(visitor, category=["groceries", "mental_wellbeing"])
        done = await send(visitor)

    assert "Työntekijämme lukee" in done.text
    assert "Auttaja ottaa" not in done.text


async def test_a_need_is_taken_off_and_another_added_by_the_link(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await answer_all(visitor, **TWO)
        done = Seen((await send(visitor)).text)
        (link,) = {link for link in done.links if re.fullmatch(r"/fi/p/[^/]+", link)}
        shown = await visitor.get(f"{link}/korjaa")
        await visitor.post(f"{link}/korjaa", data={"category": ["groceries", "transport"]})
        status = await visitor.get(link)

    assert Seen(shown.text).values["category"] == "pharmacy transport"
    assert "Ruokakaupassa käynti, Kyyti" in status.text


async def test_another_program_may_ask_for_several_too(world: PageWorld) -> None:
    body = {"category": "transport", "also": ["groceries"], "urgency": "today", "language": "fi"}
    body |= {"postal_code": "50100", "phone": "040 123 4567"}
    async with world.visitor() as visitor:
        taken = await visitor.post(
            "/api/requests", json=body, headers={"Idempotency-Key": "several-needs-at-once"}
        )
        many = await visitor.post("/api/requests/check", json=body | {"also": ["advice"] * 4})

    (request,) = world.store.state.requests.values()
    assert (taken.status_code, many.status_code) == (201, 422)
    assert request.plea.needs == (Category.GROCERIES, Category.TRANSPORT)
