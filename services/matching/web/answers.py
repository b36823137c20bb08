"""Small answers that many pages give."""

from collections.abc import Iterable
from http import HTTPStatus

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from services.matching.domain.joining import Problem as Refused
from shared.web.forms import Problem
from shared.web.pages import render


def go_to(path: str) -> Response:
    """Send the browser on after a POST, so that reloading repeats nothing."""
    return RedirectResponse(path, HTTPStatus.SEE_OTHER)


def problems_on_page(refused: Iterable[Refused]) -> tuple[Problem, ...]:
    """Point at the fields, in the page's own words."""
    return tuple(Problem(item.field, f"problem.{item.field}.{item.code}") for item in refused)


def status_for(problems: tuple[Problem, ...]) -> HTTPStatus:
    """Say in the status line too whether something has to be mended."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK


def unknown_link(request: Request) -> Response:
    """Say that nobody was sent such a link, and where to call."""
    return render(request, "unknown_link.html", HTTPStatus.NOT_FOUND)
