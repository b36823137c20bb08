"""What comes too often by `POST /api/requests` is kept and held, but of our own staff."""

import httpx
import pytest

from services.intake.doors.model import Challenge
from tests.support.intake.doors.building import FEW_BITS, IMPORT_PASS, LIMITS, solve
from tests.support.intake.page_world import PageWorld
from tests.support.intake.submissions.api import BODY


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
