"""A page whose transaction lost to another is served again, with the form that was sent."""

from collections.abc import Iterator
from typing import Annotated

import asyncpg
import httpx
import pytest
from fastapi import FastAPI, Form
from starlette.responses import PlainTextResponse, Response

from shared.postgres.races import TRIES
from shared.web.repeats import Repeats


def service(errors: Iterator[Exception]) -> tuple[FastAPI, list[str]]:
    """Make a page that fails as often as there are errors, and the list of what it read."""
    app, seen = FastAPI(), list[str]()
    app.add_middleware(Repeats)

    @app.post("/")
    async def page(word: Annotated[str, Form()]) -> Response:
        seen.append(word)
        for error in errors:
            raise error
        return PlainTextResponse(word)

    return app, seen


async def post(app: FastAPI) -> httpx.Response:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        return await client.post("/", data={"word": "maitoa"})


@pytest.mark.parametrize("lost", [asyncpg.DeadlockDetectedError, asyncpg.SerializationError])
async def test_whoever_loses_is_served_again_with_the_same_form(lost: type[Exception]) -> None:
    app, seen = service(iter([lost()] * (TRIES - 1)))

    answer = await post(app)

    assert (answer.status_code, answer.text) == (200, "maitoa")
    assert seen == ["maitoa"] * TRIES


async def test_nobody_is_served_for_ever() -> None:
    app, seen = service(iter([asyncpg.DeadlockDetectedError()] * (TRIES + 1)))

    assert (await post(app)).status_code == 500
    assert len(seen) == TRIES


async def test_another_error_is_not_repeated() -> None:
    app, seen = service(iter([asyncpg.UniqueViolationError()]))

    assert (await post(app)).status_code == 500
    assert len(seen) == 1
