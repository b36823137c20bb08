"""A small service that shows every part of the page kit, to be looked at and tested."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, Response

from shared.telemetry.health import Report
from shared.web.app import build_app
from shared.web.contact import EmergencyContact
from shared.web.forms import Problem
from shared.web.pages import THEME_FILE, open_pages, render
from tests.support.web.route_tables import table_of

CONTACT = EmergencyContact("Porukalla", "+358 15 000 0000", "112", date(2026, 11, 25))
SHOWN = {
    "": "start.html",
    "/kysymys": "question.html",
    "/vastaukset": "answers.html",
    "/valmis": "done.html",
    "/raportit": "desk.html",
}
PROBLEMS = (Problem("need", "problem.404.title"), Problem("phone", "problem.405.title"))


def showcase(theme_file: Path = THEME_FILE) -> FastAPI:
    """Build the application as a service does, in a town's own colours where it names any."""
    return build_app(
        title="showcase",
        lifespan=_nothing,
        routers=(routers := [_routes()]),
        table=table_of(routers),
        readiness=ready,
        pages=open_pages(
            rooms={},
            templates=[Path(__file__).parent / "templates"],
            texts=[],
            contact=CONTACT,
            theme_file=theme_file,
        ),
        secure=False,
    )


def _routes() -> APIRouter:
    router = APIRouter()
    for path, template in SHOWN.items():
        router.add_api_route("/{language}" + path, _showing(template))
    router.add_api_route("/{language}/kysymys", _wrong, methods=["POST"])
    router.add_api_route("/{language}/poissa", _away)
    return router


def _showing(template: str) -> Callable[[Request], Response]:
    def show(request: Request) -> Response:
        return render(request, template)

    return show


async def _wrong(request: Request) -> Response:
    return render(request, "question.html", 422, problems=PROBLEMS)


async def _away() -> Response:
    raise ConnectionRefusedError


@asynccontextmanager
async def _nothing(_: FastAPI) -> AsyncIterator[None]:
    yield


async def ready() -> Report:
    return Report({})
