"""`POST /api/calls`: a telephone system tells that somebody rings, or rang and was not answered."""

from http import HTTPStatus
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from services.intake.missed_calls.ports import Seal
from services.intake.missed_calls.rules import LINE, read_caller, when_it_rang
from services.intake.missed_calls.use_cases import HearTelephone, Notice
from shared.web.use_cases import use_case

router = APIRouter(prefix="/api/calls", tags=["calls"])

AtTelephone = Annotated[HearTelephone, Depends(use_case(HearTelephone))]


class CallNotice(BaseModel):
    """One call of a telephone system; what it has beyond this is not read."""

    model_config = ConfigDict(extra="ignore")

    call: str = Field(
        min_length=1,
        max_length=200,
        description="What the telephone system calls this call: the same twice is one.",
    )
    state: Literal["ringing", "missed"]
    number: str | None = Field(
        None,
        max_length=64,
        description="Who rings, in any unambiguous form; none, or `anonymous`, where withheld.",
        examples=["+358401234567"],
    )
    at: AwareDatetime = Field(description="When it rang, with its offset from UTC.")
    line: str = Field(
        "",
        max_length=40,
        pattern=rf"^({LINE.pattern})?$",
        description="Which of our lines: its name or number, never who rings.",
        examples=["apunumero"],
    )


class Heard(BaseModel):
    """What became of a notice."""

    is_first: bool = Field(description="False where the same was told before.")


class Unheard(BaseModel):
    """A problem document (RFC 9457)."""

    title: str
    status: int
    code: Literal["no_key", "seal", "old_seal", "body", "time"]


_WORDS: Final[dict[Seal, tuple[HTTPStatus, Literal["no_key", "seal", "old_seal"], str]]] = {
    Seal.NO_KEY: (
        HTTPStatus.FORBIDDEN,
        "no_key",
        "This network has no telephone system: nobody set INTAKE_CALL_KEY",
    ),
    Seal.WRONG: (HTTPStatus.UNAUTHORIZED, "seal", "The notice is not signed with our key"),
    Seal.OLD: (
        HTTPStatus.UNAUTHORIZED,
        "old_seal",
        "The notice was signed more than five minutes ago, or by a clock that is wrong",
    ),
}
_REFUSALS: Final[dict[int | str, dict[str, object]]] = {
    200: {"model": Heard, "description": "The same was told before; nothing changed."},
    401: {"model": Unheard, "description": "Not signed with our key, or too long ago."},
    403: {"model": Unheard, "description": "This network has no telephone system."},
    422: {"model": Unheard, "description": "It cannot be read, or rang too long ago."},
}


@router.post(
    "",
    status_code=201,
    response_model=Heard,
    responses=_REFUSALS,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": CallNotice.model_json_schema()}},
        },
        "parameters": [
            {"name": name, "in": "header", "required": True, "schema": {"type": "string"}}
            for name in ("webhook-id", "webhook-timestamp", "webhook-signature")
        ],
    },
)
async def hear(request: Request, at: AtTelephone) -> Response:
    """Note a call; signed as Standard Webhooks are: only our own telephone tells of calls."""
    body = await request.body()
    seal = at.seals.check(request.headers, body)
    if seal is not Seal.RIGHT:
        return _refuse(*_WORDS[seal])
    try:
        given = CallNotice.model_validate_json(body)
    except ValidationError as error:
        return _refuse(HTTPStatus.UNPROCESSABLE_ENTITY, "body", _said_of(error))
    rang_at = when_it_rang(given.at, at.now())
    if rang_at is None:
        words = "It rang more than a week ago, or by a clock that is before ours"
        return _refuse(HTTPStatus.UNPROCESSABLE_ENTITY, "time", words)
    is_missed = given.state == "missed"
    caller = read_caller(given.number or "")
    first = await at.note.note_notice(Notice(given.call, caller, rang_at, given.line, is_missed))
    status = HTTPStatus.CREATED if first else HTTPStatus.OK
    return Response(Heard(is_first=first).model_dump_json(), status, media_type="application/json")


def _said_of(error: ValidationError) -> str:
    """Name the fields, and nothing of what stood in them."""
    fields = {".".join(map(str, each["loc"])) or "body" for each in error.errors()}
    return f"Cannot be read: {', '.join(sorted(fields))}"


def _refuse(
    status: HTTPStatus, code: Literal["no_key", "seal", "old_seal", "body", "time"], title: str
) -> Response:
    refusal = Unheard(title=title, status=status, code=code)
    return JSONResponse(refusal.model_dump(), status, media_type="application/problem+json")
