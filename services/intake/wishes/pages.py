"""A coordinator's page: ask one volunteer by hand, undo it in time, read answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from services.intake.requests.model import RequestId
from services.intake.signed_in import who
from services.intake.staff.model import StaffId
from services.intake.wishes.model import ANY_PARTNER, Ask, OrganisationId, Outcome, Widening, WishId
from services.intake.wishes.rules import (
    OFFERED,
    UNDO_TIME,
    may_be_asked,
    may_be_referred,
    past,
    tell,
    wrong_number,
)
from services.intake.wishes.use_cases import OfferPartners, SendWishes
from shared.contracts.ask_words import (
    OVERRIDABLE,
    AskManner,
    OverrideReason,
    SoftLimit,
    WideningReason,
)
from shared.contracts.event import known
from shared.contracts.words import Language
from shared.web.forms import Problem, go_to, typed_in
from shared.web.pages import catalogues_of, render
from shared.web.use_cases import use_case
from shared.web.wording import Wording

router = APIRouter(prefix="/{language}/taulu/{request_id}/kysy", include_in_schema=False)

AtSending = Annotated[SendWishes, Depends(use_case(SendWishes))]
AtPartners = Annotated[OfferPartners, Depends(use_case(OfferPartners))]
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


@dataclass(frozen=True, slots=True)
class Wishing:
    """What the page needs: to send wishes, and whom a request can be referred to."""

    send: SendWishes
    partners: OfferPartners


async def wishing(send: AtSending, partners: AtPartners) -> Wishing:
    """Put both together."""
    return Wishing(send, partners)


AtWishes = Annotated[Wishing, Depends(wishing)]


@router.get("")
async def show(request: Request, language: Language, request_id: UUID, at: AtWishes) -> Response:
    """Show what was wished for one request, and the ways to ask; nothing points to a person."""
    return await _page(request, language, request_id, at)


@router.post("")
async def ask(request: Request, language: Language, request_id: UUID, at: AtWishes) -> Response:
    """Ask one volunteer by the number on the roster, or note their yes."""
    typed, staff_id = await typed_in(request), who(request)
    asked = _ask_of(typed, staff_id)
    if isinstance(asked, str):
        return await _page(request, language, request_id, at, Refused(asked, typed))
    outcome = await at.send.ask_volunteer(RequestId(request_id), asked, staff_id)
    return await _after(request, language, request_id, at, Refused(outcome, typed))


@router.post("/laajenna")
async def widen(request: Request, language: Language, request_id: UUID, at: AtWishes) -> Response:
    """Have more people asked, past the limits that are named."""
    typed, staff_id = await typed_in(request, {"limits"}), who(request)
    widening = _widening_in(typed)
    if isinstance(widening, str):
        return await _page(request, language, request_id, at, Refused(widening, typed))
    outcome = await at.send.widen_search(RequestId(request_id), widening, staff_id)
    return await _after(request, language, request_id, at, Refused(outcome, typed))


@router.post("/kumppani")
async def refer(request: Request, language: Language, request_id: UUID, at: AtWishes) -> Response:
    """Refer it to the chosen organisation, or to whoever matching chooses; with consent only."""
    typed, staff_id = await typed_in(request), who(request)
    if not typed.get("consent"):
        return await _page(request, language, request_id, at, Refused("consent.missing", typed))
    named = _uuid(typed.get("organisation", ""))
    whom = OrganisationId(named) if named else ANY_PARTNER
    outcome = await at.send.refer_request(RequestId(request_id), whom, staff_id, has_consent=True)
    return await _after(request, language, request_id, at, Refused(outcome, typed))


@router.post("/{wish_id}/peru")
async def undo(
    request: Request, language: Language, request_id: UUID, wish_id: UUID, at: AtWishes
) -> Response:
    """Take a wish back that has not left."""
    staff_id = who(request)
    if await at.send.undo_wish(RequestId(request_id), WishId(wish_id), staff_id):
        return _back(request, language, request_id)
    late = Refused("wish.too_late", status=HTTPStatus.CONFLICT)
    return await _page(request, language, request_id, at, late)


@router.get("/laajenna")
@router.get("/kumppani")
@router.get("/{wish_id}/peru")
async def change_nothing(request: Request, language: Language, request_id: UUID) -> Response:
    """Show the page: here lead the links to other languages after a press that came to nothing."""
    return _back(request, language, request_id)


def _back(request: Request, language: Language, request_id: UUID) -> Response:
    """Lead to the page, from which the way back leads to the board as it was narrowed."""
    return go_to(f"{_address(language, request_id)}{_kept(request)}")


def _kept(request: Request) -> str:
    return f"?{request.url.query}" if request.url.query else ""


def _address(language: Language, request_id: UUID) -> str:
    return f"/{language}/taulu/{request_id}/kysy"


async def _after(
    request: Request, language: Language, request_id: UUID, at: Wishing, refused: Refused
) -> Response:
    """Show what is on its way, or why nothing is."""
    if refused.wrong == Outcome.UNKNOWN_REQUEST:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    if refused.wrong == Outcome.ON_ITS_WAY:
        return _back(request, language, request_id)
    why = Refused(f"volunteer_number.{refused.wrong}", refused.typed)
    return await _page(request, language, request_id, at, why)


async def _page(
    request: Request,
    language: Language,
    request_id: UUID,
    at: Wishing,
    refused: Refused | None = None,
) -> Response:
    asking = await at.send.show_wishes(RequestId(request_id))
    if asking is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    wording, shown = Wording(catalogues_of(request), language), refused or Refused()
    return render(
        request,
        "wishes/page.html",
        refused.status if refused else HTTPStatus.OK,
        asking=asking,
        organisations=await at.partners.named(),
        here=_address(language, request_id),
        kept=request.url.query,
        on=_kept(request),
        tell=lambda wish: tell(wish, wording),
        past=past,
        rule=lambda code: wording.code("rule", code),
        ways=OFFERED,
        reasons=tuple(OverrideReason),
        limits=tuple(SoftLimit),
        widening_reasons=tuple(WideningReason),
        seconds=UNDO_TIME.seconds,
        typed=shown.typed,
        by=who(request),
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


def _widening_in(typed: Mapping[str, str]) -> Widening | str:
    """Read which limits and why; or say what is wrong, by the name of its problem."""
    chosen = (known(SoftLimit, each) for each in typed.get("limits", "").split())
    limits = tuple(each for each in chosen if each)
    reason = known(WideningReason, typed.get("widening_reason", ""))
    if not limits:
        return "limits.missing"
    return Widening(limits, reason) if reason else "widening_reason.missing"


def _person(text: str) -> StaffId | None:
    found = _uuid(text)
    return StaffId(found) if found else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
