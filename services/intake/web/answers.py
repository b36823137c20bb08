"""Small answers that many pages give."""

from collections.abc import Iterable
from http import HTTPStatus

from fastapi.responses import RedirectResponse

from services.intake.domain.asking import Problem as Refused
from shared.web.forms import Problem


def go_to(path: str) -> RedirectResponse:
    """Send the browser on after a POST, so that reloading repeats nothing."""
    return RedirectResponse(path, HTTPStatus.SEE_OTHER)


def problems_on_page(refused: Iterable[Refused]) -> tuple[Problem, ...]:
    """Point at the fields, in the page's own words."""
    return tuple(Problem(item.field, f"problem.{item.field}.{item.code}") for item in refused)
