"""A member's own organisation: joins, tells, rests and leaves; of another nothing exists."""

import re
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import httpx
import pytest

from services.matching.partners.model import Agreement, OrganisationId, Partner
from shared.contracts.partner_words import ControllerRole, OrganisationKind, PartnerStanding
from shared.contracts.words import Language, ServiceLine, StaffRole
from tests.support.activations import ACTIVATION
from tests.support.matching.page import PageWorld
from tests.support.matching.partners.building import AGREEMENT, AGREEMENTS, BAGS, partner
from tests.support.matching.partners.pages import FACTS, member, put

OWN = UUID(int=11)
HOME = f"/fi/kumppani/{OWN}"


def invited() -> Partner:
    return Partner(OrganisationId(OWN), ACTIVATION)


def edition_in(page: httpx.Response) -> str:
    found = re.search(r'name="edition" value="(\d+)"', page.text)
    assert found is not None
    return found[1]


async def press(client: httpx.AsyncClient, page: str, to: str, **fields: object) -> httpx.Response:
    """Open a page, and send its form with the edition that it showed."""
    edition = edition_in(await client.get(page))
    return await client.post(to, data={"edition": edition} | fields)


async def test_who_is_invited_says_what_they_do_agrees_and_is_in() -> None:
    world = PageWorld()
    put(world, invited())

    async with member(world, OWN) as client:
        first = await client.get(HOME)
        told = await press(client, f"{HOME}/tiedot", f"{HOME}/tiedot", **FACTS)
        agreed = await press(client, f"{HOME}/sopimus", f"{HOME}/sopimus", controller="joint")
        home = await client.get(agreed.headers["location"])

    assert "Kaksi vaihetta" in first.text
    assert "/sopimus" not in first.text, "nobody agrees before they said what they do"
    assert (told.status_code, agreed.status_code) == (303, 303)
    assert "Olette mukana" in home.text
    assert "Mikkelin Ruoka-apu ry" in home.text
    assert world.facts() == ["partner.joined", "partner.listed"]


async def test_who_agreed_to_an_earlier_text_works_on_is_reminded_and_agrees_anew() -> None:
    world = PageWorld()
    put(world, replace(partner(OWN), agreement=Agreement("2020-01", ControllerRole.OWN)))
    async with world.browser(StaffRole.COORDINATOR) as coordinator:
        listed = [(await coordinator.get("/fi/kumppanit")).text]
        async with member(world, OWN) as client:
            before = await client.get(HOME)
            text = await client.get(f"{HOME}/sopimus")
            await press(client, f"{HOME}/sopimus", f"{HOME}/sopimus", controller="own")
            after = await client.get(HOME)
        listed.append((await coordinator.get("/fi/kumppanit")).text)

    reminded = "Sopimuksesta on uusi versio"
    assert [reminded in each.text for each in (before, after)] == [True, False]
    assert ["ei ole hyväksynyt uutta sopimusta" in each for each in listed] == [True, False]
    assert all(term in text.text for term in AGREEMENTS.versions[-1].terms[Language.FINNISH])
    now = world.store.state.partners[OrganisationId(OWN)]
    assert now.standing is PartnerStanding.JOINED
    assert now.agreement == Agreement(AGREEMENT, ControllerRole.OWN)
    assert world.facts() == []


async def test_how_much_is_told_and_shown_in_words() -> None:
    world = PageWorld()
    put(world, partner(OWN, capacity={}))
    told = {"room_food": "some", "amount_food": "20", "unit_food": "bags", "until_food": "31.5."}

    async with member(world, OWN) as client:
        answer = await press(client, f"{HOME}/maara", f"{HOME}/maara", **told)
        home = await client.get(HOME)

    assert answer.status_code == 303
    assert re.search(r"20 kassia\s+viikossa, voimassa 31.5.2027 asti", home.text)
    assert world.facts() == ["partner.capacity_reported"]


@pytest.mark.parametrize(
    ("page", "fields", "words", "kept"),
    [
        ("tiedot", {**FACTS, "number": "0737546-3"}, "Tarkista Y-tunnus", "0737546-3"),
        ("tiedot", {**FACTS, "hours_2": "koko ajan"}, "Kirjoita ajat näin", "koko ajan"),
        ("maara", {"room_food": "some", "amount_food": "monta"}, "määrä numerona", "monta"),
    ],
)
async def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    page: str, fields: dict[str, object], words: str, kept: str
) -> None:
    world = PageWorld()
    put(world, partner(OWN))

    async with member(world, OWN) as client:
        answer = await press(client, f"{HOME}/{page}", f"{HOME}/{page}", **fields)

    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{kept}"' in answer.text
    assert world.facts() == []


async def test_a_person_who_trades_gives_no_number() -> None:
    world = PageWorld()
    put(world, partner(OWN))
    trader = {**FACTS, "kind": OrganisationKind.SOLE_TRADER}

    async with member(world, OWN) as client:
        answer = await press(client, f"{HOME}/tiedot", f"{HOME}/tiedot", **trader)

    assert answer.status_code == 422
    assert "Toiminimen numeroa ei julkaista" in answer.text


async def test_who_changes_what_another_just_changed_sees_that_first() -> None:
    world = PageWorld()
    put(world, partner(OWN))

    async with member(world, OWN) as client:
        seen = edition_in(await client.get(f"{HOME}/tiedot"))
        await press(client, f"{HOME}/tiedot", f"{HOME}/tiedot", **{**FACTS, "name": "Uusi nimi"})
        late = await client.post(f"{HOME}/tiedot", data={"edition": seen, **FACTS})
        paused = await client.post(f"{HOME}/tauko", data={"edition": seen})

    assert (late.status_code, paused.status_code) == (409, 409)
    assert "muutti tietoja juuri äsken" in late.text
    assert 'value="Uusi nimi"' in late.text
    assert world.store.state.partners[OrganisationId(OWN)].standing is PartnerStanding.JOINED


async def test_a_pause_and_the_end() -> None:
    world = PageWorld()
    put(world, partner(OWN))
    world.store.state.commitments[OrganisationId(OWN)] = 3

    async with member(world, OWN) as client:
        await press(client, HOME, f"{HOME}/tauko")
        resting = await client.get(HOME)
        await press(client, HOME, f"{HOME}/takaisin")
        asked = await client.get(f"{HOME}/lopeta")
        await press(client, f"{HOME}/lopeta", f"{HOME}/lopeta")
        gone = await client.get(HOME)

    assert "teille ei ohjata mitään uutta" in resting.text
    assert "Teillä on 3 asiaa kesken" in asked.text
    assert "on lähtenyt verkostosta" in gone.text
    assert world.facts() == ["partner.paused", "partner.resumed", "partner.left"]


async def test_who_was_invited_a_moment_ago_is_asked_to_wait_for_one() -> None:
    async with member(PageWorld(), OWN) as client:
        page = await client.get(HOME)

    assert page.status_code == 404
    assert "Hetki vielä" in page.text


async def test_of_another_organisation_nothing_exists_for_a_member() -> None:
    world, other = PageWorld(), uuid4()
    put(world, partner(OWN), partner(other, name="Toinen ry"))

    async with member(world, OWN) as client:
        answers = [
            await client.get(f"/fi/kumppani/{other}"),
            await client.post(f"/fi/kumppani/{other}/tauko", data={"edition": "0"}),
            await client.get("/fi/kumppanit"),
            await client.get(f"/fi/kumppanit/{other}"),
        ]
        home = await client.get(HOME)

    assert {answer.status_code for answer in answers} == {403}
    assert not any("Toinen ry" in answer.text for answer in (*answers, home))


async def test_a_capacity_that_lapsed_says_so() -> None:
    world = PageWorld()
    lapsed = {ServiceLine.FOOD: replace(BAGS, valid_until=date(2020, 5, 31))}
    put(world, partner(OWN, capacity=lapsed))

    async with member(world, OWN) as client:
        home = await client.get(HOME)

    assert "vanheni 31.5.2020" in home.text


async def test_a_members_menu_is_their_own() -> None:
    world = PageWorld()
    put(world, partner(OWN))

    async with member(world, OWN) as client:
        home = await client.get(HOME)

    menu = home.text.partition('<nav class="pk-staff"')[2].partition("</ul>")[0]
    assert re.findall(r'href="([^"]+)"', menu) == [HOME, f"{HOME}/ostot"]
