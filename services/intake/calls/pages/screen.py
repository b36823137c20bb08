"""One call on the screen: begun, pressed, taken over, ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.intake.callers.model import Likeness
from services.intake.callers.use_cases.find import Unshown
from services.intake.calls.model.call import CallId
from services.intake.calls.pages.away import WordsComeBack
from services.intake.calls.pages.desk import (
    PREFIX,
    AtDesk,
    AtHold,
    Desk,
    fields_of,
    id_in,
    lead,
    page_of,
    read_out,
    typed_as,
)
from services.intake.calls.rules.drafts import Refusal, unlike
from services.intake.calls.use_cases.hold import Stopped, Typed, Wrong
from services.intake.calls.use_cases.lists import ShowLists
from services.intake.calls.use_cases.tell import Told
from services.intake.calls.wording import shown_likeness
from services.intake.danger.model import Way
from services.intake.requests.model import RequestId
from services.intake.signed_in import who
from services.intake.staff.model import StaffId
from shared.activation.rules import DoorShutError
from shared.contracts.call_words import CallDirection, CallOutcome
from shared.contracts.event import known
from shared.contracts.words import Language
from shared.web.forms import Problem, go_to, problems_on_page, typed_in
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address, render
from shared.web.use_cases import use_case

router = APIRouter(
    prefix=PREFIX,
    include_in_schema=False,
    dependencies=[IN_ITS_LANGUAGE],
    route_class=WordsComeBack,
)
LIKE: Final = "like"
"""The button that shows who called before."""

AtLists = Annotated[ShowLists, Depends(use_case(ShowLists))]


@router.get("")
async def show_calls(request: Request, at: AtHold, lists: AtLists) -> Response:
    """Offer to begin a call, and list those that go on and whoever waits for one."""
    going_on, waiting = await at.going_on(), await lists.waiting()
    shown = {"calls": going_on, "me": who(request), "lists": tuple(waiting), **waiting}
    return render(request, "calls/calls.html", HTTPStatus.OK, **shown)


@router.post("")
async def begin(request: Request, language: Language, at: AtHold) -> Response:
    """Begin a call; while the network sleeps say so instead, but for whoever is in danger."""
    typed = await typed_in(request)
    direction = known(CallDirection, typed.get("direction", "")) or CallDirection.INBOUND
    try:
        call_id = await at.begin(who(request), direction, is_danger="danger" in typed)
    except DoorShutError:
        return render(request, "calls/asleep.html", HTTPStatus.OK, direction=direction)
    return go_to(page_of(language, call_id))


@router.get("/{call_id}")
async def show(
    request: Request, language: Language, call_id: UUID, at: AtDesk, ok: str | None = None
) -> Response:
    """Show one call as it was kept."""
    told = await at.tell.tell(CallId(call_id), who(request))
    if told is None:
        return render(request, "calls/gone.html", HTTPStatus.NOT_FOUND)
    if told.call.ended_at is not None:
        return go_to(f"{page_of(language, call_id)}/loppu")
    shown = _Shown(told, told.call.fields, told.call.version, done=ok or "")
    return await _page(request, language, at, shown)


@router.post("/{call_id}")
async def press(request: Request, language: Language, call_id: UUID, at: AtDesk) -> Response:
    """Do what the button says; what was typed is kept first."""
    fields = await fields_of(request)
    typed = typed_as(fields, at.finish.triage.current().version)
    came = await _do(at, CallId(call_id), who(request), typed, fields)
    if isinstance(came, Stopped) and came.why is Refusal.UNKNOWN:
        return render(request, "calls/gone.html", HTTPStatus.NOT_FOUND)
    if came is None and fields.get("do") == LIKE:
        return await _like_page(request, language, at, CallId(call_id))
    if came is None or (isinstance(came, Stopped) and came.why is Refusal.ENDED):
        done = "same" if "same" in fields else "1"
        return lead(request, f"{page_of(language, call_id)}?ok={done}")
    told = await at.tell.tell(CallId(call_id), who(request))
    assert told is not None, "it is known"  # noqa: S101  # it was held just now
    return await _page(request, language, at, _answered(told, fields, came))


async def _like_page(request: Request, language: Language, at: Desk, call_id: CallId) -> Response:
    """Show who called before and is like whoever calls; by a press only, for it is counted."""
    told = await at.tell.tell(call_id, who(request))
    assert told is not None, "it is known"  # noqa: S101  # it was kept just now
    likeness = await at.find_like(call_id, told.call.fields, who(request))
    shown = _Shown(told, told.call.fields, told.call.version, likeness=likeness)
    return await _page(request, language, at, shown)


@router.post("/{call_id}/ota")
async def take_over(request: Request, language: Language, call_id: UUID, at: AtHold) -> Response:
    """Take a call from whoever has it."""
    former = id_in((await typed_in(request)).get("former", ""))
    taken = former and await at.take_over(CallId(call_id), who(request), StaffId(former))
    return go_to(page_of(language, call_id) if taken else address(request, "calls"))


@router.get("/{call_id}/loppu")
async def ended(request: Request, language: Language, call_id: UUID, at: AtDesk) -> Response:
    """Show what is read out, and how the call ended."""
    told = await at.tell.tell(CallId(call_id), who(request))
    if told is None:
        return render(request, "calls/gone.html", HTTPStatus.NOT_FOUND)
    if told.call.ended_at is None:
        return go_to(page_of(language, call_id))
    return render(request, "calls/ended.html", HTTPStatus.OK, **read_out(request, told))


@dataclass(frozen=True, slots=True)
class _Shown:
    """One call and what stands in its fields."""

    told: Told
    values: Mapping[str, str]
    version: int
    problems: tuple[Problem, ...] = ()
    refused: Refusal | None = None
    elsewhere: Mapping[str, str] | None = None
    """What another window kept where it differs."""
    done: str = ""
    """What a press did that led here."""
    likeness: Likeness | Unshown | None = None
    """None: not looked for, or by too little."""


def _answered(told: Told, fields: Mapping[str, str], came: Stopped | Wrong) -> _Shown:
    if isinstance(came, Wrong):
        return _Shown(told, fields, came.version, problems_on_page(came.problems))
    elsewhere = unlike(told.call.fields, fields) if came.why is Refusal.CHANGED else None
    return _Shown(told, fields, told.call.version, refused=came.why, elsewhere=elsewhere)


async def _do(
    at: Desk, call_id: CallId, by: StaffId, typed: Typed, fields: Mapping[str, str]
) -> Stopped | Wrong | None:
    pressed, former = fields.get("do", "save"), id_in(fields.get("same", ""))
    way = known(Way, pressed)
    if way is not None:
        return await at.finish.escalate(call_id, by, typed, way)
    if former is not None:
        return await at.same.fill(call_id, by, typed, RequestId(former))
    is_card = typed.attach is not None or typed.link is not None
    if not is_card and pressed not in {"end", CallOutcome.NEW_REQUEST}:
        return await at.finish.keep(call_id, by, typed)
    return await at.finish.end_with(call_id, by, typed, _outcome(typed, fields))


def _outcome(typed: Typed, fields: Mapping[str, str]) -> CallOutcome | None:
    """Say how the call ends by what was pressed, or was chosen."""
    if typed.attach is not None:
        return CallOutcome.ADDED
    if typed.link is not None:
        return CallOutcome.NEW_REQUEST
    pressed = known(CallOutcome, fields.get("do", ""))
    return pressed or known(CallOutcome, fields.get("outcome", ""))


async def _page(request: Request, language: Language, at: Desk, shown: _Shown) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if shown.problems else HTTPStatus.OK
    screen = at.screen(shown.told.call, shown.values)
    return render(
        request,
        "calls/call.html",
        HTTPStatus.CONFLICT if shown.refused else status,
        **screen.shown(language),
        **read_out(request, shown.told),
        version=shown.version,
        problems=shown.problems,
        refused=shown.refused.name.lower() if shown.refused else "",
        elsewhere=shown.elsewhere or {},
        done=shown.done,
        like=shown_likeness(shown.likeness, language),
        calls=await at.hold.going_on(),
        me=who(request),
    )
