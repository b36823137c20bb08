"""What operators do with missed calls: note one by hand, take one, or take one off the list."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.intake.missed_calls.model import MissedCallId
from services.intake.missed_calls.use_cases import AnswerMissedCalls, NoteByHand
from services.intake.signed_in import who
from shared.contracts.words import Language
from shared.web.forms import go_to, problems_on_page, typed_in
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address, render
from shared.web.use_cases import use_case

router = APIRouter(
    prefix="/{language}/ops/vastaamatta", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)

AtMissed = Annotated[AnswerMissedCalls, Depends(use_case(AnswerMissedCalls))]
AtHand = Annotated[NoteByHand, Depends(use_case(NoteByHand))]


@router.get("")
async def show_again(request: Request) -> Response:
    """Show the lists: here lead the links to other languages on a page with a wrong number."""
    return go_to(address(request, "calls"))


@router.post("")
async def note(request: Request, at: AtHand) -> Response:
    """Note one by hand."""
    typed = await typed_in(request)
    number, time = typed.get("missed_number", ""), typed.get("missed_at", "")
    problems = problems_on_page(await at.note_typed(number, time))
    if not problems:
        return go_to(f"{address(request, 'calls')}#missed-calls")
    return render(
        request,
        "missed_calls/wrong.html",
        HTTPStatus.UNPROCESSABLE_ENTITY,
        problems=problems,
        missed_number=number,
        missed_at=time,
    )


@router.post("/{missed_id}")
async def answer(request: Request, language: Language, missed_id: UUID, at: AtMissed) -> Response:
    """Take one and begin its call, or say that another was first."""
    call_id = await at.answer(MissedCallId(missed_id), who(request))
    if call_id is None:
        return render(request, "call_backs/taken.html", HTTPStatus.CONFLICT)
    return go_to(f"/{language}/ops/{call_id}")


@router.post("/{missed_id}/pois")
async def dismiss(request: Request, missed_id: UUID, at: AtMissed) -> Response:
    """Take one off the list."""
    await at.dismiss(MissedCallId(missed_id))
    return go_to(f"{address(request, 'calls')}#missed-calls")
