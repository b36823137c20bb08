"""A page is given the use case it names; who is signed in is asked of the application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated
from uuid import uuid4

import httpx
import pytest
from fastapi import Depends, FastAPI, Request

from shared.contracts.words import StaffRole
from shared.sealing.tokens import token_hash
from shared.web.sessions import StaffSession, require_role
from shared.web.use_cases import provide, use_case

SESSION = StaffSession(uuid4(), StaffRole.COORDINATOR)


@dataclass(frozen=True)
class Greet:
    word: str

    def greet(self) -> str:
        return self.word


@dataclass(frozen=True)
class Part(Greet):
    """Another use case, of a kind that resembles the first."""


async def find_session(hashed: str) -> StaffSession | None:
    return SESSION if hashed == token_hash("token") else None


def application() -> FastAPI:
    app = FastAPI()
    app.state.secure = False

    @app.get("/greeting")
    async def greeting(at: Annotated[Greet, Depends(use_case(Greet))]) -> str:
        return at.greet()

    @app.get("/parting")
    async def parting(at: Annotated[Part, Depends(use_case(Part))]) -> str:
        return at.greet()

    @app.get("/role")
    async def role(request: Request) -> str:
        return (await require_role(request, [StaffRole.COORDINATOR])).role

    return app


@asynccontextmanager
async def visiting(app: FastAPI, cookie: str = "token") -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://localhost", cookies={"porukalla": cookie}
    ) as client:
        yield client


async def test_each_page_gets_the_use_case_of_its_class() -> None:
    app = application()
    provide(app, [Part("farewell"), Greet("welcome")], find_session)

    async with visiting(app) as client:
        said = [(await client.get(path)).json() for path in ("/greeting", "/parting")]

    assert said == ["welcome", "farewell"]


async def test_a_page_is_given_what_runs_when_it_is_asked_for() -> None:
    app = application()
    provide(app, [Greet("early")], find_session)
    provide(app, [Greet("late")], find_session)

    async with visiting(app) as client:
        assert (await client.get("/greeting")).json() == "late"


async def test_a_use_case_that_nobody_provided_is_an_error() -> None:
    app = application()
    provide(app, [Greet("welcome")], find_session)

    async with visiting(app) as client:
        with pytest.raises(KeyError):
            await client.get("/parting")


@pytest.mark.parametrize(("token", "status"), [("token", 200), ("another", 303)])
async def test_who_is_signed_in_is_asked_of_the_application(token: str, status: int) -> None:
    app = application()
    provide(app, [], find_session)

    async with visiting(app, token) as client:
        assert (await client.get("/role")).status_code == status
