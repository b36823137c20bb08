"""A coordinator's page: ask one volunteer by hand, undo it in time, read answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId
from services.intake.wishes.model import ANY_PARTNER, Ask, Outcome, WishId
from services.intake.wishes.rules import (
    OFFERED,
    UNDO_TIME,
    may_be_asked,
    may_be_referred,
    past,
    tell,
    wrong_number,
)
from services.intake.wishes.use_cases import SendWishes
from shared.contracts.ask_words import OVERRIDABLE, AskManner, OverrideReason
from shared.contracts.event import known
from shared.contracts.words import Language
from shared.web.forms import Problem, go_to, typed_in
from shared.web.pages import catalogues_of, render
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case
from shared.web.wording import Wording

router = APIRouter(prefix="/{language}/taulu/{request_id}/kysy", include_in_schema=False)

AtWishes = Annotated[SendWishes, Depends(use_case(SendWishes))]
MAIN = "main"


@dataclass(frozen=True, slots=True)
class Refused:
    """What cannot be done: what was typed, where it is wrong, and why."""

    wrong: str = ""
    """The end of the name of its problem; nothing is wrong without one."""
    typed: Mapping[str, str] = field(default_factory=dict)
    status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Say at which field it is wrong."""
        if not self.wrong:
            return ()
        name, _, kind = self.wrong.partition(".")
        if kind in {*Outcome} or name == "wish":
            return (Problem(MAIN, f"problem.{self.wrong}"),)
        place = f"reason-{self.typed.get('of', '')}" if name == "override_reason" else name
        return (Problem(place, f"problem.{self.wrong}"),)


@router.get("")
async def show(request: Request, language: Language, request_id: UUID, at: AtWishes) -> Response:
    """Show what was wished for one request, and the ways to ask; nothing points to a person."""
    return await _page(request, language, request_id, at)


@router.post("")
async def ask(request: Request, language: Language, request_id: UUID, at: AtWishes) -> Response:
    """Ask one volunteer by the number on the roster, or note their yes."""
    typed, staff_id = await typed_in(request), StaffId(staff_of(request).staff_id)
    asked = _ask_of(typed, staff_id)
    if isinstance(asked, str):
        return await _page(request, language, request_id, at, Refused(asked, typed))
    outcome = await at.ask_volunteer(RequestId(request_id), asked, staff_id)
    return await _after(request, language, request_id, at, Refused(outcome, typed))


@router.post("/kumppani")
async def refer(request: Request, language: Language, request_id: UUID, at: AtWishes) -> Response:
    """Refer it to a partner; while there are none, matching says so."""
    staff_id = StaffId(staff_of(request).staff_id)
    outcome = await at.refer_request(RequestId(request_id), ANY_PARTNER, staff_id)
    return await _after(request, language, request_id, at, Refused(outcome))


@router.post("/{wish_id}/peru")
async def undo(
    request: Request, language: Language, request_id: UUID, wish_id: UUID, at: AtWishes
) -> Response:
    """Take a wish back that has not left."""
    staff_id = StaffId(staff_of(request).staff_id)
    if await at.undo_wish(RequestId(request_id), WishId(wish_id), staff_id):
        return go_to(_address(language, request_id))
    late = Refused("wish.too_late", status=HTTPStatus.CONFLICT)
    return await _page(request, language, request_id, at, late)


@router.get("/kumppani")
@router.get("/{wish_id}/peru")
async def change_nothing(language: Language, request_id: UUID) -> Response:
    """Show the page: here lead the links to other languages after a press that came to nothing."""
    return go_to(_address(language, request_id))


def _address(language: Language, request_id: UUID) -> str:
    return f"/{language}/taulu/{request_id}/kysy"


async def _after(
    request: Request, language: Language, request_id: UUID, at: SendWishes, refused: Refused
) -> Response:
    """Show what is on its way, or why nothing is."""
    if refused.wrong == Outcome.UNKNOWN_REQUEST:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    if refused.wrong == Outcome.ON_ITS_WAY:
        return go_to(_address(language, request_id))
    why = Refused(f"volunteer_number.{refused.wrong}", refused.typed)
    return await _page(request, language, request_id, at, why)


async def _page(
    request: Request,
    language: Language,
    request_id: UUID,
    at: SendWishes,
    refused: Refused | None = None,
) -> Response:
    asking = await at.show_wishes(RequestId(request_id))
    if asking is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    wording, shown = Wording(catalogues_of(request), language), refused or Refused()
    return render(
        request,
        "wishes/page.html",
        refused.status if refused else HTTPStatus.OK,
        asking=asking,
        here=_address(language, request_id),
        tell=lambda wish: tell(wish, wording),
        past=past,
        rule=lambda code: wording.code("rule", code),
        ways=OFFERED,
        reasons=tuple(OverrideReason),
        seconds=UNDO_TIME.seconds,
        typed=shown.typed,
        by=StaffId(staff_of(request).staff_id),
        may_ask=may_be_asked(asking.request) is Outcome.ON_ITS_WAY,
        may_refer=may_be_referred(asking.request) is Outcome.ON_ITS_WAY,
        problems=shown.problems,
    )


def _ask_of(typed: Mapping[str, str], by: StaffId) -> Ask | str:
    """Read what was typed; or say what is wrong, by the name of its problem.

    Whoever heard a yes is who types, unless they say who it was.
    """
    number, manner = typed.get("volunteer_number", ""), known(AskManner, typed.get("manner", ""))
    wrong = wrong_number(number)
    if wrong is not None:
        return f"volunteer_number.{wrong}"
    if manner not in OFFERED:
        return "manner.missing"
    overrides = tuple(code for code in typed.get("overrides", "").split() if code)
    reason = known(OverrideReason, typed.get("reason", ""))
    if not OVERRIDABLE[manner].issuperset(overrides) or bool(overrides) != bool(reason):
        return "override_reason.missing"
    heard_by = _person(typed.get("heard_by", "")) or by if manner is AskManner.AGREED else None
    return Ask(int(number), manner, heard_by, overrides, reason)


def _person(text: str) -> StaffId | None:
    try:
        return StaffId(UUID(text))
    except ValueError:
        return None
