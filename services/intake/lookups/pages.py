"""Look somebody up, open their contact data, and see who did."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.intake.lookups.model import AlarmId, Found, Look, Reason
from services.intake.lookups.use_cases import LISTED, LookUp, Refused, TellLooks, TellOwnLooks
from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId
from services.intake.submissions.use_cases.take_in import TakeInRequests
from shared.contracts.event import known
from shared.contracts.words import Language
from shared.fields.phone import readable
from shared.web.forms import Problem, by_link, go_to, status_for, typed_in
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address, catalogues_of, may_open, render
from shared.web.permissions import StaffSession
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case
from shared.web.wording import Wording, name_of

router = APIRouter(include_in_schema=False, dependencies=[IN_ITS_LANGUAGE])

AtLookUp = Annotated[LookUp, Depends(use_case(LookUp))]
AtOwnLooks = Annotated[TellOwnLooks, Depends(use_case(TellOwnLooks))]
AtLooks = Annotated[TellLooks, Depends(use_case(TellLooks))]

UNKNOWN = "requests/unknown_link.html"


LONGEST: Final = 254

AtTaken = Annotated[TakeInRequests, Depends(use_case(TakeInRequests))]


@router.get("/{language}/haku")
async def ask_for_person(request: Request) -> Response:
    """Ask for something whole: a reference, a phone number, a mail address."""
    return _find_page(request, "")


@router.post("/{language}/haku")
async def find_person(request: Request, at: AtLookUp) -> Response:
    """List the person's requests, masked; what was typed is in no address."""
    staff = staff_of(request)
    wanted = (await typed_in(request)).get("wanted", "")[:LONGEST]
    return await _find(request, at, wanted, staff)


@router.post("/{language}/haku/{request_id}")
async def open_contact(
    request: Request, language: Language, request_id: UUID, at: AtLookUp, taken: AtTaken
) -> Response:
    """Show contact data in clear, for the reason that was chosen."""
    staff, typed = staff_of(request), await typed_in(request)
    reason = known(Reason, typed.get("reason", ""))
    if reason is None:
        problem = Problem(f"reason-{request_id}", "problem.lookup.reason")
        return await _find(request, at, typed.get("wanted", "")[:LONGEST], staff, problem)
    opened = await at.open_contact(RequestId(request_id), reason, StaffId(staff.staff_id))
    if isinstance(opened, Refused):
        return _find_page(request, "", refused=opened)
    return render(
        request,
        "lookups/opened.html",
        opened=opened,
        people=opened.people,
        hints=sorted(taken.hints_in(opened.contact)),
        readable=readable,
        place=name_of(opened.request.municipality, language),
        may_list=may_open(request, staff, "call_list"),
        leads_on=may_open(request, staff, "one_request"),
    )


@router.get("/{language}/haku/{request_id}")
async def open_nothing(request: Request, request_id: UUID) -> Response:
    """Show the search: here lead the links to other languages, and a reload looks at nobody."""
    del request_id
    return go_to(address(request, "lookup"))


@router.get("/{language}/katselut")
async def ask_for_looks(request: Request, language: Language, at: AtLooks) -> Response:
    """Show the alarms that wait, and ask whose looks are wanted."""
    return await _looks_page(request, language, at, Asked())


@router.post("/{language}/katselut")
async def tell_looks(request: Request, language: Language, at: AtLooks) -> Response:
    """Tell who looked at one person, or what one member of staff looked at."""
    typed = await typed_in(request)
    person, staff = typed.get("person", "")[:LONGEST], typed.get("staff", "")[:LONGEST]
    looks = await (at.looks_at(person) if person.strip() else at.looks_by(staff))
    return await _looks_page(request, language, at, Asked(person, staff, looks))


@router.post("/{language}/katselut/{alarm_id}/kasitelty")
async def settle_alarm(request: Request, alarm_id: UUID, at: AtLookUp) -> Response:
    """Note that a person has looked into an alarm."""
    staff = staff_of(request)
    await at.settle_alarm(AlarmId(alarm_id), StaffId(staff.staff_id))
    return go_to(address(request, "looks"))


@router.get("/{language}/p/{token}/katsojat")
async def show_own_looks(
    request: Request, language: Language, token: str, at: AtOwnLooks
) -> Response:
    """Tell the one who asked who saw their contact data, in words of roles."""
    looks = by_link(await at.looks_at_own(token), UNKNOWN)
    say = Wording(catalogues_of(request), language)
    back = f"/{language}/p/{token}"
    return render(request, "lookups/own_looks.html", looks=looks, say=say, back=back)


async def _find(
    request: Request,
    at: LookUp,
    wanted: str,
    staff: StaffSession,
    problem: Problem | None = None,
) -> Response:
    found = await at.find_person(wanted, StaffId(staff.staff_id))
    if isinstance(found, Refused):
        return _find_page(request, wanted, refused=found)
    return _find_page(request, wanted, found, problems=(problem,) if problem else ())


def _find_page(
    request: Request,
    wanted: str,
    found: Sequence[Found] | None = None,
    refused: Refused | None = None,
    problems: tuple[Problem, ...] = (),
) -> Response:
    if refused is not None:
        problems = (Problem("wanted", f"problem.lookup.{refused}"),)
    status = HTTPStatus.TOO_MANY_REQUESTS if refused is Refused.ENOUGH else status_for(problems)
    return render(
        request,
        "lookups/find.html",
        status,
        wanted=wanted,
        found=found,
        leads_on=may_open(request, staff_of(request), "one_request"),
        problems=problems,
        reasons=list(Reason),
        place=name_of,
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose looks were asked for, as it was typed, and the answer; None for what is unreadable."""

    person: str = ""
    staff: str = ""
    looks: Sequence[Look] | None = ()


async def _looks_page(
    request: Request, language: Language, at: TellLooks, asked: Asked
) -> Response:
    is_wrong = asked.looks is None
    problems = (Problem("person", "problem.looks.unreadable"),) if is_wrong else ()
    return render(
        request,
        "lookups/looks.html",
        status_for(problems),
        problems=problems,
        alarms=await at.alarms(),
        asked=asked,
        say=Wording(catalogues_of(request), language),
        most=LISTED,
    )
