"""`POST /api/requests`: the same door as the form, for partners, referrers and imports."""

from functools import partial
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from services.intake.doors.model import Visit
from services.intake.submissions.api.bodies import (
    AskForHelp,
    FieldError,
    Refusal,
    RequestKnown,
    RequestTaken,
)
from services.intake.submissions.api.quick_route import QuickRoute
from services.intake.submissions.model import Plea
from services.intake.submissions.rules.door import shut_to
from services.intake.submissions.use_cases.known import known_as
from services.intake.submissions.use_cases.take_in import (
    AnswerGoneError,
    SubmissionConflictError,
    TakeInRequests,
)
from shared.activation.rules import DoorShutError
from shared.contracts.activation_words import Shut
from shared.fields.problem import Problem
from shared.web.forms import address_of, in_words
from shared.web.idempotency import IdempotencyKey, KnownKey
from shared.web.language import language_of
from shared.web.use_cases import use_case

router = APIRouter(prefix="/api/requests", tags=["requests"])

AtSubmissions = Annotated[TakeInRequests, Depends(use_case(TakeInRequests))]


async def visit_of(
    request: Request,
    import_pass: Annotated[str | None, Header(include_in_schema=False)] = None,
    request_proof: Annotated[
        str,
        Header(
            description="When many come, work that shows that you mean it: `GET …/challenge`. "
            "Without it the request is stored and `held`."
        ),
    ] = "",
) -> Visit:
    """Say who stands at the door."""
    return Visit(address_of(request), request_proof, import_pass)


Visiting = Annotated[Visit, Depends(visit_of)]


_REFUSALS: dict[int | str, dict[str, object]] = {
    403: {
        "model": Refusal,
        "description": "The network takes no such request in as it stands now; nothing was stored.",
    },
    409: {
        "model": Refusal,
        "description": "The key was used before: long ago, or for something else.",
    },
    422: {"model": Refusal, "description": "Some fields cannot be taken; nothing was stored."},
    503: {"description": "Not stored: the network cannot be reached now; try the same key later."},
}


async def ask_for_help(
    request: Request,
    body: AskForHelp,
    key: IdempotencyKey,
    at: AtSubmissions,
    visit: Visiting,
) -> Response:
    """Take in a request for help, once for each idempotency key."""
    plea = at.read_plea(body.fields())
    if not isinstance(plea, Plea):
        return _invalid(request, plea)
    try:
        manner = await at.manner(visit, key)
        receipt = await at.take_in(plea, key, manner)
    except AnswerGoneError:
        return _used(AnswerGoneError, "received_before")
    except SubmissionConflictError:
        return _used(SubmissionConflictError, "other_content")
    taken = RequestTaken(
        reference=receipt.answer.reference,
        status_url=receipt.answer.status_url,
        state=receipt.answer.state,
        heard_by=receipt.answer.heard_by,
    )
    status = HTTPStatus.CREATED if receipt.first else HTTPStatus.OK
    return Response(taken.model_dump_json(), status, media_type="application/json")


router.add_api_route(
    "",
    ask_for_help,
    methods=["POST"],
    status_code=201,
    response_model=RequestTaken,
    responses={200: {"model": RequestTaken, "description": "Taken in before."}, **_REFUSALS},
    route_class_override=QuickRoute,
)


class Work(BaseModel):
    """A challenge: find a number so that SHA-256 of `<challenge>:<number>` begins with zero bits.

    Send `<challenge>:<number>` as `Request-Proof`, within two hours, for one request.
    """

    challenge: str
    bits: int = Field(description="How many zero bits.", examples=[15])


@router.get("/challenge")
async def challenge(request: Request, at: AtSubmissions) -> Work:
    """Give work for one request; only needed when many requests come."""
    given = await at.challenge(address_of(request))
    return Work(challenge=given.text, bits=given.bits)


@router.post(
    "/check",
    status_code=204,
    responses={200: {"model": RequestKnown, "description": "Taken in before."}, **_REFUSALS},
)
async def check_only(
    request: Request, body: AskForHelp, at: AtSubmissions, key: KnownKey = None
) -> Response:
    """Say whether a request would be taken, and with a key whether it was; stores nothing."""
    plea = at.read_plea(body.fields())
    if not isinstance(plea, Plea):
        return _invalid(request, plea)
    known = await known_as(at, plea, key) if key else None
    if known == "other_content":
        return _used(SubmissionConflictError, known)
    if known == "received_before":
        return Response(RequestKnown().model_dump_json(), media_type="application/json")
    shut = shut_to(plea, await at.current.standing())
    return _shut(shut) if shut else Response(status_code=HTTPStatus.NO_CONTENT)


def _invalid(request: Request, problems: tuple[Problem, ...]) -> Response:
    text = partial(request.app.state.pages.text, language_of(request))
    errors = [
        FieldError(field=each.field, code=each.code, message=in_words(text, each))
        for each in problems
    ]
    title = HTTPStatus.UNPROCESSABLE_ENTITY.phrase
    return _refuse(Refusal(title=title, status=HTTPStatus.UNPROCESSABLE_ENTITY, errors=errors))


def _used(why: type[Exception], code: Literal["received_before", "other_content"]) -> Response:
    return _refuse(Refusal(title=str(why.__doc__), status=HTTPStatus.CONFLICT, code=code))


def _shut(why: Shut) -> Response:
    title = str(DoorShutError.__doc__)
    return _refuse(Refusal(title=title, status=HTTPStatus.FORBIDDEN, code=why))


def _refuse(refusal: Refusal) -> Response:
    return JSONResponse(
        refusal.model_dump(exclude_none=True), refusal.status, media_type="application/problem+json"
    )
