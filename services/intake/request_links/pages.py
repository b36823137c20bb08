"""A link for somebody close, what they see by it, and a new link for whoever lost theirs."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.intake.request_links.use_cases import LINKS, SendNewLink, ShareProgress
from shared.contracts.words import Language
from shared.web.forms import OwnPage, Problem, by_link, go_to, status_for, typed_in, unknown_link
from shared.web.pages import render
from shared.web.use_cases import use_case

router = APIRouter(include_in_schema=False)

AtSharing = Annotated[ShareProgress, Depends(use_case(ShareProgress))]
AtLost = Annotated[SendNewLink, Depends(use_case(SendNewLink))]

UNKNOWN = "requests/unknown_link.html"


ASKED = ("reference", "reach")


@router.get("/{language}/p/{token}/laheiselle")
async def show_sharing(request: Request, token: str, at: AtSharing, own: OwnPage) -> Response:
    """Say what somebody close would see, and offer a link for them."""
    return await _sharing_page(request, token, at, own)


@router.post("/{language}/p/{token}/laheiselle")
async def make_link(
    request: Request, language: Language, token: str, at: AtSharing, own: OwnPage
) -> Response:
    """Make a link and show it, now and never again."""
    made = await at.make_link(token, language)
    return await _sharing_page(request, token, at, own, made)


@router.post("/{language}/p/{token}/laheiselle/pois")
async def revoke_links(token: str, at: AtSharing, own: OwnPage) -> Response:
    """Take all of them back."""
    by_link(await at.revoke_links(token), UNKNOWN)
    return go_to(f"{own}/laheiselle")


@router.get("/{language}/seuraa/{token}")
async def show_progress(
    request: Request, language: Language, token: str, at: AtSharing
) -> Response:
    """Show how far the request is; nothing can be done here."""
    del language
    followed = await at.show_progress(token)
    if followed is None:
        return unknown_link(request, "request_links/not_shared.html")
    return render(request, "request_links/progress.html", followed=followed)


@router.get("/{language}/uusi-linkki")
async def ask_for_link(request: Request, language: Language) -> Response:
    """Ask for the reference and how the person is reached."""
    del language
    return render(request, "request_links/lost.html", values={}, is_sent=False)


@router.post("/{language}/uusi-linkki")
async def send_link(request: Request, language: Language, at: AtLost) -> Response:
    """Send the link where the person is reached; the answer is the same whoever asks."""
    del language
    typed = await typed_in(request)
    values = {name: typed.get(name, "").strip() for name in ASKED}
    missing = [name for name, value in values.items() if not value]
    problems = tuple(Problem(name, f"problem.lost.{name}") for name in missing)
    if not problems:
        await at.send_link(values["reference"], values["reach"])
    return render(
        request,
        "request_links/lost.html",
        status_for(problems),
        values=values,
        problems=problems,
        is_sent=not problems,
    )


async def _sharing_page(
    request: Request, token: str, at: ShareProgress, own: str, made: str | None = None
) -> Response:
    links = by_link(await at.count_links(token), UNKNOWN)
    return render(
        request,
        "request_links/sharing.html",
        links=links,
        may_make=links < LINKS,
        made=made,
        here=f"{own}/laheiselle",
        back=own,
    )
