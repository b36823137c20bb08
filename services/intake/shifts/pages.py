"""One press each: at the phone, other work, a break, done."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.intake.shifts.model import Doing
from services.intake.shifts.use_cases import SayShifts
from services.intake.staff.model import StaffId
from shared.contracts.event import known
from shared.web.forms import go_to, typed_in
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case

router = APIRouter(
    prefix="/{language}/ops/vuoro", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)
OFF = "off"

AtShifts = Annotated[SayShifts, Depends(use_case(SayShifts))]


@router.post("")
async def say(request: Request, at: AtShifts) -> Response:
    """Change what somebody does; a word that nobody knows changes nothing."""
    said, who = (await typed_in(request)).get("doing", ""), staff_of(request)
    doing = known(Doing, said)
    if doing or said == OFF:
        await at.say(StaffId(who.staff_id), who.session_hash, doing)
    return go_to(address(request, "calls"))
