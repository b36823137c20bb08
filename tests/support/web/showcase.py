"""A small service that shows every part of the page kit, to be looked at and tested."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, Response

from shared.telemetry.health import Report
from shared.web.app import build_app
from shared.web.contact import EmergencyContact
from shared.web.forms import Problem
from shared.web.pages import open_pages, render

CONTACT = EmergencyContact("Porukalla", "+358 15 000 0000", "112", date(2026, 11, 25))
PROBLEMS = (Problem("need", "problem.404.title"), Problem("phone", "problem.405.title"))


def showcase() -> FastAPI:
    """Build the application as a service does."""
    return build_app(
        title="showcase",
        lifespan=_nothing,
        routers=[_routes()],
        readiness=_ready,
        pages=open_pages(
            templates=[Path(__file__).parent / "templates"], locales=[], contact=CONTACT
        ),
        secure=False,
    )


def _routes() -> APIRouter:
    router = APIRouter()

    @router.get("/{language}")
    async def start(request: Request) -> Response:
        return render(request, "start.html")

    @router.get("/{language}/kysymys")
    async def question(request: Request) -> Response:
        return render(request, "question.html")

    @router.post("/{language}/kysymys")
    async def wrong(request: Request) -> Response:
        return render(request, "question.html", 422, problems=PROBLEMS)

    @router.get("/{language}/vastaukset")
    async def answers(request: Request) -> Response:
        return render(request, "answers.html")

    @router.get("/{language}/valmis")
    async def done(request: Request) -> Response:
        return render(request, "done.html")

    @router.get("/{language}/raportit")
    async def desk(request: Request) -> Response:
        return render(request, "desk.html")

    @router.get("/{language}/poissa")
    async def away() -> Response:
        raise ConnectionRefusedError

    return router


@asynccontextmanager
async def _nothing(_: FastAPI) -> AsyncIterator[None]:
    yield


async def _ready() -> Report:
    return Report({})
