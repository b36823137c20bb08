"""The operator's page: the rounds that go on, and the next to ring."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.intake.call_rounds.model import MOST_TRIES, RoundId
from services.intake.call_rounds.use_cases.ring import RingPeople
from services.intake.signed_in import who
from shared.contracts.words import Language
from shared.web.forms import go_to
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address, render
from shared.web.use_cases import use_case

router = APIRouter(
    prefix="/{language}/ops/soittokierros",
    include_in_schema=False,
    dependencies=[IN_ITS_LANGUAGE],
)

AtRounds = Annotated[RingPeople, Depends(use_case(RingPeople))]


@router.get("")
async def show(
    request: Request, at: AtRounds, tyhja: str | None = None, poissa: str | None = None
) -> Response:
    """Show the rounds, and whom this operator has.

    `tyhja`: nobody was due; `poissa`: who was next may be rung no more.
    """
    return render(
        request,
        "call_rounds/ring.html",
        HTTPStatus.OK,
        stand=await at.show(who(request)),
        most_tries=MOST_TRIES,
        nobody=tyhja is not None,
        gone=poissa is not None,
    )


@router.post("/{round_id}/seuraava")
async def take(request: Request, round_id: UUID, at: AtRounds) -> Response:
    """Give the next to ring."""
    taken = await at.take(RoundId(round_id), who(request))
    return _back(request, "" if taken else "?tyhja=1")


@router.post("/palauta")
async def give_back(request: Request, at: AtRounds) -> Response:
    """Let another ring them."""
    await at.give_back(who(request))
    return _back(request, "")


@router.post("/soita")
async def ring(request: Request, language: Language, at: AtRounds) -> Response:
    """Begin the call, with the number filled in."""
    call_id = await at.ring(who(request))
    return go_to(f"/{language}/ops/{call_id}") if call_id else _back(request, "?poissa=1")


def _back(request: Request, more: str) -> Response:
    return go_to(f"{address(request, 'call_rounds_ring')}{more}")
