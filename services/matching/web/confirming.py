"""The link that proves an address: opening it shows a button, pressing it counts."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from services.matching.handlers.enrolling import Standing
from services.matching.web.desk import AtDesk
from shared.contracts.words import Language
from shared.web.forms import go_to
from shared.web.pages import render

router = APIRouter(prefix="/{language}/vapaaehtoinen/vahvista/{token}")

_TEMPLATES = {Standing.READY: "join/confirm.html", Standing.DONE: "join/done.html"}


@router.get("")
async def show(request: Request, language: Language, token: str, desk: AtDesk) -> Response:
    """Show what the link is good for, also to a mail scanner, without using it."""
    del language
    standing = await desk.enrolling.confirmation(token)
    template = _TEMPLATES.get(standing)
    if template is None:
        return render(request, "join/gone.html", HTTPStatus.GONE)
    return render(request, template)


@router.post("")
async def confirm(language: Language, token: str, desk: AtDesk) -> Response:
    """Put the person on the roster; pressing twice is the same as once."""
    await desk.enrolling.confirm(token)
    return go_to(f"/{language}/vapaaehtoinen/vahvista/{token}")
