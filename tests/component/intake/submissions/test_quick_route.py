"""A right request is read at once, by the same rules: nobody can tell who read it."""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import fastapi.routing
import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request

from services.intake.submissions.api.bodies import AskForHelp
from tests.support.intake.page_world import PageWorld
from tests.support.intake.submissions.api import BODY, KEY

JSON = {"content-type": "application/json"}
ODD = some.one_of(
    some.none(),
    some.booleans(),
    some.integers(),
    some.floats(allow_nan=False),
    some.sampled_from(["", "yes", "no", "fi", "groceries", "web", "\ud800", "040 123 4567"]),
    some.lists(some.sampled_from(["groceries", "gold", 1]), max_size=2),
)
BENT = some.dictionaries(some.sampled_from([*AskForHelp.model_fields, "unheard_of"]), ODD)


def not_at_once(*_: object, **__: object) -> None:
    """Stand in the way of FastAPI's own reading."""
    raise AssertionError


async def test_a_right_request_is_not_left_to_fastapi(
    world: PageWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fastapi.routing, "solve_dependencies", not_at_once)
    async with world.visitor() as client:
        answer = await client.post("/api/requests", json=BODY, headers=KEY)

    assert answer.status_code == 201
    assert answer.headers["content-type"] == "application/json"


async def test_the_gate_is_asked_also_of_who_is_read_at_once(world: PageWorld) -> None:
    async def closed(request: Request) -> None:
        raise HTTPException(403, request.method)

    world.app.state.gate = closed
    async with world.visitor() as client:
        answer = await client.post("/api/requests", json=BODY, headers=KEY)

    assert answer.status_code == 403
    assert world.store.state.requests == {}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content-type": "application/json; charset=utf-8"}, 201),
        ({"content-type": "Application/JSON"}, 201),
        ({"content-type": "application/vnd.help+json"}, 201),
        ({"content-type": "text/plain"}, 422),
        ({"content-type": ""}, 422),
        (JSON | {"Idempotency-Key": "7 signs"}, 422),
        (JSON | {"Idempotency-Key": "x" * 129}, 422),
        (JSON | {"Idempotency-Key": "k\u00e4ytetty avain"}, 422),
    ],
)
async def test_what_is_odd_about_a_request_is_seen_as_fastapi_sees_it(
    world: PageWorld, headers: Mapping[str, str], status: int
) -> None:
    sent = {name.encode(): value.encode("latin-1") for name, value in (KEY | dict(headers)).items()}
    async with world.visitor() as client:
        answer = await client.post("/api/requests", content=json.dumps(BODY), headers=sent)

    assert answer.status_code == status


@given(BENT)
def test_a_body_that_is_read_at_once_is_what_fastapi_would_have_read(bent: dict[str, Any]) -> None:
    raw = json.dumps(BODY | bent)
    with suppress(ValidationError):
        assert AskForHelp.model_validate_json(raw) == AskForHelp.model_validate(json.loads(raw))
