"""The contact page for the matched volunteer: one link, one browser, until the task is over."""

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.intake.contact_access.model import View
from services.intake.contact_access.rules import wrong_introduction
from services.intake.contact_access.use_cases import ShowContact
from shared.contracts.words import Language
from shared.fields.phone import readable
from shared.fields.text import one_line
from shared.web.cookies import cookies_of
from shared.web.forms import Problem, go_to, typed_in
from shared.web.pages import render
from shared.web.use_cases import use_case

router = APIRouter(prefix="/{language}/yhteys/{token}", include_in_schema=False)

AtContact = Annotated[ShowContact, Depends(use_case(ShowContact))]

BROWSER = "browser"
BROWSER_LIFE = timedelta(days=30)
"""By the browser's own clock: how long it is known here; the task's end shuts the page earlier."""
_STATUS: Mapping[View, HTTPStatus] = {
    View.UNKNOWN: HTTPStatus.NOT_FOUND,
    View.USED: HTTPStatus.GONE,
    View.EXPIRED: HTTPStatus.GONE,
    View.CLOSED: HTTPStatus.GONE,
}


@router.get("")
async def show(request: Request, language: Language, token: str, at: AtContact) -> Response:
    """Show what this browser may see; opening the link, also by a mail scanner, uses nothing up."""
    return await _visit_page(request, f"/{language}/yhteys/{token}", token, at)


async def _visit_page(
    request: Request, here: str, token: str, at: ShowContact, problems: tuple[Problem, ...] = ()
) -> Response:
    browser = cookies_of(request).read(request, BROWSER)
    visit = await at.show_contact(token, browser or "")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    answer = render(
        request,
        f"contact_access/{visit.view}.html",
        _STATUS.get(visit.view, status),
        contact_data=visit.contact,
        phone=visit.phone,
        readable_phone=readable(visit.phone),
        code_word=visit.code_word,
        here=here,
        problems=problems,
        without_cookie="keksi" in request.query_params,
    )
    if visit.view is View.BUTTON:
        cookies_of(request).write(answer, BROWSER, browser or at.new_browser(), BROWSER_LIFE)
    return answer


@router.post("")
async def use(request: Request, language: Language, token: str, at: AtContact) -> Response:
    """Use the link up for this browser; without its cookie nothing is used up."""
    here = f"/{language}/yhteys/{token}"
    name = one_line((await typed_in(request)).get("introduced_as", ""))
    if wrong := wrong_introduction(name):
        problem = Problem("introduced_as", f"problem.introduced_as.{wrong}")
        return await _visit_page(request, here, token, at, (problem,))
    browser = cookies_of(request).read(request, BROWSER)
    if browser is None:
        return go_to(f"{here}?keksi=puuttuu")
    await at.use_link(token, browser, name)
    return go_to(here)
