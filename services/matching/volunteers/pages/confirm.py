"""The link that proves an address: opening it shows a button, pressing it counts."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.matching.volunteers.model import Standing
from services.matching.volunteers.use_cases.sign_up import SignUpVolunteers
from shared.contracts.words import Language
from shared.web.forms import go_to
from shared.web.pages import render
from shared.web.use_cases import use_case

router = APIRouter(prefix="/{language}/vapaaehtoinen/vahvista/{token}", include_in_schema=False)

AtSignUp = Annotated[SignUpVolunteers, Depends(use_case(SignUpVolunteers))]

_TEMPLATES = {
    Standing.READY: "volunteers/confirm.html",
    Standing.DONE: "volunteers/done.html",
    Standing.WAITING: "volunteers/waiting.html",
    Standing.RESTING: "volunteers/resting.html",
}


@router.get("")
async def show(
    request: Request, language: Language, token: str, at: AtSignUp, odottaa: str = ""
) -> Response:
    """Show what the link is good for, also to a mail scanner, without using it."""
    del language
    standing = await at.read_confirmation(token)
    if odottaa and standing is Standing.READY:
        standing = Standing.WAITING
    template = _TEMPLATES.get(standing)
    if template is None:
        return render(request, "volunteers/gone.html", HTTPStatus.GONE)
    return render(request, template)


@router.post("")
async def confirm(language: Language, token: str, at: AtSignUp) -> Response:
    """Put the person on the roster; pressing twice is the same as once."""
    standing = await at.confirm_address(token)
    then = "?odottaa=1" if standing is Standing.WAITING else ""
    return go_to(f"/{language}/vapaaehtoinen/vahvista/{token}{then}")
