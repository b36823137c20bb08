"""A page is given the use case it names; who is signed in is asked of the application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI, Request

from shared.contracts.words import StaffRole
from shared.web.pages import open_pages
from shared.web.sessions import find_staff
from shared.web.use_cases import DoubledUseCaseError, MissingUseCaseError, provide, use_case
from tests.support.web.showcase import CONTACT
from tests.support.web.staff import cookie_for, session_cookies

COOKIE = cookie_for(StaffRole.COORDINATOR)


@dataclass(frozen=True)
class Greet:
    word: str

    def greet(self) -> str:
        return self.word


@dataclass(frozen=True)
class Part(Greet):
    """Another use case, of a kind that resembles the first."""


def application() -> FastAPI:
    app = FastAPI()
    app.state.secure = False
    app.state.pages = open_pages(rooms={}, texts=[], contact=CONTACT)

    @app.get("/greeting")
    async def greeting(at: Annotated[Greet, Depends(use_case(Greet))]) -> str:
        return at.greet()

    @app.get("/parting")
    async def parting(at: Annotated[Part, Depends(use_case(Part))]) -> str:
        return at.greet()

    @app.get("/role")
    async def role(request: Request) -> list[str]:
        return sorted((await find_staff(request)).who.roles)

    return app


@asynccontextmanager
async def visiting(app: FastAPI, cookie: str = COOKIE) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://localhost", cookies={"porukalla": cookie}
    ) as client:
        yield client


BOTH = (Part("farewell"), Greet("welcome"))


async def test_each_page_gets_the_use_case_of_its_class() -> None:
    app = application()
    provide(app, BOTH, session_cookies())

    async with visiting(app) as client:
        said = [(await client.get(path)).json() for path in ("/greeting", "/parting")]

    assert said == ["welcome", "farewell"]


async def test_a_page_is_given_what_runs_when_it_is_asked_for() -> None:
    app = application()
    provide(app, BOTH, session_cookies())
    provide(app, [Part("farewell"), Greet("late")], session_cookies())

    async with visiting(app) as client:
        assert (await client.get("/greeting")).json() == "late"


def test_a_use_case_that_nobody_provides_stops_the_start() -> None:
    with pytest.raises(MissingUseCaseError, match="Part"):
        provide(application(), [Greet("welcome")], session_cookies())


def test_pages_of_an_included_router_are_looked_at_too() -> None:
    app, router = application(), APIRouter()

    @router.get("/more")
    async def more(at: Annotated[int, Depends(use_case(int))]) -> int:
        return at

    app.include_router(router)

    with pytest.raises(MissingUseCaseError, match="int"):
        provide(app, BOTH, session_cookies())


def test_two_of_one_class_stop_the_start() -> None:
    with pytest.raises(DoubledUseCaseError):
        provide(application(), [*BOTH, Greet("again")], session_cookies())


@pytest.mark.parametrize(("token", "status"), [(COOKIE, 200), ("another", 303)])
async def test_who_is_signed_in_is_asked_of_the_application(token: str, status: int) -> None:
    app = application()
    provide(app, BOTH, session_cookies())

    async with visiting(app, token) as client:
        assert (await client.get("/role")).status_code == status
