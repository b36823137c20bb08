"""Practise a call: the same screen, a made-up caller, and afterwards what was missed."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from services.intake.calls.model.practice import Caller, Went
from services.intake.calls.pages.desk import PREFIX, AtDesk, Desk, fields_of, read_out
from services.intake.calls.use_cases.practise import PractiseCalls
from services.intake.calls.use_cases.tell import Told
from services.intake.calls.wording import shown_likeness
from services.intake.signed_in import who
from shared.contracts.words import Language
from shared.web.forms import problems_on_page
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address, render
from shared.web.use_cases import use_case

router = APIRouter(
    prefix=f"{PREFIX}/harjoitus", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)


@dataclass(frozen=True, slots=True)
class Practice:
    """What a page of practice needs."""

    practise: PractiseCalls
    desk: Desk


async def _practice(
    desk: AtDesk, practise: Annotated[PractiseCalls, Depends(use_case(PractiseCalls))]
) -> Practice:
    return Practice(practise, desk)


AtPractice = Annotated[Practice, Depends(_practice)]


@router.get("")
async def choose(request: Request, at: AtPractice) -> Response:
    """List the made-up callers."""
    return render(request, "calls/practice_callers.html", practised=at.practise.callers)


@router.get("/{code}")
async def begin(request: Request, language: Language, code: str, at: AtPractice) -> Response:
    """Let them call."""
    return _page(request, language, at, _caller(at, code), {}, Went(handed=False))


@router.post("/{code}")
async def press(request: Request, language: Language, code: str, at: AtPractice) -> Response:
    """Do what the button says, and keep nothing."""
    caller, fields = _caller(at, code), await fields_of(request)
    went = at.practise.press(caller, fields)
    if went.missed is None:
        return _page(request, language, at, caller, fields, went)
    questions = {each.code: each for each in at.desk.finish.triage.current().questions}
    return render(
        request,
        "calls/practice_missed.html",
        caller=caller,
        missed=went.missed,
        asked=questions,
    )


@router.post("/{code}/talteen")
async def show_what_follows(
    request: Request, language: Language, code: str, at: AtPractice
) -> Response:
    """Show what follows from what is typed so far."""
    _caller(at, code)
    fields = await fields_of(request)
    screen = at.desk.screen(at.practise.call(who(request), fields), fields)
    return render(
        request,
        "calls/practice_now.html",
        HTTPStatus.OK,
        **screen.shown(language),
        is_asked_anew=screen.is_asked_anew,
    )


@router.post("/{code}/samat")
async def show_like(request: Request, language: Language, code: str, at: AtPractice) -> Response:
    """Show the made-up request from before by what is typed so far."""
    found = at.practise.likeness(_caller(at, code), await fields_of(request))
    return render(request, "calls/like_now.html", like=shown_likeness(found, language))


def _caller(at: Practice, code: str) -> Caller:
    caller = at.practise.caller(code)
    if caller is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return caller


def _page(  # noqa: PLR0913, PLR0917  # the parts of the page
    request: Request,
    language: Language,
    at: Practice,
    caller: Caller,
    fields: Mapping[str, str],
    went: Went,
) -> Response:
    call = at.practise.call(who(request), fields)
    likeness = at.practise.likeness(caller, fields)
    return render(
        request,
        "calls/practice_call.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if went.problems else HTTPStatus.OK,
        **at.desk.screen(call, fields).shown(language),
        **read_out(request, Told(call)),
        caller=caller,
        went=went,
        practice_at=f"{address(request, 'calls')}/harjoitus/{caller.code}",
        version=int(bool(fields)),
        problems=problems_on_page(went.problems),
        refused="",
        elsewhere={},
        done="",
        like=shown_likeness(likeness, language),
        calls=(),
        me=who(request),
    )
