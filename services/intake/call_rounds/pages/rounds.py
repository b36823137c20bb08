"""The coordinator's pages: make a round, see in counts how far it is, close it."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from starlette.datastructures import UploadFile

from services.intake.call_rounds.model import (
    MOST_PEOPLE,
    GivenList,
    Plan,
    Reach,
    RoundId,
    Source,
    TakenBack,
)
from services.intake.call_rounds.rules.plans import read_plan, read_segment
from services.intake.call_rounds.use_cases.make import MakeRounds
from services.intake.call_rounds.use_cases.refusals import TakeBackRefusals
from services.intake.call_rounds.wording import offered, wrong_rows
from services.intake.signed_in import who
from shared.areas import municipalities
from shared.contracts.event import known
from shared.contracts.words import Language
from shared.sheets.faults import SheetError
from shared.web.forms import MOST_FIELDS, Problem, go_to, problems_on_page, status_for, typed_in
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address, catalogues_of, render
from shared.web.sheet_wording import SheetWording
from shared.web.use_cases import use_case

router = APIRouter(
    prefix="/{language}/taulu/soittokierrokset",
    include_in_schema=False,
    dependencies=[IN_ITS_LANGUAGE],
)

AtRounds = Annotated[MakeRounds, Depends(use_case(MakeRounds))]
AtRefusals = Annotated[TakeBackRefusals, Depends(use_case(TakeBackRefusals))]
Typed = Mapping[str, str]


@router.get("")
async def show_rounds(request: Request, at: AtRounds) -> Response:
    """List the rounds."""
    return render(request, "call_rounds/rounds.html", rounds=await at.latest())


@router.get("/pyynnoista")
async def ask_segment(request: Request, language: Language) -> Response:
    """Ask whom of those who asked for help a round is for."""
    return _segment_page(request, language, {})


@router.post("/pyynnoista")
async def of_requests(request: Request, language: Language, at: AtRounds) -> Response:
    """Count who may be rung, or make the round."""
    typed = await typed_in(request)
    segment = read_segment(typed, municipalities())
    if typed.get("do") == "count":
        return _segment_page(request, language, typed, reach=await at.reach(segment))
    plan = read_plan(typed, Source.REQUESTS)
    if not isinstance(plan, Plan):
        return _segment_page(request, language, typed, problems_on_page(plan))
    return _made(request, await at.of_requests(plan, segment, who(request)))


@router.get("/luettelosta")
async def ask_list(request: Request, language: Language) -> Response:
    """Ask for a list of people."""
    return _list_page(request, language, {})


@router.post("/luettelosta")
async def of_list(request: Request, language: Language, at: AtRounds) -> Response:
    """Read the list; make the round where all of it can be taken, or the others may be left out."""
    raw, typed = await _uploaded(request)
    plan = read_plan(typed, Source.GIVEN)
    refused = () if isinstance(plan, Plan) else problems_on_page(plan)
    try:
        given = await at.read(raw, typed.get("pasted", ""))
    except SheetError as error:
        words = SheetWording(catalogues_of(request), language).of_file(error)
        problems = (Problem("pasted", "", words=words), *refused)
        return _list_page(request, language, typed, problems)
    problems = (*_of_list(given, typed), *refused)
    if problems or not isinstance(plan, Plan):
        return _list_page(request, language, typed, problems, given)
    return _made(request, await at.of_given(plan, given, who(request)))


@router.get("/kiellot")
async def ask_refusal(request: Request, ok: str | None = None) -> Response:
    """Ask whose refusal is taken back, and why; `ok`: one was just now."""
    return _refusals_page(request, {}, is_done=ok is not None)


@router.post("/kiellot")
async def take_back(request: Request, at: AtRefusals) -> Response:
    """Let rounds ring a number again."""
    typed = await typed_in(request)
    reason = known(TakenBack, typed.get("refusal_reason", ""))
    problems = await at.take_back(typed.get("refused_number", ""), reason, who(request))
    if problems:
        return _refusals_page(request, typed, problems_on_page(problems))
    return go_to(f"{address(request, 'call_rounds')}/kiellot?ok=1")


@router.get("/{round_id}")
async def show(request: Request, round_id: UUID, at: AtRounds) -> Response:
    """Show one in counts."""
    found = await at.show(RoundId(round_id))
    if found is None:
        return render(request, "call_rounds/gone.html", HTTPStatus.NOT_FOUND)
    return render(request, "call_rounds/round.html", round=found)


@router.post("/{round_id}/sulje")
async def close(request: Request, round_id: UUID, at: AtRounds) -> Response:
    """Close it: everybody on it is forgotten."""
    await at.close(RoundId(round_id), who(request))
    return _made(request, RoundId(round_id))


def _refusals_page(
    request: Request, typed: Typed, problems: tuple[Problem, ...] = (), *, is_done: bool = False
) -> Response:
    return render(
        request,
        "call_rounds/refusals.html",
        status_for(problems),
        problems=problems,
        values=typed,
        reasons=list(TakenBack),
        is_done=is_done,
    )


def _of_list(given: GivenList, typed: Typed) -> tuple[Problem, ...]:
    if not given.people and not given.wrong:
        return (Problem("pasted", "problem.pasted.missing"),)
    if given.wrong and (typed.get("leave_out") != "yes" or not given.people):
        return (Problem("pasted", "problem.pasted.wrong"),)
    return ()


def _segment_page(
    request: Request,
    language: Language,
    typed: Typed,
    problems: tuple[Problem, ...] = (),
    reach: Reach | None = None,
) -> Response:
    return render(
        request,
        "call_rounds/of_requests.html",
        status_for(problems),
        **offered(language),
        problems=problems,
        values=typed,
        reach=reach,
    )


def _list_page(
    request: Request,
    language: Language,
    typed: Typed,
    problems: tuple[Problem, ...] = (),
    given: GivenList | None = None,
) -> Response:
    return render(
        request,
        "call_rounds/of_list.html",
        status_for(problems),
        **offered(language),
        problems=problems,
        values=typed,
        given=given,
        wrong=wrong_rows(given, SheetWording(catalogues_of(request), language)),
        most_rows=MOST_PEOPLE,
    )


async def _uploaded(request: Request) -> tuple[bytes, dict[str, str]]:
    async with request.form(max_files=1, max_fields=MOST_FIELDS) as form:
        file = form.get("file")
        raw = await file.read() if isinstance(file, UploadFile) else b""
        return raw, {name: text for name, text in form.items() if isinstance(text, str)}


def _made(request: Request, round_id: RoundId) -> Response:
    return go_to(f"{address(request, 'call_rounds')}/{round_id}")
