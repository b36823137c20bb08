"""A small service inside the page kit, and a way to visit it without a server."""

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import httpx
from fastapi import APIRouter, FastAPI, Request, Response
from pydantic import BaseModel, ConfigDict

from shared.contracts.words import StaffRole
from shared.telemetry.health import Finding, Readiness
from shared.web import pages
from shared.web.app import build_app
from shared.web.idempotency import IdempotencyKey
from shared.web.permissions import Permission
from shared.web.use_cases import provide
from tests.support.web.route_tables import table_of
from tests.support.web.showcase import CONTACT
from tests.support.web.staff import session_cookies

Browse = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]


ADMINS = Permission(frozenset({StaffRole.ADMIN}))


class Plea(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str


def _pages(templates: Path) -> APIRouter:
    routes = APIRouter()
    (templates / "hello.html").write_text(
        '{% extends "page.html" %}{% block title %}Hei{% endblock %}'
        "{% block content %}<h1>{{ name }}</h1>{% endblock %}",
        encoding="utf-8",
    )

    @routes.get("/docs")
    @routes.get("/{language}/hello")
    @routes.get("/{language}/p/{token}")
    async def hello(request: Request) -> Response:
        return pages.render(request, "hello.html", name="<img onerror=alert(1)>")

    @routes.post("/{language}/hello")
    async def posted(request: Request) -> Response:
        return Response((await request.body())[:10])

    @routes.api_route("/{language}/changed", methods=["PUT", "PATCH", "DELETE"])
    async def changed() -> Response:
        return Response()

    @routes.get("/{language}/taulu")
    async def board() -> Response:
        return Response()

    return routes


def _failures() -> APIRouter:
    routes = APIRouter()

    @routes.post("/api/pleas")
    async def plea(_: Plea, __: IdempotencyKey) -> dict[str, str]:
        return {"reference": "A"}

    @routes.get("/api/away")
    @routes.get("/{language}/away")
    async def away() -> Response:
        raise ConnectionRefusedError

    @routes.get("/{language}/broken")
    async def broken() -> Response:
        message = "Matti Meikäläinen"
        raise ValueError(message)

    return routes


@asynccontextmanager
async def _nothing(_: FastAPI) -> AsyncIterator[None]:
    yield


@asynccontextmanager
async def visiting(
    templates: Path,
    *,
    secure: bool = False,
    hosts: Collection[str] = (),
    finding: Finding | None = None,
) -> AsyncIterator[httpx.AsyncClient]:
    """Open the service; its templates are written to a folder of the test's."""

    async def probe() -> Finding:
        return finding or Finding("ok")

    app = build_app(
        title="kit",
        lifespan=_nothing,
        routers=(routers := [_pages(templates), _failures()]),
        table=table_of(routers, {"GET /{language}/taulu": ADMINS}),
        readiness=Readiness({"probe": probe}).report,
        pages=pages.open_pages(rooms={}, templates=[templates], texts=[], contact=CONTACT),
        secure=secure,
        hosts=hosts,
    )
    provide(app, (), session_cookies())
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://kit.test") as client:
        yield client
