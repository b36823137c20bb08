"""`POST /api/requests`."""

import asyncio
from datetime import datetime, timedelta

import pytest

from tests.support.intake.page_world import PageWorld
from tests.support.intake.submissions.api import ANOTHER, BODY, KEY


async def test_a_request_is_taken_with_its_reference_and_link(world: PageWorld) -> None:
    async with world.visitor() as client:
        answer = await client.post("/api/requests", json=BODY, headers=KEY)
        status = await client.get(answer.json()["status_url"])

    (request,) = world.store.state.requests.values()
    assert answer.status_code == 201
    assert answer.json()["reference"] == request.stored.reference
    assert answer.json()["state"] == "received"
    (promise,) = world.store.state.promises.values()
    assert datetime.fromisoformat(answer.json()["heard_by"]) == promise.heard_by
    assert status.status_code == 200


async def test_the_same_key_gets_the_same_answer(world: PageWorld) -> None:
    async with world.visitor() as client:
        first = await client.post("/api/requests", json=BODY, headers=KEY)
        second = await client.post("/api/requests", json=BODY, headers=KEY)

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert len(world.store.state.requests) == 1


async def test_many_at_once_with_one_key_are_one_request(world: PageWorld) -> None:
    async with world.visitor() as client:
        answers = await asyncio.gather(
            *(client.post("/api/requests", json=BODY, headers=KEY) for _ in range(20))
        )

    assert sorted(answer.status_code for answer in answers) == [200] * 19 + [201]
    assert len({answer.text for answer in answers}) == 1


@pytest.mark.parametrize(
    ("bent", "status"), [({"phone": "+358401234567"}, 200), ({"text": "Something else"}, 409)]
)
async def test_under_the_same_key_another_body_is_a_conflict_but_not_the_same_phone_otherwise(
    world: PageWorld, bent: dict[str, str], status: int
) -> None:
    async with world.visitor() as client:
        await client.post("/api/requests", json=BODY, headers=KEY)
        again = await client.post("/api/requests", json=BODY | bent, headers=KEY)

    assert again.status_code == status
    assert ("idempotency key" in again.text) == (status == 409)


async def test_an_answer_older_than_a_day_is_gone(world: PageWorld) -> None:
    async with world.visitor() as client:
        await client.post("/api/requests", json=BODY, headers=KEY)
        world.store.state.now += timedelta(days=1)
        answer = await client.post("/api/requests", json=BODY, headers=KEY)

    assert answer.status_code == 409
    assert len(world.store.state.requests) == 1


async def test_what_is_optional_may_be_left_out_or_empty(world: PageWorld) -> None:
    few = {name: BODY[name] for name in ("category", "urgency", "postal_code", "language", "phone")}
    async with world.visitor() as client:
        bare = await client.post("/api/requests", json=few, headers=KEY)
        empty = await client.post(
            "/api/requests",
            json=few | {"first_name": "", "text": None, "email": "", "channel": "import"},
            headers={"Idempotency-Key": "another-key"},
        )

    assert (bare.status_code, empty.status_code) == (201, 201)


async def test_a_check_stores_nothing(world: PageWorld) -> None:
    async with world.visitor() as client:
        answer = await client.post("/api/requests/check", json=BODY)

    assert answer.status_code == 204
    assert world.store.state.requests == {}


async def test_a_check_with_a_key_says_what_sending_it_would_find(world: PageWorld) -> None:
    other = BODY | {"urgency": "no_hurry"}
    async with world.visitor() as client:
        new = await client.post("/api/requests/check", json=BODY, headers=KEY)
        await client.post("/api/requests", json=BODY, headers=KEY)
        known = await client.post("/api/requests/check", json=BODY, headers=KEY)
        changed = await client.post("/api/requests/check", json=other, headers=KEY)
        keyless = await client.post("/api/requests/check", json=BODY)

    assert [each.status_code for each in (new, known, changed, keyless)] == [204, 200, 409, 204]
    assert known.json() == {"code": "received_before"}
    assert changed.json()["code"] == "other_content"
    assert len(world.store.state.requests) == 1


async def test_without_the_database_the_answer_is_503_with_the_phone(world: PageWorld) -> None:
    world.store.away = ConnectionRefusedError()
    async with world.visitor() as client:
        answer = await client.post("/api/requests", json=BODY, headers=KEY)

    assert answer.status_code == 503
    assert answer.json()["phone"] == "+358 15 000 0000"
    assert "received" not in answer.text


async def test_a_body_too_large_is_refused(world: PageWorld) -> None:
    async with world.visitor() as client:
        answer = await client.post("/api/requests", json=BODY | {"text": "a" * 70_000}, headers=KEY)

    assert answer.status_code == 413


async def test_the_interface_is_described(world: PageWorld) -> None:
    async with world.visitor() as client:
        described = (await client.get("/openapi.json")).json()

    assert set(described["paths"]) == {
        "/api/calls",
        "/api/requests",
        "/api/requests/challenge",
        "/api/requests/check",
    }
    post = described["paths"]["/api/requests"]["post"]
    assert {"200", "201", "409", "422"} <= post["responses"].keys()


async def test_a_client_asks_for_another_with_both_numbers(world: PageWorld) -> None:
    async with world.visitor() as client:
        answer = await client.post(
            "/api/requests", json=BODY | ANOTHER | {"may_ring": False}, headers=KEY
        )

    (request,) = world.store.state.requests.values()
    assert answer.status_code == 201
    assert [point.key for point in request.plea.reach_points] == ["asker_phone", "phone"]
    assert [point.may_ring for point in request.plea.reach_points] == [True, False]


async def test_a_client_that_knew_one_number_is_read_as_before(world: PageWorld) -> None:
    async with world.visitor() as client:
        answer = await client.post("/api/requests", json=BODY | {"on_behalf": True}, headers=KEY)

    (request,) = world.store.state.requests.values()
    assert answer.status_code == 201
    assert [point.key for point in request.plea.reach_points] == ["asker_phone"]


async def test_what_nobody_sees_is_left_out(world: PageWorld) -> None:
    unseen = {
        "text": "\u202bسلم\u202c",
        "street": "Katu 1\u0085\tB",
        "first_name": "\u202aAino\u202c",
    }
    async with world.visitor() as client:
        answer = await client.post("/api/requests", json=BODY | unseen, headers=KEY)

    (request,) = world.store.state.requests.values()
    assert answer.status_code == 201
    kept = request.plea.contact
    assert (kept.text, kept.street, kept.first_name) == ("سلم", "Katu 1 B", "Aino")
