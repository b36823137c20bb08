"""A draft belongs to one browser: tabs, other visitors, and how it is cleared."""

from datetime import timedelta

import pytest

from shared.contracts.words import Category
from tests.support.intake.page_world import STEPS, PageWorld, begin, fill_in, form_of, send
from tests.support.intake.seen import Seen
from tests.support.intake.submissions.building import FIELDS


async def test_a_new_visitor_never_meets_the_last_ones_answers(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        asked = await visitor.post("/fi/apua/vaara", data={"danger": "no"})
        offer = await visitor.get(asked.headers["location"])
        need = await visitor.get(f"{await begin(visitor)}tarve")
        after_one = await visitor.post(f"{form_of(visitor)}tarve", data={"category": "pharmacy"})

    assert asked.headers["location"] == "/fi/apua/kesken"
    assert "Jatka keskeneräistä" in offer.text
    for told in (FIELDS["street"], FIELDS["first_name"], "040", "50100", "kaupassa"):
        assert told not in offer.text
    assert "category" not in Seen(need.text).values
    assert after_one.headers["location"].endswith("/kenelle")


async def test_two_tabs_for_two_people_are_two_requests(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        one = await begin(visitor)
        await visitor.post(f"{one}tarve", data={"category": "groceries"})
        other = await begin(visitor)
        for step in set(STEPS) - {"tarve"}:
            await visitor.post(f"{one}{step}", data=FIELDS | {"first_name": "Aarne"})
        for step in STEPS:
            bent = {"first_name": "Bertta", "category": "pharmacy"}
            await visitor.post(f"{other}{step}", data=FIELDS | bent)
        sent = [await send(visitor, form) for form in (one, other)]

    asked = {
        each.plea.contact.first_name: each.plea.category
        for each in world.store.state.requests.values()
    }
    assert [answer.status_code for answer in sent] == [200, 200]
    assert asked == {"Aarne": Category.GROCERIES, "Bertta": Category.PHARMACY}


async def test_an_unfinished_form_is_continued_or_removed(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await visitor.post(f"{await begin(visitor)}tarve", data=FIELDS)
        going_on = await visitor.post("/fi/apua/kesken", data={"choice": "continue"})
        at_first = await visitor.get(going_on.headers["location"])
        await visitor.post("/fi/apua/kesken", data={"choice": "remove"})
        (left,) = world.store.state.drafts.values()

    assert going_on.headers["location"] == f"{form_of(visitor)}tarkista"
    assert at_first.headers["location"] == f"{form_of(visitor)}kenelle"
    assert left.draft.fields == {}


async def test_another_browser_opens_nothing_by_the_address(world: PageWorld) -> None:
    async with world.visitor() as visitor, world.visitor() as stranger:
        await fill_in(visitor)
        form = form_of(visitor)
        await begin(stranger)
        answers = [await stranger.get(f"{form}{step}") for step in (*STEPS, "tarkista", "valmis")]
        await stranger.post(f"{form}tyhjenna")
        still = await visitor.get(f"{form}tarkista")

    assert {answer.status_code for answer in answers} == {410}
    assert still.status_code == 200


@pytest.mark.parametrize(
    "place",
    ["tarve", "kiireellisyys", "paikka", "yhteystiedot", "kerro", "tarkista", "valmis"],
)
async def test_an_address_from_before_leads_to_the_start(world: PageWorld, place: str) -> None:
    async with world.visitor() as visitor:
        answers = [await visitor.get(f"/fi/apua/{place}"), await visitor.post(f"/fi/apua/{place}")]

    assert {answer.headers["location"] for answer in answers} == {"/fi/apua/vaara"}


async def test_what_was_changed_in_another_tab_is_shown_before_it_is_sent(
    world: PageWorld,
) -> None:
    async with world.visitor() as visitor:
        shown = {"version": Seen((await fill_in(visitor)).text).values["version"]}
        form = form_of(visitor)
        await visitor.post(f"{form}tarve", data={"category": "pet_care"})
        again = await visitor.post(f"{form}tarkista", data=shown)
        assert world.store.state.requests == {}
        done = await send(visitor)

    (request,) = world.store.state.requests.values()
    assert again.status_code == 409
    assert "toisessa välilehdessä" in again.text
    assert "Lemmikin hoito" in again.text
    assert request.plea.category is Category.PET_CARE
    assert done.status_code == 200


async def test_a_form_is_cleared_on_every_step(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        pages = [await visitor.get(f"{form_of(visitor)}{step}") for step in (*STEPS, "tarkista")]
        answer = await visitor.post(f"{form_of(visitor)}tyhjenna")
        told = await visitor.get(answer.headers["location"])
        back = await visitor.get(f"{form_of(visitor)}tarkista")

    assert all(f'action="{form_of(visitor)}tyhjenna"' in page.text for page in pages)
    assert "Poistimme vastauksesi" in told.text
    assert back.status_code == 410
    assert world.store.state.drafts == {}
    assert "porukalla-draft" not in visitor.cookies


async def test_leaving_clears_everything_and_leads_to_another_house(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        answer = await visitor.post("/fi/poistu")
        back = await visitor.get(f"{form_of(visitor)}yhteystiedot")

    target = answer.headers["location"]
    assert answer.status_code == 303
    assert target.startswith("https://")
    assert target.rstrip("/") in answer.headers["content-security-policy"]
    assert answer.headers["clear-site-data"] == '"cache"'
    assert back.status_code == 410
    assert FIELDS["street"] not in back.text
    assert world.store.state.drafts == {}


async def test_on_ones_own_device_the_answers_and_the_cookie_stay_for_a_day(
    world: PageWorld,
) -> None:
    async with world.visitor() as visitor:
        need = f"{await begin(visitor)}tarve"
        kept = await visitor.post(need, data={"category": "groceries", "own_device": "day"})
        page = await visitor.get(f"{form_of(visitor)}paikka")
        await begin(visitor)  # another form does not shorten the first one's cookie
        world.store.state.now += timedelta(hours=23)
        later = await visitor.get(need)

    assert "Max-Age=86400" in kept.headers["set-cookie"]
    assert 'value="day" checked' in page.text
    assert later.status_code == 200
