"""The pages of those who need a person now: for whoever is on duty."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.intake.attention.model import Outcome
from services.intake.call_list.model import Pressed
from services.intake.call_list.rules import read_wait
from services.intake.call_list.use_cases import KeepCallList, Seen, ShowCallList
from services.intake.call_list.wording import mark_of, shown_list
from services.intake.requests.model import RequestId
from services.intake.signed_in import who
from shared.contracts.event import known
from shared.contracts.words import Language
from shared.web.forms import Problem, go_to, typed_in
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import Pages, address, render
from shared.web.use_cases import use_case

router = APIRouter(
    prefix="/{language}/paivystys", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)

AtList = Annotated[ShowCallList, Depends(use_case(ShowCallList))]
AtLine = Annotated[KeepCallList, Depends(use_case(KeepCallList))]


@router.get("")
async def show(
    request: Request,
    language: Language,
    at: AtList,
    jo: str | None = None,
    valitse: UUID | None = None,
) -> Response:
    """Show who needs a person.

    `jo`: somebody else was first; `valitse`: of whom no outcome was chosen.
    """
    problems = (Problem(f"outcome-{valitse}", "problem.call_list.outcome"),) if valitse else ()
    return render(
        request,
        "call_list/page.html",
        HTTPStatus.OK,
        **shown_list(request, language, await at.show()),
        problems=problems,
        was_others=jo is not None,
    )


@router.get("/merkki.svg")
async def show_mark(request: Request) -> Response:
    """Draw how many need a person, for the menus of other services: a number and nothing else."""
    pages: Pages = request.app.state.pages
    return Response(mark_of(pages.marks.get("call_list", 0)), media_type="image/svg+xml")


@router.post("/{request_id}/ota")
async def take(request: Request, request_id: UUID, at: AtLine) -> Response:
    """Take somebody on, by name."""
    seen = _seen(request_id, await typed_in(request))
    pressed = await at.take(seen, who(request))
    return _back(request, request_id, pressed)


@router.post("/{request_id}/hoidettu")
async def settle(request: Request, request_id: UUID, at: AtLine) -> Response:
    """Say what came of it."""
    typed = await typed_in(request)
    outcome = known(Outcome, typed.get("outcome", ""))
    if outcome in {None, Outcome.CALLED_OFF}:
        return go_to(f"{address(request, 'call_list')}?valitse={request_id}#request-{request_id}")
    staff_id, wait = who(request), read_wait(typed.get("wait", ""))
    pressed = await at.settle(_seen(request_id, typed), staff_id, outcome, wait)
    return _back(request, request_id, pressed)


def _back(request: Request, request_id: UUID, pressed: Pressed) -> Response:
    others = "" if pressed is Pressed.DONE else "?jo=1"
    return go_to(f"{address(request, 'call_list')}{others}#request-{request_id}")


def _seen(request_id: UUID, typed: Mapping[str, str]) -> Seen:
    (former, *_) = [*_ids(typed.get("former", "")), None]
    return Seen(RequestId(request_id), _ids(typed.get("attentions", "")), former)


def _ids(typed: str) -> Sequence[UUID]:
    """Read what a form of ours carries; what is no id is left out."""
    found = []
    for word in typed.split():
        try:
            found.append(UUID(word))
        except ValueError:
            continue
    return found
