"""My own membership, by a link that was mailed: how I stand, a pause, and leaving."""

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Form, Request, Response

from services.matching.members.model import Membership
from services.matching.members.rules import PAUSES
from services.matching.members.use_cases import LookAfterMembership
from services.matching.volunteers.use_cases.sign_up import SendMemberLinks
from shared.contracts.words import Language
from shared.fields.mail_address import mail_address, wrong_mail_address
from shared.reach_points import ReachKind, ReachPoint
from shared.web.forms import OwnPage, Problem, by_link, go_to, status_for, typed_in
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import render
from shared.web.use_cases import use_case

router = APIRouter(
    prefix="/{language}/vapaaehtoinen/hallinta",
    include_in_schema=False,
    dependencies=[IN_ITS_LANGUAGE],
)

AtMembership = Annotated[LookAfterMembership, Depends(use_case(LookAfterMembership))]
AtLinks = Annotated[SendMemberLinks, Depends(use_case(SendMemberLinks))]

GONE: Final = "volunteers/no_member.html"
Length = Literal["week", "two_weeks", "month", "three_months", "open"]
Done = Literal["", "tauko", "takaisin", "muutettu"]


async def own_membership(token: str, at: AtMembership) -> Membership:
    """Tell how the member stands to whom the link leads."""
    return by_link(await at.show_membership(token), GONE)


OwnMembership = Annotated[Membership, Depends(own_membership)]


@router.get("")
async def ask_for_link(request: Request) -> Response:
    """Ask for the address: the link is mailed there, never shown."""
    return render(request, "members/ask.html", typed="", is_sent=False)


@router.post("")
async def send_link(request: Request, language: Language, at: AtLinks) -> Response:
    """Send the link, if somebody has this address; the answer is the same whoever asks."""
    typed = (await typed_in(request)).get("email", "").strip()
    email = mail_address(typed)
    wrong = "missing" if not typed else "invalid" if wrong_mail_address(email) else None
    problems = (Problem("email", f"problem.email.{wrong}"),) if wrong else ()
    if not problems:
        await at.send_link(ReachPoint(ReachKind.EMAIL, email, language))
    return render(
        request,
        "members/ask.html",
        status_for(problems),
        typed=typed,
        problems=problems,
        is_sent=not problems,
    )


@router.get("/kiitos")
async def left(request: Request) -> Response:
    """Say that it is done, to whoever just left: their link opens nothing any more."""
    return render(request, "members/left.html")


@router.get("/{token}")
async def show(
    request: Request, member: OwnMembership, here: OwnPage, tehty: Done = ""
) -> Response:
    """Show how they stand and what they can do; opening it changes nothing."""
    template, pauses = "members/mine.html", tuple(PAUSES)
    return render(request, template, member=member, here=here, pauses=pauses, done=tehty)


@router.post("/{token}/tauko")
async def pause(
    token: str, at: AtMembership, here: OwnPage, length: Annotated[Length, Form()] = "open"
) -> Response:
    """Pause; pressing again only changes how long."""
    by_link(await at.pause(token, PAUSES[length]), GONE)
    return go_to(f"{here}?tehty=tauko")


@router.post("/{token}/takaisin")
async def resume(token: str, at: AtMembership, here: OwnPage) -> Response:
    """Be asked again."""
    by_link(await at.resume(token), GONE)
    return go_to(f"{here}?tehty=takaisin")


@router.get("/{token}/lopeta")
async def confirm_leaving(request: Request, member: OwnMembership, back: OwnPage) -> Response:
    """Say what becomes of what they have, before they press."""
    return render(request, "members/leave.html", member=member, back=back)


@router.post("/{token}/lopeta")
async def leave(language: Language, token: str, at: AtMembership) -> Response:
    """Leave: what they have is handed back, and they are erased."""
    by_link(await at.leave(token), GONE)
    return go_to(f"/{language}/vapaaehtoinen/hallinta/kiitos")
