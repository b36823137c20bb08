"""The administrator's pages."""

import re
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest

from services.intake.staff.model import Session
from shared.contracts.words import StaffRole
from shared.sealing.tokens import new_token, token_hash
from shared.web.permissions import StaffSession
from tests.support.intake.building import NOW
from tests.support.intake.page_world import PageWorld, sign_in, staffed
from tests.support.intake.sign_in.people import add_colleague
from tests.support.web.staff import cookie_issuer

LIST = "/fi/henkilosto"


@pytest.fixture
def world() -> PageWorld:
    return staffed(PageWorld(), StaffRole.ADMIN)


async def invite(visitor: httpx.AsyncClient, **bent: str | list[str]) -> httpx.Response:
    fields = {"name": "matti.m", "roles": ["coordinator", "reporter"], "organisation": ""}
    return await visitor.post(f"{LIST}/kutsu", data=fields | bent)


async def test_an_invitation_is_shown_once_as_a_link(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await sign_in(visitor)
        form = await visitor.get(f"{LIST}/kutsu")
        answer = await invite(visitor)
        listed = await visitor.get(LIST)
    (link,) = re.findall(r"http://localhost:8080(/fi/kutsu/[\w-]+)", answer.text)
    async with world.visitor() as matti:
        page = await matti.get(link)

    assert form.status_code == answer.status_code == page.status_code == 200
    assert "matti.m" in page.text
    assert "matti.m" in listed.text
    assert "kutsuttu" in listed.text
    assert link.rpartition("/")[2] not in listed.text


@pytest.mark.parametrize(
    ("bent", "words"),
    [
        ({"name": ""}, "Anna käyttäjänimi"),
        ({"name": "Kaisa"}, "Käyttäjänimi on jo käytössä"),
        ({"name": "<b>"}, "Käyttäjänimessä voi olla"),
        ({"roles": []}, "Valitse ainakin yksi rooli"),
        ({"roles": ["king"]}, "Roolia ei tunneta"),
        ({"roles": ["supplier", "reporter"]}, "ei ole muita rooleja"),
        ({"roles": ["supplier"]}, "Anna organisaation tunnus"),
    ],
)
async def test_what_cannot_be_is_said_and_the_rest_kept(
    world: PageWorld, bent: dict[str, str | list[str]], words: str
) -> None:
    async with world.visitor() as visitor:
        await sign_in(visitor)
        answer = await invite(visitor, **bent)

    assert answer.status_code == 422
    assert words in answer.text
    assert len(world.store.state.staff) == 1


async def test_roles_are_changed_and_the_person_is_signed_out(world: PageWorld) -> None:
    matti = await add_colleague(world, "Matti", StaffRole.COORDINATOR)
    async with world.visitor() as visitor:
        await sign_in(visitor)
        answer = await visitor.post(
            f"{LIST}/{matti}/roolit",
            data={"roles": ["partner_member"], "organisation": str(uuid4())},
        )
        page = await visitor.get(answer.headers["location"])

    assert answer.status_code == 303
    assert re.search(r'value="partner_member" checked', page.text)
    assert not re.search(r'value="coordinator" checked', page.text)
    assert world.store.state.staff["matti"].organisation_id is not None


@pytest.mark.parametrize(
    ("act", "standing"), [("sulje", "suljettu"), ("istunnot", "odottaa uutta kutsua")]
)
async def test_an_account_is_shut_or_its_sessions_are(
    world: PageWorld, act: str, standing: str
) -> None:
    matti = await add_colleague(world, "Matti", StaffRole.COORDINATOR)
    async with world.visitor() as visitor:
        await sign_in(visitor)
        answer = await visitor.post(f"{LIST}/{matti}/{act}")
        page = await visitor.get(answer.headers["location"])

    assert standing in page.text


async def test_a_new_invitation_is_a_link_too(world: PageWorld) -> None:
    matti = await add_colleague(world, "Matti", StaffRole.COORDINATOR)
    async with world.visitor() as visitor:
        await sign_in(visitor)
        answer = await visitor.post(f"{LIST}/{matti}/kutsu")

    assert re.search(r"http://localhost:8080/fi/kutsu/[\w-]+", answer.text)


@pytest.mark.parametrize("act", ["sulje", "kutsu", "roolit"])
async def test_ones_own_account_is_for_another_administrator(world: PageWorld, act: str) -> None:
    own = world.store.state.staff["kaisa"].id
    async with world.visitor() as visitor:
        await sign_in(visitor)
        answer = await visitor.post(f"{LIST}/{own}/{act}", data={"roles": ["reporter"]})
        page = await visitor.get(f"{LIST}/{own}")

    assert answer.status_code == 422
    assert "Omaa tiliäsi muuttaa toinen pääkäyttäjä" in answer.text
    assert "Tämä on oma tilisi" in page.text
    assert world.store.state.disabled == set()


async def test_an_unknown_account_is_not_found(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await sign_in(visitor)
        answers = [
            await visitor.get(f"{LIST}/{uuid4()}"),
            await visitor.post(f"{LIST}/{uuid4()}/sulje"),
            await visitor.post(f"{LIST}/{uuid4()}/kutsu"),
        ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


async def test_who_signed_in_a_while_ago_proves_once_more_who_they_are(world: PageWorld) -> None:
    matti = await add_colleague(world, "Matti", StaffRole.COORDINATOR)
    kaisa = world.store.state.staff["kaisa"]
    token, who = new_token(), StaffSession(kaisa.id, frozenset(kaisa.roles))
    cookie = cookie_issuer(lambda: NOW - timedelta(minutes=5)).issue(token, who)
    world.store.state.sessions[token_hash(token)] = Session(
        uuid4(), token_hash(token), kaisa.id, kaisa.roles, NOW + timedelta(hours=12)
    )
    async with world.visitor() as visitor:
        visitor.cookies.set("porukalla", cookie)
        listed = await visitor.get(LIST)
        changes = [
            await visitor.get(f"{LIST}/{matti}"),
            await visitor.post(f"{LIST}/{matti}/roolit", data={"roles": ["admin"]}),
            await invite(visitor),
        ]

    assert listed.status_code == 200
    assert {answer.headers["location"] for answer in changes} == {"/fi/kirjaudu?why=fresh"}
    assert world.store.state.staff["matti"].roles == (StaffRole.COORDINATOR,)


async def test_a_coordinator_sees_nothing_of_it(world: PageWorld) -> None:
    staffed(world, StaffRole.COORDINATOR)
    async with world.visitor() as visitor:
        await sign_in(visitor)
        answers = [await visitor.get(LIST), await invite(visitor)]

    assert [answer.status_code for answer in answers] == [403, 403]
