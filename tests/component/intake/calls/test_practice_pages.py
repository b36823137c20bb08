"""A practice call on the real screen: of it nothing is stored, said to others or counted."""

import copy
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest

from shared.contracts.words import StaffRole
from tests.support.intake.calls.building import PHONED
from tests.support.intake.page_world import PageWorld, staffed

PRACTICE = "/fi/ops/harjoitus"
GROCERIES = {
    **PHONED,
    "notice": "yes",
    "t-food_left": "no",
    "postal_code": "50100",
    "phone": "040 123 4567",
}


@dataclass
class Desk:
    """Kaisa is new at the phone."""

    world: PageWorld
    client: httpx.AsyncClient

    async def press(self, code: str, do: str, **typed: str) -> httpx.Response:
        return await self.client.post(f"{PRACTICE}/{code}", data={"do": do, **typed})


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    world = staffed(PageWorld(), StaffRole.OPERATOR)
    async with world.signed_in() as client:
        yield Desk(world, client)


async def test_callers_are_chosen_from_the_page_of_calls(desk: Desk) -> None:
    calls = (await desk.client.get("/fi/ops")).text
    callers = (await desk.client.get(PRACTICE)).text

    assert f'href="{PRACTICE}"' in calls
    assert len(re.findall(rf'href="{PRACTICE}/[a-z]+"', callers)) >= 4


async def test_of_a_whole_practice_call_nothing_is_stored_or_said(desk: Desk) -> None:
    before = copy.deepcopy(desk.world.store.state)

    for code in ("groceries", "danger", "silent", "known"):
        await desk.client.get(f"{PRACTICE}/{code}")
        await desk.press(code, "save", **GROCERIES)
        await desk.press(code, "like", **GROCERIES)
        await desk.press(code, "soittakaa", **GROCERIES)
        await desk.press(code, "new_request", **GROCERIES)
        await desk.press(code, "end", outcome="advised", **GROCERIES)
        await desk.client.post(f"{PRACTICE}/{code}/talteen", data=GROCERIES)
        await desk.client.post(f"{PRACTICE}/{code}/samat", data=GROCERIES)

    assert desk.world.store.state == before
    assert desk.world.sealed.notices == []


async def test_the_screen_says_that_it_is_practice_and_what_the_caller_says(desk: Desk) -> None:
    page = (await desk.client.get(f"{PRACTICE}/groceries")).text

    assert "Harjoitus: mitään ei tallenneta" in page
    assert "polvi on kipeä" in page
    assert f'action="{PRACTICE}/groceries"' in page
    assert 'action="/fi/ops"' not in page, "no real call begins from here"


async def test_who_does_well_is_told_so(desk: Desk) -> None:
    page = await desk.press("groceries", "new_request", **GROCERIES)

    assert "Kaikki tarpeellinen" in page.text


async def test_what_was_missed_is_told_and_what_would_have_been_right(desk: Desk) -> None:
    typed = {**GROCERIES, "category": "pharmacy", "t-food_left": "", "postal_code": "50190"}
    page = await desk.press("groceries", "done", **{**typed, "notice": ""})
    unsaid = {name: said for name, said in typed.items() if name != "notice"}
    silent = await desk.press("groceries", "done", **unsaid)

    for words in ("Postinumero oli", "50100", "Tarve oli", "Riittääkö ruoka huomiseen?"):
        assert words in page.text
    assert "Tulosta ei merkitty" in page.text
    assert "lause jäi sanomatta" in silent.text


async def test_wrong_fields_are_said_as_in_a_real_call(desk: Desk) -> None:
    page = await desk.press("groceries", "new_request", **{**GROCERIES, "phone": "12"})
    unended = await desk.press("groceries", "end", **GROCERIES)

    assert page.status_code == unended.status_code == 422
    assert 'id="phone-error"' in page.text
    assert 'id="outcome-error"' in unended.text


@pytest.mark.parametrize("typed", [{"do": "soittakaa"}, {"do": "save", "t-danger_now": "yes"}])
async def test_danger_is_handed_over_as_if_it_were_real_and_the_call_goes_on(
    desk: Desk, typed: dict[str, str]
) -> None:
    said = {"phone": "040 765 4321"}
    page = await desk.client.post(f"{PRACTICE}/danger", data={**said, **typed})
    ended = await desk.press("danger", "end", outcome="handed_over", handed="yes", **said)

    assert "Annettu päivystäjälle, jos tämä olisi totta" in page.text
    assert 'name="handed" value="yes"' in page.text
    assert "Kaikki tarpeellinen" in ended.text


async def test_danger_that_nobody_saw_is_the_first_that_is_told(desk: Desk) -> None:
    page = await desk.press("danger", "end", outcome="advised", phone="040 765 4321")

    assert page.text.index("Vaaraa ei kysytty") < page.text.index("Tulos oli")


async def test_who_called_before_has_a_card_and_adding_to_it_is_right(desk: Desk) -> None:
    typed = {"phone": "040 222 3344", "urgency": "today", "notice": "yes"}
    shown = await desk.press("known", "like", **typed)
    (card,) = re.findall(r'name="attach" value="([^"]+)"', shown.text)
    ended = await desk.press("known", "", attach=card, **typed)

    assert "Kaikki tarpeellinen" in ended.text


async def test_a_caller_that_nobody_wrote_is_not_there(desk: Desk) -> None:
    assert (await desk.client.get(f"{PRACTICE}/nobody")).status_code == 404


async def test_every_word_of_practice_is_there_in_each_language(desk: Desk, language: str) -> None:
    here = PRACTICE.replace("/fi/", f"/{language}/")
    pages = [await desk.client.get(here), await desk.client.get(f"{here}/silent")]
    pages.append(await desk.client.post(f"{here}/groceries", data={"do": "done"}))
    pages.append(await desk.client.post(f"{here}/groceries/talteen", data=GROCERIES))

    for page in pages:
        assert page.status_code == 200
        assert "calls." not in re.sub(r'"[^"]*"', "", page.text)
