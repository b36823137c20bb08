"""`POST /api/requests`: the same door as the form, for partners, referrers and imports."""

from functools import partial
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from services.intake.doors.model import Visit
from services.intake.requests.model import Relation
from services.intake.submissions.model import Plea
from services.intake.submissions.rules.needs import MOST_BESIDE
from services.intake.submissions.rules.plea import LONGEST, PHONES, as_stored
from services.intake.submissions.rules.ways import as_said_before
from services.intake.submissions.use_cases.take_in import (
    AnswerGoneError,
    SubmissionConflictError,
    TakeInRequests,
)
from shared.contracts.words import Category, Language, Urgency
from shared.fields.problem import Problem
from shared.web.forms import address_of, in_words
from shared.web.idempotency import IdempotencyKey
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


class AskForHelp(BaseModel):
    """A request for help."""

    model_config = ConfigDict(extra="forbid")

    category: Category
    also: list[Category] = Field(
        [],
        max_length=MOST_BESIDE,
        description="What the same helper does beside, all of it; other needs are other requests.",
    )
    urgency: Urgency
    postal_code: str = Field(description="Finnish, five digits.", examples=["50100"])
    language: Language = Field(description="The language the person wants to be helped in.")
    phone: str | None = Field(
        None,
        description="Of who is helped, in any unambiguous form. One of `phone`, `email`, `ask_at` "
        "must be given, or for another `asker_phone` or `asker_email`.",
        examples=["040 123 4567"],
    )
    phone_is_abroad: bool = Field(
        default=False, description="A number of another country is right, not a slip."
    )
    first_name: str | None = Field(None, max_length=LONGEST["first_name"])
    text: str | None = Field(None, description="In their own words; at most 5000 characters.")
    email: str | None = Field(None, description="Of who is helped; for news about the request.")
    ask_at: str | None = Field(
        None, description="Where or by whom to ask for them: then a person decides how."
    )
    may_ring: bool = Field(default=True, description="It is safe to ring `phone`.")
    may_text: bool = Field(default=False, description="It is safe to send it a text message.")
    may_leave_message: bool = Field(
        default=False, description="It is safe to leave word with whoever answers."
    )
    may_write: bool = Field(default=True, description="It is safe to write to `email`.")
    on_behalf: bool = Field(
        default=False,
        description="Someone else asks, with consent. Where nothing of theirs is given, `phone` "
        "and `email` are read as theirs.",
    )
    asker_name: str | None = Field(None, max_length=LONGEST["asker_name"])
    asker_phone: str | None = None
    asker_phone_is_abroad: bool = False
    asker_email: str | None = None
    relation: Relation | None = Field(None, description="Of who asks to who is helped.")
    consent: bool = Field(default=False, description="Who is helped agreed to be asked for.")
    address_secret: bool = Field(
        default=False,
        description="The address is secret for safety (turvakielto): no volunteer is asked.",
    )
    under_18: bool | None = Field(None, description="Of who is helped, where it matters.")
    payment: str | None = Field(None, description="How errands are paid: a code of the network.")
    street: str | None = None
    area_note: str | None = Field(None, description="A landmark, or how to find there.")
    channel: Literal["web", "referrer", "import"] = "web"

    def fields(self) -> dict[str, str]:
        """Give the fields as the form has them."""
        sent = self.model_dump()
        given = {name: value for name, value in sent.items() if isinstance(value, str)}
        told = {name: _said(value) for name, value in sent.items() if isinstance(value, bool)}
        abroad = {
            f"{name}_abroad": sent[name] or "" for name in PHONES if sent[f"{name}_is_abroad"]
        }
        return as_stored(as_said_before(given | told | abroad | {"also": " ".join(self.also)}))


def _said(is_so: bool) -> str:  # noqa: FBT001  # one of the body's own values
    return "yes" if is_so else "no"


class RequestTaken(BaseModel):
    """The request is stored; the link opens its own page and is for the person alone."""

    reference: str = Field(examples=["K7-0B11"])
    status_url: str
    state: str = Field(
        examples=["received"],
        description="`held`: stored; a person looks at it first, and no letter is sent.",
    )
    heard_by: AwareDatetime | None = Field(
        None, description="By when they hear from us either way; null where nothing is promised."
    )


class FieldError(BaseModel):
    """One field that cannot be taken."""

    field: str
    code: str
    message: str
    """In the language asked for by `Accept-Language`."""
    allowed: list[str] | None = Field(
        None, description="The codes that can be taken, where another was sent."
    )


class Refusal(BaseModel):
    """A problem document (RFC 9457)."""

    title: str
    status: int
    code: Literal["received_before", "other_content"] | None = Field(
        None, description="Of a key that was used before: `received_before` is no failure."
    )
    errors: list[FieldError] = []


_REFUSALS: dict[int | str, dict[str, object]] = {
    409: {
        "model": Refusal,
        "description": "The key was used before: long ago, or for something else.",
    },
    422: {"model": Refusal, "description": "Some fields cannot be taken; nothing was stored."},
    503: {"description": "Not stored: the network cannot be reached now; try the same key later."},
}


@router.post(
    "",
    status_code=201,
    response_model=RequestTaken,
    responses={200: {"model": RequestTaken, "description": "Taken in before."}, **_REFUSALS},
)
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
    return JSONResponse(taken.model_dump(mode="json"), status)


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


@router.post("/check", status_code=204, responses={422: _REFUSALS[422]})
async def check_only(request: Request, body: AskForHelp, at: AtSubmissions) -> Response:
    """Say whether a request would be taken; stores nothing."""
    plea = at.read_plea(body.fields())
    if not isinstance(plea, Plea):
        return _invalid(request, plea)
    return Response(status_code=HTTPStatus.NO_CONTENT)


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


def _refuse(refusal: Refusal) -> Response:
    return JSONResponse(
        refusal.model_dump(exclude_none=True), refusal.status, media_type="application/problem+json"
    )
