"""An account is set up in the browser, and a sign-in has two halves there."""

import re
from datetime import timedelta

import httpx
import pyotp
import pytest

from shared.contracts.words import StaffRole
from shared.sealing.tokens import token_hash
from tests.support.intake.building import NOW, PUBLIC_URL
from tests.support.intake.page_world import PageWorld, give_password, staffed
from tests.support.passkey import SoftPasskey, options_on

LINK = "/fi/kutsu/a-link"
PASSWORD = "kolme mustaa kissaa"


@pytest.fixture
async def world() -> PageWorld:
    world = PageWorld()
    staffed(world, StaffRole.COORDINATOR)
    kaisa = world.store.state.staff["kaisa"].id
    async with world.store.begin() as work:
        await work.invitations.invite(kaisa, token_hash("a-link"), timedelta(hours=72))
    return world


async def choose(visitor: httpx.AsyncClient, password: str = PASSWORD) -> httpx.Response:
    return await visitor.post(LINK, data={"password": password, "again": password})


async def test_a_passkey_is_set_up_by_the_link(world: PageWorld) -> None:
    device = SoftPasskey("new device", PUBLIC_URL)
    async with world.visitor() as visitor:
        asked = await visitor.get(LINK)
        chosen = await choose(visitor)
        page = await visitor.get(chosen.headers["location"])
        answer = device.create(options_on(page.text))
        done = await visitor.post(chosen.headers["location"], data={"answer": answer})
        again = await visitor.get(LINK)

    assert asked.status_code == page.status_code == done.status_code == 200
    assert len(re.findall(r"<strong>(?:[a-z2-7]{4}-){5}[a-z2-7]{4}</strong>", done.text)) == 10
    assert again.status_code == 404
    assert "Kutsu ei ole enää voimassa" in again.text


async def test_a_code_app_is_set_up_by_the_link(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        chosen = await choose(visitor)
        page = await visitor.get(chosen.headers["location"])
        (secret,) = re.findall(r"otpauth://totp/\S+?secret=(\w+)", page.text)
        wrong = await visitor.post(chosen.headers["location"], data={"code": "000000"})
        right = pyotp.TOTP(secret).at(NOW)
        done = await visitor.post(chosen.headers["location"], data={"code": right})

    assert wrong.status_code == 422
    assert "Koodi ei kelpaa" in wrong.text
    assert "Tallenna varakoodit" in done.text


@pytest.mark.parametrize(
    ("password", "again", "words"),
    [
        ("lyhyt", "lyhyt", "vähintään 12 merkkiä"),
        ("salasana12345", "salasana12345", "liian helppo arvata"),
        (PASSWORD, f"{PASSWORD}!", "eivät ole samat"),
        ("x" * 1001, "x" * 1001, "liian pitkä"),
    ],
)
async def test_a_password_that_will_not_do_is_explained(
    world: PageWorld, password: str, again: str, words: str
) -> None:
    async with world.visitor() as visitor:
        answer = await visitor.post(LINK, data={"password": password, "again": again})

    assert answer.status_code == 422
    assert words in answer.text
    assert password not in answer.text


async def test_a_guessed_link_opens_nothing(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        answers = [
            await visitor.get("/fi/kutsu/guess"),
            await visitor.post("/fi/kutsu/guess", data={"password": PASSWORD, "again": PASSWORD}),
            await visitor.get("/fi/kutsu/guess/tunniste"),
            await visitor.get(f"{LINK}/tunniste"),
        ]

    assert {answer.status_code for answer in answers} == {404}


async def test_the_second_half_belongs_to_the_browser_of_the_first(world: PageWorld) -> None:
    async with world.visitor() as visitor, world.visitor() as stranger:
        begun = await give_password(visitor)
        elsewhere = await stranger.get(begun.headers["location"])
        here = await visitor.get(begun.headers["location"])

    assert begun.headers["location"] == "/fi/kirjaudu/tunniste"
    assert "max-age=300" in begun.headers["set-cookie"].lower()
    assert elsewhere.headers["location"] == "/fi/kirjaudu"
    assert here.status_code == 200


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"code": "000000"}, "Koodi ei kelpaa"),
        ({"code": " "}, "Anna koodi"),
        ({"answer": ""}, "Avain ei kelvannut"),
        ({"answer": "{}"}, "Avain ei kelvannut"),
    ],
)
async def test_a_wrong_second_factor_is_asked_for_again(
    world: PageWorld, data: dict[str, str], words: str
) -> None:
    async with world.visitor() as visitor:
        await give_password(visitor)
        answer = await visitor.post("/fi/kirjaudu/tunniste", data=data)

    assert answer.status_code == 422
    assert words in answer.text


async def test_after_five_wrong_ones_the_password_is_asked_for(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await give_password(visitor)
        answers = [
            await visitor.post("/fi/kirjaudu/tunniste", data={"code": "000000"}) for _ in range(5)
        ]

    assert "Koodi ei kelpaa" in answers[3].text
    assert "Anna salasana uudelleen" in answers[4].text


@pytest.mark.parametrize("path", ["/fi/kirjaudu", LINK])
async def test_pages_for_passkeys_lead_from_the_number_to_the_name(
    world: PageWorld, path: str
) -> None:
    async with world.visitor() as visitor:
        answer = await visitor.get(f"http://127.0.0.1:9123{path}")

    assert answer.status_code == 303
    assert answer.headers["location"] == f"http://localhost:9123{path}"
