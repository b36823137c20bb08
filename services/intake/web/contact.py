"""The contact page for the matched volunteer: one link, one browser, until the task is over."""

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from services.intake.domain.visiting import View
from services.intake.web.desk import AtDesk
from shared.contracts.words import Language
from shared.fields.phone import readable
from shared.web.forms import go_to
from shared.web.pages import render

router = APIRouter(prefix="/{language}/yhteys/{token}", include_in_schema=False)

BROWSER = "browser"
BROWSER_LIFE = timedelta(days=30)
"""How long the browser that opened a contact page is known; the task's end shuts it earlier."""
_STATUS: Mapping[View, HTTPStatus] = {
    View.UNKNOWN: HTTPStatus.NOT_FOUND,
    View.USED: HTTPStatus.GONE,
    View.EXPIRED: HTTPStatus.GONE,
    View.CLOSED: HTTPStatus.GONE,
}


@router.get("")
async def show(request: Request, language: Language, token: str, desk: AtDesk) -> Response:
    """Show what this browser may see; opening the link, also by a mail scanner, uses nothing up."""
    browser = desk.cookies.read(request, BROWSER)
    visit = await desk.visiting.look(token, browser or "")
    answer = render(
        request,
        f"contact/{visit.view}.html",
        _STATUS.get(visit.view, HTTPStatus.OK),
        contact_data=visit.contact,
        phone=readable(visit.contact.phone) if visit.contact else "",
        code_word=visit.code_word,
        here=f"/{language}/yhteys/{token}",
        without_cookie="keksi" in request.query_params,
    )
    if visit.view is View.BUTTON:
        desk.cookies.write(answer, BROWSER, browser or desk.visiting.new_browser(), BROWSER_LIFE)
    return answer


@router.post("")
async def use(request: Request, language: Language, token: str, desk: AtDesk) -> Response:
    """Use the link up for this browser; without its cookie nothing is used up."""
    here = f"/{language}/yhteys/{token}"
    browser = desk.cookies.read(request, BROWSER)
    if browser is None:
        return go_to(f"{here}?keksi=puuttuu")
    await desk.visiting.use(token, browser)
    return go_to(here)
