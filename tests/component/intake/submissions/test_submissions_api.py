"""`POST /api/requests`."""

import asyncio
from datetime import datetime, timedelta
from enum import StrEnum

import httpx
import pytest

from services.intake.doors.model import Challenge
from shared.contracts.words import Category, Urgency
from tests.support.intake.doors.building import FEW_BITS, IMPORT_PASS, LIMITS, solve
from tests.support.intake.page_world import PageWorld

BODY: dict[str, object] = {
    "category": "groceries",
    "urgency": "today",
    "postal_code": "50100",
    "language": "fi",
    "phone": "040 123 4567",
    "first_name": "Aino",
    "text": "Maitoa ja leipää.",
    "on_behalf": False,
}
KEY = {"Idempotency-Key": "a-key-of-my-own"}


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


@pytest.mark.parametrize(
    ("bent", "field"),
    [
        ({"postal_code": "12345"}, "postal_code"),
        ({"postal_code": "x"}, "postal_code"),
        ({"phone": "12"}, "phone"),
        ({"phone": ""}, "phone"),
        ({"category": "gold"}, "category"),
        ({"urgency": None}, "urgency"),
        ({"language": "xx"}, "language"),
        ({"channel": "phone"}, "channel"),
        ({"email": "aino"}, "email"),
        ({"text": "a" * 5001}, "text"),
        ({"text": "hetu 131052-308T"}, "text"),
        ({"area_note": "FI21 1234 5600 0007 85"}, "area_note"),
        ({"hetu": "131052-308T"}, "hetu"),
    ],
)
async def test_a_wrong_field_is_named_and_nothing_is_stored(
    world: PageWorld, bent: dict[str, object], field: str
) -> None:
    async with world.visitor() as client:
        answer = await client.post("/api/requests", json=BODY | bent, headers=KEY)
        check = await client.post("/api/requests/check", json=BODY | bent)

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert all(error["message"] for error in answer.json()["errors"])
    assert answer.headers["content-type"] == "application/problem+json"
    assert check.status_code == 422
    assert world.store.state.requests == {}
    assert "131052" not in answer.text


@pytest.mark.parametrize(
    ("bent", "code", "message"),
    [
        ({"category": "gold"}, "enum", "Valitse jokin vaihtoehdoista"),
        ({"urgency": None}, "enum", "Valitse jokin vaihtoehdoista"),
        ({"channel": "phone"}, "literal_error", "Tuntematon kanava"),
        ({"also": ["gold"]}, "enum", "Valitse jokin vaihtoehdoista"),
        ({"also": ["pharmacy"] * 4}, "too_long", "Valitse enintään neljä"),
        ({"hetu": "131052-308T"}, "extra_forbidden", "Tällaista kenttää ei ole"),
        ({"sign_in": "x"}, "extra_forbidden", "Tällaista kenttää ei ole"),
        ({"street": 7}, "string_type", "Tätä ei voi ottaa vastaan tällaisena"),
        ({"text": "a" * 5001}, "long", "Nyt merkkejä on 5\u00a0001, eli 1 liikaa"),
        ({"first_name": "a" * 1200}, "string_too_long", "Nyt merkkejä on 1\u00a0200, eli 1\u00a0"),
    ],
)
async def test_what_is_wrong_is_said_in_finnish_where_no_language_is_asked_for(
    world: PageWorld, bent: dict[str, object], code: str, message: str
) -> None:
    async with world.visitor() as client:
        answer = await client.post("/api/requests", json=BODY | bent, headers=KEY)

    (error,) = answer.json()["errors"]
    assert error["code"] == code
    assert message in error["message"]


@pytest.mark.parametrize(
    ("bent", "field", "codes"),
    [({"urgency": "gold"}, "urgency", Urgency), ({"also": ["gold"]}, "also.0", Category)],
)
async def test_an_unknown_code_is_answered_with_those_that_can_be_taken(
    world: PageWorld, bent: dict[str, object], field: str, codes: type[StrEnum]
) -> None:
    async with world.visitor() as client:
        answer = await client.post("/api/requests", json=BODY | bent, headers=KEY)

    (error,) = answer.json()["errors"]
    assert (error["field"], error["code"], error["allowed"]) == (field, "enum", [*codes])


@pytest.mark.parametrize(
    ("asked_for", "message"),
    [
        ("sv-FI, en;q=0.5", "Välj ett av alternativen"),
        ("en", "Choose one of the options"),
        ("xx", "Valitse jokin vaihtoehdoista"),
    ],
)
async def test_an_unknown_code_is_answered_in_the_callers_language(
    world: PageWorld, asked_for: str, message: str
) -> None:
    async with world.visitor() as client:
        answer = await client.post(
            "/api/requests",
            json=BODY | {"urgency": "gold"},
            headers=KEY | {"Accept-Language": asked_for},
        )

    assert [error["message"] for error in answer.json()["errors"]] == [message]


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "short"}])
async def test_a_key_is_asked_for(world: PageWorld, headers: dict[str, str]) -> None:
    async with world.visitor() as client:
        answer = await client.post("/api/requests", json=BODY, headers=headers)

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["Idempotency-Key"]


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
        "/api/requests",
        "/api/requests/challenge",
        "/api/requests/check",
    }
    post = described["paths"]["/api/requests"]["post"]
    assert {"200", "201", "409", "422"} <= post["responses"].keys()


async def test_what_one_person_sends_too_often_is_kept_and_said_to_be_held(
    world: PageWorld,
) -> None:
    cap = LIMITS.same_person.an_hour
    async with world.visitor() as client:
        answers = [
            await client.post(
                "/api/requests", json=BODY, headers={"Idempotency-Key": f"key-{n:08}"}
            )
            for n in range(cap + 1)
        ]
        again = await client.post(
            "/api/requests", json=BODY, headers={"Idempotency-Key": f"key-{cap:08}"}
        )

    assert [answer.status_code for answer in answers] == [201] * (cap + 1)
    states = [answer.json()["state"] for answer in answers]
    assert states == ["received"] * cap + ["held"]
    assert again.json() == answers[-1].json()


@pytest.mark.parametrize(("shown", "held"), [(IMPORT_PASS, 0), ("", 2), ("a guess", 2), ("ä", 2)])
async def test_only_who_shows_the_pass_of_our_staff_is_not_counted(
    world: PageWorld, shown: str, held: int
) -> None:
    async with world.visitor() as client:
        for number in range(LIMITS.same_person.an_hour + 2):
            headers = {"Idempotency-Key": f"key-{number:08}", "Import-Pass": shown}
            await client.post("/api/requests", json=BODY, headers=encoded(headers))

    stored = [item.stored for item in world.store.state.requests.values()]
    assert sum(item.is_held for item in stored) == held


def encoded(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in headers.items()]


@pytest.mark.parametrize(
    ("bent", "code"),
    [
        ({"phone": "0700 123456"}, "service"),
        ({"phone": "+1 900 555 1234", "phone_is_abroad": True}, "service"),
        ({"phone": "0800-HELPME"}, "invalid"),
        ({"phone": "0401234567;ext=99"}, "extension"),
        ({"phone": "015 1941, alanumero 12"}, "extension"),
        ({"phone": "tel:040-1234567;phone-context=+1"}, "invalid"),
        ({"phone": "+46 70 123 45 67"}, "abroad"),
        ({"phone": "+46 70 123 45 67", "phone_is_abroad": True}, None),
        ({"email": "root@localhost.localdomain"}, "invalid"),
        ({"email": "a%0d%0aBcc:x@b.fi"}, "invalid"),
        ({"email": "a" * 65 + "@example.org"}, "invalid"),
        ({"email": "a@example.org,b@example.org"}, "invalid"),
        ({"email": "a@example.org\r\nBcc: b@example.org"}, "invalid"),
        ({"email": "\u200bmailto:a@example.org,"}, None),
    ],
)
async def test_what_nobody_can_be_reached_by_is_named(
    world: PageWorld, bent: dict[str, object], code: str | None
) -> None:
    async with world.visitor() as client:
        answer = await client.post("/api/requests", json=BODY | bent, headers=KEY)

    if code is None:
        assert answer.status_code == 201
    else:
        (error,) = answer.json()["errors"]
        assert (answer.status_code, error["field"], error["code"]) == (422, next(iter(bent)), code)


ANOTHER: dict[str, object] = {
    "on_behalf": True,
    "asker_name": "Kaisa",
    "asker_phone": "050 111 2233",
    "relation": "professional",
    "consent": True,
}


async def test_a_client_asks_for_another_with_both_numbers(world: PageWorld) -> None:
    async with world.visitor() as client:
        answer = await client.post(
            "/api/requests", json=BODY | ANOTHER | {"may_ring": False}, headers=KEY
        )

    (request,) = world.store.state.requests.values()
    assert answer.status_code == 201
    assert [point.key for point in request.plea.reach_points] == ["asker_phone", "phone"]
    assert [point.may_ring for point in request.plea.reach_points] == [True, False]


@pytest.mark.parametrize(
    ("bent", "field", "code"),
    [
        ({"consent": False}, "consent", "missing"),
        ({"relation": None}, "relation", "missing"),
        ({"asker_phone": "0700 123456"}, "asker_phone", "service"),
        ({"asker_phone": "015 1941 x12"}, "asker_phone", "extension"),
    ],
)
async def test_of_who_asks_for_another_it_is_said_what_is_missing(
    world: PageWorld, bent: dict[str, object], field: str, code: str
) -> None:
    async with world.visitor() as client:
        answer = await client.post("/api/requests", json=BODY | ANOTHER | bent, headers=KEY)

    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["field"], error["code"]) == (422, field, code)


async def test_a_client_that_knew_one_number_is_read_as_before(world: PageWorld) -> None:
    async with world.visitor() as client:
        answer = await client.post("/api/requests", json=BODY | {"on_behalf": True}, headers=KEY)

    (request,) = world.store.state.requests.values()
    assert answer.status_code == 201
    assert [point.key for point in request.plea.reach_points] == ["asker_phone"]


@pytest.mark.long
async def test_in_a_flood_a_request_without_work_is_kept_and_held(world: PageWorld) -> None:
    async with world.visitor() as client:
        for number in range(FEW_BITS.in_all_a_minute):
            await _ask_as(client, number)
        without = await _ask_as(client, 10_001)
        given = (await client.get("/api/requests/challenge")).json()
        proof = solve(Challenge(given["challenge"], given["bits"]))
        proven = await _ask_as(client, 10_002, proof)
        reused = await _ask_as(client, 10_003, proof)
        again = await _ask_as(client, 10_002, proof)

    assert {without.status_code, proven.status_code, reused.status_code} == {201}
    assert [each.json()["state"] for each in (without, proven, reused)] == [
        "held",
        "received",
        "held",
    ]
    assert (again.status_code, again.json()) == (200, proven.json())


async def _ask_as(client: httpx.AsyncClient, number: int, proof: str = "") -> httpx.Response:
    """Ask as one person of many."""
    headers = {"Idempotency-Key": f"flood-{number:08}", "Request-Proof": proof}
    body = BODY | {"phone": f"040{1_000_000 + number}"}
    return await client.post("/api/requests", json=body, headers=headers)


async def test_a_code_is_refused_in_words_and_not_repeated(world: PageWorld) -> None:
    async with world.visitor() as client:
        answer = await client.post(
            "/api/requests", json=BODY | {"text": "hetu 131052-308T"}, headers=KEY
        )

    assert "Poista henkilötunnus" in answer.text
    assert "131052" not in answer.text


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
