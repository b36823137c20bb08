"""How the network stands now, for people and for monitors."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse

from services.intake.site.model import NetworkState
from services.intake.site.use_cases import TellState
from shared.contracts.words import Language, ServiceLine
from shared.web.app import Ready  # noqa: TC001  # beside what the routes need at run time
from shared.web.error_answers import RETRY_AFTER
from shared.web.forms import lead_to_language
from shared.web.pages import render
from shared.web.use_cases import use_case
from shared.web.wording import name_of

router = APIRouter(include_in_schema=False)

AtState = Annotated[TellState, Depends(use_case(TellState))]

lead_to_language(router, "/tila")


@router.get("/{language}/tila")
async def state_page(request: Request, language: Language, network: AtState) -> Response:
    """Tell whether the network is open, where, since when, and how the service feels."""
    state = await network.tell()
    answer = render(
        request,
        "site/state.html",
        state=state,
        is_well=state.answers and await is_well(request),
        places=[name_of(code, language) for code in state.serves],
        lines=list(ServiceLine),
    )
    return as_it_stands(answer, state)


@router.get("/tila.json")
async def state_for_machines(request: Request, network: AtState) -> Response:
    """Tell monitors the same, without words and without details."""
    state = await network.tell()
    body = in_short(state) | {"well": state.answers and await is_well(request)}
    return as_it_stands(JSONResponse(body), state)


def as_it_stands(answer: Response, state: NetworkState) -> Response:
    """Say in the status line too that nothing works now."""
    if not state.answers:
        answer.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        answer.headers.update(RETRY_AFTER)
    return answer


async def is_well(request: Request) -> bool:
    """Say whether the service finds nothing amiss with itself."""
    ready: Ready = request.app.state.readiness
    return (await ready()).status == "ok"


def in_short(state: NetworkState) -> dict[str, object]:
    """Give what a monitor compares."""
    opening, opens_at = state.opening, state.phone.opens_at
    return {
        "status": state.status,
        "since": opening.since.isoformat() if opening else None,
        "state": state.standing.state if state.standing else None,
        "exercise": bool(opening and opening.exercise),
        "municipalities": list(state.serves),
        "phone": {
            "open": state.phone.is_open,
            "opens_at": opens_at.isoformat() if opens_at else None,
        },
        "at": state.at.isoformat(),
    }
