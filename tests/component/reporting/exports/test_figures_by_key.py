"""`/api/figures` by a key: what was published of one project, and who asked is kept."""

import re
from typing import Any

import httpx
import pytest

from services.reporting.exports.rules import MOST_AN_HOUR, written
from shared.contracts.words import StaffRole
from shared.sealing.tokens import token_hash
from tests.support.reporting.exports.building import CODE, LATER, published
from tests.support.reporting.page import PageWorld
from tests.support.reporting.projects.building import SPRING

KEYS = "/fi/raportit/avaimet"
NEW = {"project": CODE, "label": "Rahaston taulukko"}


async def make_key(world: PageWorld, role: StaffRole = StaffRole.COORDINATOR) -> str:
    async with world.browser(role) as client:
        made = await client.post(KEYS, data=NEW)
    assert made.status_code == 201
    (key,) = re.findall(r"<code>([\w-]+)</code>", made.text)
    return str(key)


async def asked(world: PageWorld, key: str | None, **params: str) -> httpx.Response:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    async with world.browser(None) as client:
        return await client.get("/api/figures", params=params, headers=headers)


async def test_a_key_is_shown_once_kept_hashed_and_opens_its_projects_figures() -> None:
    world = PageWorld(published=[published(), published(LATER)])

    key = await make_key(world)
    listed = (await asked(world, key, project=CODE)).json()
    told = (await asked(world, key, project=CODE, period=written(SPRING))).json()

    assert set(world.keys.kept) == {token_hash(key)}
    assert key not in repr(world.keys)
    assert [each["period"] for each in listed["periods"]] == [written(LATER), written(SPRING)]
    assert told["hash"] == "ab" * 32
    (helped,) = [each for each in told["figures"] if each["code"] == "helped"]
    assert helped["cells"][0] == {"codes": ["errands", "178"], "status": "hidden", "value": None}
    assert [(use.asked, use.status) for use in world.keys.uses] == [
        (CODE, 200),
        (f"{CODE} {written(SPRING)}", 200),
    ]
    async with world.browser(StaffRole.ADMIN) as client:
        page = (await client.get(KEYS)).text
    assert key not in page
    assert f"{CODE} {written(SPRING)}" in page


@pytest.mark.parametrize(
    ("key", "params", "status", "code"),
    [
        (None, {"project": CODE}, 401, "no_key"),
        ("wrong", {"project": CODE}, 401, "wrong_key"),
        ("right", {"project": "another"}, 403, "other_project"),
        ("right", {"project": CODE, "period": written(LATER)}, 404, "unpublished"),
        ("right", {"project": CODE, "period": "kevät"}, 422, "period"),
        ("right", {}, 422, None),
    ],
)
async def test_what_is_not_given_is_refused_with_a_reason(
    key: str | None, params: dict[str, str], status: int, code: str | None
) -> None:
    world = PageWorld(published=[published()])
    right = await make_key(world)

    answer = await asked(world, right if key == "right" else key, **params)

    said: dict[str, Any] = answer.json()
    assert (answer.status_code, said["status"], said.get("code")) == (status, status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert ("www-authenticate" in answer.headers) == (status == 401)
    is_noted = key == "right" and code is not None
    assert [use.status for use in world.keys.uses] == ([status] if is_noted else [])


async def test_a_withdrawn_key_opens_nothing_and_a_busy_one_waits() -> None:
    world = PageWorld(published=[published()])
    key = await make_key(world)
    (kept,) = world.keys.kept.values()

    for _ in range(MOST_AN_HOUR):
        await asked(world, key, project=CODE)
    busy = await asked(world, key, project=CODE)
    world.keys.uses.clear()
    async with world.browser(StaffRole.ADMIN) as client:
        withdrawn = await client.post(f"{KEYS}/{kept.id}/poista")
        again = await client.post(f"{KEYS}/{kept.id}/poista")
        page = (await client.get(withdrawn.headers["location"])).text
    refused = await asked(world, key, project=CODE)

    assert (busy.status_code, busy.json()["code"]) == (429, "too_often")
    assert busy.headers["retry-after"] == "3600"
    assert withdrawn.headers["location"] == f"{KEYS}?poistettu=true"
    assert again.headers["location"] == KEYS
    assert "Avain ei avaa enää mitään." in page
    assert (refused.status_code, refused.json()["code"]) == (401, "wrong_key")
    assert [use.status for use in world.keys.uses] == [401]


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"project": "another", "label": ""}, ["project", "label"]),
        ({"project": CODE, "label": "a" * 81}, ["label"]),
    ],
)
async def test_what_is_wrong_with_a_new_key_is_said_at_its_field(
    typed: dict[str, str], fields: list[str]
) -> None:
    world = PageWorld()
    async with world.browser() as client:
        answer = await client.post(KEYS, data=typed)

    assert answer.status_code == 422
    assert re.findall(r'<a href="#(\w+)">', answer.text) == fields
    assert world.keys.kept == {}


async def test_the_interface_is_described() -> None:
    async with PageWorld().browser(None) as client:
        described = (await client.get("/openapi.json")).json()

    get = described["paths"]["/api/figures"]["get"]
    assert {"200", "401", "403", "404", "422", "429"} <= get["responses"].keys()
    assert get["security"] == [{"HTTPBearer": []}]
    assert {each["name"] for each in get["parameters"]} == {"project", "period"}
