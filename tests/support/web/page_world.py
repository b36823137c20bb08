"""A service's pages over fakes: the application as production builds it."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from copy import copy
from pathlib import Path
from typing import Any, Final

import httpx
from fastapi import FastAPI
from starlette.datastructures import State

from shared.contracts.words import StaffRole
from shared.service import Service
from shared.telemetry.health import Readiness
from shared.web.app import build_app
from shared.web.pages import PAGES_FILE, Pages
from shared.web.permissions import PERMISSIONS_FILE
from shared.web.session_cookies import IsClosed
from shared.web.use_cases import provide
from tests.support.serving import browser_of
from tests.support.web.staff import Now, session_cookies, utc_now

CONTACT: Final = Path(__file__).parents[3] / "deploy" / "contact.toml"

_read: dict[tuple[Path, ...], Pages] = {}
_built: dict[tuple[str, int], FastAPI] = {}


def pages_of(
    service: Service[Any],
    pages_file: Path = PAGES_FILE,
    permissions_file: Path = PERMISSIONS_FILE,
) -> Pages:
    """Read templates and texts once for all tests: to compile them takes longer than a test."""
    key = service.here, pages_file, permissions_file
    if key not in _read:
        _read[key] = service.pages(CONTACT, pages_file, permissions_file)
    return _read[key]


def app_over_fakes(
    service: Service[Any],
    pages: Pages,
    use_cases: Sequence[object],
    is_closed: IsClosed,
    now: Now = utc_now,
) -> FastAPI:
    """Build the application; nothing is opened at its start."""
    app = bare_app(service, pages)
    provide(app, use_cases, session_cookies(is_closed, now))
    return app


def bare_app(service: Service[Any], pages: Pages) -> FastAPI:
    """Build the application around its routes, before anything is provided.

    The routes are those of one application: FastAPI analyses them when the first request comes,
    which takes longer than a test.
    """
    key = service.name, id(pages)
    if key not in _built:
        _built[key] = build_app(
            title=service.name,
            lifespan=nothing,
            routers=service.routers,
            table=pages.permissions.of(service.name),
            readiness=Readiness({}).report,
            pages=pages,
            secure=False,
            webhooks=service.webhooks,
        )
    app = copy(_built[key])
    gate = _built[key].state.gate
    app.state = State(
        {"pages": pages, "secure": False, "readiness": Readiness({}).report, "gate": gate}
    )
    return app


class StaffPages(ABC):
    """Pages that staff open, each with a browser of their own."""

    @abstractmethod
    def sign_in(self, role: StaffRole) -> str:
        """Sign somebody in and give the browser's cookie."""

    @abstractmethod
    def app(self) -> FastAPI:
        """Build the application as production does, over the fake store."""

    @asynccontextmanager
    async def browser(
        self, role: StaffRole | None = StaffRole.COORDINATOR
    ) -> AsyncIterator[httpx.AsyncClient]:
        """Give a client that behaves as a browser does, without following redirects."""
        async with browser_of(self.app(), self.sign_in(role) if role else None) as client:
            yield client


@asynccontextmanager
async def nothing(_: FastAPI) -> AsyncIterator[None]:
    yield


async def led_away(browser: httpx.AsyncClient, path: str) -> str:
    """Open a page that leads elsewhere; gives where."""
    answer = await browser.get(path)
    assert answer.status_code == 303, answer.status_code
    return answer.headers["location"]
