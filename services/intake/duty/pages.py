"""A member of staff's own page of duty: on or off, and where letters reach them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.intake.duty.model import ON_CALL, WRITTEN_TO_IN_THE_MORNING
from services.intake.duty.rules import AT_MOST
from services.intake.duty.use_cases import KeepDuty
from services.intake.signed_in import who
from shared.contracts.words import Language
from shared.fields.mail_address import LONGEST
from shared.reach_points import address_of
from shared.web.forms import Problem, go_to, status_for, typed_in
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address, render
from shared.web.use_cases import use_case

router = APIRouter(
    prefix="/{language}/oma-tili/vuoro", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)

AtDuty = Annotated[KeepDuty, Depends(use_case(KeepDuty))]


@router.get("")
async def show(request: Request, at: AtDuty) -> Response:
    """Show whether they are on duty."""
    return await _page(request, at)


@router.post("")
async def change(request: Request, at: AtDuty) -> Response:
    """Go on or off duty."""
    staff_id = who(request)
    if (await typed_in(request)).get("duty") == "on":
        if not await at.go_on(staff_id):
            return await _page(request, at, Problem("email", "problem.duty.no_address"))
    else:
        await at.go_off(staff_id)
    return go_to(address(request, "duty"))


@router.post("/osoite")
async def set_email(request: Request, language: Language, at: AtDuty) -> Response:
    """Keep where letters reach them."""
    email = (await typed_in(request)).get("email", "")[: LONGEST + 1].strip()
    wrong = await at.set_email(who(request), email, language)
    if wrong:
        return await _page(request, at, Problem("email", f"problem.email.{wrong}"), typed=email)
    return go_to(address(request, "duty"))


@router.post("/aamukirje")
async def want_mornings(request: Request, at: AtDuty) -> Response:
    """Take or refuse the letter of the morning."""
    wants = (await typed_in(request)).get("morning") == "on"
    await at.want_mornings(who(request), wants=wants)
    return go_to(address(request, "duty"))


@router.get("/osoite")
async def show_again(request: Request) -> Response:
    """Show the page: here lead the links to other languages on a page with a wrong address."""
    return go_to(address(request, "duty"))


async def _page(
    request: Request, at: KeepDuty, *problems: Problem, typed: str | None = None
) -> Response:
    duty = await at.show(who(request))
    return render(
        request,
        "duty/duty.html",
        status_for(problems),
        duty=duty,
        may_be_on=not ON_CALL.isdisjoint(duty.roles),
        has_mornings=not WRITTEN_TO_IN_THE_MORNING.isdisjoint(duty.roles),
        hours=int(AT_MOST.total_seconds() // 3600),
        email=typed if typed is not None else address_of([duty.to] if duty.to else [], "email"),
        problems=problems,
    )
